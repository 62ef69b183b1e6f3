/** Marks a line that stands for blocks which are made as nodes. No text that is read has it: half of a surrogate pair. */
const mark = "\udfff";
/** With `u`, this half is found alone only: it is also that of whole characters, such as U+1F3FF. */
const halfRe = /\udfff/u;
const markRe = /\udfff([^\udfff]*)\udfff/gu;

/** The line that stands for the blocks of a key. */
export function madeMark(key: string): string {
  return `${mark}${key}${mark}`;
}

/** The key that a line stands for; `null` where it is other text. */
export function madeKey(line: string): string | null {
  return line.startsWith(mark) && line.endsWith(mark) && line.length > 2 ? line.slice(1, -1) : null;
}

/** Where a text has such a mark; -1 where it has none. */
export function madeMarkIn(text: string): number {
  return text.includes(mark) ? text.search(halfRe) : -1;
}

/** A text with the variables that stand where nothing is made of them, as their author wrote them. */
export function marksAsVariables(text: string): string {
  return text.includes(mark) ? text.replace(markRe, "{{$1}}") : text;
}

const described = "description-";

/** The line that stands for a text of a data file which is no reStructuredText: of a place in a file. */
export function descriptionMark(path: string, pointer: string): string {
  return madeMark(described + Buffer.from(JSON.stringify([path, pointer])).toString("hex"));
}

/** The place that such a line's key names; `null` for other keys. */
export function describedPlace(key: string): { path: string; pointer: string } | null {
  if (!key.startsWith(described)) return null;
  const text = Buffer.from(key.slice(described.length), "hex").toString();
  const [path, pointer] = JSON.parse(text) as [string, string]; // as they were put there
  return { path, pointer };
}
