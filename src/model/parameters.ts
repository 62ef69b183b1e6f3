import {
  type Json,
  type JsonObject,
  isArray,
  isObject,
  numberText,
  ownValue,
} from "../data/data.js";
import type { Author, Place } from "./author.js";
import { ofShowableSize } from "./example.js";
import { essenceOf, isConcrete, isJsonType, multipart, urlEncoded } from "./media-types.js";
import { exampleFor, type Readers } from "./readers.js";
import { sampleNumber, sampleString } from "./sample.js";
import type { Schema } from "./schema.js";
import type { AllowedValues, TypeRow, TypeTable } from "./type-table.js";

export interface ParameterGroup {
  /** `path`, `query`, `header`, `JSON body` */
  readonly location: string;
  readonly rows: readonly TypeRow[];
}

/** What the example of a request is made of. */
export interface RequestExample {
  readonly pathValues: readonly ExampleValue[];
  readonly queryValues: readonly ExampleValue[];
  readonly contentType: Json;
  readonly body: BodyExample | null;
  /** The fields of a form, which are the body then. */
  readonly form: readonly FormField[];
}

export interface ExampleValue {
  readonly name: string;
  readonly value: Json;
  /** How a number is written. */
  readonly written?: string | undefined;
  /** How a list is written: what its `collectionFormat` says. */
  readonly format?: string | undefined;
  /** How the lists in it are written, and those in them. */
  readonly inner?: readonly string[];
}

export interface FormField extends ExampleValue {
  readonly isFile: boolean;
}

/** A body shown as it is written, or as JSON. */
export type BodyExample =
  | {
      readonly text: string;
      /** Of a media type that is no JSON. */
      readonly isOther?: true;
    }
  | { readonly json: Json };

/** Those of the path, unless the operation has one of the same name and location, then the operation's. */
export function parametersOf(
  item: JsonObject,
  operation: JsonObject,
  author: Author,
): readonly JsonObject[] {
  const own = author.objectsAt(operation, "parameters");
  const identity = (parameter: JsonObject) => JSON.stringify([parameter["in"], parameter["name"]]);
  const known = new Set(own.map(identity));
  const shared = author.objectsAt(item, "parameters");
  return [...shared.filter((parameter) => !known.has(identity(parameter))), ...own];
}

/** Takes the parameters of an operation one by one and sorts what they say. */
export class Parameters {
  bodyTables: readonly TypeTable[] = [];
  readonly #rows = new Map<string, TypeRow[]>();
  readonly #path: ExampleValue[] = [];
  readonly #query: ExampleValue[] = [];
  readonly #form: FormField[] = [];
  #contentType: Json | undefined;
  #body: BodyExample | null = null;

  constructor(
    readonly readers: Readers,
    /** The media types of requests. */
    readonly consumes: readonly string[],
  ) {}

  groups(): readonly ParameterGroup[] {
    return [...this.#rows].map(([location, rows]) => ({ location, rows }));
  }

  request(): RequestExample {
    return {
      pathValues: this.#path,
      queryValues: this.#query,
      contentType: this.#contentType ?? this.#usualType(),
      body: this.#body,
      form: this.#form,
    };
  }

  /** A form with a file is sent in parts; JSON is preferred to other types. */
  #usualType(): string {
    const essences = this.consumes.map(essenceOf);
    if (this.#form.length > 0) {
      const isInParts = essences.includes(multipart) && !essences.includes(urlEncoded);
      return isInParts || this.#form.some(({ isFile }) => isFile) ? multipart : urlEncoded;
    }
    const concrete = this.consumes.filter(isConcrete);
    const json = concrete.find(isJsonType) ?? (this.consumes.some(isJsonType) ? usual : undefined);
    return json ?? concrete[0] ?? usual;
  }

  add(parameter: JsonObject): void {
    const { author } = this.readers;
    const location = author.textAt(parameter, "in")?.text;
    if (location === "body") return this.#addBody(parameter);
    const name = author.textAt(parameter, "name")?.text;
    if (!name || !location) {
      author.report("nameless-parameter", { holder: parameter }, [name ? "in" : "name"]);
      return;
    }
    this.#addRows(location, [parameterRow(parameter, name, author)]);
    const [format, ...inner] = formatsOf(parameter);
    const shared = { name, format, inner: inner.map((each) => each ?? "csv") };
    if (location === "formData") this.#form.push({ ...shared, ...fieldOf(parameter) });
    const value = ownValue(parameter, "x-example");
    if (value === undefined) {
      // A path is not whole without its values; all else may be left out of a request.
      if (location === "path") this.#path.push({ ...shared, ...fieldOf(parameter) });
      return;
    }
    const given = { ...shared, value, written: numberText(parameter, "x-example") };
    if (location === "path") this.#path.push(given);
    if (location === "query") this.#query.push(given);
    if (location === "header" && name.toLowerCase() === "content-type") this.#contentType = value;
  }

