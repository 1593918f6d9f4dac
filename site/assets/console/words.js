// What can stand where somebody writes: keywords, variables of the query, terms of the graph, named queries.
(() => {
  "use strict";
  const regimap = (self.regimap ??= {});
  const KEYWORDS = (
    "SELECT DISTINCT REDUCED CONSTRUCT DESCRIBE ASK WHERE FROM NAMED GRAPH OPTIONAL UNION MINUS FILTER BIND VALUES SERVICE " +
    "GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET PREFIX BASE NOT EXISTS IN UNDEF AS COUNT SUM MIN MAX AVG SAMPLE " +
    "GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND IRI COALESCE IF STRLEN SUBSTR UCASE LCASE STRSTARTS " +
    "STRENDS CONTAINS CONCAT REPLACE REGEX ABS ROUND YEAR MONTH DAY NOW isIRI isLiteral sameTerm"
  ).split(" ");
  const ICONS = { class: "class", property: "property", value: "enum" };

  let terms;
  const known = () =>
    (terms ??= regimap.library.terms.map(([name, sort, label, definition]) => ({
      label: name,
      type: ICONS[sort],
      detail: label || undefined,
      info: definition || undefined,
    })));
  const prefixes = () =>
    regimap.library.prefixes.map(([prefix, namespace]) => ({ label: `${prefix}:`, type: "namespace", detail: namespace }));
  const keywords = KEYWORDS.map((label) => ({ label, type: "keyword" }));

  /** Where the text is nothing but a few words, the named queries are offered whole. */
  const queries = (open) =>
    regimap.library.queries.map((query) => ({
      label: query.name.replace(/^library\//, ""),
      type: "text",
      detail: query.title,
      info: query.question || undefined,
      apply: () => open(query.name),
    }));

  /** A source of completions for CodeMirror; `open` is told the name of a query that was chosen. */
  regimap.words = (open) => (context) => {
    const variable = context.matchBefore(/[?$]\w*/);
    if (variable) {
      const used = new Set(context.state.doc.toString().match(/[?$]\w+/g));
      used.delete(variable.text);
      return { from: variable.from, options: [...used].map((label) => ({ label, type: "variable" })), validFor: /^[?$]\w*$/ };
    }
    if (context.matchBefore(/#[^\n]*|<[^\s>]*|"[^"\n]*/)) return null;
    const word = context.matchBefore(/[\w-]+:?[\w-]*/);
    if (!word && !context.explicit) return null;
    const from = word ? word.from : context.pos;
    if (/^[\w\s/-]*$/.test(context.state.doc.toString())) {
      return { from: 0, options: [...queries(open), ...keywords], validFor: /^[\w/-]*$/ };
    }
    if (word?.text.includes(":")) return { from, options: known(), validFor: /^[\w-]+:[\w-]*$/ };
    return { from, options: [...prefixes(), ...known(), ...keywords], validFor: /^[\w-]+$/ };
  };
})();
