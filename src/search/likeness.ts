import type { Asked } from "./written-index.js";

const shortestStem = 4;
const longestEnd = 4;

/** Whether it is the same word with another end: "filter" and "filtering". */
export function isForm(word: string, beginning: string): boolean {
  return beginning.length >= shortestStem && word.length - beginning.length <= longestEnd;
}

/** Whether it is a word of an identifier, perhaps in the plural or not cut short. */
export function isSameWord(called: string, word: string): boolean {
  const singular = called.replace(/s$/, "");
  return [called, singular].includes(word) || (word === "id" && singular === "identifier");
}

/** Whether a text has an identifier as a whole, or all its parts. */
export function isAmong(text: string, { whole, parts }: Asked[number]): boolean {
  if (whole !== "" && text.includes(whole)) return true;
  return parts.length > 0 && parts.every((part) => text.includes(part));
}

/** A text whose words have blanks between them that may have hyphens. */
export function spaced(text: string): string {
  return text.replaceAll("-", " ");
}

export function digitsOf(word: string): string {
  return word.replace(/\D+/g, "");
}
