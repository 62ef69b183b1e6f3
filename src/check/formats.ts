import type { Painter } from "../base/show-diagnostic.js";
import { asGithub } from "./formats/github.js";
import { asJson } from "./formats/json.js";
import { asJunit } from "./formats/junit.js";
import { asSarif } from "./formats/sarif.js";
import { asText } from "./formats/text.js";
import { asUnix } from "./formats/unix.js";
import type { Result } from "./result.js";

export interface Setting {
  /** From where the command runs to the project's root: put before the paths where other programs read them. */
  readonly prefix: string;
  /** The program's. */
  readonly version: string;
  readonly painter: Painter;
  /** Without the line that sums up, in the format for people. */
  readonly isQuiet?: boolean;
  /** More warnings than these fail the check; any number is allowed if it is not given. */
  readonly maxWarnings?: number;
}

/** A result as a text with a line feed at its end. */
type Format = (result: Result, setting: Setting) => string;

/** The formats in which a check can tell its result. */
export const formats = {
  text: (result, { painter, isQuiet }) => asText(result, painter, isQuiet),
  json: asJson,
  github: asGithub,
  sarif: asSarif,
  junit: asJunit,
  unix: asUnix,
} satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof formats;
