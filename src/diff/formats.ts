import type { Painter } from "../base/show-diagnostic.js";
import type { Change } from "./changes.js";
import { asGithub } from "./formats/github.js";
import { asHtml } from "./formats/html.js";
import { asJson } from "./formats/json.js";
import { asMarkdown } from "./formats/markdown.js";
import { asText } from "./formats/text.js";
import type { DiffReport } from "./report.js";

export interface DiffSetting {
  readonly painter: Painter;
  /** Without the line that sums up, in the format for people. */
  readonly isQuiet: boolean;
  /** From where the command runs to the project's root. */
  readonly prefix: string;
  readonly isFailing: (change: Change) => boolean;
}

/** The formats in which a comparison can be told. */
export const diffFormats = {
  text: (report, { painter, isQuiet }) => asText(report, painter, isQuiet),
  md: asMarkdown,
  json: asJson,
  html: asHtml,
  github: asGithub,
} satisfies Readonly<Record<string, (report: DiffReport, setting: DiffSetting) => string>>;

export type DiffFormat = keyof typeof diffFormats;
