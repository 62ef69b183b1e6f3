import { authored, positionAt } from "../base/source.js";
import { wholeProject } from "../base/whole-project.js";
import { isArray, isObject, ownValue, type Json } from "../data/data.js";
import type { Change, NewsItem } from "../diff/diff.js";
import type { Project } from "../load/project.js";
import { isReleasePage } from "../site/site.js";
import type { Compared } from "./compared.js";

/** News of the later of two versions that the earlier one does not have: its fragments, and versions that came since. */
export function newsBetween(before: Compared, after: Compared): readonly NewsItem[] {
  const pending = after.project ? fragmentsOf(after.project) : [];
  const known = new Set(before.project ? fragmentsOf(before.project).map(keyOf) : []);
  return [...pending.filter((item) => !known.has(keyOf(item))), ...released(before, after)];
}

/** Changes that somebody may want news of: pages of releases, and of what is not released yet, are made of news. */
export function worthNews(
  changes: readonly Change[],
  versions: readonly Compared[],
): readonly Change[] {
  const releases = new Set(
    versions.flatMap(({ project }) =>
      (project?.pages?.pages ?? [])
        .filter((page) => isReleasePage(page, project!.config.pages))
        .map(({ path }) => path),
    ),
  );
  return changes.filter(({ of, subject }) => of !== "page" || !releases.has(subject));
}

function keyOf({ file, text }: NewsItem): string {
  return `${file}\n${text}`;
}

function fragmentsOf({ changelogs }: Project): readonly NewsItem[] {
  return [...changelogs].flatMap(([name, { fragments }]) =>
    fragments.map((source) => {
      const at = authored({ source, start: 0, end: 0 });
      const { line } = positionAt(at.source, at.start);
      const api = name === wholeProject ? "" : name;
      return { api, text: source.text, file: source.path, line };
    }),
  );
}

/** Changes of versions with a date or a name that the earlier one has no changes of. */
function released(before: Compared, after: Compared): readonly NewsItem[] {
  const known = new Set(recordsIn(before).map(({ api, text }) => `${api}\n${text}`));
  // What is pending stands in fragments, where they can be read.
  const isPending = (version: string) => after.project !== null && !/\d/.test(version);
  return recordsIn(after)
    .filter(({ api, text, version }) => !known.has(`${api}\n${text}`) && !isPending(version))
    .map(({ api, text, version }) => ({
      api: api === wholeProject ? "" : api,
      text,
      file: version === "" ? "changelog" : `changelog of ${version}`,
      line: 1,
    }));
}

interface Recorded {
  readonly api: string;
  readonly version: string;
  readonly text: string;
}

function recordsIn({ side: { spec } }: Compared): readonly Recorded[] {
  const changelogs = ownValue(spec, "changelogs");
  if (!isObject(changelogs)) return [];
  const list = (value: Json | undefined) => (isArray(value) ? value.filter(isObject) : []);
  return Object.keys(changelogs).flatMap((api) =>
    list(changelogs[api]).flatMap((version) =>
      list(version["changes"]).map(({ text }) => ({
        api,
        version: String(version["version"] ?? ""),
        text: typeof text === "string" ? text : "",
      })),
    ),
  );
}
