import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isOurs, ownCache } from "../own-cache.js";
import { writeWhole } from "./write-whole.js";

/** What others answered, in a file of the user's cache: never one that a checkout brings, nor through a link. */

/** The path of a file by its name; `null` where no folder can be trusted. */
export function answersPath(name: string): string | null {
  const folder = ownCache("specpress-answers");
  return folder && join(folder, name);
}

/** What was kept; `null` where there is nothing that can be used. */
export function readAnswers(path: string | null): unknown {
  try {
    if (path === null || !isOurs(dirname(path))) return null;
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

/** Keep it; where that is not possible, it is asked again the next time. */
export function writeAnswers(path: string | null, answers: unknown): void {
  if (path === null) return;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    if (isOurs(dirname(path))) writeWhole(path, `${JSON.stringify(answers, null, 2)}\n`);
  } catch {
    // A folder that cannot be written costs time, nothing else.
  }
}
