/** A style without what is there for its authors: comments, and spaces where none are needed. */
export function tightStyle(style: string): string {
  const tight = style.replace(partRe, (...found) => {
    const { kept, mark }: { kept?: string; mark?: string } = found.at(-1);
    return kept ?? mark ?? " ";
  });
  return tight.trim();
}

/** A string or an address, which stay; a mark and what is around it; spaces and comments. */
const partRe =
  /(?<kept>"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|url\([^"')]*\))|(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/)*(?<mark>[{};,])(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/)*|(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/)+/g;
