import { posix } from "node:path";
import { indexKinds } from "../load/project.js";
import { admonitionNames } from "../rst/nodes.js";
import type { Facts, Shortcode } from "./facts.js";
import { linked } from "./resolve.js";
import {
  parametersIn,
  settingParameterRe,
  type CallParameter,
  type ShortcodeCall,
} from "./shortcode-call.js";
import { ownFile } from "./settings-schema.js";
import type { Workspace } from "./workspace.js";

/**
 * What the parameters of shortcodes may say. A setting holds them, `file: "api/{api}/{file}"`: of what it may name, a
 * parameter can be what stands in its place where all others are as the call says.
 */

/** The words that a parameter of a call may be. */
export function wordsFor(
  workspace: Workspace,
  path: string,
  shortcode: Shortcode,
  { name, parameters }: { readonly name: string } & Pick<ShortcodeCall, "parameters">,
): readonly string[] {
  const given = givenBy(parameters);
  given.delete(name);
  const words = shortcode.settings.flatMap(([setting, text]) => {
    const place = around(text, name, given);
    if (!place) return [];
    return nameable(workspace, path, shortcode, setting).flatMap(
      (each) => wordIn(each, place) ?? [],
    );
  });
  return [...new Set(words)];
}

/** What a setting says before a parameter that is its end, with what the call gives; `null` where it is not such. */
export function leadOf(
  text: string,
  name: string,
  parameters: readonly CallParameter[],
): string | null {
  const last = [...text.matchAll(settingParameterRe)].at(-1);
  if (!last || last.index + last[0].length < text.length) return null;
  if (!last.groups!["names"]!.split("|").includes(name)) return null;
  return filled(text.slice(0, last.index), parameters);
}

/** A setting with what a call gives; `null` where the call lacks something. */
export function filled(text: string, parameters: readonly CallParameter[]): string | null {
  const given = givenBy(parameters);
  let isWhole = true;
  const result = text.replace(settingParameterRe, (_, names: string) => {
    const found = names.split("|").find((each) => given.has(each));
    isWhole &&= found !== undefined;
    return found === undefined ? "" : given.get(found)!;
  });
  return isWhole ? result : null;
}

