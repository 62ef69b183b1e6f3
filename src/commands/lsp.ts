import { serveEditor } from "../lsp/lsp.js";
import type { Given, Io } from "./command.js";

/** `specpress lsp`: answers an editor over standard input and output until it says `exit`, or is gone. */
export function lsp(_given: Given, io: Io): Promise<number> {
  return serveEditor({
    input: process.stdin,
    output: process.stdout,
    version: io.version,
    fail: (error) =>
      io.err(
        `specpress: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      ),
  });
}
