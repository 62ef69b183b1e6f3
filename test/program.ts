import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { onTestFinished } from "vitest";
import { run } from "../src/cli.js";

// Releases of tests keep what was in a folder of their own.
const state = join(tmpdir(), `specpress-test-state-${process.pid}`);
process.env["XDG_STATE_HOME"] = state;
// To read a machine's certificates takes longer than a small build, and no test asks another machine.
delete process.env["NODE_EXTRA_CA_CERTS"];
process.on("exit", () => rmSync(state, { recursive: true, force: true }));

const cli = resolve("dist/src/cli.js");
const program = resolve("dist/src/cli.cjs");
const programThread = resolve("test/program-thread.js");

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The compiled program in a process of its own: where the start or the end of a process is what is tested. */
export function startSpecpress(args: readonly string[], cwd = "."): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "" },
  });
  return { code: status, out: stdout, err: stderr };
}

/** The compiled program, run as a user runs it, but in a thread that stays: to start a process takes twenty times as long. */
export function specpress(args: readonly string[], cwd = "."): Run {
  const before = process.cwd();
  process.chdir(cwd);
  try {
    thread ??= new ProgramThread();
    return thread.run(args);
  } finally {
    process.chdir(before);
  }
}

let thread: ProgramThread | undefined;

class ProgramThread {
  readonly #worker: Worker;
  readonly #done = new Int32Array(new SharedArrayBuffer(4));
  readonly #port;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = new Worker(programThread, {
      workerData: { program, done: this.#done, port: port2 },
      transferList: [port2],
    });
    this.#worker.unref();
  }

  /** Waits until the program is over. */
  run(args: readonly string[]): Run {
    Atomics.store(this.#done, 0, 0);
    this.#worker.postMessage({ args, env: { ...process.env } });
    if (Atomics.wait(this.#done, 0, 0, 60_000) === "timed-out")
      throw new Error(`specpress ${args.join(" ")} does not end, or the thread is gone`);
    return (receiveMessageOnPort(this.#port) as { message: Run }).message;
  }
}

/** The program within the test's own process: for many runs, where the process is not what is tested. */
export async function inProcess(args: readonly string[]): Promise<Run> {
  let [out, err] = ["", ""];
  const code = await run(args, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    ask: null,
    terminal: false,
    color: false,
    outColor: false,
    version: "0",
  });
  return { code, out, err };
}

/** Before which steps a program is killed: some from the first on, or all with `KILL_STEPS=all`. */
export function* killSteps(first: number, stride: number): Generator<number> {
  const isAll = process.env["KILL_STEPS"] === "all";
  for (let step = isAll ? 1 : first; step < 200; step += isAll ? 1 : stride) yield step;
}

/** A folder that is gone when the test is over. */
export function scratch(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "specpress-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** All files below a folder, by path. */
export function filesBelow(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "latin1")]),
  );
}

/** A project that builds without a word. */
export const tinyProject = {
  "specpress.yaml": `name: Tiny
specification: spec
labels: { MAIN_VERSION: unstable }
apis:
  main: { title: Main API, purpose: Tests, openapi: api, suffix: m, version: MAIN_VERSION }
`,
  "spec/targets.yaml": `targets:
  index: { files: [index.rst] }
  main: { files: [main.rst], version_label: "%MAIN_VERSION%" }
title_styles: ["=", "-", "~"]
relative_title_styles: { subtitle: "<", sametitle: "/", supertitle: ">" }
`,
  "spec/index.rst": `Tiny
====

See the \`API <main/%MAIN_VERSION%.html>\`_.

{{apis}}
`,
  "spec/main.rst": `Main API
========

Operations
----------

{{status_m_http_api}}
`,
  "api/status.yaml": `swagger: "2.0"
info: { title: Status, version: "1" }
basePath: /v1
paths:
  /status:
    get:
      operationId: getStatus
      summary: Says whether the server is up.
      responses:
        200:
          description: The server is up.
          schema: { type: object, properties: { up: { type: string, description: Since when., example: noon } } }
`,
} as const;
