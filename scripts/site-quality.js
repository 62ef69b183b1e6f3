/**
 * Looks at every page of built sites as readers of all kinds do: `node scripts/site-quality.js FOLDER...` runs axe-core in
 * Chromium, in light and dark, wide and on a phone, and html-validate, and looks for what reaches over the window at
 * 320, 390, 1100 and 1440 px, for errors in the console, for requests to elsewhere and for what moves while a page loads.
 * Small pages come first, and a page that takes longer than PATIENCE (300) is left out, saying so. Prints each fault with how
 * often it is there, with SHOWN (3) places; the exit code is 1 if there are any.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axeText = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
// What a rule says in light it says in dark too, if it is not about colours.
const colourRules = ["color-contrast", "link-in-text-block"];
const widths = [1440, 1100, 390, 320];
const server = "http://site.invalid";
const patience = Number(process.env.PATIENCE ?? 300);
const validator = new HtmlValidate({ root: true, extends: ["html-validate:standard"] });

const faults = new Map();
const found = (kind, place) => {
  const known = faults.get(kind);
  if (known) known.push(place);
  else faults.set(kind, [place]);
};

const files = process.argv
  .slice(2)
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith(".html"))
      .map((name) => resolve(folder, name)),
  )
  .map((file) => ({ file, size: statSync(file).size }))
  .sort((one, other) => one.size - other.size || (one.file < other.file ? -1 : 1))
  .map(({ file }) => file);
let browser = await launch();
for (const file of files) {
  const { results } = await validator.validateFile(file);
  for (const { messages } of results)
    for (const { line, ruleId, message } of messages)
      found(`html-validate ${ruleId}: ${message}`, `${relative(".", file)}:${line}`);
  // Who opens one that leads on sees the other.
  if (readFileSync(file, "utf8").includes('http-equiv="refresh"')) continue;
  let timer;
  const late = new Promise((done) => (timer = setTimeout(() => done(true), patience * 1000)));
  const looking = lookAt(file);
  if (await Promise.race([looking, late])) {
    looking.catch(() => {}); // its browser is closed
    found(`not looked at in ${patience} s`, relative(".", file));
    await browser.close();
    browser = await launch();
  }
  clearTimeout(timer);
}
await browser.close();

function launch() {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
}

/** One load of a page serves all widths and colours. */
async function lookAt(file) {
  const place = relative(".", file);
  const context = await browser.newContext({
    viewport: { width: widths[0], height: 900 },
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => found(`error: ${error.message}`, place));
  page.on("console", (message) => {
    if (message.type() === "error") found(`console: ${message.text()}`, place);
  });
  page.on("request", (request) => {
    if (!/^(?:file|data|blob):/.test(request.url()) && !request.url().startsWith(server))
      found(`request: ${request.url()}`, place);
  });
  // What is not there is told by a server, and names its files from the root of one.
  const isServed = basename(file) === "404.html";
  if (isServed) await context.route(`${server}/**`, (route) => answer(route, dirname(file)));
  await page.goto(isServed ? `${server}/404.html` : pathToFileURL(file).href);
  for (const { value, moved } of await page.evaluate(shifts))
    found("moves while it loads", `${place} ${value.toFixed(4)} ${moved}`);
  // What is far is not laid out yet, but is to be looked at.
  await page.addStyleTag({ content: "main * { content-visibility: visible !important }" });
  await page.evaluate(axeText);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    if (over > 0) found(`reaches ${over} px over the window`, `${place} at ${width} px`);
    if (width !== 1440 && width !== 390) continue;
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const violations = await page.evaluate(violationsOf, colorScheme === "dark" && colourRules);
      for (const [id, html] of violations)
        found(`axe ${id}`, `${place} (${width} px, ${colorScheme}) ${html}`);
    }
  }
  await context.close();
}

/** The file of a site for a request, whatever path the site is to be served below. */
async function answer(route, folder) {
  let path = decodeURI(new URL(route.request().url()).pathname);
  while (path !== "" && !existsSync(folder + path)) path = path.replace(/^\/[^/]*/, "");
  await (path === "" ? route.fulfill({ status: 404 }) : route.fulfill({ path: folder + path }));
}

/** What axe finds, by these rules or by all, each with the element. */
async function violationsOf(rules) {
  const { violations } = await globalThis.axe.run({
    preload: false,
    resultTypes: ["violations"],
    selectors: false,
    ...(rules && { runOnly: { type: "rule", values: rules } }),
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html.slice(0, 160)]));
}

/** What has moved in the window since the page began to load. */
async function shifts() {
  await new Promise((done) => setTimeout(done, 300));
  const seen = new PerformanceObserver(() => {});
  seen.observe({ type: "layout-shift", buffered: true });
  return seen.takeRecords().map(({ value, sources }) => ({
    value,
    moved: sources
      .map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 80))
      .join(" | "),
  }));
}

for (const [kind, places] of faults) {
  console.log(`${places.length} × ${kind}`);
  for (const place of places.slice(0, Number(process.env.SHOWN ?? 3))) console.log(`    ${place}`);
}
console.log(`${files.length} pages, ${faults.size} kinds of faults`);
process.exitCode = faults.size > 0 ? 1 : 0;
