import type { Inline } from "../rst/nodes.js";
import { shapeOf, type Part, type Shape, type ShapeProperty } from "../schema/merged.js";
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
  return [text(lead, span), ...kindNodes(making, of, place)];
}

/** A clause for each property that is asked for; `null` where a schema asks more than such clauses say. */
function propertyClauses(of: Of, mood: Mood): readonly (readonly Inline[])[] | null {
  const shape = shapeOf(of);
  if (!isOfPropertiesOnly(shape)) return null;
  const span = spanAt(schemaOf(of).at);
  const clauses = shape.properties.map((each) => propertyClause(each, mood));
  if (clauses.includes(null)) return null;
  const given = shape.otherRequired.map((name) => [
    literal(name, span),
    text(mood === "is" ? " is given" : " must be given", span),
  ]);
  return [...clauses.flatMap((each) => (each ? [each] : [])), ...given];
}

/** Whether it asks nothing but that properties are there, or have certain values. */
function isOfPropertiesOnly(shape: Shape): boolean {
  const { types, values, constraints, choices, not, conditions, parts } = shape;
  const isObject = types === null || types.value.join() === "object";
  const hasOthers =
    shape.patternProperties.length > 0 ||
    [shape.additionalProperties, shape.unevaluatedProperties, shape.propertyNames].some(Boolean) ||
    [shape.items, shape.contains, shape.unevaluatedItems].some(Boolean) ||
    shape.prefixItems.length > 0 ||
    shape.dependentRequired.length > 0 ||
    shape.dependentSchemas.length > 0;
  const asksMore = [constraints, choices, not, conditions].some(({ length }) => length > 0);
  const isSaid = parts.every((part) => part.keyword("allOf") === undefined);
  return isObject && !values && !hasOthers && !asksMore && isSaid && !shape.isNever;
}

function propertyClause(property: ShapeProperty, mood: Mood): readonly Inline[] | null {
  const { name, required } = property;
  const span = spanAt(property.schema.at);
  const shape = shapeOf(property);
  const label = literal(name, span);
  if (shape.isNever)
    return [label, text(mood === "is" ? " is not given" : " must not be given", span)];
  const wanted = wantedOf(property, shape);
  if (wanted === null) return null;
  if (wanted.length === 0)
    return required ? [label, text(mood === "is" ? " is given" : " must be given", span)] : null;
  if (mood === "is")
    return [label, text(required ? " is " : " is not given or is ", span), ...wanted];
  return [label, text(required ? " must be " : ", if given, must be ", span), ...wanted];
}

/** What the value must be, in a few words; empty where it may be anything; `null` where more is asked. */
function wantedOf(part: Part, shape: Shape): readonly Inline[] | null {
  const span = spanAt(part.schema.at);
  const { values, types } = shape;
  const isSimple =
    shape.constraints.length === 0 &&
    shape.choices.length === 0 &&
    shape.not.length === 0 &&
    shape.conditions.length === 0 &&
    shape.properties.length === 0 &&
    shape.otherRequired.length === 0 &&
    !shape.items &&
    !shape.contains &&
    !shape.additionalProperties &&
    shape.prefixItems.length === 0 &&
    shape.patternProperties.length === 0;
  if (!isSimple) return null;
  if (values)
    return values.value.flatMap((each, index): Inline[] => {
      const one = literal(valueText(each), span);
      return index === 0 ? [one] : [text(" or ", span), one];
    });
  return types ? [text(types.value.join(" or "), span)] : [];
}
