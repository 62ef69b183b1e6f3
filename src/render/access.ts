import type {
  ApiDocument,
  OAuthFlow,
  Requirement,
  SecurityScheme,
  Server,
  ServerVariable,
} from "../api/model.js";
import type { Block, Field, Inline } from "../rst/nodes.js";
import { link, linkOut, literal, paragraph, spanAt, spanBelow, strong, text } from "./nodes.js";
import { makeId, textBlocks, word, type Making, type WrittenText } from "./page.js";

/** Where an API is reached, and how those who use it prove who they are: what a document says of all its operations. */

type Span = ReturnType<typeof spanAt>;

/** The servers and the security schemes of a document, where more is said of them than its operations show. */
export function accessBlocks(
  making: Making,
  { at, servers, securitySchemes }: Pick<ApiDocument, "at" | "servers" | "securitySchemes">,
): Block[] {
  const span = spanAt(at);
  const fields: Field[] = [];
  if (making.show.access && (servers.length > 1 || servers.some(saysMoreOfServer)))
    fields.push(fieldOf(word(making, "servers"), serverBlocks(making, servers), span));
  const schemes =
    making.show["requires-auth"] && making.show.access
      ? securitySchemes.filter(saysMoreOfScheme)
      : [];
  if (schemes.length > 0) {
    const blocks = schemes.flatMap((each) => schemeBlocks(making, each));
    fields.push(fieldOf(word(making, "authentication"), blocks, span));
  }
  return fields.length === 0
    ? []
    : [{ type: "field_list", span, classes: ["facts"], children: fields }];
}

export function fieldOf(name: string, body: Block[], span: Span): Field {
  return {
    type: "field",
    span,
    children: [
      { type: "field_name", span, children: [text(name, span)] },
      { type: "field_body", span, children: body },
    ],
  };
}

/** Whether two lists name the same addresses. */
export function areSame(some: readonly Server[], others: readonly Server[]): boolean {
  return (
    some.length === others.length && some.every(({ url }, index) => url === others[index]!.url)
  );
}

function saysMoreOfServer({ name, description, variables }: Server): boolean {
  return name !== null || description !== null || variables.length > 0;
}

/** Each server with what is said of it and of its variables. */
export function serverBlocks(making: Making, servers: readonly Server[]): Block[] {
  return servers.flatMap(({ at, url, name, description, variables }): Block[] => {
    const span = spanAt(at);
    const named = name === null ? [] : [text(` (${name})`, span)];
    return [
      ...led(making, [literal(url, span), ...named], description, span),
      ...variables.flatMap((each) => variableBlocks(making, each)),
    ];
  });
}

function variableBlocks(making: Making, variable: ServerVariable): Block[] {
  const { at, name, description, enum: values, default: usual } = variable;
  const span = spanAt(at);
  const allowed = (values ?? []).flatMap((each, index): Inline[] => [
    text(index === 0 ? `${word(making, "one-of")}: ` : ", ", span),
    literal(each, span),
  ]);
  const limits = [
    ...(allowed.length === 0 ? [] : [...allowed, text(". ", span)]),
    text(`${word(making, "default")}: `, span),
    literal(usual === "" ? '""' : usual, span),
    text(".", span),
  ];
  return [...led(making, [literal(`{${name}}`, span)], description, span), paragraph(limits, span)];
}

/** A text of the author's, in its first paragraph behind what it is of. */
export function led(
  making: Making,
  lead: readonly Inline[],
  description: WrittenText | null,
  span: Span,
): Block[] {
  const [first, ...rest] = description ? textBlocks(making, description) : [];
  if (first?.type !== "paragraph")
    return [paragraph(lead, span), ...(first ? [first] : []), ...rest];
  return [{ ...first, children: [...lead, text(": ", span), ...first.children] }, ...rest];
}

function saysMoreOfScheme(scheme: SecurityScheme): boolean {
  const { description, bearerFormat, openIdConnectUrl, oauth2MetadataUrl, flows } = scheme;
  const urls = [bearerFormat, openIdConnectUrl, oauth2MetadataUrl];
  if (scheme.deprecated) return true;
  return description !== null || flows.length > 0 || urls.some((each) => each !== null);
}

/** What a scheme is called in a sentence: `HTTP bearer`, `header X-Key`. */
export function kindOf({ type, in: place, keyName, scheme }: SecurityScheme): string {
  if (type === "apiKey") return `${place ?? "header"} ${keyName ?? ""}`.trim();
  if (type === "http") return `HTTP ${scheme ?? ""}`.trim();
  if (type === "oauth2") return "OAuth 2.0";
  return type === "openIdConnect" ? "OpenID Connect" : "mutual TLS";
}

