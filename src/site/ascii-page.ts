/**
 * A page whose few characters beyond ASCII are references, which say the same: Chromium reads bytes of ASCII alone twice as
 * fast. Where one character in fifty or more is another, as in most languages, the page stays as it is.
 */
export function withReferences(page: string): string {
  const runs = [...page.matchAll(/[^\0-\x7f]+/g)];
  const others = runs.reduce((sum, [run]) => sum + run.length, 0);
  if (others === 0 || others * 50 >= page.length) return page;
  // Put together at once from pieces: replacing would go through the page once more.
  const pieces: string[] = [];
  let at = 0;
  let next = 0;
  const copyUpTo = (end: number) => {
    for (let run = runs[next]; run && run.index < end; run = runs[++next]) {
      pieces.push(page.slice(at, run.index), references(run[0]));
      at = run.index + run[0].length;
    }
    pieces.push(page.slice(at, end));
    at = end;
  };
  for (const { 0: element, 1: name, index } of page.matchAll(elementRe)) {
    copyUpTo(index);
    pieces.push(name!.toLowerCase() === "script" ? inScript(element) : inStyle(element));
    at += element.length;
    while (next < runs.length && runs[next]!.index < at) next++;
  }
  copyUpTo(page.length);
  return pieces.join("");
}

/** What has no references within. */
const elementRe = /<(script|style)\b[^]*?<\/\1\s*>/gi;

function references(characters: string): string {
  return Array.from(characters, (character) => `&#${character.codePointAt(0)};`).join("");
}

function inScript(text: string): string {
  return text.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** @see https://drafts.csswg.org/css-syntax/#consume-escaped-code-point */
function inStyle(text: string): string {
  return text.replace(
    /[\ud800-\udbff][\udc00-\udfff]|[^\0-\x7f]/g,
    (character) => `\\${character.codePointAt(0)!.toString(16)} `,
  );
}
