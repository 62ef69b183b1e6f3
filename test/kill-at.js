/** Loaded before the program: kills it before the step of the number in KILL_AT. Steps are what changes files, and runs of git. */
import childProcess from "node:child_process";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const last = Number(process.env["KILL_AT"]);
let steps = 0;

for (const [owner, names] of [
  [
    fs,
    [
      "writeFileSync",
      "renameSync",
      "rmSync",
      "mkdirSync",
      "symlinkSync",
      "unlinkSync",
      "linkSync",
      "copyFileSync",
    ],
  ],
  [childProcess, ["spawnSync"]],
])
  for (const name of names) {
    const real = owner[name];
    owner[name] = (...given) => {
      steps++;
      if (steps === last) process.kill(process.pid, "SIGKILL");
      return real(...given);
    };
  }
syncBuiltinESMExports();
