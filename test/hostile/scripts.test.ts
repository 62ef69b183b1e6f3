import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { writeFiles, type Files } from "../load/tiny-project.js";
import { scratch } from "../program.js";
import { themeScript } from "../../src/site/theme-script.js";
import { examine } from "./examine.js";

const scripts: readonly string[] = [
  "<script>hit()</script>",
  "<img src=x onerror=hit()>",
  "<svg onload=hit()>",
  "<svg><script>hit()</script></svg>",
  "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
  "<details open ontoggle=hit()>",
  "<a href=javascript:hit()>x</a>",
  "<object data=javascript:hit()></object>",
  "<embed src=javascript:hit()>",
  "<base href=javascript:hit()//>",
  "<meta http-equiv=refresh content='0;url=javascript:hit()'>",
  "<math><mtext></table><mglyph><style><img src=x onerror=hit()>",
  "</title><script>hit()</script>",
  "</style><script>hit()</script>",
  "</script><script>hit()</script>",
  "--><script>hit()</script>",
  "]]><script>hit()</script>",
  "&lt;script&gt;hit()&lt;/script&gt;",
  "&#60;script&#62;hit()&#60;/script&#62;",
  "javascript:hit()",
  "JaVaScRiPt:hit()",
  "javascript&colon;hit()",
  "data:text/html,<script>hit()</script>",
  "vbscript:hit()",
  " onmouseover=hit() autofocus onfocus=hit() x=",
  "{{constructor.constructor('hit()')()}}",
  "${hit()}",
  "\\u003cscript\\u003ehit()\\u003c/script\\u003e",
];
const openings: readonly string[] = ["", '"', "'", '">', "'>", "`", "\\", "*"];
const payloads = openings.flatMap((opening) => scripts.map((script) => opening + script));

/** A payload in constructs of a text, one block each. Each script meets each construct, behind some of the openings. */
function blocksOf(payload: string, index: number): string[] {
  return constructsOf(payload).filter((_, at) => (at + index) % 3 === 0);
}

