import type { Span } from "../base/source.js";
import type { Json } from "../data/data.js";
import type { Inline } from "../rst/nodes.js";
import { shapeOf, type Choice, type Constraint, type Part, type Shape } from "../schema/merged.js";
import type { Schema } from "../schema/schema.js";
import { limitKeywords, limitOf } from "../schema/words.js";
import { formatLink } from "./format-link.js";
import { checkKeyFormats, keyFormatNote } from "./key-formats.js";
import { meaningNodes, meaningsOf, type Meanings } from "./meanings.js";
import { literal, spanAt, text } from "./nodes.js";
import { makeId, word, type Making, type WrittenText } from "./page.js";
import {
  allowsAll,
  besideNull,
  hasTable,
  isClosed,
  isOfProperties,
  mapValue,
  schemaOf,
  type Of,
} from "./shape.js";
import { xmlSayings } from "./xml.js";
import {
  asksOfOthers,
  costOf,
  isRecursive,
  linkToType,
  typeNodes,
  valueText,
  valueWord,
  type TypePlace,
} from "./types.js";
import type { Word } from "./wordings.js";

/** `Each item: Each item: One of: ...`; alternatives within alternatives end sooner. */
const deepest = 8;
const choiceDepth = 3;

/** What a schema asks of values, in words, one sentence each. `words`: of the id of what has the schema. */
export function constraintNodes(
  making: Making,
  shape: Shape,
  words: readonly string[],
  span: Span,
  depth = 0,
): readonly Inline[] {
  // A table, or a block of its own, says it; and what is nested deeper than a sentence can say has its type only.
  if (depth > 0 && (hasTable(shape) || isRecursive(making, shape.schema))) return [];
  if (depth > deepest) return [];
  const sentences: (readonly Inline[])[] = [];
  const say = (...parts: (string | Inline | readonly (string | Inline)[])[]) =>
    sentences.push(
      parts.flat().map((part) => (typeof part === "string" ? text(part, span) : part)),
    );
  const value = (each: Json, id?: string, written?: string) =>
    literal(valueText(each, written), span, id);

  const own = (name: Word, parts?: { readonly [name: string]: string }) =>
    word(making, name, parts);
  const { values } = shape;
  const sayValues = (allowed: readonly Json[], meanings?: Meanings) => {
    const all = allowed.flatMap((each, index): Inline[] => {
      const shown = value(each, makeId(making, ...words, valueWord(each)));
      const meant = meaningNodes(meanings, each, span);
      return index === 0 ? [shown, ...meant] : [text(", ", span), shown, ...meant];
    });
    const lead = allowed.length === 1 ? own("must-be") + " " : own("one-of") + ": ";
    say(lead, all, ".");
  };
  if (values && !values.isConst && values.value.length > 0)
    sayValues(values.value, meaningsOf(shape, values.value));
  if (making.show.constraints) for (const each of sayings(making, shape, span)) say(each);
  if (!hasTable(shape))
    for (const not of shape.not)
      if (!isOfProperties(shapeOf(not))) say(mustNotBe(making, not, words), ".");
  if (!hasTable(shape)) {
    const isFull = making.show.layout === "full"; // the other look says it in the type
    if (isFull) checkKeyFormats(making, shape);
    for (const each of shape.patternProperties) {
      const format = isFull ? keyFormatNote(making, each, span) : [];
      say(`${own("names-match")} `, literal(each.name, span), format, ".");
    }
    if (isClosed(shape)) say(own("no-other-properties"));
  }
  const below = (of: Of | null, lead: string | null, part: string, deeper = 1) => {
    if (!of || making.budget.isSpent(schemaOf(of).at)) return;
    const shape = shapeOf(of);
    making.budget.spend(costOf(shape));
    const inner = depth + deeper;
    const nodes = constraintNodes(making, shape, [...words, part], span, inner);
    if (nodes.length > 0) say(lead === null ? [] : `${lead}: `, nodes);
  };
  for (const [index, each] of shape.prefixItems.entries())
    below(each, own("item", { number: String(index + 1) }), String(index + 1));
  below(shape.items, own(shape.prefixItems.length > 0 ? "each-further-item" : "each-item"), "item");
  if (shape.properties.length === 0) below(mapValue(shape), own("each-value"), "value");
  if (making.show.constraints) {
    below(shape.propertyNames, own("each-key"), "key");
    if (shape.contentSchema) {
      const place = { label: own("content"), words: [...words, "content"], needsNoTitle: true };
      say(`${own("content")}: `, kindNodes(making, shape.contentSchema, place), ".");
    }
    if (shape.contains) {
      const nodes = containsNodes(making, shape, shape.contains, words);
      if (nodes) say(nodes);
    }
  }
  for (const choice of shape.choices) {
    const allowed = valuesAmong(choice);
    if (allowed) sayValues(allowed);
    if (allowed || allowsAll(choice)) continue;
    const only = besideNull(choice);
    for (const [index, each] of choice.schemas.entries()) {
      const number = String(index + 1);
      const lead = each === only ? null : own("alternative", { number });
      below(each, lead, number, choiceDepth);
    }
  }
  if (depth === 0) {
    const { default: byDefault } = shape;
    if (making.show.defaults && byDefault)
      say(`${own("default")}: `, value(byDefault.value, undefined, byDefault.written), ".");
    if (making.show.constraints) for (const each of xmlSayings(making, shape, span)) say(each);
    if (shape.readOnly) say(own("read-only"));
    if (shape.writeOnly) say(own("write-only"));
  }
  return sentences.flatMap((each, index) => (index === 0 ? each : [text(" ", span), ...each]));
}

