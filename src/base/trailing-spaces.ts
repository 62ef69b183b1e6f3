interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where the lines of a text end with spaces or tabs. */
export function trailingSpaces(text: string): readonly Range[] {
  const found: Range[] = [];
  if (!/[ \t]$/.test(text) && !text.includes(" \n") && !text.includes("\t\n")) return found;
  let at = 0;
  for (const line of text.split("\n")) {
    const start = at + lengthWithoutSpaces(line);
    at += line.length;
    if (start < at) found.push({ start, end: at });
    at++;
  }
  return found;
}

function lengthWithoutSpaces(line: string): number {
  let length = line.length;
  while (line[length - 1] === " " || line[length - 1] === "\t") length--;
  return length;
}
