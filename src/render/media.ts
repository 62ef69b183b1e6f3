import type { Encoding, Example, Media, Operation } from "../api/model.js";
import { objectOf, type Json } from "../data/data.js";
import type { Span } from "../base/source.js";
import type { Block, Inline } from "../rst/nodes.js";
import { fieldTable, styleNodes } from "./fields.js";
import {
  code,
  linkOut,
  literal,
  paragraph,
  rubric,
  spanAt,
  spanBelow,
  strong,
  tabs,
  text,
} from "./nodes.js";
import type { Credentials } from "./credentials.js";
import { textBlocks, word, type Making } from "./page.js";
import {
  bodyText,
  canWrite,
  curlText,
  givenValue,
  httpText,
  isWritable,
  languageOf,
  requestOf,
} from "./request.js";
import { shapeOf } from "../schema/merged.js";
import type { Schema } from "../schema/schema.js";
import { keyOf, targetOf } from "./shape.js";
import { pendingTables, schemaBlocks } from "./type-table.js";
import { typesOf } from "./types.js";

/** What each media type holds, and examples of what is `sentIn` it. Those of one schema are told together. */
export function mediaBlocks(
  making: Making,
  content: readonly Media[],
  words: readonly string[],
  sentIn: "request" | "response" | null,
  label = "Body",
): Block[] {
  return groupedBySchema(content).flatMap((group) => {
    const [media] = group;
    const span = spanAt(media!.at);
    const types = group.flatMap(({ type }, index): Inline[] =>
      index === 0 ? [literal(type, span)] : [text(", ", span), literal(type, span)],
    );
    const place = {
      label,
      words: content.length === group.length ? words : [...words, media!.type],
    };
    const schema = media!.schema ?? media!.itemSchema;
    const sequence = media!.schema === null && media!.itemSchema !== null;
    const lead = paragraph(
      [
        strong(`${word(making, "media-type")}: `, span),
        ...types,
        ...(sequence ? [text(" (a sequence of items)", span)] : []),
      ],
      span,
    );
    const examples =
      sentIn === null ? [] : mediaExamples(making, group, sentIn, content.length > 1);
    if (media!.fields.length > 0) {
      const fields = fieldTable(making, null, media!.fields, place.words);
      return [lead, fields, ...pendingTables(making), ...examples];
    }
    const parts = encodingsOf(making, media!, span).flatMap(([name, each, part]) =>
      encodingBlocks(making, each, media!.schema, name, part, place.words),
    );
    const described = media!.description ? textBlocks(making, media!.description) : [];
    const blocks = schema ? schemaBlocks(making, schema, place) : [];
    return [lead, ...described, ...blocks, ...parts, ...examples];
  });
}

/** How the parts of a body are sent, by what they are called in a sentence and in ids. */
function encodingsOf(
  making: Making,
  { encoding, prefixEncoding, itemEncoding }: Media,
  span: Span,
): readonly (readonly [name: Inline, each: Encoding, part: string])[] {
  return [
    ...encoding.flatMap((each) =>
      each.property === null ? [] : [[literal(each.property, span), each, each.property] as const],
    ),
    ...prefixEncoding.map((each, index) => {
      const number = String(index + 1);
      return [text(word(making, "item", { number }), span), each, number] as const;
    }),
    ...(itemEncoding
      ? [
          [
            text(word(making, prefixEncoding.length > 0 ? "each-further-item" : "each-item"), span),
            itemEncoding,
            "item",
          ] as const,
        ]
      : []),
  ];
}

/** How a part of a body is sent: its media type or its style, and the headers of its own. */
function encodingBlocks(
  making: Making,
  encoding: Encoding,
  schema: Schema | null,
  name: Inline,
  part: string,
  words: readonly string[],
): Block[] {
  const { contentType, headers, at } = encoding;
  const span = spanAt(at);
  const styled = fieldStyle(making, encoding, schema, span);
  const lead = word(making, "sent-as");
  const sentences = [
    ...(contentType === null
      ? []
      : [[name, text(` ${lead} `, span), literal(contentType, span), text(".", span)]]),
    ...(styled.length === 0 ? [] : [[name, text(": ", span), ...styled]]),
  ].map((nodes) => paragraph(nodes, span));
  if (headers.length === 0) return sentences;
  const title = word(making, "part-headers", {
    name: name.type === "text" ? lowerFirst(name.value) : part,
  });
  const table = fieldTable(making, title, headers, [...words, part, "header"]);
  return [...sentences, table, ...pendingTables(making)];
}

