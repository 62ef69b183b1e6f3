import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { scratch, tinyProject } from "../program.js";

const cli = resolve("dist/src/cli.js");
const isWindows = process.platform === "win32";
/** Processes are started, and waited for: on a busy machine that takes its time. */
const timeout = 120_000;

function start(folder: string, cache: string, args: readonly string[], env = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "check", ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], NO_COLOR: "1", XDG_CACHE_HOME: cache, ...env },
  });
  return { code: status, out: stdout, err: stderr };
}

const socketsIn = (cache: string) => {
  const folder = join(cache, "specpress-background");
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
};

/** What the process at a socket says to a text. */
function ask(socket: string, text: string): Promise<string> {
  return new Promise((done) => {
    let answer = "";
    const connection = connect(socket, () => connection.end(text));
    connection.on("data", (part) => void (answer += String(part)));
    connection.on("error", () => {});
    connection.on("close", () => done(answer));
  });
}

test.skipIf(isWindows)(
  "a process in the background answers as a check does, of files as they are now",
  async () => {
    const folder = scratch({
      ...tinyProject,
      "spec/index.rst": `${tinyProject["spec/index.rst"]}\nnowhere_\n`,
    });
    const cache = scratch();
    onTestFinished(async () => {
      for (const socket of socketsIn(cache)) await ask(socket, "{}");
    });
    const plain = start(folder, cache, ["spec/index.rst"]);
    expect(plain.code).toBe(1);
    expect(start(folder, cache, ["--background", "spec/index.rst"])).toEqual(plain);
    await expect.poll(() => socketsIn(cache), { timeout: 60_000 }).toHaveLength(1);
    const [socket] = socketsIn(cache);

    writeFileSync(join(folder, "spec/index.rst"), `${tinyProject["spec/index.rst"]}\nelsewhere_\n`);
    const { dev, ino } = statSync(folder, { bigint: true });
    const given = { arguments: ["spec/index.rst"], options: { format: "unix" } };
    const question = {
      folder: `${dev} ${ino}`,
      given,
      color: false,
      outColor: false,
      version: "0",
    };
    const now = start(folder, cache, ["--format", "unix", "spec/index.rst"]);
    expect(now.out).toContain("elsewhere");
    expect(JSON.parse(await ask(socket!, JSON.stringify(question)))).toEqual({
      exitCode: 1,
      printed: [["out", now.out]],
    });
    expect(start(folder, cache, ["--background", "--format", "unix", "spec/index.rst"])).toEqual(
      now,
    );

    // A question that is none of the program's ends it, and so does one for another folder.
    expect(await ask(socket!, JSON.stringify({ ...question, folder: "1 2" }))).toBe("");
    await expect.poll(() => socketsIn(cache)).toEqual([]);
  },
  timeout,
);

test.skipIf(isWindows)(
  "no process is left where nobody asked for it, in CI, or where others may write",
  () => {
    const folder = scratch(tinyProject);
    const cache = scratch();
    const good = { code: 0, out: expect.stringContaining("nothing found") as string, err: "" };
    expect(start(folder, cache, ["spec/index.rst"])).toEqual(good);
    expect(start(folder, cache, ["--background", "spec/index.rst"], { CI: "true" })).toEqual(good);
    expect(existsSync(join(cache, "specpress-background"))).toBe(false);
    mkdirSync(join(cache, "specpress-background"));
    chmodSync(join(cache, "specpress-background"), 0o777);
    expect(start(folder, cache, ["--background", "spec/index.rst"])).toEqual(good);
    expect(socketsIn(cache)).toEqual([]);
  },
  timeout,
);
