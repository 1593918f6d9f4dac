// Each type of page, opened as people open it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, browser, html, page, require, tab, types } from "./browser.mjs";

const WIDTHS = [390, 1280];

const open = async (address) => {
  const wrong = [];
  for (const width of WIDTHS) {
    const here = await tab({ viewport: { width, height: 900 } });
    for (const path of types()) {
      await here.page.goto(address(path), { waitUntil: "load" });
      const { heads, wide } = await here.page.evaluate(() => ({
        heads: document.querySelectorAll("h1").length,
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      if (heads !== 1) wrong.push(`${path}: ${heads} headings`);
      if (wide > 0) wrong.push(`${path}: ${wide} px wider than a screen of ${width}`);
    }
    wrong.push(...here.wrong);
    await here.close();
  }
  assert.deepEqual(wrong, []);
};

test("from disk, no page says a word in the console, asks outside, or is wider than the screen", () => open(page));
test("below a folder of a server, neither", () => open((path) => browser.served(path)));

test("a page that did would be noticed", async () => {
  const here = await tab();
  await here.page.goto(page("index.html"));
  await here.page.evaluate(() => {
    document.body.append(Object.assign(document.createElement("img"), { src: "https://example.org/x.png", alt: "" }));
    document.head.append(Object.assign(document.createElement("script"), { textContent: "self.inline = true" }));
  });
  await here.page.waitForTimeout(200);
  assert.equal(await here.page.evaluate(() => self.inline), undefined);
  assert.ok(here.wrong.length >= 2, here.wrong.join("\n"));
  await here.close();
});

/** What axe finds on a page, a line each. */
const found = async (here, path, options) => {
  await here.page.goto(page(path), { waitUntil: "load" });
  // The policy of the pages lets no foreign script in; the debugger may evaluate one.
  await here.page.evaluate(axe());
  const { violations } = await here.page.evaluate((rules) => self.axe.run(document, rules), options);
  return violations.map(({ id, nodes }) => `${path}: ${id} at ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`);
};

test("axe finds nothing on any type of page", async () => {
  const here = await tab();
  const wrong = [];
  for (const path of types()) wrong.push(...(await found(here, path, { resultTypes: ["violations"], preload: false })));
  await here.close();
  assert.deepEqual(wrong, []);
});

test("nor in the dark, where only colours differ", async () => {
  const here = await tab({ colorScheme: "dark" });
  const wrong = [];
  const colours = { runOnly: ["color-contrast", "link-in-text-block"], resultTypes: ["violations"], preload: false };
  for (const path of types()) wrong.push(...(await found(here, path, colours)));
  await here.close();
  assert.deepEqual(wrong, []);
});

test("with scripts off, every page can be read", async () => {
  const here = await tab({ javaScriptEnabled: false });
  const wrong = [];
  for (const path of types()) {
    await here.page.goto(page(path));
    const main = here.page.locator("main");
    if (!(await main.locator("h1").isVisible())) wrong.push(`${path}: no heading`);
    if ((await main.innerText()).length < 60) wrong.push(`${path}: nothing to read`);
    const hidden = await main.locator("table").evaluateAll((tables) => tables.filter((table) => !table.closest("details") && table.offsetHeight === 0).length);
    if (hidden > 0) wrong.push(`${path}: ${hidden} tables cannot be seen`);
  }
  await here.close();
  assert.deepEqual(wrong, []);
});

test("the HTML of every type of page is valid", async () => {
  const { HtmlValidate } = require("html-validate");
  const validate = new HtmlValidate({
    extends: ["html-validate:standard", "html-validate:a11y"],
    rules: {
      // A table that scrolls is a region, and stands in the section that its heading begins.
      "prefer-native-element": ["error", { exclude: ["region"] }],
      // Forms that choose rows act at once.
      "wcag/h32": "off",
      // Whoever opens the folder from disk has the script beside the page.
      "require-sri": "off",
      // Matters of taste, which the templates decide for themselves.
      "long-title": "off",
      "no-trailing-whitespace": "off",
      "doctype-style": "off",
      "void-style": "off",
    },
  });
  const wrong = [];
  for (const path of types()) {
    const report = await validate.validateString(html(path), path);
    for (const { messages } of report.results) {
      wrong.push(...messages.slice(0, 5).map(({ line, column, ruleId, message }) => `${path}:${line}:${column} ${ruleId}: ${message}`));
    }
  }
  assert.deepEqual(wrong, []);
});
