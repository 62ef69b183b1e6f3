/**
 * How fast readers have a page: `node scripts/reading-speed.js FOLDER[:PAGE]...` opens the longest page of each built site,
 * or the one that is named, in Chromium at SLOW (4) times slower, RUNS (7) times by turns, from a server that compresses
 * (`FROM=disk`: from the disk), and prints the medians of milliseconds since it was asked for:
 *
 *   paint   the first contents are shown                  cpu-p   CPU of the page's thread until then
 *   quiet   the end of the last task of 50 ms or more     cpu     CPU of the page's thread, all in all
 *   load    the longest task while the page loads         jump    the longest task while it is leafed through in leaps
 *   wheel   the longest task while it is scrolled         long    how many of these took 50 ms or more
 *           through by wheel, PIXELS (240) a frame        frame   nine in ten frames came within this time
 *   theme, menu, fold, filter, search                     the longest task after a click, or a letter
 *   shift, deep                                           what moved: from the top, and at the last place that has an id
 *   asked, script                                         requests, and kB of scripts as they are sent
 *
 * By wheel, STRETCHES (12) parts of the page are scrolled through, 10,000 pixels each (STRETCHES=all: all of it). Other
 * programs take time too: CPU is what to compare on a machine that is busy. No network is used.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const runs = Number(process.env.RUNS ?? 7);
const slow = Number(process.env.SLOW ?? 4);
const pixels = Number(process.env.PIXELS ?? 240);
const isFromDisk = process.env.FROM === "disk";
const [width, height] = (process.env.WINDOW ?? "1440x900").split("x").map(Number);

const sites = process.argv.slice(2).map((argument) => {
  const [folder, page] = argument.split(":");
  return { folder: resolve(folder), page: page ?? longestPage(folder), name: argument };
});

function longestPage(folder) {
  const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"));
  const sizeOf = (name) => statSync(join(folder, name)).size;
  return pages.sort((one, other) => sizeOf(other) - sizeOf(one))[0];
}

// --- a server as most are: everything compressed ---

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript" };
const answers = new Map();
let asked = [];
const server = createServer(({ url }, response) => {
  const [, index, ...path] = decodeURIComponent(new URL(url, "http://x").pathname).split("/");
  const file = join(sites[index]?.folder ?? "/", ...path);
  if (!file.startsWith(`${sites[index]?.folder}/`) || !existsSync(file))
    return response.writeHead(404).end();
  if (!answers.has(file)) answers.set(file, gzipSync(readFileSync(file)));
  const body = answers.get(file);
  asked.push({ file, size: body.length });
  return response
    .writeHead(200, {
      "content-type": types[extname(file)] ?? "application/octet-stream",
      "content-encoding": "gzip",
      "content-length": body.length,
    })
    .end(body);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const addressOf = ({ folder, page }, index) =>
  isFromDisk
    ? pathToFileURL(join(folder, page)).href
    : `http://127.0.0.1:${server.address().port}/${index}/${page}`;

// --- Chromium by its pipe: a test driver turns on what costs time on pages ---

const profile = mkdtempSync(join(tmpdir(), "reading-speed-"));
const chromium = spawn(
  "/usr/bin/chromium",
  ["--headless", "--no-sandbox", "--remote-debugging-pipe", `--user-data-dir=${profile}`],
  { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
);
const waiting = new Map();
const listeners = new Set();
let count = 0;
let rest = [];
chromium.stdio[4].on("data", (chunk) => {
  let left = chunk;
  for (let end = left.indexOf(0); end !== -1; end = left.indexOf(0)) {
    const message = JSON.parse(Buffer.concat([...rest, left.subarray(0, end)]).toString());
    rest = [];
    left = left.subarray(end + 1);
    const { id, result, error } = message;
    if (id === undefined) for (const listen of listeners) listen(message);
    else if (error) waiting.get(id).failed(new Error(error.message));
    else waiting.get(id).done(result);
    waiting.delete(id);
  }
  rest.push(left);
});
const send = (method, params = {}, sessionId = undefined) =>
  new Promise((done, failed) => {
    waiting.set(++count, { done, failed });
    chromium.stdio[3].write(`${JSON.stringify({ id: count, method, params, sessionId })}\0`);
  });
const event = (method) =>
  new Promise((done) => {
    const listen = (message) => {
      if (message.method !== method) return;
      listeners.delete(listen);
      done(message.params);
    };
    listeners.add(listen);
  });

/** What Chromium did while `act` ran. */
async function traced(act) {
  const events = [];
  const listen = ({ method, params }) => {
    if (method === "Tracing.dataCollected") events.push(...params.value);
  };
  listeners.add(listen);
  const includedCategories = ["devtools.timeline", "toplevel", "loading", "blink.user_timing"];
  const traceConfig = { includedCategories, excludedCategories: ["*"] };
  await send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  await act();
  const complete = event("Tracing.tracingComplete");
  await send("Tracing.end");
  await complete;
  listeners.delete(listen);
  return events;
}

