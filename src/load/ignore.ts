import { wildcards } from "../base/wildcards.js";

/** Tells whether a path is one of those that a project leaves out: `ignore` of specpress.yaml. */
export type IsIgnored = (path: string) => boolean;

/** `*` stands for any text within a name, `**` for any folders; what is said of a folder holds for all that is in it. */
export function ignoring(globs: readonly string[]): IsIgnored {
  if (globs.length === 0) return () => false;
  const patterns = globs.map((glob) => wildcards(glob.replace(/^\.?\/|\/$/g, "")));
  const known = new Map<string, boolean>();
  return (path) => {
    let isIgnored = known.get(path);
    if (isIgnored === undefined) known.set(path, (isIgnored = patterns.some((fits) => fits(path))));
    return isIgnored;
  };
}
