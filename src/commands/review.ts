import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { printable } from "../base/printable.js";
import { makeFolder } from "../files/make-folder.js";
import { ofPath } from "../base/system-error.js";
import { diffFormats, isBreaking, type Change, type DiffReport } from "../diff/diff.js";
import { UsageError, type Given, type Io } from "./command.js";
import { build } from "./build.js";
import { partingFrom } from "./changed-files.js";
import { check } from "./check.js";
import { commitVersion, lossesOf, workingVersion } from "./compared.js";
import { findingsAt, newSince, type Known } from "./findings-before.js";
import { changesBetween, failing, writeChanges } from "./diff.js";
import { reviewMarker } from "../files/tree.js";
import { isReview, linkOnTheWay, recover, siblingOf, swap } from "../site/write-site.js";
import { projectPlace } from "./project-root.js";
import { uninterrupted } from "./uninterrupted.js";

/** Finds the comment that is to be replaced. */
const commentMark = "<!-- specpress review -->";

/** GitHub takes comments of 65,536 characters. */
const longest = 60_000;

/**
 * `specpress review`: what a reviewer of a change wants to see, in one folder: the site as it would be (`site/`), its
 * pages with what changed since the change and its base parted (`difference/`), and the text of a comment (`comment.md`):
 * findings that the change brings, changes and whom they break, missing news. Exit code 1 where the build or the check finds errors, or a change
 * is what `--fail-on` names.
 */
