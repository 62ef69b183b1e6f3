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
  for (const { name, start, end } of elementsIn(page)) {
    copyUpTo(start);
    const element = page.slice(start, end);
    pieces.push(name === "script" ? inScript(element) : inStyle(element));
    at = end;
    while (next < runs.length && runs[next]!.index < at) next++;
  }
  copyUpTo(page.length);
  return pieces.join("");
}

interface Element {
  readonly name: "script" | "style";
  readonly start: number;
  readonly end: number;
}

/** The elements that have no references within. */
function* elementsIn(page: string): Iterable<Element> {
  const openRe = /<(?<name>script|style)\b/gi;
  const endless = new Set<string>();
  for (let open = openRe.exec(page); open; open = openRe.exec(page)) {
    const name = open.groups!["name"]!.toLowerCase() as Element["name"]; // by its pattern
    // What has no end is not looked for again: pages may have many of them.
    if (endless.has(name)) continue;
    const closeRe = name === "script" ? /<\/script\s*>/gi : /<\/style\s*>/gi;
    closeRe.lastIndex = openRe.lastIndex;
    if (closeRe.test(page)) {
      yield { name, start: open.index, end: closeRe.lastIndex };
      openRe.lastIndex = closeRe.lastIndex;
    } else endless.add(name);
  }
}

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
