import type { Json } from "../data/data.js";
import type { Author, Place, Written } from "./author.js";
import {
  type Property,
  type Schema,
  type TypeMember,
  deepestSchema,
  emptySchema,
} from "./schema.js";

/** A table that documents one type: what its keys are called, hold and mean. */
export interface TypeTable {
  /** The caption; `null` for what needs none, such as the body of a request. */
  readonly title: string | null;
  readonly rows: readonly TypeRow[];
  readonly at: Place;
}

export interface TypeRow {
  readonly key: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: Written | null;
  readonly values: AllowedValues | null;
}

/** The values that an enum allows. */
export interface AllowedValues {
  readonly list: readonly Json[];
  /** The enum is one of several possible types. */
  readonly onlyIfEnum: boolean;
  /** Shown as a list even if there is only one. */
  readonly alwaysList?: boolean;
}

/** What a schema comes to in a table: the words of its type and the tables below it. */
interface Described {
  readonly type: string;
  /** Its own table first, then those of its properties in their order. */
  readonly tables: readonly TypeTable[];
  /** Whether the first table is its own: the rows of its properties. */
  readonly hasOwnTable: boolean;
  readonly values: AllowedValues | null;
  readonly isObject: boolean;
}

/** What stands for the title of an object that has properties but no title. */
export const noTitle = "NO_TITLE";

const longestType = 2000;

