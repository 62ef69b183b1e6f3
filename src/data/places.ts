import { wholeFile, type Source, type Span } from "../base/source.js";
import type { DataFile, Origin } from "./json.js";
import { isKey, isMergeKey, nodesOf, type Nodes } from "./nodes.js";
import { joinPointer, parsePointer } from "./pointer.js";
import { offsetsOfText } from "./text-offsets.js";

/**
 * From a JSON pointer to a place in a file. What was noted when the file was read is made into an outline once something
 * is to be told of it.
 */

/** A value of a file, or a key. Most are never asked for: where one begins and ends is worked out for those that are. */
interface Place {
  /** Between these it was read, with blanks and comments around it. */
  from: number;
  to: number;
  value: unknown;
  /** The key it stands under; an item of a list has none. */
  key: Place | undefined;
  /** The values below, in order; of equal keys there may be several. */
  children: Place[] | undefined;
  /** The key whose value is yet to be read. */
  next: Place | undefined;
}

interface Outline {
  /** `null` where the text could not be read. */
  readonly root: Place | null;
  /** All of them, the outer ones after those within. */
  readonly places: readonly Place[];
}

const outlines = new WeakMap<Source, Outline>();

function outlineOf(source: Source): Outline {
  const known = outlines.get(source);
  if (known) return known;
  const outline = makeOutline(source.text, nodesOf(source));
  outlines.set(source, outline);
  return outline;
}

/** The place of an origin: of the value, or of its key. Where the pointer leads nowhere, that of the nearest thing above it. */
export function spanOf(origin: Origin, of: "key" | "value" = "value"): Span {
  if (nodesOf(origin.source).isText) return wholeFile(origin.source);
  const { found, isWhole } = find(origin);
  const { source } = origin;
  if (!found) return wholeFile(source);
  const { key } = found;
  if (key && (of === "key" || !isWhole)) return spanOfPlace(key, source);
  const span = spanOfPlace(found, source);
  // Where nothing is written after a key, that is what an author looks for.
  return key && span.start === span.end ? spanOfPlace(key, source) : span;
}

/** Remember where the values of a file are that was read as another text. `offsets`: where each character of that text stands in the file. */
export function placesOf(source: Source, read: Source, offsets: readonly number[]): void {
  const { root, places } = makeOutline(read.text, nodesOf(read));
  for (const place of places) {
    place.from = offsets[place.from]!;
    place.to = offsets[place.to]!;
  }
  outlines.set(source, { root, places });
}

/** The place in the file of a piece of a string value, given by offsets into the string: line by line through block scalars, folds and escapes. */
export function spanInText(origin: Origin, start: number, end: number = start): Span {
  if (nodesOf(origin.source).isText) return { source: origin.source, start, end };
  const { found, isWhole } = find(origin);
  if (!found || !isWhole || typeof found.value !== "string") return spanOf(origin);
  const offsets = offsetsOf(origin.source, found, found.value);
  if (offsets.length === 0) return spanOf(origin);
  const at = (index: number) => offsets[Math.max(0, Math.min(index, offsets.length - 1))]!;
  return {
    source: origin.source,
    start: at(start),
    end: end > start ? at(end - 1) + 1 : at(start),
  };
}

/** A text of a file as a source of its own, which leads back to its place there. */
export function writtenSource({ source }: DataFile, pointer: string, text: string): Source {
  return {
    path: source.path,
    text,
    origin: (offset) => spanInText({ source, pointer }, offset, offset + 1),
  };
}

/** The pointer of the smallest value, with its key, that holds an offset: the way back from a place. `null` where the file holds no data. */
export function pointerAt(source: Source, offset: number): string | null {
  if (!outlineOf(source).root) return null;
  return joinPointer("", ...placesAt(source, offset).map(({ name }) => name));
}

/** The keys and values that hold an offset, from the outermost to the smallest. What has no key is an item of a list. */
export function spansAt(
  source: Source,
  offset: number,
): { readonly key: Span | null; readonly value: Span }[] {
  return placesAt(source, offset).map(({ place }) => ({
    key: place.key ? spanOfPlace(place.key, source) : null,
    value: spanOfPlace(place, source),
  }));
}

/** The values that hold an offset, with their keys, from the outermost one below the root to the smallest. */
function placesAt(
  source: Source,
  offset: number,
): { readonly place: Place; readonly name: string }[] {
  const found: { place: Place; name: string }[] = [];
  let at = outlineOf(source).root;
  // A place may stand below itself where an alias is.
  while (at?.children && found.length <= maxSteps) {
    const index = childAt(at.children, offset, source);
    at = at.children[index] ?? null;
    if (at) found.push({ place: at, name: nameOf(at, index) });
  }
  return found;
}

const maxSteps = 200;

/** The index of the child that holds an offset, or -1. They stand one after the other; what was read for one may begin within the blanks behind the one before. */
function childAt(children: readonly Place[], offset: number, source: Source): number {
  let low = 0;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const { key, from } = children[middle]!;
    if ((key?.from ?? from) <= offset) low = middle;
    else high = middle - 1;
  }
  for (let index = low; index >= Math.max(0, low - 1); index--)
    if (holds(children[index]!, offset, source)) return index;
  return -1;
}

/** Whether a value with its key holds an offset. */
function holds(place: Place, offset: number, source: Source): boolean {
  const { key = place } = place;
  // It lies within what was read for it.
  if (offset < key.from || offset > Math.max(place.to, key.to)) return false;
  const { start, end } = spanOfPlace(key, source);
  return offset >= start && offset <= Math.max(end, spanOfPlace(place, source).end);
}

