import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, sharedBrowser } from "../chromium.js";
import { filesBelow, specpress } from "../program.js";

/** Both kinds of site as a browser shows them, from a disk. */

if (!chromiumPath) console.warn("There is no Chromium here: pages are not tried in a browser.");

const folder = mkdtempSync(join(tmpdir(), "specpress-browser-"));
const sites = { targets: join(folder, "targets"), tree: join(folder, "tree") };
let shown: readonly string[] = [];

/** A page with all that overflows where there is no room, and a heading of each level. */
const project: Readonly<Record<string, string>> = {
  "specpress.yaml": `name: Lamps
specification: text
labels: { V: r1.2 }
apis: { main: { title: Lamp API, purpose: Light, openapi: api, suffix: m, version: V } }
changelogs: changelogs
address: https://lamps.example.org/spec
theme: { accent: "#7a2f8f", links: [{ title: Code, url: "https://code.example.org" }], footer: Made by lamps }
`,
  "text/targets.yaml": `targets:
  main: { files: [main.rst], version_label: "%V%" }
  more: { files: [more.rst] }
title_styles: ["=", "-", "~", "+", "^", "\`", "@", ":"]
`,
  "text/more.rst": "More\n====\n\nText with `a link <https://example.org>`_.\n",
  "api/lamps.yaml": `swagger: "2.0"
info: { title: Lamps, version: "1" }
basePath: /_lamps/client/v1
paths:
  /rooms/{roomId}/a_long_name_of_a_path/{eventIdentifier}:
    get:
      summary: Lamps of a room
      operationId: lamps
      parameters:
        - { in: path, name: roomId, type: string, required: true, description: "The room, \`x\`.", x-example: "!a:b" }
        - { in: path, name: eventIdentifier, type: string, required: true, description: The event., x-example: e }
      responses:
        200:
          description: Them.
          schema:
            type: object
            properties:
              lamps: { type: object, title: Lamps, description: All., properties: { a_rather_long_name_of_a_property: { type: string, description: One. } } }
`,
  "changelogs/main/towncrier.toml": "",
};

function mainText(): string {
  const levels = ["=", "-", "~", "+", "^", "`", "@", ":"];
  const headings = levels
    .slice(1)
    .map((sign, index) => `Level ${index + 2}\n${sign.repeat(20)}\n\nText.\n`)
    .concat(`Once more\n${"~".repeat(20)}\n\nDeeper\n${"+".repeat(20)}\n\nText.\n`);
  const wide = `========  ${"=".repeat(40)}  =====  =====  =====  =====\nA         B${" ".repeat(41)}C      D      E      F\n========  ${"=".repeat(40)}  =====  =====  =====  =====\n\`\`x\`\`     ${"w".repeat(40)}  1      2      3      4\n========  ${"=".repeat(40)}  =====  =====  =====  =====\n`;
  const code =
    ".. note::\n\n   Say ``one``.\n\n.. warning::\n\n   Say ``two``.\n\nSay ``three``.\n\n========  ==========\n``four``  Meaning\n========  ==========\na         ``five``\n========  ==========\n\n=============  ==========\nName           Meaning\n=============  ==========\n``exclusive``  Whether somebody has it alone, or others do too.\n=============  ==========\n";
  return `Lamp API\n========\n\n.. contents::\n\n${headings.join("\n")}\nTables\n------\n\n${wide}\n::\n\n  ${"code ".repeat(60)}\n\n:One: :Two: :Three: deep ${"d".repeat(60)}\n\n\`\`${"literal".repeat(20)}\`\`\n\nOperations\n----------\n\n{{lamps_m_http_api}}\n\nCode\n----\n\n${code}`;
}

let browser: Browser;