const isTask = ({ ph, name }) => ph === "X" && name === "ThreadControllerImpl::RunTask";
const longest = (tasks) => Math.max(0, ...tasks.map(({ dur }) => dur / 1000));
const cpuOf = (tasks) => tasks.reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0);

/** What happens while the page is scrolled through by wheel, and within which time nine in ten frames came. */
async function wheel(ask, run, idle) {
  const stretch = 10_000;
  const length = await run("return document.documentElement.scrollHeight - innerHeight;");
  const all = Math.max(1, Math.ceil(length / stretch));
  const wanted = process.env.STRETCHES === "all" ? all : Number(process.env.STRETCHES ?? 12);
  const count = Math.min(all, wanted);
  const events = [];
  const frames = [];
  for (let at = 0; at < count; at++) {
    // Who goes on scrolling where the last stretch ended has not waited.
    if (count < all) {
      const top = Math.round((length / count) * at);
      await run(`scrollTo({ top: ${top}, behavior: "instant" }); ${idle}`);
    }
    await run(
      `const mine = (globalThis.frames = []); let last = performance.now(); (function next() { requestAnimationFrame(() => { const now = performance.now(); mine.push(now - last); last = now; if (globalThis.frames === mine) next(); }); })();`,
    );
    const found = await traced(async () => {
      for (let left = Math.min(stretch, length); left > 0; left -= pixels)
        await ask("Input.dispatchMouseEvent", {
          type: "mouseWheel",
          x: width / 2,
          y: height / 2,
          deltaX: 0,
          deltaY: pixels,
        });
    });
    for (const each of found) events.push(each);
    frames.push(...(await run("const found = frames; frames = null; return found;")));
  }
  const sorted = frames.sort((one, other) => one - other);
  return { events, frame: sorted[Math.floor(sorted.length * 0.9)] };
}

