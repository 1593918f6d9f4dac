// What scripts add to pages that can be read without them: colours, choosing rows, choosing sides, moving the day.
// The state of a page stands in the fragment of its address, so that a link shows the same.
(function () {
  "use strict";

  var all = function (selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  };
  var state = function () {
    return location.hash.indexOf("=") > 0 ? new URLSearchParams(location.hash.slice(1)) : new URLSearchParams();
  };
  var keep = function (values) {
    var text = values.toString();
    history.replaceState(null, "", text ? "#" + text : location.pathname.replace(/^.*\//, "") + location.search);
  };

  // Colours

  var scheme = document.querySelector("select[name=scheme]");
  if (scheme) {
    scheme.value = document.documentElement.dataset.scheme || "";
    scheme.addEventListener("change", function () {
      if (scheme.value) document.documentElement.dataset.scheme = scheme.value;
      else delete document.documentElement.dataset.scheme;
      try {
        localStorage.setItem("regimap-scheme", scheme.value);
      } catch (denied) {
        // The choice then lasts as long as the page.
      }
    });
  }

  // Rows

  all("form.filters").forEach(function (form) {
    var section = document.getElementById(form.dataset.filtersFor);
    var table = section.querySelector("table");
    var rows = all("tbody tr:not(.group)", table);
    var said = form.elements.shown;
    var whole = said.textContent;
    var repeated = rows.map(function (row) { return all(".again", row); });
    var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
    var columns = all("thead th", table);

    function fits(row, place, wanted, words) {
      for (var key in wanted) {
        if ((" " + (row.getAttribute("data-" + key) || "") + " ").indexOf(" " + wanted[key] + " ") < 0) return false;
      }
      return words.every(function (word) { return texts[place].indexOf(word) >= 0; });
    }

    function apply() {
      var wanted = {};
      all("select, input[type=checkbox][name=open]", form).forEach(function (field) {
        var value = field.type === "checkbox" ? (field.checked ? field.value : "") : field.value;
        if (value) wanted[field.name] = value;
      });
      var words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row, place) {
        row.hidden = !fits(row, place, wanted, words);
        if (row.hidden) return;
        shown += 1;
        var follows = place > 0 && !rows[place - 1].hidden;
        repeated[place].forEach(function (cell) { cell.classList.toggle("again", follows); });
      });
      all("tbody", table).forEach(function (body) {
        body.hidden = all("tr:not(.group)", body).every(function (row) { return row.hidden; });
      });
      said.textContent = shown === rows.length ? whole : shown + " of " + rows.length + " rows";
      var values = new URLSearchParams();
      Object.keys(wanted).forEach(function (key) { values.set(key, wanted[key]); });
      if (words.length) values.set("words", form.elements.words.value.trim());
      var without = all(".columns input", form).filter(function (box) { return !box.checked; });
      if (without.length) values.set("without", without.map(function (box) { return box.value; }).join("."));
      if (values.toString()) values.set("in", section.id);
      keep(values);
      all(".parts a, .turn a").forEach(function (link) {
        link.href = link.getAttribute("href").split("#")[0] + (values.toString() ? "#" + values : "");
      });
    }

    function show(place, visible) {
      all("tr:not(.group)", table).forEach(function (row) {
        if (row.cells[place]) row.cells[place].hidden = !visible;
      });
    }

    // Columns can be left out where no cell reaches over several.
    var choice = form.querySelector(".columns");
    if (choice && columns.length > 3 && !table.querySelector("[rowspan]")) {
      columns.slice(1).forEach(function (head, at) {
        var label = document.createElement("label");
        var box = document.createElement("input");
        box.type = "checkbox";
        box.defaultChecked = true;
        box.value = String(at + 1);
        box.addEventListener("change", function () { show(at + 1, box.checked); });
        label.append(box, " " + head.textContent);
        choice.append(label);
      });
    } else if (choice) {
      choice.remove();
    }

    var said_before = state();
    if (said_before.get("in") === section.id) {
      said_before.forEach(function (value, key) {
        var field = form.elements[key];
        if (key === "without") {
          value.split(".").forEach(function (place) {
            var box = form.querySelector(".columns input[value='" + parseInt(place, 10) + "']");
            if (box) { box.checked = false; show(Number(box.value), false); }
          });
        } else if (field && field.type === "checkbox") field.checked = true;
        else if (field && key !== "shown") field.value = value;
      });
      apply();
      section.scrollIntoView({ behavior: "auto" });
    }
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () {
      setTimeout(function () {
        columns.forEach(function (_, place) { show(place, true); });
        apply();
      });
    });
  });

  // Two sides

  all("form.chooser").forEach(function (form) {
    var target = form.elements.target;
    var holder = form.elements.holder;
    var said = form.elements.said;
    var before = state();
    if (before.get("target")) target.value = before.get("target");
    holder.value = before.get("holder") || holder.value;
    var regime = function (select) { return select.options[select.selectedIndex].dataset.regime; };
    if (regime(target) === regime(holder)) {
      var other = all("option", holder).filter(function (option) { return option.dataset.regime !== regime(target); })[0];
      if (other) holder.value = other.value;
    }
    function check() {
      var same = regime(target) === regime(holder);
      said.textContent = same ? "Choose sides of two regimes: what changed between editions of one stands on the page of each edition." : "";
      return !same;
    }
    form.addEventListener("input", function () {
      check();
      keep(new URLSearchParams({ target: target.value, holder: holder.value }));
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (!check()) return;
      var whole = target.value === regime(target) || holder.value === regime(holder);
      var pair = whole ? [regime(target), regime(holder)] : [target.value, holder.value];
      var folder = form.dataset.folder ? form.dataset.folder + "/" : "";
      location.href = folder + pair.map(encodeURIComponent).join("/") + "/index.html";
    });
  });

  // The day

  all("form.slider").forEach(function (form) {
    var range = form.elements.days;
    var date = form.elements.date;
    var first = Date.UTC(Number(form.dataset.first) || 2015, 0, 1);
    var last = Date.UTC((Number(form.dataset.last) || 2030) + 1, 0, 1);
    var day = 86400000;
    var iso = function (number) { return new Date(first + number * day).toISOString().slice(0, 10); };
    var number = function (text) { return Math.round((Date.parse(text + "T00:00:00Z") - first) / day); };
    var today = document.documentElement.dataset.asOf;
    var lasting = all("#in-force tbody tr");
    var events = all("#events tbody tr");
    range.max = String((last - first) / day);
    date.min = iso(0);
    date.max = iso(Number(range.max));

    function apply(text, moved) {
      var holding = 0;
      lasting.forEach(function (row) {
        var holds = row.dataset.from <= text && (!row.dataset.until || row.dataset.until > text);
        row.classList.toggle("off", !holds);
        if (holds) holding += 1;
      });
      events.forEach(function (row) {
        var time = row.querySelector("time");
        row.classList.toggle("later", Boolean(time) && time.dateTime > text);
      });
      document.documentElement.dataset.day = text;
      range.value = String(number(text));
      date.value = text;
      range.setAttribute("aria-valuetext", text);
      form.elements.said.textContent = holding + " editions and decisions hold on this day";
      if (moved) keep(text === today ? new URLSearchParams() : new URLSearchParams({ day: text }));
    }

    range.addEventListener("input", function () { apply(iso(Number(range.value)), true); });
    date.addEventListener("change", function () { if (date.value) apply(date.value, true); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(function () { apply(today, true); }); });
    var asked = state().get("day");
    apply(/^\d{4}-\d{2}-\d{2}$/.test(asked || "") ? asked : today, false);
  });

  // Citations

  all("details.cite").forEach(function (details) {
    if (!navigator.clipboard) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = "Copy";
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(details.querySelector("p").textContent).then(function () {
        button.textContent = "Copied";
      });
    });
    details.querySelector("p").after(button);
  });
})();
