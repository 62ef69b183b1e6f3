import { ownValue, type JsonObject } from "../data/data.js";
import { factOf, type Subject } from "./facts.js";
import type { OperationsContext } from "./operations.js";
import { canonicalAt, listAt, schemaIn, textAt } from "./side.js";

/** Compares events by name; of those that are left, those of one type, or that say the same, are the same one. */
export function compareEvents(cx: OperationsContext): void {
  const [was, is] = [listAt(cx.before.spec, "events"), listAt(cx.after.spec, "events")];
  const { pairs, removed, added } = pairEvents(was, is);
  for (const [one, other] of pairs) compareEvent(one, other, cx);
  for (const each of removed)
    cx.tell(
      factOf("event-removed", subjectOf(each, undefined, cx), {
        name: nameOf(each),
        words: wordsOf(each),
      }),
    );
  for (const each of added)
    cx.tell(
      factOf("event-added", subjectOf(undefined, each, cx), {
        name: nameOf(each),
        words: wordsOf(each),
      }),
    );
}

type Pair = readonly [JsonObject, JsonObject];

function pairEvents(
  was: readonly JsonObject[],
  is: readonly JsonObject[],
): {
  readonly pairs: readonly Pair[];
  readonly removed: readonly JsonObject[];
  readonly added: readonly JsonObject[];
} {
  const pairs: Pair[] = [];
  let [left, right] = [[...was], [...is]];
  const ways: readonly ((event: JsonObject) => string | null)[] = [
    (event) => textAt(event, "name"),
    (event) => `${textAt(event, "type")} ${textAt(event, "variant")} ${textAt(event, "kind")}`,
    (event) => {
      const description = textAt(event, "description").trim();
      return description.length < 40 ? null : description;
    },
  ];
  for (const way of ways) {
    const index = (all: readonly JsonObject[]) => {
      const found = new Map<string, JsonObject | null>();
      for (const each of all) {
        const key = way(each);
        if (key !== null) found.set(key, found.has(key) ? null : each);
      }
      return found;
    };
    const [before, after] = [index(left), index(right)];
    const taken = new Set<JsonObject>();
    for (const [key, one] of before) {
      const other = after.get(key);
      if (!one || !other) continue;
      pairs.push([one, other]);
      taken.add(one).add(other);
    }
    left = left.filter((each) => !taken.has(each));
    right = right.filter((each) => !taken.has(each));
  }
  return { pairs, removed: left, added: right };
}

function nameOf(event: JsonObject): string {
  const [type, variant] = [textAt(event, "type"), textAt(event, "variant")];
  return variant === "" ? type || textAt(event, "name") : `${type} (${variant})`;
}

function wordsOf(event: JsonObject): readonly string[] {
  return [textAt(event, "type"), textAt(event, "variant"), textAt(event, "name")].filter(
    (word) => word !== "",
  );
}

function subjectOf(
  one: JsonObject | undefined,
  other: JsonObject | undefined,
  { before, after }: OperationsContext,
): Subject {
  const event = (other ?? one)!;
  return {
    kind: "event",
    name: nameOf(event),
    id: `event ${textAt(event, "name")}`,
    group: "",
    before: one ? before.placeOf(one) : null,
    after: other ? after.placeOf(other) : null,
  };
}

const told = ["type", "kind", "variant", "key"] as const;

function compareEvent(was: JsonObject, is: JsonObject, cx: OperationsContext): void {
  const subject = subjectOf(was, is, cx);
  const words = wordsOf(is);
  if (textAt(was, "type") !== textAt(is, "type"))
    cx.tell(
      factOf("event-renamed", subject, {
        valueBefore: nameOf(was),
        valueAfter: nameOf(is),
        words: [...wordsOf(was), ...words],
      }),
    );
  for (const key of told) {
    if (key === "type") continue;
    const [one, other] = [textAt(was, key), textAt(is, key)];
    if (one !== other)
      cx.tell(
        factOf("event-changed", subject, { name: key, valueBefore: one, valueAfter: other, words }),
      );
  }
  const examples = (event: JsonObject) => canonicalAt(event, "examples") || "[]";
  const [old, now] = [examples(was), examples(is)];
  if (old !== now)
    cx.tell(
      factOf(
        old === "[]" ? "example-added" : now === "[]" ? "example-removed" : "example-changed",
        subject,
        {
          name: "the event",
          words,
        },
      ),
    );
  const note = (event: JsonObject) => textAt(event, "note").trim();
  const description = (event: JsonObject) =>
    textAt(event, "description").trim().replace(/\s+/g, " ");
  // The description of an event is that of its schema, which is compared below, but for its note.
  if (note(was) !== note(is) && description(was) === description(is))
    cx.tell(
      factOf("description-changed", subject, {
        name: "the event",
        words,
      }),
    );
  const part = "event";
  cx.schemas.add(schemaIn(ownValue(was, "schema")), schemaIn(ownValue(is, "schema")), {
    subject,
    part,
    direction: "event",
  });
}
