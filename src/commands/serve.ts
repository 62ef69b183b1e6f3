import { spawn } from "node:child_process";
import { printable } from "../base/printable.js";
import { systemErrorText } from "../base/system-error.js";
import { serve as startServing, type State } from "../serve/serve.js";
import { UsageError, type Given, type Io } from "./command.js";
import { versionPairs } from "./names.js";
import { paint, printDiagnostics, countsText } from "./print.js";
import { projectPlace } from "./project-root.js";

const usualPort = 8000;

/** `specpress serve`: the site of the files as they are, until the program is told to end. */
export async function serve(given: Given, io: Io): Promise<number> {
  const { options } = given;
  const place = projectPlace(given, io);
  const host = typeof options["host"] === "string" ? options["host"] : "127.0.0.1";
  const wanted = portIn(options["port"]);
  const releases = Array.isArray(options["release"]) ? (options["release"] as string[]) : [];
  let address = "";
  let last: State | undefined;
  let fault = "";
  const log = io.terminal ? null : new Log();
  const show = () => {
    if (!last || address === "") return;
    const news = log ? log.news(last) : last;
    if (news || fault !== "") printState(last, news ?? nothing, address, fault, io);
    fault = "";
  };
  const serving = await startServing({
    load: { ...place, releases: versionPairs(releases, "--release") },
    host,
    port: wanted,
    mayMove: options["port"] === undefined || wanted !== 0,
    check: options["check"] === true,
    color: io.color,
    show: (state) => {
      last = state;
      show();
    },
    fail: (error) => {
      fault = `${systemErrorText(error) ?? String(error)}\n`;
      show();
    },
  });
  address = addressOf(host, serving.port);
  if (wanted !== 0 && serving.port !== wanted)
    fault += `Port ${wanted} is taken; this is the next one that is free.\n`;
  if (!isLoopback(host))
    fault += `${paint(io).bold("Open to others:")} whoever reaches this machine as ${printable(host)} can read these pages.\n`;
  if (!io.terminal) io.out(`${address}\n`);
  show();
  if (options["open"] === true) open(address, io);
  await told();
  await serving.close();
  return 0;
}

function portIn(given: unknown): number {
  if (given === undefined) return usualPort;
  const port = typeof given === "string" && /^\d{1,5}$/.test(given) ? Number(given) : Infinity;
  if (port <= 65_535) return port;
  throw new UsageError(`--port takes a number up to 65535, not "${String(given)}"`);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function addressOf(host: string, port: number): string {
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}/`;
}

/** The findings of a state, or some of them: of the build, and those that only the check finds. */
interface Findings {
  readonly built: Pick<State["built"], "found" | "held">;
  readonly checked: State["checked"];
}

const nothing: Findings = { built: { found: [] }, checked: [] };

/** What a file or a pipe was told, where nothing is shown in place of something else. */
class Log {
  #built: State["built"] | undefined;
  /** What was told of the check of this build; `null` before its end. */
  #checked: Set<string> | null = null;

  /** What of a state is not told yet; `null` where that is nothing. What the check finds waits for its end. */
  news({ built, checked, isChecking }: State): Findings | null {
    const isBuilt = built !== this.#built;
    if (isBuilt) this.#checked = null;
    this.#built = built;
    const told = this.#checked;
    const isFirstEnd = told === null && !isChecking;
    if (!isChecking) this.#checked = new Set(checked.map(({ shown }) => shown));
    const found = isChecking ? [] : checked.filter(({ shown }) => told?.has(shown) !== true);
    if (!isBuilt && !isFirstEnd && found.length === 0) return null;
    return { built: isBuilt ? built : nothing.built, checked: found };
  }
}

/** Shows how it stands, with some of its findings; in place of what was shown before where the terminal can. */
function printState(
  { findings, duration, isChecking }: State,
  { built, checked }: Findings,
  address: string,
  fault: string,
  io: Io,
): void {
  if (io.terminal) io.err("\x1b[2J\x1b[3J\x1b[H");
  printDiagnostics(built.found, io);
  for (const { shown } of checked) io.err(`${shown}\n`);
  if (fault !== "") io.err(fault);
  if (built.held !== undefined) io.err(`${printable(built.held)}\n`);
  const time = new Date().toTimeString().slice(0, 8);
  const countOf = (level: string) => findings.filter(({ severity }) => severity === level).length;
  const check = isChecking ? ", checking" : "";
  io.err(
    `${address}  ${countsText(countOf)}, built in ${duration.toFixed(0)} ms at ${time}${check}\n`,
  );
}

/** Until the process is asked to end. */
function told(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => resolve());
  });
}

/** Open the browser that the system has for addresses. */
function open(address: string, io: Io): void {
  const [program, args] =
    process.platform === "darwin"
      ? ["open", [address]]
      : process.platform === "win32"
        ? ["explorer.exe", [address]]
        : ["xdg-open", [address]];
  const child = spawn(program as string, args as string[], { stdio: "ignore", detached: true });
  child.on("error", () => io.err(`No browser was found; open ${address}\n`));
  child.unref();
}
