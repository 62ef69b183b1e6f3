import {
  isObject,
  keysOf,
  numberText,
  objectOf,
  rememberNumberText,
  type Json,
} from "../data/data.js";
import { sameSchemas } from "./layers.js";
import { shapeOf, type Choice, type Part, type SaidValue, type Shape } from "./merged.js";
import { isTooLarge, mostValues } from "./example-size.js";
import { textMatching } from "./pattern-text.js";
import { fittest, Trials } from "./fittest.js";
import { sampleNumber, sampleString } from "./sample.js";
import type { Schema } from "./schema.js";

export interface ExampleOptions {
  /** What the example is sent in: read-only properties are in no request, write-only ones in no response. */
  readonly sentIn?: "request" | "response";
  /** Only of values that somebody gave as examples: what has none is left out. */
  readonly isGiven?: boolean;
  /** What a value of the author's comes to, where `$ref` in examples is followed. */
  readonly valueAt?: (said: SaidValue) => Json;
  /** Told of each schema that there is nothing to make an example of. */
  readonly onNothing?: (schema: Schema) => void;
  /** Told that there is an example, but a larger one than pages show: it is left out. */
  readonly onTooLarge?: () => void;
}

/** A value with how it is written, if it is a number of the author's that JavaScript prints with other digits. */
export interface MadeExample {
  readonly value: Json;
  readonly written?: string;
}

/** The objects of an example have at most so many properties, those counted that come to nothing. */
const mostProperties = 100_000;
/** Deeper nesting is no example that anybody reads. */
const deepest = 100;

/**
 * An example of a schema: its own, else its default, its constant, the first value of its enum, or one made by its type: an
 * object has each property in the order of the source, an array one item (and each of `prefixItems`) or as many as it must
 * have, a string is of its format, a number within its limits. What contains itself ends where it would begin again. `undefined` where there is
 * nothing to make one from. Those of the look of 2020 are made by `model/example.ts`.
 */
export function exampleOf(
  schema: Schema | Part,
  options: ExampleOptions = {},
): MadeExample | undefined {
  const maker = new Maker(options);
  const made = maker.make(schema);
  if (made === undefined || !(maker.isFull || isTooLarge(made.value))) return made;
  options.onTooLarge?.();
  return undefined;
}

/** All examples that a schema names itself, or one that is made of it. */
export function examplesIn(schema: Schema | Part, options: ExampleOptions = {}): readonly Json[] {
  const given = givenExamples(shapeOf(schema));
  const { valueAt, onTooLarge } = options;
  if (given.length > 0) {
    const values = given.map((said) => (valueAt ? valueAt(said) : said.value));
    const shown = values.filter((value) => !isTooLarge(value));
    if (shown.length < values.length) onTooLarge?.();
    return shown;
  }
  const made = exampleOf(schema, options);
  return made ? [made.value] : [];
}

function isEmpty(value: Json): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** Those of the schema, or else of what it is put together of. */
function givenExamples({ examples, parts }: Shape): readonly SaidValue[] {
  if (examples.length > 0) return examples;
  const holder = parts.findLast(
    (part) => part.keyword("examples") !== undefined || part.keyword("example") !== undefined,
  );
  return holder ? shapeOf(holder).examples : [];
}

class Maker {
  readonly #options: ExampleOptions;
  readonly #open = new Set<Schema>();
  #values = 0;
  #properties = 0;
  #depth = 0;
  readonly #trials = new Trials();
  /** While alternatives are tried, nothing is told. */
  #isTrying = false;

  constructor(options: ExampleOptions) {
    this.#options = options;
  }

  /** Whether something is missing in what was made, for it would be too much. */
  get isFull(): boolean {
    return this.#values > mostValues || this.#properties > mostProperties;
  }

