/**
 * Why a path of the project is not one to write to, in words behind the path: it has to stay below the root, and out of
 * folders where programs find what they run, such as `.git` and `node_modules`. All spellings count that some file system
 * takes as these: other case, 8.3 names (`GIT~1`), dots and spaces at the end, signs that are not shown. `null` where
 * nothing is wrong. Links are another matter; see commands/write-path.ts.
 */
export function whyUnsafe(path: string): string | null {
  if (/^(?:\/|[a-z]:)/i.test(path)) return "is no path within the project";
  const parts = path.split("/");
  if (parts.includes("..")) return "lies outside the project";
  if (parts.some((part) => part === "" || part === ".")) return "is no name of a file";
  for (const part of parts) {
    if (/[\\:]|\p{Cc}|\p{Cf}|[. ]$|~\d/u.test(part))
      return "has characters that no file to write may have";
    if (part.startsWith(".")) return `lies in "${part}", which is hidden`;
    if (part.toLowerCase() === "node_modules") return `lies in "${part}"`;
  }
  return null;
}

/** The longest name that every disk takes, with room for an extension. */
const longestName = 200;

/** Whether files may be named by a name of the project: one part of a path, to which one may write. */
export function isFileName(name: string): boolean {
  return whyUnsafe(name) === null && !name.includes("/") && Buffer.byteLength(name) <= longestName;
}
