import { extensionsOf, type DocumentReader, type Node } from "./document-reader.js";
import type { OAuthFlow, SecurityScheme } from "./model.js";
import { readScopes } from "./read-shared.js";

const flowTypes = [
  "implicit",
  "password",
  "clientCredentials",
  "authorizationCode",
  "deviceAuthorization",
] as const;

/** A security scheme of OpenAPI 3; nothing where its type is none. */
export function readScheme(
  reader: DocumentReader,
  name: string,
  node: Node,
): readonly SecurityScheme[] {
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
    flows: flows ? flowTypes.flatMap((each) => readFlow(reader, flows, each)) : [],
    extensions: extensionsOf(node),
  };
  return [scheme];
}

function readFlow(reader: DocumentReader, flows: Node, type: string): readonly OAuthFlow[] {
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
