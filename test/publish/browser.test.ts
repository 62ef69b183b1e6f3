import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { chromiumPath, sharedBrowser } from "../chromium.js";
import { inProcess, tinyProject } from "../program.js";
import { writeFiles } from "../load/tiny-project.js";

const hasBrowser = chromiumPath !== undefined;
if (!hasBrowser) console.warn("skipped: there is no Chromium");

let browser: Browser;
let at: (path: string) => string;
beforeAll(async () => {
  if (!hasBrowser) return;
  browser = await sharedBrowser();
  at = await published();
}, 60_000);

const filler = Array.from({ length: 60 }, (_, line) => `Line ${line}.\n`).join("\n");
const section = (title: string) => `${title}\n${"-".repeat(title.length)}\n\n${filler}\n`;

/** Three versions: the section "Old" is in the first alone, the page "new" in the last alone; and a draft. */
async function published(): Promise<(path: string) => string> {
  const root = writeFiles(tinyProject);
  const into = join(root, "public");
  const write = (path: string, text: string) => writeFileSync(join(root, "spec", path), text);
  const publish = async (...args: string[]) => {
    const { code, err } = await inProcess(["publish", "--project", root, "--into", into, ...args]);
    expect([code, err]).toEqual([0, expect.any(String)]);
  };
  const api = tinyProject["spec/main.rst"];
  write("main.rst", `${api}\n${section("Old")}${section("Kept")}`);
  await publish("--release", "main=v1.0");
  write("main.rst", `${api}\n${section("Kept")}`);
  await publish("--release", "main=v1.1", "--latest");
  write(
    "targets.yaml",
    `${tinyProject["spec/targets.yaml"].replace("targets:\n", "targets:\n  new: { files: [new.rst] }\n")}`,
  );
  write("new.rst", "New page\n========\n\nText.\n");
  await publish("--release", "main=v2.0", "--latest");
  await publish("--as", "main", "--release", "main=unstable");
  return (path) => `${pathToFileURL(into).href}/${path}`;
}

async function open(address: string): Promise<{ readonly page: Page; readonly faults: string[] }> {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(address);
  return { page, faults };
}

/** Chooses a version where the page is scrolled to. */
async function choose(page: Page, version: string): Promise<void> {
  await page.evaluate((name) => {
    const picker = document.querySelector<HTMLDetailsElement>(".version-picker")!;
    picker.open = true;
    const links = [...picker.querySelectorAll("a")];
    links.find(({ textContent }) => textContent === name)!.click();
  }, version);
}

