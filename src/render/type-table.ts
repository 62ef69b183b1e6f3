import type { Block, Inline } from "../rst/nodes.js";
import type { Schema } from "../schema/schema.js";
import { constraintNodes } from "./constraints.js";
import { literal, paragraph, rubric, spanAt, strong, table, text, type MadeRow } from "./nodes.js";
import { makeId, newTable, textBlocks, type Making, type PendingTable } from "./page.js";
import { shapeOf, type Alternatives, type Shape } from "./shape.js";
import { hasTable, mapValue, typeNodes, type TypePlace } from "./types.js";

const head = ["Name", "Type", "Description"];

/** What a body or a value is: a table of its properties, or a sentence with its type; then the tables of the types in it. */
export function schemaBlocks(making: Making, schema: Schema, place: TypePlace): Block[] {
  const shape = shapeOf(schema);
  const own = hasTable(shape) && isFirst(making, shape) ? ownTable(making, shape, place) : [];
  const type: Block[] =
    own.length > 0
      ? []
      : [
          paragraph(
            [text("Type: ", spanAt(schema.at)), ...typeNodes(making, schema, place)],
            spanAt(schema.at),
          ),
          ...describe(making, shape, place.words),
        ];
  return [...own, ...type, ...pendingTables(making)];
}

/** Whether the table of a type is not on the page yet. */
function isFirst({ page }: Making, { schema }: Shape): boolean {
  return !page.tables.has(`${schema.at.file.source.path}#${schema.at.pointer}`);
}

function ownTable(making: Making, shape: Shape, { label, words }: TypePlace): Block[] {
  const { schema, name } = shape;
  return objectBlocks(making, newTable(making, schema, name ?? label, name, words));
}

/** The tables that others link to and that are not made yet; they may link to further ones. */
export function pendingTables(making: Making): Block[] {
  const blocks: Block[] = [];
  for (let next = making.pending.shift(); next; next = making.pending.shift())
    blocks.push(...objectBlocks(making, next));
  return blocks;
}

function objectBlocks(making: Making, { schema, id, label, words }: PendingTable): Block[] {
  const span = spanAt(schema.at);
  const shape = shapeOf(schema);
  const title = rubric([text(label, span)], span, id, ["type"]);
  const rows = rowsOf(making, shape, words);
  return [
    title,
    ...describe(making, shape, words),
    ...(rows.length === 0 ? [] : [table([], head, rows, span)]),
    ...shape.alternatives.flatMap((each) => alternativeBlocks(making, each, label, words)),
    ...conditions(making, shape, label, words),
  ];
}

/** A row for each property, and for all others where they may be of one type. */
function rowsOf(making: Making, shape: Shape, words: readonly string[]): MadeRow[] {
  const rows = shape.properties.map(({ name, schema, required }) =>
    propertyRow(making, { name, schema, required }, [...words, name]),
  );
  const span = spanAt(shape.schema.at);
  const patterns = shape.schema.entries("patternProperties");
  const value = mapValue(shape);
  const others: readonly (readonly [string, Schema])[] =
    patterns.length > 0
      ? patterns.map(([pattern, schema]) => [pattern, schema])
      : value
        ? [["(other properties)", value]]
        : [];
  for (const [name, schema] of others) {
    const rowWords = [...words, name];
    rows.push({
      id: makeId(making, ...rowWords),
      span,
      cells: [
        [paragraph([name.startsWith("(") ? text(name, span) : literal(name, span)], span)],
        [paragraph(typeNodes(making, schema, { label: name, words: rowWords }), span)],
        describe(making, shapeOf(schema), rowWords),
      ],
    });
  }
  return rows;
}

interface RowOf {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
}

function propertyRow(
  making: Making,
  { name, schema, required }: RowOf,
  words: readonly string[],
): MadeRow {
  const span = spanAt(schema.at);
  const shape = shapeOf(schema);
  return {
    id: makeId(making, ...words),
    span,
    cells: [
      [paragraph([literal(name, span)], span)],
      [paragraph(typeNodes(making, schema, { label: name, words }), span)],
      describe(making, shape, words, marks(required, shape.keyword("deprecated") === true)),
    ],
  };
}

export function marks(required: boolean, deprecated: boolean): readonly string[] {
  return [...(required ? ["Required."] : []), ...(deprecated ? ["Deprecated."] : [])];
}

/** The description of a schema with what stands before it in bold, and below it what it asks of values. */
export function describe(
  making: Making,
  shape: Shape,
  words: readonly string[],
  before: readonly string[] = [],
): Block[] {
  const span = spanAt(shape.schema.at);
  const described = shape.description ? textBlocks(making, shape.description) : [];
  const constraints = constraintNodes(making, shape, words, span);
  const blocks = withMarks(described, before, span);
  return constraints.length === 0 ? blocks : [...blocks, paragraph(constraints, span)];
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
  { keyword, schemas }: Alternatives,
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
  const blocks: Block[] = [];
  const span = spanAt(shape.schema.at);
  const dependent = shape.keyword("dependentRequired") ?? shape.keyword("dependencies");
  if (dependent && typeof dependent === "object" && !Array.isArray(dependent))
    for (const [name, needed] of Object.entries(dependent)) {
      if (!Array.isArray(needed)) continue;
      const others = needed.filter((each) => typeof each === "string");
      const nodes = others.flatMap((each, index): Inline[] =>
        index === 0 ? [literal(each, span)] : [text(", ", span), literal(each, span)],
      );
      blocks.push(
        paragraph(
          [
            text("Where ", span),
            literal(name, span),
            text(" is given, so must be ", span),
            ...nodes,
            text(".", span),
          ],
          span,
        ),
      );
    }
  const condition = shape.below("if");
  if (condition)
    for (const [keyword, lead] of [
      ["then", "Where it fits "],
      ["else", "Where it does not fit "],
    ] as const) {
      const then = shape.below(keyword);
      if (!then) continue;
      const of = (schema: Schema, word: string) =>
        typeNodes(making, schema, { label: `${label} (${word})`, words: [...words, word] });
      blocks.push(
        paragraph(
          [
            text(lead, span),
            ...of(condition, "if"),
            text(", it must also fit ", span),
            ...of(then, keyword),
            text(".", span),
          ],
          span,
        ),
      );
    }
  const not = shape.below("not");
  if (not)
    blocks.push(
      paragraph(
        [
          text("Must not be: ", span),
          ...typeNodes(making, not, { label: `${label} (not)`, words: [...words, "not"] }),
          text(".", span),
        ],
        span,
      ),
    );
  return blocks;
}
