import type { Report } from "../base/diagnostics.js";
import type { Document, Node, NodeOf, NodeType } from "../rst/nodes.js";
import { mathml } from "./math.js";
import { freeId, idsOf, wholePage, type WriteOptions, type Written } from "./write.js";
import { idsIn, isForHtml, linksIn, withPictures } from "./html-places.js";
import { hrefOf, pictureOf } from "./write-inline.js";
import { isSystemMessages, titleOf } from "./write-structure.js";
import { isInvisible, plainText, type Link } from "./writing.js";

/** What others need to know of a page, without its HTML. */
export interface Survey extends Pick<Written, "title" | "hasHeading" | "id" | "ids" | "links"> {
  /** Those of the ids that are counted (`footnote-reference-2`), so that nobody can link to them for long. */
  readonly counted: ReadonlySet<string>;
  /** For the further ids of sections the first one. */
  readonly firstIds: ReadonlyMap<string, string>;
}

/** Find and report what `writeDocument` would of the same document, and write nothing, which is most of the work. */
export function surveyDocument(
  document: Document,
  report: Report,
  { imageUri = ({ uri }) => uri, pictures }: Pick<WriteOptions, "imageUri" | "pictures"> = {},
): Survey {
  const surveyor: Surveyor = {
    report,
    ids: new Set(),
    counted: new Set(),
    firstIds: new Map(),
    links: [],
    imageUri,
    pictures,
  };
  surveyAll(document.children, surveyor);
  const { ids, counted, firstIds, links } = surveyor;
  const id = document.ids?.[0] ?? freeId(wholePage, idsOf(document, wholePage));
  for (const each of document.ids ?? [id]) ids.add(each);
  return { ...titleOf(document), id, ids, counted, firstIds, links };
}

interface Surveyor {
  readonly report: Report;
  readonly ids: Set<string>;
  readonly counted: Set<string>;
  readonly firstIds: Map<string, string>;
  readonly links: Link[];
  readonly imageUri: NonNullable<WriteOptions["imageUri"]>;
  readonly pictures: WriteOptions["pictures"];
}

type Element = Exclude<Node, NodeOf<"text">>;

function surveyAll(nodes: readonly Node[], surveyor: Surveyor): void {
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index]!;
    if (node.type === "text") continue;
    const look = special[node.type] as ((node: Element, surveyor: Surveyor) => Look) | undefined;
    const seen = look === undefined ? "element" : look(node, surveyor);
    if (seen === "nothing") continue;
    if (seen === "element" && node.ids)
      for (const id of node.ids) {
        surveyor.ids.add(id);
        if (isCounted(id, node)) surveyor.counted.add(id);
      }
    if (node.type === "section" && !node.made && node.ids && node.ids.length > 1)
      for (const id of node.ids.slice(1)) surveyor.firstIds.set(id, node.ids[0]!);
    const { children } = node as { readonly children?: readonly Node[] };
    if (children) surveyAll(children, surveyor);
  }
}

/** Whether an id is a number behind the type of a node that has no name: such ids change with what stands above. */
function isCounted(id: string, { type, names = [], dupnames = [] }: Element): boolean {
  const stem = /^(?<stem>.*)-\d+$/.exec(id)?.groups!["stem"];
  if (stem === undefined || (stem !== "toc-entry" && stem !== type.replaceAll("_", "-")))
    return false;
  return ![...names, ...dupnames].some((name) => /\p{Script=Latin}/u.test(name));
}

/** Whether a node is an element of the page, stands only for its children, or is not there at all. */
type Look = "element" | "children" | "nothing";

const leftOut = (): Look => "nothing";
const childrenOnly = (): Look => "children";
const reference = (
  node: NodeOf<"reference" | "footnote_reference" | "citation_reference">,
  surveyor: Surveyor,
): Look => {
  hrefOf(node, surveyor);
  return "element";
};
const formula =
  (display: "inline" | "block") =>
  (node: NodeOf<"math" | "math_block">, { report }: Surveyor): Look => {
    const { fault } = mathml(plainText(node), display);
    if (fault !== undefined) report("bad-math", node.span, [fault]);
    return "element";
  };

/** The types of which more is asked than ids. */
const special: { readonly [T in NodeType]?: (node: NodeOf<T>, surveyor: Surveyor) => Look } = {
  comment: leftOut,
  substitution_definition: leftOut,
  pending: leftOut,
  system_message: leftOut,
  colspec: leftOut,
  meta: leftOut,
  section: (node) => (isSystemMessages(node) ? "nothing" : "element"),
  target: (node) => (isInvisible(node) ? "nothing" : "element"),

  decoration: childrenOnly,
  option_list_item: childrenOnly,
  option_string: childrenOnly,
  substitution_reference: childrenOnly,
  tgroup: childrenOnly,
  thead: childrenOnly,
  tbody: childrenOnly,
  field: childrenOnly,
  label: childrenOnly,

  reference,
  footnote_reference: reference,
  citation_reference: reference,
  image: (node, surveyor) => {
    const { imageUri } = surveyor;
    if (pictureOf(node, surveyor) === undefined) return "element";
    for (const { file } of node.variants ?? []) imageUri({ ...node, uri: file, file });
    return "element";
  },
  math: formula("inline"),
  math_block: formula("block"),
  raw: (node, { ids, links, pictures }) => {
    for (const id of idsIn(node)) ids.add(id);
    for (const link of linksIn(node)) links.push(link);
    if (pictures) withPictures(node, pictures.inHtml);
    return isForHtml(node) ? "element" : "nothing";
  },
};