  make(part: Schema | Part): MadeExample | undefined {
    const schema = "all" in part ? part.schema : part;
    const same = [...sameSchemas(schema)].filter((each) => !this.#open.has(each));
    const isAgain = same.length === 0 || [...sameSchemas(schema)].length > same.length;
    if (isAgain || this.#depth >= deepest || ++this.#values > mostValues) return undefined;
    if (this.#properties > mostProperties) return undefined;
    for (const each of same) this.#open.add(each);
    this.#depth++;
    const shape = shapeOf(part);
    this.#properties += shape.properties.length;
    const made = this.#given(shape) ?? this.#made(shape, "all" in part ? part.all : [part]);
    this.#depth--;
    for (const each of same) this.#open.delete(each);
    if (made === undefined && !this.#isTrying) this.#options.onNothing?.(schema);
    return made;
  }

  /** A value that the schema itself names. */
  #given(shape: Shape): MadeExample | undefined {
    if (this.#options.isGiven) {
      const [said] = givenExamples(shape);
      return said && this.#said(said);
    }
    const [example] = shape.examples;
    if (example) return this.#said(example);
    const { default: usual, values } = shape;
    if (usual) return this.#said(usual);
    if (!values || values.value.length === 0) return undefined;
    const written = numberText(values.value, 0);
    return madeOf({ value: values.value[0]!, ...(written === undefined ? {} : { written }) });
  }

  #said(said: SaidValue): MadeExample {
    const { valueAt } = this.#options;
    return valueAt ? madeOf({ ...said, value: valueAt(said) }) : madeOf(said);
  }

  #made(shape: Shape, schemas: readonly Schema[]): MadeExample | undefined {
    if (shape.isNever) return undefined;
    const own = this.#ofTypes(shape);
    const [choice] = shape.choices;
    const chosen = choice && this.#ofChoice(choice, shape);
    const all =
      chosen && isObject(own?.value) && isObject(chosen.value)
        ? { value: together([own.value, chosen.value]) }
        : (chosen ?? own);
    if (this.#options.isGiven || !all) return all;
    const made = shape.choices.length === 0 ? withOwnName(all, shape) : all;
    if (!isObject(made.value)) return made;
    const make = (schema: Schema) => this.#first([schema], (each) => this.make(each))?.value;
    return { ...made, value: fittest(made.value, shape, schemas, make, this.#trials) };
  }

  /** The example of the first alternative that has one. */
  #ofChoice({ schemas }: Choice, shape: Shape): MadeExample | undefined {
    return this.#first(schemas, (schema) => {
      const made = this.make(schema);
      return made && withDiscriminator(made, schema, shape);
    });
  }

  /** Of several types the first that there is an example of; null is the last. */
  #ofTypes(shape: Shape): MadeExample | undefined {
    const named = shape.types?.value ?? guessedTypes(shape);
    const types = [
      ...named.filter((type) => type !== "null"),
      ...named.filter((type) => type === "null"),
    ];
    if (types.length < 2) return types[0] === undefined ? undefined : this.#ofType(shape, types[0]);
    return this.#first(types, (type) => this.#ofType(shape, type));
  }

