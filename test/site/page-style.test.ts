import { expect, test } from "vitest";
import { tightStyle } from "../../src/site/page-style.js";

test("a style loses comments and spaces, and says the same", () => {
  const style = `/* one; { */ a  >  b , c { color : red ; }
    /* two */ d::before { content: "/* ; { */  " / "" }
    e { mask: url(data:image/svg+xml;utf8,<svg a='b' />) , url( "x ; y" ); width: calc(1px + 2px) }
    /* a **/ @media (width > 1px) { f { top: 0 } } /* last`;
  expect(tightStyle(style)).toBe(
    `a > b,c{color : red;}d::before{content: "/* ; { */  " / ""}e{mask: url(data:image/svg+xml;utf8,<svg a='b' />),url( "x ; y" );width: calc(1px + 2px)}@media (width > 1px){f{top: 0}}/* last`,
  );
});
