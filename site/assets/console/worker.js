// The worker: engine and graph, away from the page, so that the page stays alive and a query can be cut off. It is started
// from the text of this function, because a page opened from disk may start no worker from a file.
self.regimapWorker = function (scope) {
  "use strict";
  const SORTS = ["table", "boolean", "triples", "error"];
  let engine;
  let bindings = [];

  const unpack = async (base64) => {
    const letters = atob(base64);
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
    const unzipped = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(unzipped).arrayBuffer());
  };
  const memory = (at, length) => new Uint8Array(engine.memory.buffer, at, length);
  const give = (bytes) => memory(engine.allocate(bytes.length), bytes.length).set(bytes);
  const text = () => new TextDecoder().decode(memory(engine.answer_at(), engine.answer_length()));
  const written = (format) => {
    engine.write(format);
    return text();
  };

  let facts;
  const unpackText = async (base64) => new TextDecoder().decode(await unpack(base64));
  const quoted = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  /** The text of a table with rows below it, each given by the names of its columns. */
  const extended = (text, rows) => {
    const columns = text.slice(0, text.indexOf("\n")).trim().split(",");
    const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? "")).join(","));
    return `${[text.trimEnd(), ...lines].join("\n")}\n`;
  };
  const suppose = async ({ packed, without, added, asOf }) => {
    facts ??= JSON.parse(await unpackText(packed));
    if (Object.keys(facts).length === 0) return { problem: "this site was made from the graph of a former build, which does not hold the facts" };
    const begin = performance.now();
    const supposed = { ...facts };
    for (const [path, rows] of Object.entries(added)) supposed[path] = extended(facts[path], rows);
    give(new TextEncoder().encode(JSON.stringify({ facts: supposed, without, asOf })));
    if (engine.suppose() !== 0) return { problem: text() };
    return { quads: Number(text()), time: performance.now() - begin };
  };
  /** All rows of a query, each as its text, of the graph as it is or as it would be. */
  const rows = ({ query, supposed }) => {
    engine.about_supposed(supposed ? 1 : 0);
    const answer = ask({ query, rows: Infinity });
    engine.about_supposed(0);
    return answer;
  };

  const start = async ({ wasm, graph }) => {
    const page = { chance: (at, length) => crypto.getRandomValues(memory(at, length)), now: () => Date.now() };
    const [code, bytes] = await Promise.all([unpack(wasm), unpack(graph)]);
    const { instance } = await WebAssembly.instantiate(code, { page });
    engine = instance.exports;
    give(bytes);
    if (engine.open() !== 0) throw new Error(text());
    return { quads: Number(text()) };
  };

  const ask = ({ query, rows }) => {
    const begin = performance.now();
    give(new TextEncoder().encode(query));
    const sort = SORTS[engine.ask()];
    const time = performance.now() - begin;
    bindings = [];
    if (sort === "error") return { sort, text: text() };
    if (sort === "boolean") return { sort, time, value: JSON.parse(written(0)).boolean };
    if (sort === "triples") return { sort, time, size: engine.size(), text: written(4) };
    const answer = JSON.parse(written(0));
    bindings = answer.results.bindings;
    return { sort, time, size: bindings.length, columns: answer.head.vars, rows: bindings.slice(0, rows) };
  };

  const calls = {
    start,
    ask,
    suppose,
    rows,
    more: ({ from, rows }) => ({ rows: bindings.slice(from, from + rows) }),
    write: ({ format }) => ({ text: written(format) }),
  };
  scope.onmessage = async ({ data }) => {
    try {
      scope.postMessage({ id: data.id, value: await calls[data.call](data) });
    } catch (error) {
      // A trap leaves the memory of the engine in no known state, so the page starts another.
      scope.postMessage({ id: data.id, broken: String(error?.message ?? error) });
    }
  };
};
