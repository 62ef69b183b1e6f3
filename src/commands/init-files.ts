import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { columnWidth } from "../base/unicode.js";
import { apiVariable } from "../base/variables.js";
import { packageFolder } from "../load/load.js";

/** Files of a new project by their path, with `/`. */
export type NewFiles = Map<string, string | Buffer>;

export type InitFormat = "rst" | "markdown";

/** An API of a new project. */
export interface NewApi {
  /** Its key in the settings, the name of its folder and of its page. */
  readonly key: string;
  readonly title: string;
  readonly purpose: string;
  /** Paths of its documents below its folder; none for the API of the sample. */
  readonly documents: readonly string[];
}

export interface NewProject {
  readonly name: string;
  readonly format: InitFormat;
  readonly apis: readonly NewApi[];
  /** Whether it has what one begins with where there is nothing: two operations, an event. */
  readonly isSample: boolean;
  /** Of the program. */
  readonly version: string;
}

export const sampleApi = {
  key: "main",
  purpose: "How programs keep notes",
  documents: [],
} satisfies Partial<NewApi>;

/** The files that a project begins with; a name in `templates/init` that begins with `dot-` is one with a dot. */
export function initFiles(project: NewProject): NewFiles {
  const { format, isSample } = project;
  const parts = ["both", format, ...(isSample ? ["sample", `sample-${format}`] : [])];
  const words = wordsOf(project);
  const files: NewFiles = new Map();
  for (const part of parts)
    for (const [path, text] of textsBelow(part)) files.set(path, filled(text, words));
  if (format === "rst") addRst(files, project);
  else if (!isSample) addMarkdown(files, project);
  return files;
}

function addRst(files: NewFiles, { name, apis, isSample }: NewProject): void {
  const settings = textsBelow("api-rst").get("towncrier.toml")!;
  for (const { key } of apis)
    files.set(`changelogs/${key}/towncrier.toml`, filled(settings, new Map([["api", key]])));
  if (isSample) return;
  files.set(
    "specification/index.rst",
    `${rstTitle(name)}\n\n.. The first page. Names in braces show what other files hold.\n\n{{apis}}\n`,
  );
  for (const { key, title, documents } of apis) {
    const variables = documents.map((path) => `{{${apiVariable(path, key)}}}\n\n`).join("");
    files.set(
      `specification/${key}.rst`,
      `${rstTitle(title)}\n\n.. The page of this API: say here what it is for.\n\n.. contents:: Contents\n\n${variables}Changes\n-------\n\n{{${key}_changelog}}\n`,
    );
    files.set(`changelogs/${key}/newsfragments/+first.feature`, `${firstNews}\n`);
  }
}

const firstNews = "Describe the API.";

function addMarkdown(files: NewFiles, { name, apis }: NewProject): void {
  const links = apis.map(({ key, title }) => `- [${mdText(title)}](${key}.md)\n`).join("");
  files.set(
    "content/_index.md",
    `---\n# The first page. What stands between these lines is said of the page itself.\ntitle: ${yaml(name)}\n---\n\n${links}`,
  );
  apis.forEach(({ key, title, documents }, index) => {
    const shown = documents.map((path) => `{{% operations api="${key}" file="${path}" %}}\n`);
    files.set(
      `content/${key}.md`,
      `---\n# The page of this API: say below the lines what it is for.\ntitle: ${yaml(title)}\nweight: ${(index + 1) * 10}\n---\n\n${shown.join("\n")}`,
    );
  });
  files.set("changelogs/newsfragments/+first.feature", `${firstNews}\n`);
}

/** What stands in place of `@word@`. */
function wordsOf({ name, format, apis, isSample, version }: NewProject): Map<string, string> {
  const label = (key: string) => `${key.toUpperCase()}_VERSION`;
  const entries = apis.map(({ key, title, purpose }) =>
    [
      `  ${key}: # also the name of its folder`,
      `    title: ${yaml(title)}`,
      ...(purpose === "" ? [] : [`    purpose: ${yaml(purpose)}`]),
      `    openapi: api/${key} # the folder of its OpenAPI files`,
      ...(format === "rst"
        ? [
            `    suffix: ${key} # FILE.yaml is shown by {{FILE_${key}_http_api}}`,
            `    version: ${label(key)} # the label below that holds its version`,
          ]
        : []),
      ...(format === "markdown" || !isSample ? ["    descriptions: markdown"] : []),
      "    sections: tags # a heading for each tag\n",
    ].join("\n"),
  );
  const events = [
    "\nevents:",
    "  schemas: event-schemas/schema # a JSON Schema for each event",
    "  examples: event-schemas/examples # of the same names",
    ...(format === "markdown" ? ["  descriptions: markdown"] : []),
    "  dialect: 2020-12\n",
  ];
  const pages = isSample ? ["index"] : ["index", ...apis.map(({ key }) => key)];
  const versionLabel = (key: string) => (isSample ? "" : `\n    version_label: "%${label(key)}%"`);
  return new Map([
    ["name", yaml(name).slice(1, -1)],
    ["rst", rstTitle(name)],
    ["specpress", version],
    ["apis", entries.join("")],
    ["events", isSample ? events.join("\n") : ""],
    ["event-shortcode", isSample ? '  event: { shows: event, event: "{name}" }\n' : ""],
    ["labels", apis.map(({ key }) => `  ${label(key)}: unstable`).join("\n")],
    [
      "pages",
      pages
        .map(
          (key) => `  ${key}:\n    files: [${key}.rst]${key === "index" ? "" : versionLabel(key)}`,
        )
        .join("\n"),
    ],
  ]);
}

function filled(text: string, words: ReadonlyMap<string, string>): string {
  return text.replace(/@([a-z-]+)@\n?/g, (whole, word: string) => {
    const value = words.get(word);
    if (value === undefined) return whole;
    // A word by itself on a line stands for whole lines.
    return whole.endsWith("\n") && !value.endsWith("\n") && value !== "" ? `${value}\n` : value;
  });
}

function yaml(text: string): string {
  return JSON.stringify(text);
}

/** A title whose text is text, with its underline. */
function rstTitle(name: string): string {
  const text = name.replace(/[\\*`|_{}[%]/g, "\\$&");
  return `${text}\n${"=".repeat(Math.max(3, columnWidth(text)))}`;
}

function mdText(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#!|&]/g, "\\$&");
}

function textsBelow(part: string): ReadonlyMap<string, string> {
  const folder = join(packageFolder(), "templates/init", part);
  const texts = new Map<string, string>();
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const file = join(folder, path);
    if (!statSync(file).isFile()) continue;
    texts.set(path.replaceAll("\\", "/").replace(/(^|\/)dot-/g, "$1."), readFileSync(file, "utf8"));
  }
  return texts;
}

/** Files that a project has for other reasons too: those that are there stay as they are. */
export const mayBeThere: ReadonlySet<string> = new Set([
  ".gitignore",
  ".github/workflows/spec.yml",
  "package.json",
]);

/** The files of a new project that are in the way. */
export function inTheWay(root: string, files: NewFiles): readonly string[] {
  return [...files.keys()].filter((path) => !mayBeThere.has(path) && existsSync(join(root, path)));
}
