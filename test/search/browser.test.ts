import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildSite } from "../../src/pipeline.js";
import { chromiumPath, sharedBrowser } from "../chromium.js";
import { loadFiles, writeFiles } from "../load/tiny-project.js";

const lines = Array.from({ length: 30 }, (_each, at) => `Line ${at}.\n`).join("\n");

const { project, report } = loadFiles({
  "specpress.yaml":
    "name: Lamps\nlook: current\nspecification: text\nlabels: { V: v1 }\napis:\n  lamp: { title: Lamp API, purpose: Light, openapi: api, suffix: lamp, version: V }\n",
  "text/targets.yaml":
    "targets:\n  index:\n    files: [index.rst]\n  lamp:\n    files: [lamp.rst]\n    version_label: '%V%'\n",
  "text/index.rst": `Lamps\n=====\n\n${lines}\nSwitches\n--------\n\nA switch is *pressed* & <b>released</b>.\n\n灯り\n----\n\n${"A long text before it. ".repeat(9)}電気の灯りを点ける。なり。\n`,
  "text/lamp.rst": "Lamp API\n========\n\n{{lamp_lamp_http_api}}\n",
  "api/lamp.yaml":
    'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths:\n  /lamps/{id}:\n    get:\n      operationId: readLamp\n      summary: Reads one lamp\n      parameters:\n        - { name: id, in: path, required: true, schema: { type: string } }\n        - { name: lamp_colour, in: query, schema: { type: string } }\n      responses:\n        "200": { description: OK }\n    delete:\n      deprecated: true\n      operationId: removeLamp\n      parameters:\n        - { name: id, in: path, required: true, schema: { type: string } }\n      responses:\n        "200": { description: OK }\n',
});
const { site } = buildSite(project!, report);
const root = writeFiles({});
for (const [path, content] of site) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
const address = (path: string) => pathToFileURL(join(root, path)).href;

/** In a browser, where there is one. */
describe.skipIf(!chromiumPath)("search, in Chromium (where it is installed)", () => {
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await sharedBrowser();
    page = await browser.newPage({ viewport: { width: 900, height: 700 } });
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) faults.push(request.url());
    });
  }, 120_000);
  afterAll(() => page?.close());

  const options = () => page.locator("[role=option] .search-title").allInnerTexts();
  const input = () => page.getByRole("combobox");
  const scripts = () =>
    page.evaluate(() => document.querySelectorAll('script[src*="search"]').length);

  test("is opened by a key, and moved in and left by others", async () => {
    await page.goto(address("index.html"));
    expect(await scripts()).toBe(0);
    // Typed before the field can be there.
    await page.evaluate(() => {
      for (const key of ["/", "l", "x", "Backspace", "a"])
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    });
    await input().waitFor();
    await page.keyboard.type("mp");
    await page.locator("[role=option]").first().waitFor();
    expect(await input().inputValue()).toBe("lamp");
    // What was typed last is answered after a moment, and the first answer is chosen anew.
    await page.waitForTimeout(300);
    const found = await options();
    expect(found.at(-1)).toContain("deprecated");
    expect(found.length).toBeGreaterThan(3);
    const active = async () => {
      const id = await input().getAttribute("aria-activedescendant");
      const selected = page.locator('[role=option][aria-selected="true"]');
      expect(await selected.getAttribute("id")).toBe(id);
      return (await options()).indexOf(await selected.locator(".search-title").innerText());
    };
    expect(await active()).toBe(0);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await active()).toBe(2);
    await page.keyboard.press("ArrowUp");
    expect(await active()).toBe(1);
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.keyboard.press("Control+k");
    expect(await input().evaluate((each) => each === document.activeElement)).toBe(true);
  });

  test("leads to the place, on this page and on others", async () => {
    await input().fill("switches");
    await page.getByText("1 result").waitFor();
    expect(await page.locator(".search-context").innerText()).toBe(
      "A switch is pressed & <b>released</b>.",
    );
    await page.keyboard.press("Enter");
    expect(page.url()).toBe(`${address("index.html")}#switches`);
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.keyboard.press("/");
    await input().fill("/lamps/17");
    await page.locator(".search-title", { hasText: "GET /lamps/{id}" }).waitFor();
    expect((await options())[0]).toBe("Endpoint GET /lamps/{id}");
    await page.keyboard.press("Enter");
    await page.waitForURL(/lamp\/v1\.html#get-lamps-id$/);
  });

  test("marks the words, in texts that are cut and in scripts without spaces", async () => {
    const marks = () => page.locator("[role=option]").first().locator("mark").allInnerTexts();
    await page.keyboard.press("/");
    await input().fill("電気の灯り");
    await page.getByText("1 result").waitFor();
    expect(await page.locator(".search-context").innerText()).toMatch(/^… /);
    expect((await marks()).join("")).toBe("灯り電気の灯り");
    await page.keyboard.press("Escape");
  });

  test("finds a field, and works by touch", async () => {
    await page.getByRole("button", { name: "Search this site" }).click();
    await input().fill("lamp_colour");
    await page.locator("[role=option]", { hasText: "GET /lamps/{id}" }).first().click();
    expect(page.url()).toMatch(/#get-lamps-id-query-lamp-colour$/);
    expect(await page.locator(":target").innerText()).toContain("lamp_colour");
  });

  test("nothing fails, nothing else is asked for, and without scripts there is no button", async () => {
    expect(faults).toEqual([]);
    const still = await browser.newPage({ javaScriptEnabled: false });
    await still.goto(address("index.html"));
    expect(await still.locator(".search-open").isVisible()).toBe(false);
    await still.close();
  });
});
