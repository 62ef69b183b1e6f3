import { isObject, keysOf, type JsonObject } from "../../data/data.js";
import { stepBelow, type Located } from "../../data/located.js";
import { below, homeOf } from "../document-reader.js";
import type { ApiDocument, Requirement, SecurityScheme } from "../model.js";
import { valueAt } from "../references.js";
import { operationsOf, type Rule, type RuleContext } from "../rule.js";

/** What `security` names are security schemes, with scopes that they have. */
export const security: Rule = {
  codes: ["undefined-security", "security-scopes", "undefined-scope"],
  check(documents, cx) {
    for (const document of documents.filter(isReadable)) {
      const schemes = new Map(document.securitySchemes.map((each) => [each.name, each]));
      const names = namesOf(document);
      const lists = operationsOf([document]).map(({ operation }) => operation.security);
      for (const list of new Set([document.security, ...lists]))
        for (const requirement of list ?? []) check(requirement, document, schemes, names, cx);
    }
  },
};

/** Whether the schemes of a document can be known; else it is reported with the structure. */
function isReadable({ at, version }: ApiDocument): boolean {
  const keys = version === "2.0" ? ["securityDefinitions"] : ["components", "securitySchemes"];
  const places = keys.map((_, index) => keys.slice(0, index + 1).reduce<Located>(stepBelow, at));
  const above = places.map(valueAt);
  return above.every((value) => value === undefined || isObject(value));
}

/** Also of those that cannot be read, which is reported with the structure. */
function namesOf({ components }: ApiDocument): ReadonlySet<string> {
  return new Set(
    components.flatMap(({ kind, name }) =>
      kind === "securitySchemes" || kind === "securityDefinitions" ? [name] : [],
    ),
  );
}

function check(
  { at, schemes: needed }: Requirement,
  { version }: ApiDocument,
  schemes: ReadonlyMap<string, SecurityScheme>,
  names: ReadonlySet<string>,
  cx: RuleContext,
): void {
  if (homeOf(at.pointer) !== null) return; // the `$ref` that leads there is reported with the structure
  for (const { name, scopes } of needed) {
    const place = below(at, name);
    if (name === "$ref" && typeof valueAt(place) === "string") continue; // reported where it is followed
    const scheme = schemes.get(name);
    if (!names.has(name)) {
      // Since 3.2 the URI of a scheme may stand for its name.
      if (version.startsWith("3.2") && /[#/]/.test(name) && cx.find(name, at)) continue;
      cx.report("undefined-security", place, [name, ...cx.near(name, names)], { of: "key" });
    } else if (scheme) checkScopes(scheme, scopes, place, version, cx);
  }
}

function checkScopes(
  scheme: SecurityScheme,
  scopes: readonly string[],
  at: Requirement["at"],
  version: string,
  cx: RuleContext,
): void {
  const { name, type, flows } = scheme;
  // Since 3.1 other schemes may list the roles that are needed.
  if (type !== "oauth2" && type !== "openIdConnect" && /^(?:2|3\.0)/.test(version)) {
    if (scopes.length > 0) cx.report("security-scopes", at, [name, writtenType(scheme, version)]);
    return;
  }
  if (type !== "oauth2" || flows.length === 0) return;
  const maps = flows.map((flow) => valueAt(below(flow.at, "scopes")));
  const known = new Set(maps.flatMap((map) => (isObject(map) ? keysOf(map) : [])));
  const written = valueAt(below(scheme.at, "flows"));
  const isWhole = !isObject(written) || flowsIn(written).length === flows.length;
  if (!isWhole || maps.some((map) => !isObject(map))) return; // reported with the structure
  for (const scope of scopes)
    if (!known.has(scope))
      cx.report("undefined-scope", at, [scope, name, ...cx.near(scope, known)], { detail: scope });
}

function flowsIn(flows: JsonObject): readonly string[] {
  return keysOf(flows).filter((key) => !key.startsWith("x-"));
}

function writtenType({ type, scheme }: SecurityScheme, version: string): string {
  return version === "2.0" && scheme === "basic" ? scheme : type;
}
