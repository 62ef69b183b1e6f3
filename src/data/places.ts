import { createRequire } from "node:module";
import type { Document, Pair, Scalar } from "yaml";
import { wholeFile, type Source, type Span } from "../base/source.js";
import type { Origin } from "./json.js";
import { parsePointer } from "./pointer.js";
import { offsetsOfText } from "./text-offsets.js";

/**
 * From a JSON pointer to a place in a file. Files are read by a parser that does not know places, since it is several
 * times as fast; only where something is to be told, this reads that one file again, with one that does.
 */

type Yaml = typeof import("yaml");
let loaded: Yaml | undefined;

/** The package takes its time to load, so it is loaded when the first place is asked for. */
function yaml(): Yaml {
  return (loaded ??= createRequire(import.meta.url)("yaml") as Yaml);
}

const documents = new WeakMap<Source, Document | null>();

function documentOf(source: Source): Document | null {
  const known = documents.get(source);
  if (known !== undefined) return known;
  const document = parseWithPlaces(source.text);
  documents.set(source, document);
  return document;
}

function parseWithPlaces(text: string): Document | null {
  try {
    return yaml().parseDocument(text, { strict: false, logLevel: "silent" });
  } catch {
    return null; // nested too deep for that parser: then the file is place enough
  }
}

/** The place of an origin: of the value, or of its key. Where the pointer leads nowhere, that of the nearest thing above it. */
export function spanOf(origin: Origin, of: "key" | "value" = "value"): Span {
  const found = find(origin);
  const node = of === "key" || !found.whole ? (found.key ?? found.value) : found.value;
  return spanOfNode(origin.source, node);
}

/** The place in the file of a piece of a string value, given by offsets into the string: line by line through block scalars, folds and escapes. */
export function spanInText(origin: Origin, start: number, end: number = start): Span {
  const found = find(origin);
  if (!found.whole || !yaml().isScalar(found.value)) return spanOf(origin);
  const offsets = offsetsOf(origin.source, found.value);
  if (!offsets || offsets.length === 0) return spanOf(origin);
  const at = (index: number) => offsets[Math.max(0, Math.min(index, offsets.length - 1))]!;
  return {
    source: origin.source,
    start: at(start),
    end: end > start ? at(end - 1) + 1 : at(start),
  };
}

/** The places of keys that stand in an object for the second time. */
export function duplicateKeys(source: Source): Span[] {
  const errors = documentOf(source)?.errors ?? [];
  return errors
    .filter((error) => error.code === "DUPLICATE_KEY")
    .map(({ pos: [start] }) => ({ source, start, end: endOfKey(source.text, start) }));
}

function endOfKey(text: string, start: number): number {
  const colon = /\s*:/g;
  colon.lastIndex = start;
  return colon.exec(text)?.index ?? start + 1;
}

interface Found {
  /** The last key of the pointer; absent in arrays and at the root. */
  readonly key: unknown;
  readonly value: unknown;
  /** False where the pointer leads further than the file does. */
  readonly whole: boolean;
}

function find({ source, pointer }: Origin): Found {
  const document = documentOf(source);
  let found: Found = { key: undefined, value: document?.contents ?? null, whole: true };
  for (const key of parsePointer(pointer) ?? []) {
    const next = document && descend(document, found.value, key);
    if (!next) return { ...found, whole: false };
    found = next;
  }
  return found;
}

function descend(document: Document, value: unknown, key: string): Found | null {
  const { isAlias, isMap, isSeq } = yaml();
  const node = isAlias(value) ? value.resolve(document) : value;
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return item === undefined ? null : { key: undefined, value: item, whole: true };
  }
  if (!isMap(node)) return null;
  // the last of several equal keys is the one that counts
  const pair = node.items.findLast((each: Pair) => keyText(each.key) === key);
  return pair ? { key: pair.key, value: pair.value ?? pair.key, whole: true } : null;
}

function keyText(key: unknown): string | undefined {
  return yaml().isScalar(key) ? String(key.value) : undefined;
}

function spanOfNode(source: Source, node: unknown): Span {
  if (!yaml().isNode(node) || !node.range) return wholeFile(source);
  const [start, end] = node.range;
  return { source, start, end: start + source.text.slice(start, end).trimEnd().length };
}

const knownOffsets = new WeakMap<Scalar, readonly number[] | null>();

function offsetsOf(source: Source, scalar: Scalar): readonly number[] | null {
  const known = knownOffsets.get(scalar);
  if (known !== undefined) return known;
  const { range, value, type } = scalar;
  const offsets =
    range && typeof value === "string" && type
      ? offsetsOfText(source.text, range[0], range[1], value, type)
      : null;
  knownOffsets.set(scalar, offsets);
  return offsets;
}
