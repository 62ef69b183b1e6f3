import type { Span } from "../base/source.js";
import { isInteger, type Json } from "../data/data.js";
import { jsonText } from "../data/json-text.js";
import type { Inline } from "../rst/nodes.js";
import { shapeOf, type Choice, type Shape } from "../schema/merged.js";
import { link, literal, spanAt, text } from "./nodes.js";
import { makeId, tableId, type Making } from "./page.js";
import { alternativeWord } from "./place-words.js";
import { allowsAll, hasTable, mapValue, nameOf, schemaOf, targetOf, type Of } from "./shape.js";

/** How types are written: `string`, `integer <int64>`, `[T]`, `{string: T}`, `T or null`, a link to the table of an object. */

/** Nested deeper than this a type is "...": its table says more. */
const deepest = 8;

/** Where a type stands: what an object without a name is called, and the words of the ids of its rows. */
export interface TypePlace {
  readonly label: string;
  readonly words: readonly string[];
}

/** The type of a schema as inline nodes. Objects with properties get a table, made after this one, and a link to it. */
export function typeNodes(making: Making, of: Of, place: TypePlace, depth = 0): readonly Inline[] {
  return joined(unionOf(making, of, place, depth), " or ", spanAt(schemaOf(of).at));
}

/** The types that a value may be of, one of them each. */
function unionOf(
  making: Making,
  of: Of,
  place: TypePlace,
  depth: number,
): readonly (readonly Inline[])[] {
  const span = spanAt(schemaOf(of).at);
  if (depth > deepest) return [[text("...", span)]];
  const shape = shapeOf(of);
  if (shape.isNever) return [[text("nothing", span)]];
  if (shape.values?.isConst && shape.values.value.length === 1) {
    const value = shape.values.value[0]!;
    return [[literal(valueText(value), span, makeId(making, ...place.words, valueWord(value)))]];
  }
  const choice = shape.choices.find((each) => isOfTypes(each, shape));
  if (choice) {
    if (allowsAll(choice)) return [[text("any", span)]];
    const members = choice.schemas.flatMap((each, index) =>
      shapeOf(each).isNever
        ? []
        : unionOf(making, each, alternativePlace(place, choice, index), depth + 1),
    );
    if (members.length === 0) return [[text("nothing", span)]];
    const isNullable = shape.types?.value.includes("null") ?? false;
    return isNullable ? [...members, [text("null", span)]] : members;
  }
  const types = typesOf(shape);
  if (types.length === 0) return [[text(shape.types ? "nothing" : "any", span)]];
  return types.map((type) => oneType(making, type, of, shape, place, depth));
}

/** Those that are named, or else those that the keywords or the allowed values have in mind. */
export function typesOf(shape: Shape): readonly string[] {
  if (shape.types) return shape.types.value;
  if (shape.properties.length > 0 || shape.patternProperties.length > 0 || mapValue(shape))
    return ["object"];
  if (shape.items || shape.prefixItems.length > 0) return ["array"];
  return [...new Set((shape.values?.value ?? []).map(typeOfValue))];
}

function typeOfValue(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return isInteger(value) ? "integer" : "number";
  return typeof value; // string, boolean, object
}

/** A constant among alternatives is called like a value of an enum. */
export function alternativePlace(
  place: TypePlace,
  { schemas }: Pick<Choice, "schemas">,
  index: number,
): TypePlace {
  if (shapeOf(schemas[index]!).values?.isConst) return place;
  const word = alternativeWord(
    schemas.map(({ value }) => value),
    index,
  );
  return { label: `${place.label} (${index + 1})`, words: [...place.words, word] };
}

/** Whether alternatives say what the value is; else they only ask more of the properties that are there. */
function isOfTypes({ schemas }: Choice, shape: Shape): boolean {
  if (shape.properties.length > 0) return false;
  return schemas.some((schema) => {
    const each = shapeOf(schema);
    return typesOf(each).length > 0 || each.choices.length > 0 || schema.ref !== null;
  });
}

