/**
 * Whether a file's name fits a pattern as Python's fnmatch has it, whatever the case: `*` any text, `?` one character,
 * `[a-c]` and `[!a-c]` one of some. The time grows with both lengths only.
 */
export function fitsName(name: string, pattern: string): boolean {
  return fitsExactly(name.toLowerCase(), pattern.toLowerCase());
}

/** The same where the case counts. */
export function fitsExactly(name: string, pattern: string): boolean {
  const chars = [...name];
  const tests = testsOf(pattern);
  let at = 0;
  let index = 0;
  let star = -1;
  let resume = 0;
  while (at < chars.length) {
    const test = tests[index];
    if (test === "*") {
      star = index++;
      resume = at;
    } else if (test?.(chars[at]!)) {
      at++;
      index++;
    } else if (star !== -1) {
      index = star + 1;
      at = ++resume;
    } else return false;
  }
  return tests.slice(index).every((test) => test === "*");
}

type CharTest = "*" | ((char: string) => boolean);

function testsOf(pattern: string): readonly CharTest[] {
  const parts = pattern.match(/\[!?\]?[^\]]*\]|[^]/gu) ?? [];
  return parts.map((part) => {
    if (part === "*") return "*";
    if (part === "?") return () => true;
    if (part.length > 2 && part.startsWith("[")) return oneOf(part.slice(1, -1));
    return (char) => char === part;
  });
}

function oneOf(list: string): (char: string) => boolean {
  const isOther = list.startsWith("!");
  const ranges = [...(isOther ? list.slice(1) : list).matchAll(/(?<from>[^])(?:-(?<to>[^]))?/gu)];
  return (char) =>
    ranges.some(
      ({ groups }) => char >= groups!["from"]! && char <= (groups!["to"] ?? groups!["from"]!),
    ) !== isOther;
}
