/** What lies in a folder under a name. A link is one of the file system's; `other` is a device, a socket, and the like. */
export type Kind = "file" | "folder" | "link" | "other";

/** Where a link leads. */
export interface LinkTarget {
  /** With `/`; seen from the link's folder, or from the root. */
  readonly path: string;
  readonly fromRoot: boolean;
}

/**
 * Files below a root: on the disk, or in memory. Paths are relative to the root, with `/`, and none of their parts is a
 * link: who follows links is `Tree`. Nothing is ever thrown for what is not there.
 */
export interface Files {
  /** Absolute real path of the root on the disk. */
  readonly root: string;
  /** What a folder holds, by name and in the order of the names; `null` where it cannot be read. The root is `""`. */
  list(folder: string): ReadonlyMap<string, Kind> | null;
  /** The bytes of a file; `null` where they cannot be read. */
  bytes(path: string): Buffer | null;
  /** `null` where there is no link, or it leads nowhere. */
  linkTarget(path: string): LinkTarget | null;
}

/** Why a file is not read. */
export interface Refused {
  /** What stands behind the file's name in a sentence: "does not exist", "lies outside the project". */
  readonly refused: string;
  /** The path with names that look like the one which does not exist. */
  readonly near: readonly string[];
  /** It is not for the specification to read: it lies outside the project or is hidden. */
  readonly isForbidden?: true;
}

export function isRefused(found: object): found is Refused {
  return "refused" in found;
}
