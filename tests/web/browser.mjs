// A browser, the built site in it by file and below a folder of a server, and what it says while a page opens.
import { createRequire } from "node:module";
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before } from "node:test";

/** The site under test, the program that wrote it, and where npm put what the tests need; tests/web.rs sets them. */
export const SITE = process.env.REGIMAP_SITE;
export const PROGRAM = process.env.REGIMAP;
export const require = createRequire(`${process.env.REGIMAP_WEB}/`);

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json" };
/** Below this folder a server of the tests has the site. */
const FOLDER = "/some/where/";

export const page = (path) => pathToFileURL(join(SITE, path)).href;
export const html = (path) => readFileSync(join(SITE, path), "utf8");
export const axe = () => readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** One page of each type: of each folder its list, and the first page and the one in the middle below it. */
export const types = () => {
  const found = ["index.html"];
  for (const folder of readdirSync(SITE).sort()) {
    const top = join(folder, "index.html");
    if (!existsSync(join(SITE, top))) continue;
    found.push(top);
    const below = readdirSync(join(SITE, folder), { recursive: true })
      .filter((path) => path.endsWith("/index.html"))
      .map((path) => join(folder, path))
      .sort();
    const chosen = [below[0], below[Math.floor(below.length / 2)]].filter(Boolean);
    found.push(...new Set(chosen));
  }
  return found;
};

/** Every page of the site. */
export const everyPage = () => readdirSync(SITE, { recursive: true }).filter((path) => path.endsWith(".html")).sort();

export const browser = {};
before(async () => {
  const { chromium } = require("playwright-core");
  browser.chromium = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  browser.server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = join(SITE, path.startsWith(FOLDER) ? path.slice(FOLDER.length) : "no-such-folder");
    if (!existsSync(file) || statSync(file).isDirectory()) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => browser.server.listen(0, "127.0.0.1", resolve));
  browser.served = (path) => `http://127.0.0.1:${browser.server.address().port}${FOLDER}${path}`;
});
after(async () => {
  await browser.chromium?.close();
  browser.server?.close();
});

/** A tab that remembers what went wrong in it: words in the console, errors, failed and outside requests. */
export const tab = async (options = {}) => {
  const context = await browser.chromium.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
  const opened = await context.newPage();
  opened.setDefaultTimeout(60_000);
  const wrong = [];
  const own = (url) => /^(file|blob|data):/.test(url) || url.startsWith(browser.served(""));
  opened.on("console", (message) => wrong.push(`${opened.url()} says: ${message.text()}`));
  opened.on("pageerror", (error) => wrong.push(`${opened.url()} fails: ${error.message}`));
  // A page that is left gives up what it was loading.
  const given = (request) => request.failure()?.errorText === "net::ERR_ABORTED";
  opened.on("requestfailed", (request) => given(request) || wrong.push(`${opened.url()} could not load ${request.url()}`));
  opened.on("request", (request) => own(request.url()) || wrong.push(`${opened.url()} asks for ${request.url()}`));
  return { page: opened, wrong, close: () => context.close() };
};
