import { posix } from "node:path";
import type { CompletionItem } from "vscode-languageserver-protocol";
import { codes, entryOf, type Code } from "../../base/diagnostics.js";
import { ownFile, schemaFor, schemasAt, type SettingsSchema } from "../settings-schema.js";
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
  const words = at.flatMap(({ enum: listed = [], type, pattern = "" }) => [
    ...listed.map(String),
    ...([type].flat().includes("boolean") ? ["true", "false"] : []),
    ...(/^\^\(([\w|. -]+)\)\$$/.exec(pattern)?.[1]?.split("|") ?? []),
  ]);
  if (words.length > 0)
    return [...new Set(words)].map((label) => itemFor(asked, typed, { label, kind: kinds.value }));
  // The schema calls both files and folders a path.
  return at.some(({ isPath }) => isPath) ? fileItems(asked, typed, "", () => true) : [];
}

/** Words that are the project's own: labels, codes, texts, groups. */
function ownWords(asked: Asked, place: YamlPlace): readonly CompletionItem[] | null {
  const { path, key, typed } = place;
  const { facts } = asked.workspace;
  if (asked.path !== ownFile)
    return path.at(-1) === "-" && key === "-" ? texts(asked, place) : null;
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
