// Parameters of a query are lines of its text, `VALUES ?name { value } # param`, so that the text shown is the text that
// runs; and the address of the page names a query with its parameters, or holds its text.
(() => {
  "use strict";
  const regimap = (self.regimap ??= {});
  const LINE = /^([ \t]*VALUES[ \t]*\?(\w+)[ \t]*\{)(.*)(\}[ \t]*# param[ \t]*)$/gm;

  /** The parameters of a text: name and value, as SPARQL. */
  const read = (text) => [...text.matchAll(LINE)].map((line) => ({ name: line[2], value: line[3].trim() }));

  /** The text with one parameter changed. */
  const set = (text, name, value) =>
    text.replace(LINE, (line, before, found, old, after) => (found === name ? `${before} ${value} ${after}` : line));

  /** As people write a term: prefixed names as they are, addresses of things by their path. */
  const short = (value) => {
    const iri = value.match(/^<([^<>\s]*)>$/)?.[1];
    if (iri === undefined) return value;
    const { base } = regimap.library;
    return iri.startsWith(base) && iri.length > base.length ? iri.slice(base.length) : iri;
  };

  /** The term that somebody means; nothing where it could break out of its place. */
  const term = (written) => {
    const text = written.trim();
    const prefix = text.match(/^([\w-]+):[\w.-]+$/)?.[1];
    if (regimap.library.prefixes.some(([known]) => known === prefix)) return text;
    if (text === "" || /[\s<>"{}|\\^`]/.test(text)) return undefined;
    return `<${/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : regimap.library.base + text}>`;
  };

  const named = (name) =>
    regimap.library.queries.find((query) => query.name === name || query.name === `library/${name}`);

  /** What stands behind the `#` of the address: name and text of a query, or nothing. */
  const fromHash = (hash) => {
    const fields = new URLSearchParams(hash.replace(/^#/, ""));
    const query = named(fields.get("name"));
    if (!query) return fields.has("q") ? { name: "", text: fields.get("q") } : undefined;
    let { text } = query;
    for (const { name } of read(text)) {
      const value = fields.has(name) ? term(fields.get(name)) : undefined;
      if (value !== undefined) text = set(text, name, value);
    }
    return { name: query.name, text };
  };

  /** The address of a text: by the name of its query where nothing but parameters was changed. */
  const toHash = (name, text) => {
    const query = named(name);
    const values = read(text);
    const bare = (whole) => values.reduce((rest, { name: parameter }) => set(rest, parameter, ""), whole).trim();
    if (!query || bare(query.text) !== bare(text)) return `#${new URLSearchParams({ q: text })}`;
    const usual = new Map(read(query.text).map((parameter) => [parameter.name, parameter.value]));
    const changed = values.filter((parameter) => usual.get(parameter.name) !== parameter.value);
    const fields = [["name", name], ...changed.map((parameter) => [parameter.name, short(parameter.value)])];
    return `#${new URLSearchParams(fields)}`;
  };

  regimap.parameters = { read, set, short, term, named, fromHash, toHash };
})();
