import type { Operation, Requirement, Response, SecurityScheme, Server } from "../api/model.js";
import { idOf, normalizeName } from "../rst/names.js";
import type { Block, Field, Inline, Section } from "../rst/nodes.js";
import { fieldTable } from "./fields.js";
import { seeAlso } from "./further.js";
import { areSame, fieldOf, needOf, requirementNodes, serverBlocks } from "./access.js";
import { credentialsOf, noCredentials } from "./credentials.js";
import { callbackBlocks, linkBlocks, type Sender } from "./callbacks.js";
import { mediaBlocks, requestExamples, type Sending } from "./media.js";
import { emphasis, literal, paragraph, rubric, spanAt, text } from "./nodes.js";
import { makeId, textBlocks, word, type Making } from "./page.js";
import { placeScope } from "./place-words.js";
import { nameBody, nameOperation } from "./lasting-ids.js";
import { pendingTables, withMarks } from "./type-table.js";
import { fieldVersions } from "./versions.js";

/** What stands around the operations of a file. */
export interface Surroundings {
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  readonly servers: readonly Server[];
  /** What the project says of deprecated operations. */
  readonly deprecation: readonly Block[];
  /** What ids begin with that the settings say how to make. */
  readonly idPrefix?: string;
}

const locations = [
  ["path", "path-parameters"],
  ["query", "query-parameters"],
  ["querystring", "query-string"],
  ["header", "header-parameters"],
  ["cookie", "cookie-parameters"],
] as const;

/** An operation as a section. */
export function operationSection(
  given: Making,
  operation: Operation,
  around: Surroundings,
  sender: Sender,
): Section {
  const span = spanAt(operation.at);
  // Callbacks of several operations may have one address.
  const scope = sender === "callback" ? placeScope([operation.at]) : given.scope;
  const making = { ...given, scope };
  const name = making.labelled(`${operation.method} ${operation.basePath}${operation.path}`);
  const words = [...(sender === "client" ? [] : [sender]), operation.method, operation.path];
  const sending = sendingOf(making, operation, around, sender);
  const section: Section = {
    type: "section",
    span,
    made: true,
    ...(operation.operationId === null ? {} : { alias: operation.operationId }),
    // Its first id is the same before and after it is deprecated; both names lead to it.
    names: (operation.deprecated ? [name, `Deprecated: ${name}`] : [name]).map(normalizeName),
    children: [
      {
        type: "title",
        span,
        children: [
          ...(operation.deprecated ? [text("Deprecated: ", span)] : []),
          literal(name, span),
        ],
      },
    ],
  };
  making.cx.names.noteImplicit(section);
  if (operation.deprecated) {
    const { names } = making.cx;
    section.ids = [...(section.ids ?? []), names.claimId(idOf(`Deprecated: ${name}`))];
  }
  const address = making.labelled(operation.basePath + operation.path);
  const id =
    sender === "client"
      ? nameOperation(making, section, operation.method, address, around.idPrefix ?? "")
      : "";
  section.children = [
    ...section.children,
    ...(operation.deprecated ? around.deprecation : []),
    ...(sender === "webhook" ? [paragraph([text(word(making, "webhook"), span)], span)] : []),
    ...descriptionOf(making, operation),
    ...fieldVersions(making, operation.extensions, operation.at),
    ...facts(making, operation, around, sender),
    ...requestBlocks(making, operation, sending, words, id),
    ...responseBlocks(making, operation, words, id),
    ...callbackBlocks(making, operation),
  ];
  return section;
}

/** What the example of a request is sent with. */
export function sendingOf(
  making: Making,
  operation: Operation,
  around: Pick<Surroundings, "securitySchemes" | "servers">,
  sender: Sender,
): Sending {
  return {
    server: making.labelled((operation.servers[0] ?? around.servers[0])?.address ?? "/"),
    isMessage: sender !== "client",
    credentials: making.show.credentials
      ? credentialsOf(operation, around.securitySchemes)
      : noCredentials,
  };
}

/** What is said of an operation: its summary, its description, where there is more, and what its path is. */
export function descriptionOf(
  making: Making,
  { summary: own, description, externalDocs, pathItem, at }: Operation,
): Block[] {
  const span = spanAt(at);
  const summary = own ?? pathItem.summary;
  if (summary !== null && description) making.page.texts?.compare(description.at, summary);
  const hasSummary = summary !== null && summary.trim() !== "" && summary !== description?.text;
  return [
    ...(hasSummary && making.show.summary
      ? [paragraph([emphasis(summary.trim(), span)], span)]
      : []),
    ...(description ? textBlocks(making, description) : []),
    ...(externalDocs && making.show.summary ? [seeAlso(making, externalDocs, span)] : []),
    ...(pathItem.description ? textBlocks(making, pathItem.description) : []),
  ];
}

