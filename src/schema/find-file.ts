import { posix } from "node:path";
import { pointerOfFragment, type DataFile } from "../data/data.js";

/** What the registry needs of the project: its data files. */
export interface DataFiles {
  /** A file by its path relative to the project's root, or why it is not read. */
  readonly readData: (path: string) => DataFile | Refusal;
  /** All that were read so far: an `$id` in one of them may be what an absolute `$ref` names. */
  readonly files?: ReadonlyMap<string, DataFile>;
}

/** Why a file is not read. */
export interface Refusal {
  /** What comes after the file's name in a sentence: "does not exist". */
  readonly refused: string;
  /** Paths of what looks like it. */
  readonly near: readonly string[];
}

export function isRefusal(found: DataFile | Refusal): found is Refusal {
  return "refused" in found;
}

/** True of a reference to another host: `https://example.org/schema`, `//example.org/schema`. */
export function isRemote(path: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(path);
}

/**
 * The file that the path of a `$ref` names from another one, or why it is not read, with what looks like it as that other one
 * would name it. Percent escapes are tried where the path as written names none.
 */
export function findFile({ readData }: DataFiles, path: string, from: string): DataFile | Refusal {
  const found = relativeTo(from, path, readData(beside(from, path)));
  if (!isRefusal(found) || !path.includes("%")) return found;
  const other = pointerOfFragment(path);
  const decoded = other === null ? found : readData(beside(from, other));
  return isRefusal(decoded) ? found : decoded;
}

function relativeTo(from: string, path: string, found: DataFile | Refusal): DataFile | Refusal {
  if (!isRefusal(found) || path.startsWith("/")) return found;
  const near = found.near.map((each) => posix.relative(posix.dirname(from), each));
  return { ...found, near };
}

function beside(path: string, reference: string): string {
  return reference.startsWith("/")
    ? reference
    : path.slice(0, path.lastIndexOf("/") + 1) + reference;
}
