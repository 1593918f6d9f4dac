// Runs before the first paint: says that scripts run, and keeps the colours that the reader chose.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var scheme = localStorage.getItem("regimap-scheme");
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
  } catch (denied) {
    // Without storage the colours follow the system.
  }
})();
