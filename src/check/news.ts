import type { Report } from "../base/diagnostics.js";
import { wholeFile, type Source, type Span } from "../base/source.js";
import { historyFiles } from "../changelog/changelog.js";
import { joinPointer, spanOf } from "../data/data.js";
import type { Api, Project } from "../load/project.js";

/** Changed files that a message names besides the first. */
const mostNamed = 5;

/**
 * Report each API that changed without news: one of its files, of the texts of its page or of the events these show is
 * among the `changed` ones (by path below the root), but neither a fragment nor the history of its changelog.
 */
export function checkNews(
  project: Project,
  changed: ReadonlySet<string>,
  since: string,
  report: Report,
): void {
  for (const api of project.apis) {
    const changelog = project.changelogs.get(api.name);
    if (!changelog) continue;
    const news = [...changelog.fragments, ...historyFiles(changelog.history)];
    if (news.some(({ path }) => changed.has(path))) continue;
    const files = filesOf(api, project).filter((path) => changed.has(path));
    // What was removed is in no list of files.
    const removed = [...changed].filter((path) => isIn(path, api) && !files.includes(path));
    const [first, ...others] = [...new Set([...files, ...removed])];
    if (first === undefined) continue;
    const notes = others.slice(0, mostNamed).flatMap((path) => {
      const source = sourceAt(path, project);
      return source ? [{ span: wholeFile(source), text: "changed too" }] : [];
    });
    report(
      "news-missing",
      placeOf(first, api, project),
      [api.name, since, changelog.folder],
      notes,
    );
  }
}

function isIn(path: string, { config }: Api): boolean {
  return path.startsWith(`${config.openapi}/`);
}

/** The files that make up an API's page, as far as they are there. */
function filesOf(api: Api, project: Project): string[] {
  const target = project.targets.targets.find(({ name }) => name === api.name);
  const texts = (target?.files ?? []).flatMap(({ path }) => project.texts.get(path) ?? []);
  return [
    ...[...api.documents, ...api.newer].map(({ source }) => source.path),
    ...api.definitions.map(({ file }) => file.source.path),
    ...texts.map(({ path }) => path),
    ...eventsIn(texts, project),
  ];
}

/** The schemas and examples of the events that texts show by their variables. */
function eventsIn(texts: readonly Source[], { events }: Project): string[] {
  if (!events) return [];
  const shown = new Set(
    texts.flatMap(({ text }) =>
      [...text.matchAll(/\{\{\s*(\w+)_event\s*\}\}/g)].map(([, name]) => name),
    ),
  );
  return [...events.schemas, ...events.examples]
    .filter(([name]) => shown.has(name.replace(/#.*$/, "").replace(/[.$]/g, "_")))
    .map(([, { source }]) => source.path);
}

function sourceAt(path: string, { files, texts }: Project): Source | undefined {
  return files.get(path)?.source ?? [...texts.values()].find((text) => text.path === path);
}

/** The changed file, or where the project speaks of the API if the file is gone. */
function placeOf(path: string, api: Api, project: Project): Span {
  const source = sourceAt(path, project);
  if (source) return wholeFile(source);
  return spanOf(
    { source: project.configFile.source, pointer: joinPointer("/apis", api.name) },
    "key",
  );
}
