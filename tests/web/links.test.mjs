// Every link and anchor of the whole site, read from its files.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { SITE, everyPage, html } from "./browser.mjs";

const attribute = (text, name) => [...text.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map((match) => match[1].replaceAll("&amp;", "&"));

test("every link and anchor of the site leads somewhere", () => {
  const ids = new Map();
  const idsOf = (path) => {
    if (!ids.has(path)) ids.set(path, new Set(attribute(html(path), "id")));
    return ids.get(path);
  };
  const known = new Map();
  const there = (path) => {
    if (!known.has(path)) known.set(path, existsSync(join(SITE, path)));
    return known.get(path);
  };
  const wrong = [];
  for (const path of everyPage()) {
    const text = html(path);
    for (const link of new Set([...attribute(text, "href"), ...attribute(text, "src")])) {
      if (/^(https?|mailto|data):/.test(link)) continue;
      const [file, anchor] = link.split("#");
      const target = file === "" ? path : normalize(join(dirname(path), decodeURIComponent(file)));
      // What stands behind # of the console and of the search is a query.
      const asks = /(^|\/)(console|search|what-if|compare)\/index\.html$/.test(target) && /[=&]/.test(anchor ?? "");
      if (target.startsWith("..") || !there(target)) wrong.push(`${path}: ${link}`);
      else if (anchor && !asks && target.endsWith(".html") && !idsOf(target).has(anchor)) wrong.push(`${path}: ${link}`);
    }
  }
  assert.deepEqual(wrong.slice(0, 20), []);
});