function givenBy(parameters: readonly CallParameter[]): Map<string, string> {
  return new Map(
    parameters
      .filter(({ value }) => value !== "")
      .map(({ name, value }) => [name, value.replace(/\\(["\\])/g, "$1")]),
  );
}

/** What stands around a parameter in a setting: words, and `null` for any text. */
interface Around {
  readonly before: readonly (string | null)[];
  readonly after: readonly (string | null)[];
}

/** What stands around a parameter; `null` where the setting does not have it. */
function around(text: string, name: string, given: ReadonlyMap<string, string>): Around | null {
  const before: (string | null)[] = [];
  let pieces = before;
  let after: (string | null)[] | null = null;
  let at = 0;
  for (const match of text.matchAll(settingParameterRe)) {
    pieces.push(text.slice(at, match.index));
    at = match.index + match[0].length;
    const names = match.groups!["names"]!.split("|");
    const known = names.find((each) => given.has(each));
    if (names.includes(name) && !after) pieces = after = [];
    else pieces.push(known === undefined ? null : given.get(known)!);
  }
  pieces.push(text.slice(at));
  return after ? { before, after } : null;
}

/** The parameter's part of what a setting names; `null` where it does not fit. What is not known is as short as can be. */
function wordIn(value: string, { before, after }: Around): string | null {
  let start = 0;
  let isFree = false;
  for (const piece of before) {
    if (piece === null) isFree = true;
    else if (piece !== "") {
      const at = isFree ? value.indexOf(piece, start) : start;
      if (at === -1 || !value.startsWith(piece, at)) return null;
      start = at + piece.length;
      isFree = false;
    }
  }
  let end = value.length;
  isFree = false;
  for (const piece of after.toReversed()) {
    if (piece === null) isFree = true;
    else if (piece !== "") {
      const at = isFree ? value.lastIndexOf(piece, end - piece.length) : end - piece.length;
      if (at < start || !value.startsWith(piece, at)) return null;
      end = at;
      isFree = false;
    }
  }
  return start < end ? value.slice(start, end) : null;
}

/** Settings that are true or false. */
const flags = new Set(["folded", "title-shown", "is-new", "new-shown", "content", "data-optional"]);

type Naming = (facts: Facts, workspace: Workspace, path: string) => readonly string[];

/** What the settings of each kind may name. */
const namings: Readonly<Partial<Record<Shortcode["shows"], Readonly<Record<string, Naming>>>>> = {
  operations: { file: ({ shown }) => shown.documents },
  definition: { file: schemas },
  fields: { schema: schemas },
  event: {
    event: ({ shown }) => names(shown.events),
    example: ({ shown }) => names(shown.examples),
  },
  events: { match: ({ shown }) => names(shown.events), style: () => ["event", "msgtype"] },
  index: { of: () => indexKinds },
  page: {
    file: ({ specification }, workspace, path) => partPaths(workspace.texts(), specification, path),
  },
  address: {
    page: ({ pages, isTree, specification }, workspace) =>
      isTree
        ? pages.map(({ address }) => address.replace(/^\/|\/$/g, "") || "/")
        : workspace.texts().map((each) => posix.relative(specification, each)),
    output: ({ front }) => front.outputs,
  },
  table: { table: ({ shown }) => names(shown.tables) },
  admonition: { kind: () => admonitionNames },
  pages: { section: () => ["all", "newest"] },
  template: { template: ({ shown }) => names(shown.templates), data: ({ data }) => data },
};

function nameable(
  workspace: Workspace,
  path: string,
  { shows }: Shortcode,
  setting: string,
): readonly string[] {
  if (flags.has(setting)) return ["true", "false"];
  const { facts } = workspace;
  return (facts && namings[shows]?.[setting]?.(facts, workspace, path)) ?? [];
}

function names(named: readonly (readonly [name: string, path: string])[]): readonly string[] {
  return named.map(([name]) => name);
}

/** Data files that are neither OpenAPI documents nor settings. */
function schemas({ data, shown, specification }: Facts): readonly string[] {
  const others = new Set([...shown.documents, ownFile, posix.join(specification, "targets.yaml")]);
  return data.filter((each) => !others.has(each));
}

/** Texts as a page shows them as parts: below the folder of the texts, or beside the one at hand. */
function partPaths(
  texts: readonly string[],
  specification: string,
  path: string,
): readonly string[] {
  return texts
    .filter((each) => each !== path)
    .flatMap((each) => {
      const beside = posix.relative(posix.dirname(path), each);
      return [
        posix.relative(specification, each),
        beside.startsWith("../") ? beside : `./${beside}`,
      ];
    });
}

/** Whether a setting names a picture. */
export function isPicture({ shows }: Shortcode, setting: string): boolean {
  return shows === "picture" && ["file", "double", "dark"].includes(setting);
}

/** Settings with a parameter in them, as a call fills them. */
export function settingsWith(
  { settings }: Shortcode,
  parameter: string,
  parameters: readonly CallParameter[],
): readonly { readonly setting: string; readonly value: string | null }[] {
  return settings
    .filter(([, text]) => parametersIn([text]).includes(parameter))
    .map(([setting, text]) => ({ setting, value: filled(text, parameters) }));
}

/** The file that a setting names; `null` where it names none that is there. */
export function fileNamed(
  workspace: Workspace,
  from: string,
  { shows }: Shortcode,
  setting: string,
  value: string,
): string | null {
  const { facts } = workspace;
  if (!facts) return null;
  const { shown, specification } = facts;
  const isBeside = /^\.\.?\//.test(value);
  const beside = posix.join(posix.dirname(from), value);
  const lists = { event: shown.events, table: shown.tables, template: shown.templates };
  if (setting === "example") return pathIn(shown.examples, value);
  if (setting === "event" || setting === "table" || setting === "template")
    return pathIn(lists[setting], value);
  if (shows === "address" && setting === "page")
    return linked(workspace, from, value).texts[0] ?? pageCalled(workspace, value);
  if (!["file", "schema", "data", "double", "dark"].includes(setting)) return null;
  if (shows === "page")
    return workspace.findFirst(isBeside ? beside : posix.join(specification, value));
  if (shows === "picture") return workspace.beside(from, value);
  return workspace.findFirst(isBeside ? beside : value);
}

function pathIn(
  named: readonly (readonly [name: string, path: string])[],
  wanted: string,
): string | null {
  return named.find(([name]) => name === wanted)?.[1] ?? null;
}

/** The text of the page of an address from the root of the site, without slashes. */
function pageCalled(workspace: Workspace, address: string): string | null {
  return linked(workspace, "", `/${address.replace(/^\/|\/$/g, "")}`).texts[0] ?? null;
}
