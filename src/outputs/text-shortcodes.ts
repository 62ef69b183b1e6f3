import { replaceLabels, Repeated } from "../assemble/assemble.js";
import { withLabels } from "../base/labels.js";
import type { Project } from "../load/project.js";
import { markdownLines } from "../markdown/markdown.js";
import {
  addressesFor,
  PageShortcodes,
  ShortcodeTemplates,
  type Makers,
} from "../shortcodes/shortcodes.js";

const ignore = () => {};
const nothing = () => [];

/** What a specification says has places of its own in the files, and is in no description. */
const makers: Makers = {
  operations: nothing,
  event: nothing,
  events: nothing,
  fields: nothing,
  index: nothing,
  definition: nothing,
  table: nothing,
};

/**
 * What the shortcodes of descriptions show, as pages do: boxes, versions, texts, pictures, addresses, templates; `null` where
 * a project has none, so that they are text. What is wrong with them was reported of the pages.
 */
export function textShortcodes(project: Project): PageShortcodes | null {
  const { config, labels, readData, readBytes } = project;
  if (!config.shortcodes) return null;
  const repeated = new Repeated(ignore);
  return new PageShortcodes({
    shortcodes: config.shortcodes,
    markdown: config.markdown,
    labelled: (text) => withLabels(text, labels),
    makers,
    partOf: () => null,
    ...addressesFor(project),
    status: config.pages?.version?.status ?? null,
    tree: null,
    templates: new ShortcodeTemplates(project.templates, ignore),
    linesOf: (source) => replaceLabels(markdownLines(source), labels, ignore, repeated),
    readData,
    readBytes,
    allows: () => true,
    state: { group: null, leadsOn: false },
    report: ignore,
  });
}