beforeAll(async () => {
  if (!chromiumPath) return;
  const { mkdirSync, writeFileSync } = await import("node:fs");
  const root = join(folder, "project");
  for (const [path, content] of Object.entries({ ...project, "text/main.rst": mainText() })) {
    if (content === "") continue;
    mkdirSync(resolve(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  mkdirSync(join(root, "changelogs"), { recursive: true });
  for (const [from, out] of [
    [root, sites.targets],
    ["test/sites/markdown", sites.tree],
  ] as const)
    specpress(["build", "--quiet", "--keep-going", "--project", from, "--out", out]);
  shown = [...filesBelow(folder).keys()].filter((path) => path.endsWith(".html"));
  browser = await sharedBrowser();
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A page as it is loaded, and what it asked for or complained about. */
async function opened(
  path: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; said: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  page.on("request", (request) => {
    if (!/^(?:file|data):/.test(request.url())) said.push(request.url());
  });
  await page.goto(pathToFileURL(join(folder, path)).href);
  return { page, said };
}

const pages = ["targets/main/r1.2.html", "tree/index.html"];
const axeText = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.skipIf(!chromiumPath)("in a browser", () => {
  test("nothing is wider than the window, nothing is asked from outside, nothing goes wrong", async () => {
    expect(shown.length).toBeGreaterThan(6);
    for (const path of pages) {
      const { page, said } = await opened(path);
      for (const width of [320, 390, 1100, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(`${path} at ${width}: ${wide}`).toBe(`${path} at ${width}: ${width}`);
        // No word of the name breaks.
        const lines = await page.$eval(".site-name", (name) => {
          document.querySelector(".version-name")!.textContent = "unstable version";
          const { height } = name.getBoundingClientRect();
          return height / parseFloat(getComputedStyle(name).lineHeight);
        });
        expect(Math.round(lines)).toBeLessThanOrEqual(path === pages[0] ? 1 : 2);
      }
      expect(said).toEqual([]);
      await page.context().close();
    }
  });

  test("what is chosen or led to shows where colours are forced, and what scrolls is named", async () => {
    const { page } = await opened(pages[0]!, { forcedColors: "active" });
    const borders = await page.$$eval(".side .contents a:not([aria-current])", (links) =>
      links.map((link) => getComputedStyle(link).borderInlineStartWidth),
    );
    expect(new Set(borders)).toEqual(new Set(["0px"]));
    const scrolling = await page.$$eval("main div, main pre", (all) =>
      all
        .filter((each) => each.scrollWidth > each.clientWidth + 1)
        .filter((each) => getComputedStyle(each).overflowX === "auto")
        .map((each) => [each.getAttribute("tabindex"), each.hasAttribute("aria-label")]),
    );
    expect(scrolling.length).toBeGreaterThan(0);
    expect(scrolling.filter(([index, isNamed]) => index !== "0" || !isNamed)).toEqual([]);
    expect(await page.locator("[aria-level='7'], [aria-level='8']").count()).toBe(0);
    const look = (at: string) =>
      page.$eval(at, (node) => {
        const { backgroundColor, outlineStyle, boxShadow } = getComputedStyle(node);
        return [backgroundColor, outlineStyle, boxShadow].join(" ");
      });
    await page.emulateMedia({ forcedColors: "none" });
    const heading = "main section section h3";
    const before = await look(heading);
    const id = await page.$eval(heading, (node) => node.closest("section")!.id);
    await page.evaluate((to) => void (location.hash = to), id);
    expect(await look(heading)).not.toBe(before);
    await page.context().close();
  });

  test("short names in code stay whole in tables on phones", async () => {
    for (const width of [390, 320]) {
      const { page } = await opened(pages[0]!, { viewport: { width, height: 900 } });
      const name = page.locator("th code", { hasText: /^exclusive$/ });
      const { height } = (await name.boundingBox())!;
      expect(height).toBeLessThan(30);
      await page.context().close();
    }
  });

  test("the theme follows the system, or what was chosen, also on the next page", async () => {
    const { page } = await opened(pages[0]!, { colorScheme: "dark" });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await ground();
    await page.click(".theme-switch");
    expect(await ground()).toBe("rgb(255, 255, 255)");
    await page.reload();
    expect(await ground()).toBe("rgb(255, 255, 255)");
    await page.emulateMedia({ colorScheme: "light" });
    await page.click(".theme-switch");
    expect(await ground()).toBe(dark);
    await page.click(".theme-switch");
    expect(await ground()).toBe("rgb(255, 255, 255)");
    await page.context().close();
  });

  test("contents follow the reading, fold, can be filtered, and are a drawer on phones", async () => {
    const { page } = await opened(pages[0]!);
    const visible = () =>
      page
        .locator(".side .contents a:visible")
        .evaluateAll((links) => links.map(({ textContent }) => textContent?.trim()));
    expect(await visible()).not.toContain("Level 3");
    await page.click(".side .contents .fold >> nth=0");
    expect(await visible()).toContain("Level 3");
    await page.fill(".contents-filter input", "level 5");
    expect((await visible()).at(-1)).toBe("Level 5");
    await page.press(".contents-filter input", "Escape");
    await page.evaluate(() => {
      // It is short: where it would be at the top, the one below it is read.
      scrollBy(0, document.getElementById("deeper")!.getBoundingClientRect().top - 150);
    });
    await page.waitForSelector('.contents [aria-current="true"] >> text=Deeper');
    // Each branch says whether it is open.
    expect(
      await page.$$eval(".side .contents .fold", (folds) =>
        folds
          .filter((fold) => {
            const isOpen = fold.parentElement!.querySelector("ol, ul")!.checkVisibility();
            return fold.checkVisibility() && fold.getAttribute("aria-expanded") !== String(isOpen);
          })
          .map((fold) => fold.getAttribute("aria-label")),
      ),
    ).toEqual([]);
    await page.evaluate(() => document.getElementById("tables")!.scrollIntoView());
    await page.waitForSelector('.contents [aria-current="true"] >> text=Tables');
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.isVisible(".side")).toBe(false);
    await page.click(".side-opener");
    await page.click(".side .contents a >> text=Tables");
    expect(await page.isVisible(".side")).toBe(false);
    expect(new URL(page.url()).hash).toBe("#tables");
    // There the header names the section, and something leads back to the title.
    await page.waitForSelector(".site-header >> text=Tables");
    const bar = await page.locator(".site-header .here").boundingBox();
    const heading = await page.locator("#tables > h2").boundingBox();
    expect(heading!.y).toBeGreaterThanOrEqual(bar!.y + bar!.height);
    // What is shown there belongs to a landmark, too.
    await page.evaluate(axeText);
    expect(
      await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(o: object): Promise<{ violations: unknown[] }> };
        };
        return (await axe.run({ runOnly: { type: "rule", values: ["region"] } })).violations;
      }),
    ).toEqual([]);
    await page.click("text=Back to top");
    await page.waitForSelector(".site-header .here", { state: "hidden" });
    expect(await page.isVisible("text=Back to top")).toBe(false);
    await page.context().close();
  });

  test("one button folds and unfolds all, and a link into what is folded opens it", async () => {
    const { page, said } = await opened("targets/main/r1.2.html");
    const row = page.locator("text=a_rather_long_name_of_a_property").first();
    await page.evaluate(() => document.querySelector("main .fields")!.scrollIntoView());
    expect(await row.isVisible()).toBe(true);
    await page.click("text=Fold all");
    expect(await row.isVisible()).toBe(false);
    expect(await page.locator("main details[open]").count()).toBe(0);
    const id = await row.evaluate((cell) => cell.closest("tr")!.id);
    expect(id).not.toBe("");
    await page.evaluate((hash) => (location.hash = hash), id);
    await row.waitFor({ state: "visible" });
    await page.click(".fold-all");
    await page.click("text=Unfold all");
    expect(await page.locator("main .folded").count()).toBe(0);
    expect(await page.isVisible("text=Fold all")).toBe(true);
    await page.emulateMedia({ media: "print" });
    expect(await page.isVisible("text=Fold all")).toBe(false);
    expect(said).toEqual([]);
    await page.context().close();
  });

  test("all can be read without scripts, and on paper", async () => {
    const { page } = await opened(pages[0]!, { javaScriptEnabled: false });
    expect(await page.isVisible(".side .contents a >> text=Level 8")).toBe(true);
    expect(await page.isVisible(".theme-switch")).toBe(false);
    expect(await page.isVisible(".contents-filter")).toBe(false);
    expect(await page.isVisible("text=a_rather_long_name_of_a_property")).toBe(true);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.isVisible(".side .contents a >> text=Level 8")).toBe(true);
    expect(await page.isVisible(".menu-opener")).toBe(false);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    await page.context().close();
  });

  test("headings get smaller with each level, and none is smaller than the text", async () => {
    const { page } = await opened(pages[0]!);
    const sizes = await page.evaluate(() =>
      [1, 2, 3, 4, 5, 6, 7, 8].map((level) => {
        const heading = document.querySelector(
          level === 1 ? "h1" : level > 6 ? `main .level-${level}` : `main h${level}:not([class])`,
        )!;
        return Number.parseFloat(getComputedStyle(heading).fontSize);
      }),
    );
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(new Set(sizes).size).toBeGreaterThan(6);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16);
    await page.context().close();
  });

  test("inline code is seen to be code wherever it stands, in light and dark", async () => {
    const { page } = await opened(pages[0]!);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const shown = await page.evaluate(() => {
        const canvas = document.createElement("canvas").getContext("2d")!;
        // How bright colours are on each other, the lowest first.
        const brightness = (colours: readonly string[]) => {
          for (const colour of colours) {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
          }
          const [red, green, blue] = Array.from(canvas.getImageData(0, 0, 1, 1).data, (value) => {
            const share = value / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
        };
        const places = [
          "main > p, main section > p",
          "aside.note",
          "aside.warning",
          "thead th",
          "td",
        ];
        return places.map((place) => {
          const code = document.querySelector(`:is(${place}) code`)!;
          const grounds: string[] = [];
          for (let each = code.parentElement; each; each = each.parentElement)
            grounds.unshift(getComputedStyle(each).backgroundColor);
          const { backgroundColor, boxShadow } = getComputedStyle(code);
          const edge = /^\w+\([^)]*\)/.exec(boxShadow)![0];
          const [one, other] = [
            brightness(grounds),
            brightness([...grounds, backgroundColor, edge]),
          ].sort((a, b) => b - a);
          return { place, isSeen: (one! + 0.05) / (other! + 0.05) > 1.4 };
        });
      });
      expect(shown.filter(({ isSeen }) => !isSeen)).toEqual([]);
      expect(shown).toHaveLength(5);
    }
    await page.context().close();
  });

  test("in the contents a method stands beside its address, and they are called alike everywhere", async () => {
    const { page } = await opened(pages[0]!);
    const lines = await page.evaluate(() => {
      const [operation] = document.querySelectorAll(".side .contents .operation");
      for (let item = operation!.closest("li"); item; item = item.parentElement!.closest("li"))
        item.toggleAttribute("data-open", true);
      return document.querySelectorAll(".side .contents .operation").length;
    });
    expect(lines).toBe(1);
    for (const width of [1000, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const [method, address] = await page.evaluate(() => {
        const badge = document.querySelector(".side .contents .operation .method")!;
        const rest = document.createRange();
        rest.setStartAfter(badge);
        rest.setEndAfter(badge.parentElement!.lastChild!);
        const [first] = [...rest.getClientRects()].filter(({ width: wide }) => wide > 5);
        return [badge.getBoundingClientRect().top, first!.top];
      });
      expect(`${width}: ${Math.abs(address! - method!) < 6}`).toBe(`${width}: true`);
    }
    await page.context().close();
    const names = new Set<string>();
    for (const path of [...pages, "targets/more.html"]) {
      const { page: each } = await opened(path);
      const found = await each.evaluate(() => [
        ...[...document.querySelectorAll(".contents-title")].map((title) => title.textContent!),
        ...[...document.querySelectorAll(".side-opener, .contents")].map(
          (part) => part.getAttribute("aria-label") ?? "Contents",
        ),
      ]);
      for (const name of found) names.add(name.trim());
      expect(await each.locator("[aria-level]").count()).toBe(0);
      await each.context().close();
    }
    expect([...names]).toEqual(["Contents"]);
  });

  test("axe finds nothing, in light and dark", async () => {
    for (const path of [...pages, "targets/more.html"]) {
      const { page } = await opened(path, { colorScheme: "light" });
      await page.evaluate(axeText);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(100);
        // In the dark, elements are the same and their colours others.
        const rules =
          colorScheme === "light"
            ? {}
            : { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };
        const found: string[] = await page.evaluate(async (options) => {
          const { axe } = globalThis as unknown as {
            axe: {
              run(
                options: object,
              ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
            };
          };
          const { violations } = await axe.run({ preload: false, ...options });
          return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
        }, rules);
        expect({ path, colorScheme, found }).toEqual({ path, colorScheme, found: [] });
      }
      await page.context().close();
    }
  }, 120_000);
});

test("pages are HTML as the standard has it", async () => {
  if (!chromiumPath) return;
  const validator = new HtmlValidate({ root: true, extends: ["html-validate:standard"] });
  for (const path of shown) {
    const { results } = await validator.validateFile(join(folder, path));
    const found = results.flatMap(({ messages }) =>
      messages.map(({ line, ruleId, message }) => `${path}:${line} ${ruleId} ${message}`),
    );
    expect(found).toEqual([]);
  }
});
