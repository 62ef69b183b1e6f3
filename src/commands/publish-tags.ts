import { printable } from "../base/printable.js";
import { severityOf, type Diagnostic } from "../base/diagnostics.js";
import { compareVersions, fitsExactly } from "../changelog/changelog.js";
import { filesOfCommit } from "../load/commit-files.js";
import { findRepository, type Repository } from "../load/git.js";
import { lastChangesOf, loadSettings } from "../load/load.js";
import { tagsOf, type Tag } from "../load/tags.js";
import { isRefused, type Files } from "../files/files.js";
import { statusOfName, whyNoLabel, type PublishedVersion } from "../site/site.js";
import { publishedIn, publishVersion, RefusedFolder } from "../site/versions/write-versions.js";
import { UsageError, type Io } from "./command.js";
import { printDiagnostics, summaryOf } from "./print.js";
import {
  buildVersion,
  shown,
  wholeSettings,
  type BuiltVersion,
  type Publishing,
} from "./publish-version.js";

/**
 * Build the versions of tags that are missing in the folder, from the oldest on, each of the files that its commit has. A
 * tag that cannot be built is told with its errors; the others are published all the same.
 */
export async function publishTags(
  pattern: string,
  publishing: Publishing,
  io: Io,
): Promise<number> {
  const { into, place, quiet } = publishing;
  const repository = repositoryOf(place.root);
  const tags = fittingTags(pattern, repository);
  const there = publishedIn(into, place.root);
  const names = there.map(({ name }) => name);
  const outcome = { made: 0, latest: there.find((version) => version.latest)?.name ?? null };
  const contents = new Map<string, Buffer>();
  /** Which tag has which label. */
  const labels = new Map<string, string>();
  const failed: string[] = [];
  let missing = 0;
  for (const tag of tags) {
    const name = labelOf(tag);
    const twin = labels.get(name);
    if (twin === undefined) labels.set(name, tag.name);
    if (twin === undefined && names.includes(name)) continue;
    missing++;
    const fault =
      twin === undefined ? whyNoLabel(name, names) : `is that of the tag "${twin}" already`;
    if (fault !== null) {
      const what = `Tag ${tag.name}: "${name}" cannot be a version: it ${fault}`;
      io.err(`${printable(what)}\n`);
      failed.push(tag.name);
      continue;
    }
    try {
      const version = versionOf(name, tag, publishing);
      const built = await buildTag(tag, version, publishing, repository, contents);
      if (built.code !== 0 || built.site === null) tellFault(tag, built.found, built.why, io);
      if (built.code !== 0) failed.push(tag.name);
      if (built.site === null) continue;
      const { latest } = publishVersion(
        { ...version, site: built.site, latest: "if-higher" },
        wholeSettings(publishing, built),
        into,
        place.root,
      );
      names.push(name);
      outcome.latest = latest;
      outcome.made++;
      if (!quiet) io.err(`${printable(name)} is published: ${summaryOf(built.found)}\n`);
    } catch (error) {
      if (!(error instanceof RefusedFolder) && !(error instanceof UsageError)) throw error;
      io.err(`${printable(`Tag ${tag.name} is not published: ${error.message}`)}\n`);
      failed.push(tag.name);
    }
  }
  if (!quiet) {
    const { made, latest } = outcome;
    const counts = `${made} of ${tags.length} tags published, ${tags.length - missing} were there`;
    const which = latest === null ? "" : `; the latest is ${latest}`;
    io.out(`${printable(`${shown(into)}: ${counts}${which}`)}.\n`);
  }
  if (failed.length > 0) io.err(`With errors: ${printable(failed.join(", "))}\n`);
  return failed.length > 0 ? 1 : 0;
}

/** `contents`: of files by hash, which the commits of tags share. */
async function buildTag(
  tag: Tag,
  version: Pick<PublishedVersion, "name" | "status">,
  publishing: Publishing,
  repository: Repository,
  contents: Map<string, Buffer>,
): Promise<BuiltVersion> {
  const files = filesOfCommit(repository, tag.commit, contents);
  if (files === null) throw new UsageError("git cannot list its files");
  return buildVersion(version, withReleases(tag, publishing, files), {
    files,
    gitVersion: `tag=${tag.name},${tag.short}`,
    gitRev: tag.short,
    lastChangesOf: (root) => lastChangesOf(root, tag.commit),
  });
}

function repositoryOf(root: string): Repository {
  const repository = findRepository(root);
  if (repository === null) throw new UsageError(`--from-git: ${root} is not in a git repository`);
  if (isRefused(repository))
    throw new UsageError(`--from-git: git gives no answer in ${root}: ${repository.refused}`);
  return repository;
}

/** The oldest first, so that each that is published may be the latest for a while. */
function fittingTags(pattern: string, repository: Repository): readonly Tag[] {
  const all = tagsOf(repository);
  if (all === null) throw new UsageError("--from-git: git cannot list the tags");
  const tags = all.filter(({ name }) => fitsExactly(name, pattern));
  if (tags.length === 0)
    throw new UsageError(
      all.length === 0
        ? "--from-git: the repository has no tags; a shallow clone gets them by git fetch --tags"
        : `--from-git: none of the ${all.length} tags fits "${pattern}"`,
    );
  return tags.toSorted(
    (a, b) => compareVersions(a.name, b.name) || (a.date < b.date ? -1 : a.date > b.date ? 1 : 0),
  );
}

/** `rooms/r1.0` → `rooms-r1.0` */
function labelOf({ name }: Tag): string {
  return name.replaceAll("/", "-");
}

function versionOf(
  name: string,
  { date }: Tag,
  { status = statusOfName(name) }: Publishing,
): Omit<PublishedVersion, "latest"> {
  return { name, status, ...(date === "" ? {} : { date }) };
}

/** `{tag}` stands for the tag; the tag `rooms/r1.0` says which version of the API `rooms` it is, if its files have that. */
function withReleases({ name }: Tag, publishing: Publishing, files: Files): Publishing {
  const releases = new Map(
    [...publishing.releases].map(([api, value]) => [api, value.replaceAll("{tag}", name)]),
  );
  const { api, version } = /^(?<api>[^/]+)\/(?<version>[^/]+)$/.exec(name)?.groups ?? {};
  const { apis = {} } = loadSettings({ ...publishing.place, files }) ?? {};
  if (api !== undefined && version !== undefined && Object.hasOwn(apis, api) && !releases.has(api))
    releases.set(api, version);
  return { ...publishing, releases };
}

function tellFault(tag: Tag, found: readonly Diagnostic[], why: string | null, io: Io): void {
  if (found.some(({ code }) => code === "project-file-missing")) {
    io.err(`Tag ${printable(tag.name)} is not published, since its files have no specpress.yaml\n`);
    return;
  }
  const what = why === null ? "has errors:" : `is not published, since ${why}`;
  io.err(`Tag ${printable(tag.name)} ${printable(what)}\n`);
  printDiagnostics(
    found.filter((each) => severityOf(each) === "error"),
    io,
  );
}
