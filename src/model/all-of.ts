import { isArray, numberText, rememberNumberText, type Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import { itemsIn, type Fields, type Said, type Via } from "./fields.js";
import { deepestSchema, type References } from "./references.js";

/** A schema: as it is written, or what two that speak of one value come to. */
export type Of = Said | Both;

export interface Both {
  /** The later one counts more. `merged`: keyword by keyword; `limited`: with the enum of the earlier one; `joined`: with the keys of the earlier one. */
  readonly how: "merged" | "limited" | "joined";
  readonly before: Of;
  readonly value: Of;
  /** The same object for the same two schemas. */
  readonly identity: object;
  /** How many stand in one another. */
  readonly depth: number;
}

/** What a schema says under a keyword, with all that it is put together of. */
export interface Word extends Said {
  /** The schemas by name, where several maps were put together; `value` is the last of these. */
  readonly members?: ReadonlyMap<string, Of>;
  /** The schema, where several speak of one value; `value` is the last of these. */
  readonly both?: Both;
}

/** Maps of schemas that are put together by their keys. */
const maps: ReadonlySet<string> = new Set(["properties", "patternProperties"]);

/**
 * What `allOf` means to a reader: one schema with everything its parents say. Parents count from left to right, then the
 * schema itself; what comes later overrides, `required` is joined, of two enums the values of both are left, and what
 * two parents say of one property, item or value of a map is merged in the same way. What the schema itself says of a
 * property overrides all that its parents say of it but an enum.
 */
export class Words {
  readonly #pairs = new Map<object, Map<object, Pair>>();
  /** What was put together of schemas as they were met, and of parts of `allOf` by their identity. */
  readonly #merged = new Map<Fields<Word>, Fields<Word>>();
  readonly #parents = new Map<object, Fields<Word>>();

  constructor(private readonly references: References) {}

  /** The object that a schema is, its `allOf` as it is written; `null` where it is none. */
  own(of: Of): Fields<Word> | null {
    if (!("how" in of)) return this.references.fieldsOf(of);
    const before = this.own(of.before);
    const value = this.own(of.value);
    if (!before || !value) return value;
    switch (of.how) {
      case "merged": {
        const [one, other] = [this.merged(before), this.merged(value)];
        return canBeBoth(one, other) ? this.#together([one, other], of.identity) : value;
      }
      case "limited":
        return limited(before, value, of.identity);
      case "joined":
        return new MadeFields(value.at, of.identity, null, [before, value].flatMap(wordsIn));
    }
  }

  /** The same with what its `allOf` brings, given what it says itself. */
  merged(own: Fields<Word>): Fields<Word> {
    const list = own.get("allOf");
    const parents = list && this.listOf(list);
    if (!parents) return own;
    const before = this.#merged.get(own);
    if (before) return before;
    const layers = this.references.within(list.via, () =>
      parents.flatMap((parent) => this.#parent(parent) ?? []),
    );
    const made = this.#together([...layers, own], own.identity, own);
    this.#merged.set(own, made);
    return made;
  }

  /** What a part of some `allOf` says, whatever that is in: put together once. */
  #parent(said: Said): Fields<Word> | null {
    const { references } = this;
    const known = this.#parents.get(references.identityOf(said) ?? {});
    if (known) return known;
    const cuts = references.cuts;
    const fields = references.fieldsOf({ ...said, via: null });
    const made = fields && this.#inherited(fields, new Map());
    if (made && references.cuts === cuts) this.#parents.set(fields.identity, made);
    return made;
  }

  /** `known`: what was put together on the way. */
  #inherited(own: Fields<Word>, known: Map<object, Fields<Word>>, depth = 0): Fields<Word> {
    const list = own.get("allOf");
    const parents = list && this.listOf(list);
    if (!parents) return own;
    if (depth >= deepestSchema) {
      this.references.tellTooDeep(list.at);
      return own;
    }
    const layers = this.references.within(list.via, () =>
      parents.flatMap((parent) => {
        const fields = this.own(parent);
        const layer =
          fields && (known.get(fields.identity) ?? this.#inherited(fields, known, depth + 1));
        if (fields && layer) known.set(fields.identity, layer);
        return layer ?? [];
      }),
    );
    return this.#together([...layers, own], own.identity, own);
  }

  /** The items of a list; `null` where it is none. */
  listOf(said: Said): readonly Said[] | null {
    if (isArray(said.value)) return itemsIn(said.value, said.at, said.via);
    const { value, at } = this.references.follow(said);
    return isArray(value) ? itemsIn(value, at, said.via) : null;
  }

  /** The schemas of a map by their names; `null` where it is none. */
  membersOf(word: Word): ReadonlyMap<string, Of> | null {
    if (word.members) return word.members;
    const fields = this.references.fieldsOf(word);
    return fields && new Map(fields.keys().map((key) => [key, ofWord(fields.get(key)!)]));
  }

  /** `own`: the layer that overrides what its parents say of a property. */
  #together(layers: readonly Fields<Word>[], identity: object, own?: Fields<Word>): Fields<Word> {
    const words = new Map<string, Word>();
    const growing = new Set<ReadonlyMap<string, Of>>();
    for (const layer of layers)
      for (const key of layer.keys()) {
        if (key === "allOf") continue;
        const before = words.get(key);
        const word = layer.get(key)!;
        words.set(key, before ? this.#joined(key, before, word, layer === own, growing) : word);
      }
    return new MadeFields(layers.at(-1)!.at, identity, own?.via ?? null, words);
  }

  /** `growing`: the maps that were made meanwhile, to which more can be added. */
  #joined(
    key: string,
    before: Word,
    word: Word,
    isOwn: boolean,
    growing: Set<ReadonlyMap<string, Of>>,
  ): Word {
    if (maps.has(key)) {
      const members = this.membersOf(before);
      const more = members && this.membersOf(word);
      if (more) {
        const all = growing.has(members) ? (members as Map<string, Of>) : new Map(members);
        growing.add(all);
        for (const [name, of] of more)
          all.set(name, this.#both(isOwn ? "limited" : "merged", all.get(name), of));
        return { ...word, members: all };
      }
      return members && this.listOf(word)?.length === 0 ? before : word;
    }
    if (key === "additionalProperties") {
      if (!this.#isObject(before)) return word;
      if (!this.#isObject(word)) return this.listOf(word)?.length === 0 ? before : word;
      return this.#bothOf(isOwn ? "joined" : "merged", before, word);
    }
    if (key === "items" && !isOwn && this.#isObject(before) && this.#isObject(word))
      return this.#bothOf("merged", before, word);
    if (key !== "required" && key !== "enum") return word;
    const [list, later] = [this.listOf(before), this.listOf(word)];
    if (!list || !later) return word;
    if (key === "enum") return { ...word, value: shared(list, later) };
    return { ...word, value: [...new Set([...list, ...later].map(({ value }) => value))] };
  }

  #isObject(word: Word): boolean {
    return word.both !== undefined || this.references.fieldsOf(word) !== null;
  }

  #bothOf(how: Both["how"], before: Word, word: Word): Word {
    const of = this.#both(how, ofWord(before), ofWord(word));
    return "how" in of ? { ...word, both: of } : word;
  }

  #both(how: Both["how"], before: Of | undefined, value: Of): Of {
    if (!before) return value;
    const [one, other] = [this.identityOf(before), this.identityOf(value)];
    const depth = 1 + Math.max(depthOf(before), depthOf(value));
    if (!one || !other || one === other || depth > deepest) return value;
    return { how, before, value, identity: this.#pairOf(one, other)[how], depth };
  }

  /** What stands for two schemas, in each way in which they are put together. */
  #pairOf(one: object, other: object): Pair {
    let pairs = this.#pairs.get(one);
    if (!pairs) this.#pairs.set(one, (pairs = new Map()));
    let pair = pairs.get(other);
    if (!pair) pairs.set(other, (pair = { merged: {}, limited: {}, joined: {} }));
    return pair;
  }

  /** The same object for the same schema; `null` for what is none. */
  identityOf(of: Of): object | null {
    return "how" in of ? of.identity : this.references.identityOf(of);
  }
}

type Pair = Readonly<Record<Both["how"], object>>;

/** Of more schemas that speak of one value, which nobody reads, the later ones count. */
const deepest = 300;

function depthOf(of: Of): number {
  return "how" in of ? of.depth : 0;
}

/** The schema under a keyword. */
export function ofWord(word: Word): Of {
  return word.both ?? word;
}

/** Where a schema stands, as the last of those that speak of the value. */
export function placeOf(of: Of): Located {
  return "how" in of ? placeOf(of.value) : of.at;
}

/** An object that was put together. */
class MadeFields implements Fields<Word> {
  readonly #words: ReadonlyMap<string, Word>;

  constructor(
    readonly at: Located,
    readonly identity: object,
    readonly via: Via,
    words: Iterable<readonly [string, Word]>,
  ) {
    this.#words = new Map(words);
  }

  keys(): readonly string[] {
    return [...this.#words.keys()];
  }

  has(key: string): boolean {
    return this.#words.has(key);
  }

  get(key: string): Word | undefined {
    return this.#words.get(key);
  }
}

function wordsIn(fields: Fields<Word>): (readonly [string, Word])[] {
  return fields.keys().map((key) => [key, fields.get(key)!] as const);
}

/** The later schema, with the enum of the earlier one where both can have the same values. */
function limited(before: Fields<Word>, value: Fields<Word>, identity: object): Fields<Word> {
  const [allowed, own] = [before.get("enum"), value.get("enum")];
  if (!isArray(allowed?.value) || value.has("allOf") || !canBeBoth(before, value)) return value;
  const both = isArray(own?.value)
    ? { ...own, value: shared(itemsOf(allowed), itemsOf(own)) }
    : allowed;
  return new MadeFields(value.at, identity, null, [...wordsIn(value), ["enum", both]]);
}

function itemsOf({ value, at, via }: Said): readonly Said[] {
  return itemsIn(isArray(value) ? value : [], at, via);
}

/** The values that both lists allow; the later list where there are none. */
function shared(before: readonly Said[], later: readonly Said[]): readonly Json[] {
  const allowed = new Set(before.map(({ value }) => JSON.stringify(value)));
  const both = later.filter(({ value }) => allowed.has(JSON.stringify(value)));
  const list: Json[] = [];
  for (const { value, holder, key } of both.length === 0 ? later : both) {
    const written = numberText(holder, key);
    if (written !== undefined) rememberNumberText(list, String(list.length), written);
    list.push(value);
  }
  return list;
}

/** Whether a value can have the types of two schemas. */
function canBeBoth(a: Fields<Word>, b: Fields<Word>): boolean {
  const [one, other] = [a.get("type")?.value, b.get("type")?.value];
  if (one === undefined || other === undefined) return true;
  const [types, others] = [one, other].map((type) => (isArray(type) ? type : [type]));
  const isNumber = (type: Json) => type === "integer" || type === "number";
  return types!.some((type) =>
    others!.some((each) => each === type || (isNumber(each) && isNumber(type))),
  );
}
