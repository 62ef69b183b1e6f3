import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildSite } from "../../src/pipeline.js";
import { loadFiles, writeFiles } from "../load/tiny-project.js";

/** What readers without a pointer do: go through a page by Tab, open, choose and leave by keys. */

const executablePath = "/usr/bin/chromium";
if (!existsSync(executablePath)) console.warn(`skipped: there is no ${executablePath}`);

const { project, report } = loadFiles({
  "specpress.yaml":
    "name: Lamps\nlook: current\nspecification: text\nrepository: https://github.com/example/lamps\nlabels: { V: v1 }\napis:\n  lamp: { title: Lamp API, purpose: Light, openapi: api, suffix: lamp, version: V }\ntheme: { links: [{ title: Code, url: https://code.example.org }] }\n",
  "text/targets.yaml":
    "targets:\n  index: { files: [index.rst] }\n  lamp: { files: [lamp.rst], version_label: '%V%' }\n  end: { files: [end.rst] }\n",
  "text/index.rst": "Lamps\n=====\n\nText.\n",
  "text/lamp.rst":
    "Lamp API\n========\n\nLighting\n--------\n\nShades\n~~~~~~\n\nText.\n\n::\n\n  code\n\nRequests\n--------\n\n{{lamp_lamp_http_api}}\n",
  "text/end.rst": "End\n===\n\nText.\n",
  "api/lamp.yaml":
    'openapi: 3.1.0\ninfo: { title: T, version: "1" }\nservers: [{ url: "https://lamps.example.org" }]\npaths:\n  /lamps/{id}:\n    get:\n      operationId: readLamp\n      x-codeSamples: [{ lang: Python, source: a() }, { lang: Java, label: A library with a name that is rather long for a phone, source: a() }, { lang: Rust, source: a() }]\n      parameters:\n        - { name: id, in: path, required: true, schema: { type: string }, example: a }\n      responses:\n        "200": { description: OK, content: { application/json: { schema: { type: object, title: Lamp, properties: { on: { type: boolean } } } } } }\n',
});
const { site } = buildSite(project!, report);
const root = writeFiles({});
for (const [path, content] of site) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** What has the focus: its name, and what a reader does not see of it. */
interface Stop {
  readonly name: string;
  readonly faults: readonly string[];
}

