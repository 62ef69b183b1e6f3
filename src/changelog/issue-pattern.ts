import { createContext, runInContext, type Context } from "node:vm";

let context: Context | undefined;

/** What a pattern may take for one name, in milliseconds. */
const patience = 50;

/** Whether a text is as a whole what the source of a regular expression says. A pattern that takes too long does not fit. */
export function matchesWhole(text: string, pattern: string): boolean {
  context ??= createContext(Object.create(null) as object);
  const given = `new RegExp(${JSON.stringify(`^(?:${pattern})$`)}).test(${JSON.stringify(text)})`;
  try {
    return runInContext(given, context, { timeout: patience }) === true;
  } catch {
    return false;
  }
}
