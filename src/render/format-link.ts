import { posix } from "node:path";
import type { Span } from "../base/source.js";
import { joinPointer, spanOf } from "../data/data.js";
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
  const given = Object.hasOwn(formats.links, name) ? labelled(formats.links[name]!) : null;
  if (given === null) return null;
  const place = { source: formats.file.source, pointer: joinPointer("/formats", name) };
  const node: NodeOf<"reference"> = {
    type: "reference",
    span: spanOf(place),
    refuri: given.includes(":") || given.startsWith("#") ? given : fromPage(page.path, given),
    name,
    children: [text(name, span)],
  };
  if (given.startsWith("#")) page.siteLinks.push({ node, id: given.slice(1), span: node.span });
  return node;
}

function fromPage(page: string, given: string): string {
  return posix.relative(posix.dirname(page), posix.normalize(given.replace(/^\//, "")));
}
