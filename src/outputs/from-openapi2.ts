import { below, mostMedia, refOf, type Node, type Placed } from "../api/api.js";
import type { Operation } from "../api/model.js";
import { isObject, keysOf, ownValue, type JsonObject } from "../data/data.js";
import { DocumentWriter, setIfThere } from "./document-writer.js";
import { isOutObject, outField, Reference, type Out, type OutObject } from "./tree.js";

/** Fields of a parameter, header or item of OpenAPI 2 that are those of its schema since OpenAPI 3. */
export const ofSchema: ReadonlySet<string> = new Set([
  "type", "format", "items", "default", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength",
  "pattern", "maxItems", "minItems", "uniqueItems", "enum", "multipleOf", "x-nullable",
]); // prettier-ignore

/** What is part of something else. */
const elsewhere: ReadonlySet<string> = new Set(["consumes", "produces", "schemes"]);

const formTypes: ReadonlySet<string> = new Set([
  "multipart/form-data",
  "application/x-www-form-urlencoded",
]);

/**
 * Writes a file of OpenAPI 2 in OpenAPI 3: bodies and forms are request bodies, what parameters say of their values are
 * schemas, and what is consumed and produced are the media types of contents.
 *
 * @see https://spec.openapis.org/oas/v3.1.1, and for OpenAPI 2 https://spec.openapis.org/oas/v2.0
 */
export class FromOpenApi2 extends DocumentWriter {
  override field(made: OutObject, node: Node, key: string): void {
    if (elsewhere.has(key) || (key === "parameters" && node.shape.name === "pathItem")) return;
    super.field(made, node, key);
  }

  override mayName(shape: string): boolean {
    return shape !== "header";
  }

  override namePart(kind: string, name: string, node: Node): void {
    const place = ownValue(node.value, "in");
    if (kind === "parameters" && place === "formData") return; // a form is made of all its fields
    if (kind === "parameters" && place === "body") this.#bodyPart(node, name);
    else this.part(kind, node, name);
  }

  override fields(node: Node): OutObject {
    return this.shaped(node, node.shape.name);
  }

  override shaped(node: Node, shape: string): OutObject {
    if (shape === "response") return this.#response(node, this.#usualTypes("produces"));
    if (shape.endsWith("parameter")) return this.#parameter(node);
    if (shape === "header") return this.#valued(node, "header");
    if (node.shape.name.endsWith(" scheme") || node.shape.name.endsWith(" flow"))
      return this.#scheme(node);
    return super.fields(node);
  }

  /** Those that are no bodies and fields of forms. */
  override item(nodes: readonly Node[], operations: readonly Operation[]) {
    const written = super.item(nodes, operations);
    const shared = nodes.find((node) => this.reader.items(node, "parameters"));
    if (!shared) return written;
    const parameters = this.#parameters(shared);
    if (parameters.length > 0) written.item.set("parameters", parameters);
    return written;
  }

  override operation(node: Node, _operation: Operation, nodes: readonly Node[]): OutObject {
    const made: OutObject = new Map();
    const body = this.#body(node, nodes);
    const parameters = this.#parameters(node);
    const place = () => {
      if (parameters.length > 0) made.set("parameters", parameters);
      setIfThere(made, "requestBody", body);
    };
    let isPlaced = false;
    for (const key of keysOf(node.value)) {
      if (key === "security") setIfThere(made, key, this.requirements(node));
      else if (key === "parameters") {
        place();
        isPlaced = true;
      } else if (key === "responses") {
        if (!isPlaced && body !== undefined) place();
        isPlaced = true;
        setIfThere(made, key, this.#responses(node));
      } else this.field(made, node, key);
    }
    if (!isPlaced) place();
    return made;
  }

  #mediaLeft = mostMedia;
  readonly #usual = new Map<"consumes" | "produces", readonly string[]>();

  /** What an operation or the document consumes or produces. */
  #types(node: Node, key: "consumes" | "produces"): readonly string[] {
    const own = this.reader.strings(node, key);
    return own ? own.map((type) => this.settings.texts.plain(type)) : this.#usualTypes(key);
  }

