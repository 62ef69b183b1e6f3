import type { DocumentSymbol, SymbolKind } from "vscode-languageserver-protocol";
import { methods } from "../api/api.js";
import type { Span } from "../base/source.js";
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
