import { pointerOfFragment, type DataFile } from "../data/data.js";
import type { Refused } from "../files/files.js";
import type { Project } from "../load/project.js";

/** What a relative `$ref` is relative to. */
export interface Base {
  readonly file: DataFile;
  /** For what stands beside a `$ref`: the file which that one names. Tried where the first one has no such neighbour. */
  readonly otherwise?: DataFile;
}

/** True of a reference to another host: `https://example.org/schema`, `//example.org/schema`. */
export function isRemote(path: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(path);
}

/** The file that the path of a `$ref` names. Percent escapes are tried where the path as written names none. */
export function findFile(project: Project, path: string, base: Base): DataFile | Refused {
  const spellings = path.includes("%") ? [path, pointerOfFragment(path) ?? path] : [path];
  const bases = base.otherwise ? [base.file, base.otherwise] : [base.file];
  let first: Refused | undefined;
  for (const { source } of bases)
    for (const spelling of spellings) {
      const found = project.readData(from(source.path, spelling));
      if (!("refused" in found)) return found;
      first ??= found;
    }
  return first!; // there is at least one base and one spelling
}

function from(path: string, reference: string): string {
  return reference.startsWith("/")
    ? reference
    : path.slice(0, path.lastIndexOf("/") + 1) + reference;
}
