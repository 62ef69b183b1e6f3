import { createInterface, type Interface } from "node:readline";
import type { Readable } from "node:stream";
import { UsageError, type Asker } from "./command.js";

/** Asks for lines. What is typed ahead waits for its question; the end of the input is no answer. */
export function asker(input: Readable, say: (text: string) => void): Asker {
  let lines: AsyncIterator<string> | undefined;
  let reader: Interface | undefined;
  const ask = async (question: string): Promise<string> => {
    reader ??= createInterface({ input });
    lines ??= reader[Symbol.asyncIterator]();
    say(question);
    const answer = await lines.next();
    if (!answer.done) return answer.value;
    say("\n");
    throw new UsageError("there was no answer, so nothing was done");
  };
  return { ask, close: () => reader?.close() };
}
