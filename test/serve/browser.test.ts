import { chmodSync, cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scratch, tinyProject } from "../program.js";
import { served, type Served } from "./served.js";

const executablePath = "/usr/bin/chromium";
const isThere = existsSync(executablePath);
if (!isThere) console.warn(`skipped: there is no browser ${executablePath}`);

let browser: Browser;
beforeAll(async () => {
  if (isThere) browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
}, 60_000);
afterAll(() => browser?.close());

const paragraphs = (count: number, changed = "") =>
  Array.from({ length: count }, (_, n) => `Paragraph ${n}${n === 40 ? changed : ""}.\n`).join("\n");
const text = (changed = "", more = "") =>
  `Main API\n========\n\nOperations\n----------\n\n{{status_m_http_api}}\n\nTexts\n-----\n\n${paragraphs(80, changed)}\n${more}`;

async function shown(site: Served, path: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${site.port}${path}`);
  // What only this load of the page has.
  await page.evaluate("document.loaded = true");
  // What is new is marked for a moment only.
  await page.evaluate(
    "document.marked = 0; const { animate } = Element.prototype; Element.prototype.animate = function (...how) { document.marked++; return animate.apply(this, how); };",
  );
  return page;
}

const isSame = (page: Page) => page.evaluate("document.loaded === true");

test.skipIf(!isThere)("a change is put in place, and the reader stays where he is", async () => {
  const site = await served({ ...tinyProject, "spec/main.rst": text() });
  const page = await shown(site, "/main/unstable.html");
  await page.click(".menu-opener");
  const line = page.locator("main p", { hasText: "Paragraph 60." });
  await line.scrollIntoViewIfNeeded();
  await page.evaluate(
    "document.kept = [...document.querySelectorAll('main p')].find((p) => p.textContent === 'Paragraph 60.')",
  );
  const top = () => page.evaluate("scrollY") as Promise<number>;
  const before = await top();
  expect(before).toBeGreaterThan(300);

  const start = performance.now();
  site.write({ "spec/main.rst": text(" is **another** one") });
  await page.locator("main p", { hasText: "Paragraph 40 is another one." }).waitFor();
  console.log(
    `a change of a text was on the screen after ${(performance.now() - start).toFixed(0)} ms`,
  );
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(await isSame(page)).toBe(true);
  expect(await page.evaluate("document.kept.isConnected")).toBe(true);
  expect(await page.evaluate("document.querySelector('.pages').matches(':popover-open')")).toBe(
    true,
  );
  expect(Math.abs((await top()) - before)).toBeLessThan(5);
  expect(await page.evaluate("document.marked")).toBe(1);

  // Sections that come and go, headings and the contents with them.
  site.write({ "spec/main.rst": text(" is **another** one", "Last\n----\n\nNew section.\n") });
  await page.locator("section#last p", { hasText: "New section." }).waitFor();
  site.write({ "spec/main.rst": text().replace("Texts\n-----", "Words\n-----") });
  await page.locator("section#words").waitFor();
  await page.locator("section#last").waitFor({ state: "detached" });
  expect(await page.evaluate("document.kept.isConnected")).toBe(true);
  expect(await isSame(page)).toBe(true);
  // But for the buttons and links that scripts add where a reader comes near.
  const main = () =>
    page.evaluate(
      'document.querySelector(\'main\').innerHTML.replace(/<button[^]*?<\\/button>|<a class="permalink[^]*?<\\/a>| (?:tabindex|role|aria-label|aria-selected)="[^"]*"| class="pointed"/g, \'\')',
    );
  const patched = await main();
  await page.reload();
  expect(await main()).toBe(patched);
});

test.skipIf(!isThere)("words above long sections are put in place without the page", async () => {
  const long = `Long\n~~~~\n\n${`${"Words that go on. ".repeat(50)}\n\n`.repeat(120)}`;
  const text = (words: string, first = "Text.") =>
    `Main API\n========\n\nFirst\n-----\n\n${first}\n\nTexts\n-----\n\n${words}\n\nNext.\n\n${long}{{status_m_http_api}}\n`;
  const site = await served({ ...tinyProject, "spec/main.rst": text("Here it begins.") });
  const page = await shown(site, "/main/unstable.html");
  await page.evaluate("new Promise((done) => requestIdleCallback(done))");
  await page.waitForLoadState("networkidle");
  let asked = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("unstable.html")) asked++;
  });
  site.write({ "spec/main.rst": text("Here *it* begins again.\n\nAnd one more.") });
  await page.locator("#texts > p", { hasText: "Here it begins again." }).waitFor();
  site.write({ "spec/main.rst": text("Here it ends.") });
  await page.locator("#texts > p", { hasText: "Here it ends." }).waitFor();
  expect(await page.locator("#texts > p").allTextContents()).toEqual(["Here it ends.", "Next."]);
  // What is first on a page describes it in its head.
  for (const first of ["Other text.", "The last text."]) {
    site.write({ "spec/main.rst": text("Here it ends.", first) });
    await page.locator("#first > p", { hasText: first }).waitFor();
    const description = "document.querySelector('meta[name=description]').content";
    expect(await page.evaluate(description)).toBe(first);
  }
  // Two places with what is long between them.
  const last = (words: string) => ({
    "spec/main.rst": `${text(words, "The last text.")}

End
---

${words}
`,
  });
  site.write(last("Here it ends."));
  await page.locator("#end > p", { hasText: "Here it ends." }).waitFor();
  asked = 0;
  site.write(last("Here it is over."));
  await page.locator("#end > p", { hasText: "Here it is over." }).waitFor();
  expect(await page.locator("#texts > p").first().textContent()).toBe("Here it is over.");
  expect(asked).toBe(0);
  expect(await isSame(page)).toBe(true);
});

const corpus = "../shared/corpus/matrix-doc";
const hasCorpus = existsSync(corpus);
if (!hasCorpus) console.warn(`skipped: there is no ${corpus}`);

test.skipIf(!isThere || !hasCorpus)(
  "an edit of a large specification is soon on the screen, and is all that changes",
  { timeout: 300_000, tags: ["slow"] },
  async () => {
    const folder = join(scratch(), "corpus");
    cpSync(corpus, folder, { recursive: true, dereference: true });
    const site = await served({}, { root: folder });
    const page = await shown(site, "/client_server/unstable.html");
    // The page as its file has it is read when there is time.
    await page.evaluate("new Promise((done) => requestIdleCallback(done))");
    const kinds = {
      text: ["specification/modules/push.rst", "Clients MUST", "main p"],
      "large text": ["specification/client_server_api.rst", "lightweight clients", "main p"],
      schema: ["event-schemas/schema/m.room.topic", "short message", "main p"],
    } as const;
    for (const [kind, [file, words, place]] of Object.entries(kinds)) {
      const path = join(folder, file);
      chmodSync(path, 0o644);
      const before = readFileSync(path, "utf8");
      const times: number[] = [];
      for (let count = 1; count <= 3; count++) {
        const edited = `${words} edit${kind.length}x${count}`;
        const start = performance.now();
        writeFileSync(path, before.replace(words, edited));
        await page.waitForFunction(
          `[...document.querySelectorAll(${JSON.stringify(place)})].some((each) => each.textContent.includes(${JSON.stringify(edited)}))`,
          undefined,
          { polling: "raf", timeout: 60_000 },
        );
        times.push(performance.now() - start);
      }
      console.log(`${kind}: on the screen after ${times.map((ms) => ms.toFixed(0)).join(", ")} ms`);
      expect(Math.min(...times)).toBeLessThan(30_000);
    }
    expect(await isSame(page)).toBe(true);
    const text = () => page.evaluate("document.querySelector('main').textContent");
    const patched = await text();
    await page.reload();
    expect(await text()).toBe(patched);
  },
);

test.skipIf(!isThere)("code that is new can be copied as any other", async () => {
  const site = await served();
  const page = await shown(site, "/");
  const text = (more: string) => `Tiny\n====\n\nWords.\n\n::\n\n  first code\n\n${more}`;
  site.write({ "spec/index.rst": text("") });
  await page.locator("main pre", { hasText: "first code" }).locator("button.copy").waitFor();
  site.write({ "spec/index.rst": text("And more::\n\n  second code\n") });
  const second = page.locator("main pre", { hasText: "second code" });
  await second.locator("button.copy").waitFor();
  expect(await page.locator("main pre button.copy").count()).toBe(2);
  expect(await isSame(page)).toBe(true);
});

test.skipIf(!isThere)("style and script are swapped in place", async () => {
  const site = await served({
    ...tinyProject,
    "specpress.yaml": `${tinyProject["specpress.yaml"]}templates: own\n`,
    "own/style.css": "h1 { color: rgb(1, 2, 3) }\n",
    "own/script.js": "const words = 'one'; document.querySelector('h1').dataset.words = words;\n",
  });
  const page = await shown(site, "/");
  const color = () => page.evaluate("getComputedStyle(document.querySelector('h1')).color");
  expect(await color()).toBe("rgb(1, 2, 3)");
  site.write({ "own/style.css": "h1 { color: rgb(4, 5, 6) }\n" });
  await expect.poll(color).toBe("rgb(4, 5, 6)");
  site.write({
    "own/script.js": "const words = 'two'; document.querySelector('h1').dataset.words = words;\n",
  });
  await page.locator("h1[data-words=two]").waitFor();
  expect(await isSame(page)).toBe(true);
  site.write({ "spec/index.rst": "Tiny\n====\n\nAnd on.\n\n{{apis}}\n" });
  await page.locator("main p", { hasText: "And on." }).waitFor();
});

test.skipIf(!isThere)(
  "a page that is not affected is not touched; what is wrong is shown and leads to the editor",
  async () => {
    const site = await served();
    const page = await shown(site, "/");
    await page.evaluate(
      "document.changes = 0; new MutationObserver((all) => (document.changes += all.length)).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })",
    );
    site.write({
      "spec/main.rst": "Main API\n========\n\n.. nothing::\n\nThe <rest>. {{status_m_http_api}}\n",
    });
    const problem = page.locator("specpress-serve .problems");
    await problem.waitFor();
    expect(await problem.locator("summary").textContent()).toContain("error");
    await problem.locator("summary").click();
    const link = problem.locator("a", { hasText: "spec/main.rst:4:4" }).first();
    expect(await link.getAttribute("href")).toBe(`vscode://file${site.folder}/spec/main.rst:4:4`);
    expect(await page.evaluate("document.changes")).toBe(0);
    site.write({ "spec/main.rst": tinyProject["spec/main.rst"] });
    await problem.waitFor({ state: "hidden" });
  },
);
