import type { Span } from "../base/source.js";
import type { Edit } from "./edit.js";
import { alertOfBox } from "../base/codes/markdown.js";

/** `!!! note "Title"`; a box that folds, or stands beside its text, has no counterpart. */
const boxRe = /^!!![ \t]+(?<kind>[a-z][\w-]*)(?:[ \t]+"(?<title>[^"*]+)")?$/;

const deep = "    ";

/**
 * A box of MkDocs as an alert: its title in bold, and the text below it, which is deeper, as the lines of a quotation. Nothing
 * where no text follows, or something else stands before it on its line.
 *
 *     !!! tip "Lamps"        > [!TIP]
 *         Switch them off.   > **Lamps**
 *                            >
 *                            > Switch them off.
 */
export function boxAsAlert({ source: { text }, start, end }: Span): readonly Edit[] {
  const groups = boxRe.exec(text.slice(start, end))?.groups;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const indent = text.slice(lineStart, start);
  if (!groups || indent.trim() !== "") return [];
  const { kind = "", title } = groups;
  const next = nextLine(text, end);
  const apart = text.slice(next, nextLine(text, next)).trim() === "" ? "" : `\n${indent}>`;
  const titled = title ? `\n${indent}> **${title.trim()}**${apart}` : "";
  const body = bodyEdits(text, next, indent);
  return body.length === 0
    ? []
    : [{ start, end, text: `> [!${alertOfBox(kind)}]${titled}` }, ...body];
}

/** The lines from `at` on that are deeper, and the blank ones between them. */
function bodyEdits(text: string, at: number, indent: string): readonly Edit[] {
  const edits: Edit[] = [];
  let blank: Edit[] = [];
  for (let line = at; line < text.length; line = nextLine(text, line)) {
    const start = line + indent.length;
    const written = text.slice(line, nextLine(text, line)).trimEnd();
    if (written === "") {
      blank.push({ start: line, end: line, text: `${indent}>` });
    } else if (written.startsWith(indent + deep)) {
      edits.push(...blank, { start, end: start + deep.length, text: "> " });
      blank = [];
    } else {
      // Without a blank line it would belong to the quotation.
      const isNext = edits.length > 0 && blank.length === 0;
      return isNext ? [...edits, { start: line, end: line, text: "\n" }] : edits;
    }
  }
  return edits;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end + 1;
}
