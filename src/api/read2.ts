import { keysOf, ownValue, type Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Schema } from "../schema/schema.js";
import {
  below,
  extensionsOf,
  type DocumentReader,
  type Node,
  type Placed,
} from "./document-reader.js";
import type {
  ApiDocument,
  Example,
  Extensions,
  Header,
  Media,
  OAuthFlow,
  Operation,
  Parameter,
  PathItem,
  RequestBody,
  Requirement,
  Response,
  SecurityScheme,
  Server,
} from "./model.js";
import {
  firstOf,
  Lists,
  itemsOf,
  Once,
  readComponents,
  readExternalDocs,
  readInfo,
  readPathItem,
  readScopes,
  readSecurity,
  readTags,
  withShared,
} from "./read-shared.js";
import { readCodeSamples, readTagGroups } from "./vendor-fields.js";
import { basePathOf } from "./servers.js";

/** Reads a document of OpenAPI 2.0 in the words of 3.1. */
export function readOpenApi2(reader: DocumentReader, root: Node, version: string): ApiDocument {
  return new Reader2(reader, root).document(version);
}

/** A parameter of OpenAPI 2: one of its own, a field of a form, or the body. */
type Sent =
  | { readonly kind: "parameter" | "field"; readonly parameter: Parameter; readonly type: string }
  | { readonly kind: "body"; readonly node: Node };

const componentKinds = ["definitions", "parameters", "responses", "securityDefinitions"];

/** Of all bodies of a file: each has all types of the document, of which there may be thousands. */
export const mostMedia = 100_000;

class Reader2 {
  readonly #sent = new Once<Sent | null>();
  readonly #lists = new Lists<Sent>();
  readonly #responses = new Once<Omit<Response, "status">>();
  readonly #servers: readonly Server[];
  readonly #security: readonly Requirement[] | null;
  /** What requests and responses are sent in that say nothing else. */
  readonly #types: { readonly consumes: readonly string[]; readonly produces: readonly string[] };
  #mediaLeft = mostMedia;
  #firstOnly: Located | null = null;

