import type { ApiDocument, Operation, Tag, TagGroup } from "../api/model.js";
import type { Span } from "../base/source.js";
import { normalizeName } from "../rst/names.js";
import type { Located } from "../data/located.js";
import type { Reference, Section } from "../rst/nodes.js";
import { seeAlso } from "./further.js";
import { literal, paragraph, spanAt, text } from "./nodes.js";
import { textBlocks, word, type Making } from "./page.js";

/**
 * Operations, webhooks after the others, in a section for each tag, in the order of the document's `tags`, then of the
 * operations; each stands under its first tag, and those of its other tags lead to it. Operations without one come first and have none. A tag of OpenAPI
 * 3.2 with a `parent` stands in its section; one of another kind than `nav`, which navigation is made of, has a section only
 * for want of others. A tag without operations has a section where something is said of it. The sections of tags of a
 * group (`x-tagGroups`) stand in a section of that, before those of tags without one.
 */
export function tagSections(
  making: Making,
  { tags, tagGroups }: ApiDocument,
  operations: readonly Operation[],
  shown: (operation: Operation) => readonly Section[],
): readonly Section[] {
  const { page, show } = making;
  const outer = page.group;
  const byTag = new Map<string, Operation[]>(tags.map(({ name }) => [name, []]));
  const alsoBy = new Map<string, Operation[]>();
  const untagged: Operation[] = [];
  const known = new Map(tags.map((tag) => [tag.name, tag]));
  for (const operation of operations) {
    const tag = sectionTag(operation, known);
    if (tag === undefined) untagged.push(operation);
    else push(byTag, tag, operation);
    for (const other of new Set(operation.tags))
      if (other !== tag && isForNavigation(known.get(other))) push(alsoBy, other, operation);
  }
  for (const other of alsoBy.keys()) if (!byTag.has(other)) byTag.set(other, []);
  const places = new Map<Operation, Section | undefined>();
  const placed = (operation: Operation): readonly Section[] => {
    const sections = shown(operation);
    places.set(operation, sections[0]);
    return sections;
  };
  const leads: { readonly link: Reference; readonly to: Operation }[] = [];
  const parents = parentsOf(known);
  const below = new Map<string, string[]>();
  for (const [name, parent] of parents) below.set(parent, [...(below.get(parent) ?? []), name]);
  const first = untagged.flatMap(placed);
  const sectionOf = (name: string): readonly Section[] => {
    const own = byTag.get(name)!;
    const inner = below.get(name) ?? [];
    page.group = outer ?? making.labelled(titleOf(name, known.get(name)));
    const sections = [...own.flatMap(placed), ...inner.flatMap(sectionOf)];
    const others = alsoBy.get(name) ?? [];
    const tag = known.get(name);
    const isSaid = show.tags && isForNavigation(tag) && (tag?.description ?? tag?.externalDocs);
    if (sections.length === 0 && others.length === 0 && !isSaid) return [];
    const at = tag?.at ?? (own[0] ?? others[0])!.at;
    const also = others.map((to): Reference => {
      const span = spanAt(at);
      const name = literal(making.labelled(`${to.method} ${to.basePath}${to.path}`), span);
      const link: Reference = { type: "reference", span, children: [name] };
      leads.push({ link, to });
      return link;
    });
    return [tagSection(making, name, tag, at, also, sections)];
  };
  const outermost = new Set([...byTag.keys()].filter((name) => !parents.has(name)));
  const grouped = tagGroups.flatMap((group) => {
    const own = group.tags.filter((name) => outermost.delete(name));
    return groupSection(making, group, own.flatMap(sectionOf));
  });
  const all = [...first, ...grouped, ...[...outermost].flatMap(sectionOf)];
  for (const { link, to } of leads) {
    const [id] = places.get(to)?.ids ?? [];
    if (id !== undefined) link.refid = id;
  }
  page.group = outer;
  return all;
}

/** Whether it may have a section of operations. */
function isForNavigation(tag: Tag | undefined): boolean {
  return (tag?.kind ?? "nav") === "nav";
}

/** The tag in whose section an operation stands. */
function sectionTag({ tags }: Operation, known: ReadonlyMap<string, Tag>): string | undefined {
  return tags.find((name) => isForNavigation(known.get(name))) ?? tags[0];
}

/** The tags that have no section: those that navigation is not made of, but for what has no other tag. */
export function tagsWithoutSection({ tags, operations, webhooks }: ApiDocument): readonly Tag[] {
  const known = new Map(tags.map((tag) => [tag.name, tag]));
  const used = new Set(
    [...operations, ...webhooks].map((operation) => sectionTag(operation, known)),
  );
  return tags.filter((tag) => !isForNavigation(tag) && !used.has(tag.name));
}

function push(map: Map<string, Operation[]>, name: string, operation: Operation): void {
  const others = map.get(name);
  if (others) others.push(operation);
  else map.set(name, [operation]);
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
  at: Located,
  also: readonly Reference[],
  sections: readonly Section[],
): Section {
  const span = spanAt(at);
  const section = emptySection(making, making.labelled(titleOf(name, tag)), span);
  const { description = null, externalDocs = null } = tag ?? {};
  if (description) for (const each of textBlocks(making, description)) section.children.push(each);
  if (externalDocs) section.children.push(seeAlso(making, externalDocs, span));
  if (also.length > 0) {
    const words = also.flatMap((each, index) => (index === 0 ? [each] : [text(", ", span), each]));
    section.children.push(
      paragraph([text(`${word(making, "see")} `, span), ...words, text(".", span)], span),
    );
  }
  section.children.push(...sections);
  return section;
}

/** Sections of tags in that of their group; as they are where that would say what they say. */
function groupSection(
  making: Making,
  { name, at }: TagGroup,
  sections: readonly Section[],
): readonly Section[] {
  const title = making.labelled(name);
  const isOne = sections.length === 1 && sections[0]!.names?.includes(normalizeName(title));
  if (sections.length === 0 || isOne) return sections;
  const section = emptySection(making, title, spanAt(at));
  section.children.push(...sections);
  return [section];
}

/** A section with nothing but its title. */
function emptySection(making: Making, title: string, span: Span): Section {
  const section: Section = {
    type: "section",
    span,
    made: true,
    names: [normalizeName(title)],
    children: [{ type: "title", span, children: [text(title, span)] }],
  };
  making.cx.names.noteImplicit(section);
  return section;
}
