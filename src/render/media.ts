import type { CodeSample, Encoding, Example, Media, Operation } from "../api/model.js";
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
    if (making.budget.isSpent(media!.at)) return [];
    making.budget.spend(group.length * costOfMedia);
    const span = spanAt(media!.at);
    const types = group.flatMap(({ type }, index): Inline[] =>
      index === 0 ? [literal(type, span)] : [text(", ", span), literal(type, span)],
    );
    const place = {
      label,
      words: content.length === group.length ? words : [...words, media!.type],
    };
    const schema = media!.schema ?? media!.itemSchema;
    const lead = paragraph(
      [
        strong(`${word(making, "media-type")}: `, span),
        ...types,
        ...(isSequence(media!) ? [text(sequenceNote, span)] : []),
      ],
      span,
    );
    const examples =
      sentIn === null ? [] : mediaExamples(making, group, sentIn, content.length > 1);
    if (media!.fields.length > 0) {
      const fields = fieldTable(making, null, media!.fields, place.words);
      return [lead, fields, ...pendingTables(making), ...examples];
    }
    const parts = partsSent(making, media!, place.words);
    const described = media!.description ? textBlocks(making, media!.description) : [];
    const blocks = schema ? schemaBlocks(making, schema, place) : [];
    return [lead, ...described, ...blocks, ...parts, ...examples];
  });
}

/** Whether a body is said to be items one after the other, and how its name says so. */
export function isSequence({ schema, itemSchema }: Media): boolean {
  return schema === null && itemSchema !== null;
}

export const sequenceNote = " (a sequence of items)";

/** How the parts of a body are sent. `words`: of the ids of what is said of them. */
export function partsSent(making: Making, media: Media, words: readonly string[]): Block[] {
  return encodingsOf(making, media, spanAt(media.at)).flatMap(([name, each, part]) =>
    encodingBlocks(making, each, media.schema, name, part, words),
  );
}

/** The same, by what they are called in a sentence and in ids. */
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

/** What it takes to name a media type, in rows. */
export const costOfMedia = 0.5;

/** Media types that hold the same: of one schema, without a word of their own on how they are sent. */
export function groupedBySchema(content: readonly Media[]): Media[][] {
  const groups = new Map<string, Media[]>();
  for (const media of content) {
    const schema = media.schema ?? media.itemSchema;
    const key = schema && !saysHow(media) ? keyOf(targetOf(schema)) : media.type;
    const group = groups.get(key);
    if (group) group.push(media);
    else groups.set(key, [media]);
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

/** Examples of a request, one for each media type of its body; those that the author wrote are beside the first one. */
export function requestExamples(
  making: Making,
  operation: Operation,
  { server, credentials, isMessage }: Sending,
): Block[] {
  if (isMessage) return []; // they stand with their media types
  const { show } = making;
  const samples = show["code-samples"] ? operation.codeSamples : [];
  const isMade = show["request-http"] || show["request-curl"];
  if (!isMade && samples.length === 0) return [];
  const span = spanAt(operation.at);
  const bodies = operation.requestBody?.content ?? [];
  const shown = bodies.length === 0 ? [null] : isMade ? bodies : bodies.slice(0, 1);
  return shown.flatMap((media, index): Block[] => {
    if (making.budget.isSpent(media?.at ?? operation.at)) return [];
    const values = media ? examplesOf(making, media, "request") : [];
    const body = values[0]?.value;
    const request = requestOf(making, operation, media, body, credentials);
    const title =
      media && shown.length > 1
        ? word(making, "example-request-of", { name: media.type })
        : word(making, "example-request");
    // What cannot be written in its media type stands below the request.
    const isWritten = !media || body === undefined || canWrite(media.type, body);
    const blocks: Block[] = [
      rubric([text(title, span)], span, undefined, ["example"]),
      ...(media && isWritten && values[0] ? leadOf(making, media, values[0].example) : []),
    ];
    const written = index === 0 ? samples : [];
    const hasCurl = written.some(isCurl);
    const forms = [
      ...(show["request-http"]
        ? [["HTTP", exampleCode(making, "http", httpText(request), span)] as const]
        : []),
      ...(show["request-curl"] && !hasCurl
        ? [["curl", exampleCode(making, "shell", curlText(request, server), span)] as const]
        : []),
      ...written.map((each) => [each.label, sampleCode(each)] as const),
    ];
    blocks.push(
      ...(forms.length > 1 ? [tabs(withOwnTitles(forms), span)] : forms.map(([, block]) => block)),
    );
    for (const each of media ? values.slice(isWritten ? 1 : 0) : [])
      blocks.push(...exampleBlocks(making, media!, each));
    return blocks;
  });
}

/** A reader chooses among them by their titles. */
function withOwnTitles<T>(forms: readonly (readonly [string, T])[]): readonly [string, T][] {
  const counts = new Map<string, number>();
  return forms.map(([title, form]) => {
    const count = (counts.get(title) ?? 0) + 1;
    counts.set(title, count);
    return [count === 1 ? title : `${title} (${count})`, form];
  });
}

function sampleCode({ language, source, at }: CodeSample): Block {
  const lines = source.replace(/\s+$/, "");
  return code(language.toLowerCase().replaceAll(/\s+/g, ""), lines, spanBelow(at, "source"));
}

/** Whether it is what we would make ourselves. */
function isCurl({ source }: CodeSample): boolean {
  return /^\s*(?:\$\s*)?curl\s/.test(source);
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
  if (making.budget.isSpent(media.at)) return [];
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
      ? [exampleCode(making, languageOf(media.type, value), bodyText(making, media, value), span)]
      : example?.serializedValue != null
        ? [exampleCode(making, "text", example.serializedValue, span)]
        : example?.externalValue != null
          ? [paragraph([outside(example.externalValue, example)], span)]
          : [];
  return [...leadOf(making, media, example), ...shown];
}

/** An example as it is sent: one schema may be that of many media types. */
export function exampleCode(
  { budget }: Making,
  language: string,
  shown: string,
  span: Span,
): Block {
  const block = code(language, shown, span);
  budget.spendOn([block]);
  return block;
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
