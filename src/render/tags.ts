import type { ApiDocument, Operation, Tag } from "../api/model.js";
import { normalizeName } from "../rst/names.js";
import type { Section } from "../rst/nodes.js";
import { seeAlso } from "./further.js";
import { spanAt, text } from "./nodes.js";
import { textBlocks, type Making } from "./page.js";

/**
 * Operations in a section for each tag, in the order of the document's `tags`, then of the operations; each stands under
 * its first tag. Those without one come first and have none. A tag of OpenAPI 3.2 with a `parent` stands in its section;
 * one of another kind than `nav`, which navigation is made of, has a section only for want of others.
 */
export function tagSections(
  making: Making,
  { tags }: ApiDocument,
  operations: readonly Operation[],
  shown: (operation: Operation) => readonly Section[],
): readonly Section[] {
  const { page } = making;
  const outer = page.group;
  const byTag = new Map<string, Operation[]>(tags.map(({ name }) => [name, []]));
  const untagged: Operation[] = [];
  const known = new Map(tags.map((tag) => [tag.name, tag]));
  const isForNavigation = (name: string) => (known.get(name)?.kind ?? "nav") === "nav";
  for (const operation of operations) {
    const tag = operation.tags.find(isForNavigation) ?? operation.tags[0];
    if (tag === undefined) untagged.push(operation);
    else if (byTag.has(tag)) byTag.get(tag)!.push(operation);
    else byTag.set(tag, [operation]);
  }
  const parents = parentsOf(known);
  const below = new Map<string, string[]>();
  for (const [name, parent] of parents) below.set(parent, [...(below.get(parent) ?? []), name]);
  const first = untagged.flatMap(shown);
  const sectionOf = (name: string): readonly Section[] => {
    const own = byTag.get(name)!;
    const inner = below.get(name) ?? [];
    page.group = outer ?? titleOf(name, known.get(name));
    const sections = [...own.flatMap(shown), ...inner.flatMap(sectionOf)];
    return sections.length === 0 ? [] : [tagSection(making, name, known.get(name), own, sections)];
  };
  const outermost = [...byTag.keys()].filter((name) => !parents.has(name));
  const all = [...first, ...outermost.flatMap(sectionOf)];
  page.group = outer;
  return all;
}

/** Titles have as many levels as HTML. */
const deepest = 6;

/** The parent of each tag that has one which the document describes; none in a circle, or of too many levels. */
function parentsOf(known: ReadonlyMap<string, Tag>): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  for (const { name, parent } of known.values()) {
    let at = parent;
    for (let level = 1; level < deepest && at !== null && at !== name; level++)
      at = known.get(at)?.parent ?? null;
    if (at === null && parent !== null && known.has(parent)) parents.set(name, parent);
  }
  return parents;
}

function titleOf(name: string, tag: Tag | undefined): string {
  return tag?.summary ?? name;
}

function tagSection(
  making: Making,
  name: string,
  tag: Tag | undefined,
  operations: readonly Operation[],
  sections: readonly Section[],
): Section {
  const at = tag?.at ?? operations[0]!.at;
  const span = spanAt(at);
  const title = making.labelled(titleOf(name, tag));
  const section: Section = {
    type: "section",
    span,
    made: true,
    names: [normalizeName(title)],
    children: [{ type: "title", span, children: [text(title, span)] }],
  };
  making.cx.names.noteImplicit(section);
  const { description = null, externalDocs = null } = tag ?? {};
  if (description) section.children.push(...textBlocks(making, description));
  if (externalDocs) section.children.push(seeAlso(making, externalDocs, span));
  section.children.push(...sections);
  return section;
}
