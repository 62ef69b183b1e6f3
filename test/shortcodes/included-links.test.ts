import { expect, test } from "vitest";
import { buildSite } from "../../src/pipeline.js";
import { loadFiles, told, type Files } from "../load/tiny-project.js";

/** Where the links of texts lead that stand in pages of other folders: an address is said from the text that it stands in. */

const shortcodes = `shortcodes:
  include: { shows: page, file: "{0}" }
  ref: { shows: address, page: "{0}" }
`;
/** The same words in two texts, which mean two pages. */
const links = '[a]({{% ref "next" %}}), {{% ref "next" %}}, [b](next.md), [c], [d]\n';
const defined = (letter: string) => `\n[${letter}]: {{% ref "next" %}}\n`;
const texts: Files = {
  "text/rooms/page.md": `# Page\n\n{{% include "shared/part.md" %}}\n\nOwn ${links}${defined("c")}`,
  "text/rooms/next.md": "# Next room\n\nText.\n",
  "text/shared/part.md": `Part ${links}\n[d]: next.md\n`,
  "text/shared/next.md": "# Next part\n\nText.\n",
};

function linksIn(files: Files, path: string): { own: string[]; part: string[]; found: string[] } {
  const { project, report, diagnostics } = loadFiles(files);
  const page = String(buildSite(project!, report).site.get(path));
  const of = (word: string) => {
    const paragraph = new RegExp(`<p>${word} ([^]*?)</p>`).exec(page)![1]!;
    return [...paragraph.matchAll(/href="([^"]*)"/g)].map(([, href]) => href!);
  };
  return { own: of("Own"), part: of("Part"), found: told(diagnostics) };
}

test("in pages of targets", () => {
  const files = {
    "specpress.yaml": `name: Tiny\nspecification: text\n${shortcodes}`,
    "text/targets.yaml":
      "targets: { rooms/page: { files: [rooms/page.md] }, room: { files: [rooms/next.md] }, part: { files: [shared/next.md] } }\n",
    ...texts,
  };
  const [room, part] = ["../room.html", "../part.html"];
  expect(linksIn(files, "rooms/page.html")).toEqual({
    own: [room, room, room, room, part],
    part: [part, part, part, room, part],
    found: [],
  });
});

test("in a tree of pages", () => {
  const files = {
    "specpress.yaml": `name: Tiny\npages: { folder: text }\n${shortcodes}`,
    ...texts,
    "text/_index.md": "---\ntitle: Home\n---\n\nText.\n",
  };
  const { own, part } = linksIn(files, "rooms/page/index.html");
  const [room, shared] = ["../next/index.html", "../../shared/next/index.html"];
  expect(own).toEqual([room, room, room, room, shared]);
  expect(part).toEqual([shared, shared, shared, room, shared]);
});
