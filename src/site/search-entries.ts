import { textOf, type Document, type Node, type NodeOf } from "../rst/nodes.js";

/** What search finds: a part of a page with its place, its heading and its text. */
export type SearchEntry = readonly [id: string, title: string, text: string];

/** The parts of a page: what stands above its sections, and each section without those in it. */
export function searchEntries(document: Document): readonly SearchEntry[] {
  const entries: SearchEntry[] = [];
  addEntry(document, "", document.title ?? "", entries);
  return entries;
}

function addEntry(
  node: Document | NodeOf<"section">,
  id: string,
  title: string,
  entries: SearchEntry[],
): void {
  const index = entries.length;
  const texts: string[] = [];
  entries.push([id, title, ""]);
  for (const child of node.children)
    if (child.type === "section") {
      const heading = child.children.find((each) => each.type === "title");
      addEntry(child, child.ids?.[0] ?? id, heading ? wordsOf(heading) : "", entries);
    } else if (child.type !== "title" && isShown(child)) texts.push(textOf(child));
  entries[index] = [id, title, texts.join(" ").replace(/\s+/g, " ").trim()];
}

function wordsOf(title: NodeOf<"title">): string {
  return title.children
    .filter(({ type }) => type !== "generated")
    .map(textOf)
    .join("");
}

const hidden = new Set([
  "comment",
  "meta",
  "raw",
  "system_message",
  "substitution_definition",
  "pending",
]);

function isShown({ type, ...node }: Node): boolean {
  return !hidden.has(type) && !("classes" in node && node.classes?.includes("endpoints"));
}
