import type { Span } from "../base/source.js";
import { textOf, type Block, type Inline } from "../rst/nodes.js";
import {
  shapeOf,
  type Choice,
  type Part,
  type Shape,
  type ShapeProperty,
} from "../schema/merged.js";
import type { Schema } from "../schema/schema.js";
import { clauseNodes } from "./clauses.js";
import { constraintNodes, unsaid } from "./constraints.js";
import { discriminatorBlocks } from "./discriminator.js";
import { docsOf, seeAlso } from "./further.js";
import { checkKeyFormats, keyFormatNote } from "./key-formats.js";
import { literal, paragraph, rubric, spanAt, strong, table, text, type MadeRow } from "./nodes.js";
import {
  makeId,
  newTable,
  textBlocks,
  word,
  type Making,
  type PendingTable,
  type WrittenText,
} from "./page.js";
import {
  besideNull,
  hasTable,
  isOfProperties,
  isClosed,
  keyOf,
  mapValue,
  nameOf,
  othersOf,
  schemaOf,
  targetOf,
  type Of,
} from "./shape.js";
import {
  alternativePlace,
  isOfTypes,
  isRecursive,
  ownTypeNodes,
  typeNodes,
  typesOf,
  type TypePlace,
} from "./types.js";
import { schemaVersions } from "./versions.js";
import type { Word } from "./wordings.js";

/** The heads of the columns. */
export function tableHead(making: Making): readonly string[] {
  return [word(making, "name"), word(making, "type"), word(making, "description")];
}

/** What a body or a value is: a table of its properties, or a sentence with its type; then the tables of the types in it. */
export function schemaBlocks(making: Making, schema: Of, place: TypePlace): Block[] {
  const shape = shapeOf(schema);
  const target = targetOf(schema);
  const span = spanAt(schemaOf(schema).at);
  if (hasTable(shape) && !making.page.tables.has(keyOf(target))) {
    const name = nameOf(schema);
    const own = newTable(making, target, name ?? place.label, name, place.words);
    return pendingTables(making, own);
  }
  return [
    typeLine(making, typeNodes(making, schema, place), span),
    ...(hasTable(shape)
      ? []
      : describe(making, schema, place.words, marks(making, false, shape.deprecated))),
    ...pendingTables(making),
  ];
}

/** A table of something that is shown in its own place whatever its type is called; a link where the page has it already. */
export function ownTable(making: Making, of: Of, place: TypePlace, path: string): Block[] {
  const target = targetOf(of);
  if (making.page.tables.has(keyOf(target))) return schemaBlocks(making, of, place);
  const scope = making.scope;
  const id = makeId(making, ...place.words, "object");
  making.page.tables.set(keyOf(target), id);
  making.page.labels.set(keyOf(target), place.label);
  const table = { of: target, id, label: place.label, path, words: place.words, scope };
  return pendingTables(making, table);
}

/** `first`, and the tables that others link to and that are not made yet; they may link to further ones. */
export function pendingTables(making: Making, first?: PendingTable): Block[] {
  const shown = new Map<string, ShownTable>();
  const all: Block[] = [];
  for (let next = first ?? making.pending.shift(); next; next = making.pending.shift()) {
    const blocks = objectBlocks(making, next);
    const other = shown.get(next.label);
    if (other) reportSameTitle(making, { of: next.of, blocks }, other);
    else if (nameOf(next.of) === next.label) shown.set(next.label, { of: next.of, blocks });
    for (const block of blocks) all.push(block);
  }
  return all;
}

interface ShownTable {
  readonly of: Of;
  readonly blocks: readonly Block[];
}

/** Two types that are shown together, have one title and other tables; a type may be described where it is used. */
function reportSameTitle({ budget }: Making, each: ShownTable, other: ShownTable): void {
  const title = nameOf(each.of);
  const textsOf = ({ blocks }: ShownTable) => {
    const start = blocks.findIndex(({ type }) => type === "table");
    return blocks.slice(Math.max(start, 0)).map(textOf).join("\n");
  };
  if (title === null || title !== nameOf(other.of) || textsOf(each) === textsOf(other)) return;
  const notes = [{ span: spanAt(schemaOf(other.of).at), text: "the other one" }];
  budget.tell("same-title", schemaOf(each.of).at, [title], "key", { notes });
}