const nothing: Described = {
  type: "object",
  tables: [],
  hasOwnTable: false,
  values: null,
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

  /** The tables of a content or a definition. */
  forSchema(schema: Schema, at: Place): readonly TypeTable[] {
    return this.#describe(schema, at, false).tables;
  }

  /** The tables of a response's body; one that is not an object is the row `<body>` of a table of its own. */
  forBody(schema: Schema, at: Place): readonly TypeTable[] {
    const { type, tables, isObject, values } = this.#describe(schema, at, false);
    if (isObject) return tables;
    const row = { key: "<body>", type, required: false, description: schema.description, values };
    return [{ title: null, rows: [row], at }, ...tables];
  }

  /** The rows of an object's own properties, and the tables below them. */
  ofObject(schema: Schema, at: Place): { rows: readonly TypeRow[]; below: readonly TypeTable[] } {
    const { tables, hasOwnTable } = this.#describe(schema, at, false);
    const [own, ...below] = tables;
    return own && hasOwnTable ? { rows: own.rows, below } : { rows: [], below: tables };
  }

  /** The tables of several schemas shown together: of those with one title the last one stays. */
  merge(tables: readonly TypeTable[]): readonly TypeTable[] {
    const shown = new Map<string | null, TypeTable>();
    for (const table of tables.toReversed()) {
      const later = shown.get(table.title);
      if (!later) shown.set(table.title, table);
      else this.#compare(table, later);
    }
    return [...shown.values()].reverse();
  }

  /** Two tables with one title ought to be the same; `NO_TITLE` has been told of already. */
  #compare(table: TypeTable, later: TypeTable): void {
    if (table.title === null || table.title === noTitle) return;
    if (table.rows === later.rows || printed(table) === printed(later)) return;
    const other = this.author.spanOf(later.at);
    const notes = other ? [{ span: other, text: "the one that is shown" }] : [];
    this.author.report("same-title", table.at, [table.title], notes);
  }

  /** `titled`: whether an object with properties needs a title, because other tables refer to it by that. */
  #describe(schema: Schema, at: Place, titled: boolean): Described {
    const known = this.#described.get(titled)!.get(schema);
    if (known) return known;
    if (schema === emptySchema || this.#depth >= deepestSchema) return nothing;
    this.#depth++;
    const described = this.#limited(this.#withEnum(schema, this.#byType(schema, at, titled)), at);
    this.#depth--;
    this.#described.get(titled)!.set(schema, described);
    return described;
  }

  #limited(described: Described, at: Place): Described {
    if (described.type.length <= longestType) return described;
    this.author.report("type-too-long", at);
    return { ...described, type: "…" };
  }

  #withEnum(schema: Schema, described: Described): Described {
    if (schema.enum.length === 0) return described;
    return {
      ...described,
      type: schema.title?.text ?? "enum",
      values: { list: schema.enum, onlyIfEnum: false },
    };
  }

  #byType(schema: Schema, at: Place, titled: boolean): Described {
    const { types } = schema;
    if (types === "object") return this.#object(schema, at, titled);
    if (types === "array") return this.#array(schema, at);
    const plain = { tables: [], hasOwnTable: false, values: null, isObject: false };
    if (types === null) return { ...plain, type: "any" };
    if (typeof types === "string") return { ...plain, type: types };
    return this.#oneOf(types, at);
  }

  #object(schema: Schema, at: Place, titled: boolean): Described {
    const title = schema.title?.text;
    if (schema.properties.length === 0 && schema.additionalProperties)
      return this.#map(schema.additionalProperties, title, at);
    const rows = schema.properties.length
      ? schema.properties
      : schema.patternProperties.map(readable);
    if (rows.length === 0) return { ...nothing, type: title ?? "object" };
    if (titled && !title) this.author.report("untitled-object", at, [this.author.nameOf(at)]);
    const name = title ?? (titled ? noTitle : null);
    const described = rows.map((property) => this.#row(property, schema.required));
    const own: TypeTable = { title: name, rows: described.map(({ row }) => row), at };
    const tables = this.merge([own, ...described.flatMap((below) => below.tables)]);
    return {
      type: name ?? "object",
      tables,
      hasOwnTable: tables[0] === own,
      values: null,
      isObject: true,
    };
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

  /** `{string: T}`: any key, one kind of value. An enum that has a title gets a table to say its values in. */
  #map(value: Schema, title: string | undefined, at: Place): Described {
    const { type, tables, values } = this.#describe(
      value,
      { ...at, key: at.key ?? "additionalProperties" },
      true,
    );
    const all = [...tables];
    if (values && value.title && type === value.title.text) {
      const row = {
        key: "(mapped value)",
        type: "enum",
        required: false,
        description: value.description,
        values,
      };
      all.push({ title: type, rows: [row], at });
    }
    return {
      type: title ?? `{${value.pattern?.text ?? "string"}: ${type}}`,
      tables: this.merge(all),
      hasOwnTable: false,
      values: null,
      isObject: true,
    };
  }

  #array({ items }: Schema, at: Place): Described {
    if (!items) this.author.report("no-items", at, [this.author.nameOf(at)]);
    const members = items === null ? [] : "types" in items ? [items] : items;
    const described = members.map((item) => this.#describe(item, placeOf(item, at), true));
    return {
      type: members.length ? `[${described.map(({ type }) => type).join(", ")}]` : "array",
      tables: this.merge(described.flatMap(({ tables }) => tables)),
      hasOwnTable: false,
      values: items && "types" in items ? described[0]!.values : null,
      isObject: false,
    };
  }

  #oneOf(members: readonly TypeMember[], at: Place): Described {
    const described = members.map((member) =>
      "name" in member
        ? { type: member.name, tables: [], values: null }
        : this.#describe(member.schema, placeOf(member.schema, at), true),
    );
    const values = described.findLast((member) => member.values)?.values ?? null;
    return {
      type: described.map(({ type }) => type).join(" or "),
      tables: this.merge(described.flatMap(({ tables }) => tables)),
      hasOwnTable: false,
      values: values && { ...values, onlyIfEnum: true },
      isObject: false,
    };
  }
}

/** A row for a pattern is keyed by what the author says the pattern looks like. */
function readable(property: Property): Property {
  return { ...property, name: property.schema.pattern?.text ?? property.name };
}

/** Schemas in lists are told of where they stand themselves. */
function placeOf(schema: Schema, at: Place): Place {
  return schema.written ? { holder: schema.written } : at;
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
