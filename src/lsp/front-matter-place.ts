import { isMarkdown } from "../base/formats.js";
import type { Source } from "../base/source.js";
import { frontMatterKeys } from "../load/load.js";
import type { Workspace } from "./workspace.js";
import { yamlPlaceAt } from "./yaml-path.js";

/** A place in the front matter of a text, be it not closed yet. */
export interface FrontMatterPlace {
  readonly isToml: boolean;
  /** The key whose value is being typed; `null`: a key is. */
  readonly key: string | null;
  readonly typed: string;
  /** Keys that are given. */
  readonly given: readonly string[];
}

/** What an offset is of the front matter of a text; `null` where it is elsewhere, or within a value that has parts. */
export function frontMatterPlaceAt(
  { facts }: Workspace,
  { path, text }: Source,
  offset: number,
): FrontMatterPlace | null {
  if (!isMarkdown(path) && !(facts?.isTree && path.endsWith(".rst"))) return null;
  const [opening = "", mark] = /^(---|\+\+\+)[ \t]*\n/.exec(text) ?? [];
  if (mark === undefined || offset < opening.length) return null;
  const before = text.slice(opening.length, offset);
  const [, inside, closing] =
    /^([^]*?)(?:^|\n)(?:(---|\+\+\+)[ \t]*(?=\n|$))/.exec(text.slice(opening.length)) ?? [];
  const isClosed = closing === mark && inside !== undefined;
  if (isClosed ? offset > opening.length + inside.length + 1 : /\n[ \t]*\n/.test(before))
    return null;
  const whole = isClosed ? inside : before;
  const isToml = mark === "+++";
  const given = [...whole.matchAll(/^([\w-]+)[ \t]*[:=]/gm)].map(([, key]) => key!);
  if (isToml) {
    if (/^[ \t]*\[/m.test(before)) return null;
    const line = before.slice(before.lastIndexOf("\n") + 1);
    const [, key, value] = /^([\w-]+)[ \t]*=[ \t]*["']?([^"']*)$/.exec(line) ?? [];
    if (key !== undefined) return { isToml, key, typed: value!, given };
    return /^[\w-]*$/.test(line) ? { isToml, key: null, typed: line, given } : null;
  }
  const place = yamlPlaceAt(before, "");
  if (!place || place.path.length > (place.key === "-" ? 2 : 0)) return null;
  if (place.key === "-") return { ...place, isToml, key: place.path[0] ?? null, given };
  return { isToml, key: place.key, typed: place.typed, given };
}

/** What there is to say of a key of front matter, in Markdown; `null` of one that has no meaning. */
export function frontMatterMeaning(key: string): string | null {
  const known = frontMatterKeys.find(({ name }) => name === key);
  return known ? `\`${key}\`: ${known.wanted}\n\n${known.means}` : null;
}
