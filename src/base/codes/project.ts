import type { Entry } from "./entry.js";
import { oneOf } from "./words.js";

/** Where files of a kind are read from. */
const homes = {
  api: "API files lie directly in the folder of their API, schemas they share in definitions/.",
  events: "Events lie directly in their folders; schemas they share are named by $ref.",
  specification: "Texts are named in targets.yaml, data in specpress.yaml.",
  pages: "Pages and their parts are in Markdown (.md); other texts are shown by shortcodes.",
  changelogs: "Each API has a folder with its fragments, and a history named like it.",
  settings: "The settings are in specpress.yaml, and what pages are made of is in targets.yaml.",
} as const;

/** Where what a file says belongs. */
function homeOf(path: string, folder: string, home: string): string {
  if (path.endsWith("/_category_.json"))
    return `Its label and position are title and weight in the front matter of ${folder}/_index.md.`;
  if (home === "pages" && /\/_?index\.html?$/.test(path))
    return `The page of a folder is in Markdown, ${folder}/_index.md, in which HTML may stand.`;
  return homes[home as keyof typeof homes];
}

/** What stands for the files that nothing reads in a folder, without the pages that lie beside them. `files`: their names, or the folder. */
function ignoring(
  path: string,
  folder: string,
  home: string,
  count: string,
  files: string,
): string {
  if (path.endsWith("/_category_.json")) return `${/^[^/]*/.exec(folder)![0]}/**/_category_.json`;
  if (count === "1" || home !== "pages") return files;
  return `${folder}/*${/\.[^./]*$/.exec(path)?.[0] ?? ""}`;
}

