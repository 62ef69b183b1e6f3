import type { ChangeCode } from "../base/change-rules.js";
import { isArray, isObject, ownValue, type JsonObject } from "../data/data.js";
import type { Given } from "./facts.js";
import { listAt, stringsAt, textAt } from "./side.js";

type Tell = (code: ChangeCode, given: Given) => void;

/** What an operation asks for of those who call it. */
export function compareSecurity(before: JsonObject, after: JsonObject, tell: Tell): void {
  const [was, is] = [requirementsOf(before), requirementsOf(after)];
  const text = (all: readonly Requirement[]) => all.map(({ name }) => name).join(" or ");
  const [wasOpen, isOpen] = [isOpenTo(was), isOpenTo(is)];
  if (wasOpen !== isOpen) {
    if (isOpen) tell("security-removed", { name: text(was.filter(({ name }) => name !== "")) });
    else tell("security-added", { name: text(is) });
  } else if (!wasOpen) {
    const names = (all: readonly Requirement[]) => new Map(all.map((each) => [each.name, each]));
    const [old, now] = [names(was), names(is)];
    for (const name of old.keys())
      if (!now.has(name)) tell("security-alternative-removed", { name });
    for (const name of now.keys()) if (!old.has(name)) tell("security-alternative-added", { name });
    for (const [name, one] of old) {
      const other = now.get(name);
      if (other) compareScopes(name, one, other, tell);
    }
    return;
  }
  // Where it is open to all, what else may be sent.
  if (wasOpen && isOpen) {
    const [old, now] = [was, is].map((all) => new Set(all.map(({ name }) => name)));
    for (const name of old!)
      if (name !== "" && !now!.has(name)) tell("security-alternative-removed", { name });
    for (const name of now!)
      if (name !== "" && !old!.has(name)) tell("security-alternative-added", { name });
  }
}

function compareScopes(name: string, was: Requirement, is: Requirement, tell: Tell): void {
  for (const scope of is.scopes)
    if (!was.scopes.has(scope)) tell("security-scope-added", { name: scope });
  for (const scope of was.scopes)
    if (!is.scopes.has(scope)) tell("security-scope-removed", { name: scope });
  if (was.sent !== is.sent)
    tell("security-scheme-changed", { name, valueBefore: was.sent, valueAfter: is.sent });
  else if (was.addresses !== is.addresses)
    tell("security-address-changed", {
      name,
      valueBefore: was.addresses,
      valueAfter: is.addresses,
    });
}

interface Requirement {
  /** The schemes that are needed together; empty: none. */
  readonly name: string;
  readonly scopes: ReadonlySet<string>;
  /** How its credentials are sent. */
  readonly sent: string;
  /** Where they come from. */
  readonly addresses: string;
}

function requirementsOf(operation: JsonObject): readonly Requirement[] {
  const given = ownValue(operation, "security");
  if (!isArray(given)) return [];
  return given.filter(isArray).map((schemes) => {
    const all = schemes.filter(isObject);
    const sent = (scheme: JsonObject) =>
      [
        textAt(scheme, "type"),
        textAt(scheme, "scheme"),
        textAt(scheme, "in"),
        textAt(scheme, "keyName"),
      ]
        .filter(Boolean)
        .join(" ");
    return {
      name: all
        .map((scheme) => textAt(scheme, "name"))
        .toSorted()
        .join(" and "),
      scopes: new Set(all.flatMap((scheme) => stringsAt(scheme, "scopes"))),
      sent: all.map(sent).toSorted().join(" and "),
      addresses: [...new Set(all.flatMap(addressesOf))].toSorted().join(", "),
    };
  });
}

function addressesOf(scheme: JsonObject): readonly string[] {
  const holders = [scheme, ...listAt(scheme, "flows")];
  return holders
    .flatMap((holder) =>
      ["openIdConnectUrl", "authorizationUrl", "tokenUrl", "refreshUrl"].map((key) =>
        textAt(holder, key),
      ),
    )
    .filter(Boolean);
}

/** Whether nothing is needed. */
function isOpenTo(requirements: readonly Requirement[]): boolean {
  return requirements.length === 0 || requirements.some(({ name }) => name === "");
}
