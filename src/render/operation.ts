import type { Operation, Requirement, Response, SecurityScheme } from "../api/model.js";
import { idOf, normalizeName } from "../rst/names.js";
import type { Block, Field, Inline, Section } from "../rst/nodes.js";
import { fieldTable } from "./fields.js";
import { exampleBlocks, examplesOf, mediaBlocks, requestExamples } from "./media.js";
import {
  emphasis,
  link,
  linkOut,
  literal,
  paragraph,
  rubric,
  spanAt,
  strong,
  text,
} from "./nodes.js";
import { makeId, textBlocks, type Making } from "./page.js";
import { pendingTables, withMarks } from "./type-table.js";

/** What stands around the operations of a file. */
export interface Surroundings {
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  readonly server: string;
  /** What the project says of deprecated operations. */
  readonly deprecation: readonly Block[];
}

/** What is shown of an operation besides its rows, in rows. */
const costOfOperation = 20;

const locations = [
  ["path", "Path parameters"],
  ["query", "Query parameters"],
  ["querystring", "Query string"],
  ["header", "Header parameters"],
  ["cookie", "Cookie parameters"],
] as const;

/** An operation as a section of its own, then those of its callbacks; none where so much is made that no more is to be. */
export function operationSections(
  making: Making,
  operation: Operation,
  around: Surroundings,
): readonly Section[] {
  const sections: Section[] = [];
  const add = (each: Operation, id?: string) => {
    if (making.budget.isSpent(each.at)) return;
    making.budget.spend(costOfOperation);
    const section = operationSection(making, each, around);
    if (id !== undefined) section.ids = [...(section.ids ?? []), id];
    sections.push(section);
  };
  add(operation);
  const { pendingCallbacks } = making.page;
  for (let next = pendingCallbacks.shift(); next; next = pendingCallbacks.shift())
    add(next.operation, next.id);
  return sections;
}

