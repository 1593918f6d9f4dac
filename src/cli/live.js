// Loads the page again when `regimap site --watch` has written the site anew.
(() => {
  let known;
  const ask = () => {
    const script = document.createElement("script");
    script.src = `/.regimap/new.js?${known ?? ""}`;
    script.onload = () => {
      script.remove();
      if (known !== undefined && known !== self.regimapVersion) return location.reload();
      known = self.regimapVersion;
      ask();
    };
    script.onerror = () => {
      script.remove();
      setTimeout(ask, 1000);
    };
    document.head.append(script);
  };
  // A script that is waited for earlier would keep the page from having loaded.
  addEventListener("load", ask);
})();
