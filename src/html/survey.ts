import type { Report } from "../base/diagnostics.js";
import type { Document, Node, NodeOf } from "../rst/nodes.js";
import { mathml } from "./math.js";
import { freeId, idsOf, type WriteOptions, type Written } from "./write.js";
import { hrefOf, idsIn, isForHtml } from "./write-inline.js";
import { isSystemMessages, plainTitle } from "./write-structure.js";
import { isInvisible, plainText, type Link } from "./writing.js";

/** What others need to know of a page, without its HTML. */
export type Survey = Pick<Written, "title" | "hasHeading" | "id" | "ids" | "links">;

/** Find and report what `writeDocument` would of the same document, and write nothing: a fifth of the work. */
export function surveyDocument(
  document: Document,
  report: Report,
  { imageUri = ({ uri }) => uri }: Pick<WriteOptions, "imageUri"> = {},
): Survey {
  const surveyor: Surveyor = { report, ids: new Set(), links: [], imageUri };
  surveyAll(document.children, surveyor);
  const { ids, links } = surveyor;
  const id = document.ids?.[0] ?? freeId("content", idsOf(document));
  for (const each of document.ids ?? [id]) ids.add(each);
  const title = document.children.find((child) => child.type === "title");
  return {
    title: document.title ?? (title ? plainTitle(title) : null),
    hasHeading: title !== undefined,
    id,
    ids,
    links,
  };
}

interface Surveyor {
  readonly report: Report;
  readonly ids: Set<string>;
  readonly links: Link[];
  readonly imageUri: NonNullable<WriteOptions["imageUri"]>;
}

function surveyAll(nodes: readonly Node[], surveyor: Surveyor): void {
  for (const node of nodes) if (node.type !== "text") survey(node, surveyor);
}

function survey(node: Exclude<Node, NodeOf<"text">>, surveyor: Surveyor): void {
  switch (node.type) {
    case "comment":
    case "substitution_definition":
    case "pending":
    case "system_message":
    case "colspec":
    case "meta":
      return;
    case "section":
      if (isSystemMessages(node)) return;
      break;
    case "target":
      if (isInvisible(node)) return;
      break;
    case "reference":
    case "footnote_reference":
    case "citation_reference":
      hrefOf(node, surveyor);
      break;
    case "image":
      surveyor.imageUri(node);
      break;
    case "math":
    case "math_block": {
      const { fault } = mathml(plainText(node), node.type === "math" ? "inline" : "block");
      if (fault !== undefined) surveyor.report("bad-math", node.span, [fault]);
      break;
    }
    case "raw":
      if (!isForHtml(node)) return;
      for (const id of idsIn(node)) surveyor.ids.add(id);
      break;
    // Those that are no element of their own.
    case "decoration":
    case "option_list_item":
    case "option_string":
    case "substitution_reference":
    case "tgroup":
    case "thead":
    case "tbody":
    case "field":
    case "label":
      surveyAll(node.children, surveyor);
      return;
  }
  if (node.ids) for (const id of node.ids) surveyor.ids.add(id);
  if ("children" in node) surveyAll(node.children, surveyor);
}
