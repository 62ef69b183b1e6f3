import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { entryOf } from "../../src/base/diagnostics.js";
import type { Diagnostic } from "../../src/base/diagnostics.js";
import { positionAt } from "../../src/base/source.js";

/**
 * A case of a `.test` file. The files hold prose and, between fences of backquotes, cases: what is read, a line with a
 * single `.`, what must come of it; after another `.`, the diagnostics expected, as `code line:column`.
 */
export interface Case {
  /** File and line, for the name of the test. */
  readonly name: string;
  readonly input: string;
  readonly expected: string;
  readonly diagnostics: readonly string[];
}

/**
 * What was reported, as the cases write it. What a build never shows (`info`) is left out, unless it is of a code that
 * the case expects.
 */
export function placesOf(
  diagnostics: readonly Diagnostic[],
  expected: readonly string[] = [],
): string[] {
  const asked = new Set(expected.map((line) => line.split(" ")[0]));
  return diagnostics
    .filter(({ code }) => entryOf(code).severity !== "info" || asked.has(code))
    .map(({ code, span }) => {
      const { line, column } = positionAt(span!.source, span!.start);
      return `${code} ${line}:${column}`;
    });
}

/** All cases of the `.test` files in a folder. */
export function casesIn(folder: URL): Case[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".test"))
    .sort()
    .flatMap((name) => casesOf(name, readFileSync(fileURLToPath(new URL(name, folder)), "utf8")));
}

function casesOf(file: string, text: string): Case[] {
  const cases: Case[] = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const fence = /^`{3,}$/.exec(lines[at]!)?.[0];
    if (fence === undefined) continue;
    const end = lines.indexOf(fence, at + 1);
    if (end === -1) throw new Error(`${file}:${at + 1}: the case has no end`);
    const parts = [[]] as string[][];
    for (const line of lines.slice(at + 1, end))
      if (line === ".") parts.push([]);
      else parts.at(-1)!.push(line);
    const [input = [], expected = [], diagnostics = []] = parts;
    cases.push({
      name: `${file}:${at + 1}`,
      input: input.map((line) => `${line}\n`).join(""),
      expected: expected.map((line) => `${line}\n`).join(""),
      diagnostics,
    });
    at = end;
  }
  return cases;
}
