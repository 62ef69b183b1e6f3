import { below, type Node, type Placed } from "../api/api.js";
import type { Operation } from "../api/model.js";
import { isObject, keysOf, ownValue, type Json } from "../data/data.js";
import type { Schema } from "../schema/schema.js";
import { DocumentWriter, setIfThere, type WrittenDocument } from "./document-writer.js";
import { isOutArray, isOutObject, type Out, type OutObject } from "./tree.js";

/** Fields of a parameter of OpenAPI 2 that say of which kind its value is. */
const valueFields: ReadonlySet<string> = new Set([
  "type", "format", "items", "default", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength",
  "pattern", "maxItems", "minItems", "uniqueItems", "enum", "multipleOf",
]); // prettier-ignore

const formTypes: ReadonlySet<string> = new Set([
  "multipart/form-data",
  "application/x-www-form-urlencoded",
]);

/**
 * Writes a file of OpenAPI 3 in OpenAPI 2: request bodies are parameters, schemas of parameters their fields, and media
 * types what operations consume and produce. Much of OpenAPI 3 cannot be said there: it is told, and where something may
 * be kept under `x-`, it is.
 *
 * @see https://spec.openapis.org/oas/v2.0
 */
export class ToOpenApi2 extends DocumentWriter {
  override nameParts(): void {
    const { root, reader } = this;
    const holder = reader.object(root, "components");
    if (!holder) return;
    for (const [name, placed] of reader.entries(holder, "schemas")) this.nameSchema(name, placed);
    for (const { name } of this.settings.document.securitySchemes) this.scheme(name);
  }

  override write(): WrittenDocument {
    const { servers } = this.settings.document;
    this.reader.nodes(this.root, "servers").forEach((node, index) => {
      for (const key of keysOf(node.value))
        if (key !== "url") this.settings.lost(below(node.at, key), `"${key}" of a server`);
      if (hostOf(servers[index]?.address) !== hostOf(servers[0]?.address))
        this.settings.lost(node.at, "another server than the first");
    });
    return super.write();
  }

  /** Media types stand with the operations, so that no part but a schema is the same everywhere. */
  override mayName(): boolean {
    return false;
  }

  override fields(node: Node): OutObject {
    return this.shaped(node, node.shape.name);
  }

  override shaped(node: Node, _shape: string): OutObject {
    const { name } = node.shape;
    if (name.endsWith(" parameter")) return this.#parameter(node) ?? new Map();
    if (name === "header")
      return this.#valued(node, new Set(["style", "explode", "required", "deprecated"]));
    if (name.endsWith(" scheme")) return this.#scheme(node);
    return super.fields(node);
  }

  /** OpenAPI 2 has no relative addresses. */
  override field(made: OutObject, node: Node, key: string): void {
    super.field(made, node, key);
    const docs = made.get(key);
    if (key !== "externalDocs" || !isOutObject(docs) || !isRelative(docs.get("url"))) return;
    this.settings.lost(below(node.at, key), '"externalDocs" with a relative address');
    made.delete(key);
    made.set(`x-${key}`, docs);
  }

  override item(nodes: readonly Node[], operations: readonly Operation[]) {
    const written = super.item(nodes, operations);
    for (const key of ["summary", "description"])
      if (written.item.has(key)) {
        const value = written.item.get(key)!;
        written.item.delete(key);
        written.item.set(`x-${key}`, value);
      }
    for (const node of nodes)
      if (Object.hasOwn(node.value, "servers"))
        this.settings.lost(below(node.at, "servers"), '"servers" of a path item');
    const parameters = written.item.get("parameters");
    if (isOutArray(parameters)) written.item.set("parameters", parameters.filter(isUsable));
    return written;
  }

