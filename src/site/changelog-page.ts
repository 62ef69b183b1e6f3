import type { ChangelogManuscript, VersionManuscript } from "../assemble/assemble.js";
import { type Source, type Span } from "../base/source.js";
import { recordsOf } from "../changelog/changelog.js";
import { el } from "../html/element.js";
import type { Page } from "./page.js";
import { walk, type Block, type Document, type Inline, type Node } from "../rst/nodes.js";

/** The file that tells programs what the pages of the changelogs tell people. */
export const changelogFile = "changelog.json";

/**
 * The page of a changelog, made of the documents of its versions. Each version was read by itself, so that names that
 * several of them have do not meet; here its ids get the version's in front, and its changes their permalinks.
 */
export function joinVersions(
  changelog: ChangelogManuscript,
  header: Document,
  documents: readonly Document[],
): Document {
  const { span } = changelog.manuscript.target;
  const title = `${changelog.title} changelog`;
  const sections = changelog.versions.map((version, index) => {
    const document = documents[index]!;
    placePermalinks(document, version, changelog);
    return document.children;
  });
  return {
    type: "document",
    span,
    title,
    children: [
      { type: "title", span, children: [{ type: "text", span, value: title }] },
      about(changelog, span),
      ...header.children.filter(({ type }) => type !== "title"),
      ...sections.flat(),
    ],
    autoIds: {},
  };
}

/** Where the API's page is, and the file for programs. */
function about({ title, apiPage, manuscript }: ChangelogManuscript, span: Span): Block {
  const up = "../".repeat(manuscript.path.split("/").length - 1);
  const say = (value: string): Inline => ({ type: "text", span, value });
  const link = (value: string, path: string): Inline => ({
    type: "reference",
    span,
    refuri: up + path.split("/").map(encodeURIComponent).join("/"),
    children: [say(value)],
  });
  const name = apiPage === null ? say(title) : link(title, apiPage);
  const children = [
    say("What has changed in the "),
    name,
    say(", the latest version first. Programs find the same in "),
    link(changelogFile, changelogFile),
    say("."),
  ];
  return { type: "paragraph", span, children };
}

function placePermalinks(
  document: Document,
  { version, source }: VersionManuscript,
  { apiPage, manuscript }: ChangelogManuscript,
): void {
  const changes = changesByOffset(version);
  const ids = ownIds(document);
  const within = (id: string) => `${version.id}-${id}`;
  const up = "../".repeat(manuscript.path.split("/").length - 1);
  const [first] = document.children;
  walk(document, (node) => {
    if (node.type === "text") return;
    if (node.ids) node.ids = node.ids.map(within);
    if (node.backrefs) node.backrefs = node.backrefs.map(within);
    if ("refid" in node && node.refid !== undefined) node.refid = within(node.refid);
    if (node.type === "reference" && node.refuri?.startsWith("#")) {
      const id = node.refuri.slice(1);
      // A place that the version's own text does not have is one of the page that shows it.
      if (ids.has(id)) node.refuri = `#${within(id)}`;
      else if (apiPage !== null) node.refuri = `${up}${apiPage}#${id}`;
    }
    if (node.type === "list_item") {
      const id = changes.get(offsetIn(source, node.span));
      if (id !== undefined) addPermalink(node, id);
    }
  });
  if (first?.type === "section") first.ids = [version.id, ...(first.ids ?? []).slice(1)];
}

function changesByOffset({
  parts,
  ids,
}: VersionManuscript["version"]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const [at, part] of parts.entries())
    if (part.kind === "changes")
      for (const [index, { offset }] of part.changes.entries()) found.set(offset, ids[at]![index]!);
  return found;
}

function ownIds(document: Document): ReadonlySet<string> {
  const ids = new Set<string>();
  walk(document, (node) => {
    if (node.type !== "text") for (const id of node.ids ?? []) ids.add(id);
  });
  return ids;
}

/** The offset in a source that a place stands for; -1 where it leads elsewhere. */
function offsetIn(source: Source, span: Span): number {
  let at: Span | undefined = span;
  while (at && at.source !== source) at = at.source.origin?.(at.start);
  return at?.start ?? -1;
}

/** A change can be linked to; its own link stands at the end of its first paragraph. */
function addPermalink(item: Extract<Node, { type: "list_item" }>, id: string): void {
  item.ids = [id, ...(item.ids ?? [])];
  const [first] = item.children;
  if (first?.type !== "paragraph") return;
  const label = "Link to this change";
  const html = el("a", { class: "permalink", href: `#${id}`, "aria-label": label });
  const { span } = first;
  first.children.push({
    type: "raw",
    span,
    format: "html",
    made: true,
    children: [{ type: "text", span, value: html }],
  });
}

/**
 * `changelog.json`: all changes of all changelogs, each with the address of its place below the output folder. What the
 * page shows as no item of a list, since its markup is wrong, has that of its version.
 */
export function changelogJson(
  changelogs: readonly ChangelogManuscript[],
  pages: ReadonlyMap<string, Page>,
): string {
  const records = changelogs.flatMap(({ api, manuscript, versions }) =>
    versions.flatMap(({ version }) =>
      recordsOf(api, version).map(({ id, ...record }) => ({
        ...record,
        url: `${manuscript.path}#${pages.get(api)?.ids.has(id) ? id : version.id}`,
      })),
    ),
  );
  return `${JSON.stringify(records, null, 1)}\n`;
}

/**
 * The file for programs of a site of which some APIs are built anew: their changes, if there are any, and those of the others
 * as they were, in their order.
 */
export function mergeChangelogs(
  before: string,
  now: string | Uint8Array | undefined,
  apis: ReadonlySet<string>,
): string {
  const fresh = now === undefined ? [] : recordsIn(String(now));
  const isFresh = ({ api }: Recorded) => api === undefined || apis.has(api);
  const old = recordsIn(before);
  const at = old.findIndex(isFresh);
  const kept = old.filter((record) => !isFresh(record));
  const place = at === -1 ? kept.length : at;
  const records = [...kept.slice(0, place), ...fresh, ...kept.slice(place)];
  return `${JSON.stringify(records, null, 1)}\n`;
}

/** The changes that such a file holds; none where it holds something else. */
function recordsIn(json: string): Recorded[] {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value.filter(isRecord) : [];
  } catch {
    return [];
  }
}

/** Of the changes of a whole project no API is named; they are made anew with each page. */
interface Recorded {
  readonly api?: string;
}

function isRecord(value: unknown): value is Recorded {
  if (typeof value !== "object" || value === null) return false;
  return !("api" in value) || typeof value.api === "string";
}
