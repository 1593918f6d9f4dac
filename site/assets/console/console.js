// The console: chooser, parameters, editor, answer, and the address that holds them.
(() => {
  "use strict";
  const { parameters, room, library } = self.regimap;
  const at = (id) => document.getElementById(id);
  const form = at("console");
  const [named, question, fields, ask, cancel, status, answer] =
    ["named", "question", "parameters", "ask", "cancel", "status", "answer"].map(at);
  let current = "";
  let running = false;

  const editor = self.regimap.editor(at("editor"), {
    label: at("editor-label").textContent,
    help: at("editor-help").textContent,
    changed: () => showParameters(),
    ask: () => form.requestSubmit(),
    open: (name) => choose(name, parameters.named(name).text),
  });

  /** The queries for people first, then those of the pages, by folder. */
  const fillChooser = () => {
    const groups = new Map();
    for (const query of library.queries) {
      const folder = query.name.split("/").slice(0, -1).join("/");
      if (!groups.has(folder)) groups.set(folder, []);
      groups.get(folder).push(query);
    }
    const titles = { library: "For people", names: "For names and search", todo: "For reviewers" };
    const order = (folder) => (folder === "library" ? 0 : folder.startsWith("site") ? 2 : 1);
    const folders = [...groups.keys()].sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
    for (const folder of folders) {
      const group = document.createElement("optgroup");
      group.label = titles[folder] ?? (folder.startsWith("site/") ? `Pages: ${folder.slice(5)}` : folder);
      for (const query of groups.get(folder)) group.append(new Option(query.title, query.name));
      named.append(group);
    }
  };

  /** One field for each parameter of the text; a field that is being written in stays as it is. */
  const showParameters = () => {
    const found = parameters.read(editor.text);
    const inputs = [...fields.querySelectorAll("input")];
    if (found.map(({ name }) => name).join() !== inputs.map((input) => input.name).join()) {
      fields.replaceChildren(fields.firstElementChild, ...found.map(parameterField));
      fields.hidden = found.length === 0;
    }
    for (const { name, value } of found) {
      const input = fields.querySelector(`input[name="${name}"]`);
      if (document.activeElement !== input) input.value = parameters.short(value);
    }
  };

  const parameterField = ({ name, value }) => {
    const meaning = library.queries.find((query) => query.name === current)?.parameters.find(([known]) => known === name)?.[1];
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { name, type: "text", spellcheck: false, autocomplete: "off" });
    const list = Object.assign(document.createElement("datalist"), { id: `things-${name}` });
    const title = Object.assign(document.createElement("span"), { textContent: `?${name}` });
    const note = Object.assign(document.createElement("span"), { className: "aside", textContent: meaning ? ` ${meaning}` : "" });
    input.setAttribute("list", list.id);
    input.addEventListener("focus", () => offer(list, value), { once: true });
    input.addEventListener("input", () => {
      const term = parameters.term(input.value);
      input.setCustomValidity(term === undefined ? "Write an identifier such as level/sg-cls/v1.4/level-1, or a whole address." : "");
      if (term !== undefined) editor.text = parameters.set(editor.text, name, term);
    });
    label.append(title, note, input, list);
    return label;
  };

  /** Everything of the same class as the usual value. */
  const offer = async (list, value) => {
    if (running) return;
    const query = `SELECT DISTINCT ?thing ?label { ${value} a ?class . ?thing a ?class
      FILTER (strstarts(str(?class), str(regimap:)))
      OPTIONAL { ?thing skos:prefLabel ?name FILTER (lang(?name) = "en") }
      OPTIONAL { ?thing rdfs:label ?term }
      BIND (coalesce(?name, ?term, "") AS ?label) } ORDER BY ?thing`;
    const { rows = [] } = await room.call("ask", { query, rows: 3000 }).catch(() => ({}));
    const short = ({ thing, label }) => new Option(label.value, parameters.short(parameters.term(thing.value)));
    list.replaceChildren(...rows.map(short));
  };

  const choose = (name, text) => {
    current = name;
    named.value = name;
    question.textContent = parameters.named(name)?.question ?? "";
    fields.replaceChildren(fields.firstElementChild);
    editor.text = text;
    showParameters();
  };

  const fail = (message) => {
    answer.hidden = false;
    at("save").replaceChildren();
    const problem = Object.assign(document.createElement("pre"), { className: "problem", textContent: message });
    problem.setAttribute("role", "alert");
    at("shown").replaceChildren(problem);
    const place = message.match(/line (\d+), column (\d+)/);
    if (place) editor.point(Number(place[1]), Number(place[2]));
    status.textContent = "No answer.";
  };

  const run = async () => {
    if (running || !editor.text.trim()) return;
    running = true;
    [ask.disabled, cancel.disabled, status.textContent] = [true, false, "Asking …"];
    history.replaceState(null, "", parameters.toHash(current, editor.text));
    try {
      const ready = start().then(() => (status.textContent = "Asking …"));
      const asked = room.call("ask", { query: editor.text, rows: self.regimap.piece }, Number(at("limit").value) * 1000);
      const [result] = await Promise.all([asked, ready]);
      if (result.sort === "error") {
        fail(result.text);
      } else {
        answer.hidden = false;
        const words = self.regimap.show(result, at("shown"));
        status.textContent = `${words}, in ${result.time < 10 ? result.time.toFixed(1) : Math.round(result.time)} ms`;
        showSaving(result.sort);
      }
    } catch (error) {
      fail(`There is no answer: ${error.message}.`);
    }
    running = false;
    [ask.disabled, cancel.disabled] = [false, true];
  };

  const start = async () => {
    const slow = setTimeout(() => (status.textContent = "Loading engine and graph …"), 150);
    const { quads } = await room.ready().finally(() => clearTimeout(slow));
    form.dataset.quads = quads;
    return quads;
  };

  const showSaving = (sort) => {
    const buttons = self.regimap.formats(sort).map(([number, name, ending, type]) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: name });
      button.onclick = async () => {
        const { text } = await room.call("write", { format: number });
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([text], { type }));
        link.download = `${current.split("/").pop() || "answer"}.${ending}`;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      };
      return button;
    });
    at("save").replaceChildren("Save as ", ...buttons);
  };

  const openAddress = () => {
    const found = parameters.fromHash(location.hash);
    if (!found) return false;
    choose(found.name, found.text);
    run();
    return true;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  cancel.addEventListener("click", () => room.cancel());
  named.addEventListener("change", () => choose(named.value, parameters.named(named.value)?.text ?? editor.text));
  at("link").addEventListener("click", async () => {
    history.replaceState(null, "", parameters.toHash(current, editor.text));
    const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
    status.textContent = copied ? "Link copied." : "The address of this page is the link.";
  });
  self.addEventListener("hashchange", openAddress);

  fillChooser();
  form.hidden = false;
  if (!openAddress()) {
    const first = parameters.named("library/regimes") ?? library.queries[0];
    choose(first.name, first.text);
    start().then(
      (quads) => (status.textContent = `${quads.toLocaleString("en")} statements are ready.`),
      (error) => fail(`There is no answer: ${error.message}.`),
    );
  }
})();
