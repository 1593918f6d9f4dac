// `regimap site --watch`, with a page open beside the editor.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { PROGRAM, browser } from "./browser.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

test("an open page loads itself again when a template or the style is edited, and says nothing in the console", async () => {
  const folder = mkdtempSync(join(tmpdir(), "regimap-watch-"));
  cpSync(join(ROOT, "tests/commands/small"), join(folder, "data"), { recursive: true });
  cpSync(join(ROOT, "site"), join(folder, "site"), { recursive: true });
  cpSync(join(ROOT, "ontology/queries"), join(folder, "ontology/queries"), { recursive: true });
  const edit = (file, from, to) => {
    const path = join(folder, file);
    const before = readFileSync(path, "utf8");
    assert.ok(before.includes(from), `${from} is not in ${file}`);
    writeFileSync(path, before.replace(from, to));
  };
  const program = spawn(PROGRAM, ["site", "--watch", "--port", String(await freePort())], { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
  const context = await browser.chromium.newContext();
  try {
    const address = await new Promise((resolve, reject) => {
      createInterface({ input: program.stdout }).on("line", (line) => {
        const found = line.match(/^Serving .* (http:\S+)$/);
        if (found) resolve(found[1]);
      });
      program.on("exit", (code) => reject(new Error(`the program ended with ${code}`)));
    });
    const page = await context.newPage();
    const wrong = [];
    page.on("console", (message) => wrong.push(message.text()));
    page.on("pageerror", (error) => wrong.push(error.message));
    await page.goto(address);
    await page.waitForFunction(() => self.regimapVersion !== undefined);
    edit("site/templates/home.html", '<h1 class="claim">', '<h1 class="claim">Edited: ');
    await page.waitForFunction(() => document.querySelector("h1").textContent.startsWith("Edited: "));
    await page.waitForFunction(() => self.regimapVersion !== undefined);
    edit("site/assets/site.css", ":root {", "h1.claim { color: rgb(1, 2, 3); }\n:root {");
    await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)");
    assert.deepEqual(wrong, []);
  } finally {
    await context.close();
    program.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
