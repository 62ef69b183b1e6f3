import type {
  Link,
  Operation,
  Requirement,
  Response,
  SecurityScheme,
  Server,
} from "../api/model.js";
import { idOf, normalizeName } from "../rst/names.js";
import type { Block, Field, Inline, Section } from "../rst/nodes.js";
import { fieldTable } from "./fields.js";
import { seeAlso } from "./further.js";
import { areSame, fieldOf, kindOf, serverBlocks } from "./access.js";
import { credentialsOf, noCredentials } from "./credentials.js";
import { mediaBlocks, requestExamples, type Sending } from "./media.js";
import { emphasis, link, literal, paragraph, rubric, spanAt, strong, text } from "./nodes.js";
import { makeId, textBlocks, word, type Making } from "./page.js";
import { nameBody, nameOperation } from "./lasting-ids.js";
import { pendingTables, withMarks } from "./type-table.js";
import { valueText } from "./types.js";
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

/** What is shown of an operation besides its rows, in rows. */
const costOfOperation = 20;

const locations = [
  ["path", "path-parameters"],
  ["query", "query-parameters"],
  ["querystring", "query-string"],
  ["header", "header-parameters"],
  ["cookie", "cookie-parameters"],
] as const;

/** Who sends a request: whoever uses the API, or the server, to whom a webhook or callback names. */
export type Sender = "client" | "webhook" | "callback";

/** An operation as a section of its own, then those of its callbacks; none where so much is made that no more is to be. */
export function operationSections(
  making: Making,
  operation: Operation,
  around: Surroundings,
  sender: Sender = "client",
): readonly Section[] {
  const sections: Section[] = [];
  const add = (each: Operation, from: Sender, id?: string) => {
    if (making.budget.isSpent(each.at)) return;
    making.budget.spend(costOfOperation);
    const section = operationSection(making, each, around, from);
    if (id !== undefined) section.ids = [...(section.ids ?? []), id];
    sections.push(section);
  };
  add(operation, sender);
  const { pendingCallbacks } = making.page;
  for (let next = pendingCallbacks.shift(); next; next = pendingCallbacks.shift())
    add(next.operation, "callback", next.id);
  return sections;
}

function operationSection(
  making: Making,
  operation: Operation,
  around: Surroundings,
  sender: Sender,
): Section {
  const span = spanAt(operation.at);
  const name = making.labelled(`${operation.method} ${operation.basePath}${operation.path}`);
  const words = [...(sender === "client" ? [] : [sender]), operation.method, operation.path];
  const sending = sendingOf(making, operation, around, sender);
  const section: Section = {
    type: "section",
    span,
    made: true,
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
  section.children.push(
    ...(operation.deprecated ? around.deprecation : []),
    ...(sender === "webhook" ? [paragraph([text(word(making, "webhook"), span)], span)] : []),
    ...descriptionOf(making, operation),
    ...fieldVersions(making, operation.extensions, operation.at),
    ...facts(making, operation, around, sender),
    ...requestBlocks(making, operation, sending, words, id),
    ...responseBlocks(making, operation, words, id),
    ...callbackBlocks(making, operation),
  );
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

function descriptionOf(
  making: Making,
  { summary: own, description, externalDocs, pathItem, at }: Operation,
): Block[] {
  const span = spanAt(at);
  const summary = own ?? pathItem.summary;
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
  if (making.show["rate-limited"] && isOurs)
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
  const needed = (security ?? []).filter(({ schemes }) => schemes.length > 0);
  if (needed.length === 0) return [text(`${word(making, "no")}.`, span)];
  const isOptional = needed.length < security!.length;
  const alternatives = needed.flatMap(({ schemes }, index): Inline[] => {
    const all = schemes.flatMap(({ name, scopes }, at): Inline[] => {
      const scheme = securitySchemes.get(name);
      const kind = scheme ? ` (${kindOf(scheme)})` : "";
      const own: Inline[] = [literal(name, span), text(kind, span)];
      const listed = scopes.flatMap((scope, place): Inline[] => [
        text(
          place === 0
            ? ` ${word(making, scopes.length === 1 ? "with-scope" : "with-scopes")} `
            : ", ",
          span,
        ),
        literal(scope, span),
      ]);
      return [...(at === 0 ? [] : [text(" and ", span)]), ...own, ...listed];
    });
    return index === 0 ? all : [text(", or ", span), ...all];
  });
  const lead = word(making, isOptional ? "optional-auth" : "yes");
  return [text(`${lead}: `, span), ...alternatives, text(".", span)];
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
  blocks.push(...pendingTables(making));
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
      blocks.push(...withMarks(described, marks, bodySpan));
    }
    blocks.push(...fieldVersions(making, requestBody.extensions, requestBody.at));
    const examples = sending.isMessage ? "request" : null;
    blocks.push(...mediaBlocks(making, requestBody.content, [...words, "request"], examples));
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

function linkBlocks(making: Making, { links }: Response): Block[] {
  return links.flatMap((each): Block[] => {
    const span = spanAt(each.at);
    const goal = each.operationId ?? each.operationRef;
    return [
      paragraph(
        [
          strong(`${word(making, "link", { name: each.name })}: `, span),
          ...(goal === null ? [] : [literal(goal, span)]),
          ...linkParts(each),
        ],
        span,
      ),
      ...(each.description ? textBlocks(making, each.description) : []),
    ];
  });
}

/** What the operation of a link is given, and where it is asked. */
function linkParts({ at, parameters, requestBody, server }: Link): Inline[] {
  const span = spanAt(at);
  const values = [
    ...[...parameters].map(([name, value]) => [name, value] as const),
    ...(requestBody === undefined ? [] : [["the body", requestBody] as const]),
  ];
  const given = values.flatMap(([name, value], index): Inline[] => [
    text(index === 0 ? " with " : ", ", span),
    literal(name, span),
    text(" = ", span),
    literal(typeof value === "string" ? value : valueText(value), span),
  ]);
  return server === null ? given : [...given, text(" at ", span), literal(server.url, span)];
}

function isLimited({ responses }: Operation): boolean {
  return responses.some(({ status }) => status === "429");
}

/** What is sent back, with links: its operations have sections of their own, each once on a page. */
function callbackBlocks(making: Making, { callbacks }: Operation): Block[] {
  return callbacks.flatMap((callback): Block[] => {
    const span = spanAt(callback.at);
    const links = callback.operations.flatMap((operation, index): Inline[] => {
      const name = literal(operation.method, span);
      const each = link(callbackId(making, operation), [name], span);
      return index === 0 ? [text(": ", span), each] : [text(", ", span), each];
    });
    return [
      rubric([text(word(making, "callback", { name: callback.name }), span)], span),
      paragraph(
        [
          text(`${word(making, "sent-to")} `, span),
          literal(callback.expression, span),
          ...links,
          text(".", span),
        ],
        span,
      ),
    ];
  });
}

/** The id of a callback's operation, whose section is made later if it is not there yet. */
function callbackId(making: Making, operation: Operation): string {
  const { page } = making;
  const { file, pointer } = operation.at;
  const key = `${file.source.path}#${pointer}`;
  const known = page.callbacks.get(key);
  if (known !== undefined) return known;
  const id = makeId(making, "callback", operation.method, operation.path);
  page.callbacks.set(key, id);
  page.pendingCallbacks.push({ operation, id });
  return id;
}
