import type { ChangeCode, Direction } from "../base/change-rules.js";
import { isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import { pairAlternatives } from "./alternatives.js";
import { factOf, type Fact, type Subject, type Uses } from "./facts.js";
import { Shapes, isLowerLimit, type Said, type Shape } from "./shape.js";
import { canonical, type Place, type Reader, type SchemaNode } from "./side.js";
import { labelOf, listText, shortened, typesText, valueText } from "./wording.js";

/** Where a schema is met: in which part of what. */
export interface Use {
  readonly subject: Subject;
  readonly part: string;
  readonly direction: Direction;
}

/** Two schemas that stand in each other's place. */
interface Pair {
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

type Holder = { readonly use: Use } | { readonly pair: Pair; readonly step: string };

/** A change between two schemas. */
interface Found {
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

const bits: Readonly<Record<Direction, number>> = { request: 1, response: 2, event: 4 };
const everywhere = 7;
const directions = ["request", "response", "event"] as const;

/**
 * Compares schemas by meaning. Two that stand in each other's place are compared once, however many operations have them;
 * a change of what several schemas are put together of is told once. The work is done from a queue, so that schemas may
 * refer to themselves and be as deep as they like.
 */
export class SchemaComparison {
  readonly #before: Shapes;
  readonly #after: Shapes;
  readonly #pairs = new Map<string, Pair>();
  readonly #queue: Pair[] = [];
  readonly #loose: Pair[] = [];
  readonly #uses = new Map<Pair, Uses>();

  constructor(
    readonly before: Reader,
    readonly after: Reader,
  ) {
    this.#before = new Shapes(before);
    this.#after = new Shapes(after);
  }

  /** Two schemas to compare; where there is none on one side, anything is allowed there. */
  add(before: SchemaNode | null, after: SchemaNode | null, use: Use): void {
    if (before === null && after === null) return;
    const pair = this.#pair(before ?? true, after ?? true, { use });
    pair.directions |= bits[use.direction];
  }

  /** Two schemas that stand alone: where no operation and no event has them, anyone may send and read them. */
  addLoose(before: SchemaNode, after: SchemaNode, subject: Subject): void {
    this.#loose.push(this.#pair(before, after, { use: { subject, part: "", direction: "event" } }));
  }

  /** Compares all that was added, and what it refers to. */
  finish(): readonly Fact[] {
    for (let pair = this.#queue.pop(); pair; pair = this.#queue.pop()) this.#compare(pair);
    this.#spread();
    return this.#facts();
  }

  #pair(givenBefore: SchemaNode, givenAfter: SchemaNode, holder: Holder): Pair {
    const before = this.before.stripped(givenBefore);
    const after = this.after.stripped(givenAfter);
    const key = `${this.before.idOf(before)} ${this.after.idOf(after)}`;
    let pair = this.#pairs.get(key);
    if (!pair) {
      const name = {
        before: this.before.nameOf(before),
        after: this.after.nameOf(after),
      };
      pair = { before, after, holders: [], name, below: [], found: [], directions: 0 };
      this.#pairs.set(key, pair);
      this.#queue.push(pair);
    }
    pair.holders.push(holder);
    return pair;
  }

  #below(
    above: Pair,
    step: string,
    before: SchemaNode,
    after: SchemaNode,
    mask = everywhere,
  ): void {
    const pair = this.#pair(before, after, { pair: above, step });
    above.below.push({ pair, mask });
  }

  #compare(pair: Pair): void {
    const [from, to] = [this.before.target(pair.before), this.after.target(pair.after)];
    if (from !== null && to !== null) {
      // What several lead to is compared once, whatever they say besides.
      const rest = [
        this.#before.of(this.before.rest(pair.before)),
        this.#after.of(this.after.rest(pair.after)),
      ] as const;
      new Finder(pair, ...rest, this.before, this.after).annotations();
      this.#below(pair, "", from, to);
      return;
    }
    const before = this.#before.of(pair.before);
    const after = this.#after.of(pair.after);
    const find = new Finder(pair, before, after, this.before, this.after);
    if (before.isImpossible || after.isImpossible) {
      if (before.isImpossible !== after.isImpossible)
        find.note(after.isImpossible ? "value-refused" : "value-allowed");
      return;
    }
    if (isEitherOr(before, after) || isEitherOr(after, before)) {
      find.annotations();
      this.#alternativesOrOne(pair, before, after, find);
      return;
    }
    if (!find.types()) return;
    find.values();
    find.limits();
    find.annotations();
    this.#properties(pair, before, after, find);
    this.#items(pair, before, after, find);
    this.#alternatives(pair, before, after, find);
  }

  #properties(pair: Pair, before: Shape, after: Shape, find: Finder): void {
    const gone = [...before.properties].filter(([name]) => !after.properties.has(name));
    const come = [...after.properties].filter(([name]) => !before.properties.has(name));
    const renamed = renamedOf(gone, come);
    const newNames = new Set(renamed.values());
    for (const [name, { value, by }] of gone) {
      const to = renamed.get(name);
      if (to !== undefined) {
        const other = after.properties.get(to)!;
        find.note("property-renamed", {
          step: to,
          values: [dotted(find.path, name), dotted(find.path, to)],
          objects: [value, other.value],
          holders: [by, other.by],
        });
        this.#below(pair, to, value, other.value);
        continue;
      }
      const mask = maskOf(value, this.before);
      find.note(before.required.has(name) ? "required-property-removed" : "property-removed", {
        step: name,
        objects: [value, undefined],
        holders: [by, undefined],
        mask,
      });
    }
    const isClosed = before.others?.value === false;
    for (const [name, { value, by }] of come) {
      if (newNames.has(name)) continue;
      // A property that must not be there is none.
      if (value === false) continue;
      const code = after.required.has(name)
        ? "required-property-added"
        : isClosed
          ? "property-added-to-closed"
          : "property-added";
      find.note(code, {
        step: name,
        objects: [undefined, value],
        holders: [undefined, by],
        mask: maskOf(value, this.after),
      });
    }
    for (const [name, { value, by }] of before.properties) {
      const other = after.properties.get(name);
      if (!other) continue;
      const mask = maskOf(value, this.before) | maskOf(other.value, this.after);
      const [was, is] = [before.required.has(name), after.required.has(name)];
      if (was !== is)
        find.note(is ? "property-became-required" : "property-became-optional", {
          step: name,
          objects: [value, other.value],
          holders: [before.required.get(name) ?? by, after.required.get(name) ?? other.by],
          mask,
        });
      this.#below(pair, name, value, other.value, mask);
    }
    this.#patternProperties(pair, before, after, find);
    this.#others(pair, before, after, find);
    // What is required without being described.
    for (const name of after.required.keys())
      if (!before.required.has(name) && !after.properties.has(name) && !before.properties.has(name))
        find.note("property-became-required", {
          step: name,
          holders: [undefined, after.required.get(name)],
        });
    for (const name of before.required.keys())
      if (!after.required.has(name) && !after.properties.has(name) && !before.properties.has(name))
        find.note("property-became-optional", {
          step: name,
          holders: [before.required.get(name), undefined],
        });
  }

  #patternProperties(pair: Pair, before: Shape, after: Shape, find: Finder): void {
    for (const [name, { value, by }] of before.patternProperties) {
      const other = after.patternProperties.get(name);
      const step = `<${name}>`;
      if (other) this.#below(pair, step, value, other.value);
      else
        find.note("property-removed", {
          step,
          objects: [value, undefined],
          holders: [by, undefined],
        });
    }
    for (const [name, { value, by }] of after.patternProperties)
      if (!before.patternProperties.has(name))
        find.note(before.others?.value === false ? "property-added-to-closed" : "property-added", {
          step: `<${name}>`,
          objects: [undefined, value],
          holders: [undefined, by],
        });
  }

  #others(pair: Pair, before: Shape, after: Shape, find: Finder): void {
    const [was, is] = [before.others, after.others];
    if (was === null && is === null) return;
    const wasClosed = was?.value === false;
    const isClosed = is?.value === false;
    if (wasClosed !== isClosed)
      find.note(isClosed ? "other-properties-refused" : "other-properties-allowed", {
        holders: [was?.by, is?.by],
      });
    else if (!isClosed) this.#below(pair, "*", was?.value ?? true, is?.value ?? true);
  }

  #items(pair: Pair, before: Shape, after: Shape, find: Finder): void {
    if (before.items || after.items) {
      if (before.items && after.items)
        this.#below(pair, "[]", before.items.value, after.items.value);
      else
        find.note(after.items ? "items-limited" : "items-freed", {
          holders: [before.items?.by, after.items?.by],
        });
    }
    const width = Math.max(before.prefixItems.length, after.prefixItems.length);
    for (let index = 0; index < width; index++)
      this.#below(
        pair,
        `[${index}]`,
        before.prefixItems[index] ?? before.items?.value ?? true,
        after.prefixItems[index] ?? after.items?.value ?? true,
      );
  }

  #alternatives(pair: Pair, before: Shape, after: Shape, find: Finder): void {
    const [was] = before.alternatives;
    const [is] = after.alternatives;
    if (before.alternatives.length > 1 || after.alternatives.length > 1) {
      const texts = (said: readonly Said<readonly SchemaNode[]>[]) =>
        said
          .map(({ value }) => canonical(value as Json))
          .toSorted()
          .join();
      if (texts(before.alternatives) === texts(after.alternatives)) return;
    }
    if (!was && !is) return;
    if (!was || !is) {
      this.#alternativesOrOne(pair, before, after, find);
      return;
    }
    const { pairs, removed, added } = pairAlternatives(
      { nodes: was.value, shapes: this.#before },
      { nodes: is.value, shapes: this.#after },
    );
    for (const { before: one, after: other, step } of pairs) this.#below(pair, step, one, other);
    for (const { node, label } of removed)
      find.note("alternative-removed", {
        values: [label, ""],
        objects: [node, undefined],
        holders: [was.by, is.by],
      });
    for (const { node, label } of added)
      find.note("alternative-added", {
        values: ["", label],
        objects: [undefined, node],
        holders: [was.by, is.by],
      });
    for (
      let index = 1;
      index < Math.max(before.alternatives.length, after.alternatives.length);
      index++
    )
      this.#more(before.alternatives[index], after.alternatives[index], find);
  }

  #more(
    was: Said<readonly SchemaNode[]> | undefined,
    is: Said<readonly SchemaNode[]> | undefined,
    find: Finder,
  ): void {
    if (was && is) {
      if (canonical(was.value as Json) !== canonical(is.value as Json))
        find.note("condition-changed", { values: ["alternatives", ""], holders: [was.by, is.by] });
    } else
      find.note(is ? "alternatives-added" : "alternatives-removed", {
        holders: [was?.by, is?.by],
      });
  }

  /** One schema on one side, alternatives on the other: one of these may be it. */
  #alternativesOrOne(pair: Pair, before: Shape, after: Shape, find: Finder): void {
    const [was] = before.alternatives;
    const [is] = after.alternatives;
    const one = was ? after : before;
    const several = (was ?? is)!;
    const label = (nodes: readonly SchemaNode[], shapes: Shapes) =>
      nodes.map((node) => labelOf(node, shapes)).join(", ");
    if (isFree(one)) {
      find.note(is ? "alternatives-added" : "alternatives-removed", {
        holders: [was?.by, is?.by],
        values: [was ? label(was.value, this.#before) : "", is ? label(is.value, this.#after) : ""],
      });
      return;
    }
    const shapes = was ? this.#before : this.#after;
    const alone = was ? pair.after : pair.before;
    const same = several.value.find((node) => isAlike(shapes.of(node), one));
    const others = several.value.filter((node) => node !== same);
    if (same === undefined) {
      find.note(is ? "alternatives-added" : "alternatives-removed", { holders: [was?.by, is?.by] });
      return;
    }
    if (was) this.#below(pair, "", same, alone);
    else this.#below(pair, "", alone, same);
    for (const node of others)
      find.note(is ? "alternative-added" : "alternative-removed", {
        values: is ? ["", labelOf(node, shapes)] : [labelOf(node, shapes), ""],
        objects: is ? [undefined, node] : [node, undefined],
        holders: [was?.by, is?.by],
      });
  }

  /** What is in a message of a direction is so with all that it holds. */
  #spread(): void {
    spread([...this.#pairs.values()].filter(({ directions: given }) => given !== 0));
    const loose = this.#loose.filter(({ directions: given }) => given === 0);
    const isKnown = new Set(
      [...this.#pairs.values()].filter(({ directions: given }) => given !== 0),
    );
    for (const pair of loose) pair.directions = bits.event;
    spread(loose, isKnown);
  }

  #facts(): Fact[] {
    const groups = new Map<
      string,
      { readonly found: Found; readonly pairs: Pair[]; mask: number }
    >();
    for (const pair of this.#pairs.values())
      for (const found of pair.found) {
        const group = groups.get(found.key) ?? { found, pairs: [], mask: 0 };
        groups.set(found.key, group);
        group.pairs.push(pair);
        group.mask |= found.mask & pair.directions;
      }
    const facts = [...groups.values()].map(({ found, pairs, mask }) =>
      this.#fact(found, pairs, mask),
    );
    return [...facts, ...this.#renamed()];
  }

  #fact(found: Found, pairs: readonly Pair[], mask: number): Fact {
    const [pair] = pairs as [Pair];
    const uses = this.#usesOf(pairs);
    const { subject, part, path, schema } = whereOf(pair, uses.count > 1);
    const own = schema === null ? subject : this.#schemaSubject(schema, subject);
    const full = found.step === "" ? path : dotted(path, found.step);
    return factOf(found.code, own, {
      part,
      name: full === "" ? (schema === null ? `the ${part}` : "it") : full,
      valueBefore: found.valueBefore,
      valueAfter: found.valueAfter,
      before: this.#place(this.before, found.before, pair.before, own.before),
      after: this.#place(this.after, found.after, pair.after, own.after),
      directions: new Set(directions.filter((direction) => (mask & bits[direction]) !== 0)),
      ...(uses.count > 1 ? { uses } : {}),
      words: [
        found.step,
        ...lastNames(path),
        ...(schema === null ? [] : [schema.after ?? schema.before ?? ""]),
      ],
    });
  }

  /** All that has one of some pairs. A pair with one holder has the uses of that. */
  #usesOf(pairs: readonly Pair[]): Uses {
    const tops = new Set(pairs.map(topOf));
    const [top] = tops;
    if (tops.size > 1 || !top) return usesOf([...tops]);
    let uses = this.#uses.get(top);
    if (!uses) this.#uses.set(top, (uses = usesOf([top])));
    return uses;
  }

  #place(
    reader: Reader,
    object: Json | undefined,
    node: SchemaNode,
    otherwise: Place | null,
  ): Place | null {
    return reader.placeOf(object) ?? reader.placeOf(node as Json) ?? otherwise;
  }

  #schemaSubject(name: Pair["name"], { group }: Subject): Subject {
    const called = name.after ?? name.before ?? "";
    return {
      kind: "schema",
      name: called,
      id: `schema ${called}`,
      group,
      before: name.before === null ? null : this.before.placeOfSchema(name.before),
      after: name.after === null ? null : this.after.placeOfSchema(name.after),
    };
  }

  /** Schemas that stand in each other's place, with names that are only on one side. */
  #renamed(): Fact[] {
    const known = new Set<string>();
    return [...this.#pairs.values()].flatMap((pair) => {
      const { before, after } = pair.name;
      if (before === null || after === null || before === after) return [];
      if (ownValue(this.after.schemas, before) !== undefined) return [];
      if (ownValue(this.before.schemas, after) !== undefined) return [];
      if (known.has(before) || known.has(after) || madeName.test(before) || madeName.test(after))
        return [];
      known.add(before).add(after);
      const { subject } = whereOf(pair, false);
      const uses = this.#usesOf([pair]);
      return [
        factOf("schema-renamed", this.#schemaSubject(pair.name, subject), {
          valueBefore: before,
          valueAfter: after,
          ...(uses.count > 1 ? { uses } : {}),
          words: [before, after],
        }),
      ];
    });
  }
}

