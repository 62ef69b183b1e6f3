import { variablesIn } from "../assemble/assemble.js";
import type { Project } from "../load/project.js";
import type { Unread } from "./rule.js";

/** What may be missing from pages where settings are not read as they are meant: all that links, files and variables may mean. */

/** What the data files say, and what they are called: of events, or all others. */
export function dataOf(project: Project, whose: "events" | "others"): Unread {
  const known = kept(data, project);
  if (known.has(whose)) return known.get(whose)!;
  const { config, files, unreadData } = project;
  const folders = config.events ? [config.events.schemas, config.events.examples] : [];
  const isOfEvents = (path: string) =>
    folders.some((folder) => folder !== "" && path.startsWith(`${folder}/`));
  const read = [...files].filter(([path]) => isOfEvents(path) === (whose === "events"));
  const unread = unreadData();
  const found =
    unread === null
      ? null
      : [unread, ...read.flatMap(([path, { source }]) => [path, source.text])]
          .join("\n")
          .toLowerCase();
  known.set(whose, found);
  return found;
}

/** What the texts say that no page has, with the data that they may show, and what pages and labels are called. */
export function textsWithoutPage(project: Project): Unread {
  const known = kept(texts, project);
  if (known.has("")) return known.get("")!;
  const { targets, configFile } = project;
  const used = new Set(targets.targets.flatMap(({ files }) => files.map(({ path }) => path)));
  const unused = [...project.texts].filter(([path]) => !used.has(path));
  const showsData = unused.some(([, { text }]) => variablesIn(text).length > 0);
  const shown = showsData ? [dataOf(project, "events"), dataOf(project, "others")] : [];
  const parts = [
    configFile.source.text,
    targets.file.source.text,
    ...unused.flatMap(([path, { text }]) => [path, withoutReferences(text)]),
  ];
  const found = shown.includes(null) ? null : [...parts, ...shown].join("\n").toLowerCase();
  known.set("", found);
  return found;
}

/** The variables in the texts that no page has. */
export function variablesWithoutPage(project: Project): ReadonlySet<string> {
  let known = variables.get(project);
  if (!known) {
    const { targets } = project.targets;
    const used = new Set(targets.flatMap(({ files }) => files.map(({ path }) => path)));
    const unused = [...project.texts].filter(([path]) => !used.has(path));
    known = new Set(unused.flatMap(([, { text }]) => variablesIn(text)));
    variables.set(project, known);
  }
  return known;
}

const variables = new WeakMap<Project, ReadonlySet<string>>();

/** What all texts and data files say. */
export function allTexts(project: Project): Unread {
  const known = kept(texts, project);
  if (known.has("all")) return known.get("all")!;
  const parts = [
    dataOf(project, "events"),
    dataOf(project, "others"),
    ...[...project.texts.values()].map(({ text }) => withoutReferences(text).toLowerCase()),
  ];
  const found = parts.includes(null) ? null : parts.join("\n");
  known.set("all", found);
  return found;
}

/** In RST and in Markdown: `` `words <address>`_ ``, `` `name`_ ``, `name_`, `[#name]_`, `|name|`, `[words](address)`. */
const references =
  /<[^<>\n]*>`__?|`[^`\n]+`__?(?!\w)|\[[#*\w.:-]+\]_|\|[^|\n]+\||[\w.:+-]+__?(?![\w`])|\]\([^()\n]*\)/g;

/** A text without what it refers to: that is what is looked for. */
function withoutReferences(text: string): string {
  return text.replace(references, " ");
}

/** Thousands of findings may be looked for. */
const data = new WeakMap<Project, Map<string, Unread>>();
const texts = new WeakMap<Project, Map<string, Unread>>();

function kept(all: WeakMap<Project, Map<string, Unread>>, project: Project): Map<string, Unread> {
  let known = all.get(project);
  if (!known) all.set(project, (known = new Map()));
  return known;
}