  #addRows(location: string, rows: readonly TypeRow[]): void {
    const group = this.#rows.get(location) ?? [];
    for (const row of rows) group.push(row);
    this.#rows.set(location, group);
  }

  #addBody(parameter: JsonObject): void {
    const { author, schemas, tables } = this.readers;
    const value = ownValue(parameter, "schema");
    const at = { holder: parameter, key: "schema" };
    const schema = value === undefined ? null : schemas.read(value, at);
    this.#body = bodyExample(parameter, schema, at, this.consumes, this.readers);
    if (!schema?.written) return;
    if (schema.types !== "object") {
      author.report("unsupported-body", at, [nameOfTypes(schema)]);
      return;
    }
    const { rows, below } = tables.ofObject(schema, at);
    if (rows.length > 0) this.#addRows("JSON body", rows);
    this.bodyTables = below;
  }
}

/** The `collectionFormat` of an array, of the arrays in it, and so on. */
function formatsOf(holder: JsonObject): readonly (string | undefined)[] {
  const format = ownValue(holder, "collectionFormat");
  const items = ownValue(holder, "items");
  const inner = isObject(items) && ownValue(items, "type") === "array" ? formatsOf(items) : [];
  return [typeof format === "string" ? format : undefined, ...inner];
}

/** What a message calls the types of a schema: `string`, `string or object`. */
function nameOfTypes({ types }: Schema): string {
  if (types === null) return "unknown";
  if (typeof types === "string") return types;
  const names = types.map((member) =>
    "name" in member ? member.name : nameOfTypes(member.schema),
  );
  return [...new Set(names)].join(" or ");
}

/** The row of a parameter, which has no schema. */
function parameterRow(holder: JsonObject, key: string, author: Author): TypeRow {
  const list = author.listAt(holder, "enum");
  return {
    key,
    type: list.length > 0 ? "enum" : plainType(holder, "A parameter", author),
    required: author.flagAt(holder, "required"),
    description: author.textAt(holder, "description"),
    values: list.length > 0 ? [{ list, alwaysList: true }] : valuesOfItems(holder),
  };
}

/** The row of a header. Its own enum has not been shown since 2020, that of its items is. */
export function headerRow(holder: JsonObject, key: string, author: Author): TypeRow {
  return {
    key,
    type: plainType(holder, "A header", author),
    required: false,
    description: author.textAt(holder, "description"),
    values: valuesOfItems(holder),
  };
}

/** The values that an enum allows for the items of an array, or for those of arrays in it. */
function valuesOfItems(holder: JsonObject): readonly AllowedValues[] {
  const items = ownValue(holder, "items");
  if (ownValue(holder, "type") !== "array" || !isObject(items)) return [];
  const list = ownValue(items, "enum");
  return isArray(list) && list.length > 0 ? [{ list, alwaysList: true }] : valuesOfItems(items);
}

/** The type of a parameter or header, which has no schema: `string`, `[string]`. `what`: what a message calls it. */
function plainType(holder: JsonObject, what: string, author: Author): string {
  const type = author.textAt(holder, "type")?.text;
  if (!type) {
    if (!Object.hasOwn(holder, "type"))
      author.report("openapi-missing", { holder }, ["type", what]);
    return "any";
  }
  const items = ownValue(holder, "items");
  if (type !== "array" || items === undefined) return type;
  if (!isArray(items)) {
    const item = author.object(items, { holder, key: "items" });
    return item ? `[${plainType(item, '"items"', author)}]` : type;
  }
  const members = items.map((item, key) => {
    const member = author.object(item, { holder: items, key });
    return member ? plainType(member, '"items"', author) : "any";
  });
  return `[${members.join(", ")}]`;
}

/** What is sent unless something else is said. */
const usual = "application/json";

/** The example of a form's field or a part of a path: its own, else its default, the first of its enum, or one of its type. */
function fieldOf(parameter: JsonObject): Pick<FormField, "value" | "written" | "isFile"> {
  const isFile = ownValue(parameter, "type") === "file";
  for (const key of ["x-example", "default"]) {
    const value = ownValue(parameter, key);
    if (value !== undefined) return { value, written: numberText(parameter, key), isFile };
  }
  return { value: sampleOf(parameter), written: undefined, isFile };
}

function sampleOf(holder: JsonObject): Json {
  const values = ownValue(holder, "enum");
  if (isArray(values) && values.length > 0) return values[0]!;
  const type = ownValue(holder, "type");
  const items = ownValue(holder, "items");
  if (type === "array") return isObject(items) ? [sampleOf(items)] : [];
  if (type === "boolean") return true;
  if (type === "integer" || type === "number") return sampleNumber(holder, type === "integer") ?? 0;
  return sampleString(holder) ?? "string";
}

/** `x-example` text is shown as it is; everything else as JSON, which is made only if that can be sent. */
function bodyExample(
  parameter: JsonObject,
  schema: Schema | null,
  at: Place,
  consumes: readonly string[],
  readers: Readers,
): BodyExample | null {
  const given = ownValue(parameter, "x-example");
  if (typeof given === "string") return { text: given };
  const isJson = consumes.length === 0 || consumes.some(isJsonType);
  const made = () => (schema?.written && isJson ? exampleFor(schema, at, readers) : undefined);
  const json = ofShowableSize(given ?? schema?.example ?? made(), at, readers.author);
  if (json === undefined) return null;
  const holder = given === undefined ? schema?.written : parameter;
  const written = holder && numberText(holder, given === undefined ? "example" : "x-example");
  return typeof written === "string" && typeof json === "number" ? { text: written } : { json };
}
