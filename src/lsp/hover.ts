import type { Hover } from "vscode-languageserver-protocol";
import type { Span } from "../base/source.js";
import { lookUp, type Json } from "../data/data.js";
import { isMarkdown } from "../base/formats.js";
import { explain, explanations, type TextLanguage } from "../check/explain.js";
import { directiveWords } from "../rst/rst.js";
import { describe, escaped, fenced } from "./about.js";
import { resolve, targetOfRef } from "./resolve.js";
import { frontMatterMeaning } from "./front-matter-place.js";
import { schemaFor, schemasAt, shortcodeSetting } from "./settings-schema.js";
import { fileNamed, settingsWith } from "./shortcode-values.js";
import { thingAt, type Thing } from "./thing-at.js";
import { yamlPlaceAt } from "./yaml-path.js";
import { keywordMeaning } from "./keyword-meaning.js";
import type { Workspace } from "./workspace.js";

/** What there is to say of what stands at a place. */
export function hoverAt(workspace: Workspace, path: string, offset: number): Hover | null {
  const thing = thingAt(workspace, path, offset);
  const words = thing ? aboutThing(workspace, path, thing) : null;
  if (thing && words) return hover(words, workspace.range(thing.span));
  const found = aboutFinding(workspace, path, offset);
  const key = workspace.isData(path) ? aboutKey(workspace, path, offset) : null;
  if (!key) return found === null ? null : hover(found);
  return hover(found === null ? key.words : `${key.words}\n\n${found}`, workspace.range(key.span));
}

/** What there is to say of a piece of a text. */
interface About {
  readonly words: string;
  readonly span: Span;
}

function hover(value: string, range?: Hover["range"]): Hover {
  return { contents: { kind: "markdown", value }, ...(range ? { range } : {}) };
}

function aboutThing(workspace: Workspace, path: string, thing: Thing): string | null {
  const { facts } = workspace;
  switch (thing.kind) {
    case "variable": {
      const variable = facts?.variables.find(({ name }) => name === thing.name);
      if (!variable) return null;
      const lead = `\`{{${variable.name}}}\` shows ${escaped(variable.shows)}`;
      const { at } = variable;
      const value = at && valueAt(workspace, at.path, at.pointer);
      return value === undefined ? lead : `${lead}\n\n${describeFile(value)}`;
    }
    case "label": {
      const label = facts?.labels.find(([name]) => name === thing.name);
      return label ? `\`%${label[0]}%\` stands for \`${label[1]}\`` : null;
    }
    case "shortcode": {
      const shortcode = facts?.shortcodes.find(({ name }) => name === thing.name);
      if (!shortcode) return null;
      const { name, shows, parameters } = shortcode;
      const list = parameters.map((each) => `\`${each}\``).join(", ");
      return `\`{{% ${name} %}}\` shows ${shows}${list === "" ? "" : `\n\nParameters: ${list}`}`;
    }
    case "parameter":
      return aboutParameter(workspace, path, thing);
    case "front matter":
      return frontMatterMeaning(thing.key);
    case "reference": {
      const target = targetOfRef(workspace, path, thing.ref);
      if (target?.value === undefined) return null;
      return `${escaped(target.file.source.path)}\n\n${describeFile(target.value)}`;
    }
    case "code":
      return explained(thing.name, path);
    case "directive": {
      const known = directiveWords.find(({ names }) => names.includes(thing.name.toLowerCase()));
      if (!known) return null;
      const options = known.options.map((each) => `\`:${each}:\``).join(", ");
      return `Directive \`${thing.name}\`, ${options === "" ? "without options" : `options ${options}`}`;
    }
    case "use": {
      const { names, anchors, file } = resolve(workspace, path, thing.use);
      const [first] = names;
      if (first) {
        const title = titleBelow(workspace, first.path, first.name);
        const { line } = workspace.range(first.name.span).start;
        return `${title === "" ? "" : `**${escaped(title)}**\n\n`}${escaped(first.path)}, line ${line + 1}`;
      }
      const [anchor] = anchors;
      if (anchor)
        return `**${escaped(anchor.title)}**\n\n${escaped(anchor.path)}, line ${anchor.line + 1}`;
      return file === undefined ? null : aboutFile(workspace, file);
    }
    default:
      return null;
  }
}

/** A file that a link or a directive names: its title and its path. */
function aboutFile(workspace: Workspace, file: string): string {
  const [page] = workspace.pagesWith(file);
  const [section] = workspace.index(file)?.sections ?? [];
  const titles = [page?.title, section?.title];
  const title = (workspace.facts?.isTree ? titles : titles.reverse()).find((each) => each) ?? "";
  return `${title === "" ? "" : `**${escaped(title)}**\n\n`}${escaped(file)}`;
}

