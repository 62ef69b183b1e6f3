import type { Code } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import type { Located } from "../data/located.js";
import type { Failure } from "./failure.js";
import { askedIn } from "./asked.js";
import { faultsOf, type Fault } from "./faults.js";
import {
  allowedTexts,
  demandOf,
  got,
  gotFor,
  listed,
  listedShortly,
  nameOfAlternative,
  typeNames,
} from "./words.js";

/** What is wrong with a value, in the words of a finding. */
export interface Explanation {
  readonly code: Extract<Code, `example-${string}`>;
  readonly parts: readonly string[];
  /** From the value that was validated to the one that is meant. */
  readonly path: readonly string[];
  /** The keys that are meant, where they are missing from that value or too many in it. */
  readonly keys: readonly string[];
  /** The keyword that wants it otherwise, and the `oneOf` or `anyOf` it is in. */
  readonly at: Located;
  readonly choice: Located | null;
  readonly failure: Failure;
}

export interface ExplainOptions {
  /** What the value is called as a whole: `The example`. */
  readonly name: string;
  /** Names that a word may stand for. */
  readonly near?: (word: string, known: Iterable<string>) => readonly string[];
}

/**
 * Failures in words, one explanation for each cause. Of alternatives the one that is meant counts, by a discriminator, a
 * constant or the type; where nothing says which, all are named and it is said what is wrong by the nearest.
 */
export function explain(
  failures: readonly Failure[],
  { name, near = nearest }: ExplainOptions,
): readonly Explanation[] {
  return faultsOf(failures).map((fault) => explanationOf(fault, name, near));
}

type Near = NonNullable<ExplainOptions["near"]>;

function explanationOf(fault: Fault, name: string, near: Near): Explanation {
  const { failure, choice } = fault;
  const { path, at } = failure;
  const plain = path.length === 0 ? name : `\`${path.join(".")}\``;
  const subject = conditionOf(failure) + (failure.condition ? lowered(plain) : plain);
  return {
    ...wordsOf(fault, subject, near),
    path,
    at,
    choice: choice && choice !== failure ? choice.at : null,
    failure,
  };
}

/** `Where \`kind\` is "a", `: the condition that a value is under, as the beginning of a sentence; empty where there is none. */
function conditionOf({ condition }: Failure): string {
  if (!condition) return "";
  return `${condition.holds ? "Where" : "Unless"} ${askedIn(condition.when, condition.path)}, `;
}

/** `the example` for `The example`; keys stay as they are. */
function lowered(name: string): string {
  return name.startsWith("The ") ? `t${name.slice(1)}` : name;
}

type Words = Pick<Explanation, "code" | "parts" | "keys">;

function wordsOf(fault: Fault, subject: string, near: Near): Words {
  const { failure, missing } = fault;
  const { keyword, params, value, written } = failure;
  if (missing.length > 0) {
    const names = listedShortly(quoted(missing), "and");
    const why = params.because === undefined ? [] : [keyword, params.because];
    return { code: "example-missing-key", parts: [names, subject, ...why], keys: missing };
  }
  if (params.key !== undefined && keyword !== "propertyNames") {
    const known = failure.schema.entries("properties").map(([key]) => key);
    const parts = [params.key, subject, ...near(params.key, known)];
    return { code: "example-unknown-key", parts, keys: [params.key] };
  }
  if (fault.types.length > 0) {
    const parts = [subject, typeNames(fault.types), got(value, written), quotesFor(fault)];
    return { code: "example-wrong-type", parts, keys: [] };
  }
  if (fault.values.length > 0) return notAllowed(fault, subject, near);
  const parts = [subject, demandOf(failure), gotFor(failure) + byNearest(fault, near)];
  return { code: "example-wrong-value", parts, keys: [] };
}

function notAllowed({ failure, values }: Fault, subject: string, near: Near): Words {
  const { value, written } = failure;
  const names = values.filter((each) => typeof each === "string");
  const meant = typeof value === "string" ? near(value, names) : [];
  const wanted = listedShortly(allowedTexts(failure, values));
  return {
    code: "example-not-allowed",
    parts: [subject, wanted, got(value, written), ...meant],
    keys: [],
  };
}

/** `; the nearest is "Image": "url" is missing` */
function byNearest({ nearest: best }: Fault, near: Near): string {
  if (!best) return "";
  const [first, ...others] = best.faults;
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  return `; the nearest is ${nameOfAlternative(best.schema)}: ${first ? shortWords(first, near) : ""}${more}`;
}

/** What is wrong, as a part of a sentence. */
function shortWords(fault: Fault, near: Near): string {
  const { path } = fault.failure;
  const subject = path.length === 0 ? "it" : `\`${path.join(".")}\``;
  const { code, parts, keys } = wordsOf(fault, subject, near);
  switch (code) {
    case "example-missing-key":
      return `${listed(quoted(keys), "and")} ${keys.length === 1 ? "is" : "are"} missing`;
    case "example-unknown-key":
      return `"${keys[0]}" is not allowed`;
    case "example-wrong-value":
      return `${subject} must ${parts[1]}`;
    default:
      return `expected ${parts[1]}${path.length === 0 ? "" : ` as ${subject}`}, got ${parts[2]}`;
  }
}

function quoted(names: readonly string[]): readonly string[] {
  return names.map((name) => `"${name}"`);
}

/** Where quotes make the difference, advice to write or leave them out. */
function quotesFor({ types, failure: { value } }: Fault): string {
  const isNumber = types.includes("integer") || types.includes("number");
  const without =
    typeof value === "string" &&
    ((isNumber && /^-?\d+(?:\.\d+)?$/.test(value)) ||
      (types.includes("boolean") && /^(?:true|false)$/.test(value)));
  if (without) return "Write it without quotes.";
  const isPlain = typeof value === "number" || typeof value === "boolean";
  return types.includes("string") && isPlain ? "Put it in quotes." : "";
}
