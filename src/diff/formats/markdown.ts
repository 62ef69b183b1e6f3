import { printable } from "../../base/printable.js";
import { isBreaking, type Change } from "../changes.js";
import { brokenText, groupsOf, summaryOf, titleOf, usesText, type DiffReport } from "../report.js";

/** Changes as Markdown: what breaks first, then all else that changed. */
export function asMarkdown(report: DiffReport): string {
  const { before, after, changes, news } = report;
  const breaking = changes.filter(isBreaking);
  const others = changes.filter((change) => !isBreaking(change));
  return [
    `# Changes from ${escaped(before)} to ${escaped(after)}`,
    `${capital(summaryOf(report))}.`,
    ...part("Breaking changes", breaking),
    ...part("Other changes", others),
    ...(news && news.untold.length > 0
      ? [
          "## No news of",
          list(news.untold.map((change) => `${escaped(change.subject)}: ${lineOf(change)}`)),
        ]
      : []),
    ...(news && news.idle.length > 0
      ? [
          "## News of nothing that changed",
          list(news.idle.map(({ file, line, text }) => `${escaped(`${file}:${line}: ${text}`)}`)),
        ]
      : []),
  ]
    .map((block) => `${block}\n`)
    .join("\n");
}

function part(title: string, changes: readonly Change[]): readonly string[] {
  if (changes.length === 0) return [];
  return [
    `## ${title}`,
    ...groupsOf(changes).flatMap((group) => [
      `### ${escaped(titleOf(group))}`,
      list(group.changes.map(lineOf)),
    ]),
  ];
}

function lineOf(change: Change): string {
  const broken = isBreaking(change) ? `**breaks ${brokenText(change)}**: ` : "";
  const where = change.part === "" ? "" : `${change.part}: `;
  const uses = usesText(change);
  return `${broken}${escaped(`${where}${change.message}${uses === "" ? "" : ` ${uses}`}`)} \`${change.code}\``;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}

/** A text of one line in which Markdown sees nothing but text. */
function escaped(text: string): string {
  return printable(text)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]<>()#+!|~&@-]/g, (sign) => (isPlain.test(sign) ? sign : `\\${sign}`));
}

const isPlain = /[()#+!-]/;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