export async function review(given: Given, io: Io): Promise<number> {
  const { base, out, url } = given.options;
  if (typeof base !== "string") throw new UsageError("--base: name the revision to compare with");
  const folder = resolve(typeof out === "string" ? out : "dist/review");
  const { root } = projectPlace(given, io);
  const { parting } = partingFrom(root, base, "--base");
  const link = linkOnTheWay(folder, root);
  if (link !== null)
    throw new UsageError(`--out: "${link}" is a link; name the folder that it leads to`);
  makeFolder(dirname(folder));
  recover(folder);
  refuseOthers(folder);
  // All is written beside the last review first, which stays until this one is whole.
  const next = siblingOf(folder, "new");
  try {
    mkdirSync(next);
    const code = await writeReview(next, { base, parting, url }, given, {
      ...io,
      err: (text) => io.err(text.replaceAll(basename(next), basename(folder))),
    });
    uninterrupted(() => swap(next, folder));
    io.out(`${join(folder, "comment.md")}\n`);
    return code;
  } catch (error) {
    throw ofPath(error, folder);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

interface Asked {
  readonly base: string;
  /** The commit where the change and its base parted. */
  readonly parting: string;
  readonly url: unknown;
}

/** The files of a review into an empty folder; the exit code. */
async function writeReview(
  folder: string,
  { base, parting, url }: Asked,
  given: Given,
  io: Io,
): Promise<number> {
  const { project, config } = given.options;
  const place = { ...(project ? { project } : {}), ...(config ? { config } : {}) };
  const options = { ...place, out: join(folder, "site"), quiet: true, keepGoing: true };
  const built = await run(build, options, io);
  const since = { ...place, format: "json", changedSince: base, idsOf: "titles" };
  const checked = await run(check, since, io);
  const compared = comparedWith(base, parting, join(folder, "difference"), given, io);
  const text = comment({
    base: `\`${printable(base.replaceAll("`", ""))}\` (${parting.slice(0, 10)})`,
    url: typeof url === "string" ? url.replace(/\/+$/, "") : null,
    ...sortedOut(findingsIn(checked.out), findingsAt(parting, projectPlace(given, io))),
    compared,
    site: siteIn(folder),
    isWhole: built.code === 0,
  });
  writeFileSync(join(folder, "comment.md"), text);
  writeFileSync(join(folder, reviewMarker), "This folder is written by specpress review.\n");
  const isFailing = "changes" in compared && compared.changes.some(failing(given));
  return Math.max(built.code, checked.code, isFailing ? 1 : 0);
}

/** Only a folder that is empty, new or a review is written. */
function refuseOthers(folder: string): void {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat && !stat.isDirectory()) throw new UsageError(`--out: "${folder}" is no folder`);
  if (stat && !isReview(folder) && readdirSync(folder).length > 0)
    throw new UsageError(
      `--out: the folder "${folder}" holds something that this program did not write; name an empty or new one`,
    );
}

interface Ran {
  readonly code: number;
  readonly out: string;
}

/** Another command, its results kept; its messages go where those of this one go. Wrong use ends all. */
async function run(
  command: (given: Given, io: Io) => Promise<number>,
  options: Given["options"],
  io: Io,
): Promise<Ran> {
  let out = "";
  const keeping: Io = { ...io, out: (text) => void (out += text), outColor: false };
  const code = await command({ arguments: [], options }, keeping);
  if (code === 2) throw new UsageError("the review is not whole, as is said above");
  return { code, out };
}

/** What changed, and why that may be wrong; or a sentence that says why nobody knows. */
type Outcome = (DiffReport & { readonly doubts: readonly string[] }) | { readonly why: string };

/** Compares with a commit, and writes the pages that changed. */
function comparedWith(base: string, commit: string, folder: string, given: Given, io: Io): Outcome {
  const place = projectPlace(given, io);
  const before = commitVersion(base, commit, place);
  if (!before) return { why: "it has no specification that can be read: all of this one is new" };
  // What is wrong with this one was told by the build.
  const after = currentVersion(place, io);
  if (!after) return { why: "this specification cannot be read" };
  const report = changesBetween(before, after, given, io, true);
  writeChanges(folder, report, before, after, io);
  const doubts = [before, after].flatMap(({ name, side }) => {
    const loss = lossesOf(side);
    return loss === null ? [] : [`of ${name} ${loss}`];
  });
  return { ...report, doubts };
}

function currentVersion(place: ReturnType<typeof projectPlace>, io: Io) {
  try {
    return workingVersion(place, { ...io, err: () => {} });
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}

/** Where the built site begins, below the folder of the review; `null` where there is none. */
function siteIn(folder: string): string | null {
  if (existsSync(join(folder, "site/index.html"))) return "site/index.html";
  return existsSync(join(folder, "site")) ? "site/" : null;
}

interface Finding extends Known {
  readonly severity: string;
  readonly file?: string;
  readonly line?: number;
}

function findingsIn(text: string): readonly Finding[] {
  return (JSON.parse(text) as { findings: readonly Finding[] }).findings; // our own format
}

/** What the change brings, and how much was there before. */
function sortedOut(
  all: readonly Finding[],
  before: readonly Known[],
): { readonly findings: readonly Finding[]; readonly old: number } {
  const findings = newSince(all, before);
  return { findings, old: all.length - findings.length };
}

interface Told {
  /** The revision and the commit, as Markdown. */
  readonly base: string;
  readonly url: string | null;
  /** Those that the change brings. */
  readonly findings: readonly Finding[];
  /** How many others there are. */
  readonly old: number;
  readonly compared: Outcome;
  readonly site: string | null;
  /** Whether no error costs a part of the site. */
  readonly isWhole: boolean;
}

const severities: readonly string[] = ["error", "warning", "note"];

function comment({ base, url, findings, old, compared, site, isWhole }: Told): string {
  const count = (level: string) => findings.filter(({ severity }) => severity === level).length;
  const news = findings.filter(({ code }) => code === "news-missing");
  // Not all may have room: the worst come first. Of several on a line one says it.
  const rank = ({ severity }: Finding) => severities.indexOf(severity);
  const told = [...new Set(findings.toSorted((a, b) => rank(a) - rank(b)).map(findingLine))];
  const link = (name: string, path: string) => (url === null ? name : `[${name}](${url}/${path})`);
  const changes = "changes" in compared ? compared.changes : [];
  const previews = [
    site === null
      ? "**the site could not be built**"
      : `${link("the site", site)}${isWhole ? "" : " (with errors)"}`,
    ...("changes" in compared ? [link("what changed on its pages", "difference/index.html")] : []),
  ];
  const lines = [
    commentMark,
    `**Specification**, compared with ${base}`,
    "",
    `- Preview: ${previews.join(", ")}`,
    `- Check: ${plural(count("error"), "new error")}, ${plural(count("warning"), "new warning")}${oldText(old)}`,
    "why" in compared
      ? `- Changes: not compared, since ${compared.why}`
      : `- Changes: ${changes.length}, of which ${breakingText(changes)} a client or a server${doubtText(compared.doubts)}`,
    ...(news.length === 0 ? [] : [`- **News are missing**: ${newsText(news)}`]),
    "",
    ...details("New findings", told.slice(0, 50).join("\n"), told.length > 50),
    ...("changes" in compared && changes.length > 0
      ? details("Changes", unnamed(diffFormats.md(compared)), false)
      : []),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function oldText(count: number): string {
  return count === 0
    ? ""
    : `; ${count === 1 ? "1 finding was" : `${count} findings were`} there before`;
}

function breakingText(changes: readonly Change[]): string {
  const { length } = changes.filter(isBreaking);
  return `${length} ${length === 1 ? "breaks" : "break"}`;
}

function doubtText(doubts: readonly string[]): string {
  return doubts.length === 0 ? "" : `; ${plain(doubts.join("; "))}`;
}

/** The first of them: there may be one for each API. */
function newsText(news: readonly Finding[]): string {
  const shown = news.slice(0, 10).map(({ message }) => plain(message));
  return [...shown, ...(news.length > 10 ? ["And more."] : [])].join(" ");
}

function findingLine({ severity, code, message, file, line }: Finding): string {
  const at =
    file === undefined
      ? ""
      : `\`${printable(file.replaceAll("`", ""))}${line === undefined ? "" : `:${line}`}\` `;
  return `- ${severity} ${at}${plain(message)} (\`${code}\`)`;
}

function details(title: string, text: string, isCut: boolean): readonly string[] {
  if (text.trim() === "") return [];
  const whole = text.length <= longest / 2;
  const lines = whole ? text.trimEnd() : text.slice(0, text.lastIndexOf("\n", longest / 2));
  const more =
    whole && !isCut ? [] : ["", "And more: `specpress check` and `specpress diff` print all."];
  return [`<details><summary>${title}</summary>`, "", lines, ...more, "", "</details>", ""];
}

/** A sentence in which nothing is markup. */
function plain(text: string): string {
  const shown = printable(text.replace(/\s+/g, " "));
  return unnamed(shown.replace(/[\\`*_[\]<>|~]/g, "\\$&"));
}

/** A text that tells nobody: GitHub looks for names of people and numbers of issues in what is shown, escaped or not. */
function unnamed(text: string): string {
  return text.replace(/[@#](?=\w)/g, "$&\u200b");
}

function plural(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
