/** Words that sentences and hints of several codes are made of. */

/** A hint that lists words: `Did you mean "a" or "b"?`; none where there are none. */
export function oneOf(lead: string, words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  const list = words.map((word) => `"${word}"`).join(" or ");
  return lead === "It may be" ? `${lead} ${list}.` : `${lead} ${list}?`;
}

/** How to write what is to be a type. */
export const typesHint =
  'The types are "string", "number", "integer", "boolean", "object", "array" and "null".';

/** `1 row`, `2 rows`. */
export function plural(count: string | undefined, thing: string): string {
  return `${count} ${thing}${count === "1" ? "" : "s"}`;
}

/** The end of a sentence that says what something must be: what it is instead, if it is anything. */
export function butNot(value: string | undefined): string {
  return value ? `, got "${value}"` : "";
}

/** A target as its author knows it: `"start" (id="start")` by the name, `(id="target-1")` as one without a name. */
export function targetOf(naming = ""): string {
  const name = naming.replace(/ ?\(id="[^"]*"\)$/, "");
  return name === "" ? "An anonymous target" : `The target ${name}`;
}

/** In place of a name that may be meant: what is unknown looks like a schema that belongs one level deeper. */
export const deeper = "(deeper)";

/** How to fix a key that is unknown where it stands. */
export function meantBy(key: string, near: readonly string[]): string | undefined {
  if (near[0] !== deeper) return oneOf("Did you mean", near);
  return `Its value is a schema: if "${key}" is one of the "properties", indent it as far as these.`;
}
