// What scripts add to reading: choosing rows and sides, moving the day, colours; all of it by keyboard, all of it kept
// in the address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { page, tab } from "./browser.mjs";

const PAIR = "compare/uk-psti--si-2023-1007/etsi-en-303-645--v2.1.1/index.html";
/** The lines of that comparison, which are too many for its page. */
const LINES = PAIR.replace("index.html", "lines/index.html");
const shown = (here, id) => here.page.locator(`#${id} tbody tr:not(.group):visible`).count();

/** Presses Tab until something that fits has the focus. */
const tabTo = async (here, selector, presses = 400) => {
  for (let press = 0; press < presses; press += 1) {
    await here.page.keyboard.press("Tab");
    if (await here.page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`Tab does not reach ${selector}`);
};

test("a comparison is narrowed by keyboard, and its address shows the same again", async () => {
  const here = await tab();
  await here.page.goto(page(LINES));
  const before = await shown(here, "lines");
  await tabTo(here, "#lines select[name=status]");
  await here.page.keyboard.press("n");
  await here.page.waitForFunction(() => location.hash.includes("status=not-covered"));
  const narrowed = await shown(here, "lines");
  assert.ok(narrowed > 0 && narrowed < before, `${narrowed} of ${before}`);
  await tabTo(here, "#lines input[name=words]");
  await here.page.keyboard.type("password");
  const fewer = await shown(here, "lines");
  assert.ok(fewer < narrowed, `${fewer} of ${narrowed}`);
  const address = here.page.url();
  const again = await tab();
  await again.page.goto("about:blank");
  await again.page.goto(address);
  assert.equal(await shown(again, "lines"), fewer);
  assert.equal(await again.page.locator("#lines select[name=status]").inputValue(), "not-covered");
  await again.page.locator("#lines button[type=reset]").click();
  await again.page.waitForFunction(() => !location.hash);
  assert.equal(await shown(again, "lines"), before);
  assert.deepEqual([...here.wrong, ...again.wrong], []);
  await here.close();
  await again.close();
});

test("differences only leaves what is not covered, and a proof unfolds by keyboard", async () => {
  const here = await tab();
  await here.page.goto(page(LINES));
  await here.page.locator("#lines input[name=open]").check();
  const left = await here.page.locator("#lines tbody tr:visible").evaluateAll((rows) => rows.map((row) => row.dataset.status));
  assert.ok(left.length > 0 && !left.includes("covered"), left.join(" "));
  await here.page.locator("#lines button[type=reset]").click();
  await tabTo(here, "#lines details.proof > summary");
  await here.page.keyboard.press("Enter");
  const proof = here.page.locator("#lines details.proof[open]");
  assert.equal(await proof.count(), 1);
  assert.ok(await proof.locator("a[href*='/source/']").first().isVisible());
  assert.deepEqual(here.wrong, []);
  await here.close();
});

test("columns can be left out", async () => {
  const here = await tab();
  await here.page.goto(page(LINES));
  const head = here.page.locator("#lines thead th", { hasText: "How strongly" });
  await here.page.locator("#lines .columns summary").click();
  await here.page.locator("#lines .columns label", { hasText: "How strongly" }).locator("input").uncheck();
  assert.equal(await head.isVisible(), false);
  assert.match(here.page.url(), /without=2/);
  await here.close();
});

test("two sides are chosen and lead to their comparison; sides of one regime do not", async () => {
  const here = await tab();
  await here.page.goto(page("compare/index.html"));
  await here.page.locator("select[name=target]").selectOption("uk-psti--si-2023-1007");
  await here.page.locator("select[name=holder]").selectOption("uk-psti--act-2022");
  await here.page.locator("form.chooser button").click();
  assert.ok(await here.page.locator("output[name=said]").isVisible());
  await here.page.locator("select[name=holder]").selectOption("sg-cls--v1.4--level-1");
  await here.page.locator("form.chooser button").press("Enter");
  await here.page.waitForURL(/compare\/uk-psti--si-2023-1007\/sg-cls--v1\.4--level-1\//);
  assert.equal(await here.page.locator("h1").count(), 1);
  await here.page.goto(page("coverage/index.html"));
  await here.page.locator("select[name=target]").selectOption("uk-psti");
  await here.page.locator("select[name=holder]").selectOption("sg-cls--v1.4--level-1");
  await here.page.locator("form.chooser button").press("Enter");
  await here.page.waitForURL(/compare\/uk-psti\/sg-cls\//);
  assert.deepEqual(here.wrong, []);
  await here.close();
});

test("the matrix leads by keyboard to the lines behind a cell", async () => {
  const here = await tab();
  await here.page.goto(page("matrix/index.html"));
  await tabTo(here, "table.grid td[class^=h] a");
  const told = await here.page.evaluate(() => document.activeElement.textContent);
  assert.match(told, /^\d+\/\d+\??$/);
  await here.page.keyboard.press("Enter");
  await here.page.waitForURL(/\/compare\//);
  assert.ok(await here.page.locator("#lines table").isVisible());
  assert.deepEqual(here.wrong, []);
  await here.close();
});

test("the day of the timeline moves, and its address keeps it", async () => {
  const here = await tab();
  await here.page.goto(page("timeline/index.html"));
  const today = await shown(here, "in-force");
  await here.page.goto(`${page("timeline/index.html")}#day=2019-01-01`);
  await here.page.reload();
  const then = await shown(here, "in-force");
  assert.ok(then < today, `${then} of ${today}`);
  await here.page.locator("input[type=range]").focus();
  await here.page.keyboard.press("End");
  assert.doesNotMatch(here.page.url(), /2019-01-01/);
  assert.deepEqual(here.wrong, []);
  await here.close();
});

test("chosen colours stay while going from page to page", async () => {
  const here = await tab({ colorScheme: "light" });
  await here.page.goto(page("index.html"));
  const paper = () => here.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await here.page.locator("select[name=scheme]").selectOption("dark");
  assert.notEqual(await paper(), light);
  await here.page.goto(page("regime/index.html"));
  assert.notEqual(await paper(), light);
  await here.close();
});

test("nothing moves once a page is there", async () => {
  const here = await tab({ viewport: { width: 390, height: 844 } });
  const paths = [PAIR, "edition/etsi-en-303-645/v2.1.1/index.html", ...["", "compare/", "timeline/", "matrix/", "search/", "what-if/", "console/"].map((folder) => `${folder}index.html`)];
  for (const path of paths) {
    await here.page.addInitScript(() => {
      self.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => { self.shift += entry.hadRecentInput ? 0 : entry.value; })).observe({ type: "layout-shift", buffered: true });
    });
    await here.page.goto(page(path));
    await here.page.waitForTimeout(150);
    const shift = await here.page.evaluate(() => self.shift);
    assert.ok(shift < 0.02, `${path} shifts by ${shift}`);
  }
  await here.close();
});

test("in print, tables are whole and tools are gone", async () => {
  const here = await tab();
  await here.page.goto(page(PAIR));
  await here.page.emulateMedia({ media: "print" });
  const { tools, cut } = await here.page.evaluate(() => ({
    tools: [...document.querySelectorAll(".filters, .top nav, .query, .contents")].filter((tool) => tool.offsetHeight > 0).length,
    cut: [...document.querySelectorAll(".scroll")].filter((box) => box.scrollHeight > box.clientHeight + 2).length,
  }));
  assert.deepEqual({ tools, cut }, { tools: 0, cut: 0 });
  await here.close();
});
