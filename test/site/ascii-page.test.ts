import { expect, test } from "vitest";
import { withReferences } from "../../src/site/ascii-page.js";
import { expectWithinASecond } from "../hostile-time.js";
import { siteOf } from "./example.js";

const much = "x".repeat(1000);

test("the few characters of a page that are not ASCII are written so that they are read the same", () => {
  const page = `<title>A – B</title><p title="é">𝄞 &amp; ü</p><script>{"a":"é𝄞"}</script><style>a::before{content:"↑" "𝄞b"}</style>${much}`;
  expect(withReferences(page).text).toBe(
    `<title>A &#8211; B</title><p title="&#233;">&#119070; &amp; &#252;</p><script>{"a":"\\u00e9\\ud834\\udd1e"}</script><style>a::before{content:"\\2191 " "\\1d11e b"}</style>${much}`,
  );
});

test("scripts that never end take no longer than other text", () => {
  const page = `${"<script ".repeat(100_000)}<style>é</style>`;
  expectWithinASecond(() =>
    expect(withReferences(page).text.slice(-19)).toBe("<style>\\e9 </style>"),
  );
});

test("a page in another script stays as it is", () => {
  const page = `<p>${"仕様".repeat(20)}</p>${much}`;
  expect(withReferences(page).text).toBe(page);
  const { site } = siteOf({ "long.html": "仕様\n".repeat(40_000) });
  expect(site.get("long.html")).toContain("仕様\n仕様");
});

test("long pages are written so, short ones as they are", () => {
  const { site } = siteOf({
    "short.html": "– Short\n",
    "long.html": `– Long. ${"Text.\n".repeat(20_000)}`,
  });
  expect(site.get("short.html")).toContain("– Short");
  expect(site.get("long.html")).toContain("&#8211; Long");
});
