import type { Span } from "../base/source.js";
import { isArray, type Json } from "../data/data.js";
import type { Inline } from "../rst/nodes.js";
import { literal, text } from "./nodes.js";
import { makeId, type Making } from "./page.js";
import { shapeOf, type Shape } from "./shape.js";
import { hasTable, mapValue, typeNodes, valueText } from "./types.js";

type Keyword = (name: string) => Json | undefined;

/** What a schema asks of values, in words, one sentence each. `words`: of the id of what has the schema. */
export function constraintNodes(
  making: Making,
  shape: Shape,
  words: readonly string[],
  span: Span,
  isWithin = false,
): readonly Inline[] {
  const { keyword } = shape;
  if (isWithin && hasTable(shape)) return []; // which says it

  const sentences: (readonly Inline[])[] = [];
  const say = (...parts: (string | Inline)[]) =>
    sentences.push(parts.map((part) => (typeof part === "string" ? text(part, span) : part)));
  const value = (each: Json, id?: string) => literal(valueText(each), span, id);

  const allowed = keyword("enum");
  if (isArray(allowed)) {
    const values = allowed.flatMap((each, index): Inline[] => {
      const id = makeId(making, ...words, typeof each === "string" ? each : valueText(each));
      return index === 0 ? [value(each, id)] : [text(", ", span), value(each, id)];
    });
    say(allowed.length === 1 ? "Must be " : "One of: ", ...values, ".");
  }
  if (making.look.constraints) {
    const length = range(keyword, "minLength", "maxLength");
    if (length) say(`Length: ${length}.`);
    const count = range(keyword, "minItems", "maxItems");
    if (count) say(`Items: ${count}.`);
    const size = range(keyword, "minProperties", "maxProperties");
    if (size) say(`Properties: ${size}.`);
    const number = numberRange(keyword);
    if (number) say(`Value: ${number}.`);
    const multiple = keyword("multipleOf");
    if (multiple !== undefined) say("A multiple of ", value(multiple), ".");
    const pattern = keyword("pattern");
    if (typeof pattern === "string") say("Matches ", literal(pattern, span), ".");
    if (keyword("uniqueItems") === true) say("Items are unique.");
    const media = keyword("contentMediaType");
    if (typeof media === "string") say("Holds ", literal(media, span), ".");
    const encoding = keyword("contentEncoding");
    if (typeof encoding === "string") say("Encoded as ", literal(encoding, span), ".");
  }
  const not = hasTable(shape) ? null : shape.below("not");
  if (not)
    say(
      "Must not be: ",
      ...typeNodes(making, not, { label: "not", words: [...words, "not"] }),
      ".",
    );
  const items = shape.below("items");
  if (items) {
    const each = constraintNodes(making, shapeOf(items), [...words, "item"], span, true);
    if (each.length > 0) say("Each item: ", ...each);
  }
  const values = mapValue(shape);
  if (values && shape.properties.length === 0) {
    const each = constraintNodes(making, shapeOf(values), [...words, "value"], span, true);
    if (each.length > 0) say("Each value: ", ...each);
  }
  if (isWithin)
    return sentences.flatMap((each, index) => (index === 0 ? each : [text(" ", span), ...each]));
  const byDefault = keyword("default");
  if (making.look.defaults && byDefault !== undefined) say("Default: ", value(byDefault), ".");
  if (keyword("readOnly") === true) say("Read-only.");
  if (keyword("writeOnly") === true) say("Write-only.");
  return sentences.flatMap((each, index) => (index === 0 ? each : [text(" ", span), ...each]));
}

function range(keyword: Keyword, from: string, to: string): string | null {
  const [least, most] = [keyword(from), keyword(to)];
  if (least === undefined && most === undefined) return null;
  if (least !== undefined && least === most) return valueText(least);
  if (most === undefined) return `at least ${valueText(least!)}`;
  return least === undefined || least === 0
    ? `at most ${valueText(most)}`
    : `${valueText(least)} to ${valueText(most)}`;
}

/** Limits of numbers, exclusive ones as any draft writes them: a number of its own, or `true` beside the limit. */
function numberRange(keyword: Keyword): string | null {
  const parts: string[] = [];
  const [least, above] = [keyword("minimum"), keyword("exclusiveMinimum")];
  const [most, below] = [keyword("maximum"), keyword("exclusiveMaximum")];
  if (least !== undefined)
    parts.push(`${above === true ? "more than" : "at least"} ${valueText(least)}`);
  if (typeof above === "number") parts.push(`more than ${valueText(above)}`);
  if (most !== undefined)
    parts.push(`${below === true ? "less than" : "at most"} ${valueText(most)}`);
  if (typeof below === "number") parts.push(`less than ${valueText(below)}`);
  return parts.length === 0 ? null : parts.join(", ");
}
