/** Marks a line that stands for blocks which are made as nodes. No text that is read has it: half of a surrogate pair. */
const mark = "\udfff";

/** The line that stands for the blocks of a key. */
export function madeMark(key: string): string {
  return `${mark}${key}${mark}`;
}

/** The key that a line stands for; `null` where it is other text. */
export function madeKey(line: string): string | null {
  return line.startsWith(mark) && line.endsWith(mark) && line.length > 2 ? line.slice(1, -1) : null;
}