function constructsOf(payload: string): string[] {
  const bare = payload.replace(/[`\\]/g, "");
  return [
    payload,
    `*${bare}* **${bare}** \`\`${payload}\`\` :math:\`${bare}\` :sub:\`${bare}\``,
    `\`${bare} <${bare}>\`__ \`x <${bare}>\`__ \`y <javascript:hit()>\`__ \`z <JAVASCRIPT&colon;hit()//${bare}>\`__`,
    `\`${bare}\`_ |${bare}| [#${bare}]_ :${bare}:\`x\` {{${bare}}} %${bare}%`,
    `.. image:: ${bare}\n   :alt: ${payload}\n   :target: ${bare}\n   :class: ${bare}`,
    `.. figure:: ${bare}\n   :name: ${bare}\n\n   ${payload}`,
    `.. ${bare}:: ${payload}`,
    `.. note:: ${payload}\n   :class: ${bare}`,
    `.. admonition:: ${payload}\n\n   ${payload}`,
    `.. code:: ${bare}\n\n   ${payload}`,
    `.. code:: json\n\n   {"a": "${payload}"}`,
    `.. code:: html\n\n   ${payload}`,
    `.. math::\n\n   \\text{${payload}} \\href{${bare}}{x}`,
    `.. raw:: latex\n\n   ${payload}`,
    `.. meta::\n   :${bare}: ${payload}\n   :description: ${payload}`,
    `.. csv-table:: ${payload}\n   :header: ${bare}\n\n   "${payload.replaceAll('"', '""')}"`,
    `.. list-table::\n   :widths: ${bare}\n\n   * - ${payload}`,
    `.. topic:: ${payload}\n\n   ${payload}`,
    `.. container:: ${bare}\n\n   x`,
    `.. rubric:: ${payload}`,
    `.. parsed-literal::\n\n   ${payload}`,
    `.. [${bare}] ${payload}`,
    `.. _${bare.replaceAll(":", "\\:")}: ${payload}`,
    `.. |${bare}| replace:: ${payload}`,
    `:${bare.replaceAll(":", "\\:")}: ${payload}`,
    `term ${payload} : ${bare}\n   ${payload}`,
    `| ${payload}\n| ${payload}`,
    `>>> ${payload}`,
    `--opt=${bare}  ${payload}`,
    `   ${payload}\n\n   -- ${payload}`,
  ];
}

const quoted = (text: string) => JSON.stringify(text);

/** A project that has the payloads wherever a text of its author can stand. */
function projectOf(payloads: readonly string[]): Files {
  const text = payloads
    .map((payload, index) => {
      const title = `${payload} ${index}`;
      return `${title}\n${"=".repeat(title.length)}\n\n${blocksOf(payload, index).join("\n\n")}\n`;
    })
    .join("\n");

  const endpoints = payloads
    .map(
      (payload, index) => `  ${quoted(`/a${index}/${payload}`)}:
    get:
      operationId: a${index}
      deprecated: true
      description: ${quoted(payload)}
      parameters:
        - { in: query, name: ${quoted(payload)}, type: ${quoted(payload)}, description: ${quoted(payload)}, x-example: ${quoted(payload)} }
      responses:
        200:
          description: ${quoted(payload)}
          headers: { ${quoted(payload)}: { type: string, description: ${quoted(payload)} } }
          schema:
            type: object
            title: ${quoted(payload)}
            properties: { ${quoted(payload)}: { type: string, enum: [${quoted(payload)}], description: ${quoted(payload)} } }
            example: { ${quoted(payload)}: ${quoted(payload)} }
`,
    )
    .join("");

  const one = payloads[0]!;
  return {
    "specpress.yaml": `name: ${quoted(`Site ${one}`)}
specification: text
labels: { V: unstable, L: ${quoted(payloads.join(" "))} }
notices: { unstable: ${quoted(one)}, deprecated: ${quoted(payloads[1]!)} }
apis: { guide: { title: ${quoted(payloads[8]!)}, purpose: ${quoted(one)}, openapi: api, suffix: g, version: V } }
events: { schemas: e, examples: x, kinds: { base: ${quoted(one)} } }
changelogs: log
tables: { t: { data: text/rows.yaml, columns: [{ title: ${quoted(one)}, field: a, width: 9, literal: true }] } }
`,
    "text/targets.yaml": `targets:
  blocks: { files: [blocks.rst] }
  guide: { files: [guide.rst] }
  ${quoted("<img src=x onerror=hit()>")}: { files: [bare.rst] }
  ${quoted("a'onmouseover=hit()'")}: { files: [bare.rst] }
`,
    "text/blocks.rst": text,
    "text/bare.rst": "Text.\n",
    "text/guide.rst":
      "Guide\n=====\n\n%L%\n\n{{apis}}\n\n{{unstable_warning_block_V}}\n\n{{a_g_http_api}}\n\n{{m_a_event}}\n\n{{t}}\n\n{{guide_changelog}}\n",
    "text/rows.yaml": payloads.map((payload) => `- { a: ${quoted(payload)} }\n`).join(""),
    "api/a.yaml": `swagger: "2.0"\ninfo: { title: A, version: "1" }\npaths:\n${endpoints}`,
    "e/m.a": `title: ${quoted(one)}\ndescription: ${quoted(payloads[2]!)}\nproperties: { type: { enum: [${quoted(payloads[3]!)}] } }\n`,
    "x/m.a": JSON.stringify({ type: payloads[3], content: payloads }),
    "log/guide/towncrier.toml": `[tool.towncrier]\ndirectory = "news"\n[[tool.towncrier.type]]\ndirectory = "new"\nname = ${quoted(one)}\nshowcontent = true\n`,
    "log/guide/news/1.new": payloads.join("\n"),
    "log/guide.rst": `v1.0 ${one}\n${"=".repeat(40)}\n\n${one}\n${"-".repeat(40)}\n\n${payloads.map((payload) => `- ${payload} (#1)\n`).join("")}`,
  };
}

const browser = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

const { site } = examine(writeFiles(projectOf(payloads)))!;
const pages = pagesOf(site);

function pagesOf(files: typeof site): (readonly [path: string, content: string])[] {
  return [...files].flatMap(([path, content]) =>
    path.endsWith(".html") && typeof content === "string" ? [[path, content] as const] : [],
  );
}

test("the pages show all of the hostile text", () => {
  expect(payloads.length).toBeGreaterThan(200);
  expect(pages.map(([path]) => path)).toContain("blocks.html");
  for (const [, content] of pages) expect(content).toContain("</html>");
  expect(site.get("blocks.html")!.length).toBeGreaterThan(200_000);
});

const active = /^(?:script|iframe|object|embed|base|form)$/;

test("nothing in a page made of hostile text could run", () => {
  const dangers: string[] = [];
  for (const [path, whole] of pages) {
    const content = whole.replace(`<script>${themeScript}</script>`, "");
    const parser = new Parser({
      onopentag(name, attributes) {
        const isOurs =
          name === "script" &&
          (attributes["src"]?.endsWith("static/script.js") ||
            attributes["type"] === "application/ld+json");
        if (active.test(name) && !isOurs) dangers.push(`${path}: ${name}`);
        if (name === "meta" && "http-equiv" in attributes) dangers.push(`${path}: refresh`);
        for (const [key, value] of Object.entries(attributes))
          if (key.startsWith("on") || (/^(?:a|area|link)$/.test(name) && isScript(key, value)))
            dangers.push(`${path}: ${name} ${key}=${value}`);
      },
    });
    parser.end(content);
  }
  expect([...new Set(dangers)].slice(0, 20)).toEqual([]);
});

/** Whether a link runs a script: browsers lead nobody to an address of `data:` (HTML, "navigate"). */
function isScript(key: string, value: string): boolean {
  return key.endsWith("href") && /^(?:javascript|vbscript):/i.test(value.replace(/[\0- ]/g, ""));
}

/**
 * Put first into a page: what is marked when a payload runs, what lets everything on the page react to a reader, and
 * what goes on to the next page. The address tells which pages were seen (`S`), and in which something ran (`R`).
 */
function watcherTo(next: string | undefined): string {
  const seen = '(document.documentElement.dataset.ran ? "R" : "S")';
  const goOn =
    next === undefined
      ? `document.documentElement.dataset.seen = location.hash + ${seen}`
      : `location.replace(${quoted(next).replaceAll("<", "\\u003c")} + (location.hash || "#") + ${seen})`;
  return `<script>
function hit() { document.documentElement.dataset.ran = "yes"; }
addEventListener("load", () => {
  for (const element of document.querySelectorAll("*"))
    for (const kind of ["mouseover", "focus", "toggle"]) element.dispatchEvent(new Event(kind));
  for (const link of document.querySelectorAll("a")) if (link.protocol === "javascript:") hit();
  setTimeout(() => { ${goOn}; }, 100);
});
</script>`;
}

/** For each of these pages, one after the other in Chromium: `R` if a payload ran in it, `S` if none did. */
function inBrowser(paths: readonly string[]): string {
  for (const [index, path] of paths.entries()) {
    const next = paths[index + 1];
    const watcher = watcherTo(next && pathToFileURL(next).href);
    const page = readFileSync(path, "utf8");
    writeFileSync(
      path,
      page.replace("<head>", () => `<head>${watcher}`),
    );
  }
  const options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000"];
  const { stdout } = spawnSync(
    browser,
    [...options, `--user-data-dir=${scratch()}`, "--dump-dom", pathToFileURL(paths[0]!).href],
    { encoding: "utf8", maxBuffer: 2 ** 28, timeout: 100_000 },
  );
  return /^[^]*?<html[^>]* data-seen="#(\w*)"/.exec(stdout)?.[1] ?? stdout.slice(0, 1000);
}

const hasNoBrowser = !existsSync(browser);

// Each script behind two of the openings, which are all among them.
const some = payloads.filter((_, at) => (at + Math.floor(at / scripts.length)) % 4 === 0);

test.skipIf(hasNoBrowser)(
  "no script runs in a browser (skipped without Chromium)",
  { timeout: 120_000 },
  () => expectStill(examine(writeFiles(projectOf(some)))!.site),
);

test.skipIf(hasNoBrowser)(
  "no script runs in a browser, behind any opening (skipped without Chromium)",
  { timeout: 240_000, tags: ["slow"] },
  () => expectStill(site),
);

function expectStill(files: typeof site): void {
  const out = writeFiles(Object.fromEntries(files));
  // That it would be noticed:
  const open = scratch({ "page.html": "<!doctype html><head></head><img src=x onerror=hit()>" });
  const [first, ...others] = pagesOf(files).map(([path]) => join(out, path));
  expect(inBrowser([first!, join(open, "page.html"), ...others])).toBe(
    `SR${"S".repeat(others.length)}`,
  );
}
