import type { Span } from "../base/source.js";
import type { Block, Inline } from "../rst/nodes.js";
import { shapeOf, type Discriminator, type Shape } from "../schema/merged.js";
import type { Schema } from "../schema/schema.js";
import { literal, paragraph, spanAt, text } from "./nodes.js";
import { word, type Making } from "./page.js";
import { hasTable, mapValue, schemaOf, targetOf } from "./shape.js";
import { alternativePlace, typeNodes, valueText } from "./types.js";

/** By the values of which property alternatives are told apart, and which value means which. */
export function discriminatorBlocks(
  making: Making,
  shape: Shape,
  words: readonly string[],
  depth = 0,
): Block[] {
  if (!shape.discriminator) {
    const value = shape.properties.length === 0 ? mapValue(shape) : null;
    return [shape.items, value].flatMap((each) => {
      if (!each || hasTable(shapeOf(each)) || depth > 3) return [];
      return discriminatorBlocks(making, shapeOf(each), [...words, "item"], depth + 1);
    });
  }
  const { at, value } = shape.discriminator;
  const span = spanAt(at);
  const members = shape.choices.flatMap(({ schemas }) => schemas);
  const named = members.flatMap((schema, index) => {
    const place = alternativePlace({ label: "", words }, { schemas: members }, index);
    return namesOf(schema, value).map((name) => [name, typeNodes(making, schema, place)] as const);
  });
  const all = members.length > 0 ? named : variants(making, shape, value, span);
  const listed = all.flatMap(([name, nodes], index): Inline[] => [
    text(index === 0 ? ": " : ", ", span),
    literal(valueText(name), span),
    text(" is ", span),
    ...nodes,
  ]);
  if (value.defaultMapping !== null) {
    const index = members.findIndex((each) => isCalled(each, value.defaultMapping!));
    listed.push(
      text(`${all.length === 0 ? ":" : ","} ${word(making, "all-others")} `, span),
      ...(index === -1
        ? [literal(lastPart(value.defaultMapping), span)]
        : typeNodes(
            making,
            members[index]!,
            alternativePlace({ label: "", words }, { schemas: members }, index),
          )),
    );
  }
  const lead = [text(`${word(making, "told-apart")} `, span), literal(value.propertyName, span)];
  return [paragraph([...lead, ...listed, text(".", span)], span)];
}

/**
 * Of a schema without alternatives: the schemas of the document that extend it by `allOf`, each by the values that mean it,
 * and those that its mapping names besides.
 * @see https://spec.openapis.org/oas/v3.1.1#discriminator-object
 */
function variants(
  making: Making,
  shape: Shape,
  { mapping }: Discriminator,
  span: Span,
): readonly (readonly [name: string, nodes: readonly Inline[]])[] {
  const { definitions } = making;
  const base = schemaOf(targetOf(shape.schema));
  const isOwn = base.keyword("discriminator") !== undefined;
  const extending = isOwn ? definitions.filter(([, schema]) => extendsBase(schema, base)) : [];
  const nodesOf = (name: string, schema: Schema) => {
    const nodes = typeNodes(making, schema, { label: name, words: ["type", name] });
    return hasTable(shapeOf(schema)) ? nodes.slice(0, 1) : nodes; // not "or null"
  };
  const meant = extending.flatMap(([name, schema]) => {
    const values = [...mapping].filter(([, to]) => to === name || lastPart(to) === name);
    const names = values.length > 0 ? values.map(([value]) => value) : [name];
    return names.map((value) => [value, nodesOf(name, schema)] as const);
  });
  const others = [...mapping].filter(([value]) => !meant.some(([each]) => each === value));
  const known = new Map(definitions);
  return [
    ...meant,
    ...others.map(([value, to]) => {
      const name = lastPart(to);
      const schema = isOwn ? known.get(name) : undefined;
      return [value, schema ? nodesOf(name, schema) : [literal(name, span)]] as const;
    }),
  ];
}

/** Whether a schema has a base among all that it is put together of. `seen`: those that were looked at. */
function extendsBase(schema: Schema, base: Schema, seen = new Set<Schema>()): boolean {
  return schema.below("allOf").some((part) => {
    if (part.ref === null) return false;
    const parent = schemaOf(targetOf(part.ref));
    if (parent === base) return true;
    return seen.size < seen.add(parent).size && extendsBase(parent, base, seen);
  });
}

/** Whether a reference, or the name of a component, names an alternative. */
function isCalled(schema: Schema, name: string): boolean {
  const ref = schema.keyword("$ref");
  return typeof ref === "string" && (ref === name || lastPart(ref) === name);
}

function lastPart(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}

/** The values that mean an alternative: those of the mapping, else its own name. */
function namesOf(schema: Schema, { mapping }: Discriminator): readonly string[] {
  const ref = schema.keyword("$ref");
  if (typeof ref !== "string") return [];
  const own = lastPart(ref);
  const mapped = [...mapping].filter(([, to]) => to === ref || to === own).map(([name]) => name);
  return mapped.length > 0 ? mapped : [own];
}
