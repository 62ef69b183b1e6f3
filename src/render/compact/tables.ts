import type { Header, Parameter } from "../../api/model.js";
import type { Located } from "../../data/located.js";
import { textOf, walk, type Block, type Inline, type Node, type Table } from "../../rst/nodes.js";
import { shapeOf, type Part, type Shape } from "../../schema/merged.js";
import { constraintNodes, unsaid } from "../constraints.js";
import { exampleBlocks, exampleNodes, spaced, writtenHow } from "../fields.js";
import { docsOf, seeAlso } from "../further.js";
import { checkKeyFormats } from "../key-formats.js";
import { meaningNodes, meaningsOf } from "../meanings.js";
import { literal, paragraph, spanAt, table, text, type MadeRow } from "../nodes.js";
import { textBlocks, word, type Making } from "../page.js";
import { hasTable, isClosed, isOfProperties, schemaOf, type Of } from "../shape.js";
import { partsBlocks, pendingTables, tableHead, withMarks } from "../type-table.js";
import { valueText } from "../types.js";
import { fieldVersions, shapeVersions } from "../versions.js";
import { mapPart, ObjectTables, placeOf, type ObjectTable } from "./objects.js";
import { keyType, typeCode } from "./types.js";

/**
 * The tables of a schema, and of the objects it leads to; those that look the same are shown once. Then those that sentences in
 * them lead to.
 */
export function schemaTables(tables: ObjectTables): Block[] {
  const all = tables.all.map((each) => ({ ...each, blocks: objectBlocks(tables, each) }));
  return [...distinctTables(tables, all), ...pendingTables(tables.making)];
}

interface ShownTable extends ObjectTable {
  readonly blocks: readonly Block[];
}

function distinctTables(tables: ObjectTables, all: readonly ShownTable[]): Block[] {
  if (all.length < 2) return all.flatMap(({ blocks }) => blocks);
  noteCompared(tables.making, all);
  const looks = looksOf(all);
  const first = new Map<number, string | null>();
  const byTitle = new Map<string, ShownTable>();
  return all.flatMap((each, index): readonly Block[] => {
    const { id, title, blocks } = each;
    const look = looks[index]!;
    const kept = first.get(look);
    if (kept !== undefined) {
      if (kept && id !== null) tables.making.page.anchors.join(id, kept);
      return [];
    }
    first.set(look, id);
    const other = title === null ? undefined : byTitle.get(title);
    if (other && rowsText(each) !== rowsText(other)) reportSameTitle(tables.making, each, other);
    else if (title !== null) byTitle.set(title, each);
    return blocks;
  });
}

/** Tables that have the same rows, or the same title, are told apart by what is said in them. */
function noteCompared({ page: { texts } }: Making, all: readonly ShownTable[]): void {
  if (!texts) return;
  const alike = new Map<string, ShownTable[]>();
  const note = (key: string, table: ShownTable) => {
    const others = alike.get(key);
    if (others) others.push(table);
    else alike.set(key, [table]);
  };
  for (const table of all) {
    note(`rows ${namesText(table)}`, table);
    if (table.title !== null) note(`title ${table.title}`, table);
  }
  for (const tables of alike.values())
    if (tables.length > 1) for (const { blocks } of tables) texts.readAll(blocks);
}

/** The names of the rows of a table. */
function namesText({ blocks }: ShownTable): string {
  const names: string[] = [];
  for (const block of blocks)
    walk(block, (node) => {
      if (node.type !== "row") return;
      names.push(textOf(node.children[0]!));
      return false;
    });
  return names.join("\n");
}

/** A type may be described where it is used; its table says the same. */
function rowsText({ blocks }: ShownTable): string {
  return textAndGoals(blocks.filter(({ type }) => type === "table")).text;
}

/** Two tables of one body that say different things under one caption. */
function reportSameTitle({ budget }: Making, each: ObjectTable, other: ObjectTable): void {
  const notes = [{ span: spanAt(placeOf(other.of)), text: "the other one" }];
  budget.tell("same-title", placeOf(each.of), [each.title!], "key", { notes });
}

/** A table that is called by where its object stands; the topmost is known by what it is a table of. */
function reportUntitled({ budget }: Making, { of, title, path, isTop }: ObjectTable): void {
  if (title !== null || isTop) return;
  const name = path.split(".").findLast((each) => each !== "*") ?? path;
  budget.tell("untitled-object", placeOf(of), [name, path], "key");
}

/** What is said of an object as a whole, its table, and what it says of properties that have no row. */
function objectBlocks(tables: ObjectTables, object: ObjectTable): Block[] {
  const { making } = tables;
  const { shape, of } = object;
  checkKeyFormats(making, shape);
  reportUnshown(making, shape);
  reportUntitled(making, object);
  const span = spanAt(placeOf(of));
  const isClosedTable = isClosed(shape) && shape.properties.length > 0;
  const isRowOfItsOwn = shape.properties.length === 0; // which says it
  return [
    ...(object.isSaid || isRowOfItsOwn ? [] : wholeBlocks(making, shape)),
    objectTable(tables, object),
    ...(isClosedTable ? [paragraph([text(word(making, "no-other-properties"), span)], span)] : []),
  ];
}

