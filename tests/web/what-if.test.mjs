// What if, as a negotiator uses it: suppose a recognition, take one away, or go back a day, and see what changes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { PROGRAM, axe, page, tab } from "./browser.mjs";

const opened = async (hash = "") => {
  const here = await tab();
  await here.page.goto(page("what-if/index.html") + hash);
  await here.page.waitForFunction(() => "ready" in document.getElementById("what-if").dataset);
  return here;
};
const supposed = (here) => here.page.waitForFunction(() => /computed in|No answer/.test(document.getElementById("status").textContent));
const rows = (text) => text.trim().split("\r\n").length - 1;

test("without a recognition, its rows go from the list of recognitions, and nothing else does", async () => {
  const here = await opened("#name=library/recognitions");
  const box = here.page.locator("#recognitions input").first();
  const id = await box.getAttribute("value");
  await box.uncheck();
  await here.page.click("#ask");
  await supposed(here);
  const gone = await here.page.locator("#shown tr.goes").allTextContents();
  assert.ok(gone.length >= 1 && gone.every((row) => row.includes(id)), gone.join("\n"));
  assert.equal(await here.page.locator("#shown tr.comes").count(), 0);
  await here.page.evaluate(axe());
  const { violations } = await here.page.evaluate(() => self.axe.run(document, { resultTypes: ["violations"], preload: false }));
  assert.deepEqual(violations.map((found) => `${found.id}: ${found.nodes[0].target}`), []);
  assert.deepEqual(here.wrong, []);
  await here.close();
});

test("a recognition is supposed by keyboard; its rows come, by the asks of the command line, and its address supposes it again", async () => {
  const here = await opened();
  const tabTo = async (selector) => {
    for (let press = 0; press < 60; press += 1) {
      await here.page.keyboard.press("Tab");
      if (await here.page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    }
    assert.fail(`Tab does not reach ${selector}`);
  };
  const chosen = (id, value) => here.page.waitForFunction(([at, wanted]) => document.getElementById(at).value === wanted, [id, value]);
  await tabTo("#holder");
  await here.page.keyboard.type("CIC Basic");
  await chosen("holder", "level/kr-cic/notice-2021-73/basic");
  await tabTo("#counts");
  await here.page.keyboard.type("S.I. 2023/1007");
  await chosen("counts", "edition/uk-psti/si-2023-1007");
  await here.page.waitForSelector("#part option:nth-child(2)", { state: "attached" });
  await tabTo("#part");
  await here.page.keyboard.type("Sch 1 para 1");
  await chosen("part", "provision/uk-psti/si-2023-1007/sch1-1");
  await tabTo("#add");
  await here.page.keyboard.press("Enter");
  assert.match(await here.page.textContent("#supposed-list"), /CIC Basic counts as S\.I\. 2023\/1007 Sch 1 para 1/);
  await tabTo("#ask");
  await here.page.keyboard.press("Enter");
  await supposed(here);
  const comes = await here.page.locator("#shown tr.comes").allTextContents();
  // What comes is what the paragraph asks, by the command line.
  const asks = 'SELECT DISTINCT ?row { ?o a regimap:Obligation ; regimap:provision ?p ; regimap:element/skos:prefLabel ?label . ?p regimap:edition <https://w3id.org/regimap/edition/uk-psti/si-2023-1007> ; dcterms:identifier ?identifier FILTER (strstarts(?identifier, "Sch 1 para 1(")) BIND (concat(?identifier, "\\t", ?label) AS ?row) }';
  const asked = JSON.parse(execFileSync(PROGRAM, ["query", asks, "--as-of", process.env.REGIMAP_AS_OF, "--format", "json"], { encoding: "utf8" }));
  const known = asked.results.bindings.map(({ row }) => row.value.split("\t"));
  const among = (row) => known.some(([identifier, label]) => row.includes(identifier) && row.includes(label));
  assert.ok(comes.length > 0 && comes.every(among), comes.join("\n"));
  assert.equal(await here.page.locator("#shown tr.goes").count(), 0);
  assert.equal(await here.page.locator("#shown a[href*='/supposed/']").count(), 0);
  const again = await opened(new URL(here.page.url()).hash);
  await supposed(again);
  assert.deepEqual(await again.page.locator("#shown tr.comes").allTextContents(), comes);
  await again.page.click("#supposed-list button");
  await again.page.click("#ask");
  await again.page.waitForFunction(() => document.getElementById("shown").textContent.includes("Nothing changes"));
  assert.deepEqual([...here.wrong, ...again.wrong], []);
  await here.close();
  await again.close();
});

test("from an arrangement, all of its recognitions are taken away", async () => {
  const here = await opened("#name=library/recognitions&without=arrangement/si-2025-1267");
  await supposed(here);
  const gone = await here.page.locator("#shown tr.goes").allTextContents();
  const rows = execFileSync(PROGRAM, ["query", "recognitions", "--as-of", process.env.REGIMAP_AS_OF, "--format", "csv"], { encoding: "utf8" });
  assert.equal(gone.length, rows.split("\r\n").filter((row) => row.includes("recognition/si-2025-1267/")).length);
  assert.deepEqual(here.wrong, []);
  await here.close();
});

test("with all that holds, on the day of the build, nothing changes", async () => {
  const here = await opened();
  await here.page.click("#ask");
  await supposed(here);
  assert.match(await here.page.textContent("#shown"), /Nothing changes/);
  await here.close();
});

test("another day gives what the command line gives for that day", async () => {
  const name = "recognised-not-asked-for";
  const day = "2025-11-01";
  const ask = (asOf) => execFileSync(PROGRAM, ["query", name, "--as-of", asOf, "--format", "csv"], { encoding: "utf8", maxBuffer: 1 << 28 });
  const here = await opened(`#name=library/${name}&as-of=${day}`);
  await supposed(here);
  const goes = await here.page.locator("#shown tr.goes").count();
  const comes = await here.page.locator("#shown tr.comes").count();
  assert.equal(comes - goes, rows(ask(day)) - rows(ask(process.env.REGIMAP_AS_OF)));
  await here.close();
});
