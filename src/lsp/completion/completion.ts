import type { CompletionList } from "vscode-languageserver-protocol";
import { lineAround } from "../thing-at.js";
import type { Workspace } from "../workspace.js";
import { most, type Asked, type Provider } from "./asked.js";
import { codeWords, settingsWords } from "./settings.js";
import { dataReferences } from "./data.js";
import { newsTypes } from "./news.js";
import {
  directiveOptions,
  directiveOptionValues,
  directives,
  includedFiles,
  rstReferences,
  rolesOf,
  substitutions,
} from "./rst.js";
import { labels, variables } from "./names.js";
import { descriptionLinks, markdownLinks } from "./links.js";
import { frontMatter } from "./front-matter.js";
import { shortcodes } from "./shortcodes.js";

/** What may stand at a place. The order is that in which they are asked: the more particular first. */
const providers: readonly Provider[] = [
  codeWords,
  frontMatter,
  variables,
  shortcodes,
  markdownLinks,
  dataReferences,
  descriptionLinks,
  newsTypes,
  settingsWords,
  includedFiles,
  directives,
  directiveOptions,
  directiveOptionValues,
  substitutions,
  rstReferences, // before roles: within backquotes, a colon is text
  rolesOf,
  labels,
];

/** The characters that ask for words, besides letters. */
export const triggers = ["{", "%", "#", "/", ":", "`", "<", "(", "|", ".", " ", '"', "'", "="];

export function completionAt(workspace: Workspace, path: string, offset: number): CompletionList {
  const source = workspace.source(path);
  if (!source) return { isIncomplete: false, items: [] };
  const line = lineAround(source, offset);
  const column = offset - line.start;
  const asked: Asked = {
    workspace,
    path,
    source,
    offset,
    before: line.text.slice(0, column),
    after: line.text.slice(column),
  };
  for (const provider of providers) {
    const items = provider(asked);
    if (items) return { isIncomplete: items.length > most, items: items.slice(0, most) };
  }
  return { isIncomplete: false, items: [] };
}