  constructor(
    readonly reader: DocumentReader,
    readonly root: Node,
  ) {
    this.#servers = serversOf(reader, root, root);
    this.#security = readSecurity(reader, root);
    this.#types = {
      consumes: reader.strings(root, "consumes") ?? [],
      produces: reader.strings(root, "produces") ?? [],
    };
  }

  document(version: string): ApiDocument {
    const { reader, root } = this;
    const paths = reader.object(root, "paths");
    const items = (paths ? reader.others(paths) : []).map(([path, node]) => {
      const nodes = itemsOf(reader, node);
      const at = paths ? below(paths.at, path) : node.at;
      return { item: readPathItem(reader, at, path, nodes), nodes };
    });
    const operations = items.flatMap(({ item, nodes }) => this.#operationsOf(item, nodes));
    return {
      at: root.at,
      version,
      self: null,
      info: readInfo(reader, root),
      servers: this.#servers,
      tags: readTags(reader, root),
      tagGroups: readTagGroups(reader, root),
      paths: items.map(({ item }) => item),
      operations,
      webhooks: [],
      firstMediaOnly: this.#firstOnly,
      securitySchemes: reader
        .nodesBy(root, "securityDefinitions")
        .flatMap((each) => readScheme(reader, ...each)),
      security: this.#security,
      schemas: reader.entries(root, "definitions").flatMap(([name, placed]) => {
        const schema = reader.schemaOf(placed);
        return schema ? [[name, schema] as const] : [];
      }),
      components: readComponents(reader, root, componentKinds),
      externalDocs: readExternalDocs(reader, root),
      extensions: extensionsOf(root),
    };
  }

  #operationsOf(item: PathItem, nodes: readonly Node[]): readonly Operation[] {
    const shared = firstOf(nodes, (node) =>
      this.reader.items(node, "parameters") ? this.#sentBy(node) : null,
    );
    const found = new Map<string, Operation>();
    for (const node of nodes)
      for (const key of keysOf(node.value)) {
        const operation = this.reader.object(node, key);
        if (operation && !found.has(key))
          found.set(key, this.#operation(operation, key.toUpperCase(), item, shared ?? []));
      }
    return [...found.values()];
  }

  #operation(node: Node, method: string, item: PathItem, shared: readonly Sent[]): Operation {
    const { reader } = this;
    const own = this.#sentBy(node);
    const all = [...shared, ...own];
    const responses = reader.object(node, "responses");
    const servers = reader.items(node, "schemes")
      ? serversOf(reader, this.root, node)
      : this.#servers;
    const consumes = reader.strings(node, "consumes") ?? this.#types.consumes;
    const produces = reader.strings(node, "produces");
    return {
      at: node.at,
      method,
      path: item.path,
      pathItem: item,
      basePath: servers[0]?.basePath ?? "",
      servers,
      operationId: reader.string(node, "operationId"),
      summary: reader.string(node, "summary"),
      description: reader.text(node, "description"),
      tags: reader.strings(node, "tags") ?? [],
      deprecated: reader.flag(node, "deprecated") ?? false,
      parameters: withShared(parametersIn(shared, "parameter"), parametersIn(own, "parameter")),
      sentIn: placesOf(shared, own),
      requestBody: this.#body(all, shared, own, consumes),
      responses: (responses ? reader.others(responses) : []).map(([status, each]) =>
        this.#response(status, each, produces),
      ),
      callbacks: [],
      security: readSecurity(reader, node) ?? this.#security,
      externalDocs: readExternalDocs(reader, node),
      codeSamples: readCodeSamples(reader, node),
      extensions: extensionsOf(node),
    };
  }

  #sentBy(node: Node): readonly Sent[] {
    return this.#lists.of(node.value, () =>
      this.reader
        .nodes(node, "parameters")
        .flatMap((each) => this.#sent.read(each, "", null, () => this.#parameter(each)) ?? []),
    );
  }

  #parameter(node: Node): Sent | null {
    const { reader } = this;
    const name = reader.string(node, "name");
    const place = reader.string(node, "in");
    if (place === "body") return { kind: "body", node };
    if (!name || !place) return this.#nameless(node, name ? "in" : "name");
    const isForm = place === "formData";
    const parameter: Parameter = {
      at: node.at,
      name,
      in: isForm ? "form" : (place as "path" | "query" | "header"),
      description: reader.text(node, "description"),
      required: reader.flag(node, "required") ?? false,
      deprecated: false,
      allowEmptyValue: reader.flag(node, "allowEmptyValue") ?? false,
      allowReserved: false,
      ...this.#styleOf(node, place),
      schema: this.#itself(node),
      content: [],
      examples: exampleBeside(node),
      extensions: otherExtensions(node),
    };
    const type = reader.string(node, "type") ?? "";
    return { kind: isForm ? "field" : "parameter", parameter, type };
  }

  /** A parameter says nothing without a name and a place. */
  #nameless({ at }: Node, field: "name" | "in"): null {
    const misfit = { at, place: `parameter.${field}`, wanted: "a string", value: undefined };
    this.reader.access.misfit?.(misfit);
    return null;
  }

  #itself({ at, value }: Node): Schema | null {
    return this.reader.schemaOf({ at, value });
  }

  /** What `collectionFormat` means, whose default is `csv`. @see https://spec.openapis.org/oas/v2.0#parameter-object */
  #styleOf(node: Node, place: string): Pick<Parameter, "style" | "explode"> {
    const usual = place === "path" || place === "header" ? "simple" : "form";
    if (this.reader.string(node, "type") !== "array")
      return { style: usual, explode: usual === "form" };
    const format = this.reader.string(node, "collectionFormat") ?? "csv";
    const style = styleOfFormat.get(format) ?? usual;
    return { style, explode: format === "multi" };
  }

  /** The one body, or the form made of all fields, as each of the types it may be sent in. */
  #body(
    all: readonly Sent[],
    shared: readonly Sent[],
    own: readonly Sent[],
    consumes: readonly string[],
  ): RequestBody | null {
    const body = all.findLast((each) => each.kind === "body");
    if (body) return this.#jsonBody(body.node, consumes);
    const fields = withShared(parametersIn(shared, "field"), parametersIn(own, "field"));
    const first = fields[0];
    if (!first) return null;
    const hasFile = all.some((each) => each.kind === "field" && each.type === "file");
    const usual = hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded";
    const types = consumes.filter((type) => formTypes.has(bareType(type)));
    return {
      at: first.at,
      description: null,
      required: fields.some(({ required }) => required),
      content: this.#media(first.at, types.length > 0 ? types : [usual], (type) =>
        media({ at: first.at, type, fields }),
      ),
      extensions: new Map(),
    };
  }

  #jsonBody(node: Node, consumes: readonly string[]): RequestBody {
    const { reader } = this;
    const schema = reader.schema(node, "schema");
    const examples = exampleBeside(node);
    return {
      at: node.at,
      description: reader.text(node, "description"),
      required: reader.flag(node, "required") ?? false,
      content: this.#media(node.at, consumes.length > 0 ? consumes : ["*/*"], (type) =>
        media({ at: node.at, type, schema, examples }),
      ),
      extensions: otherExtensions(node),
    };
  }

  /** `produces`: of the operation; `null` for those of the document. */
  #response(status: string, node: Node, produces: readonly string[] | null): Response {
    const { reader } = this;
    const bare = { ...noResponse, at: node.at };
    const said = this.#responses.read(node, produces?.join() ?? "-", bare, () => ({
      ...bare,
      description: reader.text(node, "description"),
      headers: reader.nodesBy(node, "headers").map((each) => this.#header(...each)),
      content: this.#responseContent(node, produces ?? this.#types.produces),
      extensions: extensionsOf(node),
    }));
    return { ...said, status };
  }

  /** What is produced, and the types there is an example in. */
  #responseContent(node: Node, produces: readonly string[]): readonly Media[] {
    const schema = this.reader.schema(node, "schema");
    const examples = new Map(this.reader.entries(node, "examples"));
    const named = [...examples.keys()].filter((type) => !produces.includes(type));
    const usual = schema && produces.length === 0 && named.length === 0 ? ["*/*"] : [];
    const types = schema ? [...produces, ...named, ...usual] : [...examples.keys()];
    return this.#media(node.at, types, (type) => {
      const example = examples.get(type);
      return media({
        at: node.at,
        type,
        schema,
        examples: example ? [exampleOf(example)] : [],
      });
    });
  }

  /** A body in each of the types, as long as there are not too many of all. */
  #media(at: Located, types: readonly string[], mediaOf: (type: string) => Media): Media[] {
    if (this.#mediaLeft >= types.length) {
      this.#mediaLeft -= types.length;
      return types.map(mediaOf);
    }
    this.#mediaLeft = 0;
    this.#firstOnly ??= at;
    return types.slice(0, 1).map(mediaOf);
  }

  #header(name: string, node: Node): Header {
    return {
      at: node.at,
      name,
      description: this.reader.text(node, "description"),
      required: false,
      deprecated: false,
      explode: false,
      schema: this.#itself(node),
      content: [],
      examples: exampleBeside(node),
      extensions: otherExtensions(node),
    };
  }
}