function spread(from: readonly Pair[], except: ReadonlySet<Pair> = new Set()): void {
  const queue = [...from];
  for (let pair = queue.pop(); pair; pair = queue.pop())
    for (const { pair: below, mask } of pair.below) {
      const given = below.directions | (pair.directions & mask);
      if (given === below.directions || except.has(below)) continue;
      below.directions = given;
      queue.push(below);
    }
}

/** A name with the hash of a place, where several had the same. */
const madeName = /_[0-9a-f]{6}$/;

/** What one pair has to say. */
class Finder {
  readonly path = "";

  constructor(
    readonly pair: Pair,
    readonly before: Shape,
    readonly after: Shape,
    readonly readBefore: Reader,
    readonly readAfter: Reader,
  ) {}

  note(
    code: ChangeCode,
    {
      step = "",
      values: [valueBefore, valueAfter] = ["", ""],
      holders = [undefined, undefined],
      objects = [undefined, undefined],
      mask = everywhere,
    }: {
      readonly step?: string;
      readonly values?: readonly [string, string];
      /** The objects that say it. */
      readonly holders?: readonly [JsonObject | undefined, JsonObject | undefined];
      /** What it is, where that is a schema with a place of its own. */
      readonly objects?: readonly [SchemaNode | undefined, SchemaNode | undefined];
      readonly mask?: number;
    } = {},
  ): void {
    const [first, second] = holders;
    const idBefore = this.readBefore.idOf(first ?? this.pair.before);
    const idAfter = this.readAfter.idOf(second ?? this.pair.after);
    // What is only on one side is told once, whatever schemas are put together of it.
    const isOneSided = (first === undefined) !== (second === undefined);
    const ids = isOneSided ? (first ? `${idBefore} -` : `- ${idAfter}`) : `${idBefore} ${idAfter}`;
    this.pair.found.push({
      code,
      step,
      valueBefore,
      valueAfter,
      before: (isObject(objects[0] as Json) ? objects[0] : first) as Json | undefined,
      after: (isObject(objects[1] as Json) ? objects[1] : second) as Json | undefined,
      mask,
      key: [code, step, valueBefore, valueAfter, ids].join("\n"),
    });
  }

