// Shows an answer: a table in pieces, yes or no, triples as Turtle. Text from the graph is only ever text here.
(() => {
  "use strict";
  const regimap = (self.regimap ??= {});
  const PIECE = 500;
  const TURTLE = 200_000;
  const XSD = "http://www.w3.org/2001/XMLSchema#";

  const element = (name, fields = {}, ...children) => {
    const made = Object.assign(document.createElement(name), fields);
    made.append(...children);
    return made;
  };

  const compact = (iri) => {
    const { prefixes, base } = regimap.library;
    const [prefix, namespace] = prefixes.find(([, start]) => iri.startsWith(start)) ?? [];
    if (prefix) return `${prefix}:${iri.slice(namespace.length)}`;
    return iri.startsWith(base) ? iri.slice(base.length) : iri;
  };

  /** A path may be broken into lines after its slashes. */
  const path = (text) => text.split(/(?<=\/)/).flatMap((step) => [step, element("wbr")]).slice(0, -1);

  /** Things have pages at their paths; other addresses of the web lead out. */
  const link = (iri) => {
    const { base, folders } = regimap.library;
    const own = iri.startsWith(base) ? iri.slice(base.length) : "";
    if (own.includes("/") && folders.includes(own.split("/")[0])) {
      return element("a", { href: `${document.documentElement.dataset.root}${own}/index.html` }, ...path(own));
    }
    const name = compact(iri);
    if (name !== iri || !/^https?:/.test(iri)) return element("code", { title: iri }, ...path(name));
    return element("a", { href: iri, rel: "external noreferrer", className: "out" }, ...path(iri));
  };

  const shown = (term) => {
    if (!term) return "";
    if (term.type === "uri") return link(term.value);
    if (term.type === "bnode") return element("code", { textContent: `_:${term.value}` });
    const language = term["xml:lang"];
    if (language && language !== "en") return element("span", { lang: language, textContent: term.value });
    const type = term.datatype?.startsWith(XSD) ? "" : term.datatype;
    return type ? element("span", { textContent: term.value, title: type }) : term.value;
  };

  const NUMBERS = ["integer", "decimal", "double", "float", "int", "long"].map((name) => XSD + name);
  const cell = (term) =>
    element("td", { className: NUMBERS.includes(term?.datatype) ? "number" : "" }, shown(term));

  const table = (answer, place) => {
    const heads = answer.columns.map((name) => element("th", { scope: "col", textContent: name }));
    const body = element("tbody");
    const rows = (list) =>
      body.append(...list.map((row) => element("tr", {}, ...answer.columns.map((name) => cell(row[name])))));
    rows(answer.rows);
    const whole = element("table", {}, element("caption", { textContent: "Answer" }), element("thead", {}, element("tr", {}, ...heads)), body);
    const scroll = element("div", { className: "scroll", tabIndex: 0 }, whole);
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "Rows of the answer");
    place.append(scroll);
    let count = answer.rows.length;
    if (count >= answer.size) return;
    const note = element("p", { className: "cut" });
    const button = element("button", { type: "button", className: "button" });
    const tell = () => {
      note.textContent = `The first ${count} of ${answer.size} rows.`;
      button.textContent = `Show ${Math.min(PIECE, answer.size - count)} more`;
    };
    button.onclick = async () => {
      const more = await regimap.room.call("more", { from: count, rows: PIECE });
      rows(more.rows);
      count += more.rows.length;
      if (count >= answer.size) button.remove();
      tell();
    };
    tell();
    place.append(note, button);
  };

  const turtle = (answer, place) => {
    const cut = answer.text.length > TURTLE;
    const code = element("code", { textContent: cut ? answer.text.slice(0, TURTLE) : answer.text });
    place.append(element("pre", { tabIndex: 0, className: "whole" }, code));
    if (cut) place.append(element("p", { className: "cut", textContent: "The beginning of it; the files hold all." }));
  };

  const plural = (count, one) => `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;

  /** Puts an answer into `place` and says in a few words what it is. */
  regimap.show = (answer, place) => {
    place.replaceChildren();
    switch (answer.sort) {
      case "boolean":
        place.append(element("p", { className: "verdict", textContent: answer.value ? "Yes" : "No" }));
        return answer.value ? "yes" : "no";
      case "triples":
        turtle(answer, place);
        return plural(answer.size, "triple");
      default:
        if (answer.size > 0) table(answer, place);
        else place.append(element("p", { className: "empty", textContent: "No row answers this query." }));
        return plural(answer.size, "row");
    }
  };

  /** In which formats an answer can be saved: number of the engine, name, ending, media type. */
  regimap.formats = (sort) =>
    sort === "triples"
      ? [[4, "Turtle", "ttl", "text/turtle"], [5, "N-Triples", "nt", "application/n-triples"], [0, "JSON-LD", "jsonld", "application/ld+json"], [3, "RDF/XML", "rdf", "application/rdf+xml"]]
      : [[1, "CSV", "csv", "text/csv"], [2, "TSV", "tsv", "text/tab-separated-values"], [0, "JSON", "json", "application/sparql-results+json"], [3, "XML", "xml", "application/sparql-results+xml"]];
  regimap.piece = PIECE;
  regimap.cell = cell;
  regimap.element = element;
})();
