import { isObject, joinPointer, keysOf, kindOf, type Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Block, Inline } from "../rst/nodes.js";
import type { Shape } from "../schema/merged.js";
import { emphasis, paragraph, spanAt, text } from "./nodes.js";
import { textBlocks, word, type Making } from "./page.js";
import { hasTable, keyOf, targetOf, type Of } from "./shape.js";

/** Since which version there is something, and in which it was changed, by the `x-` fields that the settings name. */

interface Field {
  readonly name: string;
  readonly value: Json;
  readonly at: Located;
}

/** What the `x-` fields of a part of an OpenAPI file say. */
export function versionBlocks(
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

/** What those of a schema say; where it leads to a type with a table of its own, what that one says stands there. */
export function schemaVersions(making: Making, shape: Shape, of: Of): Block[] {
  const isElsewhere = hasTable(shape) && keyOf(targetOf(of)) !== keyOf(of);
  const own = new Set(
    ("all" in of ? of.all : [of]).map(({ at }) => at.pointer + at.file.source.path),
  );
  const fields = [...shape.extensions].flatMap(([name, { value, at }]): Field[] => {
    const holder = at.pointer.slice(0, at.pointer.lastIndexOf("/")) + at.file.source.path;
    return isElsewhere && !own.has(holder) ? [] : [{ name, value, at }];
  });
  return blocksOf(making, fields);
}

function blocksOf(making: Making, fields: readonly Field[]): Block[] {
  const { added, changed } = making.versions;
  if (added.length === 0 && changed.length === 0) return [];
  return [
    ...fields
      .filter(({ name }) => added.includes(name))
      .flatMap((each) => addedBlocks(making, each)),
    ...fields
      .filter(({ name }) => changed.includes(name))
      .flatMap((each) => changedBlocks(making, each)),
  ];
}

function addedBlocks(making: Making, { name, value, at }: Field): Block[] {
  const span = spanAt(at);
  if (typeof value === "string")
    return [paragraph([emphasis(word(making, "added", { version: value }), span)], span)];
  making.budget.tell("version-field-type", at, [name, "a string", kindOf(value)]);
  return [];
}

function changedBlocks(making: Making, { name, value, at }: Field): Block[] {
  const lead = (version: string) => emphasis(word(making, "changed", { version }), spanAt(at));
  if (typeof value === "string") {
    const span = spanAt(at);
    return [paragraph([lead(value), text(".", span)], span)];
  }
  if (!isObject(value)) {
    making.budget.tell("version-field-type", at, [name, "a string or an object", kindOf(value)]);
    return [];
  }
  return keysOf(value).flatMap((version): Block[] => {
    const reason = value[version]!;
    const place = { file: at.file, pointer: joinPointer(at.pointer, version) };
    if (typeof reason === "string")
      return withLead(
        [lead(version), text(": ", spanAt(place))],
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

function withLead(lead: readonly Inline[], blocks: readonly Block[]): Block[] {
  const [first, ...rest] = blocks;
  if (first?.type === "paragraph")
    return [{ ...first, children: [...lead, ...first.children] }, ...rest];
  return [paragraph(lead, lead[0]!.span), ...blocks];
}
