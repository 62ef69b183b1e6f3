import { posix } from "node:path";
import { markdownPart, replaceLabels, rstPart, type Assembly } from "./assemble/assemble.js";
import { isMarkdown } from "./base/formats.js";
import { identityOf } from "./base/alike.js";
import { withLabels } from "./base/labels.js";
import type { Ask } from "./base/memo.js";
import { lineStarts, type Source } from "./base/source.js";
import { isRefused } from "./files/files.js";
import { membersOf } from "./events/events.js";
import type { Project, Target } from "./load/project.js";
import { markdownLines } from "./markdown/markdown.js";
import type { PageState } from "./render/render.js";
import type { ShortcodeMakers, ShownByShortcodes, Uses } from "./shortcode-makers.js";
import type { Spec } from "./spec.js";
import { addressesFor, PageShortcodes, partPath, type PageShown } from "./shortcodes/shortcodes.js";

/** What a text costs that is shown again besides its length, in characters. */
const costOfPart = 500;

/** What each of its lines costs: a short heading takes as much memory as a long paragraph. */
const costOfLine = 40;

export interface ShortcodesOn {
  readonly page: PageState;
  readonly target: Target;
  readonly makers: ShortcodeMakers;
  readonly assembly: Assembly;
  readonly shown: ShownByShortcodes;
  readonly ask: Ask;
}

/** What a page asks of what its shortcodes show; what stands for it is another one where it is other. */
const questions = {
  "file of data": (spec: Spec, { readData }: Project, path: string) => {
    const file = readData(path);
    return isRefused(file) ? null : spec.identities.of(file);
  },
  "event of name": ({ events }: Spec, _project: Project, name: string) =>
    events.filter((event) => event.name === name).map(identityOf),
  "events of group": (
    { events }: Spec,
    _project: Project,
    match: string,
    except: readonly string[],
  ) => membersOf({ match, except }, events).map(identityOf),
};

type Question = keyof typeof questions;

/** Their names. */
export const shortcodeQuestions: readonly string[] = Object.keys(questions);

export function isOfShortcodes(question: string): question is Question {
  return Object.hasOwn(questions, question);
}

/** The answer to a question of a page. */
export function answerForShortcodes(
  question: Question,
  words: readonly unknown[],
  spec: Spec,
  project: Project,
): unknown {
  const [first, second] = words as [string, readonly string[]]; // as they were asked
  return questions[question](spec, project, first, second);
}

function usesOf(ask: Ask): Uses {
  const use =
    (question: Question | "spec") =>
    (...words: readonly unknown[]) =>
      void [ask(question, ...words), ask("labels")];
  return {
    file: use("file of data"),
    event: use("event of name"),
    events: use("events of group"),
    all: use("spec"),
  };
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
  const { config, labels } = project;
  const partOf: PageShown["partOf"] = (named, given) => {
    const path = partPath(named, config.specification);
    // A draft is a text without a file.
    const draft = ask("text", posix.relative(config.specification, path)) as Source | undefined;
    const read = ask("readPart", path) as ReturnType<Project["readText"]>;
    const source = isRefused(read) && draft ? draft : read;
    if (isRefused(source)) {
      const [near, ...others] = project.asMeant ? source.near : [];
      if (near === undefined || others.length > 0) return source;
      const value = posix.relative(config.specification, near);
      const meant = partOf({ value, span: named.span }, given);
      return meant && !("refused" in meant) ? { ...source, meant } : source;
    }
    shown.files.add(source.path);
    const { span } = given.call;
    const cost = source.text.length + costOfPart + lineStarts(source).length * costOfLine;
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
      uses: usesOf(ask),
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
    readData: (path) => {
      const file = project.readData(path);
      if (!isRefused(file)) page.texts?.readFile(file.source.path);
      return file;
    },
    readBytes: (path) => project.readBytes(path),
    allows: (what, length, name, span) => repeated.allows(what, length, name, () => span),
    state: page,
    report,
  });
}
