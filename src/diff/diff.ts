import { isArray, isObject, keysOf, ownValue, type Json } from "../data/data.js";
import { changesOf, type Change } from "./changes.js";
import { compareErrors } from "./errors.js";
import { compareEvents } from "./events.js";
import { factOf, type Fact, type Subject } from "./facts.js";
import { compareApis, type OperationsContext } from "./operations.js";
import { comparePages } from "./pages.js";
import { SchemaComparison } from "./schemas.js";
import { Reader, type Side } from "./side.js";

/**
 * Two specifications, as `spec.json` has them → what changed, and whom it breaks. All is found by names in an index; of
 * schemas, each two that stand in each other's place are compared once.
 */

export { acceptChanges, type AcceptedChange } from "./accepted.js";
export { isBreaking, type Change } from "./changes.js";
export { diffFormats, type DiffFormat } from "./formats.js";
export { matchNews, newsTypeOf, suggestedNews, type NewsItem } from "./news.js";
export { listRules } from "./list-rules.js";
export { siteOfChanges } from "./site.js";
export { summaryOf, type DiffReport } from "./report.js";
export type { Place, Side } from "./side.js";

export function diff(before: Side, after: Side): readonly Change[] {
  const facts: Fact[] = [];
  const [was, is] = [new Reader(before), new Reader(after)];
  const schemas = new SchemaComparison(was, is);
  const tell = (fact: Fact) => void facts.push(fact);
  const cx: OperationsContext = { before: was, after: is, schemas, tell };
  compareApis(cx);
  compareEvents(cx);
  compareErrors(cx);
  comparePages(cx);
  looseSchemas(cx);
  return changesOf([...facts, ...schemas.finish()]);
}

/** Schemas with names that nothing else has. */
function looseSchemas({ before, after, schemas, tell }: OperationsContext): void {
  const [wasReached, isReached] = [reachedIn(before), reachedIn(after)];
  const subject = (name: string): Subject => ({
    kind: "schema",
    name,
    id: `schema ${name}`,
    group: "",
    before: before.placeOfSchema(name),
    after: after.placeOfSchema(name),
  });
  for (const name of keysOf(before.schemas)) {
    if (wasReached.has(name)) continue;
    const [one, other] = [before.schema(name), after.schema(name)];
    if (other === null) tell(factOf("schema-removed", subject(name), { name, words: [name] }));
    else if (one !== null && !isReached.has(name)) schemas.addLoose(one, other, subject(name));
  }
  for (const name of keysOf(after.schemas))
    if (!isReached.has(name) && ownValue(before.schemas, name) === undefined)
      tell(factOf("schema-added", subject(name), { name, words: [name] }));
}

/** Names of the schemas that operations and events have, be it through others. */
function reachedIn(reader: Reader): ReadonlySet<string> {
  const reached = new Set<string>();
  const stack: (Json | undefined)[] = [reader.spec["apis"], reader.spec["events"]];
  while (stack.length > 0) {
    const value = stack.pop();
    if (isArray(value)) for (const each of value) stack.push(each);
    if (!isObject(value)) continue;
    for (const key of keysOf(value)) {
      stack.push(value[key]);
      const name = key === "$ref" ? reader.nameAt(value[key]) : null;
      if (name === null || reached.has(name)) continue;
      reached.add(name);
      stack.push(reader.schemas[name]);
    }
  }
  return reached;
}
