import { isObject, ownValue } from "../../data/data.js";
import type { Located } from "../../data/located.js";
import { below } from "../document-reader.js";
import type { Operation, Parameter } from "../model.js";
import { namesIn } from "../path-names.js";
import { valueAt } from "../references.js";
import { writtenParameters } from "../written-parameters.js";
import { operationsOf, type Rule, type RuleContext } from "../rule.js";

/** Path parameters are named in the path, and the other way round; they are required. */
export const pathParameters: Rule = {
  codes: ["path-parameter-missing", "path-parameter-unknown", "path-parameter-optional"],
  check(documents, cx) {
    const reported = new Map<Located, Set<string>>();
    for (const { operation, of } of operationsOf(documents)) {
      const declared = operation.parameters.filter((each) => each.in === "path");
      for (const parameter of declared) checkRequired(parameter, cx);
      if (of === "path") checkNames(operation, declared, reported, cx);
    }
  },
};

function checkRequired({ at, name, required }: Parameter, cx: RuleContext): void {
  if (required) return;
  const value = valueAt(at);
  const written = isObject(value) ? ownValue(value, "required") : undefined;
  if (written !== undefined && typeof written !== "boolean") return; // reported with the structure
  const key = written === undefined ? "name" : "required";
  const place = below(at, key);
  if (!cx.hasTold(place)) cx.report("path-parameter-optional", place, [name]);
}

function checkNames(
  { at, path, pathItem }: Operation,
  declared: readonly Parameter[],
  reported: Map<Located, Set<string>>,
  cx: RuleContext,
): void {
  const names = new Set(declared.map(({ name }) => name));
  const inPath = new Set(namesIn(path));
  const unnamed = [...inPath].filter((name) => !names.has(name));
  const unknown = declared.filter(({ name }) => !inPath.has(name));
  // Of one each, the one stands for the other, however they are called.
  const only = unnamed.length === 1 && unknown.length === 1 ? unnamed : null;
  for (const { at: place, name } of unknown.slice(0, mostReported))
    cx.report(
      "path-parameter-unknown",
      below(place, "name"),
      [name, path.trim(), ...(only ?? cx.near(name, inPath))],
      { detail: path }, // a shared parameter may fit one path and not another
    );
  const moreUnknown = unknown.length - mostReported;
  if (moreUnknown > 0)
    cx.report("path-parameter-unknown", at, [`${moreUnknown} more`, path.trim()], { of: "key" });
  if (only) return;
  const written = [pathItem.at, at].flatMap((holder) => writtenParameters(holder, cx.find));
  if (written.includes(null)) return; // one of those that cannot be read may be meant
  // What one operation of a path lacks, the others may lack as well.
  const known = reported.get(pathItem.at) ?? new Set();
  reported.set(pathItem.at, known);
  const missing = unnamed.filter((name) => !known.has(name));
  const others = [...names].filter((name) => !inPath.has(name));
  for (const name of missing) known.add(name);
  for (const name of missing.slice(0, mostReported)) {
    const parts = [name, path.trim(), ...cx.near(name, others)] as const;
    cx.report("path-parameter-missing", at, parts, { of: "key", detail: name });
  }
  const more = missing.length - mostReported;
  if (more > 0)
    cx.report("path-parameter-missing", at, [`${more} more`, path.trim()], { of: "key" });
}

/** Of a path with more parameters than anybody writes, not each one is worth a finding with all of the path. */
const mostReported = 20;