/** The values of alternatives that only list some, which are one list to readers. */
function valuesAmong({ schemas }: Choice): readonly Json[] | null {
  const lists: (readonly Json[])[] = [];
  for (const schema of schemas) {
    const { values, constraints, description, choices, not } = shapeOf(schema);
    const isMore =
      description !== null || [constraints, choices, not].some((all) => all.length > 0);
    if (values?.isConst !== false || isMore) return null;
    lists.push(values.value);
  }
  return lists.length > 1 ? lists.flat() : null;
}

/** Whether a text has a word or number, not as a part of a longer one. */
function standsIn(text: string, word: string): boolean {
  const isPart = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}_]/u.test(char);
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (!isPart(text[at - 1]) && !isPart(text[at + word.length])) return true;
  return false;
}

/** A schema without the limits and the default that its description says already, where the settings want them said once. */
export function unsaid(
  { show, page }: Making,
  shape: Shape,
  description: WrittenText | null,
): Shape {
  const isAsked =
    (show.constraints === "unsaid" && shape.constraints.length > 0) ||
    (show.defaults === "unsaid" && shape.default !== null);
  if (description && isAsked) page.texts?.read(description.at);
  const words = description?.text ?? "";
  const says = (value: Json, written?: string) => {
    const name = typeof value === "string" ? value : valueText(value, written);
    return name !== "" && standsIn(words, name);
  };
  const { constraints, default: byDefault } = shape;
  const isDefaultSaid =
    byDefault && /\bdefault/i.test(words) && says(byDefault.value, byDefault.written);
  return {
    ...shape,
    constraints:
      show.constraints === "unsaid"
        ? constraints.filter(({ value, written }) => !says(value, written))
        : constraints,
    default: show.defaults === "unsaid" && isDefaultSaid ? null : byDefault,
  };
}

/** The type of a schema and, where no table says it, what it asks of values: `string (Length: at least 2.)`. */
export function kindNodes(making: Making, of: Of, place: TypePlace): readonly Inline[] {
  if (making.show.layout === "full") return linkedKind(making, of, place);
  // In the other look a type may have a table in each place that shows it: a sentence has none to link to.
  return linkedKind(making, of, { ...place, label: "object" }).flatMap(unlinked);
}

function unlinked(node: Inline): readonly Inline[] {
  return node.type === "reference" && node.refid !== undefined ? node.children : [node];
}

function linkedKind(making: Making, of: Of, place: TypePlace): readonly Inline[] {
  const span = spanAt(schemaOf(of).at);
  const shape = shapeOf(of);
  if (asksOfOthers(shape)) return [linkToType(making, of, place)];
  const type = typeNodes(making, of, place);
  const asks = hasTable(shape) ? [] : constraintNodes(making, shape, place.words, span, 1);
  return asks.length === 0 ? type : [...type, text(" (", span), ...asks, text(")", span)];
}

/** "Must not be" with the values, or with the type and what it asks. */
function mustNotBe(making: Making, not: Schema, words: readonly string[]): (string | Inline)[] {
  const span = spanAt(not.at);
  const shape = shapeOf(not);
  const lead = word(making, "must-not-be");
  const limits = limitsAlone(shape);
  if (limits) return [`${word(making, "must-not")} ${limits}`];
  if (!shape.values || shape.values.value.length === 0)
    return [
      `${lead}: `,
      ...kindNodes(making, not, { label: "not", words: [...words, "not"], needsNoTitle: true }),
    ];
  const values = shape.values.value.flatMap((each, index): (string | Inline)[] =>
    index === 0
      ? [literal(valueText(each), span)]
      : [text(" or ", span), literal(valueText(each), span)],
  );
  return [`${lead} `, ...values];
}

