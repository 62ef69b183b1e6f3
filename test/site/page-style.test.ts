import { expect, test } from "vitest";
import { styleWithin, tightStyle } from "../../src/site/page-style.js";
import { siteOf } from "./example.js";

test("a style loses comments and spaces, and says the same", () => {
  const style = `/* one; { */ a  >  b , c { color : red ; }
    /* two */ d::before { content: "/* ; { */  " / "" }
    e { mask: url(data:image/svg+xml;utf8,<svg a='b' />) , url( "x ; y" ); width: calc(1px + 2px) }
    /* a **/ @media (width > 1px) { f { top: 0 } } /* last`;
  expect(tightStyle(style)).toBe(
    `a > b,c{color : red;}d::before{content: "/* ; { */  " / ""}e{mask: url(data:image/svg+xml;utf8,<svg a='b' />),url( "x ; y" );width: calc(1px + 2px)}@media (width > 1px){f{top: 0}}/* last`,
  );
});

test("a long page has its style within, a short one shares the file", () => {
  const styles = { "style.css": "p { color: red }" };
  const { site } = siteOf({ "short.html": "Short\n", "long.html": "Long. ".repeat(100) }, styles);
  expect(site.get("short.html")).toContain('<link rel="stylesheet" href="static/style.css">');
  expect(site.get("long.html")).toContain("<style>p{color: red}");
  expect(site.get("long.html")).not.toContain('rel="stylesheet"');
});

test("what a style has of other files is found from its own place alone", () => {
  const body = "x".repeat(1000);
  for (const style of [
    "@import 'a.css';",
    "a{background:url(b.png)}",
    'a{background:url( "b.png" )}',
  ])
    expect(styleWithin(body, style), style).toBe("");
  for (const style of ["a{background:url(data:x)}", 'a{background:url("https://x.example/y")}'])
    expect(styleWithin(body, style), style).toBe(`<style>${style}</style>`);
  expect(styleWithin(body, 'a{content:"</style><script>"}')).toBe(
    '<style>a{content:"<\\/style><script>"}</style>',
  );
});