  /** Types; whether what stands below is to be compared. */
  types(): boolean {
    const [was, is] = [this.before.types, this.after.types];
    const [hadNull, hasNull] = [was?.has("null") ?? true, is?.has("null") ?? true];
    const plain = (types: ReadonlySet<string> | null) =>
      types === null ? null : [...types].filter((type) => type !== "null");
    const [one, other] = [plain(was), plain(is)];
    if (was !== null && is !== null && hadNull !== hasNull && one!.length > 0 && other!.length > 0)
      this.note(hasNull ? "null-allowed" : "null-refused");
    const narrower = isWithin(other, one);
    const wider = isWithin(one, other);
    if (narrower && wider) return true;
    this.note(narrower ? "type-narrowed" : wider ? "type-widened" : "type-changed", {
      values: [typesText(was), typesText(is)],
    });
    return narrower || wider;
  }

  values(): void {
    const [was, is] = [this.before.values, this.after.values];
    if (was === null && is === null) return;
    if (was === null || is === null) {
      const said = (was ?? is)!;
      const text = listText([...said.keys()]);
      const [first] = said.values();
      this.note(is ? "enum-added" : "enum-removed", {
        values: is ? ["", text] : [text, ""],
        holders: is ? [undefined, first?.by] : [first?.by, undefined],
      });
      return;
    }
    const [someBefore] = was.values();
    const [someAfter] = is.values();
    for (const [key, { by }] of was)
      if (!is.has(key))
        this.note("enum-value-removed", {
          values: [shortened(key), ""],
          holders: [by, someAfter?.by],
        });
    for (const [key, { by }] of is)
      if (!was.has(key))
        this.note("enum-value-added", {
          values: ["", shortened(key)],
          holders: [someBefore?.by, by],
        });
  }

