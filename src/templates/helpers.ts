import type Handlebars from "handlebars";
import { indent } from "../base/text.js";

/** A helper: what it is given, and what it prints. */
export interface Helper {
  readonly params: number;
  /** Names of what may be given with a name, `style="…"`. */
  readonly options: readonly string[];
  readonly print: Handlebars.HelperDelegate;
}
export type Helpers = Readonly<Record<string, Helper>>;
export type HelperOptions = Handlebars.HelperOptions;

/** `{{indent text 2}}`: each line moved in by so many spaces; lines without text stay empty. */
export const indentHelper: Helper = {
  params: 2,
  options: [],
  print: (text: unknown, by: unknown) =>
    indent(textIn("indent", text), " ".repeat(countIn("indent", by, 0))),
};

/** The text that a helper is given, if it is one. */
export function textIn(helper: string, given: unknown): string {
  if (typeof given === "string" || typeof given === "number" || typeof given === "boolean")
    return String(given);
  throw new Error(`"${helper}" expects a string, got ${kindOf(given)}`);
}

/** The number that a helper is given, if it is one that lines can have. */
export function countIn(helper: string, given: unknown, least: number): number {
  if (typeof given === "number" && Number.isInteger(given) && given >= least && given <= 1000)
    return given;
  const got =
    typeof given === "number" ? given : typeof given === "string" ? `"${given}"` : kindOf(given);
  throw new Error(
    `"${helper}" expects an integer from ${least} to 1000 after its text, got ${got}`,
  );
}

function kindOf(given: unknown): string {
  if (given === undefined || given === null) return "nothing";
  return Array.isArray(given)
    ? "an array"
    : typeof given === "object"
      ? "an object"
      : `a ${typeof given}`;
}
