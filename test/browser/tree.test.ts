import { createServer, type Server } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join, extname } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromiumPath, sharedBrowser } from "../chromium.js";
import { inProcess } from "../program.js";
import { writeFiles } from "../load/tiny-project.js";

/** A tree of pages as its authors put it on the web: a folder for each version, with a list of them beside these. */

const hasBrowser = chromiumPath !== undefined;
if (!hasBrowser) console.warn("skipped: there is no Chromium");

const news = (version: string, day: string) =>
  `---\ntitle: ${version} Changelog\nlinkTitle: ${version}\nlayout: changelog\ndate: ${day}\n---\n\n## Fixes\n\n- Dimmers glow again.\n`;

const files = {
  "specpress.yaml":
    "name: Lamps\npages:\n  folder: content\n  version: { status: stable, name: v1.2, current: 'https://a.example/latest', list: /versions.json }\n  layouts: { changelog: { shows: release } }\nmarkdown: { math: { inline: ['\\( \\)'], block: ['\\[ \\]'] } }\n",
  "content/_index.md":
    "---\ntitle: Lamps\n---\n\\[ \\sum_{i=0}^{n} x_i \\]\n\n\\[ x \\]\n\n\\[ \\left( \\frac{\\frac{a}{b}}{\\frac{c}{d}} \\right) \\]\n",
  "content/lamp.md": "---\ntitle: Lamp API\nweight: 1\n---\n## Dimmers\n\nDimmers glow.\n",
  "content/changelog/_index.md": "---\ntitle: Changelog\nweight: 2\n---\n",
  "content/changelog/v1.1.md": news("v1.1", "2026-01-01"),
  "content/changelog/v1.2.md": news("v1.2", "2026-02-01"),
};

let browser: Browser;
let server: Server;
let base: string;

beforeAll(async () => {
  if (!hasBrowser) return;
  browser = await sharedBrowser();
  const root = writeFiles(files);
  const build = async (...args: string[]) =>
    expect((await inProcess(["build", "--project", root, ...args])).code).toBe(0);
  await build("--out", join(root, "public/v1.2"));
  await build("--release", "v1.1", "--status", "historical", "--out", join(root, "public/v1.1"));
  const list = join(root, "public/v1.2/versions.json");
  server = createServer((request, answer) => {
    const path = decodeURI(new URL(request.url!, "http://a").pathname);
    const file = path === "/versions.json" ? list : join(root, "public", path);
    if (!existsSync(file)) answer.writeHead(404).end();
    else
      answer
        .setHeader("Content-Type", types[extname(file)] ?? "text/plain")
        .end(readFileSync(file));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
};

afterAll(() => server?.close());

async function open(path: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${base}${path}`);
  return page;
}

test.skipIf(!hasBrowser)(
  "the picker lists each version once and keeps page and place",
  async () => {
    const page = await open("/v1.1/lamp/index.html#dimmers");
    const picker = page.getByRole("combobox", { name: "Version" });
    await picker.waitFor();
    expect(await picker.locator("option").allTextContents()).toEqual(["version v1.1", "v1.2"]);
    await picker.selectOption("v1.2");
    await page.waitForURL(`${base}/v1.2/lamp/index.html#dimmers`);
    await page.close();
  },
);

test.skipIf(!hasBrowser)("search shows changelogs last", async () => {
  const page = await open("/v1.2/index.html");
  await page.keyboard.press("/");
  await page.keyboard.type("dimmers");
  await page.getByRole("option").nth(2).waitFor();
  const pages = await page.locator("[role=option] .search-above").allTextContents();
  expect(pages).toEqual(["Lamp API", "v1.2 Changelog", "v1.1 Changelog"]);
  await page.close();
});

test.skipIf(!hasBrowser)("formulas are not cut off, and have a font whose signs grow", async () => {
  const page = await open("/v1.2/index.html");
  const formulas = await page.$$eval(".math", (all) =>
    all.map((each) => ({
      cut: each.scrollHeight - each.clientHeight,
      font: getComputedStyle(each.querySelector("math")!).fontFamily,
    })),
  );
  expect(formulas).toHaveLength(3);
  for (const { cut, font } of formulas) {
    expect(cut).toBeLessThanOrEqual(1);
    expect(font).toMatch(/^"STIX Two Math".* math, serif$/);
  }
  await page.close();
});
