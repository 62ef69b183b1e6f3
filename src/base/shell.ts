/** A text as one word of a command line of a POSIX shell. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The same without quotes where it needs none. */
export function shellWord(text: string): string {
  return /^[\w./][\w./+@:,=-]*$/.test(text) ? text : shellQuoted(text);
}