/** A server for each scheme, of the document or of an operation. */
function serversOf(reader: DocumentReader, root: Node, node: Node): readonly Server[] {
  const host = reader.placedString(root, "host");
  const base = reader.placedString(root, "basePath");
  const schemes = reader.strings(node, "schemes") ?? [];
  const path = base?.value.trim() ?? "";
  const address = host ? `//${host.value.trim()}${path}` : path === "" ? "/" : path;
  const urls = host && schemes.length > 0 ? schemes.map((each) => `${each}:${address}`) : [address];
  const at = (base ?? host ?? root).at;
  return urls.map((url) => ({
    at,
    url,
    address: url,
    basePath: basePathOf(path),
    name: null,
    description: null,
    variables: [],
    extensions: new Map(),
  }));
}

function readScheme(reader: DocumentReader, name: string, node: Node): readonly SecurityScheme[] {
  const type = reader.string(node, "type");
  if (type === null) return [];
  const isBasic = type === "basic";
  const scheme: SecurityScheme = {
    at: node.at,
    name,
    type: isBasic ? "http" : (type as "apiKey" | "oauth2"),
    description: reader.text(node, "description"),
    deprecated: false,
    in: reader.string(node, "in") as SecurityScheme["in"],
    keyName: reader.string(node, "name"),
    scheme: isBasic ? "basic" : null,
    bearerFormat: null,
    openIdConnectUrl: null,
    oauth2MetadataUrl: null,
    flows: type === "oauth2" ? readFlow(reader, node) : [],
    extensions: extensionsOf(node),
  };
  return [scheme];
}

