import { posix } from "node:path";
import type { Span } from "../base/source.js";
import { spanOf } from "../data/data.js";
import type { Inline, NodeOf } from "../rst/nodes.js";
import { text } from "./nodes.js";
import type { Making } from "./page.js";

/**
 * The name of a format with a link to what describes it, as `formats` of the settings says: an address, the path of a page
 * below the site's folder, or `#id` of any page. `null` where the settings do not name it.
 */
export function formatLink(
  { formats, page, labelled }: Making,
  name: string,
  span: Span,
): Inline | null {
  const format = formats.get(name);
  if (!format) return null;
  const given = labelled(format.url);
  const place = { source: format.at.file.source, pointer: format.at.pointer };
  const node: NodeOf<"reference"> = {
    type: "reference",
    span: spanOf(place),
    ...(given.startsWith("#")
      ? {}
      : given.includes(":")
        ? { refuri: given }
        : { refuri: fromPage(page.path, given), written: given }),
    name: format.title,
    children: [text(format.title, span)],
  };
  if (given.startsWith("#")) page.siteLinks.push({ node, id: given.slice(1), span: node.span });
  return node;
}

function fromPage(page: string, given: string): string {
  return posix.relative(posix.dirname(page), posix.normalize(given.replace(/^\//, "")));
}
