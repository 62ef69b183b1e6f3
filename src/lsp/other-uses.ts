import { isObject, joinPointer, keysOf, lookUp, spanOf } from "../data/data.js";
import { resolve } from "./resolve.js";
import { ownFile } from "./settings-schema.js";
import { fileNamed } from "./shortcode-values.js";
import { escapeRe, type Use } from "./text-index.js";
import { addressRe } from "./thing-at.js";
import type { Workspace } from "./workspace.js";

/** Words that refer to ids and names in other places than the markup of a text: data files, settings, addresses by shortcodes. */

/** Whether a link to another page leads to one of some ids of these texts. */
export function leadsTo(
  workspace: Workspace,
  path: string,
  use: Use,
  homes: ReadonlySet<string>,
  ids: ReadonlySet<string>,
): boolean {
  if (!ids.has(use.name.split("#")[1] ?? "")) return false;
  return resolve(workspace, path, use).names.some(({ path: home }) => homes.has(home));
}

/** The id of a link to another page. */
export function afterHash(use: Use): Use {
  const hash = use.name.indexOf("#");
  const { source, start } = use.span;
  return {
    ...use,
    name: use.name.slice(hash + 1),
    span: { source, start: start + hash + 1, end: use.span.end },
  };
}

/** References in the descriptions of data files, which are texts too. */
export function usesInData(
  workspace: Workspace,
  kind: "id" | "target",
  name: string,
  ids: ReadonlySet<string>,
): readonly Use[] {
  const words = escapeRe(name).replace(/ /g, "\\s+");
  const forms =
    kind === "target"
      ? [
          `<(${words})_>\`_`,
          `\`(${words})\`_`,
          ...(/^[\w.+:-]+$/.test(name) ? [`(?<![\\w\`-])(${words})_(?![\\w\`])`] : []),
        ]
      : [];
  for (const id of ids) forms.push(`(?:<|\\]\\()#(${escapeRe(id)})(?=[>)])`);
  if (forms.length === 0) return [];
  const pattern = new RegExp(forms.join("|"), "gid");
  return (workspace.facts?.data ?? []).flatMap((path) => {
    const source = workspace.source(path);
    if (!source) return [];
    return [...source.text.matchAll(pattern)].map((match): Use => {
      const [start, end] = match.indices!.slice(1).find((each) => each)!;
      const own = source.text[start - 1] === "#" ? "id" : kind;
      return { kind: own, name: match[0], span: { source, start, end }, isPlain: true };
    });
  });
}

/** The ids of links to other pages in data files: in their descriptions, and in the settings. */
export function addressesInData(
  workspace: Workspace,
  homes: ReadonlySet<string>,
  ids: ReadonlySet<string>,
): readonly Use[] {
  return (workspace.facts?.data ?? []).flatMap((path) => {
    const source = workspace.source(path);
    if (!source || ![...ids].some((id) => source.text.includes(`#${id}`))) return [];
    return [...source.text.matchAll(addressRe)].flatMap((match) => {
      const [start, end] = match.indices!.groups!["name"]!;
      const span = { source, start, end };
      const use: Use = { kind: "address", name: match[0], span, isPlain: true };
      return leadsTo(workspace, path, use, homes, ids) ? [afterHash(use)] : [];
    });
  });
}

/** `{{< ref "page" >}}#id` */
const shortcodeAddressRe =
  /\{\{[%<][ \t]*(?<shortcode>[\p{L}\p{N}_./-]+)[ \t]+"(?<page>[^"\n]*)"[ \t]*[%>]\}\}#(?<id>[^\s()<>"']+)/dgu;

/** The ids behind shortcodes that stand for the address of a page. */
export function usesBehindShortcodes(
  workspace: Workspace,
  homes: ReadonlySet<string>,
  ids: ReadonlySet<string>,
): readonly Use[] {
  const { shortcodes = [], texts = [] } = workspace.facts ?? {};
  const known = new Map(
    shortcodes.flatMap((each) => (each.shows === "address" ? [[each.name, each]] : [])),
  );
  if (known.size === 0) return [];
  return texts.flatMap((path) => {
    const source = workspace.source(path);
    if (!source?.text.includes("}}#")) return [];
    return [...source.text.matchAll(shortcodeAddressRe)].flatMap((match): Use[] => {
      const { shortcode = "", page = "", id = "" } = match.groups!;
      const found = known.get(shortcode);
      if (!found || !ids.has(id)) return [];
      const file = fileNamed(workspace, path, found, "page", page);
      if (file === null || !linkedTexts(workspace, file).some((each) => homes.has(each))) return [];
      const [start, end] = match.indices!.groups!["id"]!;
      return [{ kind: "id", name: id, span: { source, start, end }, isPlain: true }];
    });
  });
}

/** All texts of the pages of a text. */
function linkedTexts(workspace: Workspace, file: string): readonly string[] {
  return [file, ...workspace.pagesWith(file).flatMap((page) => [...workspace.textsOf(page)])];
}

/** The ids that took the place of others, which `moved` of the settings lists by page. */
export function usesOfMoved(
  workspace: Workspace,
  homes: ReadonlySet<string>,
  ids: ReadonlySet<string>,
): readonly Use[] {
  const settings = workspace.data(ownFile);
  if (!settings) return [];
  const pages = [...homes].flatMap((home) => workspace.pagesWith(home));
  return [...new Set(pages.map(({ name }) => name))].flatMap((name) => {
    const pointer = joinPointer("/moved", name);
    const moved = lookUp(settings.value, pointer);
    if (!isObject(moved)) return [];
    return keysOf(moved).flatMap((key): Use[] => {
      const id = moved[key];
      if (typeof id !== "string" || !ids.has(id)) return [];
      const { source, start, end } = spanOf({
        source: settings.source,
        pointer: joinPointer(pointer, key),
      });
      const at = start + source.text.slice(start, end).indexOf(id);
      const span = { source, start: at, end: at + id.length };
      return at < start ? [] : [{ kind: "id", name: id, span, isPlain: true }];
    });
  });
}
