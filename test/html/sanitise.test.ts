import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { htmlPolicy } from "../../src/html/raw-html.js";
import { sanitise } from "../../src/html/sanitise.js";
import { writeDocument } from "../../src/html/write.js";
import { parseRst } from "../../src/rst/rst.js";
import { transform } from "../../src/transform/transform.js";
import { expectWithinASecond } from "../hostile-time.js";
import { told } from "../load/tiny-project.js";

const harmless = [
  '<p class="a" id="b">Text &amp; <em>more</em></p>',
  "<details open><summary>Sum</summary>Text</details>",
  '<table><tr><td colspan="2" style="text-align: center; color: #fff">a</td></tr></table>',
  '<a href="https://example.org/?a=1&amp;b=2" title="&quot;x&quot;">a</a> <a href="#b">b</a> <a href="mailto:a@example.org">c</a>',
  '<img src="a.png" alt="A" width="1"><br><hr>',
  "1 &lt; 2",
];

test.each(harmless)("what is harmless stays: %s", (html) => {
  expect(sanitise(html).leftOut).toEqual([]);
  expect(sanitise(html).shown.replace(/=""/g, "")).toBe(html);
});

const hostile = [
  "<script>alert(1)</script>",
  "<SCRIPT SRC=//x.example/a.js></SCRIPT >",
  "<scr<script>ipt>alert(1)</scr</script>ipt>",
  '<img src="x" onerror="alert(1)">',
  "<img src=x onerror=alert(1)//",
  '<a href="javascript:alert(1)">a</a>',
  '<a href=" java&#10;script&colon;alert(1)">a</a>',
  '<a href="&#1;javascript:alert(1)">a</a>',
  '<a href="data:text/html,<script>alert(1)</script>">a</a>',
  '<a href="vbscript:x">a</a>',
  '<base href="https://x.example/">',
  '<meta http-equiv="refresh" content="0; url=https://x.example/">',
  "<META HTTP-EQUIV=Refresh CONTENT=0>",
  '<link rel="stylesheet" href="https://x.example/a.css">',
  '<form action="https://x.example/"><input name="a"><button formaction="javascript:alert(1)">b</button></form>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<iframe src="https://x.example/"></iframe>',
  '<object data="a.svg"><embed src="b.swf"></object>',
  "<svg><script>alert(1)</script></svg>",
  '<svg onload="alert(1)"><a href="javascript:alert(1)"><text>a</text></a></svg>',
  "<svg><style><img src=x onerror=alert(1)></style></svg>",
  '<math><mtext><table><mglyph><style><img src=x onerror="alert(1)"></style></mglyph></table></mtext></math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<p style="width: expression(alert(1))">a</p>',
  '<p style="background-color: red; background: url(javascript:alert(1))">a</p>',
  '<p style="color: \\75rl(x)">a</p>',
  '<p style="position: fixed">a</p>',
  "<style>@import 'https://x.example/a.css'; p { behavior: url(a) }</style>",
  '<video src="a" onloadstart="alert(1)"></video>',
  "<template><script>alert(1)</script></template>",
  "<select><style></select><img src=x onerror=alert(1)></style>",
  '<p is="x-a" xmlns="http://www.w3.org/2000/svg">a</p>',
  "<textarea></textarea><script>alert(1)</script>",
  "<xmp><p title='</xmp><script>alert(1)</script>'></xmp>",
  "<!--[if IE]><script>alert(1)</script><![endif]-->",
  "<?php echo 1 ?><plaintext><script>alert(1)</script>",
  "<div><p>open</p><br>",
];

/** All elements and attributes that a browser could find. */
function inventory(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) =>
      void found.push(name, ...Object.entries(attributes).map(([key, value]) => `${key}=${value}`)),
  });
  parser.write(html);
  parser.end();
  return found;
}

