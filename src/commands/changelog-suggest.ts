import { wholeProject } from "../base/whole-project.js";
import { diff, matchNews, newsTypeOf, suggestedNews, type Change } from "../diff/diff.js";
import { git } from "../load/git.js";
import type { Project } from "../load/project.js";
import { repositoryFor } from "./changed-files.js";
import { refuseApi } from "./changelogs.js";
import { UsageError, type Given, type Io } from "./command.js";
import { comparedVersion, workingVersion } from "./compared.js";
import { newsBetween, worthNews } from "./news-items.js";
import { projectPlace } from "./project-root.js";

/** `specpress changelog draft --suggest`: a first sentence for each change since a revision that no news speaks of. */
export async function suggest(given: Given, io: Io): Promise<number> {
  const place = projectPlace(given, io);
  const { since } = given.options;
  const revision = typeof since === "string" ? since : lastTag(place.root);
  const after = workingVersion(place, io);
  const { project } = after;
  if (given.arguments.length > 0) refuseApi(project!, given.arguments);
  const before = comparedVersion(revision, place, io);
  const changes = worthNews(diff(before.side, after.side), [before, after]);
  const { untold } = matchNews(changes, newsBetween(before, after));
  const wanted = new Set(given.arguments);
  const groups = new Map<string, Change[]>();
  for (const change of untold) {
    const home = homeOf(change, project!);
    groups.set(home, [...(groups.get(home) ?? []), change]);
  }
  for (const [api, own] of groups) {
    if (wanted.size > 0 && !wanted.has(api)) continue;
    const settings = project!.changelogs.get(api)?.settings;
    const types = settings?.types.map(({ key }) => key) ?? [];
    const isMarkdown = settings
      ? settings.syntax === "markdown"
      : project!.config.pages !== undefined;
    const lines = own.map((change) => {
      const type = newsTypeOf(change, types);
      return `${type === "" ? "" : `${type}: `}${suggestedNews(change, isMarkdown ? "`" : "``")}\n`;
    });
    const title = isMarkdown ? `<!-- ${api} -->` : `.. ${api}`;
    io.out(`${api === wholeProject || api === "" ? "" : `${title}\n\n`}${lines.join("")}`);
  }
  const count = untold.length;
  io.err(`${count} ${count === 1 ? "change" : "changes"} without news since ${revision}\n`);
  return 0;
}

/** Whose changelog a change belongs into. */
function homeOf({ apis }: Change, { changelogs }: Project): string {
  return apis.find((api) => changelogs.has(api)) ?? wholeProject;
}

function lastTag(root: string): string {
  const repository = repositoryFor("--suggest", root);
  if (repository === null)
    throw new UsageError(
      `--suggest: ${root} is not in a git repository; name a folder with --since`,
    );
  return git(repository, ["describe", "--tags", "--abbrev=0"])?.trim() || "HEAD";
}
