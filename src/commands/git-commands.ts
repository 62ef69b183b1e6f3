import { existsSync, realpathSync } from "node:fs";
import { relative } from "node:path";
import { releaseName, wholeProject } from "../base/whole-project.js";
import type { Project } from "../load/project.js";
import { findRepository } from "../load/git.js";
import { tagOf } from "./release-checks.js";
import type { ReleasePlan } from "./release-plan.js";

/**
 * The git commands that are left after a release, to be read and pasted. They name their paths, so that what else is
 * staged stays out of the commit; what takes the release back stands in a comment. Empty outside of a repository.
 */
export function gitCommands(root: string, plans: readonly ReleasePlan[]): string {
  if (!findRepository(root)) return "";
  const paths = plans.flatMap(({ diffs }) => diffs.map(({ path }) => path));
  const changelogs = plans.map(({ diffs }) => diffs[0]!.path);
  const tags = plans.map(tagOf);
  const message = `Release ${plans.map(({ api, version }) => releaseName(api, version)).join(", ")}`;
  const git = gitAt(root, paths);
  return [
    "# What is left to do:",
    `${git} add -- ${words(changelogs)}`,
    `${git} commit -m ${quoted(message)} -- ${words(paths)}`,
    ...tags.map((tag) => `${git} tag ${quoted(tag)}`),
    `${git} push origin HEAD ${words(tags)}`,
    "# To take it back instead, before the commit (then build the site again):",
    ...undoing(git, plans).map((line) => `#   ${line}`),
    "",
  ].join("\n");
}

/** How a release that is finished is taken back, when nothing is known of it any more. Empty where there is no git or changelog. */
export function takingBack({ root, config: { changelogs }, changelogs: all }: Project): string {
  const isOfProject = all.has(wholeProject);
  if (changelogs === undefined || !findRepository(root)) return "";
  const { folder, pages } = changelogs;
  const paths = [folder, ...(pages ? [pages.folder] : [])];
  const git = gitAt(root, paths);
  return [
    "A release that is finished is taken back with git (then build the site again):",
    `  ${git} checkout HEAD -- ${words(paths)}   # before it is committed; remove a changelog that is new`,
    `  ${git} revert COMMIT   # after that, and: ${git} tag --delete ${isOfProject ? "VERSION" : "API/VERSION"}`,
    "",
  ].join("\n");
}

/** A changelog that is new is removed, all else is as in the last commit. */
function undoing(git: string, plans: readonly ReleasePlan[]): readonly string[] {
  const diffs = plans.flatMap((plan) => plan.diffs);
  const added = diffs.filter(({ before }) => before === null).map(({ path }) => path);
  const kept = diffs.filter(({ before }) => before !== null).map(({ path }) => path);
  return [
    ...(kept.length > 0 ? [`${git} checkout HEAD -- ${words(kept)}`] : []),
    ...(added.length > 0 ? [`${git} clean --force -- ${words(added)}`] : []),
  ];
}

/** Names with signs that git takes for patterns are taken as they are. */
function gitAt(root: string, paths: readonly string[]): string {
  const place = shortPath(root);
  const isPlain = paths.every((path) => !/[*?[\\]|^:/.test(path));
  const options = [
    ...(place === "" ? [] : ["-C", quoted(place)]),
    ...(isPlain ? [] : ["--literal-pathspecs"]),
  ];
  return ["git", ...options].join(" ");
}

/** From here, or the whole path where it lies elsewhere; empty for here. */
export function shortPath(path: string): string {
  const real = existsSync(path) ? realpathSync(path) : path;
  const short = relative(realpathSync("."), real);
  return short.startsWith("..") ? real : short;
}

function words(all: readonly string[]): string {
  return all.map(quoted).join(" ");
}

/** As a shell takes it. */
export function quoted(word: string): string {
  return /^[\w./@+-][\w./@+=-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
