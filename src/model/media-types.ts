/** `application/json`, `application/problem+json; charset=utf-8`, and the ranges that JSON is in. */
export function isJsonType(type: string): boolean {
  return /^(?:\*\/\*|application\/(?:\*|(?:[^\s;]+\+)?json))\s*(?:;|$)|^text\/json\s*(?:;|$)/i.test(
    type,
  );
}

/** A type as it can be sent, not a range such as any type at all. */
export function isConcrete(type: string): boolean {
  return !type.includes("*");
}

export const urlEncoded = "application/x-www-form-urlencoded";
export const multipart = "multipart/form-data";

/** The media type without its parameters, in lower case. */
export function essenceOf(type: string): string {
  return type.split(";", 1)[0]!.trim().toLowerCase();
}

/** `text/csv`, `application/xml`: what is written in some form, which is not JSON. */
export function isOtherText(type: string): boolean {
  return /^text\/(?!json)|^application\/(?:[^;]*\+)?(?:xml|yaml|csv)\b/i.test(type);
}