  override operation(node: Node, operation: Operation, _nodes: readonly Node[]): OutObject {
    const made: OutObject = new Map();
    const sent = this.#body(node);
    const parameters = [...this.#parameters(node), ...sent.parameters];
    for (const key of keysOf(node.value)) {
      if (key === "parameters" || key === "requestBody" || key === "servers") continue;
      if (key === "security") setIfThere(made, key, this.requirements(node));
      else if (key === "responses") this.#responses(made, node);
      else this.field(made, node, key);
    }
    if (sent.types.length > 0) made.set("consumes", sent.types);
    if (parameters.length > 0) made.set("parameters", parameters);
    if (operation.servers.length > 0 && Object.hasOwn(node.value, "servers"))
      this.settings.lost(below(node.at, "servers"), '"servers" of an operation');
    return made;
  }

  #parameters(node: Node): readonly Out[] {
    return this.reader.nodes(node, "parameters").flatMap((each) => this.#parameter(each) ?? []);
  }

  #parameter(node: Node): OutObject | null {
    const place = this.reader.string(node, "in");
    if (place === "cookie" || place === "querystring") {
      this.settings.lost(node.at, `a parameter in "${place}"`);
      return null;
    }
    const skipped = new Set(["style", "explode", "allowReserved"]);
    if (place !== "query") skipped.add("allowEmptyValue");
    const made = this.#valued(node, skipped);
    this.#collection(made, node, place ?? "query");
    this.#styled(made, node);
    if (place === "path") made.set("required", true);
    return made;
  }

  /** What has a schema becomes what says itself of which kind its value is. */
  #valued(node: Node, skipped: ReadonlySet<string>): OutObject {
    const made: OutObject = new Map();
    for (const key of keysOf(node.value)) {
      if (skipped.has(key)) continue;
      if (key === "schema") {
        for (const [name, value] of this.#flat(this.reader.schema(node, key), node))
          made.set(name, value);
      } else if (key === "content") {
        this.settings.lost(below(node.at, key), `"content" of ${node.shape.what}`);
        made.set("type", "string");
      } else if (key === "example") made.set("x-example", this.plain(node, key));
      else if (key === "examples") this.#allExamples(made, node);
      else if (key === "deprecated") made.set("x-deprecated", this.plain(node, key));
      else super.field(made, node, key);
    }
    if (!made.has("type")) made.set("type", "string");
    if (made.get("type") === "array" && !made.has("items"))
      made.set("items", new Map([["type", "string"]]));
    return made;
  }

