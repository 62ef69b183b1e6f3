import type { Report } from "../base/diagnostics.js";
import { labelPattern, withLabels } from "../base/labels.js";
import type { Span } from "../base/source.js";
import { nearest } from "../base/text.js";
import { joinPointer, spanInText, type DataFile } from "../data/data.js";
import type { PageFile } from "./project.js";
import type { ProjectConfig } from "./project-config.js";

/**
 * The settings with the values of labels in those that pages show as text: names, titles, words, what the theme says. What is
 * nearly a label is reported there.
 */
export function labelledConfig(
  config: ProjectConfig,
  labels: ReadonlyMap<string, string>,
  { source }: DataFile,
  report: Report,
): ProjectConfig {
  // What is wrong with the settings was reported; a text may be missing.
  const shown = (text: string, ...path: readonly (string | number)[]): string => {
    if (typeof text !== "string" || !text.includes("%")) return text;
    const origin = { source, pointer: joinPointer("", ...path) };
    reportNear(text, labels, (start, end) => spanInText(origin, start, end), report);
    return withLabels(text, labels);
  };
  const allShown = (texts: Readonly<Record<string, string>>, ...path: readonly string[]) =>
    mapped(texts, (text, key) => shown(text, ...path, key));
  const { theme, words, show } = config;
  return {
    ...config,
    name: shown(config.name, "name"),
    apis: mapped(config.apis, (api, name) => ({
      ...api,
      title: shown(api.title, "apis", name, "title"),
      purpose: shown(api.purpose, "apis", name, "purpose"),
    })),
    ...(words && { words: allShown(words, "words") }),
    show: { ...show, wordings: allShown(show.wordings, "show", "wordings") },
    ...(theme && {
      theme: {
        ...theme,
        ...(theme.footer !== undefined && { footer: shown(theme.footer, "theme", "footer") }),
        ...(theme.links && {
          links: theme.links.map(({ title, url }, index) => ({
            title: shown(title, "theme", "links", index, "title"),
            url: shown(url, "theme", "links", index, "url"),
          })),
        }),
      },
    }),
  };
}

/** Pages with the values of labels in what they are called; what is nearly a label is reported in their front matter. */
export function labelledPages(
  pages: readonly PageFile[],
  labels: ReadonlyMap<string, string>,
  report: Report,
): readonly PageFile[] {
  return pages.map((page) => {
    const { title, linkTitle, front, spanOf } = page;
    if (!title.includes("%") && !linkTitle.includes("%")) return page;
    for (const key of ["title", "linkTitle"]) {
      const text = front[key];
      // A heading of the text is seen there.
      if (typeof text === "string") reportNear(text, labels, () => spanOf(key), report);
    }
    return {
      ...page,
      title: withLabels(title, labels),
      linkTitle: withLabels(linkTitle, labels),
    };
  });
}

/** Report what is nearly a label in a text. `spanOf`: the place of a piece of the text. */
function reportNear(
  text: string,
  labels: ReadonlyMap<string, string>,
  spanOf: (start: number, end: number) => Span,
  report: Report,
): void {
  for (const { 0: written, index, groups } of text.matchAll(labelPattern)) {
    const name = groups!["name"]!;
    const near = labels.has(name) ? [] : nearest(name, labels.keys());
    if (near.length > 0)
      report("undefined-label", spanOf(index, index + written.length), [name, ...near]);
  }
}

/** A map that inherits nothing, with what `change` makes of each value. */
function mapped<T>(
  map: Readonly<Record<string, T>>,
  change: (value: T, key: string) => T,
): Readonly<Record<string, T>> {
  const changed = Object.create(null) as Record<string, T>;
  for (const [key, value] of Object.entries(map)) changed[key] = change(value, key);
  return changed;
}