function objectBlocks(given: Making, pending: PendingTable): Block[] {
  const { of, id, label, path, words, scope } = pending;
  const making = { ...given, scope };
  const span = spanAt(schemaOf(of).at);
  const title = rubric([text(label, span)], span, id, ["type"]);
  if (making.budget.isSpent(schemaOf(of).at)) return [title]; // something may link to it
  const shape = shapeOf(of);
  if (!hasTable(shape)) return typeBlocks(making, pending);
  const rows = rowsOf(making, shape, words, path);
  return [
    title,
    ...describe(making, of, words, marks(making, false, shape.deprecated)),
    table([], tableHead(making), rows, span),
    ...(isClosed(shape)
      ? [paragraph([text(word(making, "no-other-properties"), span)], span)]
      : []),
    ...shape.choices.flatMap((each) => alternativeBlocks(making, each, label, words)),
    ...conditions(making, shape, label, words),
  ];
}

/** What is said of a type without a table that others link to. */
function typeBlocks(making: Making, { of, id, label, words }: PendingTable): Block[] {
  const shape = shapeOf(of);
  const span = spanAt(schemaOf(of).at);
  const type = typeLine(making, ownTypeNodes(making, of, { label, words }), span);
  return [
    rubric([text(label, span)], span, id, ["type"]),
    ...(isAny(shape) ? [] : [type]),
    ...describe(making, of, words, marks(making, false, shape.deprecated)),
  ];
}

/** Whether nothing is said of the types that there are. */
function isAny(shape: Shape): boolean {
  return typesOf(shape).length === 0 && !shape.choices.some((each) => isOfTypes(each, shape));
}

function typeLine(making: Making, nodes: readonly Inline[], span: Span): Block {
  return paragraph([text(`${word(making, "type")}: `, span), ...nodes], span);
}

/** A row for each property, and for all others where they may be of one type. */
function rowsOf(making: Making, shape: Shape, words: readonly string[], path: string): MadeRow[] {
  const rows = fieldRows(making, shape.properties, words, path);
  const span = spanAt(shape.schema.at);
  // They are what all others are.
  const further = othersOf(shape);
  const missing = shape.otherRequired.map((name): MadeRow => {
    const own = [...words, name];
    if (further && shape.patternProperties.length === 0)
      return propertyRow(making, { ...further, required: true }, name, own, path);
    return {
      id: makeId(making, ...own),
      span,
      required: true,
      cells: [
        [paragraph([literal(name, span)], span)],
        [paragraph([text("any", span)], span)],
        [paragraph([strong(word(making, "required"), span)], span)],
      ],
    };
  });
  checkKeyFormats(making, shape);
  const patterns = shape.patternProperties.map((each) =>
    propertyRow(making, each, each.name, [...words, each.name], path, each),
  );
  const others =
    further && rows.length + patterns.length > 0
      ? [propertyRow(making, { ...further, required: false }, null, [...words, "other"], path)]
      : [];
  return [...rows, ...missing, ...patterns, ...others];
}

/** A row for each property. `path`: what the names of objects in them begin with that have none of their own. */
export function fieldRows(
  making: Making,
  properties: readonly ShapeProperty[],
  words: readonly string[],
  path = "",
): MadeRow[] {
  return properties.map((each) =>
    propertyRow(making, each, each.name, [...words, each.name], path),
  );
}

/** `name`: `null` for all other properties; with `pattern` it is what the names match. */
function propertyRow(
  making: Making,
  property: Part & { readonly required: boolean },
  name: string | null,
  words: readonly string[],
  path: string,
  pattern: ShapeProperty | null = null,
): MadeRow {
  const span = spanAt(property.schema.at);
  const shape = shapeOf(property);
  const label = name ?? "(other properties)";
  const place = { label: path === "" ? label : `${path.replace(/\.$/, "")}.${label}`, words };
  const shown = [
    ...(pattern ? [text(`${word(making, "matches")} `, span)] : []),
    name === null ? text(label, span) : literal(name, span),
    ...(pattern ? keyFormatNote(making, pattern, span) : []),
  ];
  return {
    id: makeId(making, ...words),
    span,
    required: property.required,
    cells: [
      [paragraph(shown, span)],
      [paragraph(typeNodes(making, property, place), span)],
      describe(making, property, words, marks(making, property.required, shape.deprecated)),
    ],
  };
}

