import type {
  Example,
  Header,
  Media,
  Operation,
  Parameter,
  Requirement,
  Response,
  SecurityScheme,
} from "../api/model.js";
import type { Json } from "../data/data.js";
import { normalizeName } from "../rst/names.js";
import type { Block, Field, Inline, Section } from "../rst/nodes.js";
import { constraintNodes } from "./constraints.js";
import {
  code,
  emphasis,
  literal,
  linkOut,
  paragraph,
  rubric,
  spanAt,
  strong,
  table,
  text,
  type MadeRow,
} from "./nodes.js";
import { makeId, textBlocks, type Making } from "./page.js";
import { bodyText, curlText, httpText, isWritable, languageOf, requestOf } from "./request.js";
import { shapeOf } from "../schema/merged.js";
import type { Schema } from "../schema/schema.js";
import { keyOf, targetOf } from "./shape.js";
import { marks, pendingTables, schemaBlocks, withMarks } from "./type-table.js";
import { typeNodes } from "./types.js";

/** What stands around the operations of a file. */
export interface Surroundings {
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  readonly server: string;
  /** What the project says of deprecated operations. */
  readonly deprecation: readonly Block[];
}

const locations = [
  ["path", "Path parameters"],
  ["query", "Query parameters"],
  ["querystring", "Query string"],
  ["header", "Header parameters"],
  ["cookie", "Cookie parameters"],
] as const;

/** An operation as a section of its own. */
export function operationSection(
  making: Making,
  operation: Operation,
  around: Surroundings,
): Section {
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
    ...callbackBlocks(making, operation, around),
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
  if (making.look.rateLimit)
    fields.push(
      field("Rate-limited", [
        text(operation.responses.some(({ status }) => status === "429") ? "Yes." : "No.", span),
      ]),
    );
  if (making.look.authentication)
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
    const rows = own.map((parameter) =>
      parameterRow(making, parameter, [...words, place, parameter.name]),
    );
    blocks.push(table([text(title, span)], ["Name", "Type", "Description"], rows, span));
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
  return [...blocks, ...requestExamples(making, operation, around)];
}

export function parameterRow(
  making: Making,
  parameter: Parameter,
  words: readonly string[],
): MadeRow {
  const span = spanAt(parameter.at);
  const media = parameter.content[0];
  const schema = parameter.schema ?? media?.schema ?? null;
  const place = { label: parameter.name, words };
  const described = parameter.description
    ? textBlocks(making, parameter.description)
    : schema
      ? ownDescription(making, schema)
      : [];
  const constraints = schema ? constraintNodes(making, shapeOf(schema), words, span) : [];
  const encoded = media ? [text(`Encoded as ${media.type}.`, span)] : [];
  const more = [...constraints, ...encoded];
  return {
    id: makeId(making, ...words),
    span,
    cells: [
      [paragraph([literal(parameter.name, span)], span)],
      [paragraph(schema ? typeNodes(making, schema, place) : [text("any", span)], span)],
      [
        ...withMarks(described, marks(parameter.required, parameter.deprecated), span),
        ...(more.length === 0 ? [] : [paragraph(more, span)]),
      ],
    ],
  };
}

/** The description of a schema, unless it is the parameter itself (OpenAPI 2), whose own was shown. */
function ownDescription(making: Making, schema: Schema): Block[] {
  const { description } = shapeOf(schema);
  return description ? textBlocks(making, { at: description.at, text: description.value }) : [];
}

/** What each media type holds. Those of one schema are told together. */
function mediaBlocks(making: Making, content: readonly Media[], words: readonly string[]): Block[] {
  return groupedBySchema(content).flatMap((group) => {
    const [media] = group;
    const span = spanAt(media!.at);
    const types = group.flatMap(({ type }, index): Inline[] =>
      index === 0 ? [literal(type, span)] : [text(", ", span), literal(type, span)],
    );
    const place = {
      label: "Body",
      words: content.length === group.length ? words : [...words, media!.type],
    };
    const schema = media!.schema ?? media!.itemSchema;
    const sequence = media!.schema === null && media!.itemSchema !== null;
    const lead = paragraph(
      [
        strong("Media type: ", span),
        ...types,
        ...(sequence ? [text(" (a sequence of items)", span)] : []),
      ],
      span,
    );
    if (media!.fields.length > 0) {
      const rows = media!.fields.map((field) =>
        parameterRow(making, field, [...place.words, field.name]),
      );
      return [
        lead,
        table([], ["Name", "Type", "Description"], rows, span),
        ...pendingTables(making),
      ];
    }
    const parts = media!.encoding.flatMap(({ property, contentType, at }): Block[] => {
      if (contentType === null || property === null) return [];
      const own = spanAt(at);
      return [
        paragraph(
          [
            literal(property, own),
            text(" is sent as ", own),
            literal(contentType, own),
            text(".", own),
          ],
          own,
        ),
      ];
    });
    return [lead, ...(schema ? schemaBlocks(making, schema, place) : []), ...parts];
  });
}

function groupedBySchema(content: readonly Media[]): Media[][] {
  const groups = new Map<string, Media[]>();
  for (const media of content) {
    const schema = media.schema ?? media.itemSchema;
    const key = schema ? keyOf(targetOf(schema)) : media.type;
    groups.set(key, [...(groups.get(key) ?? []), media]);
  }
  return [...groups.values()];
}

