import { wildcards } from "./wildcards.js";

/** Tells whether a path is one of those that patterns of specpress.yaml stand for. */
export type IsMatch = (path: string) => boolean;

/** `*` stands for any text within a name, `**` for any folders; what is said of a folder holds for all that is in it. */
export function matching(globs: readonly string[]): IsMatch {
  if (globs.length === 0) return () => false;
  const patterns = globs.map((glob) => wildcards(glob.replace(/^\.?\/|\/$/g, "")));
  const known = new Map<string, boolean>();
  return (path) => {
    let isMatch = known.get(path);
    if (isMatch === undefined) known.set(path, (isMatch = patterns.some((fits) => fits(path))));
    return isMatch;
  };
}
