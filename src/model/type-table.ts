import { numberText, rememberNumberText, type Json } from "../data/data.js";
import { stepBelow, type Located } from "../data/located.js";
import type { Author, Written } from "./author.js";
import { deepestSchema } from "./references.js";
import { nameOfUntitled } from "./untitled.js";
import { type Property, type Schema, type TypeMember, emptySchema } from "./schema.js";

/** A table that documents one type: what its keys are called, hold and mean. */
export interface TypeTable {
  /** The caption; `null` for what needs none, such as the body of a request. */
  readonly title: string | null;
  readonly rows: readonly TypeRow[];
  readonly at: Located;
  /** The schema is put together by `allOf`. */
  readonly isExtended?: boolean;
}

export interface TypeRow {
  readonly key: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: Written | null;
  /** Of each enum in its type what it allows. */
  readonly values: readonly AllowedValues[];
}

/** The values that an enum allows. */
export interface AllowedValues {
  readonly list: readonly Json[];
  /** What the enum is called where it is one of several possible types. */
  readonly ifType?: string;
  /** Shown as a list even if there is only one. */
  readonly alwaysList?: boolean;
  /** Which item of a tuple it is, counted from 1; of tuples in tuples the innermost first. */
  readonly items?: readonly number[];
}

/** What a schema comes to in a table: the words of its type and the tables below it. */
interface Described {
  readonly type: string;
  /** Its own table first, then those of its properties in their order. */
  readonly tables: readonly TypeTable[];
  /** Whether the first table is its own: the rows of its properties. */
  readonly hasOwnTable: boolean;
  readonly values: readonly AllowedValues[];
  readonly isObject: boolean;
  /** Of a map, what it is a map of, whatever its title: `{string: T}`. */
  readonly mapType?: string;
}

/** The tables with one title that were found so far. */
interface SameTitle {
  readonly last: TypeTable;
  readonly rows: Set<readonly TypeRow[]>;
  /** Their keys and types, once there are two. */
  readonly shapes: Set<string>;
}

const longestType = 2000;

const nothing: Described = {
  type: "object",
  tables: [],
  hasOwnTable: false,
  values: [],
  isObject: true,
};

