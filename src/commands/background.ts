import { createHash } from "node:crypto";
import { mkdirSync, realpathSync, statSync } from "node:fs";
import { connect } from "node:net";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { engine, isOurs, ownCache } from "../own-cache.js";
import type { Given, Io } from "./command.js";

/**
 * `check --background`: a process that stays for a while has the project in memory, and answers checks of it with what it
 * knows of files that did not change. It is asked through a socket in a folder that is this user's alone. Whatever is not as
 * it should be, there is no answer, and who asks does the work itself.
 */

/** What the process is asked: a check in its own folder. */
export interface BackgroundRequest {
  /** The folder it is to run in, so that one that took its place is none. */
  readonly folder: string;
  readonly given: Given;
  readonly color: boolean;
  readonly outColor: boolean;
  readonly version: string;
}

/** What it answers: what the check printed, and where. */
export interface BackgroundAnswer {
  readonly printed: readonly (readonly [to: "out" | "err" | "commands", text: string])[];
  readonly exitCode: number;
}

/** As long as this, in ms, an answer is waited for. */
const patience = 20_000;

/** The longest path of a socket that every system takes. */
const longestPath = 100;

/** Options with which a check writes, uses the network or asks for a history. */
const alone = ["update", "fix", "external", "changedSince", "list"];

/** Whether a check is one for a process in the background. */
export function isForBackground({ options }: Given): boolean {
  const { background } = options;
  return background === true && !alone.some((name) => options[name]) && !process.env["CI"];
}

/** What the process in the background finds; `null` where there is none, or it gives no answer. */
export async function askBackground(given: Given, io: Io): Promise<number | null> {
  const socket = socketPath();
  if (socket === null || !isOurs(socket)) return null;
  const answer = answerIn(await exchange(socket, questionOf(given, io)));
  if (!answer) return null;
  for (const [to, text] of answer.printed) (io[to] ?? io.out)(text);
  return answer.exitCode;
}

function questionOf(given: Given, { color, outColor, version }: Io): string {
  const folder = identityOfFolder();
  return JSON.stringify({ folder, given, color, outColor, version } satisfies BackgroundRequest);
}

/** Start a process that answers the next checks, and does this one first. */
export function startBackground(given: Given, io: Io): void {
  const socket = socketPath();
  if (socket === null) return;
  const args = [programPath(), "background", socket, questionOf(given, io)];
  const options = { detached: true, stdio: "ignore", windowsHide: true } as const;
  const started = spawn(process.execPath, args, options);
  started.on("error", () => {}); // a machine that has no more processes
  started.unref();
}

/** What the other side of a socket says to a text; nothing where there is none. */
function exchange(socket: string, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const connection = connect(socket, () => connection.end(text));
    connection.setEncoding("utf8");
    connection.setTimeout(patience, () => connection.destroy());
    connection.on("data", (part) => void (answer += part));
    connection.on("error", () => void (answer = ""));
    connection.on("close", () => resolve(answer));
  });
}

/** An answer, if it is whole. */
function answerIn(text: string): BackgroundAnswer | null {
  try {
    return JSON.parse(text) as BackgroundAnswer | null; // of our own program, in a folder of this user
  } catch {
    return null;
  }
}

/**
 * The socket of the process that answers checks in this folder: its name is made of all that an answer depends on besides
 * the project and the question. `null` where there can be none.
 */
function socketPath(): string | null {
  const folder = ownCache("specpress-background");
  if (folder === null || process.platform === "win32") return null;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { mtimeMs, size } = statSync(programPath());
    const parts = [realpathSync("."), programPath(), mtimeMs, size, engine(), gitSettings()];
    const name = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 24);
    const path = join(folder, name);
    return isOurs(folder) && Buffer.byteLength(path) <= longestPath ? path : null;
  } catch {
    return null; // a disk that is read only
  }
}

/** What git asks of the environment. */
function gitSettings(): readonly unknown[] {
  const isAsked = ([name]: readonly [string, unknown]) =>
    /^(?:PATH|HOME|XDG_CONFIG_HOME|GIT_CONFIG.*|GIT_EXEC_PATH)$/.test(name);
  return Object.entries(process.env).filter(isAsked).sort();
}

function programPath(): string {
  return fileURLToPath(new URL("../background.js", import.meta.url));
}

/** What tells the current folder from one that takes its place. */
export function identityOfFolder(): string {
  const { dev, ino } = statSync(".", { bigint: true });
  return `${dev} ${ino}`;
}