  /** How a value is written that is no list. */
  #styled(made: OutObject, node: Node): void {
    const style = this.reader.string(node, "style");
    if (made.get("type") !== "array" && (style === "label" || style === "matrix"))
      this.settings.lost(below(node.at, "style"), `"style: ${style}"`);
    if (this.reader.flag(node, "allowReserved"))
      this.settings.lost(below(node.at, "allowReserved"), '"allowReserved"');
  }

  /** Of a parameter or header: the first, and all of them where there is more to say. */
  #allExamples(made: OutObject, node: Node): void {
    const all = this.reader.nodesBy(node, "examples");
    const [first] = all;
    if (!first) return;
    if (Object.hasOwn(first[1].value, "value"))
      made.set("x-example", this.plain(first[1], "value"));
    if (all.length > 1 || keysOf(first[1].value).some((key) => key !== "value"))
      made.set("x-examples", new Map(all.map(([name, each]) => [name, this.fields(each)])));
  }

  /** The value of the first example, which is all that can be said. */
  #oneExample(holder: Node, what: string): Out | undefined {
    const { lost } = this.settings;
    const [first, ...others] = this.reader.nodesBy(holder, "examples");
    if (!first) return undefined;
    const [, example] = first;
    for (const key of keysOf(example.value))
      if (key !== "value") lost(below(example.at, key), `"${key}" of an example`);
    if (others.length > 0) lost(below(holder.at, "examples"), `several examples of ${what}`);
    return Object.hasOwn(example.value, "value") ? this.plain(example, "value") : undefined;
  }

  /** The words that a parameter has in OpenAPI 2; a reference is followed, since they have none. */
  #flat(schema: Schema | null, node: Node): OutObject {
    let end = schema;
    for (let next = schema; next; next = next.ref) end = next;
    if (!end) return new Map();
    const written = this.settings.schemas.write(end);
    const made: OutObject = new Map();
    for (const [key, value] of isOutObject(written) ? written : []) {
      if (key === "x-examples" && isOutArray(value)) made.set(key, numbered(value));
      else if (valueFields.has(String(key)) || String(key).startsWith("x-")) made.set(key, value);
      else if (key === "example") made.set("x-example", value);
      else if (!["title", "description", "readOnly", "externalDocs", "xml"].includes(String(key)))
        this.settings.lost(
          below(node.at, "schema"),
          `"${String(key)}" in the schema of ${node.shape.what}`,
        );
    }
    const type = made.get("type");
    if (type === "object") {
      this.settings.lost(below(node.at, "schema"), `an object as the value of ${node.shape.what}`);
      made.set("type", "string");
    }
    const items = made.get("items");
    if (isOutObject(items)) made.set("items", this.#items(items, node));
    return made;
  }

  /** Items of a list in a parameter, whose references are followed one step into the named parts. */
  #items(items: OutObject, node: Node): OutObject {
    const made: OutObject = new Map();
    for (const [key, value] of items)
      if (valueFields.has(String(key)) || String(key).startsWith("x-")) made.set(key, value);
    if (!made.has("type")) {
      const schema = this.reader.schema(node, "schema");
      let end = schema?.below("items")[0] ?? null;
      for (let next = end; next; next = next.ref) end = next;
      const written = end ? this.settings.schemas.write(end) : null;
      for (const [key, value] of isOutObject(written ?? null) ? (written as OutObject) : [])
        if (valueFields.has(String(key))) made.set(key, value);
    }
    if (!made.has("type") || made.get("type") === "object") made.set("type", "string");
    return made;
  }

  /** How a list is written. `node`: what says so; `null` where nothing does. */
  #collection(made: OutObject, node: Node | null, place: string): void {
    if (made.get("type") !== "array") return;
    const isQuery = place === "query" || place === "formData";
    const style = (node && this.reader.string(node, "style")) ?? (isQuery ? "form" : "simple");
    const isExploded = (node && this.reader.flag(node, "explode")) ?? style === "form";
    const format =
      style === "form" || style === "simple"
        ? isExploded && isQuery
          ? "multi"
          : "csv"
        : ({ spaceDelimited: "ssv", pipeDelimited: "pipes" } as Record<string, string>)[style];
    if (format === undefined) this.settings.lost(below(node!.at, "style"), `"style: ${style}"`);
    else if (format !== "csv") made.set("collectionFormat", format);
  }

  /** The body of a request as parameters, with the media types it is sent in. */
  #body(node: Node): { readonly parameters: readonly Out[]; readonly types: readonly string[] } {
    const body = this.reader.object(node, "requestBody");
    if (!body) return { parameters: [], types: [] };
    const content = this.reader.nodesBy(body, "content");
    const types = content.map(([type]) => this.settings.texts.plain(type));
    const form = content.find(([type]) =>
      formTypes.has(type.split(";", 1)[0]!.trim().toLowerCase()),
    );
    const isForm = form !== undefined && form === content[0];
    this.#oneSchema(content, body);
    const [first] = content;
    const fields = isForm ? this.#form(form[1]) : null;
    if (fields) {
      for (const key of keysOf(body.value))
        if (key !== "content" && key !== "required")
          this.settings.lost(below(body.at, key), `"${key}" of a form`);
      this.#restOfMedia(content, null);
      return { parameters: fields, types };
    }
    const made: OutObject = new Map<string, Out>([
      ["name", "body"],
      ["in", "body"],
    ]);
    for (const key of keysOf(body.value)) if (key !== "content") this.field(made, body, key);
    const schema = first && this.reader.schema(first[1], "schema");
    made.set("schema", schema ? this.settings.schemas.write(schema) : new Map());
    const examples = this.#bodyExamples(content);
    if (examples.size > 0) made.set("x-examples", examples);
    this.#restOfMedia(content, made);
    return { parameters: [made], types };
  }

  /** What is said of media types besides schemas and examples: extensions of the only one go to what has it. */
  #restOfMedia(content: readonly (readonly [string, Node])[], holder: OutObject | null): void {
    const { lost } = this.settings;
    const isForm = holder === null;
    for (const [, node] of content)
      for (const key of keysOf(node.value)) {
        if (["schema", "example", "examples"].includes(key)) {
          if (isForm && key !== "schema") lost(below(node.at, key), `"${key}" of a form`);
        } else if (key === "encoding" && isForm) continue;
        else if (key.startsWith("x-") && holder && content.length === 1 && !holder.has(key))
          holder.set(key, this.plain(node, key));
        else lost(below(node.at, key), `"${key}" of a media type`);
      }
  }

  /** One schema is all there is for the media types of a body or a response. */
  #oneSchema(content: readonly (readonly [string, Node])[], { at }: Placed): void {
    const keys = content.map(([, node]) => {
      const schema = this.reader.schema(node, "schema");
      const end = schema?.ref ?? schema;
      return end ? `${end.at.file.source.path}#${end.at.pointer} ${JSON.stringify(end.value)}` : "";
    });
    const values = new Set(keys.map((key) => key.slice(key.indexOf(" "))));
    if (values.size > 1) this.settings.lost(below(at, "content"), "a schema for each media type");
  }

  /** Those of a body, by media type and name, as later versions have them. */
  #bodyExamples(content: readonly (readonly [string, Node])[]): OutObject {
    const made: OutObject = new Map();
    for (const [type, node] of content) {
      const key = this.settings.texts.plain(type);
      if (Object.hasOwn(node.value, "example"))
        made.set(key, new Map([["value", this.plain(node, "example")]]));
      for (const [name, each] of this.reader.nodesBy(node, "examples"))
        made.set(content.length > 1 ? `${key} ${name}` : name, this.fields(each));
    }
    return made;
  }

  /** An example for each media type. */
  #examples(content: readonly (readonly [string, Node])[]): OutObject {
    const made: OutObject = new Map();
    for (const [type, node] of content) {
      const key = this.settings.texts.plain(type);
      if (Object.hasOwn(node.value, "example")) made.set(key, this.plain(node, "example"));
      const first = this.#oneExample(node, "a media type");
      if (first !== undefined) made.set(key, first);
    }
    return made;
  }

  /** The fields of a form; `null` where its schema names none. */
  #form(media: Node): readonly OutObject[] | null {
    let schema = this.reader.schema(media, "schema");
    for (let next = schema; next; next = next.ref) schema = next;
    const properties = schema?.entries("properties") ?? [];
    if (!schema || properties.length === 0) return null;
    const required = schema.keyword("required");
    const names: readonly Json[] = Array.isArray(required) ? required : [];
    return properties.map(([name, each]) => {
      const made: OutObject = new Map<string, Out>([
        ["name", this.settings.texts.plain(name)],
        ["in", "formData"],
      ]);
      const description = isObject(each.value) ? ownValue(each.value, "description") : undefined;
      if (typeof description === "string")
        made.set(
          "description",
          this.settings.texts.markdown(description, below(each.at, "description")),
        );
      if (names.includes(name)) made.set("required", true);
      const flat = this.#flat(each, media);
      const isFile = flat.get("type") === "string" && flat.get("format") === "binary";
      for (const [key, value] of flat) if (!(isFile && key === "format")) made.set(key, value);
      if (isFile) made.set("type", "file");
      if (!made.has("type")) made.set("type", "string");
      this.#encoded(made, media, name);
      return made;
    });
  }

  /** What the encoding of a field of a form says: how a list is written. */
  #encoded(made: OutObject, media: Node, name: string): void {
    const encoding = this.reader.nodesBy(media, "encoding").find(([key]) => key === name)?.[1];
    this.#collection(made, encoding ?? null, "formData");
    for (const key of encoding ? keysOf(encoding.value) : [])
      if (key !== "style" && key !== "explode")
        this.settings.lost(below(encoding!.at, key), `"${key}" of an encoding`);
  }

  #responses(made: OutObject, node: Node): void {
    const responses = this.reader.object(node, "responses");
    if (!responses) return;
    const produces = new Set<string>();
    const written: OutObject = new Map();
    for (const key of keysOf(responses.value)) {
      if (key.startsWith("x-")) {
        written.set(key, this.plain(responses, key));
        continue;
      }
      const placed = { at: below(responses.at, key), value: responses.value[key]! };
      const response = this.reader.node(placed, "response");
      if (!response) continue;
      const isRange = /^[1-5]XX$/i.test(key);
      if (isRange) this.settings.lost(placed.at, `the range of responses "${key}"`);
      written.set(isRange ? `x-${key}` : key, this.#response(response, produces));
    }
    if (produces.size > 0) made.set("produces", [...produces]);
    made.set("responses", written);
  }

  #response(node: Node, produces: Set<string>): OutObject {
    const made: OutObject = new Map();
    const content = this.reader.nodesBy(node, "content");
    for (const [type] of content) produces.add(this.settings.texts.plain(type));
    this.#oneSchema(content, node);
    for (const key of keysOf(node.value)) {
      if (key !== "content") {
        this.field(made, node, key);
        continue;
      }
      const schema = content[0] && this.reader.schema(content[0][1], "schema");
      if (schema) made.set("schema", this.#fileOr(this.settings.schemas.write(schema)));
      const examples = this.#examples(content);
      if (examples.size > 0) made.set("examples", examples);
      this.#restOfMedia(content, made);
    }
    if (!made.has("description")) made.set("description", "");
    return made;
  }

  #fileOr(schema: Out): Out {
    const isFile =
      isOutObject(schema) && schema.get("type") === "string" && schema.get("format") === "binary";
    return isFile ? new Map([["type", "file"]]) : schema;
  }

  /** Alternatives with a scheme that cannot be said are left out. */
  override requirement(value: { readonly [name: string]: Json }): readonly OutObject[] {
    const names = keysOf(value);
    if (names.some((name) => !this.#isSayable(name))) return [];
    return super.requirement(value);
  }

  #isSayable(name: string): boolean {
    const scheme = this.settings.document.securitySchemes.find((each) => each.name === name);
    if (!scheme) return true;
    if (scheme.type === "openIdConnect" || scheme.type === "mutualTLS") return false;
    return !(scheme.type === "apiKey" && scheme.in === "cookie");
  }

  override scheme(name: string) {
    const scheme = this.settings.document.securitySchemes.find((each) => each.name === name);
    if (scheme && !this.#isSayable(name)) {
      const what = scheme.type === "apiKey" ? "a key in a cookie" : `"${scheme.type}"`;
      this.settings.lost(scheme.at, `${what} as a security scheme`);
      return null;
    }
    return super.scheme(name);
  }

  #scheme(node: Node): OutObject {
    const type = this.reader.string(node, "type");
    const made: OutObject = new Map();
    for (const key of keysOf(node.value)) {
      if (["type", "scheme", "bearerFormat", "flows"].includes(key)) continue;
      this.field(made, node, key);
    }
    if (type === "oauth2") return new Map([["type", "oauth2"], ...this.#flow(node), ...made]);
    if (type !== "http") return new Map([["type", type ?? "apiKey"], ...made]);
    const scheme = this.reader.string(node, "scheme")?.toLowerCase() ?? "";
    if (scheme === "basic") return new Map([["type", "basic"], ...made]);
    this.settings.lost(below(node.at, "scheme"), `"scheme: ${scheme}"`);
    return new Map<string, Out>([
      ["type", "apiKey"],
      ["name", "Authorization"],
      ["in", "header"],
      ...(made as Map<string, Out>),
      ["x-scheme", scheme],
      ...(Object.hasOwn(node.value, "bearerFormat")
        ? [["x-bearerFormat", this.plain(node, "bearerFormat")] as const]
        : []),
    ]);
  }

  #flow(node: Node): OutObject {
    const flows = this.reader.object(node, "flows");
    const known = flows ? keysOf(flows.value).filter((key) => flowNames.has(key)) : [];
    const [first, ...others] = known;
    if (others.length > 0) this.settings.lost(below(node.at, "flows"), "several flows");
    const flow = flows && first !== undefined ? this.reader.object(flows, first) : null;
    const made: OutObject = new Map([["flow", flowNames.get(first ?? "") ?? "implicit"]]);
    for (const key of flow ? keysOf(flow.value) : [])
      if (key !== "refreshUrl") this.field(made, flow!, key);
      else this.settings.lost(below(flow!.at, key), '"refreshUrl" of a flow');
    if (!made.has("scopes")) made.set("scopes", new Map());
    return made;
  }
}

function hostOf(address = ""): string {
  return /^(?:[^:/]*:)?\/\/(?<host>[^/]*)/.exec(address)?.groups?.["host"] ?? "";
}

const flowNames: ReadonlyMap<string, string> = new Map([
  ["implicit", "implicit"],
  ["password", "password"],
  ["clientCredentials", "application"],
  ["authorizationCode", "accessCode"],
]);

/** Examples of a schema after its first one, as those of a parameter. */
function numbered(examples: readonly Out[]): OutObject {
  return new Map(examples.map((value, index) => [String(index + 2), new Map([["value", value]])]));
}

function isUsable(parameter: Out): boolean {
  return isOutObject(parameter) && parameter.size > 0;
}

function isRelative(address: Out | undefined): boolean {
  return typeof address === "string" && !/^[a-z][a-z\d+.-]*:/i.test(address);
}
