import type { Operation, Requirement, Response, Server } from "../../api/model.js";
import { normalizeName } from "../../rst/names.js";
import type { Block, Inline, Section } from "../../rst/nodes.js";
import { areSame, serverBlocks } from "../access.js";
import { operationId, claim, filled } from "../ids.js";
import { requestExamples, type Sending } from "../media.js";
import { heading, literal, paragraph, spanAt, stubTable, table, text } from "../nodes.js";
import { textBlocks, word, type Making } from "../page.js";
import { withMarks } from "../type-table.js";
import { fieldVersions } from "../versions.js";
import { bodyBlocks, bodyExamples } from "./media.js";
import { fieldTable } from "./tables.js";

/** What is shown of an operation besides its rows, in rows. */
const costOfOperation = 20;

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
  /** Those of the whole document. */
  readonly servers: readonly Server[];
  /** What the project says of deprecated operations. */
  readonly deprecation: readonly Block[];
  /** What its id begins with. */
  readonly idPrefix?: string;
}

/** An operation as a section: what it does, then headings for its request and its responses; none where no more is to be made. */
export function compactOperation(
  making: Making,
  operation: Operation,
  around: Around,
): readonly Section[] {
  if (making.budget.isSpent(operation.at)) return [];
  making.budget.spend(costOfOperation);
  const { method, extensions, at, description } = operation;
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
    classes: ["operation"],
    ids: [claim(making, id)],
    names: [normalizeName(`${method} ${address}`)],
    children: [{ type: "title", span, children: title }],
  };
  making.cx.names.noteImplicit(section);
  section.children.push(
    ...(operation.deprecated ? around.deprecation : []),
    ...fieldVersions(making, extensions, at),
    ...(making.show.summary && operation.summary
      ? [paragraph([text(operation.summary.trim(), span)], span)]
      : []),
    ...(description ? textBlocks(making, description) : []),
    ...facts(making, operation, around),
    ...requestBlocks(making, operation, around, id),
    ...responseBlocks(making, operation, id),
  );
  return [section];
}

function facts(making: Making, operation: Operation, { servers }: Around): Block[] {
  const span = spanAt(operation.at);
  const answer = (name: "yes" | "no" | "optional-auth") => [
    paragraph([text(word(making, name), span)], span),
  ];
  const isLimited = operation.responses.some(({ status }) => status === "429");
  const rows: (readonly [string, readonly Block[]])[] = [];
  if (making.show["rate-limited"])
    rows.push([word(making, "rate-limited"), answer(isLimited ? "yes" : "no")]);
  if (making.show["requires-auth"])
    rows.push([word(making, "requires-auth"), answer(needOf(operation.security))]);
  if (making.show.access && !areSame(operation.servers, servers))
    rows.push([word(making, "servers"), serverBlocks(making, operation.servers)]);
  if (rows.length === 0) return [];
  const shown = rows.map(([name, value]) => [[paragraph([text(`${name}:`, span)], span)], value]);
  return [stubTable(shown, span)];
}

/** Whether a request must prove who sends it. */
function needOf(security: readonly Requirement[] | null): "yes" | "no" | "optional-auth" {
  const needed = (security ?? []).filter(({ schemes }) => schemes.length > 0);
  if (needed.length === 0) return "no";
  return needed.length < security!.length ? "optional-auth" : "yes";
}

function requestBlocks(
  making: Making,
  operation: Operation,
  { sending }: Around,
  id: string,
): Block[] {
  const span = spanAt(operation.at);
  const { parameters, requestBody } = operation;
  const blocks: Block[] = [heading([text(word(making, "request"), span)], span, 1)];
  if (parameters.length === 0 && !requestBody)
    blocks.push(paragraph([text(word(making, "no-request"), span)], span));
  if (parameters.length > 0)
    blocks.push(
      heading([text(word(making, "request-parameters"), span)], span, 2),
      ...locations.flatMap(([place, name]) => {
        const own = parameters.filter((each) => each.in === place);
        return own.length === 0 ? [] : [fieldTable(making, word(making, name), own)];
      }),
    );
  if (!requestBody) return [...blocks, ...requestExamples(making, operation, sending)];
  const own = spanAt(requestBody.at);
  blocks.push(heading([text(word(making, "request-body"), own)], own, 2));
  if (making.show["body-description"]) {
    const { description, required } = requestBody;
    const described = description ? textBlocks(making, description) : [];
    blocks.push(...withMarks(described, required ? [] : [word(making, "optional")], own));
  }
  blocks.push(...fieldVersions(making, requestBody.extensions, requestBody.at));
  const base = filled(making, "request", { operation: id });
  blocks.push(...bodyBlocks(making, requestBody.content, base));
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
    ...(showsHeaders ? [fieldTable(making, word(making, "headers"), headers)] : []),
    ...bodyBlocks(making, content, base),
    ...bodyExamples(making, content, "response"),
  ];
  if (blocks.length === 0) return [];
  return [heading([text(word(making, "response", { status }), span)], span, 2), ...blocks];
}