describe.skipIf(!existsSync(executablePath))("by keyboard, in Chromium", () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    page = await browser.newPage({ reducedMotion: "reduce" });
  }, 120_000);
  afterAll(() => browser?.close());

  const open = async (width: number) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(pathToFileURL(join(root, "lamp/v1.html")).href);
    await page.locator("button.copy").first().waitFor({ state: "attached" });
  };
  const press = (...keys: readonly string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const focused = () =>
    page.evaluate((): Stop => {
      const element = document.activeElement as HTMLElement;
      const name = (element.getAttribute("aria-label") ?? element.textContent ?? "")
        .replace(/\s+/g, " ")
        .trim();
      const { outlineStyle, opacity, visibility } = getComputedStyle(element);
      const { top, bottom, left, right } = element.getBoundingClientRect();
      const bar = document.querySelector(".site-header")!;
      const covers = bar.contains(element) ? 0 : bar.getBoundingClientRect().bottom;
      const faults = [
        ...(outlineStyle === "none" ? ["no outline"] : []),
        ...(opacity === "0" || visibility !== "visible" ? ["not visible"] : []),
        ...(bottom <= top || right <= left ? ["no size"] : []),
        ...(bottom <= 0 || top >= innerHeight || left >= innerWidth ? ["out of sight"] : []),
        ...(getComputedStyle(bar).position === "sticky" &&
        !element.closest(".side, .skip-link") &&
        bottom <= covers
          ? ["below the bar"]
          : []),
      ];
      return { name, faults };
    });
  /** All that Tab comes to, from the beginning of the page to its end. */
  const stops = async (): Promise<readonly Stop[]> => {
    const all: Stop[] = [];
    for (let at = 0; at < 150; at++) {
      await press("Tab");
      if (await page.evaluate(() => document.activeElement === document.body)) break;
      all.push(await focused());
    }
    return all;
  };

  test("everything is reached in the order of the page, and is seen when it is", async () => {
    await open(1440);
    const all = await stops();
    expect(all.filter(({ faults }) => faults.length > 0)).toEqual([]);
    const names = all.map(({ name }) => name);
    const order = [
      "Skip to the text",
      "Contents",
      "Search this site",
      "Code",
      "All pages",
      "Theme: as the system",
      "Fold all",
      "Link to Lamp API",
      "Edit Lamp API",
      "Report a problem with Lamp API",
      "Link to Shades",
      "Link to GET /lamps/{id}",
      "Fold Path parameters",
      "Link to id",
      "HTTP",
      "Link to Response 200",
      "Link to on",
      "Previous Lamps",
      "Next End",
      "Filter the contents",
      "Sections of Lighting",
      "Lighting",
    ];
    expect(names.filter((name) => order.includes(name))).toEqual(order);
    // Of the tabs one is reached by Tab, and arrows lead on.
    expect(names).not.toContain("curl");
    expect(names.filter((name) => name === "Copy code")).toHaveLength(3);
  });

  test("what was opened is left by Escape, and who opened it has the focus again", async () => {
    await open(1440);
    await page.focus(".menu-opener");
    await press("Enter", "Tab");
    expect((await focused()).name).toBe("Lamps");
    await press("Escape");
    expect(await page.locator("nav.pages").isVisible()).toBe(false);
    expect((await focused()).name).toBe("All pages");

    await page.focus(".site-link");
    await press("/");
    await page.getByRole("combobox").waitFor();
    await press("Escape");
    await page.getByRole("combobox").waitFor({ state: "hidden" });
    expect((await focused()).name).toBe("Code");

    await page.focus(".contents-filter input");
    await page.keyboard.type("shades");
    expect(await page.locator(".side .contents").innerText()).not.toContain("Requests");
    await press("Escape");
    expect(await page.locator(".side .contents").innerText()).toContain("Requests");
    expect((await focused()).name).toBe("Filter the contents");

    // On a phone the contents are a drawer.
    await open(390);
    await page.focus(".side-opener");
    await press("Enter", "Tab");
    expect((await focused()).name).toBe("Filter the contents");
    await press("Escape");
    expect(await page.locator(".side").isVisible()).toBe(false);
    expect((await focused()).name).toBe("Contents");
  });

  test("folds, tabs and the theme change by keys, and the way over the bar leads into the text", async () => {
    await open(1440);
    await press("Tab", "Enter", "Tab");
    expect((await focused()).name).toBe("Link to Lamp API");
    await page.focus("caption > .fold");
    await press("Enter");
    expect(await page.locator("caption > .fold").first().getAttribute("aria-expanded")).toBe(
      "false",
    );
    await press("Space");
    expect(await page.locator("caption > .fold").first().getAttribute("aria-expanded")).toBe(
      "true",
    );
    await page.focus("[role=tab][aria-selected=true]");
    await press("ArrowRight");
    expect((await focused()).name).toBe("curl");
    expect(await page.locator("[role=tabpanel]:visible").innerText()).toContain("curl");
    await page.focus(".theme-switch");
    await press("Enter", "Enter");
    expect((await focused()).name).toBe("Theme: dark");
    expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe("dark");
  });

  test("tabs for which there is no room come by keys, and widen no page", async () => {
    await open(320);
    await page.focus("[role=tab][aria-selected=true]");
    await press("End");
    expect(await focused()).toEqual({ name: "Rust", faults: [] });
    const { right, over } = await page.evaluate(() => ({
      right: document.activeElement!.getBoundingClientRect().right,
      over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
    expect(right).toBeLessThanOrEqual(320);
    expect(over).toBe(0);
    await press("Home");
    expect(await focused()).toEqual({ name: "HTTP", faults: [] });
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    await press("ArrowLeft");
    expect((await focused()).name).toBe("curl");
  });
});