/** Makes tables of schemas; each schema is described once. */
export class TypeTables {
  readonly #described = new Map<boolean, WeakMap<Schema, Described>>([
    [true, new WeakMap()],
    [false, new WeakMap()],
  ]);
  #depth = 0;

  constructor(readonly author: Author) {}

  /** The tables of an event's content. That it is a map, none of them says, which is reported. */
  forContent(schema: Schema, at: Located): readonly TypeTable[] {
    const { tables, isObject, mapType } = this.#describe(schema, at, false);
    if (!isObject) return this.forSchema(schema, at);
    if (mapType !== undefined)
      this.#reportUnshown({ ...schema, unshown: ["additionalProperties"] });
    return tables;
  }

  /**
   * The row that tells of a map, above the tables of its values. An untitled map of objects has had their tables alone
   * since 2020, so that it is a map is reported instead.
   */
  #mapRows(
    schema: Schema,
    key: string,
    { mapType, tables, values }: Described,
  ): readonly TypeRow[] {
    if (mapType === undefined) return [];
    if (tables.length > 0 && !schema.title) {
      this.#reportUnshown({ ...schema, unshown: ["additionalProperties"] });
      return [];
    }
    const { description } = schema;
    return [{ key, type: mapType, required: false, description, values }];
  }

  /** The tables of a definition; one that is a map or no object is the row `<value>` of a table of its own. */
  forSchema(schema: Schema, at: Located): readonly TypeTable[] {
    return this.#forWhole(
      { ...schema, description: null },
      "<value>",
      this.#describe(schema, at, false),
      at,
    );
  }

  /** The tables of a response's body; one that is a map or no object is the row `<body>` of a table of its own. */
  forBody(schema: Schema, at: Located): readonly TypeTable[] {
    return this.#forWhole(schema, "<body>", this.#describe(schema, at, false), at);
  }

  #forWhole(schema: Schema, key: string, described: Described, at: Located): readonly TypeTable[] {
    const { type, tables, isObject, values } = described;
    const { description } = schema;
    const rows = isObject
      ? this.#mapRows(schema, key, described)
      : [{ key, type, required: false, description, values }];
    return rows.length > 0 ? [{ title: null, rows, at }, ...tables] : tables;
  }

  /** The tables of some fields of a schema, the first of them with a title. */
  ofFields(schema: Schema, title: string, at: Located): readonly TypeTable[] {
    const [own, ...below] = this.#object({ ...schema, title: null }, at, false).tables;
    return own ? [{ ...own, title }, ...below] : below;
  }

  /** The rows of an object's own properties, of a map the row `<body>`, and the tables below them. */
  ofObject(schema: Schema, at: Located): { rows: readonly TypeRow[]; below: readonly TypeTable[] } {
    const described = this.#describe(schema, at, false);
    const { tables, hasOwnTable } = described;
    const [own, ...below] = tables;
    const rows = this.#mapRows(schema, "<body>", described);
    if (rows.length > 0) return { rows, below: tables };
    return own && hasOwnTable ? { rows: own.rows, below } : { rows: [], below: tables };
  }

  /** The tables of several schemas shown together. Of those with one title the last one stays, with any that has other keys or types, unless one extends the other. */
  merge(tables: readonly TypeTable[]): readonly TypeTable[] {
    const byTitle = new Map<string, SameTitle>();
    const shown: TypeTable[] = [];
    for (const table of tables.toReversed()) {
      if (table.title !== null && this.#isShown(table, table.title, byTitle)) continue;
      shown.push(table);
    }
    return shown.reverse();
  }

  /** Whether a table with the title stands for this one, too. That two with one title differ is reported. */
  #isShown(table: TypeTable, title: string, byTitle: Map<string, SameTitle>): boolean {
    const later = byTitle.get(title);
    if (!later) {
      byTitle.set(title, { last: table, rows: new Set([table.rows]), shapes: new Set() });
      return false;
    }
    if (later.rows.has(table.rows)) return true;
    later.rows.add(table.rows);
    if (later.shapes.size === 0) later.shapes.add(shapeOf(later.last));
    if (printed(later.last) !== printed(table)) {
      const notes = [{ span: this.author.spanOf(later.last.at), text: "the other one" }];
      this.author.report("same-title", table.at, [title], notes);
    }
    const shape = shapeOf(table);
    if (later.shapes.has(shape) || extendsOther(table, later.last)) return true;
    later.shapes.add(shape);
    return false;
  }

  /** `titled`: whether an object with properties needs a title, because other tables refer to it by that. */
  #describe(schema: Schema, at: Located, titled: boolean): Described {
    const known = this.#described.get(titled)!.get(schema);
    if (known) return known;
    if (schema === emptySchema || this.#depth >= deepestSchema) return nothing;
    this.#depth++;
    this.#reportUnshown(schema);
    const plain = this.#limited(this.#withEnum(schema, this.#byType(schema, at, titled)), at);
    const described = schema.isNullable ? { ...plain, type: `${plain.type} or null` } : plain;
    this.#depth--;
    this.#described.get(titled)!.set(schema, described);
    return described;
  }

  /** What the tables cannot show is told once for each schema, so that nobody takes them for all there is. */
  #reportUnshown({ unshown, words }: Schema): void {
    const place = words?.get(unshown[0] ?? "")?.at;
    if (!place) return;
    this.author.report("not-shown", place, [unshown.map((key) => `"${key}"`).join(", ")]);
  }

  #limited(described: Described, at: Located): Described {
    if (described.type.length <= longestType) return described;
    this.author.report("type-too-long", at);
    return { ...described, type: "…" };
  }

  #withEnum(schema: Schema, described: Described): Described {
    if (schema.enum.length === 0) return described;
    return {
      ...described,
      type: schema.title?.text ?? "enum",
      values: [{ list: schema.enum }],
    };
  }

  #byType(schema: Schema, at: Located, titled: boolean): Described {
    const { types } = schema;
    if (types === "object") return this.#object(schema, at, titled);
    if (types === "array") return this.#array(schema, at);
    const plain = { tables: [], hasOwnTable: false, values: [], isObject: false };
    if (types === null) return { ...plain, type: "any" };
    if (typeof types === "string") return { ...plain, type: types };
    return this.#oneOf(types, at);
  }

  #object(schema: Schema, at: Located, titled: boolean): Described {
    const title = schema.title?.text;
    if (schema.properties.length === 0 && schema.additionalProperties)
      return this.#map(schema.additionalProperties, title, at);
    const rows = schema.properties.length
      ? schema.properties
      : schema.patternProperties.map(readable);
    if (rows.length === 0) return { ...nothing, type: title ?? "object" };
    const name = title || (titled ? this.#nameOf(schema, at) : null);
    const described = rows.map((property) => this.#row(property, schema.required));
    const own: TypeTable = {
      title: name,
      rows: described.map(({ row }) => row),
      at,
      isExtended: schema.hasParents,
    };
    const tables = this.merge([own, ...described.flatMap((below) => below.tables)]);
    return {
      type: name ?? "object",
      tables,
      hasOwnTable: tables[0] === own,
      values: [],
      isObject: true,
    };
  }

  /** What an object without title is called; that of a definition has a name of its own. */
  #nameOf(schema: Schema, at: Located): string {
    if (!schema.at) return this.author.nameOf(at);
    const { name, isDefinition } = nameOfUntitled(schema.at, this.author);
    if (!isDefinition) this.author.report("untitled-object", at, [this.author.nameOf(at), name]);
    return name;
  }

  #row(
    { name, schema, at }: Property,
    required: ReadonlySet<string>,
  ): { row: TypeRow; tables: readonly TypeTable[] } {
    const { type, tables, values } = this.#describe(schema, at, true);
    const row = {
      key: name,
      type,
      required: required.has(name),
      description: schema.description,
      values,
    };
    return { row, tables };
  }

  /**
   * `{string: T}`: any key, one kind of value. An enum that has a title gets a table to say its values in; the values of
   * another one are said in a table of the map, if that has a title.
   */
  #map(value: Schema, title: string | undefined, at: Located): Described {
    const { type, tables, values } = this.#describe(
      value,
      isNamed(at) ? at : stepBelow(at, "additionalProperties"),
      true,
    );
    const isTitledEnum = values.length > 0 && type === value.title?.text;
    const tableTitle = isTitledEnum ? type : values.length > 0 ? title : undefined;
    const mapped = {
      key: "(mapped value)",
      type: isTitledEnum ? "enum" : type,
      required: false,
      description: value.description,
      values,
    };
    const own = tableTitle === undefined ? [] : [{ title: tableTitle, rows: [mapped], at }];
    const mapType = `{${value.pattern?.text ?? "string"}: ${type}}`;
    return {
      type: title ?? mapType,
      tables: this.merge([...tables, ...own]),
      hasOwnTable: false,
      values: own.length > 0 ? [] : values,
      isObject: true,
      mapType,
    };
  }

  #array({ items }: Schema, at: Located): Described {
    if (!items) this.author.report("no-items", at, [this.author.nameOf(at)]);
    const members = items === null ? [] : "types" in items ? [items] : items;
    const described = members.map((item) => this.#describe(item, placeOf(item, at), true));
    return {
      type: members.length ? `[${described.map(({ type }) => type).join(", ")}]` : "array",
      tables: this.merge(described.flatMap(({ tables }) => tables)),
      hasOwnTable: false,
      values: items && "types" in items ? described[0]!.values : described.flatMap(ofItem),
      isObject: false,
    };
  }

  #oneOf(members: readonly TypeMember[], at: Located): Described {
    const described = members.map((member) =>
      "name" in member
        ? { type: member.name, tables: [], values: [] }
        : this.#describe(member.schema, placeOf(member.schema, at), true),
    );
    const enums = joinedEnums(described);
    return {
      type: enums.map(({ type }) => type).join(" or "),
      tables: this.merge(described.flatMap(({ tables }) => tables)),
      hasOwnTable: false,
      values: enums.flatMap(({ type, values }) =>
        enums.length > 1 ? values.map((each) => ({ ifType: type, ...each })) : values,
      ),
      isObject: false,
    };
  }
}

