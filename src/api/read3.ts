import { keysOf, type Json } from "../data/data.js";
import { below, extensionsOf, type DocumentReader, type Node } from "./document-reader.js";
import type {
  ApiDocument,
  Callback,
  Encoding,
  Example,
  Header,
  Link,
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
  ServerVariable,
} from "./model.js";
import { methods } from "./openapi3.js";
import {
  firstOf,
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
import { basePathOf } from "./servers.js";

/** Reads a document of OpenAPI 3.0, 3.1 or 3.2. */
export function readOpenApi3(reader: DocumentReader, root: Node, version: string): ApiDocument {
  return new Reader3(reader).document(root, version);
}

/** What an operation takes from around it. */
interface Around {
  readonly servers: readonly Server[];
  readonly security: readonly Requirement[] | null;
}

const flowTypes = [
  "implicit",
  "password",
  "clientCredentials",
  "authorizationCode",
  "deviceAuthorization",
] as const;

class Reader3 {
  readonly #parameters = new Once<Parameter | null>();
  readonly #bodies = new Once<RequestBody>();
  readonly #responses = new Once<Response>();
  readonly #headers = new Once<Header>();
  readonly #media = new Once<Media>();
  readonly #examples = new Once<Example>();
  readonly #callbacks = new Once<readonly Callback[]>();
  readonly #operations = new Once<Operation | null>();
  readonly #encodings = new Once<Encoding>();

  constructor(readonly reader: DocumentReader) {}

  document(root: Node, version: string): ApiDocument {
    const { reader } = this;
    const components = reader.object(root, "components");
    const given = this.#servers(root);
    const servers = given.length > 0 ? given : [defaultServer(root)];
    const around = { servers, security: readSecurity(reader, root) };
    const paths = reader.object(root, "paths");
    const items = (paths ? reader.others(paths) : []).map(([path, node]) => {
      const nodes = itemsOf(reader, node);
      const at = paths ? below(paths.at, path) : node.at;
      return { item: readPathItem(reader, at, path, nodes), nodes };
    });
    return {
      at: root.at,
      version,
      self: reader.string(root, "$self"),
      info: readInfo(reader, root),
      servers,
      tags: readTags(reader, root),
      paths: items.map(({ item }) => item),
      operations: items.flatMap(({ item, nodes }) => this.#operationsOf(item, nodes, around)),
      webhooks: this.#webhooks(root, { servers: [], security: around.security }),
      securitySchemes: components
        ? reader.nodesBy(components, "securitySchemes").flatMap((each) => this.#scheme(...each))
        : [],
      security: around.security,
      schemas: (components ? reader.entries(components, "schemas") : []).flatMap(
        ([name, placed]) => {
          const schema = reader.schemaOf(placed);
          return schema ? [[name, schema] as const] : [];
        },
      ),
      components: readComponents(reader, components, [
        ...(reader.shapes.get("components")?.fields.keys() ?? []),
      ]),
      externalDocs: readExternalDocs(reader, root),
      extensions: extensionsOf(root),
    };
  }

  #webhooks(root: Node, around: Around): readonly Operation[] {
    return this.reader.nodesBy(root, "webhooks").flatMap(([name, node]) => {
      const nodes = itemsOf(this.reader, node);
      const item = readPathItem(this.reader, below(root.at, "webhooks", name), name, nodes);
      return this.#operationsOf(item, nodes, around);
    });
  }

  #servers(node: Node): readonly Server[] {
    return this.reader.nodes(node, "servers").flatMap((server) => this.#server(server) ?? []);
  }

  #server(node: Node): Server | null {
    const { reader } = this;
    const url = reader.string(node, "url");
    if (url === null) return null;
    const variables = reader
      .nodesBy(node, "variables")
      .flatMap(([name, each]) => this.#variable(name, each) ?? []);
    return {
      at: node.at,
      url,
      basePath: basePathOf(url, variables),
      name: reader.string(node, "name"),
      description: reader.text(node, "description"),
      variables,
      extensions: extensionsOf(node),
    };
  }

  #variable(name: string, node: Node): ServerVariable | null {
    const value = this.reader.string(node, "default");
    if (value === null) return null;
    return {
      at: node.at,
      name,
      default: value,
      enum: this.reader.strings(node, "enum"),
      description: this.reader.text(node, "description"),
      extensions: extensionsOf(node),
    };
  }

  /** The operations of a path, each method once. */
  #operationsOf(item: PathItem, nodes: readonly Node[], around: Around): readonly Operation[] {
    const shared = firstOf(nodes, (node) =>
      this.reader.items(node, "parameters") ? this.#parametersOf(node) : null,
    );
    const own = firstOf(nodes, (node) => {
      const servers = this.#servers(node);
      return servers.length > 0 ? servers : null;
    });
    const within = { item, shared: shared ?? [], ...around, servers: own ?? around.servers };
    const found = new Map<string, Operation>();
    for (const node of nodes)
      for (const [method, operation] of this.#methodsOf(node)) {
        if (found.has(method)) continue;
        const read = this.#operations.read(operation, `${method} ${item.path}`, null, () =>
          this.#operation(operation, method, within),
        );
        if (read) found.set(method, read);
      }
    return [...found.values()];
  }

  /** The operations of a path item in their order, by their methods in upper case. */
  #methodsOf(node: Node): readonly (readonly [string, Node])[] {
    return keysOf(node.value).flatMap((key) => {
      if (key === "additionalOperations") return this.reader.nodesBy(node, key);
      if (!isMethod(key)) return [];
      const operation = this.reader.object(node, key);
      return operation ? [[key.toUpperCase(), operation] as const] : [];
    });
  }

  #operation(
    node: Node,
    method: string,
    { item, shared, servers, security }: Around & { item: PathItem; shared: readonly Parameter[] },
  ): Operation {
    const { reader } = this;
    const own = this.#servers(node);
    const all = own.length > 0 ? own : servers;
    const body = reader.object(node, "requestBody");
    const responses = reader.object(node, "responses");
    return {
      at: node.at,
      method,
      path: item.path,
      pathItem: item,
      basePath: all[0]?.basePath ?? "",
      servers: all,
      operationId: reader.string(node, "operationId"),
      summary: reader.string(node, "summary"),
      description: reader.text(node, "description"),
      tags: reader.strings(node, "tags") ?? [],
      deprecated: reader.flag(node, "deprecated") ?? false,
      parameters: withShared(shared, this.#parametersOf(node)),
      requestBody: body && this.#body(body),
      responses: (responses ? reader.others(responses) : []).map((each) => this.#response(...each)),
      callbacks: reader.nodesBy(node, "callbacks").flatMap((each) => this.#callback(...each)),
      security: readSecurity(reader, node) ?? security,
      externalDocs: readExternalDocs(reader, node),
      extensions: extensionsOf(node),
    };
  }

  #parametersOf(node: Node): readonly Parameter[] {
    return this.reader
      .nodes(node, "parameters")
      .flatMap((each) => this.#parameters.read(each, "", null, () => this.#parameter(each)) ?? []);
  }

  #parameter(node: Node): Parameter | null {
    const { reader } = this;
    const name = reader.string(node, "name");
    const place = reader.string(node, "in") as Exclude<Parameter["in"], "form"> | null;
    if (name === null || place === null) return null;
    const style = reader.string(node, "style") ?? usualStyle[place];
    return {
      at: node.at,
      name,
      in: place,
      description: reader.text(node, "description"),
      required: reader.flag(node, "required") ?? false,
      deprecated: reader.flag(node, "deprecated") ?? false,
      allowEmptyValue: reader.flag(node, "allowEmptyValue") ?? false,
      allowReserved: reader.flag(node, "allowReserved") ?? false,
      style,
      explode: reader.flag(node, "explode") ?? (style === "form" || style === "cookie"),
      schema: reader.schema(node, "schema"),
      content: this.#content(node),
      examples: this.#examplesOf(node),
      extensions: extensionsOf(node),
    };
  }

  #body(node: Node): RequestBody {
    const empty = {
      at: node.at,
      description: null,
      required: false,
      content: [],
      extensions: none,
    };
    return this.#bodies.read(node, "", empty, () => ({
      at: node.at,
      description: this.reader.text(node, "description"),
      required: this.reader.flag(node, "required") ?? false,
      content: this.#content(node),
      extensions: extensionsOf(node),
    }));
  }

  #content(node: Node): readonly Media[] {
    return this.reader.nodesBy(node, "content").map(([type, each]) => this.#mediaOf(type, each));
  }

  #mediaOf(type: string, node: Node): Media {
    const { reader } = this;
    const bare = { ...noMedia, at: node.at, type };
    return this.#media.read(node, type, bare, () => ({
      ...bare,
      description: reader.text(node, "description"),
      schema: reader.schema(node, "schema"),
      itemSchema: reader.schema(node, "itemSchema"),
      examples: this.#examplesOf(node),
      ...this.#encodingsOf(node),
      extensions: extensionsOf(node),
    }));
  }

  #encodingsOf(node: Node): Pick<Media, "encoding" | "prefixEncoding" | "itemEncoding"> {
    const { reader } = this;
    const item = reader.object(node, "itemEncoding");
    return {
      encoding: reader.nodesBy(node, "encoding").map((each) => this.#encoding(...each)),
      prefixEncoding: reader
        .nodes(node, "prefixEncoding")
        .map((each) => this.#encoding(null, each)),
      itemEncoding: item && this.#encoding(null, item),
    };
  }

  #encoding(property: string | null, node: Node): Encoding {
    const { reader } = this;
    const bare = { ...noEncoding, at: node.at, property };
    return this.#encodings.read(node, property ?? "", bare, () => ({
      ...bare,
      contentType: reader.string(node, "contentType"),
      headers: this.#headersOf(node),
      style: reader.string(node, "style"),
      explode: reader.flag(node, "explode"),
      allowReserved: reader.flag(node, "allowReserved"),
      ...this.#encodingsOf(node),
      extensions: extensionsOf(node),
    }));
  }

  /** The one of `example`, then those of `examples`. */
  #examplesOf(node: Node): readonly Example[] {
    const single = this.reader.any(node, "example");
    const named = this.reader
      .nodesBy(node, "examples")
      .map(([name, each]) =>
        this.#examples.read(each, name, noExample(each, name), () => this.#example(name, each)),
      );
    return single ? [{ ...noExample(single, null), value: single.value }, ...named] : named;
  }

  #example(name: string, node: Node): Example {
    const { reader } = this;
    return {
      at: node.at,
      name,
      summary: reader.string(node, "summary"),
      description: reader.text(node, "description"),
      value: (reader.any(node, "dataValue") ?? reader.any(node, "value"))?.value,
      externalValue: reader.string(node, "externalValue"),
      serializedValue: reader.string(node, "serializedValue"),
      extensions: extensionsOf(node),
    };
  }

  #response(status: string, node: Node): Response {
    const { reader } = this;
    const bare = {
      at: node.at,
      status,
      summary: null,
      description: null,
      headers: [],
      content: [],
      links: [],
      extensions: none,
    };
    return this.#responses.read(node, status, bare, () => ({
      at: node.at,
      status,
      summary: reader.string(node, "summary"),
      description: reader.text(node, "description"),
      headers: this.#headersOf(node),
      content: this.#content(node),
      links: reader.nodesBy(node, "links").map((each) => this.#link(...each)),
      extensions: extensionsOf(node),
    }));
  }

  #headersOf(node: Node): readonly Header[] {
    return this.reader.nodesBy(node, "headers").map(([name, each]) => {
      const bare = { ...noHeader, at: each.at, name };
      return this.#headers.read(each, name, bare, () => this.#header(bare, each));
    });
  }

  #header(bare: Header, node: Node): Header {
    const { reader } = this;
    return {
      ...bare,
      description: reader.text(node, "description"),
      required: reader.flag(node, "required") ?? false,
      deprecated: reader.flag(node, "deprecated") ?? false,
      explode: reader.flag(node, "explode") ?? false,
      schema: reader.schema(node, "schema"),
      content: this.#content(node),
      examples: this.#examplesOf(node),
      extensions: extensionsOf(node),
    };
  }

  #link(name: string, node: Node): Link {
    const { reader } = this;
    const server = reader.object(node, "server");
    return {
      at: node.at,
      name,
      operationId: reader.string(node, "operationId"),
      operationRef: reader.string(node, "operationRef"),
      parameters: new Map<string, Json>(
        reader.entries(node, "parameters").map(([key, { value }]) => [key, value]),
      ),
      requestBody: reader.any(node, "requestBody")?.value,
      server: server && this.#server(server),
      description: reader.text(node, "description"),
      extensions: extensionsOf(node),
    };
  }

  #callback(name: string, node: Node): readonly Callback[] {
    return this.#callbacks.read(node, name, [], () =>
      this.reader.others(node).map(([expression, item]) => {
        const nodes = itemsOf(this.reader, item);
        const pathItem = readPathItem(this.reader, below(node.at, expression), expression, nodes);
        const around = { servers: [], security: null };
        return {
          at: pathItem.at,
          name,
          expression,
          operations: this.#operationsOf(pathItem, nodes, around),
          extensions: extensionsOf(node),
        };
      }),
    );
  }

  #scheme(name: string, node: Node): readonly SecurityScheme[] {
    const { reader } = this;
    const type = reader.string(node, "type") as SecurityScheme["type"] | null;
    if (type === null) return [];
    const flows = reader.object(node, "flows");
    const scheme: SecurityScheme = {
      at: node.at,
      name,
      type,
      description: reader.text(node, "description"),
      deprecated: reader.flag(node, "deprecated") ?? false,
      in: reader.string(node, "in") as SecurityScheme["in"],
      keyName: reader.string(node, "name"),
      scheme: reader.string(node, "scheme"),
      bearerFormat: reader.string(node, "bearerFormat"),
      openIdConnectUrl: reader.string(node, "openIdConnectUrl"),
      oauth2MetadataUrl: reader.string(node, "oauth2MetadataUrl"),
      flows: flows ? flowTypes.flatMap((each) => this.#flow(flows, each)) : [],
      extensions: extensionsOf(node),
    };
    return [scheme];
  }

  #flow(flows: Node, type: string): readonly OAuthFlow[] {
    const { reader } = this;
    const node = reader.object(flows, type);
    if (!node) return [];
    return [
      {
        at: node.at,
        type,
        authorizationUrl: reader.string(node, "authorizationUrl"),
        deviceAuthorizationUrl: reader.string(node, "deviceAuthorizationUrl"),
        tokenUrl: reader.string(node, "tokenUrl"),
        refreshUrl: reader.string(node, "refreshUrl"),
        scopes: readScopes(reader, node),
        extensions: extensionsOf(node),
      },
    ];
  }
}

