import { textOf, type Node, type Section, type Subtitle } from "../rst/nodes.js";
import { addLists, asHolder, beforeText, firstOther, type Holder } from "./tree.js";
import type { Work } from "./work.js";

/**
 * Given a document whose text is a single section, the result is that the section's title is the document's and its
 * contents are the document's; a single section in it becomes the subtitle in the same way. What stood before the
 * section comes behind the titles.
 */
export function documentTitle(work: Work): void {
  const { document } = work;
  const { doctitle, subtitle } = work.settings;
  if (doctitle && promoteTitle(work) && subtitle) promoteSubtitle(work, document);
  const first = document.children[0];
  if (document.title === undefined && first?.type === "title") document.title = textOf(first);
}

/** Given a section whose text is a single section, the result is that the inner title is the subtitle of the outer one. */
export function sectionSubtitle(work: Work): void {
  if (!work.settings.sectsubtitle) return;
  for (const section of work.all("section")) promoteSubtitle(work, section);
}

function promoteTitle(work: Work): boolean {
  const { document } = work;
  const holder = asHolder(document)!;
  const index = loneSection(holder);
  if (index === -1) return false;
  const section = holder.children[index] as Section;
  addLists(section, document);
  work.unwrap(section, holder);
  const { children } = holder;
  const title = children[index]!;
  work.setChildren(holder, [title, ...children.slice(0, index), ...children.slice(index + 1)]);
  return true;
}

function promoteSubtitle(work: Work, node: Node): void {
  const holder = asHolder(node)!;
  const index = loneSection(holder);
  if (index === -1) return;
  const section = holder.children[index] as Section;
  const [title] = section.children;
  const [outerTitle, ...before] = holder.children.slice(0, index);
  if (title?.type !== "title" || !outerTitle) return;
  const subtitle: Subtitle = { type: "subtitle", span: title.span, children: title.children };
  addLists(section, subtitle);
  work.unwrap(section, holder);
  work.setChildren(holder, [outerTitle, subtitle, ...before, ...holder.children.slice(index + 1)]);
}

/** The index of the section that is all the text a node has, or -1. */
function loneSection(holder: Holder): number {
  const index = firstOther(holder, beforeText);
  const last = index === holder.children.length - 1;
  return last && holder.children[index]?.type === "section" ? index : -1;
}
