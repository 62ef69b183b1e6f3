import type { ChangeCode, Direction } from "../base/change-rules.js";
import type { Json } from "../data/data.js";
import type { Subject, Uses } from "./facts.js";
import type { SchemaNode } from "./side.js";

/** Where a schema is met: in which part of what. */
export interface Use {
  readonly subject: Subject;
  readonly part: string;
  readonly direction: Direction;
  /** Whether it is the value of a parameter, which has a meaning where it is left out. */
  readonly isParameter?: boolean;
  /** Whether it is sent as XML. */
  readonly isXml?: boolean;
  /** Whether it is sent as text, in which numbers are texts like others: in addresses and headers. */
  readonly isText?: boolean;
}

/** Two schemas that stand in each other's place. */
export interface Pair {
  readonly before: SchemaNode;
  readonly after: SchemaNode;
  /** Who has it: other pairs, or a use. The first tells where it is. */
  readonly holders: Holder[];
  /** The name that it has by itself. */
  readonly name: { readonly before: string | null; readonly after: string | null };
  readonly below: { readonly pair: Pair; readonly mask: number }[];
  readonly found: Found[];
  directions: number;
}

export type Holder = { readonly use: Use } | { readonly pair: Pair; readonly step: string };

/** A change between two schemas. */
export interface Found {
  readonly code: ChangeCode;
  /** What it is of, below the pair: the name of a property; empty: the schema itself. */
  readonly step: string;
  readonly valueBefore: string;
  readonly valueAfter: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** The directions in which it counts. */
  readonly mask: number;
  /** Tells it apart from others that stand in other objects. */
  readonly key: string;
}

export const bits: Readonly<Record<Direction, number>> = { request: 1, response: 2, event: 4 };

/** Of what is sent as XML, beside its direction. */
export const xmlBit = 8;

export const everywhere = 15;

export const directions = ["request", "response", "event"] as const;

export function spread(from: readonly Pair[], except: ReadonlySet<Pair> = new Set()): void {
  const queue = [...from];
  for (let pair = queue.pop(); pair; pair = queue.pop())
    for (const { pair: below, mask } of pair.below) {
      const given = below.directions | (pair.directions & mask);
      if (given === below.directions || except.has(below)) continue;
      below.directions = given;
      queue.push(below);
    }
}

export function topOf(pair: Pair): Pair {
  let top = pair;
  for (let [holder] = top.holders; top.holders.length === 1 && holder && "pair" in holder;) {
    top = holder.pair;
    [holder] = top.holders;
  }
  return top;
}

export function usesOf(pairs: readonly Pair[]): Uses {
  const seen = new Set<Pair>(pairs);
  const subjects = new Map<string, Subject>();
  const queue = [...pairs];
  for (let pair = queue.pop(); pair; pair = queue.pop())
    for (const holder of pair.holders)
      if ("use" in holder) {
        const { subject } = holder.use;
        if (!subjects.has(subject.id)) subjects.set(subject.id, subject);
      } else if (!seen.has(holder.pair)) {
        seen.add(holder.pair);
        queue.push(holder.pair);
      }
  const all = [...subjects.values()].toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return {
    named: all.slice(0, mostUses),
    count: all.length,
    groups: [...new Set(all.map(({ group }) => group))],
  };
}

/** A change may be in thousands of operations, and so may a thousand changes. */
const mostUses = 50;

export interface Where {
  readonly subject: Subject;
  readonly part: string;
  readonly path: string;
  /** The schema that it is told of, where several have it. */
  readonly schema: Pair["name"] | null;
}

/** Where a pair was met first; `isShared`: seen from the nearest schema with a name. */
export function whereOf(pair: Pair, isShared: boolean): Where {
  const steps: string[] = [];
  let schema: Pair["name"] | null = null;
  let path: string | null = null;
  const join = () => steps.toReversed().reduce(dotted, "");
  for (let at = pair; ;) {
    if (isShared && schema === null && (at.name.after ?? at.name.before) !== null) {
      schema = at.name;
      path = join();
    }
    // The first holder was there before the pair, so that this ends.
    const holder = at.holders[0]!;
    if ("use" in holder) {
      const { subject, part } = holder.use;
      return { subject, part: schema ? "" : part, path: path ?? join(), schema };
    }
    steps.push(holder.step);
    at = holder.pair;
  }
}

/** `a` and `b` are `a.b`, `a` and `[]` are `a[]`. */
export function dotted(path: string, step: string): string {
  if (step === "") return path;
  return path === "" || step.startsWith("[") ? `${path}${step}` : `${path}.${step}`;
}

/** The last names of a path, by which people call it. */
export function lastNames(path: string): readonly string[] {
  return path
    .split(/[.[\]]+/)
    .filter((name) => name !== "")
    .slice(-2);
}