const none: ReadonlyMap<string, Json> = new Map();

/** @see https://spec.openapis.org/oas/v3.2.0#style-values */
const usualStyle = {
  path: "simple",
  query: "form",
  querystring: "form",
  header: "simple",
  cookie: "form",
} as const;

const noMedia = {
  description: null,
  schema: null,
  itemSchema: null,
  fields: [],
  examples: [],
  encoding: [],
  prefixEncoding: [],
  itemEncoding: null,
  extensions: none,
} as const;

const noEncoding = {
  contentType: null,
  headers: [],
  style: null,
  explode: null,
  allowReserved: null,
  encoding: [],
  prefixEncoding: [],
  itemEncoding: null,
  extensions: none,
} as const;

const noHeader = {
  description: null,
  required: false,
  deprecated: false,
  explode: false,
  schema: null,
  content: [],
  examples: [],
  extensions: none,
} as const;

export function noExample({ at }: Pick<Node, "at">, name: string | null): Example {
  return {
    at,
    name,
    summary: null,
    description: null,
    value: undefined,
    externalValue: null,
    serializedValue: null,
    extensions: none,
  };
}

/** "The default value would be a Server Object with a url value of /." */
function defaultServer({ at }: Node): Server {
  return {
    at,
    url: "/",
    basePath: "",
    name: null,
    description: null,
    variables: [],
    extensions: none,
  };
}

function isMethod(key: string): boolean {
  return (methods as readonly string[]).includes(key);
}