/** Who may send it how often, with what and to where. Of what the server sends only what is said of it in particular. */
function facts(
  making: Making,
  operation: Operation,
  around: Surroundings,
  sender: Sender,
): Block[] {
  const span = spanAt(operation.at);
  const field = (name: string, children: readonly Inline[]): Field =>
    fieldOf(name, [paragraph(children, span)], span);
  const fields: Field[] = [];
  const isOurs = sender === "client";
  const said = making.show["rate-limited"];
  if (isOurs && (said === "declared" ? isLimited(operation) : said))
    fields.push(
      field(word(making, "rate-limited"), [
        text(`${word(making, isLimited(operation) ? "yes" : "no")}.`, span),
      ]),
    );
  if (making.show["requires-auth"] && (isOurs || operation.security !== null))
    fields.push(
      field(
        word(making, "requires-auth"),
        authentication(making, operation.security, around, span),
      ),
    );
  if (isOurs && making.show.access && !areSame(operation.servers, around.servers))
    fields.push(fieldOf(word(making, "servers"), serverBlocks(making, operation.servers), span));
  return fields.length === 0
    ? []
    : [{ type: "field_list", span, classes: ["facts"], children: fields }];
}

/** "Yes", with the schemes and scopes; "Optional", where one alternative asks for nothing; "No". */
function authentication(
  making: Making,
  security: readonly Requirement[] | null,
  { securitySchemes }: Surroundings,
  span: ReturnType<typeof spanAt>,
): Inline[] {
  const need = needOf(security);
  if (need === "no") return [text(`${word(making, need)}.`, span)];
  const asked = requirementNodes(making, security, securitySchemes, span);
  return [text(`${word(making, need)}: `, span), ...asked, text(".", span)];
}

function requestBlocks(
  making: Making,
  operation: Operation,
  sending: Sending,
  words: readonly string[],
  id: string,
): Block[] {
  const span = spanAt(operation.at);
  const blocks: Block[] = [];
  for (const [place, title] of locations) {
    const own = operation.parameters.filter((parameter) => parameter.in === place);
    if (own.length === 0) continue;
    blocks.push(fieldTable(making, word(making, title), own, [...words, place]));
  }
  for (const each of pendingTables(making)) blocks.push(each);
  const { requestBody } = operation;
  if (requestBody) {
    const bodySpan = spanAt(requestBody.at);
    const lead = rubric(
      [text(word(making, "request-body"), bodySpan)],
      bodySpan,
      makeId(making, ...words, "request"),
    );
    blocks.push(lead);
    if (making.show["body-description"]) {
      const described = requestBody.description ? textBlocks(making, requestBody.description) : [];
      const marks = [word(making, requestBody.required ? "required" : "optional")];
      for (const each of withMarks(described, marks, bodySpan)) blocks.push(each);
    }
    blocks.push(...fieldVersions(making, requestBody.extensions, requestBody.at));
    const examples = sending.isMessage ? "request" : null;
    for (const each of mediaBlocks(making, requestBody.content, [...words, "request"], examples))
      blocks.push(each);
    nameBody(making, requestBody.content, "request", { operation: id }, lead);
  }
  if (operation.parameters.length === 0 && !requestBody)
    blocks.push(paragraph([text(word(making, "no-request"), span)], span));
  return [...blocks, ...requestExamples(making, operation, sending)];
}

function responseBlocks(
  making: Making,
  operation: Operation,
  words: readonly string[],
  id: string,
): Block[] {
  const all = operation.responses.filter(
    ({ status }) => making.show.responses === "all" || status.startsWith("2"),
  );
  return all.flatMap((response) =>
    oneResponse(making, response, [...words, "response", response.status], id),
  );
}

function oneResponse(
  making: Making,
  response: Response,
  words: readonly string[],
  id: string,
): Block[] {
  const span = spanAt(response.at);
  const title =
    response.status === "default"
      ? word(making, "other-response")
      : word(making, "response", { status: response.status });
  const headers = making.show.headers && response.headers.length > 0;
  const lead = rubric([text(title, span)], span, makeId(making, ...words), ["response"]);
  const blocks: Block[] = [
    lead,
    ...(response.summary ? [paragraph([emphasis(response.summary, span)], span)] : []),
    ...(response.description ? textBlocks(making, response.description) : []),
    ...fieldVersions(making, response.extensions, response.at),
    ...(headers
      ? [
          fieldTable(making, word(making, "headers"), response.headers, [...words, "header"]),
          ...pendingTables(making),
        ]
      : []),
    ...mediaBlocks(making, response.content, words, "response", `${title} (body)`),
    ...linkBlocks(making, response),
  ];
  const { status, content } = response;
  nameBody(making, content, "response", { operation: id, status }, lead);
  return blocks;
}

function isLimited({ responses }: Operation): boolean {
  return responses.some(({ status }) => status === "429");
}
