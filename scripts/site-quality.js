/**
 * Looks at every page of built sites as readers of all kinds do: `node scripts/site-quality.js FOLDER...` runs axe-core in
 * Chromium, in light and dark, wide and on a phone, and html-validate, and looks for what reaches over the window at
 * 320, 390, 1100 and 1440 px, for errors in the console and for requests to elsewhere. Prints each fault with how often it
 * is there; the exit code is 1 if there are any. Two large sites take some ten minutes.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axeText = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const looks = [
  { width: 1440, colorScheme: "light" },
  { width: 1440, colorScheme: "dark" },
  { width: 390, colorScheme: "light" },
  { width: 390, colorScheme: "dark" },
];
const validator = new HtmlValidate({ root: true, extends: ["html-validate:standard"] });

const faults = new Map();
const found = (kind, place) => {
  const known = faults.get(kind);
  if (known) known.push(place);
  else faults.set(kind, [place]);
};

const folders = process.argv.slice(2).map((folder) => resolve(folder));
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
let pages = 0;
for (const folder of folders)
  for (const path of readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".html"))
    .sort()) {
    pages++;
    const file = join(folder, path);
    const { results } = await validator.validateFile(file);
    for (const { messages } of results)
      for (const { line, ruleId, message } of messages)
        found(`html-validate ${ruleId}: ${message}`, `${relative(".", file)}:${line}`);
    for (const look of looks) await lookAt(file, look);
  }
await browser.close();

async function lookAt(file, { width, colorScheme }) {
  const place = `${relative(".", file)} (${width} px, ${colorScheme})`;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => found(`error: ${error.message}`, place));
  page.on("console", (message) => {
    if (message.type() === "error") found(`console: ${message.text()}`, place);
  });
  page.on("request", (request) => {
    if (!/^(?:file|data|blob):/.test(request.url())) found(`request: ${request.url()}`, place);
  });
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  for (const at of colorScheme === "light" ? [width, width === 390 ? 320 : 1100] : []) {
    await page.setViewportSize({ width: at, height: 900 });
    const over = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    if (over > 0) found(`reaches ${over} px over the window`, `${place} at ${at} px`);
  }
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(axeText);
  const violations = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run({
      preload: false,
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html.slice(0, 160)]));
  });
  for (const [id, html] of violations) found(`axe ${id}`, `${place} ${html}`);
  await context.close();
}

for (const [kind, places] of faults) {
  console.log(`${places.length} × ${kind}`);
  for (const place of places.slice(0, Number(process.env.SHOWN ?? 3))) console.log(`    ${place}`);
}
console.log(`${pages} pages, ${faults.size} kinds of faults`);
process.exitCode = faults.size > 0 ? 1 : 0;
