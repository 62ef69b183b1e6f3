import { breaksIn, changeRules, type ChangeCode, type Direction } from "../base/change-rules.js";

const directions: readonly Direction[] = ["request", "response", "event"];

/** The table of rules: for each code whom it breaks in a request, in a response and in an event, and why. */
export function listRules(): string {
  const codes = Object.keys(changeRules) as ChangeCode[];
  const rows = codes.map((code) => [
    code,
    ...directions.map((direction) => whom(code, direction)),
    changeRules[code].reason,
  ]);
  const head = ["code", ...directions, "reason"];
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]!.length)),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => (column === head.length - 1 ? cell : cell.padEnd(widths[column]!)))
        .join("  "),
    )
    .map((line) => `${line}\n`)
    .join("");
}

function whom(code: ChangeCode, direction: Direction): string {
  const { client, server } = breaksIn(code, direction);
  if (client && server) return "both";
  return client ? "client" : server ? "server" : "-";
}
