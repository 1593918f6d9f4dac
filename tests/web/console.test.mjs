// The console, as somebody uses it who asks the graph.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { PROGRAM, axe, browser, page, tab } from "./browser.mjs";

const CONSOLE = "console/index.html";

const commandLine = (...words) =>
  execFileSync(PROGRAM, ["query", "--as-of", process.env.REGIMAP_AS_OF, ...words], { encoding: "utf8", maxBuffer: 1 << 28 });

/** Waits until the console has an answer or has none, and gives what it says. */
const answered = async (here) => {
  await here.waitForFunction(() => /in [\d.]+ ms|No answer/.test(document.getElementById("status").textContent), null, { timeout: 120_000 });
  return here.textContent("#status");
};
const ask = async (here, text) => {
  await here.goto("about:blank");
  await here.goto(`${page(CONSOLE)}#${new URLSearchParams({ q: text })}`);
  return answered(here);
};
const saved = async (here, name) => {
  const [download] = await Promise.all([here.waitForEvent("download"), here.click(`#save button:text-is("${name}")`)]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
};

test("each named query has the answer of the command line, byte for byte", async () => {
  const here = await tab();
  await here.page.goto(page(CONSOLE));
  await here.page.waitForFunction(() => document.getElementById("console").dataset.quads);
  const queries = await here.page.evaluate(() => self.regimap.library.queries.map(({ name }) => name));
  assert.ok(queries.length > 40);
  const wrong = [];
  for (const name of queries) {
    const text = await here.page.evaluate(async (wanted) => {
      const { room, parameters, formats } = self.regimap;
      const { sort, text } = await room.call("ask", { query: parameters.named(wanted).text, rows: 0 });
      return sort === "error" ? text : (await room.call("write", { format: formats(sort)[0][0] })).text;
    }, name);
    // In which order GROUP_CONCAT joins its values, SPARQL leaves open, and 32 bits do it otherwise than 64.
    const loose = (answer) => answer.split("\r\n").map((line) => line.split(/; | · |[,"]/).sort().join()).sort().join("\n");
    const triples = text.startsWith("@prefix") || text === "";
    const expected = commandLine(name, "--format", triples ? "turtle" : "csv");
    const joins = await here.page.evaluate((wanted) => self.regimap.parameters.named(wanted).text.includes("GROUP_CONCAT"), name);
    if (text !== expected && !(joins && loose(text) === loose(expected))) wrong.push(name);
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(here.wrong, []);
  await here.close();
});

for (const [how, address] of [["from disk", page], ["below a folder of a server", (path) => browser.served(path)]]) {
  test(`a link with a query and a parameter shows its answer, ${how}`, async () => {
    const here = await tab();
    await here.page.goto(`${address(CONSOLE)}#name=library/level-contents&level=level/jc-star/star-1-2024r1/star-1`);
    assert.match(await answered(here.page), /^\d+ rows?, in/);
    assert.equal(await here.page.inputValue("#named"), "library/level-contents");
    assert.equal(await here.page.inputValue("#parameters input"), "level/jc-star/star-1-2024r1/star-1");
    const csv = await saved(here.page, "CSV");
    assert.equal(csv.name, "level-contents.csv");
    assert.equal(csv.text, commandLine("level-contents", "--set", "level=jc-star:1", "--format", "csv"));
    assert.deepEqual(here.wrong, []);
    await here.close();
  });
}

test("answers are saved in the formats of the W3C", async () => {
  const here = await tab();
  const table = "SELECT ?r ?n { ?r a regimap:Regime ; skos:prefLabel ?n } ORDER BY ?r ?n";
  assert.match(await ask(here.page, table), /rows, in/);
  for (const name of ["CSV", "TSV", "JSON", "XML"]) {
    assert.equal((await saved(here.page, name)).text, commandLine(table, "--format", name.toLowerCase()), name);
  }
  const triples = "CONSTRUCT { ?r skos:prefLabel ?n } WHERE { ?r a regimap:Regime ; skos:prefLabel ?n }";
  assert.match(await ask(here.page, triples), /triples, in/);
  for (const [name, format] of [["Turtle", "turtle"], ["N-Triples", "ntriples"], ["JSON-LD", "json"]]) {
    assert.equal((await saved(here.page, name)).text, commandLine(triples, "--format", format), name);
  }
  assert.match(await ask(here.page, "ASK { ?x a regimap:Level }"), /^yes, in/);
  await here.close();
});

test("a mistake is shown with its place, and the next query is answered", async () => {
  const here = await tab();
  assert.match(await ask(here.page, "SELECT * WHERE {\n  ?s ?p ."), /No answer/);
  assert.match(await here.page.textContent("#shown [role=alert]"), /line 2, column \d+/);
  assert.match(await ask(here.page, "SELECT (1 AS ?one) {}"), /^1 row, in/);
  await here.close();
});

test("a query that takes too long is cut off, by its limit or by hand, and the console lives on", async () => {
  const here = await tab();
  const endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
  await here.page.goto(page(CONSOLE));
  await here.page.waitForFunction(() => document.getElementById("console").dataset.quads);
  await here.page.evaluate(() => (document.querySelector("#limit option").value = "1"));
  await here.page.selectOption("#limit", { index: 0 });
  await here.page.evaluate((text) => (location.hash = new URLSearchParams({ q: text })), endless);
  await here.page.waitForSelector("#shown [role=alert]", { timeout: 60_000 });
  assert.match(await here.page.textContent("#shown"), /cut off after 1 s/);
  await here.page.selectOption("#limit", { label: "none" });
  await here.page.click("#ask");
  await here.page.waitForFunction(() => document.getElementById("status").textContent === "Asking …" && !document.getElementById("cancel").disabled);
  await here.page.waitForTimeout(300);
  await here.page.click("#cancel");
  await here.page.waitForFunction(() => document.getElementById("shown").textContent.includes("cancelled"));
  await here.page.evaluate(() => (location.hash = new URLSearchParams({ q: "SELECT (1 AS ?one) {}" })));
  assert.match(await answered(here.page), /^1 row/);
  await here.close();
});

test("the keyboard is enough: choose, complete, ask, follow a link", async () => {
  const here = await tab();
  await here.page.goto(page(CONSOLE));
  await here.page.waitForFunction(() => document.getElementById("console").dataset.quads);
  const focused = (what) => here.page.waitForFunction((selector) => document.activeElement?.matches(selector), what);
  const tabTo = async (selector) => {
    for (let step = 0; step < 60; step += 1) {
      await here.page.keyboard.press("Tab");
      if (await here.page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    }
    assert.fail(`Tab does not reach ${selector}`);
  };
  await tabTo("#named");
  await here.page.keyboard.type("Regimes");
  await tabTo("#editor");
  await here.page.keyboard.press("Control+a");
  await here.page.keyboard.type("SELECT ?x { ?x a regimap:Juris");
  await here.page.waitForFunction(() => document.getElementById("editor").shadowRoot.querySelector(".cm-tooltip-autocomplete li[aria-selected]"));
  // An Enter that comes at once is meant for the text; the editor takes a later one for the choice.
  await here.page.waitForTimeout(200);
  await here.page.keyboard.press("Enter");
  await here.page.keyboard.type(" ");
  await here.page.keyboard.press("Control+Enter");
  assert.match(await answered(here.page), /^\d+ rows, in/);
  assert.match(decodeURIComponent(here.page.url().replaceAll("+", " ")), /regimap:Jurisdiction \}/);
  await tabTo("#ask");
  await tabTo("#save button");
  await tabTo("#shown td a");
  await here.page.keyboard.press("Enter");
  await here.page.waitForURL(/\/jurisdiction\//);
  await focused("body");
  assert.deepEqual(here.wrong, []);
  await here.close();
});

test("things in an answer lead to their pages, and what they say is never markup", async () => {
  const here = await tab();
  const hostile = '<img src=x onerror="self.hit=1">';
  await ask(here.page, `SELECT ?a ?b ?c { BIND ('${hostile}' AS ?a) BIND (<javascript:alert(1)> AS ?b) BIND ("適合"@ja AS ?c) }`);
  assert.equal(await here.page.locator("#shown td").first().textContent(), hostile);
  assert.equal(await here.page.locator("#shown a").count(), 0);
  assert.equal(await here.page.locator("#shown [lang=ja]").textContent(), "適合");
  await ask(here.page, "SELECT ?thing { ?thing a regimap:Regime } ORDER BY ?thing LIMIT 1");
  await here.page.click("#shown td a");
  await here.page.waitForSelector("h1");
  assert.deepEqual(here.wrong, []);
  await here.close();
});

test("axe finds nothing with an answer on show, in light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const here = await tab({ colorScheme });
    await here.page.goto(`${page(CONSOLE)}#name=library/level-contents`);
    await answered(here.page);
    await here.page.evaluate(axe());
    const { violations } = await here.page.evaluate(() => self.axe.run(document, { resultTypes: ["violations"], preload: false }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), [], colorScheme);
    await here.close();
  }
});