function operationSection(making: Making, operation: Operation, around: Surroundings): Section {
  const span = spanAt(operation.at);
  const name = making.labelled(`${operation.method} ${operation.basePath}${operation.path}`);
  const words = [operation.method, operation.path];
  const section: Section = {
    type: "section",
    span,
    made: true,
    names: [normalizeName(operation.deprecated ? `Deprecated: ${name}` : name)],
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
  section.children.push(
    ...(operation.deprecated ? around.deprecation : []),
    ...descriptionOf(making, operation),
    ...facts(making, operation, around),
    ...requestBlocks(making, operation, around, words),
    ...responseBlocks(making, operation, words),
    ...callbackBlocks(making, operation),
  );
  return section;
}

function descriptionOf(
  making: Making,
  { summary, description, externalDocs, at }: Operation,
): Block[] {
  const span = spanAt(at);
  const hasSummary = summary !== null && summary.trim() !== "" && summary !== description?.text;
  return [
    ...(hasSummary ? [paragraph([emphasis(summary.trim(), span)], span)] : []),
    ...(description ? textBlocks(making, description) : []),
    ...(externalDocs
      ? [
          paragraph(
            [
              text("See ", span),
              linkOut(
                externalDocs.url,
                externalDocs.description?.text.trim() || externalDocs.url,
                span,
              ),
              text(".", span),
            ],
            span,
          ),
        ]
      : []),
  ];
}

function facts(making: Making, operation: Operation, around: Surroundings): Block[] {
  const span = spanAt(operation.at);
  const field = (name: string, children: readonly Inline[]): Field => ({
    type: "field",
    span,
    children: [
      { type: "field_name", span, children: [text(name, span)] },
      { type: "field_body", span, children: [paragraph(children, span)] },
    ],
  });
  const fields: Field[] = [];
  if (making.show["rate-limited"])
    fields.push(
      field("Rate-limited", [
        text(operation.responses.some(({ status }) => status === "429") ? "Yes." : "No.", span),
      ]),
    );
  if (making.show["requires-auth"])
    fields.push(field("Requires auth", authentication(operation.security, around, span)));
  return fields.length === 0 ? [] : [{ type: "field_list", span, children: fields }];
}

/** "Yes", with the schemes and scopes; "Optional", where one alternative asks for nothing; "No". */
function authentication(
  security: readonly Requirement[] | null,
  { securitySchemes }: Surroundings,
  span: ReturnType<typeof spanAt>,
): Inline[] {
  const needed = (security ?? []).filter(({ schemes }) => schemes.length > 0);
  if (needed.length === 0) return [text("No.", span)];
  const isOptional = needed.length < security!.length;
  const alternatives = needed.flatMap(({ schemes }, index): Inline[] => {
    const all = schemes.flatMap(({ name, scopes }, at): Inline[] => {
      const scheme = securitySchemes.get(name);
      const kind = scheme ? ` (${kindOf(scheme)})` : "";
      const own: Inline[] = [literal(name, span), text(kind, span)];
      const listed = scopes.flatMap((scope, place): Inline[] => [
        text(
          place === 0 ? (scopes.length === 1 ? " with the scope " : " with the scopes ") : ", ",
          span,
        ),
        literal(scope, span),
      ]);
      return [...(at === 0 ? [] : [text(" and ", span)]), ...own, ...listed];
    });
    return index === 0 ? all : [text(", or ", span), ...all];
  });
  return [text(isOptional ? "Optional: " : "Yes: ", span), ...alternatives, text(".", span)];
}

function kindOf({ type, in: place, keyName, scheme }: SecurityScheme): string {
  if (type === "apiKey") return `${place ?? "header"} ${keyName ?? ""}`.trim();
  if (type === "http") return `HTTP ${scheme ?? ""}`.trim();
  if (type === "oauth2") return "OAuth 2.0";
  return type === "openIdConnect" ? "OpenID Connect" : "mutual TLS";
}

function requestBlocks(
  making: Making,
  operation: Operation,
  around: Surroundings,
  words: readonly string[],
): Block[] {
  const span = spanAt(operation.at);
  const blocks: Block[] = [];
  for (const [place, title] of locations) {
    const own = operation.parameters.filter((parameter) => parameter.in === place);
    if (own.length === 0) continue;
    blocks.push(fieldTable(making, title, own, [...words, place]));
  }
  blocks.push(...pendingTables(making));
  const { requestBody } = operation;
  if (requestBody) {
    const bodySpan = spanAt(requestBody.at);
    blocks.push(
      rubric([text("Request body", bodySpan)], bodySpan, makeId(making, ...words, "request")),
    );
    const described = requestBody.description ? textBlocks(making, requestBody.description) : [];
    blocks.push(
      ...withMarks(described, requestBody.required ? ["Required."] : ["Optional."], bodySpan),
    );
    blocks.push(...mediaBlocks(making, requestBody.content, [...words, "request"]));
  }
  if (operation.parameters.length === 0 && !requestBody)
    blocks.push(paragraph([text("No request parameters and no request body.", span)], span));
  return [...blocks, ...requestExamples(making, operation, around.server)];
}

function responseBlocks(making: Making, operation: Operation, words: readonly string[]): Block[] {
  const all = operation.responses.filter(
    ({ status }) => making.show.responses === "all" || status.startsWith("2"),
  );
  return all.flatMap((response) =>
    oneResponse(making, response, [...words, "response", response.status]),
  );
}

function oneResponse(making: Making, response: Response, words: readonly string[]): Block[] {
  const span = spanAt(response.at);
  const title =
    response.status === "default" ? "Any other response" : `Response ${response.status}`;
  const headers = making.show.headers && response.headers.length > 0;
  return [
    rubric([text(title, span)], span, makeId(making, ...words), ["response"]),
    ...(response.summary ? [paragraph([emphasis(response.summary, span)], span)] : []),
    ...(response.description ? textBlocks(making, response.description) : []),
    ...(headers
      ? [
          fieldTable(making, "Headers", response.headers, [...words, "header"]),
          ...pendingTables(making),
        ]
      : []),
    ...mediaBlocks(making, response.content, words),
    ...response.content.flatMap((media) =>
      examplesOf(making, media, "response").flatMap((each) => exampleBlocks(making, media, each)),
    ),
    ...linkBlocks(making, response),
  ];
}

function linkBlocks(making: Making, { links }: Response): Block[] {
  return links.flatMap((each): Block[] => {
    const span = spanAt(each.at);
    const goal = each.operationId ?? each.operationRef;
    return [
      paragraph(
        [strong(`Link ${each.name}: `, span), ...(goal === null ? [] : [literal(goal, span)])],
        span,
      ),
      ...(each.description ? textBlocks(making, each.description) : []),
    ];
  });
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
      rubric([text(`Callback ${callback.name}`, span)], span),
      paragraph(
        [text("Sent to ", span), literal(callback.expression, span), ...links, text(".", span)],
        span,
      ),
    ];
  });
}

/** The id of a callback's operation, whose section is made later if it is not there yet. */
function callbackId({ page, cx }: Making, operation: Operation): string {
  const { file, pointer } = operation.at;
  const key = `${file.source.path}#${pointer}`;
  const known = page.callbacks.get(key);
  if (known !== undefined) return known;
  const id = cx.names.claimId(idOf(`callback-${operation.method}-${operation.path}`));
  page.callbacks.set(key, id);
  page.pendingCallbacks.push({ operation, id });
  return id;
}
