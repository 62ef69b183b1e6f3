import type { Source } from "../base/source.js";
import { verbatim } from "../base/verbatim.js";
import type { ChangelogSettings } from "./settings.js";
import { linesOf, titlesIn } from "./titles.js";

/**
 * Entries in reStructuredText in which the names of types and sections that the settings have are text, whatever
 * characters they hold: `*Breaking*` is no emphasis and `a_` no reference. All offsets stay.
 */
export function namesAsData(source: Source, settings: ChangelogSettings | null): Source {
  const names = [...(settings?.types ?? []), ...(settings?.sections ?? [])].map(({ name }) => name);
  const changed = new Map(names.map((name) => [name, verbatim(name)]));
  for (const [name, data] of changed)
    if (data === name || data.length !== name.length) changed.delete(name);
  if (changed.size === 0) return source;
  const lines = linesOf(source.text);
  let text = "";
  let end = 0;
  for (const title of titlesIn(lines)) {
    const data = changed.get(title.text);
    if (data === undefined) continue;
    const { offset, text: line } = lines[title.end - 2]!;
    const start = offset + line.indexOf(title.text);
    text += source.text.slice(end, start) + data;
    end = start + data.length;
  }
  const origin = source.origin ?? ((at: number) => ({ source, start: at, end: at }));
  return { path: source.path, text: text + source.text.slice(end), origin };
}