/** The description of a type that no row shows. */
export function wholeBlocks(making: Making, { description }: Shape): Block[] {
  if (!description || !making.show["type-descriptions"]) return [];
  return textBlocks(making, { at: description.at, text: description.value });
}

/** A number for what each table looks like: the same if their texts are, and the looks of those that they lead to. */
function looksOf(all: readonly ShownTable[]): readonly number[] {
  const said = all.map(({ blocks }) => textAndGoals(blocks));
  const places = new Map(all.map(({ id }, index) => [id, index]));
  const goals = said.map(({ goals: ids }) => ids.map((id) => places.get(id) ?? -1));
  let looks = numbered(said.map(({ text: own }) => own));
  // Those that look alike are told apart by what they lead to, as long as that tells more of them apart.
  for (let count = 0; count < new Set(looks).size;) {
    count = new Set(looks).size;
    const before = looks;
    looks = numbered(
      before.map((look, index) =>
        [look, ...goals[index]!.map((goal) => before[goal] ?? -1)].join(),
      ),
    );
  }
  return looks;
}

function numbered(texts: readonly string[]): readonly number[] {
  const numbers = new Map<string, number>();
  for (const each of texts) if (!numbers.has(each)) numbers.set(each, numbers.size);
  return texts.map((each) => numbers.get(each)!); // all are there by now
}

function objectTable(tables: ObjectTables, object: ObjectTable): Table {
  const { of, shape, title, path, id, isSaid } = object;
  const { making } = tables;
  const span = spanAt(schemaOf(of).at);
  const caption = title !== null ? [text(title, span)] : path === "" ? [] : [literal(path, span)];
  const given = id === null ? undefined : id;
  if (shape.properties.length === 0) {
    const cells = [
      [paragraph([typeCode(making, of, tables)], span)],
      describe(making, isSaid ? { ...shape, description: null } : shape, { required: false }),
    ];
    const head = [word(making, "type"), word(making, "description")];
    return table(caption, head, [{ span, cells }], span, given);
  }
  return table(caption, tableHead(making), rowsOf(tables, shape), span, given);
}

/** What tables cannot show is told once for each schema, so that nobody takes them for all there is. */
function reportUnshown({ budget, show }: Making, shape: Shape): void {
  // Sentences on limits say it of values that are no objects.
  const saysNot = (show.constraints || show.defaults) && !hasTable(shape);
  const isLost = (not: Of) => !saysNot || isOfProperties(shapeOf(not));
  const kinds: (readonly [keyword: string, isThere: boolean])[] = [
    ["if", shape.conditions.length > 0],
    ["dependentRequired", shape.dependentRequired.length > 0],
    ["dependentSchemas", shape.dependentSchemas.length > 0],
    ["discriminator", shape.discriminator !== null],
    ["not", shape.not.some(isLost)],
  ];
  const unshown = kinds.flatMap(([keyword, isThere]) => (isThere ? [`"${keyword}"`] : []));
  if (unshown.length > 0) budget.tell("not-shown", shape.schema.at, [unshown.join(", ")]);
}

/** A row for each property, and for all others of one type. */
function rowsOf(tables: ObjectTables, shape: Shape): MadeRow[] {
  const { making } = tables;
  const row = (name: readonly Inline[], part: Part, required: boolean): MadeRow => {
    const span = spanAt(part.schema.at);
    return {
      span,
      required,
      cells: [
        [paragraph(name, span)],
        [paragraph([typeCode(making, part, tables)], span)],
        describe(making, shapeOf(part), { required }),
      ],
    };
  };
  const own = shape.properties.map((each) =>
    row([literal(each.name, spanAt(each.schema.at))], each, each.required),
  );
  const patterns = shape.patternProperties.map((each) => {
    const span = spanAt(each.schema.at);
    return row([text("<", span), keyType(making, each, span), text(">", span)], each, false);
  });
  const others = mapPart(shape);
  const rest = others
    ? [row([text(word(making, "other-properties"), spanAt(others.schema.at))], others, false)]
    : [];
  return [...own, ...patterns, ...rest];
}

interface Said {
  readonly required: boolean;
  readonly deprecated?: boolean;
  /** What the place of the schema says itself, which counts in its place. */
  readonly description?: { readonly at: Located; readonly text: string } | null;
  readonly own?: {
    readonly extensions: ReadonlyMap<string, import("../../data/data.js").Json>;
    readonly at: Located;
  };
  readonly more?: readonly Inline[];
}