export function marks(making: Making, required: boolean, deprecated: boolean): readonly string[] {
  return [
    ...(required ? [word(making, "required")] : []),
    ...(deprecated ? [word(making, "deprecated")] : []),
  ];
}

/** The description of a schema with what stands before it in bold, and below it what it asks of values. */
export function describe(
  making: Making,
  of: Of,
  words: readonly string[],
  before: readonly string[] = [],
): Block[] {
  const { at } = schemaOf(of);
  const span = spanAt(at);
  if (making.budget.isSpent(at)) return withMarks([], before, span);
  const shape = shapeOf(of);
  const said = shape.description;
  const description = said && { at: said.at, text: said.value };
  const described = description ? textBlocks(making, description) : [];
  const constraints = constraintNodes(making, unsaid(making, shape, description), words, span);
  const blocks = withMarks([...described, ...partsBlocks(making, shape)], before, span);
  const docs = docsOf(of);
  return [
    ...blocks,
    ...(docs ? [seeAlso(making, docs, span)] : []),
    ...(constraints.length === 0 ? [] : [paragraph(constraints, span)]),
    ...discriminatorBlocks(making, shape, words),
    ...(hasTable(shape) ? [] : askedOfOthers(making, shape, words)),
    ...schemaVersions(making, shape, of),
  ];
}

/** What is asked of an object that has no table: which properties there must be, and when. */
function askedOfOthers(making: Making, shape: Shape, words: readonly string[]): Block[] {
  const span = spanAt(shape.schema.at);
  const label = words.at(-1) ?? "";
  const names = shape.otherRequired.flatMap((name, index): Inline[] =>
    index === 0 ? [literal(name, span)] : [text(", ", span), literal(name, span)],
  );
  return [
    ...(names.length === 0 ? [] : [paragraph([...names, text(" must be given.", span)], span)]),
    ...shape.choices
      .filter((each) => !isOfTypes(each, shape))
      .flatMap((each) => alternativeBlocks(making, each, label, words)),
    ...conditions(making, shape, label, words, isOfProperties),
  ];
}

/** How deep it is said what parts of parts are. */
const deepestPart = 3;

/**
 * What is said of the items of an array, the names and values of a map, the alternatives and what is ruled out, and of those of
 * them, where no table of theirs says it. `before`: of what the shape is a part.
 */
export function partsBlocks(making: Making, shape: Shape, before = "", depth = 1): Block[] {
  const isCompact = making.show.layout === "compact";
  const hasRows = (of: Shape) => (isCompact ? of.properties.length > 0 : hasTable(of));
  const own = (name: Word, index = 0) => `${word(making, name, { number: String(index + 1) })}: `;
  const parts: (readonly [lead: string, of: Of])[] = [
    ...shape.prefixItems.map((each, index) => [own("item", index), each] as const),
    ...(shape.items ? [[own("each-item"), shape.items] as const] : []),
    ...valuesOf(shape, isCompact).map((each) => [own("each-value"), each] as const),
    ...(shape.propertyNames ? [[own("each-key"), shape.propertyNames] as const] : []),
    ...shape.choices.flatMap((choice) => {
      const only = besideNull(choice);
      return choice.schemas.map(
        (each, index) => [each === only ? "" : own("alternative", index), each] as const,
      );
    }),
    ...(shape.contains ? [[own("contained-item"), shape.contains] as const] : []),
    ...shape.not.map((each) => [own("must-not-be"), each] as const),
  ];
  return parts.flatMap(([lead, of]): Block[] => {
    if (making.budget.isSpent(schemaOf(of).at)) return [];
    const part = shapeOf(of);
    if (hasRows(part) || isRecursive(making, of)) return [];
    const whole = `${before}${lead}`;
    const written = part.description && { at: part.description.at, text: part.description.value };
    const said = written ? ledBlocks(making, written, whole, spanAt(schemaOf(of).at)) : [];
    return depth < deepestPart ? [...said, ...partsBlocks(making, part, whole, depth + 1)] : said;
  });
}

