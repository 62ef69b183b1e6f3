import { posix } from "node:path";
import type { CompletionItem } from "vscode-languageserver-protocol";
import { codes, entryOf, type Code } from "../../base/diagnostics.js";
import { shortcodeSettings } from "../../load/load.js";
import {
  ownFile,
  schemaFor,
  schemasAt,
  shortcodeSetting,
  type SettingsSchema,
} from "../settings-schema.js";
import { yamlPlaceAt, type YamlPlace } from "../yaml-path.js";
import { itemFor, kinds, type Asked, type Provider } from "./asked.js";
import { fileItems } from "./files.js";

/** Codes of findings, in comments that accept them. */
export const codeWords: Provider = (asked) => {
  const [, typed] = /\bspecpress:[ \t]*accept[ \t]+([a-z0-9-]*)$/.exec(asked.before) ?? [];
  return typed === undefined ? null : codeItems(asked, typed, " because ");
};

/** All codes that somebody is shown. */
function codeItems(asked: Asked, typed: string, end: string): readonly CompletionItem[] {
  return (Object.keys(codes) as Code[])
    .filter((code) => entryOf(code).severity !== "info")
    .map((code) =>
      itemFor(asked, typed, {
        label: code,
        text: `${code}${end}`,
        kind: kinds.enumMember,
        detail: entryOf(code).severity,
      }),
    );
}

/** Keys and values of `specpress.yaml` and `targets.yaml`, by their JSON Schemas. */
export const settingsWords: Provider = (asked) => {
  const schema = schemaFor(asked.workspace, asked.path);
  if (!schema) return null;
  const { source, offset } = asked;
  const place = yamlPlaceAt(source.text.slice(0, offset), source.text.slice(offset));
  if (!place) return null;
  const own = ownWords(asked, place);
  if (own) return own;
  return place.key === null
    ? keys(asked, place, schemasAt(schema, place.path))
    : values(asked, place, schema);
};

function keys(
  asked: Asked,
  { typed, beside }: YamlPlace,
  schemas: readonly SettingsSchema[],
): readonly CompletionItem[] {
  const isGiven = new Set(beside.filter((key) => key !== typed));
  const isWhole = /^[\w-]*[ \t]*:/.test(asked.after);
  const past = isWhole ? /^[\w-]*/.exec(asked.after)![0].length : 0;
  const words = new Map<string, SettingsSchema>();
  for (const { properties = {} } of schemas)
    for (const [key, below] of Object.entries(properties))
      if (!words.has(key)) words.set(key, below);
  return [...words]
    .filter(([key]) => !isGiven.has(key))
    .map(([key, below]) =>
      itemFor(asked, typed, {
        label: key,
        text: isWhole ? key : `${key}: `,
        kind: kinds.property,
        ...(below.type === undefined ? {} : { detail: [below.type].flat().join(" or ") }),
        ...(below.description === undefined ? {} : { documentation: below.description }),
        past,
      }),
    );
}

function values(
  asked: Asked,
  { path, key, typed }: YamlPlace,
  schema: SettingsSchema,
): readonly CompletionItem[] {
  const at = schemasAt(schema, key === "-" ? path : [...path, key!]);
  const words = at.flatMap(({ enum: listed = [], examples = [], type, pattern = "" }) => [
    ...[...listed, ...examples].map(String),
    ...([type].flat().includes("boolean") ? ["true", "false"] : []),
    ...wordsOf(pattern),
  ]);
  if (words.length > 0)
    return [...new Set(words)].map((label) => itemFor(asked, typed, { label, kind: kinds.value }));
  // The schema calls both files and folders a path.
  return at.some(({ isPath }) => isPath) ? fileItems(asked, typed, "", () => true) : [];
}

/** The words of a pattern that allows nothing else: `^(a|b)$`. */
function wordsOf(pattern: string): readonly string[] {
  const words = /^\^\(?((?:[\w |-]|\\\.)+)\)?\$$/.exec(pattern)?.[1];
  return words?.replaceAll("\\.", ".").split("|") ?? [];
}

