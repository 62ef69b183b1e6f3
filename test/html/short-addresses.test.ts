import { expect, test } from "vitest";
import { trusted } from "../../src/html/element.js";
import { withShortAddresses } from "../../src/html/short-addresses.js";

const entry = (address: string) =>
  `<li><a href="#x"><span class="entry operation"><span class="method get">GET</span> ${address.replaceAll(/(?<=.)\/(?=.)/g, "/<wbr>")}</span></a></li>`;
const contents = (addresses: readonly string[]) => trusted(addresses.map(entry).join("\n"));

test("what most addresses of contents begin with is an element of its own; others stay whole", () => {
  const own = ["/_lamps/client/v3/lamps/{id}", "/_lamps/client/v3/rooms", "/_lamps/client/v3/sync"];
  const others = ["/_lamps/media/v3/{file}", "/.well-known/lamps", "/_lamps/client/v3/rooms/{id}"];
  const written = withShortAddresses(contents([...own, ...others]));
  const base = '<span><span class="base">/_lamps/<wbr>client/<wbr>v3/<wbr></span>';
  expect(written.split(base)).toHaveLength(5);
  expect(written).toContain(`${base}lamps/<wbr>{id}</span></span></a>`);
  expect(written).toContain("</span> /_lamps/<wbr>media/<wbr>v3/<wbr>{file}</span>");
  const words = (html: string) => html.replaceAll(/<[^>]*>/g, "");
  expect(words(written)).toBe(words(contents([...own, ...others])));
});

test("few addresses, and such without much in common, stay whole", () => {
  for (const addresses of [
    ["/a/b/c", "/a/b/d"],
    ["/a/1", "/a/2", "/a/3", "/a/4", "/a/5", "/a/6"],
    ["/a/b/1", "/c/d/2", "/e/f/3", "/g/h/4", "/i/j/5", "/k/l/6"],
  ])
    expect(withShortAddresses(contents(addresses))).toBe(contents(addresses));
});
