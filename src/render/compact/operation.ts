import type { Operation, Response, SecurityScheme, Server } from "../../api/model.js";
import { normalizeName } from "../../rst/names.js";
import type { Block, Inline, Section } from "../../rst/nodes.js";
import { areSame, needOf, requirementNodes, serverBlocks } from "../access.js";
import { callbackBlocks, linkBlocks, type Sender } from "../callbacks.js";
import { operationId, claim, filled } from "../ids.js";
import { requestExamples, type Sending } from "../media.js";
import { heading, literal, paragraph, spanAt, stubTable, table, text } from "../nodes.js";
import { descriptionOf } from "../operation.js";
import { textBlocks, word, type Making } from "../page.js";
import type { Word } from "../wordings.js";
import { withMarks } from "../type-table.js";
import { fieldVersions } from "../versions.js";
import { bodyBlocks, bodyExamples } from "./media.js";
import { fieldTables } from "./tables.js";

const locations = [
  ["header", "header-parameters"],
  ["path", "path-parameters"],
  ["query", "query-parameters"],
  ["querystring", "query-string"],
  ["cookie", "cookie-parameters"],
] as const;

/** What an operation is shown with. */
export interface Around {
  readonly sending: Sending;
  readonly sender: Sender;
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  /** Those of the whole document. */
  readonly servers: readonly Server[];
  /** What the project says of deprecated operations. */
  readonly deprecation: readonly Block[];
  /** What its id begins with. */
  readonly idPrefix?: string;
}

/** An operation as a section: what it does, then headings for its request and its responses. */
export function compactOperation(making: Making, operation: Operation, around: Around): Section {
  const { method, extensions, at } = operation;
  const span = spanAt(at);
  const address = making.labelled(operation.basePath + operation.path);
  const id = operationId(making, method, address, around.idPrefix ?? "");
  const title: Inline[] = [
    { type: "inline", span, classes: ["method"], children: [text(method, span)] },
    text(" ", span),
    {
      type: "inline",
      span,
      classes: ["endpoint", ...(operation.deprecated ? ["deprecated"] : [])],
      children: [text(address, span)],
    },
  ];
  const section: Section = {
    type: "section",
    span,
    made: true,
    ...(operation.operationId === null ? {} : { alias: operation.operationId }),
    classes: ["operation"],
    ids: [claim(making, id)],
    names: [normalizeName(`${method} ${address}`)],
    children: [{ type: "title", span, children: title }],
  };
  making.cx.names.noteImplicit(section);
  section.children = [
    ...section.children,
    ...(operation.deprecated ? around.deprecation : []),
    ...fieldVersions(making, extensions, at),
    ...(around.sender === "webhook"
      ? [paragraph([text(word(making, "webhook"), span)], span)]
      : []),
    ...descriptionOf(making, operation),
    ...facts(making, operation, around),
    ...requestBlocks(making, operation, around, id),
    ...responseBlocks(making, operation, id),
    ...callbackBlocks(making, operation, (title, own) => heading(title, own, 1)),
  ];
  return section;
}

/** What a request needs. Of what the server sends only what is said of it in particular. */
function facts(making: Making, operation: Operation, around: Around): Block[] {
  const span = spanAt(operation.at);
  const { servers, securitySchemes, sender } = around;
  const { security } = operation;
  const isOurs = sender === "client";
  const rows: (readonly [Word, readonly Block[]])[] = [];
  const said = making.show["rate-limited"];
  const isLimited = operation.responses.some(({ status }) => status === "429");
  if (isOurs && (said === "declared" ? isLimited : said)) {
    rows.push([
      "rate-limited",
      [paragraph([text(word(making, isLimited ? "yes" : "no"), span)], span)],
    ]);
  }
  if (making.show["requires-auth"] && (isOurs || security !== null)) {
    const need = text(word(making, needOf(security)), span);
    const asked = making.show.access
      ? requirementNodes(making, security, securitySchemes, span)
      : [];
    const nodes = asked.length === 0 ? [need] : [need, text(": ", span), ...asked];
    rows.push(["requires-auth", [paragraph(nodes, span)]]);
  }
  if (isOurs && making.show.access && !areSame(operation.servers, servers))
    rows.push(["servers", serverBlocks(making, operation.servers)]);
  if (rows.length === 0) return [];
  const shown = rows.map(([name, value]) => [
    [paragraph([text(`${word(making, name)}:`, span)], span)],
    value,
  ]);
  return [stubTable(shown, span)];
}

