import { posix } from "node:path";
import { collector, reportTo, type Diagnostic } from "../../src/base/diagnostics.js";
import { positionAt } from "../../src/base/source.js";
import { allowSuggestions } from "../../src/base/text.js";
import { readData, type DataFile, type Json } from "../../src/data/data.js";
import { Registry } from "../../src/schema/registry.js";
import { codes } from "../../src/base/diagnostics.js";
import { checkApi, checkStructure, readApiDocument, type ApiAccess } from "../../src/api/api.js";
import type { ApiDocument } from "../../src/api/model.js";

/** Files of texts by their paths, or one file alone. */
export type Texts = Readonly<Record<string, string>> | string;

export interface Opened {
  readonly files: Files;
  readonly file: DataFile;
  readonly access: ApiAccess;
  readonly diagnostics: readonly Diagnostic[];
}

/** Files in memory, the first of which is the document, with schemas that are as plain as can be. */
export function open(texts: Texts): Opened {
  allowSuggestions();
  const { report, diagnostics } = collector();
  const given = typeof texts === "string" ? { "api.yaml": texts } : texts;
  const all = new Map(
    Object.entries(given).map(([path, text]) => [path, readData({ path, text }, report)]),
  );
  return opened([...all.values()][0]!, all, report, diagnostics);
}

/** The same for a value that was made, whose findings have no places. */
export function openValue(value: Json, path = "api.json"): Opened {
  const { report, diagnostics } = collector();
  const file = { source: { path, text: "{}" }, value };
  return opened(file, new Map([[path, file]]), report, diagnostics);
}

function opened(
  file: DataFile,
  all: ReadonlyMap<string, DataFile>,
  report: ApiAccess["report"],
  diagnostics: readonly Diagnostic[],
): Opened {
  const readData = (path: string) =>
    all.get(posix.normalize(path)) ?? { refused: "does not exist", near: [] };
  const files = { readData };
  return { file, files, access: accessTo(files, report), diagnostics };
}

/** Where files come from. */
export interface Files {
  readData(path: string): DataFile | { readonly refused: string; readonly near: readonly string[] };
}

/** Follows references and reports nothing. */
export function finderIn({ readData }: Files): ApiAccess["follow"] {
  const registry = new Registry(
    { readData },
    reportTo(() => {}),
  );
  return (ref, from) => registry.follow(ref, from);
}

export function accessTo({ readData }: Files, report: ApiAccess["report"]): ApiAccess {
  const told = new Registry({ readData }, report);
  // Of schemas other tests say what is wrong.
  const registry = new Registry(
    { readData },
    reportTo(() => {}),
  );
  return {
    schemaAt: (at, dialect) => registry.schemaAt(at, dialect),
    follow: (ref, from) => told.follow(ref, from),
    report,
  };
}

export function read(texts: Texts): { api: ApiDocument; told: string[] } {
  const opened = open(texts);
  const api = readApiDocument(opened.file, opened.access)!;
  return { api, told: told(opened.diagnostics) };
}

/** What the structure of a document is told of, as `line:column code: sentence`. */
export function structureOf(texts: Texts): string[] {
  const { file, access, diagnostics } = open(texts);
  checkStructure(file, access);
  return told(diagnostics);
}

/** What the rules find, of a document without faults of structure. */
export function rulesOf(texts: Texts): string[] {
  const { file, files, access, diagnostics } = open(texts);
  const document = readApiDocument(file, access)!;
  checkApi([document], access.report, { find: finderIn(files) });
  return told(diagnostics);
}

export function told(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, span, parts }) => {
    const text = (codes[code].text as (...parts: readonly string[]) => string)(...parts);
    if (!span) return `${code}: ${text}`;
    const { line, column } = positionAt(span.source, span.start);
    return `${line}:${column} ${code}: ${text}`;
  });
}