test.each(hostile)("what could run, load or lead away goes, and is told: %s", (html) => {
  const { shown, leftOut } = sanitise(html);
  const bad =
    /^(?:script|style|iframe|object|embed|svg|math|form|input|button|meta|link|base|template|noscript|select|textarea|plaintext|xmp|video)$|^on|^(?:action|formaction|srcdoc|is|xmlns|style)=|^(?:href|src)=\s*(?:java|vb|data)/i;
  expect(inventory(shown).filter((each) => bad.test(each))).toEqual([]);
  // A comment is for nobody, and no browser shows an element whose tag does not end.
  if (!html.startsWith("<!--") && html.endsWith(">")) expect(leftOut).not.toEqual([]);
  expect(sanitise(shown)).toEqual({ shown, leftOut: [] });
});

test("what is deep or long takes no time to speak of", () => {
  const start = process.cpuUsage().user;
  sanitise("<div>".repeat(200_000));
  sanitise('<a href="'.repeat(20_000));
  sanitise("<".repeat(200_000));
  expect(process.cpuUsage().user - start).toBeLessThan(3_000_000);
});

const raw = `.. role:: html(raw)
   :format: html
.. role:: tex(raw)
   :format: latex

.. |s| raw:: html

   <i onclick="alert(1)">s</i>

:html:\`<b onclick="alert(1)">b</b>\` and |s| and :tex:\`x\`.

.. raw:: html

   <p onclick="alert(1)">p</p>

.. raw:: latex

   x

.. meta::
   :http-equiv=refresh: 0; url=https://example.org
   :http-equiv=content-language: en
   :description: It.
`;

test("raw HTML is shown, sanitised or refused as specpress.yaml says, and told of unless it says so", () => {
  const outcome = (setting: "allow" | "sanitise" | "refuse" | undefined) => {
    const { report, diagnostics } = collector();
    const parsed = parseRst({ path: "a.rst", text: raw }, report, {
      html: htmlPolicy(setting, report),
    });
    const { body, meta } = writeDocument(transform(parsed, report), report);
    return {
      elements: body.match(/<[ib]>|<[ibp] onclick|<p>p/g),
      meta: meta.match(/http-equiv="[^"]*"/g),
      told: told(diagnostics),
    };
  };
  const refresh = "a.rst:21:4 meta-header-refused refresh";
  const places = ["a.rst:6:8", "a.rst:10:1", "a.rst:12:1"];
  expect(outcome("allow")).toEqual({
    elements: ["<b onclick", "<i onclick", "<p onclick"],
    meta: ['http-equiv="refresh"', 'http-equiv="content-language"'],
    told: [],
  });
  expect(outcome(undefined)).toEqual({
    elements: ["<b onclick", "<i onclick", "<p onclick"],
    meta: ['http-equiv="content-language"'],
    told: [...places.map((place) => `${place} raw-html`), refresh],
  });
  expect(outcome("refuse")).toEqual({
    elements: null,
    meta: ['http-equiv="content-language"'],
    told: [...places.map((place) => `${place} raw-html-refused`), refresh],
  });
  expect(outcome("sanitise").elements).toEqual(["<b>", "<i>", "<p>p"]);
  expect(outcome("sanitise").told).toEqual([
    "a.rst:6:8 raw-html-sanitised onclick of <i>",
    "a.rst:10:1 raw-html-sanitised onclick of <b>",
    "a.rst:12:1 raw-html-sanitised onclick of <p>",
    refresh,
  ]);
});

test.each([
  ["a</b>c", ["</b>, which closes nothing"]],
  ["<p>a</p></div>", ["</div>, which closes nothing"]],
  [
    "<ul><li>a</li></ul></UL></img>",
    ["</ul>, which closes nothing", "</img>, which closes nothing"],
  ],
])("a tag that closes nothing is reported: %s", (html, leftOut) => {
  expect(sanitise(html).leftOut).toEqual(leftOut);
});

test("nothing of a text is left for the next one", () => {
  const next = '<b title="x">a</b> &amp; c';
  const deep = "<b>".repeat(1000);
  for (const before of ["<script>a", "<svg><title>", "<!-- a", '<a href="', "a &am", "<b", deep]) {
    sanitise(before);
    expect(sanitise(next)).toEqual({ shown: next, leftOut: [] });
  }
});

test("reads tens of thousands of tags by themselves within a second", () => {
  expectWithinASecond(() => {
    for (let index = 0; index < 100_000; index++) sanitise(`<b id="a${index}"></b>`);
  });
});
