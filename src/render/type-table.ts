import type { Block, Inline } from "../rst/nodes.js";
import { shapeOf, type Choice, type Part, type Shape } from "../schema/merged.js";
import type { Schema } from "../schema/schema.js";
import { constraintNodes } from "./constraints.js";
import { literal, paragraph, rubric, spanAt, strong, table, text, type MadeRow } from "./nodes.js";
import { makeId, newTable, textBlocks, type Making, type PendingTable } from "./page.js";
import { hasTable, keyOf, mapValue, nameOf, schemaOf, targetOf, type Of } from "./shape.js";
import { typeNodes, type TypePlace } from "./types.js";

const head = ["Name", "Type", "Description"];

/** What a body or a value is: a table of its properties, or a sentence with its type; then the tables of the types in it. */
export function schemaBlocks(making: Making, schema: Of, place: TypePlace): Block[] {
  const shape = shapeOf(schema);
  const target = targetOf(schema);
  const span = spanAt(schemaOf(schema).at);
  if (hasTable(shape) && !making.page.tables.has(keyOf(target))) {
    const name = nameOf(schema);
    const own = newTable(making, target, name ?? place.label, name, place.words);
    return [...objectBlocks(making, own), ...pendingTables(making)];
  }
  return [
    paragraph([text("Type: ", span), ...typeNodes(making, schema, place)], span),
    ...(hasTable(shape) ? [] : describe(making, schema, place.words)),
    ...pendingTables(making),
  ];
}

/** The tables that others link to and that are not made yet; they may link to further ones. */
export function pendingTables(making: Making): Block[] {
  const blocks: Block[] = [];
  for (let next = making.pending.shift(); next; next = making.pending.shift())
    blocks.push(...objectBlocks(making, next));
  return blocks;
}

function objectBlocks(making: Making, { of, id, label, words }: PendingTable): Block[] {
  const span = spanAt(schemaOf(of).at);
  const shape = shapeOf(of);
  const rows = rowsOf(making, shape, words);
  return [
    rubric([text(label, span)], span, id, ["type"]),
    ...describe(making, of, words),
    ...(rows.length === 0 ? [] : [table([], head, rows, span)]),
    ...shape.choices.flatMap((each) => alternativeBlocks(making, each, label, words)),
    ...conditions(making, shape, label, words),
  ];
}

/** A row for each property, and for all others where they may be of one type. */
function rowsOf(making: Making, shape: Shape, words: readonly string[]): MadeRow[] {
  const rows = shape.properties.map((property) =>
    propertyRow(making, property, property.name, [...words, property.name]),
  );
  const span = spanAt(shape.schema.at);
  const missing = shape.otherRequired.map((name): MadeRow => ({
    id: makeId(making, ...words, name),
    span,
    cells: [
      [paragraph([literal(name, span)], span)],
      [paragraph([text("any", span)], span)],
      [paragraph([strong("Required.", span)], span)],
    ],
  }));
  const patterns = shape.patternProperties.map((each) =>
    propertyRow(making, each, each.name, [...words, each.name]),
  );
  const value = shape.patternProperties.length === 0 ? mapValue(shape) : null;
  const others =
    value && rows.length > 0
      ? [propertyRow(making, { ...value, required: false }, null, [...words, "other"])]
      : [];
  return [...rows, ...missing, ...patterns, ...others];
}

/** `name`: `null` for all other properties. */
function propertyRow(
  making: Making,
  property: Part & { readonly required: boolean },
  name: string | null,
  words: readonly string[],
): MadeRow {
  const span = spanAt(property.schema.at);
  const shape = shapeOf(property);
  const label = name ?? "(other properties)";
  return {
    id: makeId(making, ...words),
    span,
    cells: [
      [paragraph([name === null ? text(label, span) : literal(name, span)], span)],
      [paragraph(typeNodes(making, property, { label, words }), span)],
      describe(making, property, words, marks(property.required, shape.deprecated)),
    ],
  };
}

export function marks(required: boolean, deprecated: boolean): readonly string[] {
  return [...(required ? ["Required."] : []), ...(deprecated ? ["Deprecated."] : [])];
}

/** The description of a schema with what stands before it in bold, and below it what it asks of values. */
export function describe(
  making: Making,
  of: Of,
  words: readonly string[],
  before: readonly string[] = [],
): Block[] {
  const shape = shapeOf(of);
  const span = spanAt(schemaOf(of).at);
  const { description } = shape;
  const described = description
    ? textBlocks(making, { at: description.at, text: description.value })
    : [];
  const constraints = constraintNodes(making, shape, words, span);
  const blocks = withMarks([...described, ...partsBlocks(making, shape)], before, span);
  return constraints.length === 0 ? blocks : [...blocks, paragraph(constraints, span)];
}