/** What can be wrong with: specpress.yaml, targets.yaml, titles, variables. */
export const projectCodes = {
  "title-skips-level": {
    severity: "error",
    text: (style, possible) =>
      `A title underlined with "${style}" is more than one level below the title before it; here it may be one of ${possible}.`,
    hint: (_style, _possible, styles) => `The title styles are, from the highest: ${styles}`,
  },
  "title-above-first": {
    severity: "error",
    text: (style, first) =>
      `A title underlined with "${style}" stands above the first title of its file, which is underlined with "${first}".`,
    hint: (_style, _first, styles) => `The title styles are, from the highest: ${styles}`,
  },
  "title-too-deep": {
    severity: "error",
    text: (style, depth) =>
      `A title underlined with "${style}" is too deep for a file that is included at depth ${depth}.`,
    hint: (_style, _depth, styles) => `There are only these title styles: ${styles}`,
  },
  "relative-title-out-of-range": {
    severity: "error",
    text: (style, last) =>
      last === ""
        ? `The relative underline "${style}" comes before any title that it could be relative to.`
        : `The relative underline "${style}" leads out of the title styles; the title before is underlined with "${last}".`,
    hint: (_style, _last, styles) => `The title styles are, from the highest: ${styles}`,
  },
  "unknown-title-style": {
    severity: "warning",
    text: (style) =>
      `"${style}" is not among the title styles, so it is taken for the level below the title before it.`,
    hint: (style, styles) => {
      const known = `The title styles are, from the highest: ${styles}; title_styles in targets.yaml sets others.`;
      return style === "`"
        ? `For code write ".. code::", then a blank line, then the code, indented. ${known}`
        : known;
    },
  },
  "undefined-variable": {
    severity: "error",
    text: (name) => `There is no variable "${name}".`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "variable-not-alone": {
    severity: "error",
    text: (name) =>
      `"${name}" stands for blocks of text, so it must be alone on its line and not in code; nothing of it is shown here.`,
    hint: (name) =>
      `Write {{${name}}} on a line of its own, with an empty line before and after it; the line may be indented.`,
  },
  "undefined-path-label": {
    severity: "error",
    text: (name) => `There is no label "${name}", of which this path is made.`,
    hint: (_name, ...near) =>
      oneOf("Did you mean", near) ?? "Define it under labels in specpress.yaml.",
  },
  "undefined-label": {
    severity: "warning",
    text: (name) => `There is no label "${name}", so this stays as it is.`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "repeated-too-much": {
    severity: "error",
    text: (name) => `"${name}" is left out here and below: the pages repeat too much text already.`,
    hint: () => "Show a file, a variable or a long label once, and refer to it elsewhere.",
  },
  "sections-too-much": {
    severity: "error",
    text: (limit) =>
      `Endpoints, events and types are shown up to here; the rest is left out: it is more than ${limit}.`,
    hint: () =>
      "Many of them show the same large schema or text: show it once, and refer to it elsewhere.",
  },
  "too-many-targets": {
    severity: "error",
    text: (limit) => `There are more than ${limit} targets; those from here on are not built.`,
    hint: () => "Put several texts on a page.",
  },
  "target-path-unsafe": {
    severity: "error",
    text: (target, path) => `The page of "${target}" cannot be called "${path}".`,
    hint: () => "The target's name and version label must be usable as names of files.",
  },
  "project-file-missing": {
    severity: "error",
    text: (folder, why = "") =>
      why !== ""
        ? `The specpress.yaml in ${folder} is not read: it ${why}.`
        : `There is no specpress.yaml in ${folder}.`,
    hint: (_folder, _why, near) =>
      near === undefined
        ? "Name the folder of the project with --project."
        : `Rename ${near} to specpress.yaml, or name it with --config.`,
  },
  "config-unknown-key": {
    severity: "error",
    text: (key, where) => `There is no setting "${key}" in ${where}.`,
    hint: (_key, _where, ...near) => oneOf("Did you mean", near),
  },
  "config-missing-key": {
    severity: "error",
    text: (key, where) => `The setting "${key}" is missing in ${where}.`,
    hint: (key, where) => `Add "${key}:" to ${where}.`,
  },
  "config-wrong-type": {
    severity: "error",
    text: (name, wanted, found) => `${name} must be ${wanted}, not ${found}.`,
    hint: (name, wanted, found = "") =>
      /\btext$/.test(wanted ?? "") && /^(?:true|false|[-+.]?\d[\w.+-]*)$/.test(found)
        ? `Put it in quotes: "${found}"`
        : `Write ${wanted} there, or remove ${name}; README lists the settings.`,
  },
  "config-bad-value": {
    severity: "error",
    text: (name, value, fault) => `${name} cannot be ${value}: ${fault}.`,
    hint: (_name, _value, _fault, ...near) =>
      oneOf("Did you mean", near) ?? "README lists the settings and what each takes.",
  },
  "config-path": {
    severity: "error",
    text: (path, what, why) => `The ${what} "${path}" ${why}.`,
    hint: (path = "", _what, _why, ...near) =>
      path.endsWith("targets.yaml") && near[0]
        ? `Rename "${near[0]}" to targets.yaml.`
        : oneOf("Did you mean", near),
  },
  "no-proposals": {
    severity: "warning",
    text: (path, why) => `There are no proposals to show: "${path}" ${why}.`,
    hint: () => "specpress proposals fetch writes this file; commit it.",
  },
  "proposals-file": {
    severity: "error",
    text: (what) => `A proposal is not shown: ${what}.`,
    hint: () => "specpress proposals fetch writes this file anew.",
  },
  "formats-file": {
    severity: "error",
    text: (what) => `${what}.`,
    hint: () =>
      'Write a map of names to "title" and "url": date: { title: Date, url: "https://..." }.',
  },
  "config-unknown-label": {
    severity: "error",
    text: (label, api) =>
      `The label "${label}" that holds the version of "${api}" is not among the labels.`,
    hint: (_label, _api, ...near) => oneOf("Did you mean", near) ?? "Add it under labels.",
  },
  "openapi-version": {
    severity: "error",
    text: (version) =>
      `This is ${version}; specpress reads OpenAPI 2.0, 3.0, 3.1 and 3.2, so nothing of this file is shown or checked.`,
    hint: (version = "") =>
      version.includes("wrong key")
        ? "Write \"swagger: '2.0'\"."
        : version.includes("number")
          ? `The version is a string, in quotes: write ${version.includes("number 2") ? "\"swagger: '2.0'\"" : "\"openapi: '3.1.1'\""}.`
          : 'Convert the document to one of these; OpenAPI 3.1 begins with "openapi: 3.1.1".',
  },
  "openapi-other-version": {
    severity: "error",
    text: (named, meant) =>
      `The version of this document stands under "${named}", but it has the fields of ${meant === "swagger" ? "OpenAPI 2" : "OpenAPI 3"}.`,
    hint: (_named, meant) =>
      meant === "swagger"
        ? "Write \"swagger: '2.0'\" in its place, or convert the document to OpenAPI 3."
        : 'Write "openapi: 3.1.1" in its place, or convert the document to OpenAPI 2.',
  },
  "unknown-label": {
    severity: "error",
    text: (label) => `The project has no label "${label}".`,
    hint: (_label, ...near) => oneOf("Did you mean", near),
  },
  "unknown-api": {
    severity: "error",
    text: (api) => `The project has no API "${api}".`,
    hint: (_api, ...near) => oneOf("Did you mean", near),
  },
  "unknown-group": {
    severity: "error",
    text: (name) => `There is no group "${name}".`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "group-in-itself": {
    severity: "error",
    text: (path) => `A group cannot hold itself: ${path}.`,
    hint: () => "Take one of these groups out of the other.",
  },
  "not-a-list-of-files": {
    severity: "error",
    text: (what) => `${what} must be a list.`,
    hint: () => 'Write each file on a line of its own, after a hyphen: "- intro.rst".',
  },
  "target-not-a-map": {
    severity: "error",
    text: (name) => `The target "${name}" must be an object with a list "files".`,
    hint: () => 'Write "files:" below its name, and below that each file after a hyphen.',
  },
  "version-label-not-text": {
    severity: "error",
    text: (name) => `The version_label of the target "${name}" must be a string.`,
    hint: () => 'Write it in quotes, with the label in percent signs: "%API_VERSION%".',
  },
  "version-label-is-name": {
    severity: "error",
    text: (name, label) =>
      `The page of "${name}" is called "${label}": that is the name of a label, not what the label holds.`,
    hint: (_name, label) => `Write version_label: "%${label}%".`,
  },
  "bad-target-entry": {
    severity: "error",
    text: (entry) => `The entry ${entry} is neither a path nor "group:NAME" nor { depth: path }.`,
    hint: () =>
      'Write a path such as "intro.rst", "group:modules", or either after its depth: { 1: intro.rst }.',
  },
  "bad-depth": {
    severity: "error",
    text: (depth) => `The depth "${depth}" is not an integer.`,
    hint: () => "Write a number of levels: { 1: intro.rst }.",
  },
  "bad-depth-content": {
    severity: "error",
    text: (depth) => `The depth ${depth} must hold a path or "group:NAME".`,
    hint: () => "Write one path or group after the number: { 1: intro.rst }.",
  },
  "target-too-large": {
    severity: "error",
    text: (who, limit) => `With the files of groups ${who} more than ${limit} files.`,
    hint: () => "Split the target, or remove files that its groups bring several times.",
  },
  "target-file-missing": {
    severity: "error",
    text: (path) => `There is no text file "${path}".`,
    hint: (_path, ...near) => oneOf("Did you mean", near),
  },
  "target-file-refused": {
    severity: "error",
    text: (path, why) => `The text file "${path}" is not read: it ${why}.`,
    hint: () => "Put the text into the folder of the specification.",
  },
  "unreadable-file": {
    severity: "error",
    text: (path, why = "") =>
      why === ""
        ? `"${path}" is there, but cannot be read.`
        : `"${path}" cannot be read: it ${why}.`,
    hint: (path = "", why = "") => {
      if (why !== "") return "Put a file in its place, or remove it.";
      return path.includes("\ufffd")
        ? "Its name is not UTF-8: give it another one."
        : "Look at its permissions.";
    },
  },
  "link-refused": {
    severity: "error",
    text: (path, why) => `The link "${path}" is not followed: it ${why}.`,
    hint: () => "Put a copy of the file in its place, or remove the link.",
  },
  "bad-title-styles": {
    severity: "error",
    text: () => "title_styles must be a list of different punctuation characters.",
    hint: () => 'Write one character for each level: title_styles: ["=", "-", "~"].',
  },
  "bad-relative-style": {
    severity: "error",
    text: (name) => `The relative title style "${name}" must be one punctuation character.`,
    hint: () => 'Write it as in { subtitle: "<", sametitle: "/", supertitle: ">" }.',
  },
  "unused-file": {
    severity: "note",
    text: (kind, path) => `The ${kind} "${path}" is used by no page and by no $ref.`,
    hint: (_kind, _path, variable, shows) =>
      shows
        ? `A shortcode of the settings with "shows: ${shows}" would show it on a page.`
        : variable
          ? `The variable {{${variable}}} would show it.`
          : undefined,
  },
  "example-without-event": {
    severity: "warning",
    text: (name) => `The example "${name}" is shown nowhere: no event has its name.`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "setting-without-match": {
    severity: "warning",
    text: (word, setting, what) => `"${word}" under ${setting} matches no ${what}.`,
    hint: (_word, _setting, _what, ...near) =>
      oneOf("Did you mean", near) ?? "Correct it, or remove it: it does nothing.",
  },
  "api-without-page": {
    severity: "warning",
    text: (api) => `The table {{apis}} lists the API "${api}", but no target makes a page of it.`,
    hint: (api, label) =>
      `Add to the targets of targets.yaml: ${api}: { files: [${api}.rst], version_label: "%${label}%" }`,
  },
  "unread-file": {
    severity: "warning",
    text: (path, folder, _home, count) =>
      count === "1"
        ? `Nothing reads the file "${path}".`
        : `Nothing reads ${count} files in "${folder}", such as "${path}".`,
    hint: (path = "", folder = "", home = "", count = "1", files = path) =>
      `${homeOf(path, folder, home)} What is there on purpose can be named in specpress.yaml: ignore: ["${ignoring(path, folder, home, count, files)}"]`,
  },
  "unused-template": {
    severity: "warning",
    text: (path) => `Nothing prints the template "${path}".`,
    hint: (_path, ...near) =>
      oneOf("To replace one of specpress, give it that name; did you mean", near) ??
      "Give it the name of one of specpress, or include it in one.",
  },
  "template-not-in-look": {
    severity: "warning",
    text: (path) =>
      `Nothing prints the template "${path}": the look "current" makes operations itself.`,
    hint: () => 'Remove it, or set in specpress.yaml: look: "2020"',
  },
  "same-name": {
    severity: "error",
    text: (kind, name, first, second) =>
      kind === "settings" || kind === "targets"
        ? `"${first}" and "${second}" are both the ${kind} of the project; only ${name} is read.`
        : `"${first}" and "${second}" are both the ${kind} "${name}"; only one of them can be shown.`,
    hint: () => "Remove or rename one of them.",
  },
  "same-variable": {
    severity: "error",
    text: (variable, first, second) =>
      first === second
        ? `Two APIs read "${first}" and make the variable {{${variable}}} of it.`
        : first === "specpress"
          ? `"${second}" makes the variable {{${variable}}}, which specpress makes itself.`
          : `"${first}" and "${second}" both make the variable {{${variable}}}; only one of them can be shown.`,
    hint: (_variable, first, second) =>
      first === second
        ? "Give each API its own folder or its own suffix in specpress.yaml."
        : "Rename one of them.",
  },
  "file-not-rst": {
    severity: "error",
    text: (path, format) =>
      `"${path}" is written in ${format}, which is not read; nothing of it is published.`,
    hint: (path = "") =>
      `Pages are made of reStructuredText or Markdown: ${path.replace(/^.*\/|\.\w+$/g, "")}.md.`,
  },
  "unused-variable": {
    severity: "note",
    text: (name) => `No page has the variable "${name}".`,
    hint: (name) => `Put {{${name}}} into a text, or remove what it shows.`,
  },
  "empty-text": {
    severity: "warning",
    text: () => "The file is empty, so that nothing of it is shown.",
    hint: () => "Write its text, or remove the file and what names it.",
  },
  "text-repeated": {
    severity: "warning",
    text: (path, list) => `"${path}" appears twice in ${list}, which shows it twice.`,
    hint: () => "Remove one of the two entries.",
  },
  "unused-text": {
    severity: "note",
    text: (path, ...of) =>
      of.length > 0
        ? `No page shows the text file "${path}".`
        : `The text file "${path}" is in no target.`,
    hint: (_path, ...of) =>
      of.length > 0
        ? "Show it with a shortcode, or remove the file."
        : "Add it to a target in targets.yaml, or remove the file.",
  },
} satisfies Record<string, Entry>;