function requestBlocks(
  making: Making,
  operation: Operation,
  { sending }: Around,
  id: string,
): Block[] {
  const span = spanAt(operation.at);
  const { parameters, requestBody } = operation;
  const base = filled(making, "request", { operation: id });
  const blocks: Block[] = [heading([text(word(making, "request"), span)], span, 1)];
  if (parameters.length === 0 && !requestBody)
    blocks.push(paragraph([text(word(making, "no-request"), span)], span));
  if (parameters.length > 0)
    blocks.push(
      heading([text(word(making, "request-parameters"), span)], span, 2),
      ...locations.flatMap(([place, name]) => {
        const own = parameters.filter((each) => each.in === place);
        return own.length === 0 ? [] : fieldTables(making, word(making, name), own, base);
      }),
    );
  if (!requestBody) return [...blocks, ...requestExamples(making, operation, sending)];
  const own = spanAt(requestBody.at);
  blocks.push(heading([text(word(making, "request-body"), own)], own, 2));
  if (making.show["body-description"]) {
    const { description, required } = requestBody;
    const described = description ? textBlocks(making, description) : [];
    const marks = required ? [] : [word(making, "optional")];
    for (const each of withMarks(described, marks, own)) blocks.push(each);
  }
  blocks.push(...fieldVersions(making, requestBody.extensions, requestBody.at));
  for (const each of bodyBlocks(making, requestBody.content, base)) blocks.push(each);
  const examples = bodyExamples(making, requestBody.content, "request");
  if (examples.length > 0)
    blocks.push(heading([text(word(making, "request-body-example"), own)], own, 2), ...examples);
  return [...blocks, ...requestExamples(making, operation, sending)];
}

function responseBlocks(making: Making, operation: Operation, id: string): Block[] {
  const span = spanAt(operation.at);
  const responses = operation.responses
    .filter(({ status }) => making.show.responses === "all" || status.startsWith("2"))
    .toSorted((a, b) => (a.status < b.status ? -1 : 1));
  if (responses.length === 0) return [];
  const rows = responses.map(({ at, status, description, summary }) => {
    const own = spanAt(at);
    const said = description ?? null;
    const summed = summary ? [paragraph([text(summary, own)], own)] : [];
    return {
      span: own,
      cells: [
        [paragraph([literal(status, own)], own)],
        [...summed, ...(said ? textBlocks(making, said) : [])],
      ],
    };
  });
  const head = [word(making, "status"), word(making, "description")];
  return [
    heading([text(word(making, "responses"), span)], span, 1),
    table([], head, rows, span),
    ...responses.flatMap((each) => oneResponse(making, each, id)),
  ];
}

/** What a response consists of, where there is more to say than its description. */
function oneResponse(making: Making, response: Response, id: string): Block[] {
  const { at, status, headers, content, extensions } = response;
  const span = spanAt(at);
  const showsHeaders = making.show.headers && headers.length > 0;
  const base = filled(making, "response", { operation: id, status });
  const blocks = [
    ...fieldVersions(making, extensions, at),
    ...(showsHeaders ? fieldTables(making, word(making, "headers"), headers, base) : []),
    ...bodyBlocks(making, content, base),
    ...bodyExamples(making, content, "response"),
    ...linkBlocks(making, response),
  ];
  if (blocks.length === 0) return [];
  return [heading([text(word(making, "response", { status }), span)], span, 2), ...blocks];
}
