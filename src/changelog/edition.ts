import type { Source } from "../base/source.js";
import { readHistory } from "./history.js";
import { isJoined } from "./history-files.js";
import type { ChangelogSettings } from "./settings.js";
import { titlesIn } from "./titles.js";

/**
 * The settings with the edition that the newest of the past entries was made by: in Markdown, 25.8 puts the heading of a
 * section or type right below that of the title, whatever level this has.
 */
export function asWritten(settings: ChangelogSettings, history: Source): ChangelogSettings {
  if (settings.edition !== "24.8" || settings.syntax !== "markdown" || isJoined(history))
    return settings;
  const [newest] = readHistory(history, settings).sections;
  if (!newest) return settings;
  const isSection = (text: string) => settings.sections.some(({ name }) => name === text);
  const isType = (text: string) => settings.types.some(({ name }) => name === text);
  const first = titlesIn(newest.lines, 0, "markdown").find(
    ({ text }) => isSection(text) || isType(text),
  );
  const level = /^ {0,3}(?<signs>#+)/.exec(history.text.slice(newest.offset))?.groups?.["signs"]!
    .length;
  if (!first || level === undefined || first.style !== `h${level + 1}`) return settings;
  // 24.8 has sections at level 2 and types at level 3.
  const isUsual = level === (isSection(first.text) ? 1 : 2);
  return isUsual ? settings : { ...settings, edition: "25.8" };
}
