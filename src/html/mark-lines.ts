import { el, join, trusted, type Html } from "./element.js";

const piece = /<span[^>]*>|<\/span>|\n|[^<\n]+|</g;

/**
 * Code as HTML → the same with some of its lines marked. Colours may reach over lines: they are ended with each line and
 * begun again in the next.
 */
export function markLines(html: Html, numbers: readonly number[]): Html {
  const wanted = new Set(numbers);
  const lines = splitLines(html);
  return join(
    lines.map((line, index) => (wanted.has(index + 1) ? el("mark", {}, line) : line)),
    "\n",
  );
}

/** Lines that stand by themselves: every `<span>` in them is closed. */
function splitLines(html: Html): Html[] {
  const lines: Html[] = [];
  const open: string[] = [];
  let line = "";
  for (const [part] of html.matchAll(piece)) {
    if (part === "\n") {
      lines.push(trusted(line + "</span>".repeat(open.length)));
      line = open.join("");
      continue;
    }
    line += part;
    if (part.startsWith("<span")) open.push(part);
    else if (part === "</span>") open.pop();
  }
  lines.push(trusted(line));
  return lines;
}