function readFlow(reader: DocumentReader, node: Node): readonly OAuthFlow[] {
  const type = flowTypes.get(reader.string(node, "flow") ?? "");
  if (type === undefined) return [];
  return [
    {
      at: node.at,
      type,
      authorizationUrl: reader.string(node, "authorizationUrl"),
      deviceAuthorizationUrl: null,
      tokenUrl: reader.string(node, "tokenUrl"),
      refreshUrl: null,
      scopes: readScopes(reader, node),
      extensions: new Map(),
    },
  ];
}

const flowTypes: ReadonlyMap<string, string> = new Map([
  ["implicit", "implicit"],
  ["password", "password"],
  ["application", "clientCredentials"],
  ["accessCode", "authorizationCode"],
]);

const styleOfFormat: ReadonlyMap<string, string> = new Map([
  ["ssv", "spaceDelimited"],
  ["tsv", "tabDelimited"],
  ["pipes", "pipeDelimited"],
]);

const formTypes: ReadonlySet<string> = new Set([
  "multipart/form-data",
  "application/x-www-form-urlencoded",
]);

function bareType(type: string): string {
  return type.split(";", 1)[0]!.trim().toLowerCase();
}

function parametersIn(sent: readonly Sent[], kind: "parameter" | "field"): readonly Parameter[] {
  return sent.flatMap((each) => (each.kind === kind ? [each.parameter] : []));
}

/** Where parameters and bodies are sent, each once. Those of the path come first, but for what the operation says anew. */
function placesOf(shared: readonly Sent[], own: readonly Sent[]): Operation["sentIn"] {
  const identity = (each: Sent) =>
    each.kind === "body" ? "body" : `${each.parameter.in} ${each.parameter.name}`;
  const known = new Set(own.map(identity));
  const all = [...shared.filter((each) => !known.has(identity(each))), ...own];
  return [...new Set(all.map((each) => (each.kind === "body" ? "body" : each.parameter.in)))];
}

/** `x-example`, the usual way to give a parameter an example. */
function exampleBeside({ at, value }: Node): readonly Example[] {
  const example = ownValue(value, "x-example");
  if (example === undefined) return [];
  return [exampleOf({ at: below(at, "x-example"), value: example })];
}

function exampleOf({ at, value }: Placed): Example {
  return { ...noExample, at, value, valueAt: at };
}

/** `x-` fields but for the example, which is among the examples. */
function otherExtensions(node: Node): Extensions {
  return extensionsOf(node, "x-example");
}

function media(
  given: Pick<Media, "at" | "type"> & Partial<Pick<Media, "schema" | "fields" | "examples">>,
): Media {
  return {
    description: null,
    schema: null,
    itemSchema: null,
    fields: [],
    examples: [],
    encoding: [],
    prefixEncoding: [],
    itemEncoding: null,
    extensions: none,
    ...given,
  };
}

const none: ReadonlyMap<string, Json> = new Map();
const noExample = {
  name: null,
  summary: null,
  description: null,
  externalValue: null,
  serializedValue: null,
  extensions: none,
} as const;
const noResponse = {
  summary: null,
  description: null,
  headers: [],
  content: [],
  links: [],
  extensions: none,
} as const;
