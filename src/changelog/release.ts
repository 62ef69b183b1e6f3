import { readHistory } from "./history.js";
import type { Source } from "../base/source.js";
import { stripEnd, stripStart } from "./python.js";
import type { ChangelogSettings } from "./settings.js";

/**
 * The file of past entries with a new one on top: behind the `start_string`, or below what stands above the first entry.
 * `null` stands for a file that is not there yet.
 */
export function addEntry(
  history: Source | null,
  printed: string,
  settings: ChangelogSettings,
): string {
  const { header, body } = history ? split(history, settings) : { header: "", body: "" };
  return header + printed + (body === "" ? "" : `\n\n${body}`);
}

function split(history: Source, settings: ChangelogSettings): { header: string; body: string } {
  const { text } = history;
  const { startString } = settings;
  const at = text.indexOf(startString);
  if (at !== -1) {
    const above = stripEnd(text.slice(0, at));
    const body = stripStart(text.slice(at + startString.length));
    return { header: `${above}\n\n${startString}\n`, body };
  }
  const { start } = readHistory(history, settings);
  const above = stripEnd(text.slice(0, start));
  return { header: above === "" ? "" : `${above}\n\n`, body: stripStart(text.slice(start)) };
}