  #first<T>(
    each: readonly T[],
    make: (one: T) => MadeExample | undefined,
  ): MadeExample | undefined {
    const wasTrying = this.#isTrying;
    this.#isTrying = true;
    let made: MadeExample | undefined;
    for (const one of each) {
      made = make(one);
      if (made) break;
    }
    this.#isTrying = wasTrying;
    return made;
  }

  #ofType(shape: Shape, type: string): MadeExample | undefined {
    const isGiven = this.#options.isGiven ?? false;
    switch (type) {
      case "object": {
        const value = this.#object(shape);
        // Where nobody gave anything, only what is empty as a whole is shown so.
        const isNothing = isEmpty(value) && (shape.properties.length > 0 || this.#depth > 1);
        return isGiven && isNothing ? undefined : { value };
      }
      case "array": {
        const value = this.#array(shape);
        return isGiven && isEmpty(value) ? undefined : { value };
      }
    }
    if (isGiven) return undefined;
    switch (type) {
      case "integer":
      case "number":
        return madeFrom(sampleNumber(shape, type === "integer"));
      case "boolean":
        return { value: true };
      case "string":
        return madeFrom(sampleString(shape));
      case "null":
        return { value: null };
      default:
        return undefined;
    }
  }

  #object(shape: Shape): Json {
    const made = new Map<string, MadeExample>();
    for (const [name, part] of this.#fieldsOf(shape)) {
      const value = this.make(part);
      if (value) made.set(name, value);
    }
    return objectWith(made);
  }

  /** The properties of an object; of a map, one whose key fits. */
  #fieldsOf(shape: Shape): readonly (readonly [name: string, part: Part])[] {
    const { properties, patternProperties, additionalProperties: others } = shape;
    const required = shape.otherRequired.flatMap((name) =>
      others && isObject(others.schema.value) ? [[name, others] as const] : [],
    );
    if (properties.length > 0)
      return [
        ...properties
          .filter((each) => !this.#isLeftOut(each))
          .map((each) => [each.name, each] as const),
        ...required,
      ];
    const [pattern] = patternProperties;
    const key = pattern && textMatching(pattern.name, "string", () => true);
    if (pattern) return key === undefined ? [] : [[key, pattern]];
    if (required.length > 0) return required;
    if (!others || !isObject(others.schema.value) || keysOf(others.schema.value).length === 0)
      return [];
    const name = nameOfKey(others);
    const count = Math.min(Math.max(limitOf(shape, "minProperties", 1), 1), mostItems);
    return Array.from({ length: count }, (_, index) => [
      index === 0 ? name : `${name}${index + 1}`,
      others,
    ]);
  }

  #isLeftOut(part: Part): boolean {
    const { sentIn } = this.#options;
    if (!sentIn) return false;
    const { readOnly, writeOnly } = shapeOf(part);
    return sentIn === "request" ? readOnly : writeOnly;
  }

  /** What must be there and one further item, or as many as it has to have. */
  #array(shape: Shape): Json {
    const { prefixItems, items, contains } = shape;
    const list: Json[] = [];
    const add = (made: MadeExample | undefined) => {
      if (!made) return;
      if (made.written !== undefined) rememberNumberText(list, String(list.length), made.written);
      list.push(made.value);
    };
    for (const part of prefixItems) add(this.make(part));
    const least = Math.min(limitOf(shape, "minItems", 0), mostItems);
    const most = limitOf(shape, "maxItems", Infinity);
    const held = contains ? Math.min(limitOf(shape, "minContains", 1), mostItems, most) : 0;
    const item = contains && held > 0 ? bothOf(items, contains) : items;
    const wanted = Math.min(prefixItems.length + (prefixItems.length > 0 ? held : held || 1), most);
    if (item) {
      const made = list.length < Math.max(wanted, least) ? this.make(item) : undefined;
      const isUnique = shape.constraints.some(({ keyword }) => keyword === "uniqueItems");
      for (let number = 0; made && list.length < Math.max(wanted, least); number++) {
        const next = isUnique && number > 0 ? otherThan(made.value, shapeOf(item), number) : made;
        if (!next) break;
        add(next);
      }
    }
    return list;
  }
}

/** Nobody reads an example with more items that are alike. */
const mostItems = 10;

function limitOf({ constraints }: Shape, keyword: string, usual: number): number {
  const value = constraints.find((each) => each.keyword === keyword)?.value;
  return typeof value === "number" ? value : usual;
}

function bothOf(one: Part | null, other: Part): Part {
  return one ? { schema: other.schema, all: [...one.all, ...other.all] } : other;
}

/** Another value in place of one that was made, where it is plain how: another that is allowed, the next number, a text with a number. */
function otherThan(value: Json, shape: Shape, number: number): MadeExample | undefined {
  if (shape.values) return madeFrom(shape.values.value[number]);
  const has = (keyword: string) => shape.constraints.some((each) => each.keyword === keyword);
  if (typeof value === "number" && shape.examples.length === 0)
    return { value: value + number * (limitOf(shape, "multipleOf", 0) || 1) };
  if (typeof value !== "string" || has("pattern") || has("format") || has("maxLength"))
    return undefined;
  return { value: `${value}${number + 1}` };
}

