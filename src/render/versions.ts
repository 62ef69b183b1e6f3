import type { Span } from "../base/source.js";
import { isObject, joinPointer, keysOf, kindOf, spanOf, type Json } from "../data/data.js";
import { jsonText } from "../data/json-text.js";
import type { Located } from "../data/located.js";
import type { Block, Inline } from "../rst/nodes.js";
import type { Shape } from "../schema/merged.js";
import type { Schema } from "../schema/schema.js";
import { literal, paragraph, spanAt, text, withCode } from "./nodes.js";
import { textBlocks, word, type Making } from "./page.js";
import { hasTable, keyOf, targetOf, type Of } from "./shape.js";

/**
 * What `x-` fields say that the settings name: since which version there is something, in which it was changed, and those
 * that are shown as they are.
 */

interface Field {
  readonly name: string;
  readonly value: Json;
  readonly at: Located;
}

/** What the `x-` fields of a part of an OpenAPI file say. */
export function fieldVersions(
  making: Making,
  extensions: ReadonlyMap<string, Json>,
  { file, pointer }: Located,
): Block[] {
  const fields = [...extensions].map(([name, value]) => ({
    name,
    value,
    at: { file, pointer: joinPointer(pointer, name) },
  }));
  return blocksOf(making, fields);
}

/** Whether any field is shown. */
function isAnyNamed({ versions: { added, changed }, show }: Making): boolean {
  return added.length + changed.length + show.extensions.length > 0;
}

/** What all of them say that a schema is put together of. */
export function shapeVersions(making: Making, shape: Shape): Block[] {
  if (!isAnyNamed(making) || shape.extensions.size === 0) return [];
  const fields = [...shape.extensions].map(([name, said]) => ({ name, ...said }));
  return blocksOf(making, fields);
}

/**
 * What those of a schema say, and of what its `$ref` leads to; not of what it is put together of. Where it leads to a type
 * with a table of its own, what that one says stands there.
 */
export function schemaVersions(making: Making, shape: Shape, of: Of): Block[] {
  if (!isAnyNamed(making)) return [];
  const isElsewhere = hasTable(shape) && keyOf(targetOf(of)) !== keyOf(of);
  const own = "all" in of ? of.all : [of];
  const holders = new Set((isElsewhere ? own : own.flatMap(refChain)).map(({ at }) => nameOf(at)));
  const fields = [...shape.extensions].flatMap(([name, { value, at }]): Field[] => {
    const holder = { file: at.file, pointer: at.pointer.slice(0, at.pointer.lastIndexOf("/")) };
    return holders.has(nameOf(holder)) ? [{ name, value, at }] : [];
  });
  return blocksOf(making, fields);
}

/** Longer chains are cycles, which are reported where references are followed. */
const longestChain = 50;

function refChain(schema: Schema): readonly Schema[] {
  const chain: Schema[] = [];
  for (let at: Schema | null = schema; at && chain.length < longestChain; at = at.ref)
    chain.push(at);
  return chain;
}

function nameOf({ file, pointer }: Located): string {
  return `${file.source.path}#${pointer}`;
}

function blocksOf(making: Making, fields: readonly Field[]): Block[] {
  const { added, changed } = making.versions;
  return [
    ...fields
      .filter(({ name }) => added.includes(name))
      .flatMap((each) => addedBlocks(making, each)),
    ...fields
      .filter(({ name }) => changed.includes(name))
      .flatMap((each) => changedBlocks(making, each)),
    ...fields
      .filter(({ name }) => making.show.extensions.includes(name))
      .map((each) => shownField(each)),
  ];
}

/** `x-name: value`. */
function shownField({ name, value, at }: Field): Block {
  const span = spanAt(at);
  const said =
    typeof value === "string"
      ? text(value.trim(), span)
      : literal(jsonText(value, { unicode: true }), span);
  return paragraph([literal(name, span), text(": ", span), said], span);
}

function addedBlocks(making: Making, { name, value, at }: Field): Block[] {
  const span = spanAt(at);
  if (typeof value === "string") return [paragraph([mark(making, "added", value, span)], span)];
  making.budget.tell("version-field-type", at, [name, "a string", kindOf(value)]);
  return [];
}

function changedBlocks(making: Making, { name, value, at }: Field): Block[] {
  if (typeof value === "string") {
    const span = spanAt(at);
    return [paragraph([mark(making, "changed", value, span), text(".", span)], span)];
  }
  if (!isObject(value)) {
    making.budget.tell("version-field-type", at, [name, "a string or an object", kindOf(value)]);
    return [];
  }
  const lead = (version: string, span: Span): readonly Inline[] =>
    making.show.layout === "compact"
      ? [mark(making, "changed", version, span, ":"), text(" ", span)]
      : [mark(making, "changed", version, span), text(": ", span)];
  const all = keysOf(value).map((key) => {
    const place = { file: at.file, pointer: joinPointer(at.pointer, key) };
    const number = numberKey(place);
    return { reason: value[key]!, place, version: number ?? key, isNumber: number !== null };
  });
  return all
    .toSorted((one, other) => byVersion(one.version, other.version))
    .flatMap(({ reason, place, version, isNumber }): Block[] => {
      if (isNumber) making.budget.tell("version-unquoted", place, [version], "key");
      if (typeof reason === "string")
        return withLead(
          lead(version, spanAt(place)),
          textBlocks(making, { at: place, text: reason }),
        );
      making.budget.tell("version-field-type", place, [
        `${name}: ${version}`,
        "a string",
        kindOf(reason),
      ]);
      return [];
    });
}

/** "Added in 1.2.": set off from the text around it. */
function mark(
  making: Making,
  name: "added" | "changed",
  version: string,
  span: Span,
  after = "",
): Inline {
  // Where both the field and the wording have the "v", it is said once.
  const bare = /^v(?=\d)/.test(version) ? `v${version}` : null;
  const worded = word(making, name, { version });
  const said = (bare ? worded.replace(bare, version) : worded) + after;
  const change = { kind: name, version };
  const { layout } = making.show;
  const children = layout === "compact" ? [...withCode(said, span)] : [text(said, span)];
  return { type: layout === "compact" ? "strong" : "emphasis", span, change, children };
}

/** How the key of a map is written, if it is a number to whoever reads YAML: `1.10`. */
function numberKey({ file, pointer }: Located): string | null {
  const { source, start } = spanOf({ source: file.source, pointer }, "key");
  return /^([0-9]+(?:\.[0-9]+)?)\s*:/.exec(source.text.slice(start, start + 40))?.[1] ?? null;
}

/** The older first: `1.8`, `1.18`. */
function byVersion(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}

function withLead(lead: readonly Inline[], blocks: readonly Block[]): Block[] {
  const [first, ...rest] = blocks;
  if (first?.type === "paragraph")
    return [{ ...first, children: [...lead, ...first.children] }, ...rest];
  return [paragraph(lead, lead[0]!.span), ...blocks];
}
