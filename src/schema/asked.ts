import { isArray, isObject, keysOf, numberText, type Json } from "../data/data.js";
import { keywordOf } from "./keywords.js";
import type { Schema } from "./schema.js";
import { inThirdPerson, limitOf, listed, shortly, typeNames } from "./words.js";

/** What a schema under `if` asks, in words: `` `kind` is "a" and `size` is at least 3``. */

/** As the end of "Where ...", of the value at a path; that it fits, where more is asked than such words say. */
export function askedIn(schema: Schema, path: readonly string[]): string {
  const subject = path.length === 0 ? "it" : `\`${path.join(".")}\``;
  return clausesOf(schema, subject, path)?.join(" and ") ?? `${subject} fits "if"`;
}

function clausesOf(
  schema: Schema,
  subject: string,
  path: readonly string[],
): readonly string[] | null {
  const { value } = schema;
  if (!isObject(value)) return null;
  const nameOf = (key: string) => `\`${[...path, key].join(".")}\``;
  const required = namesIn(schema.keyword("required"));
  const clauses: (string | null)[] = [];
  const own = askedOf(schema, ["properties", "required"]);
  if (own === null) return null;
  if (own.length > 0 && own.join() !== "is an object")
    clauses.push(`${subject} ${listed(own, "and")}`);
  const known = new Set<string>();
  for (const [name, property] of schema.entries("properties")) {
    known.add(name);
    clauses.push(clauseOf(nameOf(name), property, required.includes(name)));
  }
  for (const name of required) if (!known.has(name)) clauses.push(`${nameOf(name)} is given`);
  const said = clauses.filter((each) => each !== null);
  return said.length === 0 || said.length < clauses.length ? null : said;
}

function clauseOf(name: string, property: Schema, isRequired: boolean): string | null {
  if (property.value === false) return `${name} is not given`;
  const asked = property.value === true ? [] : askedOf(property);
  if (asked === null) return null;
  if (asked.length === 0) return isRequired ? `${name} is given` : null;
  return `${name} ${isRequired ? "" : "is not given or "}${listed(asked, "and")}`;
}

/** What is asked of a value itself: `is "a"`, `has at most 3 characters`; `null` where that is more than words say. */
function askedOf(schema: Schema, besides: readonly string[] = []): readonly string[] | null {
  const { value, dialect } = schema;
  if (!isObject(value)) return null;
  const values = valuesIn(schema);
  const asked: string[] = values ? [`is ${listed(values)}`] : [];
  for (const keyword of keysOf(value)) {
    const known = keywordOf(keyword, dialect);
    if (!known || known.isAnnotation || besides.includes(keyword)) continue;
    if (keyword === "enum" || keyword === "const") continue;
    if (keyword === "type") {
      const types = namesIn(value[keyword]);
      if (!values) asked.push(`is ${typeNames(types)}`);
      continue;
    }
    const limit = limitOf(keyword, schema);
    if (limit === null) return null;
    asked.push(inThirdPerson(limit));
  }
  return asked;
}

function valuesIn(schema: Schema): readonly string[] | null {
  const only = schema.keyword("const");
  if (only !== undefined) return [textOf(only, schema.value, "const")];
  const list = schema.keyword("enum");
  return isArray(list) && list.length > 0
    ? list.map((each, index) => textOf(each, list, index))
    : null;
}

function textOf(value: Json, holder: Json, key: string | number): string {
  const text = typeof holder === "object" && holder !== null ? numberText(holder, key) : undefined;
  return text ?? shortly(value);
}

function namesIn(value: Json | undefined): readonly string[] {
  const list = isArray(value) ? value : [value];
  return list.filter((each) => typeof each === "string");
}
