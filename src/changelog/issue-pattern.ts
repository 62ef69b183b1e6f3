import { createContext, runInContext, type Context } from "node:vm";

let context: Context | undefined;

/** What a pattern may take for one name, in milliseconds: much more than it needs on a busy machine. */
const patience = 1_000;

/** Patterns that took longer, which are not tried again. */
const slow = new Set<string>();

/** Whether a text is as a whole what the source of a regular expression says. A pattern that takes too long does not fit. */
export function matchesWhole(text: string, pattern: string): boolean {
  if (slow.has(pattern)) return false;
  context ??= createContext(Object.create(null) as object);
  const given = `new RegExp(${JSON.stringify(`^(?:${pattern})$`)}).test(${JSON.stringify(text)})`;
  try {
    return runInContext(given, context, { timeout: patience }) === true;
  } catch (error) {
    if (error instanceof Error && "code" in error) slow.add(pattern); // ERR_SCRIPT_EXECUTION_TIMEOUT; a pattern that is none has no code
    return false;
  }
}