function requestExamples(making: Making, operation: Operation, around: Surroundings): Block[] {
  if (!making.look.requestHttp && !making.look.requestCurl) return [];
  const span = spanAt(operation.at);
  const bodies = operation.requestBody?.content ?? [];
  const shown = bodies.length === 0 ? [null] : bodies;
  return shown.flatMap((media): Block[] => {
    const values = media ? examplesOf(making, media, "request") : [];
    const body = values[0]?.value;
    const request = requestOf(making, operation, media, body);
    const of = media && bodies.length > 1 ? ` (${media.type})` : "";
    const blocks: Block[] = [
      rubric([text(`Example request${of}`, span)], span, undefined, ["example"]),
    ];
    if (making.look.requestHttp) blocks.push(code("http", httpText(request), span));
    if (making.look.requestCurl) blocks.push(code("shell", curlText(request, around.server), span));
    for (const each of media ? values.slice(1) : [])
      blocks.push(...exampleBlocks(making, media!, each));
    return blocks;
  });
}

interface ShownExample {
  readonly example: Example | null;
  readonly value: Json | undefined;
}

/** All examples of a media type, or one that is made of its schema. */
function examplesOf(making: Making, media: Media, sentIn: "request" | "response"): ShownExample[] {
  if (media.examples.length > 0)
    return media.examples.map((example) => ({ example, value: example.value }));
  if (media.fields.length > 0) return [{ example: null, value: formExample(making, media) }];
  const schema = media.schema ?? media.itemSchema;
  // How a value is written in other media types nobody says.
  if (!schema || !making.look.madeExamples || !isWritable(media.type)) return [];
  const value = making.exampleOf(schema, sentIn);
  return value === undefined ? [] : [{ example: null, value }];
}

function formExample(making: Making, { fields }: Media): Json | undefined {
  const pairs = fields.flatMap((field): [string, Json][] => {
    const value =
      field.examples[0]?.value ?? (field.schema ? making.exampleOf(field.schema) : undefined);
    return value === undefined ? [] : [[field.name, value]];
  });
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}

function exampleBlocks(making: Making, media: Media, { example, value }: ShownExample): Block[] {
  const span = spanAt(example?.at ?? media.at);
  const title = example?.summary ?? example?.name ?? null;
  const lead = title === null ? [] : [paragraph([strong(title, span)], span)];
  const described = example?.description ? textBlocks(making, example.description) : [];
  const shown =
    value !== undefined
      ? [code(languageOf(media.type), bodyText(media, value), span)]
      : example?.serializedValue != null
        ? [code("text", example.serializedValue, span)]
        : example?.externalValue != null
          ? [paragraph([linkOut(example.externalValue, example.externalValue, span)], span)]
          : [];
  return [...lead, ...described, ...shown];
}

function responseBlocks(making: Making, operation: Operation, words: readonly string[]): Block[] {
  const all = operation.responses.filter(
    ({ status }) => making.look.responses === "all" || status.startsWith("2"),
  );
  return all.flatMap((response) =>
    oneResponse(making, response, [...words, "response", response.status]),
  );
}

function oneResponse(making: Making, response: Response, words: readonly string[]): Block[] {
  const span = spanAt(response.at);
  const title =
    response.status === "default" ? "Any other response" : `Response ${response.status}`;
  const headers = making.look.headers && response.headers.length > 0;
  return [
    rubric([text(title, span)], span, makeId(making, ...words), ["response"]),
    ...(response.summary ? [paragraph([emphasis(response.summary, span)], span)] : []),
    ...(response.description ? textBlocks(making, response.description) : []),
    ...(headers ? [headerTable(making, response.headers, words), ...pendingTables(making)] : []),
    ...mediaBlocks(making, response.content, words),
    ...response.content.flatMap((media) =>
      examplesOf(making, media, "response").flatMap((each) => exampleBlocks(making, media, each)),
    ),
    ...linkBlocks(making, response),
  ];
}

function headerTable(making: Making, headers: readonly Header[], words: readonly string[]): Block {
  const rows = headers.map((header): MadeRow => {
    const span = spanAt(header.at);
    const rowWords = [...words, "header", header.name];
    const schema = header.schema ?? header.content[0]?.schema ?? null;
    const described = header.description
      ? textBlocks(making, header.description)
      : schema
        ? ownDescription(making, schema)
        : [];
    const constraints = schema ? constraintNodes(making, shapeOf(schema), rowWords, span) : [];
    return {
      id: makeId(making, ...rowWords),
      span,
      cells: [
        [paragraph([literal(header.name, span)], span)],
        [
          paragraph(
            schema
              ? typeNodes(making, schema, { label: header.name, words: rowWords })
              : [text("any", span)],
            span,
          ),
        ],
        [
          ...withMarks(described, marks(header.required, header.deprecated), span),
          ...(constraints.length === 0 ? [] : [paragraph(constraints, span)]),
        ],
      ],
    };
  });
  const span = spanAt(headers[0]!.at);
  return table([text("Headers", span)], ["Name", "Type", "Description"], rows, span);
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

function callbackBlocks(making: Making, { callbacks }: Operation, around: Surroundings): Block[] {
  return callbacks.flatMap((callback): Block[] => {
    const span = spanAt(callback.at);
    return [
      rubric([text(`Callback ${callback.name}`, span)], span),
      paragraph(
        [text("Sent to ", span), literal(callback.expression, span), text(".", span)],
        span,
      ),
      ...callback.operations.map((operation) => operationSection(making, operation, around)),
    ];
  });
}
