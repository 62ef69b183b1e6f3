import type { Header, Media, Operation, Parameter, RequestBody } from "../api/model.js";
import { type Json, isArray, numberText } from "../data/data.js";
import { stepBelow, type Located } from "../data/located.js";
import { sampleNumber, sampleString } from "../schema/sample.js";
import type { Author } from "./author.js";
import { ofShowableSize } from "./example.js";
import type { Fields, Said } from "./fields.js";
import { limitsOf } from "./limits.js";
import { essenceOf, isConcrete, isJsonType, multipart, urlEncoded } from "./media-types.js";
import { exampleFor, type Readers } from "./readers.js";
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

/** Takes the parameters and the body of an operation and sorts what they say. */
export class Parameters {
  bodyTables: readonly TypeTable[] = [];
  readonly #rows = new Map<string, TypeRow[]>();
  readonly #path: ExampleValue[] = [];
  readonly #query: ExampleValue[] = [];
  readonly #form: FormField[] = [];
  #contentType: Json | undefined;
  #body: BodyExample | null = null;
  /** The media types of the request. */
  readonly #types: readonly string[];

  constructor(
    readonly readers: Readers,
    { parameters, requestBody, sentIn }: Operation,
  ) {
    this.#types = requestBody?.content.map(({ type }) => type) ?? [];
    const fields = requestBody?.content[0]?.fields ?? [];
    // Locations are shown in this order.
    for (const location of sentIn)
      if (location === "body") this.#addBody(requestBody);
      else
        for (const each of location === "form" ? fields : parameters)
          if (each.in === location) this.#add(each);
  }

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
    const essences = this.#types.map(essenceOf);
    if (this.#form.length > 0) {
      const isInParts = essences.includes(multipart) && !essences.includes(urlEncoded);
      return isInParts || this.#form.some(({ isFile }) => isFile) ? multipart : urlEncoded;
    }
    const concrete = this.#types.filter(isConcrete);
    const json = concrete.find(isJsonType) ?? (this.#types.some(isJsonType) ? usual : undefined);
    return json ?? concrete[0] ?? usual;
  }

  #add(given: Parameter): void {
    const { author } = this.readers;
    const { name, in: location, schema } = given;
    const parameter = schema && author.references.fieldsOf(author.saidOf(schema));
    if (!parameter) return; // it is itself what is read here
    this.#addRows(location === "form" ? "formData" : location, [
      parameterRow(given, parameter, author),
    ]);
    const [format, ...inner] = formatsOf(parameter, author);
    const shared = { name, format, inner: inner.map((each) => each ?? "csv") };
    if (location === "form") this.#form.push({ ...shared, ...fieldOf(parameter, author) });
    const example = parameter.get("x-example");
    if (example === undefined) {
      // A path is not whole without its values; all else may be left out of a request.
      if (location === "path") this.#path.push({ ...shared, ...fieldOf(parameter, author) });
      return;
    }
    const value = author.plain(example);
    const shown = { ...shared, value, written: numberText(example.holder, example.key) };
    if (location === "path") this.#path.push(shown);
    if (location === "query") this.#query.push(shown);
    if (location === "header" && name.toLowerCase() === "content-type") this.#contentType = value;
  }

  #addRows(location: string, rows: readonly TypeRow[]): void {
    const group = this.#rows.get(location) ?? [];
    for (const row of rows) group.push(row);
    this.#rows.set(location, group);
  }

  #addBody(given: RequestBody | null): void {
    const { author, schemas, tables } = this.readers;
    const body = given?.content[0];
    if (!body) return;
    const at = body.schema?.at ?? stepBelow(body.at, "schema");
    const schema = body.schema && schemas.read(author.saidOf(body.schema));
    this.#body = bodyExample(body, schema, at, this.#types, this.readers);
    if (!schema?.words) return;
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
function formatsOf(fields: Fields, author: Author): readonly (string | undefined)[] {
  const format = author.valueAt(fields, "collectionFormat");
  const items = itemsOf(fields, author);
  const inner = items && author.valueAt(items, "type") === "array" ? formatsOf(items, author) : [];
  return [typeof format === "string" ? format : undefined, ...inner];
}

