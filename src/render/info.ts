import type { ApiDocument, Info, Tag } from "../api/model.js";
import type { Span } from "../base/source.js";
import type { Block, Field, Inline } from "../rst/nodes.js";
import { fieldOf, led } from "./access.js";
import { linkOut, literal, paragraph, spanAt, spanBelow, strong, text } from "./nodes.js";
import type { Located } from "../data/located.js";
import { seeAlso } from "./further.js";
import { tagsWithoutSection } from "./tags.js";
import { textBlocks, word, type Making } from "./page.js";

/** What a document says of itself and of its tags, once on a page: it may be shown there in parts. */
export function infoBlocks(
  making: Making,
  document: ApiDocument,
  hasTagSections: boolean,
): Block[] {
  const { page, show } = making;
  const { at, info, externalDocs } = document;
  const key = `${at.file.source.path}#${at.pointer}`;
  if (page.documents.has(key)) return [];
  page.documents.add(key);
  return [
    ...(show.info && saysMore(info) ? ofInfo(making, info) : []),
    ...(show.info && externalDocs ? [seeAlso(making, externalDocs, spanAt(at))] : []),
    // Where operations stand in sections of tags, these begin with what is said of them.
    ...(show.tags
      ? ofTags(making, at, hasTagSections ? tagsWithoutSection(document) : document.tags)
      : []),
  ];
}

/** Whether there is more than a document must say. */
function saysMore({ summary, description, contact, license, termsOfService }: Info): boolean {
  return [summary, description, contact, license, termsOfService].some((each) => each !== null);
}

function ofInfo(making: Making, info: Info): Block[] {
  const span = spanAt(info.at);
  const { title, version, summary, description, contact, license, termsOfService } = info;
  const fields: Field[] = [];
  const add = (name: "title" | "version" | "contact" | "license" | "terms", nodes: Inline[]) => {
    if (nodes.length > 0) fields.push(fieldOf(word(making, name), [paragraph(nodes, span)], span));
  };
  const plain = (value: string | null) => (value === null ? [] : [text(value, span)]);
  const linked = (label: string | null, url: string | null, place: Span): Inline[] =>
    url === null ? plain(label) : [linkOut(url, label ?? url, place)];
  const email = contact?.email ?? null;
  const mail = email === null ? [] : [linkOut(`mailto:${encodeURI(email)}`, email, span)];
  const reached = contact ? linked(contact.name, contact.url, spanBelow(contact.at, "url")) : [];
  const isBoth = reached.length > 0 && mail.length > 0;
  add("title", plain(title));
  add("version", plain(version));
  add("contact", [...reached, ...(isBoth ? [text(", ", span)] : []), ...mail]);
  if (license) {
    const name = license.name ?? license.identifier;
    add("license", linked(name, license.url, spanBelow(license.at, "url")));
  }
  add("terms", linked(null, termsOfService, spanBelow(info.at, "termsOfService")));
  return [
    ...(summary === null ? [] : [paragraph([text(summary, span)], span)]),
    ...(description ? textBlocks(making, description) : []),
    { type: "field_list", span, classes: ["facts"], children: fields },
  ];
}

/** The tags of which something is said. */
function ofTags(making: Making, at: Located, tags: readonly Tag[]): Block[] {
  const span = spanAt(at);
  const blocks = tags.flatMap((tag) => ofTag(making, tag));
  if (blocks.length === 0) return [];
  const field = fieldOf(word(making, "tags"), blocks, span);
  return [{ type: "field_list", span, classes: ["facts"], children: [field] }];
}

function ofTag(making: Making, tag: Tag): Block[] {
  const { at, name, summary, description, externalDocs, kind, parent } = tag;
  const all = [summary, description, externalDocs, kind, parent];
  if (all.every((each) => each === null)) return [];
  const span = spanAt(at);
  const named = [
    ...(summary === null ? [] : [strong(summary, span), text(" (", span)]),
    literal(name, span),
    ...(summary === null ? [] : [text(")", span)]),
  ];
  const facts = [
    ["tag-kind", kind],
    ["tag-parent", parent],
  ] as const;
  const said = facts.flatMap(([fact, value], index): Inline[] => {
    if (value === null) return [];
    const lead = `${index > 0 && kind !== null ? " " : ""}${word(making, fact)} `;
    return [text(lead, span), literal(value, span), text(".", span)];
  });
  return [
    ...led(making, named, description, span),
    ...(said.length === 0 ? [] : [paragraph(said, span)]),
    ...(externalDocs ? [seeAlso(making, externalDocs, span)] : []),
  ];
}
