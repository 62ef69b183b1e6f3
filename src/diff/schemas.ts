import type { ChangeCode } from "../base/change-rules.js";
import { ownValue, type Json } from "../data/data.js";
import { factOf, type Fact, type Subject, type Uses } from "./facts.js";
import { Finder } from "./schema-finder.js";
import {
  bits,
  directions,
  dotted,
  everywhere,
  lastNames,
  spread,
  topOf,
  usesOf,
  whereOf,
  xmlBit,
  type Found,
  type Holder,
  type Pair,
  type Use,
} from "./schema-pairs.js";
import {
  alternativesOrOne,
  compareAlternatives,
  compareItems,
  compareProperties,
  isEitherOr,
  type Compared,
} from "./schema-parts.js";
import { Shapes } from "./shape.js";
import type { Place, Reader, SchemaNode } from "./side.js";

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
    pair.directions |= bits[use.direction] | (use.isXml === true ? xmlBit : 0);
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
    let before = this.#before.of(pair.before);
    let after = this.#after.of(pair.after);
    if (before.alternatives.length !== after.alternatives.length) {
      before = this.#before.flat(pair.before);
      after = this.#after.flat(pair.after);
    }
    const find = new Finder(pair, before, after, this.before, this.after);
    const compared: Compared = {
      find,
      shapes: { before: this.#before, after: this.#after },
      below: (step, one, other, mask) => this.#below(pair, step, one, other, mask),
    };
    if (before.isImpossible || after.isImpossible) {
      if (before.isImpossible !== after.isImpossible)
        find.note(after.isImpossible ? "value-refused" : "value-allowed");
      return;
    }
    if (isEitherOr(before, after, this.#after) || isEitherOr(after, before, this.#before)) {
      if (!alternativesOrOne(compared)) find.annotations();
      return;
    }
    if (!find.types()) return;
    find.values();
    find.limits();
    find.annotations();
    compareProperties(compared);
    compareItems(compared);
    compareAlternatives(compared);
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
    const facts = [...groups.values()]
      .filter(({ found, mask }) => found.code !== "xml-changed" || (mask & xmlBit) !== 0)
      .map(({ found, pairs, mask }) => this.#fact(found, pairs, mask));
    return [...facts, ...this.#renamed()];
  }

  #fact(found: Found, pairs: readonly Pair[], mask: number): Fact {
    const [pair] = pairs as [Pair];
    const uses = this.#usesOf(pairs);
    const { subject, part, path, schema } = whereOf(pair, uses.count > 1);
    const own = schema === null ? subject : this.#schemaSubject(schema, subject);
    const full = found.step === "" ? path : dotted(path, found.step);
    return factOf(codeOf(found, pair), own, {
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

/** The default of a parameter is what requests without it mean. */
function codeOf({ code, step }: Found, { holders: [holder] }: Pair): ChangeCode {
  const isParameter = holder !== undefined && "use" in holder && holder.use.isParameter === true;
  return code === "default-changed" && step === "" && isParameter
    ? "parameter-default-changed"
    : code;
}

/** A name with the hash of a place, where several had the same. */
const madeName = /_[0-9a-f]{6}$/;
