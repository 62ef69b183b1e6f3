import { CORE_SCHEMA, load, Type, type LoadOptions } from "js-yaml";
import type { Source } from "../base/source.js";

/**
 * The nodes of a text in the order in which a reader comes by them. What plain values do not keep is made of this:
 * places, the order of keys, how numbers are written.
 */
export interface Nodes {
  /** Where a node begins or, as `~offset`, where the last one that has begun ends. */
  readonly marks: readonly number[];
  /** The values of the nodes in the order of their ends. */
  readonly values: readonly unknown[];
  /** Whether the text was read to its end. */
  readonly isWhole: boolean;
  /** The value is the text itself, character by character. */
  readonly isText?: true;
}

/**
 * `<<: *base`: the keys of another map, or of several in a list, as far as the map has none of its own.
 *
 * @see https://yaml.org/type/merge.html
 */
const mergeKey = new Type("tag:yaml.org,2002:merge", {
  kind: "scalar",
  resolve: (text: unknown) => text === "<<",
});

/** `1e400`: a number to YAML and JSON, which js-yaml takes for a string, since it is beyond what JavaScript counts with. */
const largeNumber = new Type("tag:yaml.org,2002:float#large", {
  kind: "scalar",
  resolve: (text: unknown) =>
    typeof text === "string" &&
    /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE]\+?\d+)?$/.test(text) &&
    !Number.isFinite(Number(text)),
  construct: Number,
});

const schema = CORE_SCHEMA.extend({ implicit: [mergeKey, largeNumber] });

/** How many keys all merge keys of a file may bring. */
const mostMerged = 200_000;

const known = new WeakMap<Source, Nodes>();

/** Reads a file with js-yaml and notes its nodes, also those before a fault that is thrown. */
export function loadYaml(source: Source, options: LoadOptions = {}): unknown {
  const marks: number[] = [];
  const values: unknown[] = [];
  const listener: LoadOptions["listener"] = (event, { position, result }) => {
    if (event === "open") marks.push(position);
    else {
      marks.push(~position);
      values.push(result);
    }
  };
  let isWhole = false;
  try {
    const value: unknown = load(source.text, {
      schema,
      maxTotalMergeKeys: mostMerged,
      ...options,
      listener,
    } as LoadOptions);
    isWhole = true;
    return value;
  } finally {
    known.set(source, { marks, values, isWhole });
  }
}

/** Remember the nodes of a file that js-yaml need not read. */
export function rememberNodes(source: Source, nodes: Nodes): void {
  known.set(source, nodes);
}

/** The nodes of a file, which is read for them if it was not yet. */
export function nodesOf(source: Source): Nodes {
  if (!known.has(source))
    try {
      loadYaml(source, { json: true });
    } catch {
      // What is wrong is told by those who want its value.
    }
  return known.get(source)!;
}

/** Whether a key is `<<` without quotes, which begins at an offset. */
export function isMergeKey(text: string, start: number, value: unknown): boolean {
  return value === "<<" && !/^\s*["']/.test(text.slice(start, start + 100));
}

/** A scalar is a key when a colon follows it. */
export function isKey(text: string, end: number, value: unknown): boolean {
  if (typeof value === "object" && value !== null) return false;
  let at = end;
  while (text.charCodeAt(at) === 0x20) at++;
  return text.charCodeAt(at) === 0x3a;
}

/** Where something in brackets stands as a key, as in `{id}: 1`, which YAML allows and JSON does not: offsets into the text. */
export function keyInBrackets(source: Source): { start: number; end: number } | null {
  const { text } = source;
  if (!/[}\]] *:/.test(text)) return null;
  const open: number[] = [];
  for (const mark of nodesOf(source).marks) {
    if (mark >= 0) {
      open.push(mark);
      continue;
    }
    const from = open.pop()!;
    const shown = text.slice(from, ~mark);
    const start = from + shown.search(/\S|$/);
    const end = from + shown.trimEnd().length;
    if (/[[{]/.test(text[start] ?? "") && /^ *:/.test(text.slice(end, end + 100)))
      return { start, end };
  }
  return null;
}