test.skipIf(!hasBrowser)(
  "readers change between versions on the same page and section, from the disk",
  { timeout: 120_000 },
  async () => {
    const { page, faults } = await open(at("v1.0/main/v1.0.html#kept"));
    // An old page knows those that came later.
    const picker = page.locator(".version-picker");
    await picker.locator("summary").click();
    expect(await picker.locator("li").allInnerTexts()).toEqual([
      "main draft",
      "v2.0 latest",
      "v1.1",
      "v1.0",
    ]);
    expect(await picker.locator('[aria-current="true"]').innerText()).toBe("v1.0");
    await page.keyboard.press("Escape");
    expect(await picker.getAttribute("open")).toBe(null);
    const banner = page.locator("aside.version-banner");
    expect(await banner.innerText()).toContain("is not the latest one");

    await choose(page, "v1.1");
    await page.waitForURL(at("v1.1/main/v1.1.html#kept"));
    expect(await page.locator(".version-notice").count()).toBe(0);

    // What is being read counts, not where the reader came in.
    await page.goto(at("v1.0/main/v1.0.html"));
    await page.evaluate(() => document.getElementById("old")!.scrollIntoView());
    await choose(page, "v1.1");
    await page.waitForURL(/v1\.1\/main\/v1\.1\.html/);
    expect(await page.locator(".version-notice").innerText()).toContain(
      "v1.1 has no place “#old” on this page.",
    );
    expect(new URL(page.url()).search).toBe("");

    // A place that is not written as an address has it is one that is not there.
    await page.goto(at("v1.0/main/v1.0.html#100%"));
    await choose(page, "v1.1");
    await page.waitForURL(/v1\.1\/main\/v1\.1\.html/);

    // A page that another version does not have.
    await page.goto(at("v2.0/new.html"));
    await page.locator(".version-picker > summary").click();
    expect(await page.locator(".version-picker li").allInnerTexts()).toEqual([
      "main draft",
      "v2.0 latest",
      "v1.1 without this page",
      "v1.0 without this page",
    ]);
    await page.keyboard.press("Escape");
    await choose(page, "v1.0");
    await page.waitForURL(/v1\.0\/index\.html/);
    expect(await page.locator(".version-notice").innerText()).toContain(
      "v1.0 has no page “New page”. This is its first page.",
    );
    await page.getByRole("button", { name: "Close" }).click();
    expect(await page.locator(".version-notice").count()).toBe(0);

    // The banner leads to the latest version, from a draft too.
    await page.goto(at("main/main/unstable.html#kept"));
    await page.locator("aside.version-banner a").click();
    await page.waitForURL(at("v2.0/main/v2.0.html#kept"));
    // Who goes up to the banner seldom scrolls to the last pixel.
    await page.goto(at("main/main/unstable.html#kept"));
    await page.waitForFunction(() => scrollY > 100);
    await page.mouse.wheel(0, 1);
    await page.evaluate(() => {
      scrollTo(0, 30);
      document.querySelector<HTMLElement>("aside.version-banner a")!.click();
    });
    await page.waitForURL(at("v2.0/main/v2.0.html#kept"));
    expect(await page.locator("aside.version-banner").count()).toBe(0);

    // latest/ takes the section along.
    await page.goto(at("latest/main.html#kept"));
    await page.waitForURL(at("v2.0/main/v2.0.html#kept"));
    await page.goto(at("latest/main/v1.0.html#kept"));
    await page.waitForURL(at("v2.0/main/v2.0.html#kept"));
    await page.goto(at("index.html"));
    await page.waitForURL(at("v2.0/index.html"));

    // What servers show in place of a page that this version does not have.
    const lost = await browser.newContext();
    const inner = at("").replace("file://", "");
    await lost.route("http://spec.test/**", (route) => {
      const file = join(inner, new URL(route.request().url()).pathname);
      return route.fulfill({ path: existsSync(file) ? file : join(inner, "404.html") });
    });
    const lostPage = await lost.newPage();
    await lostPage.goto("http://spec.test/v1.0/new.html#place");
    expect(await lostPage.locator("main > p").nth(1).innerText()).toBe(
      "“New page” is in: main, v2.0",
    );
    await lost.close();
    expect(faults).toEqual([]);
    await page.close();
  },
);

test.skipIf(!hasBrowser)(
  "without scripts a page has the way to all versions, and latest/ leads on",
  async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(at("v1.0/index.html"));
    await page.locator(".version-name").click();
    await page.waitForURL(at("versions.html"));
    await page.getByRole("link", { name: "v1.1" }).click();
    await page.waitForURL(at("v1.1/index.html"));
    await page.goto(at("latest/main.html"));
    await page.waitForURL(at("v2.0/main/v2.0.html"));
    await context.close();
  },
  120_000,
);

test.skipIf(!hasBrowser)(
  "the picker is used by keyboard, and moves nothing on the page",
  async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 600 } });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          shifts.push((entry as never as { value: number }).value);
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(at("v1.0/main/v1.0.html"));
    // The bar takes the focus without leaving what is being read.
    await page.evaluate(() => document.getElementById("kept")!.scrollIntoView());
    const read = await page.evaluate(() => scrollY);
    await page.locator(".version-picker > summary").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => scrollY)).toBe(read);
    expect(await page.evaluate(() => document.activeElement!.textContent)).toBe("main");
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(320);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/v2\.0\/main\/v2\.0\.html/);
    const shift = await page.evaluate(() =>
      (globalThis as never as { shifts: number[] }).shifts.reduce((sum, each) => sum + each, 0),
    );
    expect(shift).toBeLessThan(0.01);
    await page.close();
  },
  120_000,
);
