// What if, as a negotiator uses it: take a recognition away, or go back a day, and see what changes.
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