function joined(
  members: readonly (readonly Inline[])[],
  between: string,
  span: Span,
): readonly Inline[] {
  const seen = new Set<string>();
  const distinct = members.filter((member) => {
    const key = plain(member);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  return distinct.flatMap((member, index) =>
    index === 0 ? member : [text(between, span), ...member],
  );
}

function plain(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.type === "text") return node.value;
      const own = "children" in node ? plain(node.children) : "";
      return node.type === "reference" ? `${own}#${node.refid}` : own;
    })
    .join("");
}

function oneType(
  making: Making,
  type: string,
  of: Of,
  shape: Shape,
  place: TypePlace,
  depth: number,
): readonly Inline[] {
  const span = spanAt(schemaOf(of).at);
  if (type === "array") return arrayType(making, shape, place, span, depth);
  if (type === "object") return objectType(making, of, shape, place, depth);
  const format = shape.constraints.find(({ keyword }) => keyword === "format")?.value;
  const isShown =
    typeof format === "string" && format !== "" && mayHaveFormat(type, format, typesOf(shape));
  return [text(isShown ? `${type} <${format}>` : type, span)];
}

/** Whether a format is one of this type: of several types, most formats are of strings, and some of numbers. */
function mayHaveFormat(type: string, format: string, types: readonly string[]): boolean {
  if (type === "null" || type === "boolean") return false;
  const isNumber = type !== "string";
  const others = types.filter((each) =>
    isNumber ? each === "string" : /^(?:number|integer)$/.test(each),
  );
  return others.length === 0 || isNumber === numberFormats.has(format);
}

/** @see https://spec.openapis.org/registry/format/ */
const numberFormats: ReadonlySet<string> = new Set(
  "int8 int16 int32 int64 uint8 uint16 uint32 uint64 float double".split(" "),
);

function arrayType(
  making: Making,
  { prefixItems, items, unevaluatedItems, constraints }: Shape,
  { label, words }: TypePlace,
  span: Span,
  depth: number,
): readonly Inline[] {
  if (prefixItems.length === 0) {
    if (!items) return [text("array", span)];
    if (schemaOf(items).value === false) return [text("[]", span)];
    return [
      text("[", span),
      ...typeNodes(making, items, { label: `${label}[]`, words }, depth + 1),
      text("]", span),
    ];
  }
  const member = (each: Of, index: number) =>
    typeNodes(
      making,
      each,
      { label: `${label} (${index + 1})`, words: [...words, String(index + 1)] },
      depth + 1,
    );
  const members = prefixItems.map(member);
  // Without a word on further items they are allowed, and may be anything.
  const further = items ?? unevaluatedItems;
  const most = constraints.find(({ keyword }) => keyword === "maxItems")?.value;
  const isFull = typeof most === "number" && most <= members.length;
  const isOpen = !isFull && (further === null || schemaOf(further).value !== false);
  const rest = further === null ? [text("any", span)] : member(further, members.length);
  const all = isOpen ? [...members, [text("...", span), ...rest]] : members;
  return [
    text("[", span),
    ...all.flatMap((each, index) => (index === 0 ? each : [text(", ", span), ...each])),
    text("]", span),
  ];
}

function objectType(
  making: Making,
  of: Of,
  shape: Shape,
  place: TypePlace,
  depth: number,
): readonly Inline[] {
  const span = spanAt(schemaOf(of).at);
  const name = nameOf(of);
  if (hasTable(shape)) {
    const label = name ?? place.label;
    const id = tableId(making, targetOf(of), label, name, place.words);
    return [link(id, [text(label, span)], span)];
  }
  const value = mapValue(shape);
  if (!value) return [text("object", span)];
  const below = { ...place, label: `${place.label}{}` };
  return [text("{string: ", span), ...typeNodes(making, value, below, depth + 1), text("}", span)];
}

/** The word for a value in an id. */
export function valueWord(value: Json): string {
  return `=${typeof value === "string" ? value : valueText(value)}`;
}

/** A value of JSON within a sentence. */
export function valueText(value: Json, written?: string): string {
  return written ?? jsonText(value, { unicode: true });
}
