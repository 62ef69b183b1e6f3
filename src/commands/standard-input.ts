import { readFileSync } from "node:fs";
import { UsageError } from "./command.js";
import { fileFault } from "./file-fault.js";

/** What a file is called on the command line that is read from standard input. */
export const standardInput = "-";

/** All of standard input. */
export function readStandardInput(): Buffer {
  try {
    return readFileSync(0);
  } catch (error) {
    throw new UsageError(`standard input cannot be read: ${fileFault(error) ?? String(error)}`);
  }
}
