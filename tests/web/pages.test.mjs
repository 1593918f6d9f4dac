// Each type of page, opened as people open it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, browser, html, page, require, tab, types } from "./browser.mjs";

/** Does something with each type of page, in two tabs at a time; gives what is wrong with them. */
const each = async (options, look) => {
  const left = types();
  const wrong = [];
  const work = async () => {
    const here = await tab(options);
    for (let path = left.shift(); path !== undefined; path = left.shift()) wrong.push(...(await look(here.page, path)).map((told) => `${path}: ${told}`));
    wrong.push(...here.wrong);
    await here.close();
  };
  await Promise.all([work(), work()]);
  return wrong;
};

const tooWide = async (opened, width) => {
  await opened.setViewportSize({ width, height: 900 });
  const by = await opened.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return by > 0 ? [`${by} px wider than a screen of ${width}`] : [];
};
const heads = async (opened) => {
  const count = await opened.locator("h1").count();
  return count === 1 ? [] : [`${count} headings`];
};

/** What axe finds on the page that is open, a line each. */
const found = async (opened, options) => {
  const { violations } = await opened.evaluate((rules) => self.axe.run(document, rules), { resultTypes: ["violations"], preload: false, ...options });
  return violations.map(({ id, nodes }) => `${id} at ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`);
};

test("from disk, no page says a word in the console, asks outside, or is wider than the screen; axe finds nothing, in light and dark", async () => {
  const wrong = await each({}, async (opened, path) => {
    await opened.setViewportSize({ width: 1280, height: 900 });
    await opened.emulateMedia({ colorScheme: "light" });
    await opened.goto(page(path), { waitUntil: "load" });
    // The policy of the pages lets no foreign script in; the debugger may evaluate one.
    await opened.evaluate(axe());
    // WCAG 2.2 asks for targets of 24 px, which axe leaves out unless it is asked.
    const light = await found(opened, { rules: { "target-size": { enabled: true } } });
    await opened.emulateMedia({ colorScheme: "dark" });
    const dark = await found(opened, { runOnly: ["color-contrast", "link-in-text-block"] });
    return [...(await heads(opened)), ...(await tooWide(opened, 1280)), ...(await tooWide(opened, 390)), ...(await found(opened, { runOnly: ["target-size"] })), ...light, ...dark.map((told) => `in the dark, ${told}`)];
  });
  assert.deepEqual(wrong, []);
});

test("below a folder of a server, no page says a word in the console or asks outside", async () => {
  const wrong = await each({}, async (opened, path) => {
    await opened.goto(browser.served(path), { waitUntil: "load" });
    return heads(opened);
  });
  assert.deepEqual(wrong, []);
});

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

test("with scripts off, every page can be read", async () => {
  const wrong = await each({ javaScriptEnabled: false }, async (opened, path) => {
    await opened.goto(page(path));
    const main = opened.locator("main");
    const hidden = await main.locator("table").evaluateAll((tables) => tables.filter((table) => !table.closest("details") && table.offsetHeight === 0).length);
    return [
      ...((await main.locator("h1").isVisible()) ? [] : ["no heading"]),
      ...((await main.innerText()).length < 60 ? ["nothing to read"] : []),
      ...(hidden > 0 ? [`${hidden} tables cannot be seen`] : []),
    ];
  });
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