/** What a parameter of a shortcode is for, by the settings that hold it, and the file that it leads to. */
function aboutParameter(
  workspace: Workspace,
  path: string,
  { call, parameter }: Thing & { readonly kind: "parameter" },
): string | null {
  const shortcode = workspace.facts?.shortcodes.find(({ name }) => name === call.name);
  if (!shortcode) return null;
  const lines = settingsWith(shortcode, parameter.name, call.parameters).flatMap(
    ({ setting, value }) => {
      const text = shortcode.settings.find(([name]) => name === setting)![1];
      const means = shortcodeSetting(setting)?.description;
      const file = value === null ? null : fileNamed(workspace, path, shortcode, setting, value);
      return [
        `\`${setting}: ${text.replaceAll("`", "'")}\`${means === undefined ? "" : `: ${escaped(means)}`}`,
        ...(file === null ? [] : [aboutFile(workspace, file)]),
      ];
    },
  );
  return lines.length === 0 ? null : lines.join("\n\n");
}

/** A file of an API as a whole, or any value. */
function describeFile(value: Json): string {
  const info = lookUp(value, "/info");
  const paths = lookUp(value, "/paths");
  if (info === undefined || typeof paths !== "object" || paths === null) return describe(value);
  return `${describe(info)}\n\n${Object.keys(paths)
    .slice(0, 20)
    .map((path) => `- \`${path}\``)
    .join("\n")}`;
}

/** The title that a target stands before. */
export function titleBelow(
  workspace: Workspace,
  path: string,
  { title, span }: { readonly title: string; readonly span: { readonly end: number } },
): string {
  if (title !== "") return title;
  const sections = workspace.index(path)?.sections ?? [];
  const next = sections.find((section) => section.span.start >= span.end);
  const source = workspace.source(path);
  if (!next || !source) return "";
  const between = source.text.slice(span.end, next.span.start);
  return /^:?[^\n]*\n(?:\s*|[ \t]*\.\.[^\n]*\n|([^\w\s])\1*\n)*$/.test(between) ? next.title : "";
}

function valueAt(workspace: Workspace, path: string, pointer: string): Json | undefined {
  const file = workspace.data(path);
  return file ? lookUp(file.value, pointer) : undefined;
}

/** What a code wants, with its samples: in the language of a file, if that is a text. */
function explained(code: string, path: string): string | null {
  const found = explanations().find((each) => each.code === code);
  const languages: readonly TextLanguage[] = isMarkdown(path)
    ? ["markdown"]
    : path.endsWith(".rst")
      ? ["rst"]
      : ["rst", "markdown"];
  return found ? fenced(explain(found, new Map(), new Set(languages))) : null;
}

/** What the code of a finding wants whose place this is. */
function aboutFinding(workspace: Workspace, path: string, offset: number): string | null {
  if (!workspace.isAsChecked(path)) return null;
  const here = workspace.found.filter(
    ({ place }) => place?.path === path && place.start <= offset && offset <= place.end,
  );
  const texts = [...new Set(here.map(({ code }) => code))].flatMap(
    (code) => explained(code, path) ?? [],
  );
  return texts.length === 0 ? null : texts.slice(0, 3).join("\n\n");
}

/** What a key means: of our settings, or a keyword of JSON Schema and OpenAPI. */
function aboutKey(workspace: Workspace, path: string, offset: number): About | null {
  const source = workspace.source(path)!;
  const { text } = source;
  const line = text.lastIndexOf("\n", offset - 1) + 1;
  const rest = text.slice(line, line + 400).split("\n", 1)[0]!;
  for (const match of rest.matchAll(
    /(?:^[ \t]*(?:- +)*|[{,][ \t]*)["']?(?<key>[$\w-]+)["']?[ \t]*:(?:\s|$)/dg,
  )) {
    const [from, to] = match.indices!.groups!["key"]!;
    if (offset < line + from || offset > line + to) continue;
    const key = match.groups!["key"]!;
    const span = { source, start: line + from, end: line + to };
    const schema = schemaFor(workspace, path);
    if (!schema) {
      const words = keywordMeaning(key);
      return words === null ? null : { words, span };
    }
    const place = yamlPlaceAt(text.slice(0, line + to), "");
    if (!place) return null;
    const [description] = schemasAt(schema, [...place.path, key]).flatMap(
      (each) => each.description ?? [],
    );
    return description === undefined ? null : { words: escaped(description), span };
  }
  return null;
}