  limits(): void {
    const { before, after } = this;
    for (const key of new Set([...before.limits.keys(), ...after.limits.keys()]))
      this.#limit(key, before.limits.get(key), after.limits.get(key));
    const gone = [...before.patterns].filter(([pattern]) => !after.patterns.has(pattern));
    const come = [...after.patterns].filter(([pattern]) => !before.patterns.has(pattern));
    const isChanged = gone.length > 0 && come.length > 0;
    const text = (patterns: typeof gone) =>
      patterns.map(([pattern]) => shortened(pattern)).join(" and ");
    if (isChanged || gone.length > 0 || come.length > 0)
      this.note(
        isChanged ? "pattern-changed" : come.length > 0 ? "pattern-added" : "pattern-removed",
        {
          values: [text(gone), text(come)],
          holders: [gone[0]?.[1], come[0]?.[1]],
        },
      );
    for (const key of new Set([...before.conditions.keys(), ...after.conditions.keys()])) {
      const [was, is] = [before.conditions.get(key), after.conditions.get(key)];
      if (was && is && canonical(was.value) === canonical(is.value)) continue;
      this.note(was ? (is ? "condition-changed" : "condition-removed") : "condition-added", {
        values: [was ? key : "", is ? key : ""],
        holders: [was?.by, is?.by],
      });
    }
  }

