import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { inflateSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, sharedBrowser } from "../chromium.js";
import { specpress } from "../program.js";

/** A long page, most of which is laid out only when it comes near: finding what is far, and nothing that moves. */

if (!chromiumPath) console.warn("There is no Chromium here: long pages are not tried in one.");

const folder = mkdtempSync(join(tmpdir(), "specpress-reading-"));
const site = join(folder, "site");

/** Sections of unlike lengths, each with a word of its own. */
const sections = Array.from(
  { length: 120 },
  (_, at) =>
    `## Part ${at}\n\n### Way ${at}\n\n${`Lamp ${at} is lit. `.repeat(1 + (at % 9) * 40)}\n`,
).join("\n");

const files: Readonly<Record<string, string>> = {
  "specpress.yaml": `name: Lamps
pages: { folder: content }
look: current
raw: allow
show: { folding: open }
apis: { lamps: { title: Lamps, openapi: api } }
shortcodes: { operations: { shows: operations, file: "api/{file}.yaml" } }
`,
  "content/_index.md": `---\ntitle: Lamps\n---\n\nA short page.\n\n## Short\n\nIt is.\n\n## Shorter\n\nToo.\n`,
  "content/long.md": `---\ntitle: Long\n---\n\n[To the far end](#part-110), <https://lamps.example.org/own>, [named](https://lamps.example.org/named)\n\n{{% operations file="lamps" %}}\n\n<details><summary>More</summary>\n\nUnder the fold.\n\n</details>\n\n${sections}`,
  "api/lamps.yaml": `openapi: 3.1.0
info: { title: Lamps, version: "1" }
paths:
  /lamps:
    get:
      summary: All lamps
      operationId: lamps
      parameters:
        - { in: query, name: coloured, description: Only those with colour., schema: { type: string } }
      responses: { "200": { description: Them. } }
`,
};

let browser: Browser;