/** What is said of the items of an array, the values of a map and the alternatives, where no table of theirs says it. */
function partsBlocks(making: Making, shape: Shape): Block[] {
  const value = shape.properties.length === 0 ? mapValue(shape) : null;
  const parts: (readonly [lead: string, of: Of])[] = [
    ...shape.prefixItems.map((each, index) => [`Item ${index + 1}: `, each] as const),
    ...(shape.items ? [["Each item: ", shape.items] as const] : []),
    ...(value ? [["Each value: ", value] as const] : []),
    ...shape.choices.flatMap(({ schemas }) =>
      schemas.map((each, index) => [`Alternative ${index + 1}: `, each] as const),
    ),
  ];
  return parts.flatMap(([lead, of]): Block[] => {
    const part = shapeOf(of);
    const { description } = part;
    if (!description || hasTable(part)) return [];
    const span = spanAt(schemaOf(of).at);
    const [first, ...more] = textBlocks(making, { at: description.at, text: description.value });
    if (first?.type !== "paragraph")
      return [paragraph([text(lead.trim(), span)], span), ...(first ? [first] : []), ...more];
    return [{ ...first, children: [text(lead, span), ...first.children] }, ...more];
  });
}

/** "Required." and the like at the beginning of the first paragraph. */
export function withMarks(
  blocks: readonly Block[],
  before: readonly string[],
  span: ReturnType<typeof spanAt>,
): Block[] {
  if (before.length === 0) return [...blocks];
  const nodes: Inline[] = before.flatMap((each, index) =>
    index === 0 ? [strong(each, span)] : [text(" ", span), strong(each, span)],
  );
  const [first, ...rest] = blocks;
  if (first?.type !== "paragraph") return [paragraph(nodes, span), ...blocks];
  return [{ ...first, children: [...nodes, text(" ", span), ...first.children] }, ...rest];
}

/** Choices between objects, in a sentence and a link each. */
function alternativeBlocks(
  making: Making,
  { keyword, schemas }: Choice,
  label: string,
  words: readonly string[],
): Block[] {
  const first = schemas[0]!;
  const span = spanAt(first.at);
  const members = schemas.flatMap((schema, index): Inline[] => {
    const place = {
      label: `${label} (${index + 1})`,
      words: [...words, String(index + 1)],
    };
    const nodes = requiredOnly(schema, span) ?? typeNodes(making, schema, place);
    return index === 0 ? [...nodes] : [text(", ", span), ...nodes];
  });
  const lead = keyword === "oneOf" ? "Exactly one of: " : "At least one of: ";
  return [paragraph([text(lead, span), ...members, text(".", span)], span)];
}

/** `required: [a, b]` alone: what must be there. */
function requiredOnly(schema: Schema, span: ReturnType<typeof spanAt>): Inline[] | null {
  const names = schema.keyword("required");
  if (!Array.isArray(names) || schema.keyword("properties") !== undefined) return null;
  const texts = names.filter((name) => typeof name === "string");
  return texts.flatMap((name, index): Inline[] =>
    index === 0 ? [literal(name, span)] : [text(" with ", span), literal(name, span)],
  );
}

/** `dependentRequired`, `if`/`then`/`else` and `not` in words. */
function conditions(
  making: Making,
  shape: Shape,
  label: string,
  words: readonly string[],
): Block[] {
  const span = spanAt(shape.schema.at);
  const typeOf = (of: Of, word: string) =>
    typeNodes(making, of, { label: `${label} (${word})`, words: [...words, word] });
  const needs = shape.dependentRequired.map(({ value: { key, needs: all } }): Block => {
    const names = all.flatMap((each, index): Inline[] =>
      index === 0 ? [literal(each, span)] : [text(", ", span), literal(each, span)],
    );
    const lead = [text("Where ", span), literal(key, span), text(" is given, so must be ", span)];
    return paragraph([...lead, ...names, text(".", span)], span);
  });
  const further = shape.dependentSchemas.map(([key, schema]): Block => {
    const lead = [
      text("Where ", span),
      literal(key, span),
      text(" is given, it must also fit ", span),
    ];
    return paragraph([...lead, ...typeOf(schema, key), text(".", span)], span);
  });
  const ifs = shape.conditions.flatMap(({ when, holds, otherwise }): Block[] => {
    const say = (lead: string, of: Of, word: string): Block => {
      const nodes = [text(lead, span), ...typeOf(when, "if"), text(", it must also fit ", span)];
      return paragraph([...nodes, ...typeOf(of, word), text(".", span)], span);
    };
    return [
      ...(holds ? [say("Where it fits ", holds, "then")] : []),
      ...(otherwise ? [say("Where it does not fit ", otherwise, "else")] : []),
    ];
  });
  const nots = shape.not.map((each) =>
    paragraph([text("Must not be: ", span), ...typeOf(each, "not"), text(".", span)], span),
  );
  return [...needs, ...further, ...ifs, ...nots];
}