  #limit(key: string, was: Said<Json> | undefined, is: Said<Json> | undefined): void {
    const text = (said: Said<Json> | undefined) =>
      said === undefined
        ? ""
        : key === "format"
          ? String(said.value)
          : `${key} ${canonical(said.value)}`;
    if (was && is && canonical(was.value) === canonical(is.value)) return;
    const holders = [was?.by, is?.by] as const;
    const values = [text(was), text(is)] as const;
    if (key === "format") {
      this.note(was ? (is ? "format-changed" : "format-removed") : "format-added", {
        values,
        holders,
      });
      return;
    }
    if (!was || !is) {
      this.note(is ? "limit-added" : "limit-removed", { values, holders });
      return;
    }
    const effect = isTighter(key, was.value, is.value);
    this.note(effect === null ? "limit-changed" : effect ? "limit-tightened" : "limit-loosened", {
      values,
      holders,
    });
  }

  annotations(): void {
    const { before, after } = this;
    for (const key of new Set([...before.annotations.keys(), ...after.annotations.keys()])) {
      const [was, is] = [before.annotations.get(key), after.annotations.get(key)];
      if (isSame(key, was, is)) continue;
      const told = toldOf(key, was?.value, is?.value);
      this.note(told.code, {
        ...told,
        holders: [was?.by ?? before.parts[0], is?.by ?? after.parts[0]],
      });
    }
    const texts = ({ examples }: Shape) => examples.map(({ value }) => canonical(value));
    const [had, has] = [texts(before), texts(after)];
    if (had.toSorted().join("\n") !== has.toSorted().join("\n"))
      this.note(
        had.length === 0
          ? "example-added"
          : has.length === 0
            ? "example-removed"
            : "example-changed",
        {
          holders: [
            before.examples[0]?.by ?? before.parts[0],
            after.examples[0]?.by ?? after.parts[0],
          ],
        },
      );
  }
}