  #usualTypes(key: "consumes" | "produces"): readonly string[] {
    const known = this.#usual.get(key);
    if (known) return known;
    const own = this.reader.strings(this.root, key) ?? [];
    const types = own.map((type) => this.settings.texts.plain(type));
    this.#usual.set(key, types);
    return types;
  }

  #isUsual(types: readonly string[], key: "consumes" | "produces"): boolean {
    const usual = this.#usualTypes(key);
    return types === usual || types.join() === usual.join();
  }

  /** The types that are written of a body: the first alone where all bodies have too many, which was told when they were read. */
  #writtenTypes(types: readonly string[]): readonly string[] {
    this.#mediaLeft -= types.length;
    if (this.#mediaLeft >= 0 || types.length < 2) return types;
    return types.slice(0, 1);
  }

  #placeOf(node: Node): string {
    return this.reader.string(node, "in") ?? "";
  }

  #parameters(node: Node): readonly Out[] {
    return (this.reader.items(node, "parameters") ?? []).flatMap((placed) => {
      const parameter = this.reader.node(placed, "parameter");
      if (!parameter) return [];
      const place = this.#placeOf(parameter);
      if (place === "body" || place === "formData") return [];
      if (refOf(placed.value) === undefined) return [this.#parameter(parameter)];
      return [new Map([["$ref", new Reference(this.part("parameters", parameter))]])];
    });
  }

  #parameter(node: Node): OutObject {
    const place = this.#placeOf(node);
    const made = this.#valued(node, place);
    if (place === "path") made.set("required", true);
    return made;
  }

  /** What has a value: the fields that say of which kind it is become its schema. */
  #valued(node: Node, place: string): OutObject {
    const made: OutObject = new Map();
    let hasSchema = false;
    for (const key of keysOf(node.value)) {
      if (ofSchema.has(key)) {
        if (!hasSchema) made.set("schema", this.#schemaOf(node));
        hasSchema = true;
      } else if (key === "collectionFormat") this.#style(made, node, place);
      else if (key === "x-example") made.set("example", this.plain(node, key));
      else if (key === "allowEmptyValue" && place !== "query") continue;
      else super.field(made, node, key);
    }
    if (!hasSchema && !made.has("schema")) made.set("schema", new Map());
    const isList = this.reader.string(node, "type") === "array";
    if (isList && !made.has("style") && !Object.hasOwn(node.value, "collectionFormat"))
      this.#style(made, node, place);
    return made;
  }

  #schemaOf(node: Node): Out {
    const { schemas } = this.settings;
    const schema = this.reader.schemaOf(node);
    if (!schema) return new Map();
    const items = ownValue(node.value, "items");
    if (isObject(items) && this.#isNested(items))
      this.settings.lost(
        below(node.at, "items", "collectionFormat"),
        '"collectionFormat" of items',
      );
    return schemas.writeOnly(schema, (key) => ofSchema.has(key));
  }

  /** Whether lists in the list are written with other signs than it. */
  #isNested(items: JsonObject): boolean {
    const format = ownValue(items, "collectionFormat");
    return format !== undefined && format !== "csv";
  }

  /** How a list is written, whose default is `csv`. @see https://spec.openapis.org/oas/v3.1.1#style-values */
  #style(made: OutObject, node: Node, place: string): void {
    const format = this.reader.string(node, "collectionFormat") ?? "csv";
    const isQuery = place === "query" || place === "formData";
    if (format === "multi") {
      made.set("style", "form");
      made.set("explode", true);
    } else if (format === "csv") {
      if (!isQuery) return; // as usual there
      made.set("style", "form");
      made.set("explode", false);
    } else if (isQuery && (format === "ssv" || format === "pipes")) {
      made.set("style", format === "ssv" ? "spaceDelimited" : "pipeDelimited");
      made.set("explode", false);
    } else {
      this.settings.lost(below(node.at, "collectionFormat"), `"collectionFormat: ${format}"`);
      made.set("x-collectionFormat", format);
    }
  }

  /** What an operation is sent: its body, or the form made of all fields. Its own parameters come before those of its path. */
  #body(node: Node, nodes: readonly Node[]): Out | undefined {
    const shared = nodes.find((each) => this.reader.items(each, "parameters"));
    const own = this.#sent(node);
    const all = [...own, ...(shared ? this.#sent(shared) : [])];
    const consumes = this.#types(node, "consumes");
    const body = all.find(({ parameter }) => this.#placeOf(parameter) === "body");
    if (body) {
      const isShared = refOf(body.placed.value) !== undefined;
      const isUsual = this.#isUsual(consumes, "consumes");
      if (isShared && isUsual)
        return new Map([["$ref", new Reference(this.#bodyPart(body.parameter))]]);
      return this.#jsonBody(body.parameter, consumes);
    }
    const fields = new Map<string, Node>();
    for (const { parameter } of all) {
      const name = this.reader.string(parameter, "name");
      if (this.#placeOf(parameter) === "formData" && name !== null && !fields.has(name))
        fields.set(name, parameter);
    }
    return fields.size > 0 ? this.#form(fields, consumes) : undefined;
  }

  #sent(node: Node): readonly { readonly placed: Placed; readonly parameter: Node }[] {
    return (this.reader.items(node, "parameters") ?? []).flatMap((placed) => {
      const parameter = this.reader.node(placed, "parameter");
      return parameter ? [{ placed, parameter }] : [];
    });
  }

  #bodyPart(node: Node, given?: string) {
    const { components, texts } = this.settings;
    const make = () => this.#jsonBody(node, this.#usualTypes("consumes"));
    const name = given === undefined ? {} : { given: texts.plain(given) };
    return components.refer("requestBodies", node.at, null, make, name);
  }

  #jsonBody(node: Node, consumes: readonly string[]): OutObject {
    const made: OutObject = new Map();
    const media: OutObject = new Map();
    for (const key of keysOf(node.value)) {
      if (key === "in" || key === "name") continue;
      if (key === "schema") {
        const schema = this.reader.schema(node, key);
        if (schema) media.set(key, this.settings.schemas.write(schema));
        made.set("content", new Map());
      } else if (key === "x-example") media.set("example", this.plain(node, key));
      else super.field(made, node, key);
    }
    const types = this.#writtenTypes(consumes.length > 0 ? consumes : ["*/*"]);
    made.set("content", new Map(types.map((type) => [type, media])));
    return made;
  }

  #form(fields: ReadonlyMap<string, Node>, consumes: readonly string[]): OutObject {
    const properties: OutObject = new Map();
    const encoding: OutObject = new Map();
    const required: string[] = [];
    let hasFile = false;
    for (const [name, node] of fields) {
      const key = this.settings.texts.plain(name);
      const valued = this.#valued(node, "formData");
      const isFile = this.reader.string(node, "type") === "file";
      hasFile ||= isFile;
      properties.set(key, this.#property(valued, isFile));
      if (this.reader.flag(node, "required")) required.push(key);
      if (this.reader.flag(node, "allowEmptyValue"))
        this.settings.lost(below(node.at, "allowEmptyValue"), '"allowEmptyValue" in a form');
      const style: OutObject = new Map();
      for (const field of ["style", "explode"]) setIfThere(style, field, valued.get(field));
      if (style.size > 0) encoding.set(key, style);
    }
    const schema: OutObject = new Map<string, Out>([
      ["type", "object"],
      ["properties", properties],
    ]);
    if (required.length > 0) schema.set("required", required);
    const media: OutObject = new Map<string, Out>([["schema", schema]]);
    if (encoding.size > 0) media.set("encoding", encoding);
    const usual = hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded";
    const types = consumes.filter((type) =>
      formTypes.has(type.split(";", 1)[0]!.trim().toLowerCase()),
    );
    const made: OutObject = new Map<string, Out>([
      ["content", new Map((types.length > 0 ? types : [usual]).map((type) => [type, media]))],
    ]);
    if (required.length > 0) made.set("required", true);
    return made;
  }

  /** A field of a form as a property: what is said of it besides its schema stands in the schema. */
  #property(valued: OutObject, isFile: boolean): OutObject {
    const schema = valued.get("schema");
    const made: OutObject = isFile ? this.#binary() : new Map(isOutObject(schema) ? schema : []);
    for (const [key, value] of valued) {
      if (key === "description" || (typeof key === "string" && key.startsWith("x-")))
        made.set(key, value);
      if (key === "example") this.#exampleIn(made, value);
    }
    return made;
  }

  #exampleIn(made: OutObject, value: Out): void {
    if (this.settings.version === "3.0") made.set("example", value);
    else made.set("examples", [value]);
  }

  /** What is sent as it is. @see https://spec.openapis.org/oas/v3.1.1#considerations-for-file-uploads */
  #binary(): OutObject {
    const word = this.settings.version === "3.0" ? (["format", "binary"] as const) : binaryMedia;
    return new Map<string, Out>([["type", "string"], word]);
  }

  #responses(node: Node): Out | undefined {
    const responses = this.reader.object(node, "responses");
    if (!responses) return undefined;
    const produces = this.#types(node, "produces");
    const isUsual = this.#isUsual(produces, "produces");
    const made: OutObject = new Map();
    for (const key of keysOf(responses.value)) {
      if (key.startsWith("x-")) {
        made.set(key, this.plain(responses, key));
        continue;
      }
      const placed = { at: below(responses.at, key), value: responses.value[key]! };
      const response = this.reader.node(placed, "response");
      if (!response) continue;
      const isShared = refOf(placed.value) !== undefined && isUsual;
      made.set(
        statusOf(key),
        isShared ? this.reference("responses", response) : this.#response(response, produces),
      );
    }
    return made;
  }

  #response(node: Node, produces: readonly string[]): OutObject {
    const made: OutObject = new Map();
    let hasContent = false;
    for (const key of keysOf(node.value)) {
      if (key === "schema" || key === "examples") {
        if (!hasContent) setIfThere(made, "content", this.#content(node, produces));
        hasContent = true;
      } else super.field(made, node, key);
    }
    if (!made.has("description")) made.set("description", "");
    return made;
  }

  /** What is produced, and the types there is an example in. */
  #content(node: Node, produces: readonly string[]): Out | undefined {
    const schema = this.#bodySchema(node);
    const written = this.reader.entries(node, "examples");
    const examples = new Map(
      written.map(([type, each]) => [this.settings.texts.plain(type), each]),
    );
    const named = [...examples.keys()].filter((type) => !produces.includes(type));
    const usual = schema && produces.length === 0 && named.length === 0 ? ["*/*"] : [];
    const all = schema ? [...produces, ...named, ...usual] : [...examples.keys()];
    const types = this.#writtenTypes(all);
    if (types.length === 0) return undefined;
    const made: OutObject = new Map();
    for (const type of types) {
      const media: OutObject = new Map();
      setIfThere(media, "schema", schema);
      const example = examples.get(type);
      if (example) media.set("example", this.#example(node, type, example));
      made.set(type, media);
    }
    return made;
  }

  #example(node: Node, type: string, { at, value }: Placed): Out {
    const holder = ownValue(node.value, "examples");
    const { schemas, texts } = this.settings;
    const otherwise = () =>
      isObject(holder) && Object.hasOwn(holder, type)
        ? outField(holder, type, texts.plain)!
        : schemas.data(value);
    return schemas.followed(value, at, otherwise);
  }

  #bodySchema(node: Node): Out | undefined {
    const value = ownValue(node.value, "schema");
    if (isObject(value) && ownValue(value, "type") === "file") return this.#binary();
    const schema = this.reader.schema(node, "schema");
    return schema ? this.settings.schemas.write(schema) : undefined;
  }

  /** @see https://spec.openapis.org/oas/v3.1.1#security-scheme-object */
  #scheme(node: Node): OutObject {
    const type = this.reader.string(node, "type");
    const made: OutObject = new Map();
    const flow: OutObject = new Map();
    for (const key of keysOf(node.value)) {
      if (key === "type" && type === "basic") {
        made.set("type", "http");
        made.set("scheme", "basic");
      } else if (key === "flow") made.set("flows", new Map());
      else if (["authorizationUrl", "tokenUrl", "scopes"].includes(key))
        super.field(flow, node, key);
      else super.field(made, node, key);
    }
    if (type !== "oauth2") return made;
    if (!flow.has("scopes")) flow.set("scopes", new Map());
    const scopes = flow.get("scopes");
    if (isOutObject(scopes))
      for (const [name, value] of new Map(scopes))
        if (typeof name === "string" && name.startsWith("x-")) {
          scopes.delete(name);
          flow.set(name, value);
        }
    const name = flowNames.get(this.reader.string(node, "flow") ?? "") ?? "implicit";
    made.set("flows", new Map([[name, flow]]));
    return made;
  }
}

/** `4xx`, which OpenAPI 2 does not have, is `4XX` since. */
function statusOf(key: string): string {
  return /^[1-5]xx$/i.test(key) ? key.toUpperCase() : key;
}

const binaryMedia = ["contentMediaType", "application/octet-stream"] as const;

const flowNames: ReadonlyMap<string, string> = new Map([
  ["implicit", "implicit"],
  ["password", "password"],
  ["application", "clientCredentials"],
  ["accessCode", "authorizationCode"],
]);