function madeOf({
  value,
  written,
}: {
  readonly value: Json;
  readonly written?: string;
}): MadeExample {
  return written === undefined ? { value } : { value, written };
}

function madeFrom(value: Json | undefined): MadeExample | undefined {
  return value === undefined ? undefined : { value };
}

/** What a schema without `type` is about, by the keywords it has. */
function guessedTypes(shape: Shape): readonly string[] {
  const { properties, patternProperties, additionalProperties, items, prefixItems } = shape;
  if (properties.length > 0 || patternProperties.length > 0 || additionalProperties)
    return ["object"];
  if (items || prefixItems.length > 0) return ["array"];
  const [first] = shape.constraints;
  if (!first || shape.choices.length > 0) return [];
  if (/Length$|^pattern$|^format$|^content/.test(first.keyword)) return ["string"];
  if (/Items$|Contains$/.test(first.keyword)) return ["array"];
  return first.keyword.endsWith("Properties") ? ["object"] : ["number"];
}

/** The key of a map: as the author shows it (`x-pattern`), or any. */
function nameOfKey(part: Part): string {
  const pattern = shapeOf(part).extensions.get("x-pattern")?.value;
  return typeof pattern === "string" ? pattern : "string";
}

/** An alternative says by the property of the discriminator that it is meant. */
function withDiscriminator(
  made: MadeExample,
  schema: Schema,
  { discriminator }: Shape,
): MadeExample {
  if (!discriminator || !isObject(made.value)) return made;
  const { propertyName, mapping } = discriminator.value;
  const ref = schema.keyword("$ref");
  const own = typeof ref === "string" ? ref.slice(ref.lastIndexOf("/") + 1) : null;
  const name = [...mapping].find(([, to]) => to === ref || to === own)?.[0] ?? own;
  const property = shapeOf(schema).properties.find((each) => each.name === propertyName);
  if (name === null || (property && shapeOf(property).values)) return made;
  return { value: together([made.value, objectOf(new Map([[propertyName, name]]))]) };
}

const namedRe = /^\/(?:definitions|components\/schemas)\/([^/]+)$/;

/**
 * A value of a schema that others extend says by the property of the discriminator what it is: the name of its schema, or
 * what the mapping calls it.
 */
function withOwnName(made: MadeExample, shape: Shape): MadeExample {
  if (!shape.discriminator) return made;
  const { propertyName, mapping } = shape.discriminator.value;
  const own = shape.parts
    .filter((part) => namedRe.test(part.at.pointer) && shapeOf(part).discriminator)
    .map((part) => namedRe.exec(part.at.pointer)![1]!)
    .at(-1);
  const property = shape.properties.find((each) => each.name === propertyName);
  if (own === undefined || !property || !isObject(made.value)) return made;
  const { examples, default: usual, values } = shapeOf(property);
  if (examples.length > 0 || usual || values || !Object.hasOwn(made.value, propertyName))
    return made;
  const isOwn = (to: string) => to.slice(to.lastIndexOf("/") + 1) === own;
  const name = [...mapping].find(([, to]) => isOwn(to))?.[0] ?? own;
  return { value: together([made.value, objectOf(new Map([[propertyName, name]]))]) };
}

function objectWith(made: ReadonlyMap<string, MadeExample>): Json {
  const object = objectOf(new Map([...made].map(([name, { value }]) => [name, value])));
  for (const [name, { written }] of made)
    if (written !== undefined) rememberNumberText(object, name, written);
  return object;
}

/** One object with the keys of several; the last one counts. */
function together(objects: readonly Json[]): Json {
  const made = new Map<string, MadeExample>();
  for (const object of objects)
    if (isObject(object))
      for (const key of keysOf(object)) {
        const written = numberText(object, key);
        made.set(
          key,
          madeOf({ value: object[key]!, ...(written === undefined ? {} : { written }) }),
        );
      }
  return objectWith(made);
}
