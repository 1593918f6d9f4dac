// What if: asks one query of the graph as it is and as it would be, and shows the rows that go and those that come.
(() => {
  "use strict";
  const { parameters, room, library, element, cell } = self.regimap;
  const at = (id) => document.getElementById(id);
  const form = at("what-if");
  const [named, fields, status, answer, shown] = ["named", "parameters", "status", "answer", "shown"].map(at);
  let query = "";
  let running = false;

  const choose = (name, text) => {
    const chosen = parameters.named(name);
    named.value = chosen.name;
    at("question").textContent = chosen.question;
    query = text ?? chosen.text;
    const inputs = parameters.read(query).map(({ name: parameter, value }) => {
      const input = element("input", { name: parameter, type: "text", spellcheck: false, autocomplete: "off", value: parameters.short(value) });
      const meaning = chosen.parameters.find(([known]) => known === parameter)?.[1] ?? "";
      input.addEventListener("input", () => {
        const term = parameters.term(input.value);
        input.setCustomValidity(term === undefined ? "Write an identifier such as level/sg-cls/v1.4/level-1, or a whole address." : "");
        if (term !== undefined) query = parameters.set(query, parameter, term);
      });
      return element("label", {}, element("span", { textContent: `?${parameter}` }), element("span", { className: "aside", textContent: ` ${meaning}` }), input);
    });
    fields.replaceChildren(fields.firstElementChild, ...inputs);
    fields.hidden = inputs.length === 0;
  };

  const holds = (list, id, label) => {
    const box = element("input", { type: "checkbox", name: "holds", value: id, checked: true });
    list.append(element("li", {}, element("label", {}, box, ` ${label}`)));
  };
  const without = () => [...form.querySelectorAll("input[name=holds]:not(:checked)")].map((box) => box.value);

  const key = (row, columns) => JSON.stringify(columns.map((name) => row[name] ?? null));
  /** Rows of the one answer that the other lacks, as often as it lacks them. */
  const lacking = (one, other, columns) => {
    const left = new Map();
    for (const row of other) left.set(key(row, columns), (left.get(key(row, columns)) ?? 0) + 1);
    return one.filter((row) => {
      const count = left.get(key(row, columns)) ?? 0;
      left.set(key(row, columns), count - 1);
      return count <= 0;
    });
  };

  const show = (before, after) => {
    const { columns } = after;
    const gone = lacking(before.rows, after.rows, columns);
    const come = lacking(after.rows, before.rows, columns);
    answer.hidden = false;
    at("supposed").textContent = `${gone.length} of ${before.size} rows would go, ${come.length} would come.`;
    shown.replaceChildren();
    if (gone.length + come.length === 0) {
      shown.append(element("p", { className: "empty", textContent: "Nothing changes in this answer." }));
      return;
    }
    const heads = ["Change", ...columns].map((name) => element("th", { scope: "col", textContent: name }));
    const line = (mark) => (row) => element("tr", { className: mark }, element("th", { scope: "row", textContent: mark }), ...columns.map((name) => cell(row[name])));
    const body = element("tbody", {}, ...gone.slice(0, 1000).map(line("goes")), ...come.slice(0, 1000).map(line("comes")));
    const table = element("table", {}, element("caption", { textContent: "What changes" }), element("thead", {}, element("tr", {}, ...heads)), body);
    const scroll = element("div", { className: "scroll", tabIndex: 0 }, table);
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "Rows that change");
    shown.append(scroll);
  };

  const fail = (message) => {
    answer.hidden = false;
    at("supposed").textContent = "";
    const problem = element("pre", { className: "problem", textContent: message });
    problem.setAttribute("role", "alert");
    shown.replaceChildren(problem);
    status.textContent = "No answer.";
  };

  const run = async () => {
    if (running) return;
    running = true;
    [at("ask").disabled, at("cancel").disabled, status.textContent] = [true, false, "Computing …"];
    const supposition = { without: without(), asOf: at("day").value };
    const hash = new URLSearchParams([...new URLSearchParams(parameters.toHash(named.value, query).slice(1)), ["as-of", supposition.asOf], ...supposition.without.map((id) => ["without", id])]);
    history.replaceState(null, "", `#${hash}`);
    try {
      const made = await room.call("suppose", { ...supposition, packed: self.regimap.facts });
      if (made.problem) throw new Error(made.problem);
      const before = await room.call("rows", { query, supposed: false });
      const after = await room.call("rows", { query, supposed: true });
      if (before.sort === "error" || after.sort === "error") throw new Error((before.sort === "error" ? before : after).text);
      show(before, after);
      status.textContent = `${made.quads.toLocaleString("en")} statements computed in ${(made.time / 1000).toFixed(1)} s`;
    } catch (error) {
      fail(`There is no answer: ${error.message}`);
    }
    running = false;
    [at("ask").disabled, at("cancel").disabled] = [false, true];
  };

  const open = async () => {
    const found = new URLSearchParams(location.hash.slice(1));
    choose(parameters.named(found.get("name"))?.name ?? "library/recognised-not-asked-for", parameters.fromHash(location.hash)?.text);
    await Promise.all([room.ready(), room.load("../graph/facts.js")]);
    const list = await room.call("ask", {
      query: `SELECT ?recognition ?label ?arrangement { ?recognition a regimap:Recognition ; skos:prefLabel ?label ; regimap:arrangement/skos:altLabel ?arrangement FILTER (lang(?label) = "en" && lang(?arrangement) = "en") } ORDER BY ?arrangement ?label`,
      rows: 1000,
    });
    const start = `${library.base}recognition/`;
    for (const { recognition, label, arrangement } of list.rows) holds(at("recognitions"), recognition.value.slice(start.length), `${arrangement.value}: ${label.value}`);
    const sets = await room.call("ask", { query: "SELECT ?set { ?set a <https://w3id.org/sssom/MappingSet> } ORDER BY ?set", rows: 1000 });
    for (const { set } of sets.rows) {
      const name = set.value.split("/").pop();
      holds(at("mappings"), `mappings/${name}.sssom.tsv`, name);
    }
    const gone = found.getAll("without");
    for (const box of form.querySelectorAll("input[name=holds]")) box.checked = !gone.includes(box.value);
    if (found.has("as-of")) at("day").value = found.get("as-of");
    status.textContent = "Ready.";
    form.dataset.ready = "";
    if (found.has("as-of")) run();
  };

  for (const { name, title } of library.queries.filter((known) => known.name.startsWith("library/"))) named.append(new Option(title, name));
  named.addEventListener("change", () => choose(named.value));
  at("cancel").addEventListener("click", () => room.cancel());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  form.hidden = false;
  status.textContent = "Loading engine, graph and facts …";
  open().catch((error) => fail(`There is no answer: ${error.message}`));
})();
