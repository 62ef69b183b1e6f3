import { CORE_SCHEMA, load } from "js-yaml";
import { wholeFile, type Source, type Span } from "../base/source.js";
import type { Origin } from "./json.js";
import { endsBeforeColon, type Listener, type ReaderState } from "./key-order.js";
import { joinPointer, parsePointer } from "./pointer.js";
import { offsetsOfText } from "./text-offsets.js";

/**
 * From a JSON pointer to a place in a file. Places are not kept when files are read; where something is to be told, that
 * one file is read again, with a listener that notes where each node begins and ends.
 */

/** A node of a file. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
  /** By key or index; where a key is written twice, the last one. */
  readonly children: ReadonlyMap<string, Child>;
}

interface Child {
  readonly key?: Place;
  readonly place: Place;
}

interface Outline {
  readonly root: Place | null;
  /** Keys that stand in their object for the second time. */
  readonly duplicates: readonly Place[];
}

const outlines = new WeakMap<Source, Outline>();

function outlineOf(source: Source): Outline {
  const known = outlines.get(source);
  if (known) return known;
  const outline = readOutline(source.text);
  outlines.set(source, outline);
  return outline;
}

/** The place of an origin: of the value, or of its key. Where the pointer leads nowhere, that of the nearest thing above it. */
export function spanOf(origin: Origin, of: "key" | "value" = "value"): Span {
  const { found, isWhole } = find(origin);
  if (!found) return wholeFile(origin.source);
  const place = of === "key" || !isWhole ? (found.key ?? found.place) : found.place;
  return { source: origin.source, start: place.start, end: place.end };
}

/** The place in the file of a piece of a string value, given by offsets into the string: line by line through block scalars, folds and escapes. */
export function spanInText(origin: Origin, start: number, end: number = start): Span {
  const { found, isWhole } = find(origin);
  if (!found || !isWhole || typeof found.place.value !== "string") return spanOf(origin);
  const offsets = offsetsOf(origin.source, found.place, found.place.value);
  if (offsets.length === 0) return spanOf(origin);
  const at = (index: number) => offsets[Math.max(0, Math.min(index, offsets.length - 1))]!;
  return {
    source: origin.source,
    start: at(start),
    end: end > start ? at(end - 1) + 1 : at(start),
  };
}

/** The pointer of the smallest value, with its key, that holds an offset: the way back from a place. `null` where the file holds no data. */
export function pointerAt(source: Source, offset: number): string | null {
  let { root: at } = outlineOf(source);
  if (!at) return null;
  let pointer = "";
  // A place may stand below itself where an alias is.
  for (let depth = 0; at && depth <= maxSteps; depth++) {
    let next: Place | null = null;
    for (const [name, { key, place }] of at.children) {
      const start = key ? key.start : place.start;
      if (offset < start || offset > Math.max(place.end, key?.end ?? 0)) continue;
      pointer = joinPointer(pointer, name);
      next = place;
      break;
    }
    at = next;
  }
  return pointer;
}

const maxSteps = 200;

/** The places of keys that stand in an object for the second time. */
export function duplicateKeys(source: Source): Span[] {
  return outlineOf(source).duplicates.map(({ start, end }) => ({ source, start, end }));
}

function find({ source, pointer }: Origin): { found: Child | null; isWhole: boolean } {
  const { root } = outlineOf(source);
  let found: Child | null = root && { place: root };
  for (const key of parsePointer(pointer) ?? []) {
    const next: Child | undefined = found?.place.children.get(key);
    if (!next) return { found, isWhole: false };
    found = next;
  }
  return { found, isWhole: true };
}

const knownOffsets = new WeakMap<Place, readonly number[]>();

function offsetsOf(source: Source, place: Place, value: string): readonly number[] {
  const known = knownOffsets.get(place);
  if (known) return known;
  const offsets = offsetsOfText(source.text, place.start, place.end, value);
  knownOffsets.set(place, offsets);
  return offsets;
}

/** A node that has begun. */
interface Open {
  readonly start: number;
  /** Made with the first child: most nodes are scalars. */
  children?: Map<string, Child>;
  duplicates?: Place[];
  /** The key whose value comes next. */
  key?: Place | undefined;
}

function readOutline(text: string): Outline {
  const open: Open[] = [];
  const anchored = new Map<object, Place>();
  const duplicates: Place[] = [];
  let root: Place | null = null;
  const listener: Listener = (event, state) => {
    if (event === "open") {
      open.push({ start: state.position });
      return;
    }
    const node = open.pop();
    if (!node) return;
    const place = placeOf(node, state, anchored);
    if (state.kind === "mapping") for (const each of node.duplicates ?? []) duplicates.push(each);
    const parent = open.at(-1);
    if (parent) addChild(parent, place, endsBeforeColon(state));
    else root = place;
  };
  try {
    load(text, { schema: CORE_SCHEMA, json: true, listener });
  } catch {
    return { root: null, duplicates }; // what is wrong was told when the file was read
  }
  return { root, duplicates };
}

const noChildren: ReadonlyMap<string, Child> = new Map();

function placeOf(node: Open, state: ReaderState, anchored: Map<object, Place>): Place {
  const value: unknown = state.result;
  const start = skipToNode(state.input, node.start, state.position);
  const end = start + state.input.slice(start, state.position).trimEnd().length;
  if (typeof value !== "object" || value === null)
    return { start, end, value, children: noChildren };
  // An alias shows again what its anchor holds.
  const known = anchored.get(value);
  if (known) return { start, end, value: known.value, children: known.children };
  const place = { start, end, value, children: node.children ?? noChildren };
  anchored.set(value, place);
  return place;
}

const before = /(?:\s+|#[^\n]*|[&!][^\s,[\]{}]*(?=\s))*/y;

/** Past the blanks, comments, tags and anchors before a node. */
function skipToNode(text: string, from: number, limit: number): number {
  const first = text.charCodeAt(from);
  if (first > 0x26) return from; // neither blank nor one of # & !
  before.lastIndex = from;
  before.exec(text);
  return before.lastIndex <= limit && before.lastIndex >= from ? before.lastIndex : from;
}

function addChild(parent: Open, place: Place, isKey: boolean): void {
  const children = (parent.children ??= new Map<string, Child>());
  if (parent.key === undefined && isKey) {
    if (children.has(String(place.value))) (parent.duplicates ??= []).push(place);
    parent.key = place;
    return;
  }
  const name = parent.key ? String(parent.key.value) : String(children.size);
  children.set(name, parent.key ? { key: parent.key, place } : { place });
  parent.key = undefined;
}
