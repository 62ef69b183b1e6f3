import { keysOf } from "../data/data.js";
import { below, extensionsOf, type DocumentReader, type Node } from "./document-reader.js";
import type {
  ApiDocument,
  Callback,
  Operation,
  Parameter,
  PathItem,
  Requirement,
  Server,
} from "./model.js";
import { methods } from "./openapi3.js";
import { readScheme } from "./read-schemes.js";
import { defaultServer, readServers } from "./read-servers.js";
import {
  firstOf,
  itemsOf,
  Once,
  readComponents,
  readExternalDocs,
  readInfo,
  readPathItem,
  readSecurity,
  readTags,
  withShared,
} from "./read-shared.js";
import { Parts3 } from "./read3-parts.js";
import { readCodeSamples, readTagGroups } from "./vendor-fields.js";

/** Reads a document of OpenAPI 3.0, 3.1 or 3.2. */
export function readOpenApi3(reader: DocumentReader, root: Node, version: string): ApiDocument {
  return new Reader3(reader).document(root, version);
}

/** What an operation takes from around it. */
interface Around {
  readonly servers: readonly Server[];
  readonly security: readonly Requirement[] | null;
}

class Reader3 {
  readonly #callbacks = new Once<readonly Callback[]>();
  readonly #operations = new Once<Operation | null>();

  readonly #parts: Parts3;

  constructor(readonly reader: DocumentReader) {
    this.#parts = new Parts3(reader);
  }

  document(root: Node, version: string): ApiDocument {
    const { reader } = this;
    const components = reader.object(root, "components");
    const given = readServers(reader, root);
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
      tagGroups: readTagGroups(reader, root),
      paths: items.map(({ item }) => item),
      operations: items.flatMap(({ item, nodes }) => this.#operationsOf(item, nodes, around)),
      webhooks: this.#webhooks(root, { servers: [], security: null }),
      firstMediaOnly: null,
      securitySchemes: components
        ? reader
            .nodesBy(components, "securitySchemes")
            .flatMap((each) => readScheme(reader, ...each))
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
    const key = root.shape.fields.has("webhooks") ? "webhooks" : "x-webhooks";
    return this.reader.nodesBy(root, key).flatMap(([name, node]) => {
      const nodes = itemsOf(this.reader, node);
      const item = readPathItem(this.reader, below(root.at, key, name), name, nodes);
      return this.#operationsOf(item, nodes, around);
    });
  }

  /** The operations of a path, each method once. */
  #operationsOf(item: PathItem, nodes: readonly Node[], around: Around): readonly Operation[] {
    const shared = firstOf(nodes, (node) =>
      this.reader.items(node, "parameters") ? this.#parts.parametersOf(node) : null,
    );
    const own = firstOf(nodes, (node) => {
      const servers = readServers(this.reader, node);
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
    const own = readServers(reader, node);
    const all = own.length > 0 ? own : servers;
    const body = reader.object(node, "requestBody");
    const responses = reader.object(node, "responses");
    const parameters = withShared(shared, this.#parts.parametersOf(node));
    const sentIn = [...parameters.map((each) => each.in), ...(body ? (["body"] as const) : [])];
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
      parameters,
      sentIn: [...new Set(sentIn)],
      requestBody: body && this.#parts.body(body),
      responses: (responses ? reader.others(responses) : []).map((each) =>
        this.#parts.response(...each),
      ),
      callbacks: reader.nodesBy(node, "callbacks").flatMap((each) => this.#callback(...each)),
      security: readSecurity(reader, node) ?? security,
      externalDocs: readExternalDocs(reader, node),
      codeSamples: readCodeSamples(reader, node),
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
}

function isMethod(key: string): boolean {
  return (methods as readonly string[]).includes(key);
}
