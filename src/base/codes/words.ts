/** Words that sentences and hints of several codes are made of. */

/** A hint that lists words: `Did you mean "a" or "b"?`; none where there are none. */
export function oneOf(lead: string, words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  const list = words.map((word) => `"${word}"`).join(" or ");
  return lead === "It may be" ? `${lead} ${list}.` : `${lead} ${list}?`;
}

/** `1 row`, `2 rows`. */
export function plural(count: string | undefined, thing: string): string {
  return `${count} ${thing}${count === "1" ? "" : "s"}`;
}

/** The end of a sentence that says what something must be: what it is instead, if it is anything. */
export function butNot(value: string | undefined): string {
  return value ? `, not "${value}"` : "";
}

/** A target as its author knows it: `"start" (id="start")` by the name, `(id="target-1")` as one without a name. */
export function targetOf(naming = ""): string {
  const name = naming.replace(/ ?\(id="[^"]*"\)$/, "");
  return name === "" ? "An anonymous target" : `The target ${name}`;
}
