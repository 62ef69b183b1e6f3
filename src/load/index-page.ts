import type { Report } from "../base/diagnostics.js";
import { wholeFile, type Source, type Span } from "../base/source.js";
import { spanOf, type DataFile } from "../data/data.js";
import type { KeptReads } from "./kept-reads.js";
import type { ProjectConfig, Targets } from "./project.js";

/** The name of the page with all indexes, and what it is called where the settings say nothing. */
const name = "indexes";
const usualTitle = "Indexes";

/** Where the settings ask for indexes, the result is the texts with their page, and the targets with one for it. */
export function withIndexPage(
  targets: Targets,
  config: ProjectConfig,
  configFile: DataFile,
  texts: Map<string, Source>,
  report: Report,
  kept?: KeptReads,
): Targets {
  if (config.indexes.length === 0) return targets;
  const title = escaped(titleIn(config));
  const line = targets.titleStyles[0]!.repeat(2 * title.length);
  const path = `${name}.rst`;
  const span = addText(path, `${title}\n${line}\n`, config, configFile, texts, report, kept);
  const target = { name, files: [{ path, depth: 0, span }], span };
  return { ...targets, targets: [...targets.targets, target] };
}

/** The same for a tree of pages, which is read off its texts. */
export function addIndexPage(
  config: ProjectConfig,
  configFile: DataFile,
  texts: Map<string, Source>,
  report: Report,
  kept?: KeptReads,
): void {
  if (config.indexes.length === 0) return;
  const front = `---\ntitle: ${JSON.stringify(titleIn(config))}\n---\n`;
  addText(`${name}.md`, front, config, configFile, texts, report, kept);
}

function titleIn({ show }: ProjectConfig): string {
  return show.wordings["indexes"] ?? usualTitle;
}

function addText(
  path: string,
  begin: string,
  { specification }: ProjectConfig,
  { source }: DataFile,
  texts: Map<string, Source>,
  report: Report,
  kept?: KeptReads,
): Span {
  const span = spanOf({ source, pointer: "/indexes" }, "key");
  const written = texts.get(path);
  if (written) report("page-twice", wholeFile(written), [`/${name}`, "the page of indexes"]);
  const text = `${begin}\n{{indexes}}\n`;
  const make = (): Source => ({ path: `${specification}/${path}`, text, origin: () => span });
  texts.set(
    path,
    kept?.made("page of indexes", [specification, text, source, span.start], make) ?? make(),
  );
  return span;
}

/** A text of which reStructuredText reads nothing as markup. */
function escaped(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[^\p{L}\p{N} ]/gu, "\\$&");
}
