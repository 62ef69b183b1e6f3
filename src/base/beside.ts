import { posix } from "node:path";
import { authored, type Source } from "./source.js";

/** How files that a text names are read: by the name as it stands there, and the text it stands in. */
type ReadNamed = (
  name: string,
  from: Source,
  encoding?: string,
) => Source | { readonly refused: string; readonly near?: readonly string[] };

/**
 * What reads files by path from a project's root → what reads them by the name that a text gives. Looked for beside the
 * text itself (beside the author's file, for made text), then in each of the folders. Where there is none, the reason is
 * that of the first place, with what looks like it as the text would name it.
 */
export function readBeside(
  read: (
    path: string,
    encoding?: string,
  ) => Source | { readonly refused: string; readonly near?: readonly string[] },
  folders: readonly string[],
): ReadNamed {
  return (name, from, encoding) => {
    // No place beside anything: who reads refuses it.
    if (posix.isAbsolute(name)) return read(name, encoding);
    const { source } = authored({ source: from, start: 0, end: 0 });
    const tries = [posix.dirname(source.path), ...folders].map((at) => {
      const tried = read(posix.join(at, name), encoding);
      if (!("refused" in tried) || !tried.near) return tried;
      return { ...tried, near: tried.near.map((each) => posix.relative(at, each)) };
    });
    return tries.find((tried) => !("refused" in tried)) ?? tries[0]!;
  };
}
