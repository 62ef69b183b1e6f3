import { extensionsOf, type DocumentReader, type Node } from "./document-reader.js";
import type { Server, ServerVariable } from "./model.js";
import { addressOf, basePathOf } from "./servers.js";

/** The servers that `servers` lists. */
export function readServers(reader: DocumentReader, node: Node): readonly Server[] {
  return reader.nodes(node, "servers").flatMap((server) => readServer(reader, server) ?? []);
}

export function readServer(reader: DocumentReader, node: Node): Server | null {
  const url = reader.string(node, "url");
  if (url === null) return null;
  const variables = reader
    .nodesBy(node, "variables")
    .flatMap(([name, each]) => readVariable(reader, name, each) ?? []);
  const address = addressOf(url, variables);
  return {
    at: node.at,
    url,
    address,
    basePath: basePathOf(address),
    name: reader.string(node, "name"),
    description: reader.text(node, "description"),
    variables,
    extensions: extensionsOf(node),
  };
}

function readVariable(reader: DocumentReader, name: string, node: Node): ServerVariable | null {
  const value = reader.string(node, "default");
  if (value === null) return null;
  return {
    at: node.at,
    name,
    default: value,
    enum: reader.strings(node, "enum"),
    description: reader.text(node, "description"),
    extensions: extensionsOf(node),
  };
}

/** "The default value would be a Server Object with a url value of /." */
export function defaultServer({ at }: Node): Server {
  return {
    at,
    url: "/",
    address: "/",
    basePath: "",
    name: null,
    description: null,
    variables: [],
    extensions: new Map(),
  };
}
