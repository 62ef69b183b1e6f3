import type { Span } from "../base/source.js";
import { isInteger, type Json } from "../data/data.js";
import { jsonText } from "../data/json-text.js";
import type { Inline } from "../rst/nodes.js";
import { shapeOf, type Choice, type Shape } from "../schema/merged.js";
import { link, literal, spanAt, text } from "./nodes.js";
import { makeId, tableId, type Making } from "./page.js";
import { alternativeWord } from "./place-words.js";
import {
  allowsAll,
  hasTable,
  isOfProperties,
  keyOf,
  mapValue,
  nameOf,
  schemaOf,
  targetOf,
  titleOf,
  type Of,
} from "./shape.js";

/** How types are written: `string`, `integer <int64>`, `[T]`, `{string: T}`, `T or null`, a link to the table of an object. */

/** Nested deeper than this a type is "...": its table says more. */
const deepest = 8;

/** Where a type stands: what an object without a name is called, and the words of the ids of its rows. */
export interface TypePlace {
  readonly label: string;
  readonly words: readonly string[];
  /** It is called by what has it, such as a parameter, or asks something of a value of another type. */
  readonly needsNoTitle?: boolean;
}

/** The type of a schema as inline nodes. Objects with properties get a table, made after this one, and a link to it. */
export function typeNodes(making: Making, of: Of, place: TypePlace, depth = 0): readonly Inline[] {
  return joined(unionOf(making, of, place, depth), " or ", spanAt(schemaOf(of).at));
}

/** The same for what has a block of its own: not a link to that. */
export function ownTypeNodes(making: Making, of: Of, place: TypePlace): readonly Inline[] {
  return joined(membersOf(making, of, place, 0), " or ", spanAt(schemaOf(of).at));
}

/** A link to the table of a type, or to the block of one that has no table. */
export function linkToType(making: Making, of: Of, place: TypePlace): Inline {
  const span = spanAt(schemaOf(of).at);
  const name = nameOf(of);
  const target = targetOf(of);
  if (name === null && !place.needsNoTitle) reportUntitled(making, target, place.label);
  const id = tableId(making, target, name ?? place.label, name, place.words);
  const label = making.page.labels.get(keyOf(target)) ?? name ?? place.label;
  return link(id, [text(label, span)], span);
}

/** In a label: that it is of a condition, `All (if).named`, where an alternative has a number. */
const conditionPart = / \((?!\d+\))[^)]*\)(?=$|[.[{])/;

/** A type that is called by where it is. */
function reportUntitled({ budget, page }: Making, of: Of, label: string): void {
  const shape = shapeOf(of);
  if (page.tables.has(keyOf(of)) || shape.properties.length === 0) return;
  if (titleOf(shape) !== null || conditionPart.test(label)) return;
  const name = label.replace(/(?: \(\d+\)|\[\]|\{\})+$/, "");
  const parts = [name.slice(name.lastIndexOf(".") + 1), label] as const;
  budget.tell("untitled-object", schemaOf(of).at, parts, "key");
}

/** What it takes to say what a type is, in rows: there may be very many alternatives, and each may extend very many others. */
export function costOf({ hasParents, parts, properties }: Shape): number {
  return 0.2 + (hasParents ? Math.max(0, parts.length + properties.length - 20) / 10 : 0);
}

/** The types that a value may be of, one of them each. */
function unionOf(
  making: Making,
  of: Of,
  place: TypePlace,
  depth: number,
): readonly (readonly Inline[])[] {
  const { at } = schemaOf(of);
  const span = spanAt(at);
  if (making.budget.isSpent(at)) return [[text("...", span)]];
  making.budget.spend(costOf(shapeOf(of)));
  if (depth > deepest) return [[text("...", span)]];
  if (isRecursive(making, of)) return [[linkToType(making, of, place)]];
  return membersOf(making, of, place, depth);
}

function membersOf(
  making: Making,
  of: Of,
  place: TypePlace,
  depth: number,
): readonly (readonly Inline[])[] {
  const span = spanAt(schemaOf(of).at);
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
      making.budget.isSpent(each.at) || shapeOf(each).isNever
        ? []
        : unionOf(making, each, alternativePlace(place, choice, index), depth + 1),
    );
    if (members.length === 0)
      return [[text(making.budget.isSpent(choice.at) ? "..." : "nothing", span)]];
    const isNullable = shape.types?.value.includes("null") ?? false;
    return isNullable ? [...members, [text("null", span)]] : members;
  }
  const types = typesOf(shape);
  if (types.length === 0) return [[text(shape.types ? "nothing" : "any", span)]];
  return types.map((type) => oneType(making, type, of, shape, place, depth));
}

/** Whether it asks something that neither a type nor a limit says: which properties go together. */
export function asksOfOthers(shape: Shape): boolean {
  if (hasTable(shape)) return false;
  const { conditions, dependentRequired, dependentSchemas, otherRequired, choices, not } = shape;
  const together = [conditions, dependentRequired, dependentSchemas, otherRequired];
  return (
    together.some(({ length }) => length > 0) ||
    choices.some((each) => !isOfTypes(each, shape)) ||
    not.some((each) => isOfProperties(shapeOf(each)))
  );
}

/** How many types are looked at for whether one leads to itself. */
const mostFollowed = 200;

/** Whether a type with a name that has no table holds values of itself: `Value` of `anyOf: [string, [Value]]`. */
export function isRecursive({ page }: Making, of: Of): boolean {
  const target = targetOf(of);
  const shape = shapeOf(target);
  const isPlain = shape.choices.length === 0 && !shape.items && !mapValue(shape);
  if (isPlain || hasTable(shape) || nameOf(target) === null) return false;
  const key = keyOf(target);
  const known = page.recursive.get(key);
  if (known !== undefined) return known;
  const seen = new Set<string>();
  const leads = (from: Of): boolean =>
    within(shapeOf(from)).some((each) => {
      const to = targetOf(each);
      const at = keyOf(to);
      if (at === key) return true;
      if (seen.has(at) || seen.size > mostFollowed) return false;
      seen.add(at);
      return leads(to);
    });
  const is = leads(target);
  page.recursive.set(key, is);
  return is;
}

/** What the type of something that has no table is written of. */
function within(shape: Shape): readonly Of[] {
  if (hasTable(shape)) return [];
  const value = mapValue(shape);
  return [
    ...shape.choices.flatMap(({ schemas }) => schemas),
    ...shape.prefixItems,
    ...(shape.items ? [shape.items] : []),
    ...(value ? [value] : []),
  ];
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
  const word = alternativeWord(schemas, index, ({ value }) => value);
  return { ...place, label: `${place.label} (${index + 1})`, words: [...place.words, word] };
}

/** Whether alternatives say what the value is; else they only ask more of the properties that are there. */
export function isOfTypes({ schemas }: Choice, shape: Shape): boolean {
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
  place: TypePlace,
  span: Span,
  depth: number,
): readonly Inline[] {
  const { label, words } = place;
  if (prefixItems.length === 0) {
    if (!items) return [text("array", span)];
    if (schemaOf(items).value === false) return [text("[]", span)];
    return [
      text("[", span),
      ...typeNodes(making, items, { ...place, label: `${label}[]` }, depth + 1),
      text("]", span),
    ];
  }
  const member = (each: Of, index: number) =>
    typeNodes(
      making,
      each,
      { ...place, label: `${label} (${index + 1})`, words: [...words, String(index + 1)] },
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
  // At the top its description says what it asks.
  if (hasTable(shape) || (depth > 0 && asksOfOthers(shape))) return [linkToType(making, of, place)];
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
