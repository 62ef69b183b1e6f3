import type { Span } from "../base/source.js";
import { isArray, isObject, type Json } from "../data/data.js";
import { jsonText } from "../data/json-text.js";
import type { Inline } from "../rst/nodes.js";
import type { Schema } from "../schema/schema.js";
import { link, literal, spanAt, text } from "./nodes.js";
import { tableId, type Making } from "./page.js";
import { shapeOf, targetOf, type Alternatives, type Shape } from "./shape.js";

/** How types are written: `string`, `integer <int64>`, `[T]`, `{string: T}`, `T or null`, a link to the table of an object. */

/** Nested deeper than this a type is "...": its table says more. */
const deepest = 8;

/** Where a type stands: what an object without a name is called, and the words of the id of its table. */
export interface TypePlace {
  readonly label: string;
  readonly words: readonly string[];
}

/** The type of a schema as inline nodes. Objects with properties get a table, made after this one, and a link to it. */
export function typeNodes(
  making: Making,
  schema: Schema,
  place: TypePlace,
  depth = 0,
): readonly Inline[] {
  const span = spanAt(schema.at);
  if (depth > deepest) return [text("...", span)];
  const shape = shapeOf(schema);
  if (shape.isNothing) return [text("nothing", span)];
  const constant = shape.keyword("const");
  if (constant !== undefined) return [literal(jsonText(constant, { unicode: true }), span)];
  const alternatives = shape.alternatives.find((each) => isChoice(each, shape));
  if (alternatives) {
    const members = alternatives.schemas.map((each, index) =>
      typeNodes(making, each, alternativePlace(place, index), depth + 1),
    );
    return joined(withNull(members, shape, span), " or ", span);
  }
  if (shape.types.length === 0) return [text("any", span)];
  const members = shape.types.map((type) => oneType(making, type, shape, place, depth));
  return joined(members, " or ", span);
}

function alternativePlace({ label, words }: TypePlace, index: number): TypePlace {
  return { label: `${label} (${index + 1})`, words: [...words, String(index + 1)] };
}

/** Whether alternatives say what the value is; else they only add to the properties that are there. */
function isChoice({ schemas }: Alternatives, shape: Shape): boolean {
  if (shape.properties.length > 0) return false;
  return schemas.some((schema) => {
    const each = shapeOf(schema);
    return each.types.length > 0 || each.alternatives.length > 0 || each.schema.ref !== null;
  });
}

function withNull(
  members: readonly (readonly Inline[])[],
  shape: Shape,
  span: Span,
): readonly (readonly Inline[])[] {
  const isNullable = shape.keyword("nullable") === true || shape.keyword("x-nullable") === true;
  return isNullable ? [...members, [text("null", span)]] : members;
}

function joined(
  members: readonly (readonly Inline[])[],
  between: string,
  span: Span,
): readonly Inline[] {
  const seen = new Set<string>();
  const distinct = members.filter((member) => {
    const key = plain(member);
    return seen.has(key) ? false : (seen.add(key), true);
  });
  return distinct.flatMap((member, index) =>
    index === 0 ? member : [text(between, span), ...member],
  );
}

function plain(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.type === "text") return node.value;
      const own = "children" in node ? plain(node.children as Inline[]) : "";
      return node.type === "reference" ? `${own}#${node.refid}` : own;
    })
    .join("");
}

function oneType(
  making: Making,
  type: string,
  shape: Shape,
  place: TypePlace,
  depth: number,
): readonly Inline[] {
  const span = spanAt(shape.schema.at);
  if (type === "array") return arrayType(making, shape, place, depth);
  if (type === "object") return objectType(making, shape, place, depth);
  const format = shape.keyword("format");
  return [text(typeof format === "string" && format !== "" ? `${type} <${format}>` : type, span)];
}

function arrayType(
  making: Making,
  shape: Shape,
  { label, words }: TypePlace,
  depth: number,
): readonly Inline[] {
  const span = spanAt(shape.schema.at);
  const first = shape.all("prefixItems");
  const tuple =
    first.length > 0 ? first : isArray(shape.keyword("items")) ? shape.all("items") : [];
  const rest =
    tuple === first || tuple.length === 0 ? shape.below("items") : shape.below("additionalItems");
  const member = (schema: Schema, index: number) =>
    typeNodes(making, schema, { label, words: [...words, String(index + 1)] }, depth + 1);
  if (tuple.length > 0) {
    const members = tuple.map(member);
    const others =
      rest && rest.value !== false ? [[text("...", span), ...member(rest, tuple.length)]] : [];
    const all = [...members, ...others];
    return [
      text("[", span),
      ...all.flatMap((each, index) => (index === 0 ? each : [text(", ", span), ...each])),
      text("]", span),
    ];
  }
  if (!rest) return [text("array", span)];
  return [
    text("[", span),
    ...typeNodes(making, rest, { label, words }, depth + 1),
    text("]", span),
  ];
}

function objectType(
  making: Making,
  shape: Shape,
  place: TypePlace,
  depth: number,
): readonly Inline[] {
  const span = spanAt(shape.schema.at);
  if (hasTable(shape)) {
    const label = shape.name ?? place.label;
    const id = tableId(making, shape.schema, label, shape.name, place.words);
    return [link(id, [text(label, span)], span)];
  }
  const value = mapValue(shape);
  if (!value) return [text(shape.name ?? "object", span)];
  return [text("{string: ", span), ...typeNodes(making, value, place, depth + 1), text("}", span)];
}

/** What the values of an object with any keys are; `null` where that is not said, or not by one schema. */
export function mapValue(shape: Shape): Schema | null {
  const patterns = shape.all("patternProperties");
  const others = shape.below("additionalProperties");
  if (patterns.length === 1 && (!others || others.value === false)) return patterns[0]!;
  return patterns.length === 0 && others && isObject(others.value) ? others : null;
}

/** Whether an object is shown as a table: it has properties, or choices between such. */
export function hasTable(shape: Shape): boolean {
  if (shape.properties.length > 0) return true;
  if (shape.all("patternProperties").length > 1) return true;
  return shape.alternatives.some(({ schemas }) =>
    schemas.some((each) => {
      const target = targetOf(each);
      return target.entries("properties").length > 0;
    }),
  );
}

/** A value of JSON within a sentence. */
export function valueText(value: Json): string {
  return jsonText(value, { unicode: true });
}