/** Whether a request must prove who sends it. */
export function needOf(security: readonly Requirement[] | null): "yes" | "no" | "optional-auth" {
  const needed = (security ?? []).filter(({ schemes }) => schemes.length > 0);
  if (needed.length === 0) return "no";
  return needed.length < security!.length ? "optional-auth" : "yes";
}

/** By which schemes a request proves who sends it, and with which scopes: with links to where the page says more of a scheme. */
export function requirementNodes(
  making: Making,
  security: readonly Requirement[] | null,
  securitySchemes: ReadonlyMap<string, SecurityScheme>,
  span: Span,
): Inline[] {
  const needed = (security ?? []).filter(({ schemes }) => schemes.length > 0);
  // What a document asks for is said at each of its operations.
  for (const { schemes } of needed)
    for (const { scopes } of schemes) making.budget.spend(1 + scopes.length);
  return needed.flatMap(({ schemes }, index): Inline[] => {
    const all = schemes.flatMap(({ name, scopes }, at): Inline[] => {
      const scheme = securitySchemes.get(name);
      const kind = scheme ? ` (${kindOf(scheme)})` : "";
      const id = scheme && making.page.schemes.get(keyOf(scheme));
      const label = literal(name, span);
      const listed = scopes.flatMap((scope, place): Inline[] => [
        text(
          place === 0
            ? ` ${word(making, scopes.length === 1 ? "with-scope" : "with-scopes")} `
            : ", ",
          span,
        ),
        literal(scope, span),
      ]);
      return [
        ...(at === 0 ? [] : [text(" and ", span)]),
        id === undefined ? label : link(id, [label], span),
        text(kind, span),
        ...listed,
      ];
    });
    return index === 0 ? all : [text(", or ", span), ...all];
  });
}

/** What a scheme is known by. */
function keyOf({ at: { file, pointer } }: SecurityScheme): string {
  return `${file.source.path}#${pointer}`;
}

function schemeBlocks(making: Making, scheme: SecurityScheme): Block[] {
  const { at, name, description, bearerFormat } = scheme;
  const span = spanAt(at);
  const id = makeId(making, "authentication", name);
  making.page.schemes.set(keyOf(scheme), id);
  const lead = [
    literal(name, span, id),
    text(` (${kindOf(scheme)})`, span),
    ...(scheme.deprecated
      ? [text(" ", span), strong(word(making, "deprecated").replace(/\.$/, ""), span)]
      : []),
  ];
  const addresses = (["openIdConnectUrl", "oauth2MetadataUrl"] as const).flatMap((field) => {
    const url = scheme[field];
    return url === null ? [] : [linkOut(url, url, spanBelow(at, field))];
  });
  return [
    ...led(making, lead, description, span),
    ...(bearerFormat === null
      ? []
      : [
          paragraph(
            [
              text(`${word(making, "token-format")}: `, span),
              literal(bearerFormat, span),
              text(".", span),
            ],
            span,
          ),
        ]),
    ...addresses.map((each) => paragraph([each], span)),
    ...scheme.flows.flatMap(flowBlocks),
  ];
}

const flowNames: ReadonlyMap<string, string> = new Map([
  ["implicit", "Implicit"],
  ["password", "Password"],
  ["clientCredentials", "Client credentials"],
  ["authorizationCode", "Authorization code"],
  ["deviceAuthorization", "Device authorization"],
]);

/** Where a flow of OAuth 2.0 gets its tokens, and what its scopes allow. */
function flowBlocks(flow: OAuthFlow): Block[] {
  const span = spanAt(flow.at);
  const addresses = [
    ["authorization", flow.authorizationUrl],
    ["device authorization", flow.deviceAuthorizationUrl],
    ["token", flow.tokenUrl],
    ["refresh", flow.refreshUrl],
  ] as const;
  const given = addresses.flatMap(([name, url]) => (url === null ? [] : [[name, url] as const]));
  const nodes = given.flatMap(([name, url], index): Inline[] => [
    text(index === 0 ? ": " : ", ", span),
    text(`${name} at `, span),
    literal(url, span),
  ]);
  const lead = flowNames.get(flow.type) ?? flow.type;
  return [
    paragraph([text(lead, span), ...nodes, text(".", span)], span),
    ...[...flow.scopes].map(([scope, said]) =>
      paragraph(
        [literal(scope, span), ...(said.trim() === "" ? [] : [text(`: ${said}`, span)])],
        span,
      ),
    ),
  ];
}
