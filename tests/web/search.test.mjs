// The search, as somebody uses it who knows a word, a number, or half of either.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, browser, page, tab } from "./browser.mjs";

const opened = async (address = page("index.html")) => {
  const here = await tab();
  await here.page.goto(address);
  here.search = (text) =>
    here.page.evaluate(async (wanted) => {
      const { groups } = await self.regimap.search(wanted);
      return groups.map(([kind, hits]) => [kind, hits.map(({ title, href }) => ({ title, href }))]);
    }, text);
  return here;
};
const hrefs = (groups) => groups.flatMap(([, hits]) => hits.map(({ href }) => href));

test("everything is found by its own title, and its page is there", async () => {
  const here = await opened();
  const missed = await here.page.evaluate(async () => {
    await self.regimap.search("password");
    const { count, chunk } = self.regimap.index;
    const at = document.querySelector('script[src*="search.js"]').src.replace("search.js", "search/");
    const missed = [];
    for (let number = 0; number * chunk < count; number += 1) {
      await new Promise((resolve, reject) => {
        const script = Object.assign(document.createElement("script"), { src: `${at}documents${number}.js`, onload: resolve, onerror: reject });
        document.head.append(script);
      });
      // One in four is enough to see that words are cut alike here and where the index was made.
      for (const [, href, title] of self.regimap[`documents${number}`].filter((_, place) => place % 4 === 0)) {
        const { groups } = await self.regimap.search(title);
        if (!groups.some(([, hits]) => hits.some((hit) => hit.href === href))) missed.push(`${title} (${href})`);
      }
    }
    return missed;
  });
  assert.deepEqual(missed, []);
  assert.deepEqual(here.wrong, []);
  await here.close();
});

test("words are found by their beginning, their other endings, without accents, and in Japanese", async () => {
  const here = await opened();
  const element = "element/password-unique-or-user-defined/index.html";
  for (const text of ["unique passw", "PASSWORDS unique", "unique password"]) {
    assert.ok(hrefs(await here.search(text)).includes(element), text);
  }
  assert.ok(hrefs(await here.search("適合")).includes("regime/jc-star/index.html"));
  assert.deepEqual(await here.search("zzzzqqqq"), []);
  await here.close();
});

test("a provision is found by what its instrument prints", async () => {
  const here = await opened();
  assert.ok(hrefs(await here.search("5.1-1")).includes("provision/etsi-en-303-645/v2.1.1/5.1-1/index.html"));
  assert.ok(hrefs(await here.search("2023/1007")).some((href) => href.startsWith("edition/uk-psti/")));
  await here.close();
});

test("a regime comes before what hangs under it", async () => {
  const here = await opened();
  for (const [text, href] of [["JC-STAR", "regime/jc-star/index.html"], ["UK PSTI", "regime/uk-psti/index.html"]]) {
    assert.equal((await here.search(text))[0][1][0].href, href, text);
  }
  await here.close();
});

for (const [how, address] of [["from disk", () => page("regime/index.html")], ["below a folder of a server", () => browser.served("regime/index.html")]]) {
  test(`the keyboard is enough, ${how}: slash, words, arrows, Enter`, async () => {
    const here = await opened(address());
    await here.page.keyboard.press("/");
    await here.page.keyboard.type("support period");
    await here.page.waitForSelector("dialog.search .search-results a");
    await here.page.keyboard.press("ArrowDown");
    await here.page.keyboard.press("ArrowDown");
    await here.page.keyboard.press("ArrowUp");
    const href = await here.page.evaluate(() => document.activeElement.href);
    await here.page.keyboard.press("Enter");
    await here.page.waitForURL(href);
    await here.page.goBack();
    await here.page.keyboard.press("Control+k");
    await here.page.waitForSelector("dialog.search[open]");
    await here.page.keyboard.press("Escape");
    assert.equal(await here.page.locator("dialog.search[open]").count(), 0);
    assert.deepEqual(here.wrong, []);
    await here.close();
  });
}

test("axe finds nothing with results on show, in light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const here = await tab({ colorScheme });
    await here.page.goto(page("index.html"));
    await here.page.keyboard.press("/");
    await here.page.keyboard.type("適合");
    await here.page.waitForSelector("dialog.search .search-results a");
    await here.page.evaluate(axe());
    const { violations } = await here.page.evaluate(() => self.axe.run(document.querySelector("dialog"), { resultTypes: ["violations"], preload: false }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), [], colorScheme);
    await here.close();
  }
});
