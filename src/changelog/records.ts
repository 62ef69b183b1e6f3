import { wholeProject } from "../base/whole-project.js";
import type { Part, Version } from "./version.js";

/** One change of a version as programs get it, in `changelog.json` and from `changelog show`. */
export interface ChangeRecord {
  /** Absent where the whole project has one changelog. */
  readonly api?: string;
  readonly version: string;
  /** As the title of the version has it. */
  readonly date?: string;
  /** The named section it is in. */
  readonly section?: string;
  /** The key of its type; `null` where the settings have none of that name, and for text between the lists. */
  readonly type: string | null;
  /** What stands above it. */
  readonly heading?: string;
  /** reStructuredText, without the issues at its end. */
  readonly text: string;
  readonly issues: readonly string[];
  /** Of its place in the page of the changelog: its version, for text between the lists. */
  readonly id: string;
}

/** A version with the permalinks of its changes. */
export interface LinkedVersion extends Version {
  readonly id: string;
  /** By part and change; a part that is text has one. */
  readonly ids: readonly (readonly string[])[];
}

/**
 * Give the versions of a changelog and all changes their permalinks: `r0-6-1`, and `r0-6-1-new-2562` for a change of type
 * `new` for issue 2562. They depend on what stands in their own version only, so that a later release moves none of them.
 */
export function linkVersions(versions: readonly Version[]): readonly LinkedVersion[] {
  const versionIds = unique();
  return versions.map((version) => {
    const id = versionIds(slug(version.version) || "version");
    const own = unique();
    return { ...version, id, ids: version.parts.map((part) => idsOf(part, id, own)) };
  });
}

function idsOf(part: Part, version: string, own: (id: string) => string): readonly string[] {
  if (part.kind === "text") return [version];
  const group = [version, part.section, part.type ?? part.heading].map((name) => slug(name ?? ""));
  const start = group.filter(Boolean).join("-");
  return part.changes.map(({ text, issues }) => {
    const name = slug(issues[0] ?? "") || firstWords(text) || "change";
    return own(`${start}-${name}`);
  });
}

/** All that a version says, change by change. */
export function recordsOf(api: string, version: LinkedVersion): readonly ChangeRecord[] {
  const { date } = version;
  const about = {
    ...(api === wholeProject ? {} : { api }),
    version: version.version,
    ...(date === undefined ? {} : { date }),
  };
  return version.parts.flatMap((part, at): readonly ChangeRecord[] => {
    const ids = version.ids[at]!;
    if (part.kind === "text")
      return [{ ...about, type: null, text: part.text, issues: [], id: ids[0]! }];
    const { section, type, heading } = part;
    return part.changes.map(({ text, issues }, index) => ({
      ...about,
      ...(section === undefined ? {} : { section }),
      type,
      ...(heading === "" ? {} : { heading }),
      text,
      issues,
      id: ids[index]!,
    }));
  });
}

function firstWords(text: string): string {
  return slug(text.slice(0, 200)).split("-").slice(0, 6).join("-");
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

/** Names that were given already get a number. */
function unique(): (name: string) => string {
  const given = new Map<string, number>();
  const next = (name: string): string => {
    const count = (given.get(name) ?? 0) + 1;
    given.set(name, count);
    return count === 1 ? name : next(`${name}-${count}`);
  };
  return next;
}