function isSame(key: string, was: Said<Json> | undefined, is: Said<Json> | undefined): boolean {
  const falsy = key === "deprecated" || key === "readOnly" || key === "writeOnly";
  const text = (said: Said<Json> | undefined) => {
    const value = said?.value;
    if (falsy) return String(value === true);
    if (key === "description" && typeof value === "string")
      return value.trim().replace(/\s+/g, " ");
    return value === undefined ? "" : canonical(value);
  };
  return text(was) === text(is);
}

function toldOf(
  key: string,
  was: Json | undefined,
  is: Json | undefined,
): {
  readonly code: ChangeCode;
  readonly values: readonly [string, string];
  readonly step?: string;
} {
  const values = [valueText(was), valueText(is)] as const;
  const none = ["", ""] as const;
  switch (key) {
    case "description":
      return { code: "description-changed", values: none };
    case "default":
      return { code: "default-changed", values };
    case "deprecated":
      return {
        code: is === true ? "property-deprecated" : "property-not-deprecated",
        values: none,
      };
    case "readOnly":
      return { code: is === true ? "became-read-only" : "not-read-only", values: none };
    case "writeOnly":
      return { code: is === true ? "became-write-only" : "not-write-only", values: none };
    case "discriminator":
      return { code: "discriminator-changed", values };
    case "contentEncoding":
    case "contentMediaType":
      return { code: "encoding-changed", values };
    default:
      return { code: "extension-changed", values, step: key };
  }
}

