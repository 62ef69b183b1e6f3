import type { ChangeCode } from "../base/change-rules.js";
import { isArray, isObject, keysOf, ownValue, type JsonObject } from "../data/data.js";
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
    const { pairs, removed, added } = pairRequirements(was, is);
    for (const { name } of removed) tell("security-alternative-removed", { name });
    for (const { name } of added) tell("security-alternative-added", { name });
    for (const [one, other] of pairs) compareScopes(other.name, one, other, tell);
  } else {
    // Where it is open to all, what else may be sent.
    const { removed, added } = pairRequirements(was, is);
    for (const { name } of removed) if (name !== "") tell("security-alternative-removed", { name });
    for (const { name } of added) if (name !== "") tell("security-alternative-added", { name });
  }
}

/** Alternatives are the same by their schemes' names, or else by what is sent: how a scheme is called is not. */
function pairRequirements(was: readonly Requirement[], is: readonly Requirement[]) {
  const pairs: (readonly [Requirement, Requirement])[] = [];
  let [removed, added] = [[...was], [...is]];
  for (const key of ["name", "signature"] as const)
    removed = removed.filter((one) => {
      const other = added.find((each) => each[key] === one[key]);
      if (!other || one[key] === "") return !other;
      added = added.filter((each) => each !== other);
      pairs.push([one, other]);
      return false;
    });
  added = added.filter(({ name }) => !removed.some((one) => one.name === name && name === ""));
  return { pairs, removed, added };
}

function compareScopes(name: string, was: Requirement, is: Requirement, tell: Tell): void {
  for (const scope of is.scopes)
    if (!was.scopes.has(scope)) tell("security-scope-added", { name: scope });
  for (const scope of was.scopes)
    if (!is.scopes.has(scope)) tell("security-scope-removed", { name: scope });
  if (was.sent !== is.sent && !isSentAlike(was, is))
    tell("security-scheme-changed", { name, valueBefore: was.sent, valueAfter: is.sent });
  else if (was.details !== is.details)
    tell("security-details-changed", { name, valueBefore: was.details, valueAfter: is.details });
  if (was.addresses !== is.addresses)
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
  /** Tells it apart from others whatever its schemes are called; empty where nothing is known of them. */
  readonly signature: string;
  /** Where they come from. */
  readonly addresses: string;
  /** What tokens look like, and what there is to ask for. */
  readonly details: string;
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
    const addresses = [...new Set(all.flatMap(addressesOf))].toSorted().join(", ");
    const isKnown = all.length > 0 && all.every((scheme) => textAt(scheme, "type") !== "");
    const sentBy = all.map(sent).toSorted().join(" and ");
    return {
      name: all
        .map((scheme) => textAt(scheme, "name"))
        .toSorted()
        .join(" and "),
      scopes: new Set(all.flatMap((scheme) => stringsAt(scheme, "scopes"))),
      sent: sentBy,
      signature: isKnown ? `${sentBy} ${addresses}` : "",
      addresses,
      details: all.map(detailsOf).filter(Boolean).join(" and "),
    };
  });
}

function detailsOf(scheme: JsonObject): string {
  const flows = listAt(scheme, "flows").map((flow) => {
    const scopes = ownValue(flow, "scopes");
    const names = isObject(scopes) ? keysOf(scopes).toSorted().join(", ") : "";
    return [textAt(flow, "type"), names].filter(Boolean).join(": ");
  });
  return [textAt(scheme, "bearerFormat"), ...flows.toSorted()].filter(Boolean).join("; ");
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

/** A key in the header `Authorization` is what schemes of HTTP send, said with less. */
function isSentAlike(was: Requirement, is: Requirement): boolean {
  const isKey = ({ sent }: Requirement) => /^apiKey header authorization$/i.test(sent);
  const isHttp = ({ sent }: Requirement) => /^http \S+$/i.test(sent);
  const isSameScheme = was.sent.toLowerCase() === is.sent.toLowerCase();
  return isSameScheme || (isKey(was) && isHttp(is)) || (isHttp(was) && isKey(is));
}

/** Whether nothing is needed. */
function isOpenTo(requirements: readonly Requirement[]): boolean {
  return requirements.length === 0 || requirements.some(({ name }) => name === "");
}