/** What is said of the items, if it is an object. */
function itemsOf(fields: Fields, { references }: Author): Fields | null {
  const items = fields.get("items");
  return items ? references.fieldsOf(items) : null;
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

/** The row of a parameter, which is a schema itself. */
function parameterRow(
  { name: key, required, description }: Parameter,
  fields: Fields,
  author: Author,
): TypeRow {
  const list = author.valuesAt(fields, "enum");
  return {
    key,
    type: list.length > 0 ? "enum" : plainType(fields, "A parameter", author),
    required,
    description,
    values: list.length > 0 ? [{ list, alwaysList: true }] : valuesOfItems(fields, author),
  };
}

/** The row of a header. Its own enum has not been shown since 2020, that of its items is. */
export function headerRow({ name: key, description, schema }: Header, author: Author): TypeRow {
  const fields = schema && author.references.fieldsOf(author.saidOf(schema));
  return {
    key,
    type: fields ? plainType(fields, "A header", author) : "any",
    required: false,
    description,
    values: fields ? valuesOfItems(fields, author) : [],
  };
}

/** The values that an enum allows for the items of an array, or for those of arrays in it. */
function valuesOfItems(fields: Fields, author: Author): readonly AllowedValues[] {
  const items = itemsOf(fields, author);
  if (author.valueAt(fields, "type") !== "array" || !items) return [];
  const list = items.get("enum");
  const values = list && author.plain(list);
  if (isArray(values) && values.length > 0) return [{ list: values, alwaysList: true }];
  return valuesOfItems(items, author);
}

/** The type of a parameter or header, which has no schema: `string`, `[string]`. `what`: what a message calls it. */
function plainType(fields: Fields, what: string, author: Author): string {
  const type = author.textAt(fields, "type")?.text;
  if (!type) {
    if (!fields.has("type")) author.report("openapi-missing", fields.at, ["type", what]);
    return "any";
  }
  const items = fields.get("items");
  if (type !== "array" || items === undefined) return type;
  const list = author.words.listOf(items);
  if (!list) {
    const item = author.object(items);
    return item ? `[${plainType(item, '"items"', author)}]` : type;
  }
  const members = list.map((each) => {
    const member = author.object(each);
    return member ? plainType(member, '"items"', author) : "any";
  });
  return `[${members.join(", ")}]`;
}

/** What is sent unless something else is said. */
const usual = "application/json";

/** The example of a form's field or a part of a path: its own, else its default, the first of its enum, or one of its type. */
function fieldOf(
  parameter: Fields,
  author: Author,
): Pick<FormField, "value" | "written" | "isFile"> {
  const isFile = author.valueAt(parameter, "type") === "file";
  const said: Said | undefined = parameter.get("x-example") ?? parameter.get("default");
  if (said)
    return { value: author.plain(said), written: numberText(said.holder, said.key), isFile };
  return { value: sampleOf(parameter, author), written: undefined, isFile };
}

function sampleOf(fields: Fields, author: Author): Json {
  const list = fields.get("enum");
  const values = list && author.plain(list);
  if (isArray(values) && values.length > 0) return values[0]!;
  const type = author.valueAt(fields, "type");
  const items = itemsOf(fields, author);
  if (type === "array") return items ? [sampleOf(items, author)] : [];
  if (type === "boolean") return true;
  const limits = limitsOf(fields);
  if (type === "integer" || type === "number") return sampleNumber(limits, type === "integer") ?? 0;
  return sampleString(limits) ?? "string";
}

/** `x-example` text is shown as it is; everything else as JSON, which is made only if that can be sent. */
function bodyExample(
  { examples: [given] }: Media,
  schema: Schema | null,
  at: Located,
  types: readonly string[],
  readers: Readers,
): BodyExample | null {
  const { author } = readers;
  const said = given && author.saidIn(given);
  const value = said && author.plain(said);
  if (typeof value === "string") return { text: value };
  const own = schema?.example && author.plain(schema.example);
  const isJson = types.some(isJsonType);
  const made = () => (schema?.words && isJson ? exampleFor(schema, at, readers) : undefined);
  const json = ofShowableSize(value ?? own ?? made(), at, author);
  if (json === undefined) return null;
  const holder = said ?? schema?.example;
  const written = holder && numberText(holder.holder, holder.key);
  return typeof written === "string" && typeof json === "number" ? { text: written } : { json };
}
