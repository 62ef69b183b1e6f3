import { authored, lastAtMost, type Source, type Span } from "../base/source.js";
import { reportTo } from "../base/diagnostics.js";
import { readToml } from "../base/read-toml.js";
import { isObject, readData, spanOf, type DataFile } from "../data/data.js";
import type { Line } from "../rst/lines.js";
import type { Tell } from "./html-flow.js";

/** What stands above the text of a file. */
export interface FrontMatter {
  readonly values: Readonly<Record<string, unknown>>;
  readonly title: { readonly text: string; readonly span: Span } | null;
  /** Its YAML as a file of its own, for the places of its values; `null` where it is TOML or cannot be read. */
  readonly file: DataFile | null;
  /** The place of its first line. */
  readonly span: Span;
  /** How many lines it has, with those around it. */
  readonly lines: number;
}

const marks: Readonly<Record<string, "yaml" | "toml">> = { "---": "yaml", "+++": "toml" };

/** `- title: A`: a list of which the first item has a key that only front matter has. */
const listedKeyRe =
  /^(?<lead>[ \t]*)-[ \t]+["']?(?:title|linkTitle|description|weight|date|layout)["']?[ \t]*:(?:[ \t]|$)/;

/** The front matter of a file: YAML between lines of `---` at its very top, or TOML between `+++`; `null` where there is none. */
export function frontMatterOf(lines: readonly Line[], tell: Tell): FrontMatter | null {
  const mark = lines[0]?.text.trimEnd() ?? "";
  const format = Object.hasOwn(marks, mark) ? marks[mark] : undefined;
  if (format === undefined) return null;
  const end = lines.findIndex(({ text }, index) => index > 0 && text.trimEnd() === mark);
  const first = lines[0]!;
  const span = { source: first.source, start: first.offset, end: first.offset + mark.length };
  if (end === -1) {
    // A line across the page may be the first thing of a text.
    const next = lines.slice(1).find(({ text }) => !text.startsWith("#"));
    if (/^[\w-]+\s*[:=]/.test(next?.text ?? "")) tell("front-matter-not-closed", span, [mark]);
    return null;
  }
  // Text between two lines across the page is no front matter.
  const inner = lines.slice(1, end).find(({ text }) => !/^\s*(?:#.*)?$/.test(text));
  const lacksColon =
    format === "yaml" && inner
      ? /^(?<key>title|linkTitle|description|weight|date)[ \t]+[^:=]+$/.exec(inner.text)
      : null;
  if (lacksColon) {
    const { key = "" } = lacksColon.groups!;
    const place = { source: inner!.source, start: inner!.offset, end: inner!.offset + key.length };
    tell("bad-front-matter", place, [`there is no colon after "${key}"`]);
    return { values: {}, title: null, file: null, span, lines: end + 1 };
  }
  const item = format === "yaml" && inner ? listedKeyRe.exec(inner.text) : null;
  if (item) {
    const start = inner!.offset + item.groups!["lead"]!.length;
    const place = { source: inner!.source, start, end: start + 1 };
    tell("bad-front-matter", place, ["its keys are items of a list"]);
    return { values: {}, title: null, file: null, span, lines: end + 1 };
  }
  if (inner && !/^(?:["'\w{[]|[ \t]+["']?[A-Za-z]\w*["']?[ \t]*[:=])/.test(inner.text)) return null;
  if (inner && !/[:=]/.test(inner.text)) return null;
  const source = sourceOf(lines.slice(1, end), span);
  const { values, file = null } =
    format === "yaml" ? yamlValues(source, tell) : tomlValues(source, tell);
  const title = values["title"];
  return {
    values,
    title: isTitle(title) ? { text: String(title).trim(), span: titleSpan(file) ?? span } : null,
    file,
    span,
    lines: end + 1,
  };
}

function titleSpan(file: DataFile | null): Span | null {
  return file && authored(spanOf({ source: file.source, pointer: "/title" }));
}

function isTitle(value: unknown): value is string | number {
  return (typeof value === "string" && value.trim() !== "") || typeof value === "number";
}

/** Some lines as a text of their own, which leads back to where they stand. */
function sourceOf(lines: readonly Line[], span: Span): Source {
  const starts: number[] = [];
  let at = 0;
  for (const { text } of lines) {
    starts.push(at);
    at += text.length + 1;
  }
  return {
    path: span.source.path,
    text: lines.map(({ text }) => text).join("\n"),
    origin: (offset) => {
      const index = lastAtMost(starts, offset);
      const line = lines[index];
      if (!line) return span;
      const start = line.offset + Math.min(offset - starts[index]!, line.text.length);
      return { source: line.source, start, end: start + 1 };
    },
  };
}

interface Values {
  readonly values: FrontMatter["values"];
  readonly file?: DataFile;
}

function yamlValues(source: Source, tell: Tell): Values {
  if (source.text.trim() === "") return { values: {} };
  let isTold = false;
  const file = readData(
    source,
    reportTo(({ code, span, parts }) => {
      isTold ||= code !== "empty-file";
      if (code !== "empty-file") tell(code, span ?? { source, start: 0, end: 0 }, parts);
    }),
  );
  const { value } = file;
  if (isObject(value)) return { values: value, file };
  if (value !== null && !isTold)
    tell("bad-front-matter", { source, start: 0, end: source.text.length }, ["it has no keys"]);
  return { values: {} };
}

function tomlValues(source: Source, tell: Tell): Values {
  const read = readToml(source.text);
  if ("values" in read) return read;
  const { why, at } = read;
  tell("bad-front-matter", { source, start: at, end: at + 1 }, [why, "toml"]);
  return { values: {} };
}
