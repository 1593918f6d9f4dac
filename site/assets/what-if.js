// What if: asks one query of the graph as it is and as it would be, and shows the rows that go and those that come. What is
// supposed stands in the address of the page.
(() => {
  "use strict";
  const { parameters, room, library, element, cell } = self.regimap;
  const at = (id) => document.getElementById(id);
  const form = at("what-if");
  const [named, fields, status, answer, shown] = ["named", "parameters", "status", "answer", "shown"].map(at);
  const [holder, counts, part, effect, supposed] = ["holder", "counts", "part", "effect", "supposed-list"].map(at);
  const things = new Map();
  let supposing = [];
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

  const holds = (list, id, label, arrangement = "") => {
    const box = element("input", { type: "checkbox", name: "holds", value: id, checked: true });
    box.dataset.arrangement = arrangement;
    list.append(element("li", {}, element("label", {}, box, ` ${label}`)));
  };
  const without = () => [...form.querySelectorAll("input[name=holds]:not(:checked)")].map((box) => box.value);

  const path = (iri) => iri.slice(library.base.length);
  const name = (thing) => (thing.within ? `${thing.edition.name} ${thing.name}` : thing.name);
  const said = ({ of, as, how }) => `${name(of)} counts as ${name(as)} (${[...effect.options].find((option) => option.value === how).text})`;
  const address = ({ of, as, how }) => [of.path, as.path, how].join(",");

  /** What a recognition names of a thing: its edition, and its level or provision. */
  const end = (prefix, thing) => ({
    [`${prefix}_edition`]: (thing.edition ?? thing).path.replace("edition/", ""),
    ...(thing.path.startsWith("level/") && { [`${prefix}_level`]: thing.path.replace("level/", "") }),
    ...(thing.within && { [`${prefix}_provision`]: thing.name }),
  });
  /** The rows that make the supposed recognitions, by their tables. */
  const added = () => {
    if (supposing.length === 0) return {};
    const graded = { locator: "supposed", grade: "unconfirmed" };
    const arrangement = { arrangement_id: "supposed", label: "Supposed in this page", short_label: "supposition", kind: "scheme-rule", description: "Supposed in this page", read_extent: "none: it is supposed", ...graded };
    const rows = supposing.map((one, place) => ({
      recognition_id: `supposed/${place + 1}`, arrangement_id: "supposed", label: said(one), effect: one.how, pinned: "no",
      ...end("recognised", one.of), ...end("counts_as", one.as), ...graded,
    }));
    return { "arrangements/arrangements.csv": [arrangement], "arrangements/recognitions.csv": rows };
  };

  const list = () => {
    supposed.replaceChildren(
      ...supposing.map((one) => {
        const remove = element("button", { type: "button", className: "button", textContent: "Remove" });
        remove.setAttribute("aria-label", `Remove: ${said(one)}`);
        remove.addEventListener("click", () => {
          supposing = supposing.filter((other) => other !== one);
          list();
          at("add").focus();
        });
        return element("li", {}, `${said(one)} `, remove);
      }),
    );
  };
  const suppose = (of, as, how) => {
    const one = { of, as, how };
    if (!supposing.some((other) => address(other) === address(one))) supposing.push(one);
    list();
  };
  /** A query about a level is asked about the one that is supposed to be recognised. */
  const about = (level) => {
    const input = fields.querySelector("input[name=level]");
    if (!input || !level.path.startsWith("level/")) return;
    input.value = level.path;
    input.dispatchEvent(new Event("input"));
  };

  const table = async (text) => (await room.call("rows", { query: text, supposed: false })).rows;
  /** The editions and levels to choose from, by regime. */
  const sides = async () => {
    const found = await table(`SELECT ?thing ?name ?edition ?of { { ?thing a regimap:Edition ; skos:altLabel ?name ; regimap:regime/skos:altLabel ?of } UNION { ?thing a regimap:Level ; skos:prefLabel ?name ; regimap:edition ?edition . ?edition regimap:regime/skos:altLabel ?of } FILTER (lang(?name) = "en" && lang(?of) = "en") } ORDER BY ?of DESC(BOUND(?edition)) ?thing`);
    for (const { thing, name: label } of found) things.set(path(thing.value), { path: path(thing.value), name: label.value });
    for (const { thing, edition } of found) if (edition) things.get(path(thing.value)).edition = things.get(path(edition.value));
    for (const select of [holder, counts]) {
      for (const { thing, of } of found) {
        const group = [...select.children].find(({ label }) => label === of.value) ?? select.appendChild(element("optgroup", { label: of.value }));
        const one = things.get(path(thing.value));
        group.append(new Option(one.edition ? `${one.name} (${one.edition.name})` : one.name, one.path));
      }
    }
    for (const { effect: value, label } of await table(`SELECT ?effect ?label { ?effect skos:prefLabel ?label { SELECT DISTINCT ?effect { ?recognition regimap:effect ?effect } } } ORDER BY ?label`)) {
      effect.append(new Option(label.value, value.value.split("#").pop()));
    }
  };
  /** The provisions of an edition, by their paths. */
  const provisions = async (edition) => {
    const found = await table(`SELECT ?thing ?name { ?thing regimap:edition <${library.base}${edition.path}> ; a regimap:Provision ; dcterms:identifier ?name }`);
    const order = new Intl.Collator("en", { numeric: true });
    const made = found.map(({ thing, name: label }) => ({ path: path(thing.value), name: label.value, edition, within: true }));
    return made.sort((one, other) => order.compare(one.name, other.name));
  };
  const parts = async () => {
    const whole = things.get(counts.value);
    const inside = whole.edition ? [] : await provisions(whole);
    inside.forEach((one) => things.set(one.path, one));
    part.replaceChildren(new Option("all of it", whole.path), ...inside.map((one) => new Option(one.name, one.path)));
  };
  /** The thing at a path, be it a provision that nobody has chosen yet. */
  const thingAt = async (wanted) => {
    const edition = things.get(wanted.replace(/^provision\/(.*)\/[^/]*$/, "edition/$1"));
    if (!things.has(wanted) && edition) (await provisions(edition)).forEach((one) => things.set(one.path, one));
    return things.get(wanted);
  };

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
    const line = (mark) => (row) => element("tr", { className: mark }, element("th", { scope: "row", textContent: mark }), ...columns.map((column) => cell(row[column])));
    const body = element("tbody", {}, ...gone.slice(0, 1000).map(line("goes")), ...come.slice(0, 1000).map(line("comes")));
    const table = element("table", {}, element("caption", { textContent: "What changes" }), element("thead", {}, element("tr", {}, ...heads)), body);
    const scroll = element("div", { className: "scroll", tabIndex: 0 }, table);
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "Rows that change");
    shown.append(scroll);
    // What is only supposed has no page.
    for (const link of shown.querySelectorAll("a[href*='/recognition/supposed/'], a[href*='/arrangement/supposed/']")) {
      link.replaceWith(element("code", { textContent: link.textContent }));
    }
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
    const supposition = { without: without(), added: added(), asOf: at("day").value };
    const hash = new URLSearchParams([
      ...new URLSearchParams(parameters.toHash(named.value, query).slice(1)),
      ["as-of", supposition.asOf],
      ...supposition.without.map((id) => ["without", id]),
      ...supposing.map((one) => ["suppose", address(one)]),
    ]);
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
    const recognitions = await table(`SELECT ?recognition ?label ?by ?arrangement { ?recognition a regimap:Recognition ; skos:prefLabel ?label ; regimap:arrangement ?by . ?by skos:altLabel ?arrangement FILTER (lang(?label) = "en" && lang(?arrangement) = "en") } ORDER BY ?arrangement ?label`);
    for (const { recognition, label, by, arrangement } of recognitions) {
      holds(at("recognitions"), path(recognition.value).replace("recognition/", ""), `${arrangement.value}: ${label.value}`, path(by.value));
    }
    for (const { set } of await table("SELECT ?set { ?set a <https://w3id.org/sssom/MappingSet> } ORDER BY ?set")) {
      const name = set.value.split("/").pop();
      holds(at("mappings"), `mappings/${name}.sssom.tsv`, name);
    }
    await sides();
    const gone = found.getAll("without");
    for (const box of form.querySelectorAll("input[name=holds]")) box.checked = ![box.value, box.dataset.arrangement].some((id) => gone.includes(id));
    for (const written of found.getAll("suppose")) {
      const [of, as, how] = written.split(",");
      const ends = [await thingAt(of), await thingAt(as)];
      if (ends.every(Boolean) && [...effect.options].some(({ value }) => value === how)) suppose(...ends, how);
    }
    if (things.has(found.get("holder"))) holder.value = found.get("holder");
    if (things.has(found.get("counts"))) counts.value = found.get("counts");
    about(things.get(found.get("holder")) ?? { path: "" });
    await parts();
    if (found.has("as-of")) at("day").value = found.get("as-of");
    status.textContent = "Ready.";
    form.dataset.ready = "";
    if (["as-of", "without", "suppose"].some((given) => found.has(given))) run();
  };

  for (const { name, title } of library.queries.filter((known) => known.name.startsWith("library/"))) named.append(new Option(title, name));
  named.addEventListener("change", () => choose(named.value));
  counts.addEventListener("change", parts);
  at("add").addEventListener("click", () => {
    suppose(things.get(holder.value), things.get(part.value), effect.value);
    about(things.get(holder.value));
  });
  at("cancel").addEventListener("click", () => room.cancel());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  form.hidden = false;
  status.textContent = "Loading engine, graph and facts …";
  open().catch((error) => fail(`There is no answer: ${error.message}`));
})();