type Alternative = Pick<Described, "type" | "values">;

/** Alternatives, those that are enums and called the same as one. */
function joinedEnums(all: readonly Alternative[]): readonly Alternative[] {
  const joined: Alternative[] = [];
  for (const each of all) {
    const at = isEnum(each)
      ? joined.findIndex((other) => isEnum(other) && other.type === each.type)
      : -1;
    if (at === -1) joined.push(each);
    else joined[at] = { ...each, values: [joinValues(joined[at]!.values[0]!, each.values[0]!)] };
  }
  return joined;
}

/** Whether a type is an enum itself, rather than one with an enum in it. */
function isEnum({ type, values }: Alternative): boolean {
  const [only] = values;
  return values.length === 1 && !only!.items && !only!.ifType && !/^[[{]/.test(type);
}

/** The values of both enums, numbers as they are written. */
function joinValues(a: AllowedValues, b: AllowedValues): AllowedValues {
  const list: Json[] = [];
  const known = new Set<string>();
  for (const { list: from } of [a, b])
    for (const [index, value] of from.entries()) {
      const written = typeof value === "number" ? numberText(from, index) : undefined;
      const text = written ?? JSON.stringify(value);
      if (known.has(text)) continue;
      known.add(text);
      if (written !== undefined) rememberNumberText(list, String(list.length), written);
      list.push(value);
    }
  return { ...a, list };
}

/** The enums of an item of a tuple. */
function ofItem({ values }: Described, index: number): readonly AllowedValues[] {
  return values.map((each) => ({ ...each, items: [...(each.items ?? []), index + 1] }));
}

/** A row for a pattern is keyed by what the author says the pattern looks like. */
function readable(property: Property): Property {
  return { ...property, name: property.schema.pattern?.text ?? property.name };
}

/** Schemas in lists are told of where they stand themselves. */
function placeOf(schema: Schema, at: Located): Located {
  return schema.at ?? at;
}

/** Whether a place is that of something with a name of its own, such as a property; an item has none. */
function isNamed({ pointer }: Located): boolean {
  return /\/(?:p|patternP)roperties\/[^/]+$|\/(?:additionalProperties|schema)$/.test(pointer);
}

/** Whether one of two tables is that of a schema which begins with the other by `allOf`, title and all. */
function extendsOther(a: TypeTable, b: TypeTable): boolean {
  const keys = new Set(b.rows.map(({ key }) => key));
  const shared = a.rows.filter(({ key }) => keys.has(key)).length;
  return (
    (a.isExtended === true && shared === b.rows.length) ||
    (b.isExtended === true && shared === a.rows.length)
  );
}

/** Tables with one title and other keys or types are all shown. */
function shapeOf({ rows }: TypeTable): string {
  return JSON.stringify(rows.map(({ key, type }) => [key, type]));
}

function printed(table: TypeTable): string {
  return JSON.stringify(
    table.rows.map(({ key, type, required, description, values }) => [
      key,
      type,
      required,
      description?.text,
      values,
    ]),
  );
}
