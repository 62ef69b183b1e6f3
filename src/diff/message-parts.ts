import type { ChangeCode } from "../base/change-rules.js";
import type { JsonObject } from "../data/data.js";
import type { Given } from "./facts.js";
import { canonical, listAt, textAt, without, wordOf } from "./side.js";

/** What stands beside the schemas of messages: how parameters and fields of forms are sent, and where responses lead. */

type Tell = (
  code: ChangeCode,
  given: Given,
  objects: readonly [JsonObject | undefined, JsonObject | undefined],
) => void;

/**
 * How the value of a parameter or header is written. `may`: what it may be; one value is written alike in most styles, and a
 * list in the style `simple`, which headers have, whether it is exploded or not.
 */
export function writtenAs(parameter: JsonObject, may: "array" | "object" | null): string {
  const [media] = listAt(parameter, "content");
  if (media) return textAt(media, "type");
  const style = textAt(parameter, "style");
  const reserved =
    parameter["allowReserved"] === true ? "with reserved characters as they are" : "";
  const isPrefixed = style === "label" || style === "matrix";
  const isSimple = style === "simple" || style === "";
  const exploded =
    parameter["explode"] === true && !(isSimple && may === "array") ? "exploded" : "";
  const parts = may === null && !isPrefixed ? [reserved] : [style, exploded, reserved];
  return parts.filter(Boolean).join(", ");
}

/** How the fields of a form are encoded. */
export function compareEncodings(
  before: JsonObject,
  after: JsonObject,
  part: string,
  tell: Tell,
): void {
  const byName = (media: JsonObject) =>
    new Map(listAt(media, "encoding").map((each) => [textAt(each, "property"), each]));
  const [was, is] = [byName(before), byName(after)];
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    const [one, other] = [was.get(name), is.get(name)];
    const [valueBefore, valueAfter] = [encodedAs(one), encodedAs(other)];
    if (valueBefore !== valueAfter)
      tell("encoding-changed", { part, name, valueBefore, valueAfter, words: [name] }, [
        one,
        other,
      ]);
  }
}

function encodedAs(encoding: JsonObject | undefined): string {
  if (!encoding) return "";
  const headers = listAt(encoding, "headers").map((each) => `header ${textAt(each, "name")}`);
  const flags = ["explode", "allowReserved"].filter((key) => key in encoding);
  return [
    textAt(encoding, "contentType"),
    textAt(encoding, "style"),
    ...flags.map((key) => `${key}: ${wordOf(encoding[key]!)}`),
    ...headers,
  ]
    .filter(Boolean)
    .join(", ");
}

/** Where a response leads. */
export function compareLinks(
  before: JsonObject,
  after: JsonObject,
  part: string,
  tell: Tell,
): void {
  const byName = (response: JsonObject) =>
    new Map(listAt(response, "links").map((each) => [textAt(each, "name"), each]));
  const [was, is] = [byName(before), byName(after)];
  for (const [name, one] of was) {
    const other = is.get(name);
    const given = { part, name, words: [name] };
    if (!other) tell("link-removed", given, [one, undefined]);
    else if (said(one) !== said(other)) tell("link-changed", given, [one, other]);
  }
  for (const [name, other] of is)
    if (!was.has(name)) tell("link-added", { part, name, words: [name] }, [undefined, other]);
}

/** What a link says to programs. */
function said(link: JsonObject): string {
  return canonical(without(link, ["source", "description"]));
}

/** Whether a range of media types has a type: `application/*`. */
export function isInRange(type: string, ranges: Iterable<string>): boolean {
  const [main] = type.split("/", 1);
  return [...ranges].some((range) => range === "*/*" || range === `${main}/*`);
}
