/** Tells whether a path is one of those that patterns of specpress.yaml stand for. */
export type IsMatch = (path: string) => boolean;

/** `*` stands for any text within a name, `**` for any folders; what is said of a folder holds for all that is in it. */
export function matching(globs: readonly string[]): IsMatch {
  if (globs.length === 0) return () => false;
  const patterns = globs.map(patternOf);
  return (path) => patterns.some((pattern) => pattern.test(path));
}

function patternOf(glob: string): RegExp {
  const source = glob
    .replace(/^\.?\/|\/$/g, "")
    .split(/(\*\*\/|\*\*|\*)/)
    .map((part) => words.get(part) ?? part.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&"))
    .join("");
  return new RegExp(`^${source}(?:/.*)?$`, "su");
}

const words: ReadonlyMap<string, string> = new Map([
  ["**/", "(?:[^/]+/)*"],
  ["**", ".*"],
  ["*", "[^/]*"],
]);
