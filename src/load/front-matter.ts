import { tellAgain, type Report } from "../base/diagnostics.js";
import { wholeFile, type Source, type Span } from "../base/source.js";
import { nearest, quoted } from "../base/text.js";
import {
  isArray,
  isObject,
  joinPointer,
  keysOf,
  numberText,
  ownValue,
  spanInText,
  spanOf,
  type DataFile,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { frontMatterOf, markdownLines } from "../markdown/markdown.js";
import type { Line } from "../rst/lines.js";

/** What stands above the text of a page, or of a part of one. */
export interface Front {
  readonly values: JsonObject;
  /** How many lines of the file it has. */
  readonly lines: number;
  /** Where the value of a key stands, or the key itself; the first line of the file where it has none. */
  readonly spanOf: (key: string, of?: "key" | "value") => Span;
  /** Whether it could not be read, which was reported. */
  readonly isBroken: boolean;
  /** As it is written. */
  readonly text: string;
  /** What it says the page is about, as a source of its own. */
  readonly description: Source | undefined;
}

interface Kind {
  readonly wanted: string;
  readonly fits: (value: Json) => boolean;
}

/** A key that has a meaning, and which. */
interface Key {
  readonly kind: Kind;
  readonly means: string;
}

const text: Kind = {
  wanted: "a string",
  fits: (value) => typeof value === "string" || typeof value === "number",
};
const yesNo: Kind = { wanted: "true or false", fits: (value) => typeof value === "boolean" };
const number: Kind = { wanted: "a number", fits: (value) => typeof value === "number" };
const names: Kind = {
  wanted: "an array of strings",
  fits: (value) => isArray(value) && value.every((each) => typeof each === "string"),
};
const object: Kind = { wanted: "an object", fits: (value) => isObject(value) };
const date: Kind = {
  wanted: "a date such as 2020-06-30",
  fits: (value) => typeof value === "string" && isDate(value),
};

const ofOthers = "Nothing here: other generators use it.";

/** The keys that have a meaning, here or for generators of sites from which pages come. */
const keys: Readonly<Record<string, Key>> = {
  title: { kind: text, means: "What heads the page, and what links to it are called." },
  linkTitle: { kind: text, means: "What links to the page are called, in place of its title." },
  description: {
    kind: text,
    means: "Markdown: the first paragraphs of the page, and what search engines show of it.",
  },
  weight: { kind: number, means: "Its place in the navigation: the lower ones come first." },
  date: { kind: date, means: "Of pages with the same weight the latest comes first." },
  version: { kind: text, means: "The version of what the page describes." },
  layout: { kind: text, means: "What the page shows besides its text, as the settings say." },
  outputs: { kind: names, means: "Further files that are made of the page." },
  params: { kind: object, means: "More values." },
  headless: {
    kind: yesNo,
    means: "Of an index.md: the files of its folder are no pages, but parts that pages show.",
  },
  toc_hide: { kind: yesNo, means: "Whether it is left out of the navigation." },
  notoc: { kind: yesNo, means: "Whether the page has no contents at its side." },
  type: { kind: text, means: ofOthers },
  body_class: { kind: text, means: ofOthers },
};

/** A key of front matter for who writes it. */
export interface FrontMatterKey {
  readonly name: string;
  /** What its value must be: "a string". */
  readonly wanted: string;
  readonly means: string;
}

/** All keys that have a meaning. */
export const frontMatterKeys: readonly FrontMatterKey[] = Object.entries(keys).map(
  ([name, { kind, means }]) => ({ name, wanted: kind.wanted, means }),
);

/** The front matter of a file. Unknown keys, and values that do not fit their keys, are reported and left out. */
export function readFront(source: Source, moreKeys: readonly string[], report: Report): Front {
  const whole = wholeFile(source);
  if (!/^(?:---|\+\+\+)[ \t]*\n/.test(source.text)) {
    const isBroken = reportMisplaced(source, report);
    return {
      values: {},
      lines: 0,
      spanOf: () => whole,
      isBroken,
      text: "",
      description: undefined,
    };
  }
  let isBroken = false;
  const head = headOf(source);
  const found = frontMatterOf(head, (code, span, parts = []) => {
    isBroken = true;
    tellAgain({ code, span, parts }, report);
  });
  const { file = null, lines = 0, span = whole } = found ?? {};
  isBroken = reportSecondEnd(source, head, found?.lines ?? 0, report) || isBroken;
  let spans: ReturnType<typeof tomlSpans> | undefined;
  const placeOf = (key: string, of: "key" | "value" = "value") =>
    file
      ? spanOf({ source: file.source, pointer: joinPointer("", key) }, of)
      : ((spans ??= tomlSpans(source, lines)).get(key) ?? span);
  // TOML has dates of its own, which are text here as they are in YAML.
  const written = (file?.value ?? JSON.parse(JSON.stringify(found?.values ?? {}))) as Json;
  const values = checked(written, moreKeys, placeOf, report);
  return {
    values,
    lines,
    isBroken,
    spanOf: placeOf,
    text: head
      .slice(0, lines)
      .map((line) => line.text)
      .join("\n"),
    description: textAt(values, "description", file, source),
  };
}

/** Report a second `+++` right below the one that ends front matter; says whether there is one. A second `---` is a line across the page. */
function reportSecondEnd(
  source: Source,
  head: readonly Line[],
  lines: number,
  report: Report,
): boolean {
  const last = head[lines - 1];
  if (last?.text.trimEnd() !== "+++") return false;
  const below = last.offset + last.text.length;
  const [, gap] = /^(\s*\n)\+\+\+[ \t]*(?:\n|$)/.exec(source.text.slice(below, below + 200)) ?? [];
  if (gap === undefined) return false;
  const start = below + gap.length;
  report("bad-front-matter", { source, start, end: start + 3 }, [
    "this line would end it a second time",
  ]);
  return true;
}

/** What is not where front matter stands, or not as it begins, but has keys as it has. */
const misplacedRe =
  /^(?:\s|<!--(?:(?!-->)[^])*-->){0,100}(?<mark>-{3,}\w*|\+{3,}|;{3})[ \t]*\n(?:[ \t]*(?:#.*)?\n){0,20}[ \t]*(?:"?(?:title|linkTitle|description|weight|date|draft|layout|type|id|slug|sidebar_\w+|author|tags)"?\s*[:=]|\{)/i;
/** `title: A` with its `---` below, but none above: that is a heading. */
const lostMarkRe =
  /^(?<mark>(?:title|linkTitle|description|weight|date|draft|layout):[ \t][^\n]*)\n(?:(?:[\w-]+:|[ \t]|- |#)[^\n]*\n){0,50}---[ \t]*\n/;
const jsonRe = /^\s*(?<mark>\{)\s*"(?:title|linkTitle|description|weight|date|draft|layout)"\s*:/i;

/** Report front matter that is text where it stands; says whether there is some. */
function reportMisplaced(source: Source, report: Report): boolean {
  const head = source.text.slice(0, 4000);
  const found = misplacedRe.exec(head) ?? lostMarkRe.exec(head) ?? jsonRe.exec(head);
  if (!found) return false;
  const { mark = "" } = found.groups!;
  const start = found[0].indexOf(mark);
  const why =
    mark === "{" || mark.endsWith("json")
      ? "it is JSON"
      : start > 0
        ? `"${mark}" does not stand at the beginning of the first line`
        : /\w/.test(mark)
          ? "it begins without a line ---"
          : `it begins with "${mark}"`;
  report("bad-front-matter", { source, start, end: start + mark.length }, [why]);
  return true;
}

/** Where the first part of a key, or of a table's name, stands in a line of TOML: bare, or in either kind of quotes. */
const tomlKeyRe =
  /^(?<lead>[ \t]*\[{0,2}[ \t]*)(?<key>[\w-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')(?=[ \t]*[=.\]])/gm;
const tomlTextRe = /(?<marks>"""|''')[^]*?\k<marks>/g;

/** Where each key of TOML stands first. */
function tomlSpans(source: Source, lines: number): ReadonlyMap<string, Span> {
  const head = source.text.split("\n", lines).join("\n");
  const withoutTexts = head.replace(tomlTextRe, (text) => text.replace(/[^\n]/g, " "));
  const spans = new Map<string, Span>();
  for (const { index, groups } of withoutTexts.matchAll(tomlKeyRe)) {
    const { lead = "", key: written = "" } = groups!;
    const start = index + lead.length;
    const key = tomlKey(written);
    if (!spans.has(key)) spans.set(key, { source, start, end: start + written.length });
  }
  return spans;
}

function tomlKey(written: string): string {
  if (!/^["']/.test(written)) return written;
  try {
    return String(JSON.parse(written));
  } catch {
    return written.slice(1, -1);
  }
}

/** The lines up to the second mark of front matter; all of them where there is none. */
function headOf(source: Source): readonly Line[] {
  const { text } = source;
  const second = (text.startsWith("---") ? /\n---\s*?(?=\n|$)/g : /\n\+\+\+\s*?(?=\n|$)/g).exec(
    text,
  );
  if (!second) return markdownLines(source);
  const end = second.index + second[0].length;
  const head = markdownLines({ path: source.path, text: text.slice(0, end) });
  return head.map((line) => ({ ...line, source }));
}

/** Keys of other programs, and those that say the same. */
const elsewhere: Readonly<Record<string, readonly [string]>> = {
  sidebar_position: ["weight"],
  nav_order: ["weight"],
  sidebar_label: ["linkTitle"],
  nav_title: ["linkTitle"],
};

/** The values that fit. */
function checked(
  written: Json,
  moreKeys: readonly string[],
  placeOf: Front["spanOf"],
  report: Report,
): JsonObject {
  if (!isObject(written)) return {};
  const known = [...Object.keys(keys), ...moreKeys];
  const kept: [string, Json][] = [];
  for (const key of keysOf(written)) {
    const value = ownValue(written, key)!;
    const kind = Object.hasOwn(keys, key) ? keys[key]!.kind : undefined;
    if (!known.includes(key))
      report("front-matter-unknown-key", placeOf(key, "key"), [
        key,
        ...(Object.hasOwn(elsewhere, key) ? elsewhere[key]! : nearest(key, known)),
      ]);
    if (value === null) continue;
    if (kind && !kind.fits(value))
      report("front-matter-bad-value", placeOf(key), [key, kind.wanted, shown(value)]);
    // A version 1.10 is not 1.1.
    else kept.push([key, (kind === text && numberText(written, key)) || value]);
  }
  return Object.fromEntries(kept);
}

function shown(value: Json): string {
  return quoted(JSON.stringify(value));
}

function isDate(written: string): boolean {
  if (!/^\d{4}-\d\d-\d\d(?:[T ][\d:.+\-Zz ]*)?$/.test(written)) return false;
  const day = written.slice(0, 10);
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function textAt(
  values: JsonObject,
  key: string,
  file: DataFile | null,
  { path }: Source,
): Source | undefined {
  const value = ownValue(values, key);
  if (value === undefined || isObject(value) || isArray(value)) return undefined;
  const pointer = joinPointer("", key);
  return {
    path,
    text: String(value),
    ...(file && {
      origin: (offset: number) => spanInText({ source: file.source, pointer }, offset, offset + 1),
    }),
  };
}
