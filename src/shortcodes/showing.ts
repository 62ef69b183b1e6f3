import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { authored, type Source, type Span } from "../base/source.js";
import { nearest } from "../base/text.js";
import type { DataFile } from "../data/data.js";
import { isRefused, type Refused } from "../files/files.js";
import type { PageFile, ShortcodeConfig } from "../load/project.js";
import type { MarkdownOptions, MarkdownSettings } from "../markdown/markdown.js";
import type { Context } from "../rst/context.js";
import type { Line } from "../rst/lines.js";
import type { Block, Inline } from "../rst/nodes.js";
import type { Given, Setting } from "./given.js";
import type { ShortcodeTemplates } from "./templates.js";

/** Makes the blocks of what a setting names; what is not there is reported. */
export type Maker = (named: Setting, given: Given, cx: Context) => Iterable<Block>;

/** Makes what a specification says. */
export interface Makers {
  readonly operations: Maker;
  readonly event: Maker;
  readonly events: Maker;
  readonly fields: Maker;
  readonly definition: Maker;
  readonly index: Maker;
  readonly table: Maker;
}

/** A file as a part of a page. */
export interface PagePart {
  /** Its path in the project. */
  readonly path: string;
  readonly lines: readonly Line[];
  /** How it is read, where it is in Markdown; else it is reStructuredText. */
  readonly markdown: MarkdownOptions | null;
}

/** Where a page is, and what it is called. */
export interface PageAddress {
  readonly href: string;
  readonly title: string;
}

/** What the shortcodes of a page are shown with. */
export interface PageShown {
  readonly shortcodes: ReadonlyMap<string, ShortcodeConfig>;
  readonly markdown: MarkdownSettings;
  readonly labelled: (text: string) => string;
  readonly makers: Makers;
  /** A file by its path below the folder of the texts, or beside the text at `from` where it begins with a dot; or why not. `null` where it is shown too often, which is reported. `meant`: the file that it can only mean. */
  readonly partOf: (
    named: Setting,
    given: Given,
  ) => PagePart | (Refused & { readonly meant?: PagePart }) | null;
  /** Of the site; `null` where it has no versions. */
  readonly status: "unstable" | "stable" | "historical" | null;
  /** The page itself and those that lie in it, in the order of the navigation; `null` where there is no tree of pages. */
  readonly tree: { readonly page: PageFile; readonly children: readonly PageFile[] } | null;
  /** Whether some of `shortcodes` may stand in addresses. */
  readonly hasAddresses: boolean;
  /** A page by its address, from the root or beside the text at hand, or by its file, or one of its outputs by name; else names like it. */
  readonly addressOf: (
    named: Setting,
    output: string | undefined,
  ) => PageAddress | { readonly near: readonly string[] };
  readonly templates: ShortcodeTemplates;
  /** The lines of a text in Markdown, with the values of its labels. */
  readonly linesOf: (source: Source) => readonly Line[];
  readonly readData: (path: string) => DataFile | Refused;
  readonly readBytes: (path: string) => Uint8Array | Refused;
  /** The paths in the project that an address from the root of the site may be of a file: `/art/a.png`. */
  readonly filesAt: (address: string) => readonly string[];
  /** Whether a text may be shown once more; reported where it is too much. */
  readonly allows: (what: unknown, length: number, name: string, span: Span) => boolean;
  /** To be told of the group that the operations belong to that are made, and whether the page leads on to another one. */
  readonly state: { group: string | null; leadsOn: boolean };
  readonly report: Report;
}

/** What a shortcode holds, where its template prints it. */
export interface Held {
  readonly blocks?: Block[];
  readonly inlines?: Inline[];
  /** How often it was printed. */
  count: number;
}

/** What kinds of shortcodes ask of the page that they stand on. */
export interface Page {
  readonly shown: PageShown;
  /** Whether the text at hand shows what it says to be new without a version. */
  readonly showsNew: boolean;
  /** The blocks of a file that stands in place of a shortcode. */
  readonly included: (given: Given, cx: Context) => Iterable<Block>;
  /** The blocks of the pages that lie in the page of the text. */
  readonly pages: (given: Given, cx: Context) => Iterable<Block>;
  /** What is read of the text that the template of a shortcode prints; `null`, which is reported, where it prints none. */
  readonly templated: <T>(
    given: Given,
    cx: Context,
    held: Held,
    read: (lines: readonly Line[], cx: Context) => T,
  ) => T | null;
  /** What is read of Markdown that a setting says; `null`, which is reported, where it shows itself or too much of the kind. */
  readonly said: <T>(
    said: Setting,
    showing: Showing,
    read: (lines: readonly Line[], cx: Context) => T,
  ) => T | null;
  /** Report where a template does not show once what its shortcode holds. To be called when all it printed is read. */
  readonly checkHeld: (given: Given, held: Held) => void;
}

/** What is needed to show a shortcode. */
export interface Showing {
  readonly given: Given;
  readonly page: Page;
  readonly cx: Context;
}

/** Report what a shortcode names and there is not. */
export function reportNothing(
  report: Report,
  what: string,
  { value, span }: Setting,
  { call }: Given,
  known: Iterable<string>,
): void {
  report("shortcode-shows-nothing", span, [what, value, call.name, ...nearest(value, known)]);
}

/** The path of a text that a setting names below the folder of the texts, from the root of the project. */
export function partPath(named: Setting, folder: string): string {
  return /^\.\.?\//.test(named.value) ? pathOf(named) : posix.join(folder, named.value);
}

/** The path that a setting names, from the root of the project. */
export function pathOf({ value, span }: Setting): string {
  if (!/^\.\.?\//.test(value)) return posix.normalize(value);
  return posix.join(posix.dirname(authored(span).source.path), value);
}

/**
 * The path of a picture that a setting names: as others do, from the root of the site where it begins with a slash, or
 * beside the text at hand.
 */
export function picturePath(named: Setting, { readBytes, filesAt }: PageShown): string {
  const { value, span } = named;
  const path = pathOf(named);
  const tries = value.startsWith("/")
    ? filesAt(value)
    : [path, posix.join(posix.dirname(authored(span).source.path), value)];
  return tries.find((each) => !isRefused(readBytes(each))) ?? tries[0] ?? path;
}
