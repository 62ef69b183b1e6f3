/** Text of a project as it is printed: it steers neither a terminal nor the program that reads a log. */

/** Control characters, line ends of Unicode, and marks that change the direction of the text after them. */
const controls = /\p{Cc}|[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** The second `#` of what continuous integration takes for a command anywhere in a line: `##[group]`, `##vso[…]`. */
const commandInLine = /(?<=#)#(?=\[|vso\[|teamcity\[)/gi;

/** One line: control characters shown as a mark, tabs as a space, no command. As long as the text was. */
export function printable(text: string): string {
  return text.replaceAll("\t", " ").replace(controls, "\uFFFD").replace(commandInLine, "\uFFFD");
}

/** The same for a path that begins a line: GitHub takes `::name::` there for a command, also after spaces. */
export function printablePath(path: string): string {
  const shown = printable(path);
  return /^\s*::/.test(shown) ? `./${shown}` : shown;
}

/** The same for a name that begins a line. */
export function printableName(name: string): string {
  return printable(name).replace(/^(\s*):(?=:)/, "$1\uFFFD");
}

/** JSON for a log: the same value, with what would steer something written as escapes. */
export function printableJson(json: string): string {
  const escape = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return json
    .replace(controls, (char) => (char === "\n" ? char : escape(char)))
    .replace(commandInLine, escape);
}

/**
 * A writer of text to a log in which a service looks for commands: no line of it is one. Lines may come in pieces, but what begins a
 * line comes at once.
 */
export function withoutCommands(write: (text: string) => void): (text: string) => void {
  let isLineStart = true;
  return (text) => {
    if (text === "") return;
    const start = isLineStart ? /^([^\S\n]*):(?=:)/gm : /(?<=\n)([^\S\n]*):(?=:)/g;
    isLineStart = text.endsWith("\n");
    write(text.replace(start, "$1\uFFFD").replace(commandInLine, "\uFFFD"));
  };
}

/** A text of several lines that is printed as it is: but for control characters, which no text is meant to have. */
export function printableText(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, "\uFFFD");
}

/** A title or name for pages, which is one line; control characters no page can have. */
export function withoutControls(text: string): string {
  return text.replace(/\r\n?|\n/g, " ").replace(/(?![\t\x85])\p{Cc}/gu, "\uFFFD");
}
