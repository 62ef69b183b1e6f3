import { isMarkdown } from "../base/formats.js";
import type { Report } from "../base/diagnostics.js";
import type { StepContext, Steps } from "../base/memo.js";
import type { Source } from "../base/source.js";
import { historyFiles, syntaxOf } from "../changelog/changelog.js";
import {
  isArray,
  isObject,
  joinPointer,
  keysOf,
  spanInText,
  type DataFile,
  type Json,
  type JsonObject,
} from "../data/data.js";
import type { Project } from "../load/project.js";
import {
  checkConflictMarks,
  checkProse,
  joinClaims,
  mayHaveSlips,
  rulesFor,
  showsNothing,
  type Claimed,
  type KnownNames,
} from "../prose/prose.js";
import { checkLastLine, checkLooseEnds, checkTrailingSpaces } from "./loose-ends.js";

/**
 * Look for slips in all that authors write as reStructuredText: the texts of pages, the descriptions of API files and
 * schemas, news fragments, past entries of changelogs. `variables` are the names of template variables. What the slips explain is given back: what else is
 * wrong there follows from them.
 */
export function checkTexts(
  project: Project,
  variables: KnownNames["variables"],
  { report, ask, steps }: StepContext & { readonly steps: Steps },
): Claimed {
  const claimed: Claimed = new Map();
  const labels = [...project.labels.keys()];
  const known = steps.same("names in texts", { labels, variables: [...variables.keys()] });
  /** Look at what stands in a file, and keep what was found. */
  const checkIn = (source: Source, hasVariables: boolean, textsIn: TextsIn) => {
    const inputs = [source, hasVariables, known];
    const own = steps.step(`slips in ${source.path}`, inputs, { report, ask }, (making) => {
      const found: Claimed = new Map();
      const names = { labels, variables, hasVariables };
      textsIn((text) => checkProse(text, names, making.report, found), making.report);
      return found;
    });
    for (const [path, claims] of own) claimed.set(path, joinClaims(claims, claimed.get(path)));
  };
  for (const source of project.texts.values())
    // What else is wrong in Markdown is found where it is read.
    if (isMarkdown(source.path)) {
      checkConflictMarks(source, report, claimed);
      checkLastLine(source, report);
    } else
      checkIn(source, true, (check, tell) => {
        check(source);
        checkLooseEnds(source, tell);
      });
  for (const { fragments, settings, history, historyPath } of project.changelogs.values()) {
    for (const fragment of fragments)
      if (settings?.syntax === "markdown" || fragment.path.endsWith(".md"))
        checkConflictMarks(fragment, report, claimed);
      else
        checkIn(fragment, false, (check, tell) => {
          check(fragment);
          checkTrailingSpaces(fragment, tell);
        });
    for (const file of historyFiles(history))
      if (project.texts.has(file.path)) continue;
      else if ((settings?.syntax ?? syntaxOf(historyPath)) === "markdown")
        checkConflictMarks(file, report, claimed);
      else checkIn(file, false, (check) => check(file));
  }
  for (const { value, source } of describedFiles(project))
    checkIn(source, false, (check, tell) => checkDescriptions(value, source, check, tell));
  for (const { file, keys, text } of settingsTexts(project))
    if (mayHaveSlips(text))
      checkProse(
        textAt(text, joinPointer("", ...keys), file.source),
        { labels, variables, hasVariables: false },
        report,
        claimed,
      );
  return claimed;
}

/** Gives each text of a file to a function. */
type TextsIn = (check: (text: Source) => void, report: Report) => void;

interface Text {
  readonly file: DataFile;
  readonly keys: readonly (string | number)[];
  readonly text: string;
}

/** The texts that settings hold, and those of the cells of tables. */
function* settingsTexts({ config, configFile: file, tables }: Project): Iterable<Text> {
  const { notices, apis, events } = config;
  for (const [key, text] of Object.entries(notices)) yield { file, keys: ["notices", key], text };
  for (const [key, { purpose }] of Object.entries(apis))
    if (purpose) yield { file, keys: ["apis", key, "purpose"], text: purpose };
  for (const [key, text] of Object.entries(events?.notes ?? {}))
    yield { file, keys: ["events", "notes", key], text };
  for (const [name, data] of tables) {
    if (config.tables[name]!.descriptions === "markdown") continue; // they are read as such where they are shown
    const fields = config.tables[name]!.columns.filter(({ literal }) => !literal);
    for (const [row, cells] of isArray(data.value) ? data.value.entries() : [])
      for (const { field } of fields) {
        const text = isObject(cells) && keysOf(cells).includes(field) ? cells[field] : undefined;
        if (typeof text === "string") yield { file: data, keys: [row, field], text };
      }
  }
}

/** The data files whose descriptions are shown. */
function describedFiles({ apis, events, files }: Project): Iterable<DataFile> {
  const inRst = apis.filter(({ config }) => config.descriptions !== "markdown");
  const schemas = events?.config.descriptions === "markdown" ? "" : events?.config.schemas;
  const folders = [...inRst.map(({ config }) => config.openapi), schemas ?? ""];
  const prefixes = folders.filter((folder) => folder !== "").map((folder) => `${folder}/`);
  return [...files.values()].filter(({ source }) =>
    prefixes.some((prefix) => source.path.startsWith(prefix)),
  );
}

/** Keys below which everything is a value of an example. */
const valueKeys: ReadonlySet<string> = new Set([
  "example",
  "examples",
  "x-example",
  "default",
  "enum",
  "const",
]);

/** Give the descriptions of a file that may have slips to a function, and report those that show nothing. */
function checkDescriptions(
  value: Json,
  source: Source,
  check: (text: Source) => void,
  report: Report,
): void {
  const found: Description[] = [];
  descriptionsIn(value, [], found);
  const tried = rulesFor(found.map(({ text }) => text));
  for (const { text, keys } of found) {
    const pointer = joinPointer("", ...keys);
    const readAs = showsNothing(text);
    if (mayHaveSlips(text, tried)) check(textAt(text, pointer, source));
    else if (readAs !== null)
      report("description-not-shown", spanInText({ source, pointer }, 0, text.length), [
        text.trim().split("\n", 1)[0]!,
        readAs,
      ]);
  }
}

interface Description {
  readonly text: string;
  readonly keys: readonly string[];
}

/** Collect the descriptions in a value, to which `keys` lead. */
function descriptionsIn(value: Json, keys: string[], found: Description[]): void {
  if (isArray(value)) {
    for (const [index, item] of value.entries()) {
      keys.push(String(index));
      descriptionsIn(item, keys, found);
      keys.pop();
    }
    return;
  }
  if (!isObject(value)) return;
  for (const key of Object.keys(value)) {
    const child = (value as JsonObject)[key]!;
    keys.push(key);
    if (typeof child === "string") {
      if (key === "description") found.push({ text: child, keys: [...keys] });
    } else if (!valueKeys.has(key) || keys.at(-2) === "properties")
      descriptionsIn(child, keys, found);
    keys.pop();
  }
}

/** A text of a data file as a source of its own. */
function textAt(text: string, pointer: string, source: Source): Source {
  return {
    path: source.path,
    text,
    origin: (offset) => spanInText({ source, pointer }, offset, offset + 1),
  };
}
