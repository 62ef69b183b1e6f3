import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildSite } from "../../src/pipeline.js";
import { loadFiles } from "../load/tiny-project.js";

const executablePath = "/usr/bin/chromium";
const isThere = existsSync(executablePath);
if (!isThere) console.warn(`skipped: there is no browser ${executablePath}`);

const operation = (method: string) =>
  `    ${method}:\n      operationId: ${method}Lamp\n      parameters: [{ name: colour, in: query, schema: { type: string }, description: Which. }]\n      responses: { 200: { description: Well. } }\n`;
const project = {
  "specpress.yaml":
    "name: Lamps\nspecification: text\nlabels: { V: unstable }\nlook: current\nrepository: https://github.com/o/r\napis: { a: { title: A, openapi: api, suffix: a, version: V } }\n",
  "text/targets.yaml": "targets: { a: { files: [a.rst] } }\n",
  "text/a.rst":
    "Lamps\n=====\n\nText.\n\n.. contents::\n\n.. _first:\n.. _second:\n\nOperations\n----------\n\n{{lamp_a_http_api}}\n",
  "api/lamp.yaml": `openapi: 3.1.0\ninfo: { title: A, version: "1" }\nservers: [{ url: "https://example.org" }]\npaths:\n  /lamp:\n${operation("get")}${operation("put")}`,
};

let browser: Browser;
let address = "";
let folder = "";
beforeAll(async () => {
  if (!isThere) return;
  folder = mkdtempSync(join(tmpdir(), "specpress-test-"));
  const inHebrew = { ...project, "specpress.yaml": `${project["specpress.yaml"]}lang: he\n` };
  for (const [below, files] of Object.entries({ "": project, he: inHebrew })) {
    const { project: loaded, report } = loadFiles(files);
    for (const [path, content] of buildSite(loaded!, report).site) {
      mkdirSync(dirname(join(folder, below, path)), { recursive: true });
      writeFileSync(join(folder, below, path), content);
    }
  }
  address = pathToFileURL(join(folder, "a.html")).href;
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  if (folder !== "") rmSync(folder, { recursive: true, force: true });
});

async function open(fragment = "", options: { readonly javaScriptEnabled?: boolean } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1200, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  // What is copied, on any machine.
  await page.addInitScript(
    "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { document.copied = text } } })",
  );
  await page.goto(address + fragment);
  return { page, faults };
}

const opacity = (page: Page, selector: string) =>
  page.evaluate(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).opacity`,
  ) as Promise<string>;

test.skipIf(!isThere)(
  "a row has a link on hover and focus, which is copied, and leads to it",
  async () => {
    const { page, faults } = await open();
    const row = "tr[id$='-colour']";
    const id = (await page.locator(row).first().getAttribute("id"))!;
    const link = `a.permalink[href="#${id}"]`;
    await page.mouse.move(0, 0);
    // A machine without a mouse shows it always.
    const hovers = await page.evaluate("matchMedia('(hover: hover)').matches");
    expect(await opacity(page, link)).toBe(hovers ? "0" : "1");
    await page.locator(`[id="${id}"]`).hover();
    expect(await opacity(page, link)).toBe("1");
    await page.mouse.move(0, 0);
    await page.focus(link);
    expect(await opacity(page, link)).toBe("1");
    await page.keyboard.press("Enter");
    await page.waitForFunction("document.copied");
    expect(await page.evaluate("document.copied")).toBe(`${address}#${id}`);
    expect(await page.evaluate("document.querySelector(':target').id")).toBe(id);
    expect(await page.locator("[role=status]").filter({ hasText: "Link copied" }).count()).toBe(1);
    // A heading is called by its words alone.
    expect(await page.getByRole("heading", { name: "Operations", exact: true }).count()).toBe(1);
    expect(faults).toEqual([]);
  },
);

test.skipIf(!isThere)(
  "requests are tabs that remember what was chosen, and code is copied",
  async () => {
    const { page, faults } = await open();
    const shown = () => page.locator(".tabs pre:visible").allInnerTexts();
    expect((await shown()).map((text) => text.slice(0, 4).trim())).toEqual(["GET", "PUT"]);
    await page.getByRole("tab", { name: "curl" }).first().click();
    expect((await shown()).every((text) => text.startsWith("curl"))).toBe(true);
    await page.keyboard.press("ArrowLeft");
    expect((await shown()).every((text) => text.startsWith("curl"))).toBe(false);
    await page.keyboard.press("End");
    await page.locator(".tabs pre:visible").first().hover();
    await page.locator(".tabs pre:visible .copy").first().click();
    await page.waitForFunction("document.copied");
    expect(await page.evaluate("document.copied")).toMatch(
      /^curl -X GET 'https:\/\/example\.org\/lamp/,
    );
    await page.reload();
    expect((await shown()).every((text) => text.startsWith("curl"))).toBe(true);
    await page.emulateMedia({ media: "print" });
    expect(await shown()).toHaveLength(4);
    expect(faults).toEqual([]);
  },
);

test.skipIf(!isThere)("without scripts all forms of a request are there", async () => {
  const { page } = await open("", { javaScriptEnabled: false });
  expect(await page.locator(".tabs pre").count()).toBe(4);
  for (const block of await page.locator(".tabs pre").all())
    expect(await block.isVisible()).toBe(true);
  await page.locator("h2", { hasText: "Operations" }).hover();
  expect(await page.locator("#operations .source-links .edit").first().getAttribute("href")).toBe(
    "https://github.com/o/r/edit/main/text/a.rst#L11",
  );
});

test.skipIf(!isThere)("a name that stands for what follows it marks that", async () => {
  const marked = await open();
  const grounds = (fragment: string) =>
    marked.page.evaluate(
      `location.hash = "${fragment}"; getComputedStyle(document.querySelector("#operations > h2")).backgroundColor`,
    );
  const plain = await grounds("#title");
  const mark = await grounds("#operations");
  expect(mark).not.toBe(plain);
  expect(await grounds("#first")).toBe(mark);
  expect(await grounds("#second")).toBe(mark);
  await marked.page.context().close();
});

test.skipIf(!isThere)("on paper the name of a tab stays with its code", async () => {
  const { page } = await open();
  await page.emulateMedia({ media: "print" });
  const style = await page.evaluate(
    `(({ display, breakAfter }) => display + " " + breakAfter)(getComputedStyle(document.querySelector(".tab"), "::before"))`,
  );
  expect(style).toBe("block avoid");
  await page.context().close();
});

test.skipIf(!isThere)("a way to the source makes no room above a table", async () => {
  const { page } = await open();
  const gap = await page.evaluate(
    `(() => { const table = document.querySelector(".table:has(> .source-links) > table"); return table.getBoundingClientRect().top - table.parentElement.getBoundingClientRect().top })()`,
  );
  expect(gap).toBeLessThan(2);
  await page.context().close();
});

test.skipIf(!isThere)(
  "from right to left, what is open points down and addresses begin left",
  async () => {
    const { page } = await open();
    const shape = async () => {
      await page.waitForSelector("caption > .fold", { state: "attached" });
      return page.evaluate(`(() => {
      const fold = document.querySelector("caption > .fold");
      const { rotate } = getComputedStyle(fold, "::before");
      const { direction } = getComputedStyle(document.querySelector(".contents .operation"));
      return rotate + " " + direction;
    })()`);
    };
    const leftToRight = await shape();
    await page.goto(address.replace("a.html", "he/a.html"));
    expect(await page.evaluate("document.documentElement.dir")).toBe("rtl");
    expect(await shape()).toBe(leftToRight);
    await page.context().close();
  },
);
