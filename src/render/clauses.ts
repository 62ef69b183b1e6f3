import type { Inline } from "../rst/nodes.js";
import type { Span } from "../base/source.js";
import { shapeOf, type Shape, type ShapeProperty } from "../schema/merged.js";
import { inThirdPerson, limitKeywords, limitOf, typeNames } from "../schema/words.js";
import { kindNodes } from "./constraints.js";
import { literal, spanAt, text } from "./nodes.js";
import type { Making } from "./page.js";
import { schemaOf, type Of } from "./shape.js";
import { valueText, type TypePlace } from "./types.js";

/** Schemas that only ask something of a value, as under `if`, `then`, `not`: in words where they are simple, else with a link to what they are. */

type Mood = "is" | "must be";

/** What a schema asks, as a clause: `` `a` is "x" and `b` is given``, `` `b` must be given``, "it fits Thing". */
export function clauseNodes(
  making: Making,
  of: Of,
  mood: Mood,
  place: TypePlace,
): readonly Inline[] {
  const span = spanAt(schemaOf(of).at);
  const clauses = propertyClauses(of, mood);
  if (clauses && clauses.length > 0)
    return clauses.flatMap((each, index) => (index === 0 ? each : [text(" and ", span), ...each]));
  const lead = mood === "is" ? "it fits " : "it must also fit ";
  return [text(lead, span), ...kindNodes(making, of, { ...place, needsNoTitle: true })];
}

/** A clause for each property that is asked for, and one for the value itself; `null` where a schema asks more than such clauses say. */
function propertyClauses(of: Of, mood: Mood): readonly (readonly Inline[])[] | null {
  const shape = shapeOf(of);
  if (asksElse(shape)) return null;
  const span = spanAt(schemaOf(of).at);
  const own = phrasesOf(shape, span, shape.types?.value.join() === "object");
  const clauses = shape.properties.map((each) => propertyClause(each, mood));
  if (own === null || clauses.includes(null)) return null;
  const given = shape.otherRequired.map((name) => [
    literal(name, span),
    text(mood === "is" ? " is given" : " must be given", span),
  ]);
  return [
    ...(own.length === 0 ? [] : [[text("it ", span), ...said(own, mood, span)]]),
    ...clauses.flatMap((each) => (each ? [each] : [])),
    ...given,
  ];
}

/** Whether it asks more than which values and properties there are. */
function asksElse(shape: Shape): boolean {
  const { choices, not, conditions, parts } = shape;
  const hasOthers =
    shape.patternProperties.length > 0 ||
    [shape.additionalProperties, shape.unevaluatedProperties, shape.propertyNames].some(Boolean) ||
    [shape.items, shape.contains, shape.unevaluatedItems].some(Boolean) ||
    shape.prefixItems.length > 0 ||
    shape.dependentRequired.length > 0 ||
    shape.dependentSchemas.length > 0;
  const asksMore = [choices, not, conditions].some(({ length }) => length > 0);
  const isSaid = parts.every((part) => part.keyword("allOf") === undefined);
  return hasOthers || asksMore || !isSaid || shape.isNever;
}

function propertyClause(property: ShapeProperty, mood: Mood): readonly Inline[] | null {
  const { name, required } = property;
  const span = spanAt(property.schema.at);
  const shape = shapeOf(property);
  const label = literal(name, span);
  if (shape.isNever)
    return [label, text(mood === "is" ? " is not given" : " must not be given", span)];
  const hasParts = shape.properties.length > 0 || shape.otherRequired.length > 0;
  const wanted = hasParts || asksElse(shape) ? null : phrasesOf(shape, span, false);
  // A table has room for what is said of it.
  if (wanted === null || (mood === "must be" && shape.description)) return null;
  if (wanted.length === 0)
    return required ? [label, text(mood === "is" ? " is given" : " must be given", span)] : null;
  const unless = mood === "is" ? " is not given or " : ", if given, ";
  return [label, text(required ? " " : unless, span), ...said(wanted, mood, span)];
}

/** What is asked of a value, as the end of "must ...": `be "a"`, `have at most 3 characters`. */
interface Phrase {
  readonly verb: string;
  readonly rest: readonly Inline[];
}

/** The phrases of a value; none where it may be anything; `null` where more is asked. `isObject`: that it is one goes without saying. */
function phrasesOf(
  { values, types, constraints, parts }: Shape,
  span: Span,
  isObject: boolean,
): readonly Phrase[] | null {
  const phrases: Phrase[] = [];
  if (values)
    phrases.push({
      verb: "be",
      rest: values.value.flatMap((each, index): Inline[] => {
        const one = literal(valueText(each), span);
        return index === 0 ? [one] : [text(" or ", span), one];
      }),
    });
  else if (types && !isObject)
    phrases.push({ verb: "be", rest: [text(typeNames(types.value), span)] });
  if (constraints.some(({ keyword }) => !limitKeywords.has(keyword))) return null;
  const limits = parts.flatMap((part) =>
    [...limitKeywords].flatMap((keyword) => limitOf(keyword, part) ?? []),
  );
  for (const limit of new Set(limits)) {
    const [verb = "", ...rest] = limit.split(" ");
    phrases.push({ verb, rest: [text(rest.join(" "), span)] });
  }
  return phrases;
}

/** `is "a" and has at most 3 characters`, `must be "a" and must have at most 3 characters` */
function said(phrases: readonly Phrase[], mood: Mood, span: Span): readonly Inline[] {
  return phrases.flatMap(({ verb, rest }, index): Inline[] => {
    const joint = index === 0 ? "" : " and ";
    const lead = mood === "is" ? inThirdPerson(verb) : `must ${verb}`;
    return [text(`${joint}${lead} `, span), ...rest];
  });
}
