import type { DocumentSymbol, SymbolInformation, SymbolKind } from "vscode-languageserver-protocol";
import { methods } from "../api/api.js";
import type { Source, Span } from "../base/source.js";
import { isArray, isObject, joinPointer, keysOf, spanOf, type Json } from "../data/data.js";
import { titleOf } from "./about.js";
import type { Workspace } from "./workspace.js";

/** Numbers of the protocol. */
const kinds = { section: 15, path: 3, operation: 6, schema: 5, key: 20 } as const satisfies Record<
  string,
  SymbolKind
>;

/** What a file is made of: sections of a text; operations, schemas and keys of data. */
export function symbolsOf(workspace: Workspace, path: string): DocumentSymbol[] {
  if (workspace.isData(path)) return dataSymbols(workspace, path);
  const index = workspace.index(path);
  const source = workspace.source(path);
  if (!index || !source) return [];
  const roots: DocumentSymbol[] = [];
  const open: { readonly level: number; readonly children: DocumentSymbol[] }[] = [];
  for (const [at, { title, level, span }] of index.sections.entries()) {
    const next = index.sections.slice(at + 1).find((other) => other.level <= level);
    const end = next ? Math.max(span.end, next.span.start - 1) : source.text.length;
    const children: DocumentSymbol[] = [];
    const symbol: DocumentSymbol = {
      name: title || "(untitled)",
      kind: kinds.section,
      range: workspace.range({ source, start: span.start, end }),
      selectionRange: workspace.range(span),
      children,
    };
    while (open.length > 0 && open.at(-1)!.level >= level) open.pop();
    (open.at(-1)?.children ?? roots).push(symbol);
    open.push({ level, children });
  }
  return roots;
}

const fieldsOfOperations = new Set<string>(methods);
/** Keys whose values are shown one by one. */
const maps = new Set([
  "/paths",
  "/webhooks",
  "/definitions",
  "/$defs",
  "/parameters",
  "/responses",
  "/properties",
  "/components",
  "/apis",
  "/labels",
  "/targets",
  "/groups",
  "/shortcodes",
  "/tables",
]);

function dataSymbols(workspace: Workspace, path: string): DocumentSymbol[] {
  const file = workspace.data(path);
  if (!file || !isObject(file.value)) return [];
  const { source } = file;
  const symbolOf = (
    name: string,
    pointer: string,
    value: Json,
    kind: SymbolKind,
    children: DocumentSymbol[],
  ): DocumentSymbol => {
    const key = spanOf({ source, pointer }, "key");
    const all = spanOf({ source, pointer });
    const whole: Span = {
      source,
      start: Math.min(key.start, all.start),
      end: Math.max(key.end, all.end),
    };
    const detail = kind === kinds.path ? "" : titleOf(value);
    return {
      name: name || '""',
      kind,
      ...(detail === "" ? {} : { detail }),
      range: workspace.range(whole),
      selectionRange: workspace.range(key),
      children,
    };
  };
  const below = (value: Json, pointer: string): DocumentSymbol[] => {
    if (!isObject(value)) return [];
    return keysOf(value).map((key) => {
      const at = joinPointer(pointer, key);
      const child = value[key]!;
      const isPaths = pointer === "/paths" || pointer === "/webhooks";
      const isListed = maps.has(at) || (pointer === "/components" && !isArray(child));
      if (isPaths) return symbolOf(key, at, child, kinds.path, operations(child, at));
      const kind =
        maps.has(pointer) || pointer.startsWith("/components/") ? kinds.schema : kinds.key;
      return symbolOf(key, at, child, kind, isListed ? below(child, at) : []);
    });
  };
  const operations = (item: Json, pointer: string): DocumentSymbol[] => {
    if (!isObject(item)) return [];
    return keysOf(item)
      .filter((key) => fieldsOfOperations.has(key))
      .map((key) =>
        symbolOf(key.toUpperCase(), joinPointer(pointer, key), item[key]!, kinds.operation, []),
      );
  };
  return below(file.value, "");
}

/** The most symbols that are found at once. */
const most = 500;

/**
 * The sections of all texts, and the operations, schemas and other named things of all data files, in whose names all words
 * of a query are.
 */
export function symbolsIn(workspace: Workspace, query: string): SymbolInformation[] {
  const words = query.toLowerCase().split(/\s+/);
  const found: SymbolInformation[] = [];
  const { texts = [], data = [] } = workspace.facts ?? {};
  for (const path of [...texts, ...data])
    for (const { name, kind, selectionRange } of namedIn(workspace, path)) {
      const lower = name.toLowerCase();
      if (!words.every((word) => lower.includes(word))) continue;
      const location = { uri: workspace.uriOf(path), range: selectionRange };
      found.push({ name, kind, location, containerName: path });
      if (found.length === most) return found;
    }
  return found;
}

type NamedSymbol = Pick<DocumentSymbol, "name" | "kind" | "selectionRange">;

/** By the text that they are of. */
const known = new WeakMap<Source, readonly NamedSymbol[]>();

/** What a file names, without the keys that all files of its kind have. */
function namedIn(workspace: Workspace, path: string): readonly NamedSymbol[] {
  const source = workspace.source(path);
  if (!source) return [];
  const before = known.get(source);
  if (before) return before;
  const named: NamedSymbol[] = [];
  const take = (symbols: readonly DocumentSymbol[], above: string) => {
    for (const { name, kind, selectionRange, children = [] } of symbols) {
      const whole = kind === kinds.operation ? `${name} ${above}` : name;
      if (kind !== kinds.key && kind !== kinds.path)
        named.push({ name: whole, kind, selectionRange });
      take(children, name);
    }
  };
  take(symbolsOf(workspace, path), "");
  known.set(source, named);
  return named;
}