/** Words that are the project's own: labels, codes, texts, groups, pages. */
function ownWords(asked: Asked, place: YamlPlace): readonly CompletionItem[] | null {
  const { path, key, typed } = place;
  const { facts } = asked.workspace;
  if (asked.path !== ownFile) return ofTargets(asked, place);
  if (path.length === 2 && path[0] === "shortcodes" && key === null)
    return settingsOfShortcode(asked, place);
  if (path[0] === "ignore" && key === "-") return fileItems(asked, typed, "", () => true);
  if (path.length === 1 && path[0] === "moved" && key === null)
    return (facts?.pages ?? []).map(({ name, title }) =>
      itemFor(asked, typed, { label: name, text: `${name}: `, kind: kinds.file, detail: title }),
    );
  if (path.length === 1 && path[0] === "severities" && key === null)
    return codeItems(asked, typed, ": ");
  if (path[0] === "accept" && key === "code") return codeItems(asked, typed, "");
  if (path[0] === "accept" && key === "file")
    return [...(facts?.texts ?? []), ...(facts?.data ?? [])].map((label) =>
      itemFor(asked, typed, { label, kind: kinds.file }),
    );
  if (path.length === 2 && path[0] === "apis" && key === "version")
    return (facts?.labels ?? []).map(([label, detail]) =>
      itemFor(asked, typed, { label, kind: kinds.constant, detail }),
    );
  return null;
}

/** Of targets.yaml: texts, also in an object that says their depth, and labels. */
function ofTargets(asked: Asked, place: YamlPlace): readonly CompletionItem[] | null {
  const { path, key, typed } = place;
  const isList = (path[0] === "targets" && path[2] === "files") || path[0] === "groups";
  if (isList && path.at(-1) === "-" && key !== null) return texts(asked, place);
  if (key !== "version_label") return null;
  const isQuoted = /["'][^"']*$/.test(asked.before);
  return (asked.workspace.facts?.labels ?? []).map(([name, detail]) => {
    const label = `%${name}%`;
    const text = isQuoted ? label : `"${label}"`; // a percent sign begins no plain scalar
    return itemFor(asked, typed, { label, text, kind: kinds.constant, detail });
  });
}

/** The settings that a shortcode may have by what it shows; `null` where that is not said. */
function settingsOfShortcode(
  asked: Asked,
  { path, typed, beside }: YamlPlace,
): readonly CompletionItem[] | null {
  const known = shortcodeSettings(showsOf(asked, path[1]!));
  if (!known) return null;
  return known
    .filter((name) => name === typed || !beside.includes(name))
    .map((name) => {
      const means = shortcodeSetting(name)?.description;
      return itemFor(asked, typed, {
        label: name,
        text: `${name}: `,
        kind: kinds.property,
        ...(means === undefined ? {} : { documentation: means }),
      });
    });
}

/** What a shortcode shows: as it is written before the place, or as the last check knew it. */
function showsOf({ source, offset, workspace }: Asked, name: string): string {
  const before = source.text.slice(0, offset);
  const own = before.slice(before.lastIndexOf(`${name}:`));
  const [, written] = /\bshows:[ \t]*["']?(\w+)/.exec(own) ?? [];
  return written ?? workspace.facts?.shortcodes.find((each) => each.name === name)?.shows ?? "";
}

/** The texts of a page in targets.yaml, and groups of them. */
function texts(asked: Asked, { typed }: YamlPlace): readonly CompletionItem[] {
  const folder = posix.dirname(asked.path);
  const groups = asked.workspace.data(asked.path)?.value;
  const names =
    typeof groups === "object" && groups !== null && "groups" in groups
      ? Object.keys(groups["groups"] ?? {})
      : [];
  return [
    ...(asked.workspace.facts?.texts ?? []).map((path) =>
      itemFor(asked, typed, { label: posix.relative(folder, path), kind: kinds.file }),
    ),
    ...names.map((name) => itemFor(asked, typed, { label: `group:${name}`, kind: kinds.struct })),
  ];
}
