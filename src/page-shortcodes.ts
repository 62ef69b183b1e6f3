import { posix } from "node:path";
import { markdownPart, replaceLabels, rstPart, type Assembly } from "./assemble/assemble.js";
import { isMarkdown } from "./base/formats.js";
import { withLabels } from "./base/labels.js";
import type { Ask } from "./base/memo.js";
import type { Source } from "./base/source.js";
import { isRefused } from "./files/files.js";
import type { Target } from "./load/project.js";
import { markdownLines } from "./markdown/markdown.js";
import type { PageState } from "./render/render.js";
import type { ShortcodeMakers, ShownByShortcodes } from "./shortcode-makers.js";
import { addressesFor, PageShortcodes, partPath, type PageShown } from "./shortcodes/shortcodes.js";

/** What a text costs that is shown again besides its length, in characters. */
const costOfPart = 500;

export interface ShortcodesOn {
  readonly page: PageState;
  readonly target: Target;
  readonly makers: ShortcodeMakers;
  readonly assembly: Assembly;
  readonly shown: ShownByShortcodes;
  readonly ask: Ask;
}

/** What the shortcodes of a page show. */
export function shortcodesOn({
  page,
  target,
  makers,
  assembly,
  shown,
  ask,
}: ShortcodesOn): PageShortcodes {
  const { project, report, repeated } = assembly;
  const { config, labels, readText } = project;
  const partOf: PageShown["partOf"] = (named, given) => {
    const path = partPath(named, config.specification);
    // A draft is a text without a file.
    const draft = ask("text", posix.relative(config.specification, path)) as Source | undefined;
    const read = readText(path);
    const source = isRefused(read) && draft ? draft : read;
    if (isRefused(source)) return source;
    shown.files.add(source.path);
    const { span } = given.call;
    const cost = source.text.length + costOfPart;
    if (!repeated.allows(source, cost, path, () => span)) return null;
    if (!isMarkdown(path))
      return { path: source.path, lines: rstPart(source, assembly), markdown: null };
    const own = posix.relative(config.specification, path);
    const { lines, options } = markdownPart(source, own, target, assembly);
    return { path: source.path, lines, markdown: options };
  };
  return new PageShortcodes({
    shortcodes: config.shortcodes ?? new Map(),
    markdown: config.markdown,
    labelled: (text) => withLabels(text, labels),
    makers: makers.of({
      state: page,
      report,
      project,
      shown,
      use: () => void [ask("spec"), ask("labels")],
    }),
    partOf,
    ...addressesFor(project),
    status: config.pages?.version?.status ?? null,
    tree: target.page
      ? {
          page: target.page,
          children: project.pages!.pages.filter(({ parent }) => parent === target.page!.name),
        }
      : null,
    templates: makers.templates(report),
    linesOf: (source) =>
      replaceLabels(markdownLines(source), labels, report, repeated, undefined, true),
    readData: (path) => project.readData(path),
    readBytes: (path) => project.readBytes(path),
    allows: (what, length, name, span) => repeated.allows(what, length, name, () => span),
    state: page,
    report,
  });
}
