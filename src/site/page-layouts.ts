import { posix } from "node:path";
import type { Span } from "../base/source.js";
import { el, text } from "../html/element.js";
import type { LayoutConfig, PageFile, PagesConfig, PageTree, Project } from "../load/project.js";
import type { Block, Document, Entry, Inline, Row, Table } from "../rst/nodes.js";
import type { Addresses } from "./tree-links.js";

/** What the settings say of a page's layout, if anything. */
function layoutOf(page: PageFile, pages: PagesConfig | undefined): LayoutConfig | undefined {
  const { layout } = page;
  const { layouts = {} } = pages ?? {};
  return layout !== undefined && Object.hasOwn(layouts, layout) ? layouts[layout] : undefined;
}

/** Whether a page describes a release, or what is not released yet. */
export function isReleasePage(page: PageFile, pages: PagesConfig | undefined): boolean {
  return layoutOf(page, pages)?.shows === "release";
}

/**
 * Given the document of a page whose layout the settings name, the result is that it shows what they say: the facts of a
 * release above its text, or nothing but the way to the newest page that lies in it.
 */
export function showLayout(
  document: Document,
  page: PageFile,
  { config, pages: tree }: Project,
  addresses: Addresses,
  leadsOn: boolean,
): void {
  const layout = layoutOf(page, config.pages);
  const span = page.spanOf("layout");
  if (layout?.shows === "release") {
    const facts = factsOf(page, layout, config.pages!);
    if (facts.length > 0) insertBelowTitle(document, factsTable(facts, span));
  }
  if (layout?.shows === "newest" || leadsOn)
    lead(document, newestIn(page, tree!, config.pages), page, addresses);
}

/** The release of the latest date; what has none is not released yet, and newer than all. */
function newestIn(
  { name }: PageFile,
  { pages }: PageTree,
  settings: PagesConfig | undefined,
): PageFile | null {
  const within = pages.filter(({ parent }) => parent === name);
  const shown = within.filter((page) => isReleasePage(page, settings));
  const releases = shown.length > 0 ? shown : within.filter(({ date }) => date !== undefined);
  const dateOf = ({ date = "9999" }: PageFile) => date;
  return releases.reduce<PageFile | null>(
    (newest, page) => (newest && dateOf(newest) >= dateOf(page) ? newest : page),
    null,
  );
}

function lead(
  document: Document,
  newest: PageFile | null,
  page: PageFile,
  addresses: Addresses,
): void {
  if (!newest) return;
  const span = page.spanOf("layout");
  const url = addresses.relative(`/${newest.name}/`, page.path);
  const attributes = { "http-equiv": "refresh", content: `0; url=${url}` };
  document.children.push({ type: "meta", span, attributes });
  document.title = page.title;
  // For the few whose browsers stay where they are.
  const link = el("nav", { class: "redirect" }, el("a", { href: url }, text(newest.title)));
  const [first, ...rest] = document.children;
  document.children = first?.type === "title" ? rest : [...document.children];
  document.children.unshift({
    type: "raw",
    span,
    format: "html",
    made: true,
    children: [textNode(link, span)],
  });
}

function insertBelowTitle({ children }: Document, block: Block): void {
  const [first] = children;
  const nodes = first?.type === "section" ? first.children : children;
  const title = nodes.findIndex(({ type }) => type === "title");
  nodes.splice(title + 1, 0, block);
}

/** A fact about a release: what it is called, and what it is, as text with the address it links to. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly href?: string;
}

/** Where the files of a release are, when it was made, and its checklist. */
function factsOf(page: PageFile, layout: LayoutConfig, pages: PagesConfig): readonly Fact[] {
  const { params, linkTitle, date } = page;
  const commit = params["commit"];
  const isDraft = commit !== undefined || date === undefined;
  const ref = isDraft ? commit : linkTitle.toLowerCase();
  const facts: Fact[] = [];
  if (layout.commit !== undefined && typeof ref === "string" && ref !== "") {
    const href = layout.commit.replaceAll("{commit}", encodeURIComponent(ref));
    facts.push({ name: "Git commit", value: href, href });
  }
  if (!isDraft) facts.push({ name: "Release date", value: longDate(date) });
  const file = checklistName(page, pages);
  if (file !== null)
    facts.push({ name: "Checklist", value: file, href: `/${posix.dirname(page.path)}/${file}` });
  return facts;
}

/** `July 8, 2026` */
/** Made when it is needed, and once: that takes a millisecond. */
let longDates: Intl.DateTimeFormat | undefined;

function longDate(date: string): string {
  longDates ??= new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });
  return longDates.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}

function factsTable(facts: readonly Fact[], span: Span): Table {
  const entry = (child: Inline): Entry => ({
    type: "entry",
    span,
    children: [{ type: "paragraph", span, children: [child] }],
  });
  const rows = facts.map(({ name, value, href }): Row => ({
    type: "row",
    span,
    children: [
      entry(textNode(name, span)),
      entry(href === undefined ? textNode(value, span) : linkTo(href, value, span)),
    ],
  }));
  return {
    type: "table",
    span,
    classes: ["release"],
    children: [
      {
        type: "tgroup",
        span,
        cols: 2,
        children: [
          { type: "colspec", span, colwidth: 1, stub: 1 },
          { type: "colspec", span, colwidth: 1 },
          { type: "tbody", span, children: rows },
        ],
      },
    ],
  };
}

function textNode(value: string, span: Span): Inline {
  return { type: "text", span, value };
}

function linkTo(refuri: string, value: string, span: Span): Inline {
  return { type: "reference", span, refuri, children: [textNode(value, span)] };
}

/** The file of a page's checklist, which lies beside it; `null` where its front matter asks for none. */
function checklistName({ outputs }: PageFile, { outputs: known }: PagesConfig): string | null {
  const wanted = outputs.find(
    (name) => Object.hasOwn(known, name) && known[name]!.shows === "checklist",
  );
  return wanted === undefined ? null : (known[wanted]!.file ?? `${wanted}.md`);
}

/** The checklists of pages by their paths: what stands on a page in Markdown, its lists to be ticked off. */
export function checklists({ pages, texts, config }: Project): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const page of pages?.pages ?? []) {
    const name = checklistName(page, config.pages!);
    const source = texts.get(page.file);
    if (name === null || !source) continue;
    const layout = layoutOf(page, config.pages);
    const facts = layout?.shows === "release" ? factsOf(page, layout, config.pages!) : [];
    const lines = source.text.split("\n").slice(page.frontLines);
    const rows = facts
      .filter(({ value }) => value !== name)
      .map(
        (fact) => `| ${fact.name} | ${fact.href === undefined ? fact.value : `<${fact.href}>`} |\n`,
      );
    const table = rows.length > 0 ? `|   |   |\n| - | - |\n${rows.join("")}\n` : "";
    const body = withBoxes(lines).join("\n").replace(/^\n+/, "").trimEnd();
    files.set(
      posix.join(posix.dirname(page.path), name),
      `# ${config.name} ${page.title}\n\n${table}${body}\n`,
    );
  }
  return files;
}

/** `- One` → `- [ ] One`, in lists that lie in no other and outside of code. */
function withBoxes(lines: readonly string[]): readonly string[] {
  let fence: string | null = null;
  return lines.map((line) => {
    const row = /^ {0,3}(?<row>`{3,}|~{3,})/.exec(line)?.groups!["row"];
    if (fence !== null) {
      if (row?.startsWith(fence) && line.trim() === row) fence = null;
      return line;
    }
    if (row !== undefined) fence = row;
    return line.replace(/^- (?!\[[ x]\] )/, "- [ ] ");
  });
}