/** The places of keys that stand in an object for the second time. */
export function duplicateKeys(source: Source): Span[] {
  const seen = new Set<readonly Place[]>(); // an alias shows again what its anchor holds
  return outlineOf(source).places.flatMap(({ children = [] }) => {
    if (seen.has(children)) return [];
    seen.add(children);
    const names = new Set<string>();
    return children
      .flatMap(({ key }) => key ?? [])
      .filter(({ from, value }) => !isMergeKey(source.text, from, value))
      .filter(({ value }) => names.size === names.add(String(value)).size)
      .map((key) => spanOfPlace(key, source));
  });
}

interface Found {
  readonly found: Place | null;
  readonly isWhole: boolean;
}

/** What was looked for last: of a long text each fault asks for the same place. */
const last = new WeakMap<Source, { readonly pointer: string; readonly answer: Found }>();

function find({ source, pointer }: Origin): Found {
  const known = last.get(source);
  if (known?.pointer === pointer) return known.answer;
  const answer = findAnew({ source, pointer });
  last.set(source, { pointer, answer });
  return answer;
}

function findAnew({ source, pointer }: Origin): Found {
  let found = outlineOf(source).root;
  for (const key of parsePointer(pointer) ?? []) {
    const next = found?.children && namedChildren(found.children, source.text).get(key);
    if (!next) return { found, isWhole: false };
    found = next;
  }
  return { found, isWhole: true };
}

const named = new WeakMap<readonly Place[], ReadonlyMap<string, Place>>();

/** Places by key or index, once somebody asks; the last one of equal keys, then those that merge keys bring. */
function namedChildren(children: readonly Place[], text: string): ReadonlyMap<string, Place> {
  const known = named.get(children);
  if (known) return known;
  const isMerge = ({ key }: Place) => key !== undefined && isMergeKey(text, key.from, key.value);
  const own = children.filter((child) => !isMerge(child));
  const byName = new Map(own.map((child, index) => [nameOf(child, index), child] as const));
  named.set(children, byName); // before the others: a map may be merged into itself
  for (const { value, children: merged = [] } of children.filter(isMerge))
    for (const map of Array.isArray(value) ? merged.map((item) => item.children ?? []) : [merged])
      for (const [name, place] of namedChildren(map, text))
        if (!byName.has(name)) byName.set(name, place);
  return byName;
}

function nameOf({ key }: Place, index: number): string {
  return String(key ? key.value : index);
}

const knownOffsets = new WeakMap<Place, readonly number[]>();

function offsetsOf(source: Source, place: Place, value: string): readonly number[] {
  const known = knownOffsets.get(place);
  if (known) return known;
  const { start, end } = spanOfPlace(place, source);
  const offsets = offsetsOfText(source.text, start, end, value);
  knownOffsets.set(place, offsets);
  return offsets;
}

function makeOutline(text: string, { marks, values, isWhole }: Nodes): Outline {
  const places: Place[] = [];
  const open: Place[] = [];
  const anchored = new Map<unknown, Place>();
  for (let index = 0; index < marks.length; index++) {
    const mark = marks[index]!;
    if (mark >= 0) {
      open.push(placeFrom(mark));
      continue;
    }
    const place = open.pop()!; // what ends has begun
    place.to = ~mark;
    place.value = values[places.length];
    places.push(place);
    if (typeof place.value !== "object" || place.value === null) place.children = undefined;
    else {
      // An alias shows again what its anchor holds.
      const anchor = anchored.get(place.value);
      if (anchor) place.children = anchor.children;
      else {
        anchored.set(place.value, place);
        if (Array.isArray(place.value)) addEmptyItems(place, place.value, text);
      }
    }
    const parent = open[open.length - 1];
    if (parent) addTo(parent, place, text);
  }
  return { root: (isWhole && places.at(-1)) || null, places };
}

function placeFrom(from: number): Place {
  return {
    from,
    to: from,
    value: undefined,
    key: undefined,
    children: undefined,
    next: undefined,
  };
}

function addTo(parent: Place, place: Place, text: string): void {
  if (parent.next === undefined && isKey(text, place.to, place.value)) {
    parent.next = place;
    return;
  }
  place.key = parent.next;
  parent.next = undefined;
  if (parent.children) parent.children.push(place);
  else parent.children = [place];
}

/** Items of which nothing but the hyphen is written, which no reader marks: these are where their hyphens are. */
function addEmptyItems(list: Place, items: readonly unknown[], text: string): void {
  const { children = [] } = list;
  if (children.length === items.length) return;
  const all: Place[] = [];
  let next = 0;
  for (const item of items) {
    const child = children[next];
    if (child && (item !== null || child.value === null)) {
      all.push(child);
      next++;
      continue;
    }
    const from = skipToNode(text, all.at(-1)?.to ?? list.from, list.to);
    all.push({ ...placeFrom(from), to: from + 1, value: null });
  }
  list.children = all;
}

function spanOfPlace({ from, to }: Place, source: Source): Span {
  const start = skipToNode(source.text, from, to);
  return { source, start, end: start + source.text.slice(start, to).trimEnd().length };
}

const before = /(?:\s+|#[^\n]*|[&!][^\s,[\]{}]*(?=\s))*/y;

/** Past the blanks, comments, tags and anchors before a node. */
function skipToNode(text: string, from: number, limit: number): number {
  const first = text.charCodeAt(from);
  if (first > 0x26) return from; // neither blank nor one of # & !
  before.lastIndex = from;
  before.exec(text);
  return before.lastIndex <= limit ? before.lastIndex : from;
}
