import { git, type Repository } from "./git.js";

/** A tag of a repository. */
export interface Tag {
  readonly name: string;
  /** The commit that it leads to, whole and as it is shown. */
  readonly commit: string;
  readonly short: string;
  /** When it was made, or its commit where it has no date of its own: `2026-07-08`. */
  readonly date: string;
}

const fields = [
  "refname:strip=2",
  "objecttype",
  "objectname",
  "objectname:short",
  "*objecttype",
  "*objectname",
  "*objectname:short",
  "creatordate:short",
];

/** The tags of commits; `null` where git gives no answer. Those of other things, such as a single file, are left out. */
export function tagsOf(repository: Repository): readonly Tag[] | null {
  const format = `--format=${fields.map((field) => `%(${field})`).join("%00")}`;
  const output = git(repository, ["for-each-ref", format, "refs/tags"]);
  if (output === null) return null;
  return output.split("\n").flatMap((line) => {
    const [name = "", type, hash = "", short = "", ofType, of = "", ofShort = "", date = ""] =
      line.split("\0");
    if (type === "commit") return [{ name, commit: hash, short, date }];
    return ofType === "commit" ? [{ name, commit: of, short: ofShort, date }] : [];
  });
}
