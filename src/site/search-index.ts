import type { Project } from "../load/project.js";
import { indexFile, type Entry } from "../search/search.js";
import { isReleasePage } from "./page-layouts.js";
import type { Page } from "./page.js";
import type { SearchNames } from "./search-entries.js";
import { wordsForSearch, wordsOf } from "./words.js";

/** Where the files of search are: the program that answers, and all words of the pages. */
export const searchPaths = { script: "static/search.js", index: "static/search-index.js" } as const;

/** Whether readers can search the site. */
export function isSearched({ config }: Project): boolean {
  return config.search;
}

/** The program that answers, with the words of its dialog. */
export function searchScript({ config, templates }: Project): string {
  const program = templates.get("search.js");
  if (!program) throw new Error("the package lacks templates/search.js, which its build makes");
  return wordsForSearch(wordsOf(config.words)) + program.text;
}

/**
 * The words of all pages, as a script that sets a global, since pages on a disk may ask for nothing else. What changelogs
 * and indexes say comes last.
 */
export function searchIndex(
  pages: readonly Page[],
  { config: { pages: settings, outputs, indexes } }: Project,
  names: SearchNames,
): string {
  const shown = pages.flatMap((page) =>
    page.searched ? { ...page, searched: page.searched(names) } : [],
  );
  const isLast = (page: Pick<Page, "isLast" | "file" | "path">) =>
    page.isLast === true ||
    (page.file !== undefined && isReleasePage(page.file, settings)) ||
    (indexes.length > 0 && indexPages.includes(page.path)); // it only leads to the others
  const ordered = [...shown.filter((page) => !isLast(page)), ...shown.filter(isLast)];
  const called = new Set(ordered.flatMap(({ searched }) => searched.entries.flatMap(namesIn)));
  const entries: Entry[] = [];
  for (const { searched, title } of ordered) {
    const first = entries.length;
    for (const { listed, ...entry } of searched.entries) {
      // What is listed is found where it is; in the list only if that is nowhere.
      const fields = [...entry.fields, ...listed.filter(([name]) => !called.has(name))];
      const own = entry.parent === -1 ? { title } : { parent: first + entry.parent };
      entries.push({ ...entry, fields, ...own });
    }
  }
  const codes = new Set(ordered.flatMap(({ searched }) => [...searched.errorCodes]));
  const list = ordered.map((page) => ({
    path: page.path,
    title: page.title,
    isLast: isLast(page),
  }));
  const index = indexFile(list, withErrors(entries, codes, outputs["error-codes"]));
  return `globalThis.specpressSearchIndex = ${JSON.stringify(index)};\n`;
}

/** Where the page with all indexes is, in a site of targets and in one of a tree of pages. */
const indexPages = ["indexes.html", "indexes/index.html"];

function namesIn({ title, names, fields }: Entry): readonly string[] {
  return [title, ...names, ...fields.map(([name]) => name)];
}

/** What looks like a code of an error. */
const codeRe = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/;

/**
 * The terms of a list that has one of the codes are codes too. `properties`: the names of what holds them, each explained by
 * the section with the longest such list, or by the nearest one around it that has the name.
 */
function withErrors(
  entries: readonly Entry[],
  codes: ReadonlySet<string>,
  properties: readonly string[],
): readonly Entry[] {
  const lists = new Set(
    entries.flatMap(({ kind, title, parent }) =>
      kind === "term" && codes.has(title) ? [parent] : [],
    ),
  );
  const counts = new Map<number, number>();
  const told = entries.map((entry): Entry => {
    const { kind, title, parent } = entry;
    if (kind !== "term" || !lists.has(parent) || !codeRe.test(title)) return entry;
    counts.set(parent, (counts.get(parent) ?? 0) + 1);
    return { ...entry, kind: "error" };
  });
  const [longest] = [...counts].sort(([, one], [, other]) => other - one);
  if (!longest) return told;
  for (const property of properties) {
    let number = longest[0];
    while (number !== -1 && !told[number]!.found.some((text) => text.includes(property)))
      number = told[number]!.parent;
    if (number === -1) [number] = longest;
    const section = told[number]!;
    told[number] = { ...section, names: [...section.names, property] };
  }
  return told;
}
