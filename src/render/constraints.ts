import type { Span } from "../base/source.js";
import type { Json } from "../data/data.js";
import type { Inline } from "../rst/nodes.js";
import { shapeOf, type Shape } from "../schema/merged.js";
import { literal, text } from "./nodes.js";
import { makeId, type Making } from "./page.js";
import { hasTable, mapValue, type Of } from "./shape.js";
import { typeNodes, valueText } from "./types.js";

/** `Each item: Each item: One of: ...` */
const deepest = 3;

/** What a schema asks of values, in words, one sentence each. `words`: of the id of what has the schema. */
export function constraintNodes(
  making: Making,
  shape: Shape,
  words: readonly string[],
  span: Span,
  depth = 0,
): readonly Inline[] {
  // A table says it; and what is nested deeper than a sentence can say has its type only.
  if (depth > 0 && hasTable(shape)) return [];
  if (depth > deepest) return [];
  const sentences: (readonly Inline[])[] = [];
  const say = (...parts: (string | Inline)[]) =>
    sentences.push(parts.map((part) => (typeof part === "string" ? text(part, span) : part)));
  const value = (each: Json, id?: string, written?: string) =>
    literal(valueText(each, written), span, id);

  const { values } = shape;
  if (values && !values.isConst) {
    const all = values.value.flatMap((each, index): Inline[] => {
      const id = makeId(making, ...words, typeof each === "string" ? each : valueText(each));
      return index === 0 ? [value(each, id)] : [text(", ", span), value(each, id)];
    });
    say(values.value.length === 1 ? "Must be " : "One of: ", ...all, ".");
  }
  if (making.show.constraints) for (const each of sayings(shape, span)) say(...each);
  if (!hasTable(shape))
    for (const not of shape.not)
      say(
        "Must not be: ",
        ...typeNodes(making, not, { label: "not", words: [...words, "not"] }),
        ".",
      );
  const below = (of: Of | null, lead: string, word: string) => {
    const nodes = of ? constraintNodes(making, shapeOf(of), [...words, word], span, depth + 1) : [];
    if (nodes.length > 0) say(lead, ...nodes);
  };
  for (const [index, each] of shape.prefixItems.entries())
    below(each, `Item ${index + 1}: `, String(index + 1));
  below(shape.items, shape.prefixItems.length > 0 ? "Each further item: " : "Each item: ", "item");
  if (shape.properties.length === 0) below(mapValue(shape), "Each value: ", "value");
  for (const choice of shape.choices)
    for (const [index, each] of choice.schemas.entries())
      below(each, `Alternative ${index + 1}: `, `${index + 1}`);
  if (depth === 0) {
    const { default: byDefault } = shape;
    if (making.show.defaults && byDefault)
      say("Default: ", value(byDefault.value, undefined, byDefault.written), ".");
    if (shape.readOnly) say("Read-only.");
    if (shape.writeOnly) say("Write-only.");
  }
  return sentences.flatMap((each, index) => (index === 0 ? each : [text(" ", span), ...each]));
}

/** Limits and the like, those of one kind in one sentence. */
function sayings({ constraints }: Shape, span: Span): readonly (readonly (string | Inline)[])[] {
  const said = new Map(constraints.map((each) => [each.keyword, each]));
  const textOf = (keyword: string): string | null => {
    const each = said.get(keyword);
    return each ? valueText(each.value, each.written) : null;
  };
  const range = (name: string, from: string, to: string): (readonly string[])[] => {
    const [least, most] = [textOf(from), textOf(to)];
    if (least === null && most === null) return [];
    if (least === most) return [[`${name}: ${least}.`]];
    if (most === null) return [[`${name}: at least ${least}.`]];
    return [
      [`${name}: ${least === null || least === "0" ? `at most ${most}` : `${least} to ${most}`}.`],
    ];
  };
  const limits = [
    ["minimum", "at least"],
    ["exclusiveMinimum", "more than"],
    ["maximum", "at most"],
    ["exclusiveMaximum", "less than"],
  ].flatMap(([keyword, words]) => {
    const limit = textOf(keyword!);
    return limit === null ? [] : [`${words} ${limit}`];
  });
  const named = (keyword: string, lead: string, end = "."): (readonly (string | Inline)[])[] => {
    const each = said.get(keyword);
    if (!each) return [];
    const shown = typeof each.value === "string" ? each.value : valueText(each.value, each.written);
    return [[lead, literal(shown, span), end]];
  };
  return [
    ...range("Length", "minLength", "maxLength"),
    ...range("Items", "minItems", "maxItems"),
    ...range("Properties", "minProperties", "maxProperties"),
    ...(limits.length === 0 ? [] : [[`Value: ${limits.join(", ")}.`]]),
    ...named("multipleOf", "A multiple of "),
    ...named("pattern", "Matches "),
    ...(said.get("uniqueItems")?.value === true ? [["Items are unique."]] : []),
    ...named("contentMediaType", "Holds "),
    ...named("contentEncoding", "Encoded as "),
  ];
}