/** Whether all types of a list are among those of another. */
function isWithin(types: readonly string[] | null, others: readonly string[] | null): boolean {
  if (others === null) return true;
  if (types === null) return false;
  return types.every(
    (type) => others.includes(type) || (type === "integer" && others.includes("number")),
  );
}

/** Whether a limit allows less than before; `null`: less and more. */
function isTighter(key: string, was: Json, is: Json): boolean | null {
  if (key === "uniqueItems") return is === true;
  if (typeof was !== "number" || typeof is !== "number") return null;
  const isLower = isLowerLimit(key);
  if (isLower !== undefined) return isLower ? is > was : is < was;
  if (key !== "multipleOf") return null;
  if (is % was === 0) return true;
  return was % is === 0 ? false : null;
}

/** Whether one is a schema, and the other several of which one must fit and nothing else. */
function isEitherOr(one: Shape, several: Shape): boolean {
  if (several.alternatives.length !== 1 || one.alternatives.length > 0) return false;
  const isBare = several.properties.size === 0 && !several.items && several.values === null;
  return isBare && !isFree(one);
}

function isFree({ types, properties, values, items }: Shape): boolean {
  return types === null && properties.size === 0 && values === null && !items;
}

/** A read-only property is in no request, a write-only one in no response. */
function maskOf(node: SchemaNode, reader: Reader): number {
  const isOnly = (key: string, bit: number) => (reader.isMarked(node, key) ? bit : 0);
  return everywhere & ~isOnly("readOnly", bits.request) & ~isOnly("writeOnly", bits.response);
}

/** Properties that are gone and new ones that say the same and can be nothing else. */
function renamedOf(
  gone: readonly (readonly [string, Said<SchemaNode>])[],
  come: readonly (readonly [string, Said<SchemaNode>])[],
): ReadonlyMap<string, string> {
  if (gone.length === 0 || come.length === 0) return new Map();
  const bySignature = (all: typeof gone) => {
    const found = new Map<string, string | null>();
    for (const [name, { value }] of all) {
      const signature = signatureOf(value);
      if (signature !== null) found.set(signature, found.has(signature) ? null : name);
    }
    return found;
  };
  const after = bySignature(come);
  const renamed = new Map<string, string>();
  for (const [signature, name] of bySignature(gone)) {
    const to = after.get(signature);
    if (name !== null && to) renamed.set(name, to);
  }
  return renamed;
}

/** What a schema says where it says enough to be known again; `null` where many say the same. */
function signatureOf(node: SchemaNode): string | null {
  if (!isObject(node)) return null;
  const { description, title: _title, ...rest } = node;
  const hasText = typeof description === "string" && description.trim() !== "";
  const isRich = keysOf(rest).length > 1 || "$ref" in rest || "properties" in rest;
  if (!hasText && !isRich) return null;
  if (!hasText && !("properties" in rest)) return null;
  return canonical({ ...rest, ...(hasText ? { description: description.trim() } : {}) });
}

function isAlike(one: Shape, other: Shape): boolean {
  if (one.types === null || other.types === null) return one.types === other.types;
  if (![...one.types].some((type) => other.types!.has(type))) return false;
  if (one.properties.size === 0 || other.properties.size === 0) return true;
  return [...one.properties.keys()].some((name) => other.properties.has(name));
}

function topOf(pair: Pair): Pair {
  let top = pair;
  for (let [holder] = top.holders; top.holders.length === 1 && holder && "pair" in holder;) {
    top = holder.pair;
    [holder] = top.holders;
  }
  return top;
}

function usesOf(pairs: readonly Pair[]): Uses {
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

interface Where {
  readonly subject: Subject;
  readonly part: string;
  readonly path: string;
  /** The schema that it is told of, where several have it. */
  readonly schema: Pair["name"] | null;
}

/** Where a pair was met first; `isShared`: seen from the nearest schema with a name. */
function whereOf(pair: Pair, isShared: boolean): Where {
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
function dotted(path: string, step: string): string {
  if (step === "") return path;
  return path === "" || step.startsWith("[") ? `${path}${step}` : `${path}.${step}`;
}

/** The last names of a path, by which people call it. */
function lastNames(path: string): readonly string[] {
  return path
    .split(/[.[\]]+/)
    .filter((name) => name !== "")
    .slice(-2);
}
