import { readFileSync } from "node:fs";
import { breaksIn, changeRules, isChangeCode, type Direction } from "../src/base/change-rules.js";
import { explanations } from "../src/check/explain.js";
import { commands } from "../src/commands/commands.js";
import type { CommandSpec } from "../src/commands/command.js";
import { isObject, keysOf, lookUp, type Json, type JsonObject } from "../src/data/data.js";

/**
 * The reference of the documentation, made of the tables of the program: what `--help` of each command prints, all settings
 * of `specpress.yaml`, all codes with their samples, all rules of changes. The files by their name, in Markdown for a specification whose labels
 * OPEN and PERCENT stand for braces and percent signs that are meant as such.
 */
export function reference(help: Help): ReadonlyMap<string, string> {
  const files = {
    "commands.md": commandPages(help),
    "settings.md": settingsPage(),
    "codes.md": codesPage(),
    "changes.md": changesPage(),
  };
  return new Map(Object.entries(files).map(([name, text]) => [name, asText(text)]));
}

/** Nothing in it is a variable or a label. */
function asText(text: string): string {
  return text
    .replace(/%(?=[A-Za-z_][\w.-]*%)|(?<=%[A-Za-z_][\w.-]*)%/g, "%PERCENT%")
    .replaceAll("{{", "%OPEN%");
}

/** What the program prints with `--help` behind these words. */
type Help = (words: readonly string[]) => string;

function commandPages(help: Help): string {
  const parts = ["# Commands\n\nWhat `--help` says of each.\n"];
  const add = (words: readonly string[], spec: CommandSpec): void => {
    parts.push(`## specpress ${words.join(" ")}\n\n${fence(help(words), "text")}`);
    for (const each of "commands" in spec ? spec.commands : []) add([...words, each.name], each);
  };
  parts.push(`## specpress\n\n${fence(help([]), "text")}`);
  for (const spec of commands) add([spec.name], spec);
  return parts.join("\n");
}

function settingsPage(): string {
  const schema = JSON.parse(readFileSync("schemas/specpress.schema.json", "utf8")) as JsonObject;
  const lines = [
    "# Settings",
    "",
    "What `specpress.yaml` may say. `NAME` stands for any name, `[]` for each item of a list. Paths are relative to the folder of the project.",
  ];
  const properties = schema["properties"] as JsonObject;
  for (const key of keysOf(properties)) {
    const each = resolved(properties[key]!, schema);
    lines.push("", `## \`${key}\``, "", described(each), "", ...tableOf(key, each, schema));
  }
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`;
}

function resolved(value: Json, root: JsonObject): JsonObject {
  if (!isObject(value)) return {};
  const ref = value["$ref"];
  const target = typeof ref === "string" ? lookUp(root, ref.slice(1)) : undefined;
  return isObject(target) ? { ...target, ...value } : value;
}

function described(schema: JsonObject): string {
  const text = typeof schema["description"] === "string" ? schema["description"] : "";
  const kind = kindOf(schema);
  return `${kind === "" ? "" : `(${kind}) `}${escaped(text)}`.trim();
}

/** What stands below a setting, a row each. */
function tableOf(key: string, schema: JsonObject, root: JsonObject): readonly string[] {
  const rows: string[] = [];
  const add = (path: string, given: Json, depth: number) => {
    const each = resolved(given, root);
    rows.push(`| \`${path}\` | ${kindOf(each)} | ${cell(each["description"])} |`);
    if (depth < 6) below(path, each, depth);
  };
  const below = (path: string, each: JsonObject, depth: number) => {
    const { properties, additionalProperties: entries, items } = each;
    if (isObject(properties))
      for (const name of keysOf(properties)) add(`${path}.${name}`, properties[name]!, depth + 1);
    const entry = isObject(entries) ? resolved(entries, root) : null;
    if (entry && isObject(entry["properties"])) below(`${path}.NAME`, entry, depth + 1);
    const item = isObject(items) ? resolved(items, root) : null;
    if (item && isObject(item["properties"])) below(`${path}[]`, item, depth + 1);
  };
  below(key, schema, 0);
  return rows.length === 0 ? [] : ["| setting | type | meaning |", "| --- | --- | --- |", ...rows];
}

/** `string: a, b or c`, `array of strings` */
function kindOf(schema: JsonObject): string {
  const { type, pattern, items, default: usual } = schema;
  const types = Array.isArray(type) ? (type as string[]) : typeof type === "string" ? [type] : [];
  const choices =
    typeof pattern === "string" ? /^\^\(([\w|-]+)\)\$$/.exec(pattern)?.[1] : undefined;
  const words = choices?.split("|").map((word) => `\`${word}\``);
  const kind = words
    ? words.join(", ")
    : isObject(items) && typeof items["type"] === "string"
      ? `array of ${items["type"]}s`
      : types.join(" or ");
  return usual === undefined
    ? kind
    : `${kind}; default \`${JSON.stringify(usual).replace(/^"|"$/g, "")}\``;
}

function cell(description: Json | undefined): string {
  return typeof description === "string" ? escaped(description).replaceAll("|", "\\|") : "";
}

/** A text in which nothing is markup or a variable; what stands in braces is code. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<>#]/g, "\\$&")
    .replace(/\{\{.*?\}\}|\{[^{}]*\}/g, (code) => `\`${code.replace(/\\(.)/g, "$1")}\``);
}

function codesPage(): string {
  const parts = [
    "# Codes\n\nWhat `specpress build` and `specpress check` report. Each code has a text that it is reported in, and one that is right.\n",
  ];
  for (const { code, severity, looksAt, wrong, right, inMarkdown } of explanations()) {
    const samples = inMarkdown
      ? `Reported in reStructuredText:\n\n${fence(wrong)}\nRight:\n\n${fence(right)}\nReported in Markdown:\n\n${fence(inMarkdown[0])}\nRight:\n\n${fence(inMarkdown[1])}`
      : `Reported:\n\n${fence(wrong)}\nRight:\n\n${fence(right)}`;
    parts.push(`## \`${code}\`\n\n${severity}: ${escaped(looksAt)}\n\n${samples}`);
  }
  return parts.join("\n");
}

function changesPage(): string {
  const directions: readonly Direction[] = ["request", "response", "event"];
  const rows = Object.keys(changeRules)
    .filter(isChangeCode)
    .map((code) => {
      const whom = directions.map((direction) => {
        const { client, server } = breaksIn(code, direction);
        return client && server ? "both" : client ? "client" : server ? "server" : "";
      });
      return `| \`${code}\` | ${whom.join(" | ")} | ${cell(changeRules[code].reason)} |`;
    });
  const lines = [
    "# Changes",
    "",
    "What `specpress diff` tells, and whom it breaks in a request, in a response and in an event: a client or a server written for the version before.",
    "",
    "| code | request | response | event | reason |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ];
  return `${lines.join("\n")}\n`;
}

/** A text as code, whatever fences and variables it has. */
function fence(text: string, language = "text"): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}${language}\n${text.trimEnd()}\n${ticks}\n`;
}
