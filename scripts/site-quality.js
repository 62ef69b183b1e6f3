/**
 * Looks at every page of built sites as readers of all kinds do: `node scripts/site-quality.js [OPTION...] FOLDER|PAGE...` runs
 * axe-core in Chromium, in light and dark, wide and on a phone, and html-validate, and looks for what reaches over the window
 * at 320, 390, 1100 and 1440 px, for errors in the console, for requests to elsewhere and for what moves while a page loads.
 *
 *   --only TEXT    only pages that have this in their path; may be given more than once
 *   --shard 1/3    the first of three parts of the pages, each with as much to look at, nearly
 *   --html         html-validate alone, without a browser
 *
 * Small pages come first. Each page prints its line when it was looked at, with its seconds and below it what is wrong there,
 * SHOWN (3) places of a kind; a page that takes longer than PATIENCE (300) seconds is left out, which counts as a fault. At the
 * end come the kinds of faults with how often and on how many pages each is there; the exit code is 1 if there are any.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
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

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string", multiple: true, default: [] },
    shard: { type: "string", default: "1/1" },
    html: { type: "boolean", default: false },
  },
});
const [part, parts] = values.shard.split("/").map(Number);
if (positionals.length === 0 || !(part >= 1 && part <= parts)) {
  console.error("usage: site-quality.js [--only TEXT]... [--shard 1/3] [--html] FOLDER|PAGE...");
  process.exit(2);
}

// Kinds of faults, with how often and on how many pages each is there.
const faults = new Map();
let here; // those of the page that is looked at, with places
const found = (kind, place) => {
  const places = here.get(kind);
  if (places) places.push(place);
  else here.set(kind, [place]);
};

const files = positionals
  .flatMap((path) => (statSync(path).isDirectory() ? pagesIn(path) : [resolve(path)]))
  .filter((file) => values.only.length === 0 || values.only.some((text) => file.includes(text)))
  .map((file) => ({ file, size: statSync(file).size }))
  .sort((one, other) => one.size - other.size || (one.file < other.file ? -1 : 1))
  .map(({ file }) => file)
  .filter((_, index) => index % parts === part - 1);
let browser = values.html ? null : await launch();
for (const [index, file] of files.entries()) {
  const start = performance.now();
  here = new Map();
  await lookThrough(file);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `[${index + 1}/${files.length}] ${relative(".", file)}, ${seconds} s${here.size > 0 ? "" : ": nothing"}`,
  );
  for (const [kind, places] of here) {
    console.log(`  ${places.length} × ${kind}`);
    for (const place of places.slice(0, Number(process.env.SHOWN ?? 3)))
      if (place !== "") console.log(`      ${place}`);
    const { count, pages } = faults.get(kind) ?? { count: 0, pages: 0 };
    faults.set(kind, { count: count + places.length, pages: pages + 1 });
  }
}
await browser?.close();
for (const [kind, { count, pages }] of faults)
  console.log(`${count} × ${kind}${pages > 1 ? `, on ${pages} pages` : ""}`);
console.log(`${files.length} pages, ${faults.size} kinds of faults`);
process.exitCode = faults.size > 0 ? 1 : 0;

function pagesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".html"))
    .map((name) => resolve(folder, name));
}

async function lookThrough(file) {
  const { results } = await validator.validateFile(file);
  for (const { messages } of results)
    for (const { line, column, ruleId, message } of messages)
      found(`html-validate ${ruleId}: ${message}`, `${line}:${column}`);
  // Who opens one that leads on sees the other.
  if (!browser || readFileSync(file, "utf8").includes('http-equiv="refresh"')) return;
  let timer;
  const late = new Promise((done) => (timer = setTimeout(() => done(true), patience * 1000)));
  const looking = lookAt(file);
  if (await Promise.race([looking, late])) {
    looking.catch(() => {}); // its browser is closed
    found(`not looked at in ${patience} s`, "");
    await browser.close();
    browser = await launch();
  }
  clearTimeout(timer);
}

function launch() {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
}

/** One load of a page serves all widths and colours. */
async function lookAt(file) {
  const context = await browser.newContext({
    viewport: { width: widths[0], height: 900 },
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => found(`error: ${error.message}`, ""));
  page.on("console", (message) => {
    if (message.type() === "error") found(`console: ${message.text()}`, "");
  });
  page.on("request", (request) => {
    if (!/^(?:file|data|blob):/.test(request.url()) && !request.url().startsWith(server))
      found(`request: ${request.url()}`, "");
  });
  // What is not there is told by a server, and names its files from the root of one.
  const isServed = basename(file) === "404.html";
  if (isServed) await context.route(`${server}/**`, (route) => answer(route, dirname(file)));
  await page.goto(isServed ? `${server}/404.html` : pathToFileURL(file).href);
  for (const { value, moved } of await page.evaluate(shifts))
    found("moves while it loads", `${value.toFixed(4)} ${moved}`);
  // What is far is not laid out yet, but is to be looked at.
  await page.addStyleTag({ content: "main * { content-visibility: visible !important }" });
  await page.evaluate(axeText);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    if (over > 0) found(`reaches ${over} px over the window`, `at ${width} px`);
    if (width !== 1440 && width !== 390) continue;
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const violations = await page.evaluate(violationsOf, colorScheme === "dark" && colourRules);
      for (const [id, html] of violations)
        found(`axe ${id}`, `(${width} px, ${colorScheme}) ${html}`);
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