/** What is said of a value: its description, which values it may have, since when it is there. */
export function describe(making: Making, shape: Shape, said: Said): Block[] {
  const span = spanAt(shape.schema.at);
  if (making.budget.isSpent(shape.schema.at)) return [];
  reportUnshown(making, shape);
  const { description } = shape;
  const written =
    said.description ?? (description && { at: description.at, text: description.value });
  const parts = making.show["type-descriptions"] ? partsBlocks(making, shape) : [];
  const docs = docsOf(shape.schema);
  const marks = [
    ...(said.required ? [word(making, "required")] : []),
    ...(making.show.deprecated && (said.deprecated ?? shape.deprecated)
      ? [word(making, "deprecated")]
      : []),
  ];
  const sentences = [
    allowedValues(making, shape),
    making.show.constraints || making.show.defaults
      ? constraintNodes(making, { ...unsaid(making, shape, written), values: null }, [], span)
      : [],
    said.more ?? [],
  ].filter(({ length }) => length > 0);
  return [
    ...withMarks([...(written ? textBlocks(making, written) : []), ...parts], marks, span),
    ...(docs ? [seeAlso(making, docs, span)] : []),
    ...sentences.map((nodes) => paragraph(nodes, span)),
    ...shapeVersions(making, shape),
    ...(said.own ? fieldVersions(making, said.own.extensions, said.own.at) : []),
  ];
}

function allowedValues(making: Making, shape: Shape): readonly Inline[] {
  const { schema, values } = shape;
  if (!values || values.value.length === 0) return [];
  const span = spanAt(schema.at);
  const shown = values.value.map((each) => (typeof each === "string" ? each : valueText(each)));
  if (shown.length === 1)
    return [text(`${word(making, "must-be")} `, span), literal(shown[0]!, span), text(".", span)];
  const lead = text(`${word(making, "one-of")}: `, span);
  if (making.show.values === "together")
    return [lead, literal(`[${shown.join(", ")}]`, span), text(".", span)];
  const meanings = meaningsOf(shape, values.value);
  const all = shown.flatMap((each, index): Inline[] => [
    ...(index === 0 ? [] : [text(", ", span)]),
    literal(each, span),
    ...meaningNodes(meanings, values.value[index]!, span),
  ]);
  return [lead, ...all, text(".", span)];
}

/** Parameters or headers, a row each, then the tables of the objects in them. */
export function fieldTables(
  making: Making,
  caption: string,
  fields: readonly (Parameter | Header)[],
  base: string,
): Block[] {
  const span = spanAt(fields[0]!.at);
  const all = fields.flatMap((field) => {
    if (making.budget.isSpent(field.at)) return [];
    making.budget.spend();
    const schema: Of | null = field.schema ?? field.content[0]?.schema ?? null;
    const place = { path: field.name, isSaid: true };
    return [{ field, schema, tables: schema && new ObjectTables(making, schema, base, place) }];
  });
  const rows = all.map(({ field, schema, tables }): MadeRow => {
    const own = spanAt(field.at);
    const shape = schema && shapeOf(schema);
    const said = {
      required: field.required,
      deprecated: field.deprecated || (shape?.deprecated ?? false),
      description: field.description,
      own: field,
      more: spaced(
        writtenHow(making, field),
        making.show["parameter-examples"] ? exampleNodes(making, field) : [],
      ),
    };
    const type = schema ? typeCode(making, schema, tables) : literal("any", own);
    return {
      span: own,
      required: field.required,
      cells: [
        [paragraph([literal(field.name, own)], own)],
        [paragraph([type], own)],
        [
          ...(shape ? describe(making, shape, said) : bareDescription(making, said, own)),
          ...exampleBlocks(making, field),
        ],
      ],
    };
  });
  return [
    table([text(caption, span)], tableHead(making), rows, span),
    ...all.flatMap(({ tables }) => (tables ? schemaTables(tables) : [])),
  ];
}

function bareDescription(making: Making, said: Said, span: ReturnType<typeof spanAt>): Block[] {
  const marks = said.required ? [word(making, "required")] : [];
  const more = said.more ?? [];
  return [
    ...withMarks(said.description ? textBlocks(making, said.description) : [], marks, span),
    ...(more.length === 0 ? [] : [paragraph(more, span)]),
    ...(said.own ? fieldVersions(making, said.own.extensions, said.own.at) : []),
  ];
}

/** All that a reader sees of nodes, and the ids of the page that its links lead to. */
function textAndGoals(nodes: readonly Node[]): {
  readonly text: string;
  readonly goals: readonly string[];
} {
  const goals: string[] = [];
  const textOf = (each: Node): string => {
    if (each.type === "text") return each.value;
    const {
      children = [],
      refuri,
      refid,
    } = each as {
      readonly children?: readonly Node[];
      readonly refuri?: string;
      readonly refid?: string;
    };
    if (refid !== undefined) goals.push(refid);
    return `(${refuri ?? ""}${children.map(textOf).join("")})`;
  };
  return { text: nodes.map(textOf).join(""), goals };
}
