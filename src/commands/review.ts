import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError, type Given, type Io } from "./command.js";
import { build } from "./build.js";
import { check } from "./check.js";
import { compare } from "./diff.js";
import { writeWhole } from "./write-whole.js";

/** Marks a folder that this program wrote and may write again. */
const marker = ".specpress-review";

/** Finds the comment that is to be replaced. */
const commentMark = "<!-- specpress review -->";

/** GitHub takes comments of 65,536 characters. */
const longest = 60_000;

/**
 * `specpress review`: what a reviewer of a change wants to see, in one folder: the site as it would be (`site/`), its
 * pages with what changed marked (`difference/`), and the text of a comment (`comment.md`): findings, changes and whom they
 * break, missing news. Exit code 1 where the check finds errors, or a change is what `--fail-on` names.
 */
export async function review(given: Given, io: Io): Promise<number> {
  const { base, out, failOn, url } = given.options;
  if (typeof base !== "string") throw new UsageError("--base: name the revision to compare with");
  const folder = resolve(typeof out === "string" ? out : "dist/review");
  claim(folder);
  const { project, config } = given.options;
  const place = { ...(project ? { project } : {}), ...(config ? { config } : {}) };
  const site = await run(build, [], { ...place, out: join(folder, "site"), quiet: true }, io);
  const checked = await run(
    check,
    [],
    { ...place, format: "json", changedSince: base, idsOf: "titles" },
    io,
  );
  const changed = await run(
    compare,
    [base],
    { ...place, format: "json", ...(failOn ? { failOn } : {}) },
    io,
  );
  const marked = await run(
    compare,
    [base],
    { ...place, format: "md", site: join(folder, "difference") },
    io,
  );
  const text = comment({
    base,
    url: typeof url === "string" ? url.replace(/\/+$/, "") : null,
    findings: findingsIn(checked.out),
    changes: changesIn(changed.out),
    list: marked.out,
    isBuilt: site.code === 0,
    hasDifference: existsSync(join(folder, "difference")),
  });
  writeWhole(join(folder, "comment.md"), text);
  io.out(`${join(folder, "comment.md")}\n`);
  return Math.max(site.code, checked.code, changed.code);
}

/** A folder that is empty, new, or one of ours. */
function claim(folder: string): void {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat && !stat.isDirectory()) throw new UsageError(`--out: "${folder}" is no folder`);
  const there = stat ? readdirSync(folder) : [];
  if (there.length > 0 && !there.includes(marker))
    throw new UsageError(
      `--out: the folder "${folder}" holds something that this program did not write; name an empty or new one`,
    );
  mkdirSync(folder, { recursive: true });
  writeWhole(join(folder, marker), "The files in this folder are written by specpress review.\n");
}

interface Ran {
  readonly code: number;
  readonly out: string;
}

/** Another command, its results kept; its messages go where those of this one go. Wrong use ends all. */
async function run(
  command: (given: Given, io: Io) => Promise<number>,
  words: readonly string[],
  options: Given["options"],
  io: Io,
): Promise<Ran> {
  let out = "";
  const keeping: Io = { ...io, out: (text) => void (out += text), outColor: false };
  const code = await command({ arguments: words, options }, keeping);
  if (code === 2) throw new UsageError("the review is not whole, as is said above");
  return { code, out };
}

interface Finding {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

function findingsIn(text: string): readonly Finding[] {
  return (JSON.parse(text) as { findings: readonly Finding[] }).findings; // our own format
}

interface ChangeLine {
  readonly breaks: { readonly client: boolean; readonly server: boolean };
}

function changesIn(text: string): readonly ChangeLine[] {
  return (JSON.parse(text) as { changes: readonly ChangeLine[] }).changes; // our own format
}

interface Told {
  readonly base: string;
  readonly url: string | null;
  readonly findings: readonly Finding[];
  readonly changes: readonly ChangeLine[];
  /** The changes as Markdown. */
  readonly list: string;
  readonly isBuilt: boolean;
  readonly hasDifference: boolean;
}

function comment({ base, url, findings, changes, list, isBuilt, hasDifference }: Told): string {
  const count = (level: string) => findings.filter(({ severity }) => severity === level).length;
  const breaking = changes.filter(({ breaks }) => breaks.client || breaks.server).length;
  const news = findings.filter(({ code }) => code === "news-missing");
  const link = (name: string, path: string) => (url === null ? name : `[${name}](${url}/${path})`);
  const lines = [
    commentMark,
    `**Specification**, compared with \`${base.replaceAll("`", "")}\``,
    "",
    `- Preview: ${link("the site", "site/index.html")}${isBuilt ? "" : " (with errors)"}${hasDifference ? `, ${link("what changed on its pages", "difference/index.html")}` : ""}`,
    `- Check: ${plural(count("error"), "error")}, ${plural(count("warning"), "warning")}`,
    `- Changes: ${changes.length}, of which ${breaking} ${breaking === 1 ? "breaks" : "break"} a client or a server`,
    ...(news.length === 0
      ? []
      : [`- **News are missing**: ${news.map(({ message }) => plain(message)).join(" ")}`]),
    "",
    ...details("Findings", findings.slice(0, 50).map(findingLine).join("\n"), findings.length > 50),
    ...(changes.length === 0 ? [] : details("Changes", list, false)),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function findingLine({ severity, code, message, file, line }: Finding): string {
  const at = file === undefined ? "" : `\`${file}${line === undefined ? "" : `:${line}`}\` `;
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
  return text.replace(/[\\`*_[\]<>#|~@]/g, "\\$&").replace(/\s+/g, " ");
}

function plural(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
