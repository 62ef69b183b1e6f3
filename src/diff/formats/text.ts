import { plain, type Painter } from "../../base/show-diagnostic.js";
import { printable, printablePath } from "../../base/printable.js";
import { isBreaking, type Change } from "../changes.js";
import { brokenText, groupsOf, summaryOf, titleOf, usesText, type DiffReport } from "../report.js";
import type { Place } from "../side.js";

/**
 * Changes for people, by what they are of:
 *
 *     GET /v1/rooms (rooms)
 *       breaks client [parameter-removed] The query parameter "limit" is gone.
 *         before api/rooms.yaml:12:11
 *       [response-added] The response 404 is new.
 *
 *     2 changes, 1 of them breaking (for clients 1, for servers 0)
 */
export function asText(report: DiffReport, painter: Painter = plain, isQuiet = false): string {
  const blocks = groupsOf(report.changes).map((group) => {
    const lines = group.changes.flatMap((change) => showChange(change, painter));
    return [painter.bold(printable(titleOf(group))), ...lines, ""].join("\n");
  });
  const summary = isQuiet ? [] : [summaryOf(report)];
  return [...blocks, ...newsBlocks(report, painter), ...summary]
    .map((block) => `${block}\n`)
    .join("");
}

function showChange(change: Change, painter: Painter): string[] {
  const { code, message, before, after, part } = change;
  const broken = isBreaking(change)
    ? `${painter.red(painter.bold(`breaks ${brokenText(change)}`))} `
    : "";
  const where = part === "" ? "" : `${part}: `;
  const lines = [`  ${broken}${painter.dim(`[${code}]`)} ${printable(`${where}${message}`)}`];
  const places = placesText(before, after);
  if (places !== "") lines.push(`    ${painter.dim(places)}`);
  const uses = usesText(change);
  if (uses !== "") lines.push(`    ${painter.dim(printable(uses))}`);
  return lines;
}

function placesText(before: Place | null, after: Place | null): string {
  if (before && after && placeText(before) === placeText(after)) return placeText(after);
  return [before ? `before ${placeText(before)}` : "", after ? `after ${placeText(after)}` : ""]
    .filter(Boolean)
    .join(", ");
}

function placeText({ file, line, column }: Place): string {
  return `${printablePath(file)}:${line}:${column}`;
}

function newsBlocks({ news }: DiffReport, painter: Painter): readonly string[] {
  if (!news) return [];
  const { untold, idle } = news;
  const block = (title: string, lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [[painter.bold(title), ...lines.map((line) => `  ${printable(line)}`), ""].join("\n")];
  return [
    ...block(
      "No news of:",
      untold.map(
        ({ subject, part, message }) => `${subject}${part ? `, ${part}` : ""}: ${message}`,
      ),
    ),
    ...block(
      "News of nothing that changed:",
      idle.map(({ file, line, text }) => `${file}:${line}: ${text}`),
    ),
  ];
}
