import { existsSync } from "node:fs";
import { wasCommitted } from "./changed-files.js";
import { UsageError, type Given, type Io } from "./command.js";
import { readStandardInput, standardInput } from "./standard-input.js";

/** `specpress check` as it stands on the command line: done here, or by the process in the background. */
export async function checkCommand(onLine: Given, io: Io): Promise<number> {
  const given = { ...onLine, arguments: onLine.arguments.flatMap(pathsOf) };
  if (onLine.arguments.length > 0 && given.arguments.length === 0) {
    io.err("standard input names no file, so nothing was checked\n");
    return 0;
  }
  const background = given.options["background"] ? await import("./background.js") : null;
  if (!background?.isForBackground(given)) return (await import("./check.js")).check(given, io);
  const answer = await background.askBackground(given, io);
  if (answer !== null) return answer;
  const exitCode = await (await import("./check.js")).check(given, io);
  background.startBackground(given, io);
  return exitCode;
}

function pathsOf(path: string): readonly string[] {
  return path === standardInput ? pathsGiven() : [path];
}

/** The paths on standard input, one on a line, such as `git diff --name-only` prints, files that are gone among them. It may print nothing. */
function pathsGiven(): readonly string[] {
  const paths = readStandardInput()
    .toString()
    .split(/\r?\n|\0/)
    .filter((path) => path !== "");
  const there = paths.filter((path) => existsSync(path) || wasCommitted(path));
  if (there.length > 0 || paths.length === 0) return there;
  throw new UsageError("standard input names no file that is there");
}