/** What the values of an object are that no row says. */
function valuesOf(shape: Shape, isCompact: boolean): readonly Part[] {
  if (shape.properties.length > 0) return [];
  const others = isCompact ? othersOf(shape) : null;
  const value = mapValue(shape);
  if (!isCompact || shape.patternProperties.length === 0) return value ? [value] : [];
  return [...shape.patternProperties, ...(others ? [others] : [])];
}

/** A text of the author's whose first paragraph begins with a few words of ours. */
export function ledBlocks(making: Making, written: WrittenText, lead: string, span: Span): Block[] {
  const [first, ...more] = textBlocks(making, written);
  if (lead === "" || first?.type !== "paragraph")
    return [
      ...(lead === "" ? [] : [paragraph([text(lead.trim(), span)], span)]),
      ...(first ? [first] : []),
      ...more,
    ];
  return [{ ...first, children: [text(lead, span), ...first.children] }, ...more];
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
  choice: Choice,
  label: string,
  words: readonly string[],
): Block[] {
  const { keyword, schemas } = choice;
  const first = schemas[0]!;
  const span = spanAt(first.at);
  const members = schemas.flatMap((schema, index): Inline[] => {
    if (making.budget.isSpent(schema.at)) return [];
    const place = alternativePlace({ label, words }, choice, index);
    const nodes = requiredOnly(schema, span) ?? typeNodes(making, schema, place);
    return index === 0 ? [...nodes] : [text(", ", span), ...nodes];
  });
  const lead = word(making, keyword === "oneOf" ? "exactly-one-of" : "at-least-one-of");
  return [paragraph([text(`${lead}: `, span), ...members, text(".", span)], span)];
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

/** `dependentRequired`, `if`/`then`/`else` and `not` in words. `says`: which `not` are told here and not with the limits. */
function conditions(
  making: Making,
  shape: Shape,
  label: string,
  words: readonly string[],
  says: (not: Shape) => boolean = () => true,
): Block[] {
  const span = spanAt(shape.schema.at);
  const clause = (of: Of, mood: "is" | "must be", part: string) =>
    clauseNodes(making, of, mood, { label: `${label} (${part})`, words: [...words, part] });
  const needs = shape.dependentRequired.map(({ value: { key, needs: all } }): Block => {
    const names = all.flatMap((each, index): Inline[] =>
      index === 0 ? [literal(each, span)] : [text(", ", span), literal(each, span)],
    );
    const lead = [text("Where ", span), literal(key, span), text(" is given, so must be ", span)];
    return paragraph([...lead, ...names, text(".", span)], span);
  });
  const further = shape.dependentSchemas.map(([key, schema]): Block => {
    const lead = [text("Where ", span), literal(key, span), text(" is given, ", span)];
    return paragraph([...lead, ...clause(schema, "must be", key), text(".", span)], span);
  });
  const nots = shape.not
    .filter((each) => says(shapeOf(each)))
    .map((each) =>
      paragraph(
        [text("It must not be that ", span), ...clause(each, "is", "not"), text(".", span)],
        span,
      ),
    );
  return [...needs, ...further, ...ifBlocks(making, shape, label, words), ...nots];
}

/** `if` with `then` and `else`, a sentence each. */
export function ifBlocks(
  making: Making,
  shape: Shape,
  label: string,
  words: readonly string[],
): Block[] {
  const span = spanAt(shape.schema.at);
  const clause = (of: Of, mood: "is" | "must be", part: string) =>
    clauseNodes(making, of, mood, { label: `${label} (${part})`, words: [...words, part] });
  return shape.conditions.flatMap(({ when, holds, otherwise }): Block[] => {
    const say = (lead: string, of: Of, part: string): Block => {
      const nodes = [text(lead, span), ...clause(when, "is", "if"), text(", ", span)];
      return paragraph([...nodes, ...clause(of, "must be", part), text(".", span)], span);
    };
    return [
      ...(holds ? [say("Where ", holds, "then")] : []),
      ...(otherwise ? [say("Unless ", otherwise, "else")] : []),
    ];
  });
}