/** How a field of a form is written, where something is said of it. */
function fieldStyle(
  making: Making,
  { style, explode, allowReserved, property }: Encoding,
  schema: Schema | null,
  span: Span,
): readonly Inline[] {
  if (style === null && explode === null && allowReserved === null) return [];
  const field = schema && shapeOf(schema).properties.find(({ name }) => name === property);
  const styled = {
    style: style ?? "form",
    explode: explode ?? (style ?? "form") === "form",
    allowReserved: allowReserved ?? false,
  };
  return styleNodes(making, styled, field ? typesOf(shapeOf(field)) : [], span);
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Media types that hold the same: of one schema, without a word of their own on how they are sent. */
export function groupedBySchema(content: readonly Media[]): Media[][] {
  const groups = new Map<string, Media[]>();
  for (const media of content) {
    const schema = media.schema ?? media.itemSchema;
    const key = schema && !saysHow(media) ? keyOf(targetOf(schema)) : media.type;
    groups.set(key, [...(groups.get(key) ?? []), media]);
  }
  return [...groups.values()];
}

function saysHow({ description, encoding, prefixEncoding, itemEncoding }: Media): boolean {
  return (
    description !== null || itemEncoding !== null || encoding.length + prefixEncoding.length > 0
  );
}

/** What requests are sent with: to which server, with which credentials. A message that the server sends has no address. */
export interface Sending {
  readonly server: string;
  readonly credentials: Credentials;
  readonly isMessage: boolean;
}

/** Examples of a request, one for each media type of its body. */
export function requestExamples(
  making: Making,
  operation: Operation,
  { server, credentials, isMessage }: Sending,
): Block[] {
  if (isMessage) return []; // they stand with their media types
  if (!making.show["request-http"] && !making.show["request-curl"]) return [];
  const span = spanAt(operation.at);
  const bodies = operation.requestBody?.content ?? [];
  const shown = bodies.length === 0 ? [null] : bodies;
  return shown.flatMap((media): Block[] => {
    const values = media ? examplesOf(making, media, "request") : [];
    const body = values[0]?.value;
    const request = requestOf(making, operation, media, body, credentials);
    const title =
      media && bodies.length > 1
        ? word(making, "example-request-of", { name: media.type })
        : word(making, "example-request");
    // What cannot be written in its media type stands below the request.
    const isWritten = !media || body === undefined || canWrite(media.type, body);
    const blocks: Block[] = [
      rubric([text(title, span)], span, undefined, ["example"]),
      ...(media && isWritten && values[0] ? leadOf(making, media, values[0].example) : []),
    ];
    const forms = [
      ...(making.show["request-http"]
        ? [["HTTP", code("http", httpText(request), span)] as const]
        : []),
      ...(making.show["request-curl"]
        ? [["curl", code("shell", curlText(request, server), span)] as const]
        : []),
    ];
    blocks.push(...(forms.length > 1 ? [tabs(forms, span)] : forms.map(([, block]) => block)));
    for (const each of media ? values.slice(isWritten ? 1 : 0) : [])
      blocks.push(...exampleBlocks(making, media!, each));
    return blocks;
  });
}

/** The examples of media types of a response or of a message, which say which type they are of where there are others. */
function mediaExamples(
  making: Making,
  content: readonly Media[],
  sentIn: "request" | "response",
  hasOthers: boolean,
): Block[] {
  return content.flatMap((media) => {
    const blocks = examplesOf(making, media, sentIn).flatMap((each) =>
      exampleBlocks(making, media, each),
    );
    if (blocks.length === 0 || !hasOthers) return blocks;
    const span = spanAt(media.at);
    const title = word(making, "example-of", { name: media.type });
    return [rubric([text(title, span)], span, undefined, ["example"]), ...blocks];
  });
}

interface ShownExample {
  readonly example: Example | null;
  readonly value: Json | undefined;
}

/** All examples of a media type, or one that is made of its schema. */
export function examplesOf(
  making: Making,
  media: Media,
  sentIn: "request" | "response",
): ShownExample[] {
  if (media.examples.length > 0)
    return media.examples.map((example) => ({ example, value: givenValue(making, example) }));
  if (media.fields.length > 0) return [{ example: null, value: formExample(making, media) }];
  const schema = media.schema ?? media.itemSchema;
  if (!schema || !making.show["made-examples"]) return [];
  // How a value is written in other media types only a text of the author's says.
  if (!isWritable(media.type)) {
    const said =
      media.schema && shapeOf(media.schema).examples.find(({ value }) => typeof value === "string");
    return said ? [{ example: null, value: said.value }] : [];
  }
  const value = making.exampleOf(schema, sentIn);
  return value === undefined ? [] : [{ example: null, value }];
}

function formExample(making: Making, { fields }: Media): Json | undefined {
  const pairs = fields.flatMap((field): [string, Json][] => {
    const given = givenValue(making, field.examples[0]);
    const made = given === undefined && field.schema ? making.exampleOf(field.schema) : given;
    const isFile = field.schema && shapeOf(field.schema).types?.value.includes("file");
    const value = made ?? (isFile && field.required ? "<file>" : undefined);
    return value === undefined ? [] : [[field.name, value]];
  });
  return pairs.length === 0 ? undefined : objectOf(new Map(pairs));
}

export function exampleBlocks(
  making: Making,
  media: Media,
  { example, value }: ShownExample,
): Block[] {
  const span = spanAt(example?.at ?? media.at);
  const isOnlyData = example?.serializedValue != null && !isWritable(media.type);
  const shown =
    value !== undefined && !isOnlyData
      ? [code(languageOf(media.type, value), bodyText(making, media, value), span)]
      : example?.serializedValue != null
        ? [code("text", example.serializedValue, span)]
        : example?.externalValue != null
          ? [paragraph([outside(example.externalValue, example)], span)]
          : [];
  return [...leadOf(making, media, example), ...shown];
}

function outside(address: string, { at }: Example): Inline {
  return linkOut(address, address, spanBelow(at, "externalValue"));
}

/** What an example is called, and its description. */
function leadOf(making: Making, media: Media, example: Example | null): Block[] {
  const span = spanAt(example?.at ?? media.at);
  const title = example?.summary ?? example?.name ?? null;
  const lead = title === null ? [] : [paragraph([strong(title, span)], span)];
  const described = example?.description ? textBlocks(making, example.description) : [];
  return [...lead, ...described];
}