/** The limits of a schema that says nothing else: `match "^a"`; `null` where there are none, or more is said. */
function limitsAlone(shape: Shape): string | null {
  const { types, values, constraints, choices, not, items, parts } = shape;
  const isPlain = !types && !values && !items && choices.length === 0 && not.length === 0;
  if (!isPlain || constraints.some(({ keyword }) => !limitKeywords.has(keyword))) return null;
  const limits = parts.flatMap((part) =>
    [...limitKeywords].flatMap((keyword) => limitOf(keyword, part) ?? []),
  );
  return limits.length === 0 ? null : limits.join(" and ");
}

/** How many items must fit what `contains` says: at least one unless `minContains` says otherwise. `null`: any number. */
function containsNodes(
  making: Making,
  { constraints }: Shape,
  contains: Part,
  words: readonly string[],
): (string | Inline)[] | null {
  const count = (keyword: string) =>
    constraints.find((each) => each.keyword === keyword)?.value ?? null;
  const least = String(count("minContains") ?? 1);
  const most = count("maxContains");
  if (least === "0" && most === null) return null;
  const number =
    most === null
      ? word(making, "at-least", { limit: least })
      : least === String(most)
        ? least
        : word(making, "between", { least, most: String(most) });
  const place = { label: "item", words: [...words, "contains"], needsNoTitle: true };
  const kind = kindNodes(making, contains, place);
  return [`${word(making, "items-that-fit")} `, ...kind, `: ${number}.`];
}

/** Limits and the like, those of one kind in one sentence. */
function sayings(
  making: Making,
  shape: Shape,
  span: Span,
): readonly (readonly (string | Inline)[])[] {
  const constraints = isLoneItem(shape)
    ? [...shape.constraints, oneItem(shape)]
    : shape.constraints;
  const said = new Map(constraints.map((each) => [each.keyword, each]));
  const textOf = (keyword: string): string | null => {
    const each = said.get(keyword);
    return each ? valueText(each.value, each.written) : null;
  };
  const own = (name: Word, limit: string) => word(making, name, { limit });
  const range = (name: Word, from: string, to: string): (readonly string[])[] => {
    const [least, most] = [textOf(from), textOf(to)];
    if (least === null && most === null) return [];
    const lead = word(making, name);
    if (least === most) return [[`${lead}: ${least}.`]];
    if (most === null) return [[`${lead}: ${own("at-least", least!)}.`]]; // one of them is there
    if (least === null || least === "0") return [[`${lead}: ${own("at-most", most)}.`]];
    return [[`${lead}: ${word(making, "between", { least, most })}.`]];
  };
  const limits = (
    [
      ["minimum", "at-least"],
      ["exclusiveMinimum", "more-than"],
      ["maximum", "at-most"],
      ["exclusiveMaximum", "less-than"],
    ] as const
  ).flatMap(([keyword, name]) => {
    const limit = textOf(keyword);
    return limit === null ? [] : [own(name, limit)];
  });
  const named = (keyword: string, name: Word): (readonly (string | Inline)[])[] =>
    constraints
      .filter((each) => each.keyword === keyword)
      .map(({ value, written }) => [
        `${word(making, name)} `,
        literal(typeof value === "string" ? value : valueText(value, written), span),
        ".",
      ]);
  return [
    ...range("length", "minLength", "maxLength"),
    ...range("items", "minItems", "maxItems"),
    ...range("properties", "minProperties", "maxProperties"),
    ...(limits.length === 0 ? [] : [[`${word(making, "value")}: ${limits.join(", ")}.`]]),
    ...named("multipleOf", "multiple-of"),
    ...named("pattern", "matches"),
    ...formatSayings(making, constraints, span),
    ...(said.get("uniqueItems")?.value === true ? [[word(making, "unique")]] : []),
    ...named("contentMediaType", "holds"),
    ...named("contentEncoding", "encoded-as"),
  ];
}

/** A tuple of one item reads like an array of any number of them, unless its limits are said. */
function oneItem({ schema: { at } }: Shape): Constraint {
  return { keyword: "maxItems", value: 1, at };
}

function isLoneItem({ prefixItems, items, unevaluatedItems, constraints }: Shape): boolean {
  const further = items ?? unevaluatedItems;
  const isClosed = further !== null && schemaOf(further).value === false;
  const hasLimit = constraints.some(({ keyword }) => keyword === "maxItems");
  return prefixItems.length === 1 && isClosed && !hasLimit;
}

/** Formats that the settings name a description of, with a link to it; the type names all of them. */
function formatSayings(
  making: Making,
  constraints: Shape["constraints"],
  span: Span,
): readonly (readonly (string | Inline)[])[] {
  return constraints.flatMap(({ keyword, value }) => {
    if (keyword !== "format" || typeof value !== "string") return [];
    const linked = formatLink(making, value, span);
    return linked ? [[`${word(making, "format")}: `, linked, "."]] : [];
  });
}
