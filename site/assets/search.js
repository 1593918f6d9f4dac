// Search over everything, as somebody types, without a server. Words are cut as in src/site/search/words.rs; the index is
// loaded piece by piece, as scripts, because a page opened from disk may load nothing else.
(() => {
  "use strict";
  const regimap = (self.regimap ??= {});
  const { root } = document.documentElement.dataset;
  const here = new URL("search/", document.currentScript.src);
  const UNSPACED = /[\u3005\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af\u{20000}-\u{3ffff}]/u;
  const SHARDS = 8;

  const fold = (text) =>
    text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase().replaceAll("ß", "ss");

  /** What is looked for: words that have to be there, the last one at least by its beginning. */
  const wanted = (text) => {
    const words = [];
    for (const chunk of fold(text).split(/\s+/)) {
      for (const run of chunk.match(new RegExp(`${UNSPACED.source}+|[^${UNSPACED.source.slice(1)}+`, "gu")) ?? []) {
        if (UNSPACED.test(run)) {
          const letters = [...run];
          if (letters.length === 1) words.push({ word: run, open: true });
          else letters.slice(1).forEach((letter, place) => words.push({ word: letters[place] + letter, open: false }));
          continue;
        }
        const whole = run.replace(/^[^\p{Alphabetic}\p{N}]+|[^\p{Alphabetic}\p{N}]+$/gu, "");
        const parts = whole.split(/[^\p{Alphabetic}\p{N}]+/u).filter(Boolean);
        if (parts.length > 1 && /\d/.test(whole)) words.push({ word: whole, open: true });
        else parts.forEach((word) => words.push({ word, open: true }));
      }
    }
    return words;
  };

  const loading = new Map();
  /** A file of the index; each is a script that puts its content at `regimap.<name>`. */
  const file = (name) => {
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(`${name}.js`, here);
        script.onload = () => resolve(regimap[name]);
        script.onerror = () => reject(new Error("the index could not be loaded"));
        document.head.append(script);
      }));
    }
    return loading.get(name);
  };

  /** The last shard that begins at or before a word. */
  const shardOf = (firsts, word) => Math.max(0, firsts.findLastIndex((first) => first <= word));

  /** Documents that have a word, or one that begins with it, with what it weighs there. */
  const find = async ({ firsts, count }, word, open) => {
    const from = shardOf(firsts, word);
    const to = open ? Math.min(shardOf(firsts, `${word}\uffff`), from + SHARDS) : from;
    const shards = await Promise.all(Array.from({ length: to - from + 1 }, (_, place) => file(`words${from + place}`)));
    const found = new Map();
    for (const shard of shards) {
      for (const known of open ? Object.keys(shard).filter((other) => other.startsWith(word)) : [word]) {
        const list = Object.hasOwn(shard, known) ? shard[known] : [];
        // What is rare tells more, and the whole word more than its beginning.
        const worth = Math.log(1 + (2 * count) / list.length) * (known === word ? 1 : 0.6);
        for (let at = 0, document = 0; at < list.length; at += 2) {
          document += list[at];
          found.set(document, Math.max(found.get(document) ?? 0, list[at + 1] * worth));
        }
      }
    }
    return found;
  };

  /** A word that nothing has is shortened, for its ending may differ: passwords, Passworts. */
  const findNear = async (index, { word, open }) => {
    for (let length = word.length; ; length -= 1) {
      const found = await find(index, word.slice(0, length), open || length < word.length);
      if (found.size > 0 || length <= Math.max(4, Math.ceil(word.length * 0.6))) {
        return { found, word: word.slice(0, length) };
      }
    }
  };

  /** The best documents for a text, grouped by kind, the kind of the best first. */
  const search = async (text, most = 400) => {
    const index = await file("index");
    const words = wanted(text).filter(({ word }, place, all) => !index.common.includes(word) || all.length === 1);
    if (words.length === 0) return { groups: [], total: 0, words: [] };
    const lists = await Promise.all(words.map((word) => findNear(index, word)));
    const [first, ...others] = lists.map(({ found }) => found).sort((a, b) => a.size - b.size);
    const scores = [];
    for (const [document, score] of first) {
      if (others.every((found) => found.has(document))) {
        scores.push([document, others.reduce((sum, found) => sum + found.get(document), score)]);
      }
    }
    scores.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const best = scores.slice(0, most * 2);
    const needed = new Set(best.map(([document]) => Math.floor(document / index.chunk)));
    await Promise.all([...needed].map((chunk) => file(`documents${chunk}`)));
    const hits = best.map(([document, score]) => {
      const [kind, href, title, body, local, lang] = regimap[`documents${Math.floor(document / index.chunk)}`][document % index.chunk];
      return { kind: index.kinds[kind][0], score: score * index.kinds[kind][1], href, title, body, local, lang };
    });
    hits.sort((a, b) => b.score - a.score);
    const groups = new Map();
    for (const hit of hits) {
      if (!groups.has(hit.kind)) groups.set(hit.kind, []);
      groups.get(hit.kind).push(hit);
    }
    return { groups: [...groups], total: scores.length, words: lists.map(({ word }) => word) };
  };

  /** Text with the words that were looked for marked; it is never anything but text. */
  const marked = (text, words) => {
    const parts = document.createDocumentFragment();
    const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).sort((a, b) => b.length - a.length).join("|");
    let rest = 0;
    // Folding changes no length for the texts in which it matters where a word stands; elsewhere nothing is marked.
    const folded = fold(text);
    if (pattern && folded.length === text.length) {
      for (const match of folded.matchAll(new RegExp(`(?<![\\p{Alphabetic}\\p{N}])(?:${pattern})|(?:${words.filter((word) => UNSPACED.test(word)).join("|") || "$^"})`, "gu"))) {
        parts.append(text.slice(rest, match.index), Object.assign(document.createElement("mark"), { textContent: match[0] && text.slice(match.index, match.index + match[0].length) }));
        rest = match.index + match[0].length;
      }
    }
    parts.append(text.slice(rest));
    return parts;
  };

  const make = (name, fields = {}, ...children) => {
    const made = Object.assign(document.createElement(name), fields);
    made.append(...children);
    return made;
  };

  const hitItem = ({ href, title, body, local, lang }, words) => {
    const link = make("a", { href: root + href }, marked(title, words));
    const item = make("li", {}, link);
    if (local && local !== title) item.append(" ", make("span", { lang, className: "aside" }, marked(local, words)));
    if (body) item.append(make("span", { className: "excerpt" }, marked(body, words)));
    return item;
  };

  /** A field and the results below it, in `place`; `whole` shows more of each kind. */
  const mount = (place, whole) => {
    const id = whole ? "search-page" : "search-dialog";
    const input = make("input", { type: "search", id, autocomplete: "off", spellcheck: false, enterKeyHint: "search" });
    const status = make("p", { className: "search-status" });
    const results = make("div", { className: "search-results" });
    status.setAttribute("role", "status");
    const label = make("label", { htmlFor: id, textContent: "Search" });
    const help = make("span", { className: "aside", textContent: "Words in any language of the data, or what an instrument prints: 5.1-2A, Sch 1 para 2" });
    help.id = `${id}-help`;
    input.setAttribute("aria-describedby", help.id);
    place.append(make("div", { className: "search-field" }, label, input, help), status, results);
    const most = whole ? 40 : 5;
    let turn = 0;
    const update = async () => {
      const mine = (turn += 1);
      const text = input.value.trim();
      const short = text.length < 2 && !UNSPACED.test(text);
      if (whole) history.replaceState(null, "", text ? `#q=${encodeURIComponent(text)}` : location.pathname + location.search);
      if (short) {
        results.replaceChildren();
        status.textContent = "";
        return;
      }
      const found = await search(text).catch((error) => ({ groups: [], total: 0, words: [], problem: error.message }));
      if (mine !== turn) return;
      const sections = found.groups.map(([kind, hits]) => {
        const title = make("h2", { textContent: kind }, make("span", { className: "count", textContent: ` ${hits.length}` }));
        const list = make("ul", {}, ...hits.slice(0, most).map((hit) => hitItem(hit, found.words)));
        const section = make("section", {}, title, list);
        if (hits.length > most && !whole) {
          list.append(make("li", { className: "more" }, make("a", { href: `${root}search/index.html#q=${encodeURIComponent(text)}`, textContent: `All ${hits.length}` })));
        }
        if (hits.length > most && whole) {
          const button = make("button", { type: "button", className: "button", textContent: `All ${hits.length}` });
          button.onclick = () => {
            list.append(...hits.slice(most).map((hit) => hitItem(hit, found.words)));
            button.remove();
          };
          section.append(button);
        }
        return section;
      });
      results.replaceChildren(...sections);
      status.textContent = found.problem ?? (found.total === 0 ? "Nothing has all of these words." : found.total === 1 ? "1 result" : `${found.total} results`);
    };
    input.addEventListener("input", update);
    // Arrows go through the results, and typing goes on from wherever one is.
    place.addEventListener("keydown", (event) => {
      const links = [...results.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && links.length > 0 && (at >= 0 || event.target === input)) {
        event.preventDefault();
        (at + step < 0 ? input : links[Math.min(at + step, links.length - 1)]).focus();
      } else if (event.key === "Enter" && event.target === input && links.length > 0) {
        event.preventDefault();
        links[0].click();
      }
    });
    return { input, update };
  };

  const page = document.querySelector("[data-search-page]");
  if (page) {
    const { input, update } = mount(page, true);
    const read = () => {
      const text = new URLSearchParams(location.hash.slice(1)).get("q");
      if (text !== null && text !== input.value) {
        input.value = text;
        update();
      }
    };
    self.addEventListener("hashchange", read);
    read();
    input.focus();
  }

  let dialog;
  const open = () => {
    if (page) return page.querySelector("input").focus();
    if (!dialog) {
      dialog = make("dialog", { className: "search" });
      dialog.setAttribute("aria-label", "Search");
      const close = make("button", { type: "button", className: "search-close", textContent: "Close" });
      close.onclick = () => dialog.close();
      dialog.append(close);
      mount(dialog, false);
      dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
      document.body.append(dialog);
    }
    dialog.showModal();
    dialog.querySelector("input").select();
    dialog.querySelector("input").focus();
    file("index").catch(() => {});
  };
  for (const link of document.querySelectorAll("[data-search]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
  }
  document.addEventListener("keydown", (event) => {
    const writing = event.composedPath()[0]?.closest?.("input, textarea, select, [contenteditable]");
    if ((event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  });
  regimap.search = search;
})();
