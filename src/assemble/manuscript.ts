import { marksAsVariables } from "../base/made-mark.js";
import type { Source } from "../base/source.js";
import type { Target } from "../load/project.js";
import type { TitleReader } from "../rst/context.js";
import type { TextPart } from "../rst/rst.js";
import type { PageTitles } from "./titles.js";

/** Template variables by name, each as the RST it stands for. */
export type Sections = Pick<ReadonlyMap<string, Source>, "get" | "keys">;

/** The whole text of a page, file by file, before it is parsed. */
export interface Manuscript {
  readonly target: Target;
  /** Path of the page below the output folder: `client_server/unstable.html`. */
  readonly path: string;
  readonly files: readonly ManuscriptFile[];
  /** What the parser asks for the levels of titles. */
  readonly titles: PageTitles;
}

/** The text of one file, with what its variables and labels stand for. */
export interface ManuscriptFile {
  readonly lines: readonly ManuscriptLine[];
  readonly titles: TitleReader;
  /** Reads its blocks where it is in Markdown. */
  readonly read?: NonNullable<TextPart["read"]>;
}

/** A line as the parser takes it (`rst/lines.ts` has the same shape). */
export interface ManuscriptLine {
  readonly text: string;
  readonly source: Source;
  readonly offset: number;
}

/** A text of a page in one format. */
export interface PageText {
  readonly format: "rst" | "md";
  readonly text: string;
}

/**
 * The texts of a page that was parsed, for other programs: its titles are underlined as their levels on the page want it.
 * Files of one format that follow one another are one text.
 */
export function textsOf({ files, titles }: Manuscript): readonly PageText[] {
  const texts: PageText[] = [];
  for (const { lines, read } of files) {
    const format = read ? "md" : "rst";
    const text = lines.map((line) => `${marksAsVariables(titles.textOf(line))}\n`).join("");
    const last = texts.at(-1);
    if (last?.format === format) texts[texts.length - 1] = { format, text: last.text + text };
    else texts.push({ format, text });
  }
  return texts;
}
