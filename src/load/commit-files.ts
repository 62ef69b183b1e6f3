import { commitFiles, largestFile, type BlobEntry } from "../files/git.js";
import type { Files } from "../files/files.js";
import { gitBytes, type Repository } from "./git.js";

/** A hostile tree may show one folder in itself again and again: this is room for about a million files. */
const longestListing = 200_000_000;

/** How many bytes of contents git prints at most at a time. */
const longestContents = 800_000_000;

/**
 * The files of a commit below the folder that the repository was asked for; nothing is checked out, and what its
 * attributes name (filters, conversions) does not run. `null` where git cannot list them. `known` keeps contents for
 * further commits.
 */
export function filesOfCommit(
  repository: Repository,
  commit: string,
  known?: Map<string, Buffer>,
): Files | null {
  const { top, prefix } = repository;
  const scope = prefix === "" ? [] : ["--", prefix];
  const args = ["ls-tree", "-r", "-l", "-z", "--full-tree", commit, ...scope];
  const listing = gitBytes(repository, args, "", longestListing)?.toString("utf8");
  if (listing === undefined) return null;
  const root = prefix === "" ? top : `${top}/${prefix.slice(0, -1)}`;
  const entries = new Map(entriesIn(listing, prefix));
  const sizes = new Map([...entries.values()].map(({ hash, size }) => [hash, size ?? 0]));
  const read = (hashes: readonly string[]) => {
    const found = new Map<string, Buffer>();
    for (const some of portions(hashes, sizes)) readBlobs(repository, some, found);
    return found;
  };
  return commitFiles(root, entries, read, known);
}

// 100644 blob 7898192261678c1a54d8f5c7e2a7d5e52d4ba4c7    1234<tab>path
const line = /^(?<mode>\d{6}) \w+ (?<hash>[0-9a-f]+) +(?<size>\S+)\t(?<path>[^]+)$/;

const kinds: Readonly<Record<string, BlobEntry["kind"]>> = {
  "100": "file",
  "120": "link",
  "160": "submodule",
};

function* entriesIn(listing: string, prefix: string): Iterable<[string, BlobEntry]> {
  for (const text of listing.split("\0")) {
    const { mode = "", hash = "", size = "", path: whole = "" } = line.exec(text)?.groups ?? {};
    if (!whole.startsWith(prefix)) continue;
    const path = whole.slice(prefix.length);
    const kind = kinds[mode.slice(0, 3)];
    // No tree that git made has such names.
    if (!kind || /(?:^|\/)(?:\.{0,2})(?:\/|$)/.test(path)) continue;
    yield [path, { kind, hash, size: /^\d+$/.test(size) ? Number(size) : null }];
  }
}

/** Hashes in lists whose contents are read at once. */
function* portions(
  hashes: readonly string[],
  sizes: ReadonlyMap<string, number>,
): Iterable<readonly string[]> {
  let some: string[] = [];
  let bytes = 0;
  for (const hash of hashes) {
    const size = (sizes.get(hash) ?? 0) + 100; // with the line above it
    if (some.length > 0 && bytes + size > longestContents - largestFile) {
      yield some;
      some = [];
      bytes = 0;
    }
    some.push(hash);
    bytes += size;
  }
  if (some.length > 0) yield some;
}

function readBlobs(
  repository: Repository,
  hashes: readonly string[],
  found: Map<string, Buffer>,
): void {
  const input = `${hashes.join("\n")}\n`;
  const output = gitBytes(repository, ["cat-file", "--batch"], input, longestContents);
  // <hash> blob <size>\n<contents>\n, or <hash> missing\n
  for (let at = 0; output && at < output.length;) {
    const end = output.indexOf("\n", at);
    if (end === -1) return;
    const [hash = "", kind, length] = output.toString("latin1", at, end).split(" ");
    at = end + 1;
    if (kind !== "blob") continue;
    const size = Number(length);
    // A copy: the part that is kept does not keep the whole.
    found.set(hash, Buffer.from(output.subarray(at, at + size)));
    at += size + 1;
  }
}
