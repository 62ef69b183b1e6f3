import type { Span } from "../../base/source.js";
import type { Inline } from "../../rst/nodes.js";
import { nearest } from "../../base/text.js";
import { shapeOf, type Shape, type ShapeProperty } from "../../schema/merged.js";
import { formatLink } from "../format-link.js";
import { checkKeyFormats, keyFormat } from "../key-formats.js";
import { link, spanAt, text } from "../nodes.js";
import type { Making } from "../page.js";
import { schemaOf, type Of } from "../shape.js";
import { costOf, typesOf } from "../types.js";
import { isObjectShape, labelOf, mapPart, type ObjectTables } from "./objects.js";

/** Nested deeper than this a type is "...". */
const deepest = 8;

/** How a type is written, as one code: `[T]`, `{string: T}`, `string|null`, with links to the tables of objects and to formats. */
export function typeCode(making: Making, of: Of, tables: ObjectTables | null): Inline {
  const span = spanAt(schemaOf(of).at);
  return { type: "literal", span, children: [...typeOf(making, of, tables, 0)] };
}

function typeOf(
  making: Making,
  of: Of,
  tables: ObjectTables | null,
  depth: number,
): readonly Inline[] {
  const { at } = schemaOf(of);
  const span = spanAt(at);
  if (making.budget.isSpent(at)) return [text("...", span)];
  const shape = shapeOf(of);
  making.budget.spend(costOf(shape));
  if (depth > deepest) return [text("...", span)];
  if (shape.isNever) return [text("nothing", span)];
  const one = (type: string): readonly Inline[] => {
    if (type === "object") return objectType(making, of, shape, tables, depth);
    if (type === "array") {
      const { prefixItems, items } = shape;
      const members = prefixItems.map((each) => typeOf(making, each, tables, depth + 1));
      if (items && !(shapeOf(items).isNever && members.length > 0))
        members.push(typeOf(making, items, tables, depth + 1));
      if (members.length === 0) return [text("array", span)];
      return [text("[", span), ...joined(members, ", ", span), text("]", span)];
    }
    return type === "string" ? [stringType(making, shape, span)] : [text(type, span)];
  };
  if (isOneOfSeveral(making, shape)) {
    const members = shape.choices[0]!.schemas.map((each) =>
      typeOf(making, each, tables, depth + 1),
    );
    return joined(members, "|", span);
  }
  const types = typesOf(shape);
  if (types.length === 0) return [text("any", span)];
  return joined(types.map(one), "|", span);
}

/** Whether a type is told by its alternatives, since nothing else says what it is. */
function isOneOfSeveral({ budget }: Making, shape: Shape): boolean {
  const { choices, types, properties, patternProperties } = shape;
  const [choice] = choices;
  if (!choice) return false;
  if (types === null || types.value.length > 1) return properties.length === 0 || types !== null;
  const isBare = properties.length + patternProperties.length === 0 && mapPart(shape) === null;
  if (!isBare || !isObjectShape(shape)) return false;
  return choice.schemas.every((each) => {
    if (budget.isSpent(each.at)) return false;
    const alternative = shapeOf(each);
    budget.spend(costOf(alternative));
    return isObjectShape(alternative);
  });
}

function stringType(making: Making, { constraints }: Shape, span: Span): Inline {
  for (const { keyword, value, at } of constraints)
    if (keyword === "format" && typeof value === "string") {
      const linked = formatLink(making, value, span);
      if (linked) return linked;
      const near = nearest(value, making.formats.keys());
      making.budget.tell("format-not-named", at, [value, ...near], "value", { once: value });
    }
  return text("string", span);
}

function objectType(
  making: Making,
  of: Of,
  shape: Shape,
  tables: ObjectTables | null,
  depth: number,
): readonly Inline[] {
  const span = spanAt(schemaOf(of).at);
  const title = labelOf(of, shape);
  if (shape.properties.length > 0) {
    const id = tables?.idOf(of) ?? null;
    const name = [text(title ?? "object", span)];
    return id === null ? name : [link(id, name, span)];
  }
  const others = mapPart(shape);
  if (others) return mapOf([text("string", span)], typeOf(making, others, tables, depth + 1), span);
  if (shape.patternProperties.length > 0) {
    checkKeyFormats(making, shape);
    const members = shape.patternProperties.map((each) =>
      mapOf([keyType(making, each, span)], typeOf(making, each, tables, depth + 1), span),
    );
    return joined(members, "|", span);
  }
  return [text(title ?? "object", span)];
}

function mapOf(key: readonly Inline[], value: readonly Inline[], span: Span): readonly Inline[] {
  return [text("{", span), ...key, text(": ", span), ...value, text("}", span)];
}

/** What the names of such properties are: of a format that a field beside the values names, or any strings. */
export function keyType(making: Making, property: ShapeProperty, span: Span): Inline {
  const named = keyFormat(making, property);
  const linked = named && formatLink(making, named.value, span);
  return linked ?? text("string", span);
}

function joined(
  members: readonly (readonly Inline[])[],
  between: string,
  span: Span,
): readonly Inline[] {
  return members.flatMap((member, index) =>
    index === 0 ? member : [text(between, span), ...member],
  );
}
