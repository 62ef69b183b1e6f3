import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { readBeside } from "../base/beside.js";
import { collector, type Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { foreignFormat } from "../base/formats.js";
import { printableText } from "../base/printable.js";
import { writeDocument } from "../html/write.js";
import { htmlPolicy } from "../html/raw-html.js";
import { loadTextSettings, type TextSettings } from "../load/load.js";
import { loadLooseText, looseText } from "../load/loose-text.js";
import { nearestProject } from "../load/nearest-project.js";
import { defaultMarkdown, markdownFile, markdownLines } from "../markdown/markdown.js";
import type { Context, Settings } from "../rst/context.js";
import type { Line } from "../rst/lines.js";
import type { Document } from "../rst/nodes.js";
import { toPseudoXml } from "../rst/pseudo-xml.js";
import { parseParts, parseRst } from "../rst/rst.js";
import { transform } from "../transform/transform.js";
import { UsageError, type Given, type Io } from "./command.js";
import { readStandardInput, standardInput } from "./standard-input.js";
import { exitCodeOf, printDiagnostics } from "./print.js";

function whyNoText(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory()
    ? `"${path}" is a folder; name one file in it`
    : `there is no file "${path}"`;
}

/** What the project that a file belongs to says of its texts; nothing where there is none. */
function settingsAbove(folder: string, report: Report): TextSettings {
  const root = nearestProject(folder);
  return root === null ? {} : loadTextSettings(root, report);
}

/** `specpress rst`: what the engine makes of one file, to standard output. */
export async function rst(given: Given, io: Io): Promise<number> {
  const path = given.arguments[0]!;
  const { report, diagnostics } = collector();
  const file =
    path === standardInput
      ? looseText(readStandardInput(), "<stdin>", process.cwd(), report)
      : loadLooseText(resolve(path), process.cwd(), report);
  if (!file) throw new UsageError(whyNoText(path));
  const format = foreignFormat(path);
  if (format !== null && format !== "Markdown")
    throw new UsageError(
      `"${path}" is written in ${format}; this shows reStructuredText and Markdown`,
    );
  const { raw, markdown } = settingsAbove(dirname(resolve(path)), report);
  const engine = {
    readFile: readBeside(file.readText, []),
    ...(raw === undefined ? {} : { html: htmlPolicy(raw, report) }),
  };
  // A field list at the start is docinfo, as for docutils' own commands; on the pages of a site it stays a field list.
  const settings = { docinfo: true, subtitle: format === null };
  const parsed =
    format === null
      ? parseRst(file.source, report, engine)
      : parseMarkdown(file.source, report, engine, markdown);
  if (given.options["to"] === "pseudoxml") {
    const shown = given.options["transforms"] ? transform(parsed, report, settings) : parsed;
    io.out(printableText(toPseudoXml(shown)));
  } else {
    const document = transform(parsed, report, settings);
    const { body } = writeDocument(document, report, { contents: "inside" });
    io.out(`${printableText(body)}\n`);
  }
  printDiagnostics(diagnostics, io);
  return exitCodeOf(diagnostics, given.options["strict"] === true);
}

function parseMarkdown(
  source: Source,
  report: Report,
  engine: Partial<Settings>,
  markdown = defaultMarkdown,
): Document {
  const read = (lines: readonly Line[], cx: Context) => markdownFile(lines, cx, markdown);
  return parseParts([{ lines: markdownLines(source), read }], report, engine);
}
