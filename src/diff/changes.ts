import { createHash } from "node:crypto";
import {
  breaksIn,
  changeRule,
  type Breaks,
  type ChangeCode,
  type ChangeKind,
  type Direction,
} from "../base/change-rules.js";
import type { Fact } from "./facts.js";
import type { Place } from "./side.js";

/** A difference between two versions of a specification, with whom it breaks. */
export interface Change {
  readonly code: ChangeCode;
  readonly kind: ChangeKind;
  /** What it is of: `GET /v1/rooms`, an event, a schema, a page. */
  readonly subject: string;
  readonly of: Fact["subject"]["kind"];
  /** The API; empty where it is of none. */
  readonly api: string;
  /** Where in the subject. */
  readonly part: string;
  readonly message: string;
  readonly reason: string;
  readonly breaks: Breaks;
  readonly directions: readonly Direction[];
  readonly before: Place | null;
  readonly after: Place | null;
  /** Operations and events that have it, where several do: the first of them, and how many there are. */
  readonly uses: readonly string[];
  readonly useCount: number;
  /** The APIs of these. */
  readonly apis: readonly string[];
  readonly words: readonly string[];
  /** The same as long as the change is there, whatever is written around it. */
  readonly fingerprint: string;
}

/** Facts → changes, in the order of their subjects; what breaks comes first of each. */
export function changesOf(facts: readonly Fact[]): readonly Change[] {
  const made = facts.map(changeOf);
  const first = new Map<string, number>();
  const seen = new Set<string>();
  const keyed = made.map((change, index) => ({ change, fact: facts[index]! }));
  for (const { fact } of keyed) seen.add(fact.subject.id);
  [...seen].toSorted().forEach((id, index) => first.set(id, index));
  const rank = { api: 0, operation: 1, event: 2, schema: 3, page: 4 } as const;
  const sorted = keyed.toSorted(
    (a, b) =>
      rank[a.fact.subject.kind] - rank[b.fact.subject.kind] ||
      first.get(a.fact.subject.id)! - first.get(b.fact.subject.id)! ||
      Number(isBreaking(b.change)) - Number(isBreaking(a.change)) ||
      compareText(a.change.part, b.change.part) ||
      compareText(a.change.message, b.change.message),
  );
  return withFingerprints(sorted.map(({ change, fact }) => ({ change, id: fact.subject.id })));
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

export function isBreaking({ breaks }: Pick<Change, "breaks">): boolean {
  return breaks.client || breaks.server;
}

type Unprinted = Omit<Change, "fingerprint">;

function changeOf(fact: Fact): Unprinted {
  const { code, subject, part, uses } = fact;
  const rule = changeRule(code);
  return {
    code,
    kind: rule.kind,
    subject: subject.name,
    of: subject.kind,
    api: subject.group,
    part,
    message: rule.text(fact.name, fact.valueBefore, fact.valueAfter),
    reason: rule.reason,
    breaks: verdictOf(fact),
    directions: [...fact.directions],
    before: rule.kind === "added" && isWhole(code) ? null : fact.before,
    after: rule.kind === "removed" && isWhole(code) ? null : fact.after,
    uses: uses.named.map(({ name }) => name),
    useCount: uses.count,
    apis: [...new Set([subject.group, ...uses.groups].filter((api) => api !== ""))],
    words: [
      ...new Set([...fact.words, ...(subject.kind === "schema" ? [subject.name] : [])]),
    ].filter((word) => word !== ""),
  };
}

/** Whether the subject itself is what is new or gone. */
function isWhole(code: ChangeCode): boolean {
  return /^(?:operation|webhook|event|page|api|schema)-/.test(code);
}

function verdictOf({ code, directions, subject }: Fact): Breaks {
  const { effect } = changeRule(code);
  if (typeof effect !== "string" && "client" in effect)
    return subject.isSentByServer && !code.startsWith("webhook-")
      ? { client: effect.server, server: effect.client }
      : effect;
  const all = [...directions].map((direction) =>
    breaksIn(code, seenFrom(direction, subject.isSentByServer, code)),
  );
  return {
    client: all.some(({ client }) => client),
    server: all.some(({ server }) => server),
  };
}

/** The directions of schemas are those of who sends already. */
function seenFrom(
  direction: Direction,
  isSentByServer: boolean | undefined,
  code: ChangeCode,
): Direction {
  const isOfOperation = /(?:^|-)(?:parameter|body|media-type|header)-/.test(code);
  if (isSentByServer !== true || direction === "event" || !isOfOperation) return direction;
  return direction === "request" ? "response" : "request";
}

function withFingerprints(
  changes: readonly { readonly change: Unprinted; readonly id: string }[],
): readonly Change[] {
  const seen = new Map<string, number>();
  return changes.map(({ change, id }) => {
    const identity = [change.code, id, change.part, change.message].join("\n");
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    const fingerprint = createHash("sha256")
      .update(`${identity}\n${count}`)
      .digest("hex")
      .slice(0, 16);
    return { ...change, fingerprint };
  });
}