async function look(site, index) {
  const { browserContextId } = await send("Target.createBrowserContext");
  const { targetId } = await send("Target.createTarget", { url: "about:blank", browserContextId });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const ask = (method, params) => send(method, params, sessionId);
  const run = async (expression) => {
    const { result, exceptionDetails } = await ask("Runtime.evaluate", {
      expression: `(async () => { ${expression} })()`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception.description);
    return result.value;
  };
  const idle = `for (let at = 0; at < 6; at++) { await new Promise((done) => setTimeout(done, 100)); await new Promise((done) => requestIdleCallback(done, { timeout: 5000 })); }`;
  const shifts = `const seen = new PerformanceObserver(() => {}); seen.observe({ type: "layout-shift", buffered: true }); return seen.takeRecords().reduce((sum, { value }) => sum + value, 0);`;
  const open = async (address) => {
    const loaded = event("Page.loadEventFired");
    await ask("Page.navigate", { url: address });
    await loaded;
    await run(idle);
  };
  await ask("Page.enable");
  const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
  await ask("Emulation.setDeviceMetricsOverride", metrics);
  await ask("Emulation.setCPUThrottlingRate", { rate: slow });

  const address = addressOf(site, index);
  asked = [];
  const events = await traced(() => open(address));
  const requests = [...asked];
  const start = events.findLast(
    ({ name, args }) =>
      name === "navigationStart" && args.data?.documentLoaderURL?.startsWith(address),
  );
  const isOfPage = ({ pid, tid }) => pid === start.pid && tid === start.tid;
  const since = ({ ts }) => (ts - start.ts) / 1000;
  const tasks = events.filter(
    (each) => isOfPage(each) && isTask(each) && each.ts + each.dur > start.ts,
  );
  const painted = events.find(
    (each) => each.name === "firstContentfulPaint" && isOfPage(each) && since(each) > 0,
  );
  const paint = painted ? since(painted) : undefined;
  const shift = await run(shifts);
  const during = async (expression) => {
    const found = await traced(() => run(`${expression}; ${idle}`));
    return longest(found.filter((each) => isOfPage(each) && isTask(each)));
  };
  const wheeled = await wheel(ask, run, idle);
  const scrolling = wheeled.events.filter((each) => isOfPage(each) && isTask(each));
  const click = (selector) => `document.querySelector(${JSON.stringify(selector)})?.click()`;
  const figures = {
    paint,
    quiet: Math.max(
      0,
      ...tasks.filter(({ dur }) => dur >= 50_000).map((each) => since(each) + each.dur / 1000),
    ),
    load: longest(tasks),
    "cpu-p": cpuOf(tasks.filter((each) => since(each) < paint)),
    cpu: cpuOf(tasks),
    wheel: longest(scrolling),
    long: scrolling.filter(({ dur }) => dur >= 50_000).length,
    frame: wheeled.frame,
    jump: await during(
      `for (let at = 1; at <= 60; at++) { scrollBy({ top: at % 6 ? 800 : 6000, behavior: "instant" }); await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame); }`,
    ),
    theme: await during(click(".theme-switch")),
    menu: await during(click(".menu-opener")),
    fold: await during(click(".fold-all")),
    filter: await during(
      `const input = document.querySelector(".contents-filter input"); if (input) { input.value = "room"; input.dispatchEvent(new InputEvent("input")); }`,
    ),
    search: await during(click(".search-open")),
    shift,
  };
  const last = await run(`return [...document.querySelectorAll("main [id]")].at(-1)?.id ?? ""`);
  await ask("Page.navigate", { url: "about:blank" });
  await open(`${address}#${last}`);
  figures.deep = await run(shifts);
  if (!isFromDisk) {
    figures.asked = requests.length;
    const scripts = requests.filter(({ file }) => file.endsWith(".js"));
    figures.script = scripts.reduce((sum, { size }) => sum + size / 1000, 0);
  }
  await send("Target.disposeBrowserContext", { browserContextId });
  return figures;
}

const results = sites.map(() => []);
try {
  for (let at = 0; at < runs; at++)
    for (const [index, site] of sites.entries()) results[index].push(await look(site, index));
} finally {
  const ended = new Promise((done) => chromium.on("exit", done));
  send("Browser.close").catch(() => {}); // it ends before it answers
  await ended;
  server.close();
  rmSync(profile, { recursive: true, force: true });
}

const median = (values) => values.sort((one, other) => one - other)[values.length >> 1];
const shown = (value, name) =>
  value === undefined ? "-" : value.toFixed({ shift: 4, deep: 4, script: 1 }[name] ?? 0);
const names = Object.keys(results[0]?.[0] ?? {});
console.log(["", ...names.map((name) => name.padStart(7))].join(" "));
for (const [index, { folder, page, name }] of sites.entries()) {
  console.log(`${name === folder ? "" : `${name} `}${relative(".", join(folder, page))}`);
  const row = names.map((each) =>
    shown(median(results[index].map((figures) => figures[each])), each).padStart(7),
  );
  console.log(["", ...row].join(" "));
}