beforeAll(async () => {
  if (!chromiumPath) return;
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, "project", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const { code, err } = specpress([
    "build",
    "--quiet",
    "--project",
    join(folder, "project"),
    "--out",
    site,
  ]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  browser = await sharedBrowser();
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function opened(address: string, width = 1440): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.goto(pathToFileURL(site).href + address);
  return page;
}

/** Waits until a heading stands below the bar at the top, near it, and stays there. */
function landed(page: Page, id: string): Promise<unknown> {
  return page.waitForFunction((name) => {
    const bar = document.querySelector(".site-header")!.getBoundingClientRect().bottom;
    const { top } = document.getElementById(name)!.querySelector("h2")!.getBoundingClientRect();
    const seen = globalThis as { still?: number };
    seen.still = top >= bar && top < bar + 120 ? (seen.still ?? 0) + 1 : 0;
    return seen.still > 10;
  }, id);
}

/** The text of a PDF as Chromium writes it, without spaces: glyphs by the maps of their fonts. */
function textOf(pdf: Buffer): string {
  const objects = new Map<string, string>();
  const written = pdf.toString("latin1");
  for (const [, number, content] of written.matchAll(/\n(\d+) 0 obj\n(.*?)endobj/gs)) {
    const stream = /^(.*?FlateDecode.*?)stream\r?\n(.*)\nendstream/s.exec(content!);
    const body = stream && inflateSync(Buffer.from(stream[2]!, "latin1")).toString("latin1");
    objects.set(number!, body ?? content!);
  }
  const letters = new Map<string, Map<number, string>>();
  for (const [number, content] of objects) {
    const map = objects.get(/\/ToUnicode (\d+) 0 R/.exec(content)?.[1] ?? "");
    const known = new Map<number, string>();
    for (const [, from, to, code] of map?.matchAll(/<(\w{4})> (?:<(\w{4})> )?<(\w{4,})>/g) ?? [])
      for (let at = Number.parseInt(from!, 16); at <= Number.parseInt(to ?? from!, 16); at++)
        known.set(
          at,
          String.fromCodePoint(
            Number.parseInt(code!.slice(0, 4), 16) + at - Number.parseInt(from!, 16),
          ),
        );
    letters.set(number, known);
  }
  let text = "";
  for (const content of objects.values())
    for (const [, font, shown] of content.matchAll(/\/F(\d+) \S+ Tf\n(.*?)ET/gs))
      for (const [glyph] of shown!.matchAll(/(?<=<(?:\w{4})*)\w{4}(?=\w*>)/g))
        text += letters.get(font!)?.get(Number.parseInt(glyph, 16)) ?? "";
  return text.replaceAll(/\s/g, "");
}

describe.skipIf(!chromiumPath)("a long page", () => {
  test("nothing moves while a page loads, long or short, wide or narrow", async () => {
    for (const path of ["/index.html", "/long/index.html", "/long/index.html#way-77"])
      for (const width of [1440, 390]) {
        const page = await opened(path, width);
        const moved = await page.evaluate(async () => {
          for (let frame = 0; frame < (location.hash ? 40 : 10); frame++)
            await new Promise((done) => requestAnimationFrame(done));
          const seen = new PerformanceObserver(() => {});
          seen.observe({ type: "layout-shift", buffered: true });
          return seen
            .takeRecords()
            .map((entry) => (entry as unknown as { value: number }).value)
            .filter((value) => value > 0);
        });
        expect({ path, width, moved }).toEqual({ path, width, moved: [] });
        expect(await page.locator(".fold-all").count()).toBe(path === "/index.html" ? 0 : 1);
        await page.close();
      }
  });

  test("what is shown first waits for the first sections alone, and folds cost nothing where they are not", async () => {
    const page = await opened("/long/index.html");
    const found = await page.evaluate(() => {
      const styles = (selector: string) =>
        [...document.querySelectorAll(selector)].map((each) => getComputedStyle(each));
      return {
        atOnce: styles("main section").filter((each) => each.contentVisibility === "visible")
          .length,
        folds: [...new Set(styles("main summary").map((each) => each.counterIncrement))],
      };
    });
    expect(found.atOnce).toBeGreaterThan(2);
    expect(found.atOnce).toBeLessThan(12);
    // Chromium goes through the whole page each time something that counts comes into sight.
    expect(found.folds).toEqual(["none"]);
    await page.close();
  });

  test("a page that leads to a place is shown there, in time, and without its script too", async () => {
    const address = `${pathToFileURL(site).href}/long/index.html#part-110`;
    const far = await browser.newPage();
    await far.addInitScript(() => {
      const seen: number[] = [];
      Object.assign(globalThis, { seen });
      const look = () => {
        const place = document.getElementById("part-110");
        const isShown = place?.checkVisibility({ visibilityProperty: true });
        if (document.querySelector(".content")?.checkVisibility({ visibilityProperty: true }))
          seen.push(isShown ? Math.round(place!.getBoundingClientRect().top) : -1);
        if (seen.length < 30) requestAnimationFrame(look);
      };
      look();
    });
    await far.goto(address);
    await far.waitForFunction("seen.length === 30");
    const places = await far.evaluate("seen");
    expect(new Set(places as number[]).size).toBe(1);
    await far.close();
    const page = await browser.newPage();
    await page.route("**/script.js", (route) => route.abort());
    await page.goto(address);
    await page.waitForSelector("main >> text=Lamp 110 is lit");
    await page.close();
  });

  test("the scroll bar tells how long it is before all of it is laid out", async () => {
    for (const width of [1440, 390]) {
      const page = await opened("/long/index.html", width);
      const heightOf = () => page.evaluate(() => document.querySelector("main")!.scrollHeight);
      const told = await heightOf();
      await page.addStyleTag({ content: "section { content-visibility: visible !important }" });
      const rate = told / (await heightOf());
      expect(Math.abs(Math.log(rate)), `${width} px: ${rate}`).toBeLessThan(Math.log(1.3));
      await page.close();
    }
  });

  test("its contents follow the reading; entries above stay as they are", async () => {
    const page = await opened("/long/index.html");
    await page.evaluate(() => {
      const contents = document.querySelector(".contents")!;
      const first = contents.querySelector('[href="#part-0"]')!;
      new MutationObserver((records) => {
        const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
        if (added.some((node) => node.contains(first))) contents.classList.add("made-anew");
      }).observe(contents, { childList: true, subtree: true });
    });
    for (const at of [60, 61]) {
      await page.evaluate((id) => document.getElementById(id)!.scrollIntoView(), `way-${at}`);
      await page.waitForSelector(`.contents a[href="#way-${at}"][aria-current]`);
    }
    expect(await page.locator(".contents [aria-current]").count()).toBe(1);
    expect(await page.locator(".contents li[data-open]").count()).toBe(1);
    expect(await page.locator(".contents.made-anew").count()).toBe(0);
    await page.close();
  });

  test("a link to a far section ends with its heading below the bar", async () => {
    const direct = await opened("/long/index.html#part-110");
    await landed(direct, "part-110");
    await direct.close();
    const page = await opened("/long/index.html");
    await page.click("main >> text=To the far end");
    await landed(page, "part-110");
    await page.close();
  });

  test("the browser's own search finds what is far, and shows it", async () => {
    const page = await opened("/long/index.html");
    const found = await page.evaluate(() => {
      const { find } = globalThis as unknown as { find(text: string): boolean };
      return [find("Lamp 118 is lit"), find("nowhere at all")];
    });
    expect(found).toEqual([true, false]);
    await page.waitForFunction(() => {
      const { top } = document.getElementById("way-118")!.getBoundingClientRect();
      return top > -900 && top < innerHeight;
    });
    await page.close();
  });

  test("paper has all of it, what is folded as well", async () => {
    const page = await opened("/long/index.html");
    await page.click(".fold-all"); // one is folded: it opens all
    await page.click("text=Fold all");
    expect(await page.isVisible("text=Only those with colour.")).toBe(false);
    const text = textOf(await page.pdf());
    for (const part of ["Onlythosewithcolour.", "Underthefold.", "Lamp0islit.", "Lamp119islit."])
      expect(text).toContain(part);
    // The addresses of links, once.
    expect(text.match(/https:..lamps.example.org.(own|named)/g)).toHaveLength(2);
    for (let at = 0; at < 120; at++) expect(text).toContain(`Part${at}`);
    // The title, then all of the contents, then the text.
    expect(text.slice(0, text.indexOf("Lamp0islit."))).toMatch(/LampsLongContents.*Way119/s);
    expect(text).not.toContain("Unfoldall");
    await page.close();
  });
});
