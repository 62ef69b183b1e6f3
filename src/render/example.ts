import { isArray, objectOf, type Json } from "../data/data.js";
import type { Schema } from "../schema/schema.js";
import { placeKey, shapeOf, typeOfValue } from "./shape.js";

/** Values that stand for what a format asks for. */
const byFormat: ReadonlyMap<string, string> = new Map([
  ["date-time", "2020-01-31T12:00:00Z"],
  ["date", "2020-01-31"],
  ["time", "12:00:00Z"],
  ["duration", "P1D"],
  ["email", "user@example.org"],
  ["hostname", "example.org"],
  ["ipv4", "192.0.2.1"],
  ["ipv6", "2001:db8::1"],
  ["uri", "https://example.org/"],
  ["uri-reference", "/path"],
  ["iri", "https://example.org/"],
  ["uuid", "123e4567-e89b-12d3-a456-426614174000"],
  ["byte", "ZXhhbXBsZQ=="],
  ["json-pointer", "/key"],
  ["regex", "^a+$"],
]);

const deepest = 12;
const mostValues = 2_000;

/**
 * An example of a schema: what it gives itself, or one made of its types, in the order of the source. `undefined` where
 * nothing fits, or the schema only leads to itself.
 */
export function exampleOf(schema: Schema): Json | undefined {
  return new Maker().value(schema, []);
}

class Maker {
  #made = 0;

  value(schema: Schema, open: readonly string[]): Json | undefined {
    const shape = shapeOf(schema);
    const key = placeKey(shape.schema);
    const isRepeated = open.includes(key) && typeof shape.schema.value === "object";
    if (shape.isNothing || isRepeated || open.length > deepest || ++this.#made > mostValues)
      return undefined;
    const within = [...open, key];
    for (const name of ["example", "x-example", "const", "default"]) {
      const given = shape.keyword(name);
      if (given !== undefined) return given;
    }
    for (const name of ["examples", "enum"]) {
      const given = shape.keyword(name);
      if (isArray(given) && given.length > 0) return given[0];
    }
    const [choice] = shape.alternatives;
    const type = shape.types.find((each) => each !== "null") ?? shape.types[0];
    if (choice && shape.properties.length === 0)
      for (const each of choice.schemas) {
        const made = this.value(each, within);
        if (made !== undefined && (type === undefined || fits(made, type))) return made;
      }
    if (type === "object") return this.#object(shape, within);
    if (type === "array") return this.#array(shape, within);
    if (type === "string") return byFormat.get(String(shape.keyword("format"))) ?? "string";
    if (type === "integer" || type === "number") return this.#number(shape, type);
    if (type === "boolean") return true;
    return type === "null" ? null : {};
  }

  #object(shape: ReturnType<typeof shapeOf>, within: readonly string[]): Json {
    const pairs = shape.properties.flatMap(({ name, schema }): [string, Json][] => {
      const value = this.value(schema, within);
      return value === undefined ? [] : [[name, value]];
    });
    const others = shape.below("additionalProperties");
    if (pairs.length === 0 && others && typeof others.value === "object") {
      const value = this.value(others, within);
      if (value !== undefined) pairs.push(["key", value]);
    }
    return objectOf(new Map(pairs));
  }

  #array(shape: ReturnType<typeof shapeOf>, within: readonly string[]): Json {
    const first = shape.all("prefixItems");
    const tuple =
      first.length > 0 ? first : isArray(shape.keyword("items")) ? shape.all("items") : [];
    if (tuple.length > 0)
      return tuple.flatMap((each) => {
        const value = this.value(each, within);
        return value === undefined ? [] : [value];
      });
    const items = shape.below("items");
    const value = items ? this.value(items, within) : undefined;
    return value === undefined ? [] : [value];
  }

  #number({ keyword }: ReturnType<typeof shapeOf>, type: string): number {
    const least = keyword("minimum");
    const above = keyword("exclusiveMinimum");
    const most = keyword("maximum");
    if (typeof least === "number") return above === true ? least + 1 : least;
    if (typeof above === "number") return type === "integer" ? Math.floor(above) + 1 : above + 1;
    return typeof most === "number" && most < 1 ? most : 1;
  }
}

function fits(value: Json, type: string): boolean {
  const actual = typeOfValue(value);
  return actual === type || (actual === "integer" && type === "number");
}
