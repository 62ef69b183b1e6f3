import { collector, type Diagnostic } from "../base/diagnostics.js";
import {
  linkVersions,
  namesAsData,
  readHistory,
  readVersion,
  recordsOf,
  sectionOf,
  type History,
  type HistorySection,
} from "../changelog/changelog.js";
import { wholeProject } from "../base/whole-project.js";
import { printableText } from "../base/printable.js";
import { htmlPolicy } from "../html/raw-html.js";
import { writeDocument } from "../html/write.js";
import type { ChangelogFiles } from "../load/project.js";
import { markdownFile, markdownLines, type MarkdownSettings } from "../markdown/markdown.js";
import type { Context, HtmlPolicy } from "../rst/context.js";
import type { Line } from "../rst/lines.js";
import type { Document } from "../rst/nodes.js";
import { parseParts, parseRst } from "../rst/rst.js";
import { transform } from "../transform/transform.js";
import { aboutChangelogs, apiGiven, changelogOf, openProject, textOption } from "./changelogs.js";
import { UsageError, type Given, type Io } from "./command.js";
import { toMarkdown } from "../print-markdown/print-markdown.js";
import { unknownName } from "./names.js";
import { exitCodeOf, printDiagnostics } from "./print.js";

/** A version's section, and where it is from. */
interface Shown {
  readonly api: string;
  readonly files: ChangelogFiles;
  readonly section: HistorySection;
  /** As it stands in the file. */
  readonly text: string;
  readonly syntax: History["syntax"];
}

/** What the project says of HTML. */
interface Showing {
  readonly html: HtmlPolicy;
  readonly markdown: MarkdownSettings;
}

const formats: Readonly<Record<string, (shown: Shown, showing: Showing) => string>> = {
  rst: ({ text }) => text,
  md: (shown, showing) =>
    shown.syntax === "markdown" ? shown.text : toMarkdown(documentOf(shown, showing)),
  html: (shown, showing) => `${writeDocument(documentOf(shown, showing), () => {}).body}\n`,
  json: ({ api, section, files, syntax }) => {
    const [version] = linkVersions([readVersion(section, files.settings, syntax)]);
    const { parts: _, ids: _ids, id: _id, ...about } = version!;
    const changes = recordsOf(api, version!);
    const named = api === wholeProject ? {} : { api };
    return `${JSON.stringify({ ...named, ...about, changes }, null, 2)}\n`;
  },
};

/** `specpress changelog show`: the section of a past version, as it stands in the file or as something else. */
export async function show(given: Given, io: Io): Promise<number> {
  const opened = openProject(given, io);
  if (typeof opened === "number") return opened;
  const isLeft = ({ code }: Diagnostic) => code === "interrupted-release";
  printDiagnostics(aboutChangelogs(opened).filter(isLeft), io);
  const { api = "", rest } = apiGiven(opened.project, given.arguments);
  const [version, ...more] = rest;
  if (version === undefined || more.length > 0)
    throw new UsageError(
      `show: name ${api === wholeProject ? "a version" : "an API and a version"}`,
    );
  const files = changelogOf(opened.project, api);
  const history = files.history && readHistory(files.history, files.settings);
  const section = history && sectionOf(history, version);
  if (!section) throw new UsageError(unknownVersion(api, version, history));
  const { syntax } = history;
  const name = textOption(given, "format") ?? (syntax === "rst" ? "rst" : "md");
  if (syntax === "markdown" && name === "rst")
    throw new UsageError(
      `"${files.historyPath}" is Markdown; it can be shown as md, html and json`,
    );
  const shown = { api, files, section, text: textOf(history, section), syntax };
  const found = collector();
  const { raw, markdown } = opened.project.config;
  const text = formats[name]!(shown, { html: htmlPolicy(raw, found.report), markdown });
  io.out(printableText(text));
  printDiagnostics(found.diagnostics, io);
  return exitCodeOf(found.diagnostics, false);
}

function unknownVersion(api: string, version: string, history: History | undefined): string {
  const known = history?.sections.map((section) => section.version) ?? [];
  const whole = api === wholeProject ? "the changelog" : `the changelog of "${api}"`;
  if (known.length === 0)
    return `version: ${whole} has no release yet; "specpress changelog draft" shows what the next one would say`;
  return unknownName("version", version, known, whole);
}

/** From its title to the next one, without the empty lines at its end. */
function textOf({ source, sections }: History, section: HistorySection): string {
  const next = sections[sections.indexOf(section) + 1];
  return `${source.text.slice(section.offset, next?.offset).trimEnd()}\n`;
}

function documentOf(
  { text, files, section, syntax }: Shown,
  { html, markdown }: Showing,
): Document {
  const history = files.history!;
  const origin = (offset: number) => {
    const at = section.offset + offset;
    return { source: history, start: at, end: at };
  };
  // Faults of the text are told by `specpress check`; here it is shown as well as it can be.
  const ignore = () => {};
  const written = { path: files.historyPath, text, origin };
  if (syntax === "markdown") {
    const read = (lines: readonly Line[], cx: Context) => markdownFile(lines, cx, markdown);
    const parsed = parseParts([{ lines: markdownLines(written), read }], ignore, { html });
    return transform(parsed, ignore, { doctitle: false });
  }
  const source = namesAsData(written, files.settings);
  return transform(parseRst(source, ignore, { html }), ignore, { doctitle: false });
}
