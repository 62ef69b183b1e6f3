/**
 * How long each phase takes, and whether the time stays in proportion to the input.
 *
 *   npm run bench -- [--project DIR] [--runs N]
 *   npm run bench -- --serve [--project DIR]
 *   npm run bench -- --rst DIR [--runs N]
 *
 * The first table is of commands in processes of their own. The second is one build in this process: cold, then the fastest
 * of some warm ones. The third repeats the build with every API, event and page 2, 4 and 8 times: the time per copy should
 * stay what it was. With `--serve`, edits of a project that is served are timed instead. With `--rst`, the last two are shown for the reStructuredText engine alone, with the texts of a folder.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parseDocument } from "yaml";
import { collector } from "../src/base/diagnostics.js";
import { loadProject } from "../src/load/load.js";
import { buildSite, phases, type Watch } from "../src/pipeline.js";
import { writeSite } from "../src/site/write-site.js";
import { copyOf, type Targets } from "./bench-copies.js";
import { benchProcesses } from "./bench-processes.js";
import { benchRst } from "./bench-rst.js";
import { benchServe } from "./bench-serve.js";

type Times = Map<string, number>;

const columns = ["load", ...phases, "write"];

function timeBuild(root: string, out: string): Times {
  const times: Times = new Map(columns.map((name) => [name, 0]));
  const measure: Watch = (phase, work) => clock(times, phase, work);
  const { report } = collector();
  const project = clock(times, "load", () =>
    loadProject({ root, gitVersion: "Unknown", gitRev: "" }, report),
  );
  if (!project) throw new Error(`there is no project in ${root}`);
  const { site } = buildSite(project, report, project.targets.targets, measure);
  clock(times, "write", () => writeSite(site, out, project.root, report));
  return times;
}

function clock<T>(times: Times, name: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  times.set(name, (times.get(name) ?? 0) + performance.now() - start);
  return result;
}

const total = (times: Times) => [...times.values()].reduce((sum, ms) => sum + ms, 0);

function fastest(runs: number, root: string, out: string): Times {
  const all = Array.from({ length: runs }, () => {
    rmSync(out, { recursive: true, force: true });
    return timeBuild(root, out);
  });
  return all.reduce((best, times) => (total(times) < total(best) ? times : best));
}

/** A copy of a project in which each API, event and page stands `factor` times. */
function enlarge(root: string, folder: string, factor: number): void {
  cpSync(root, folder, {
    recursive: true,
    dereference: true,
    filter: (path) => !/\/(node_modules|dist|\.git)$/.test(path),
  });
  const config = parseDocument(readFileSync(join(folder, "specpress.yaml"), "utf8"));
  const settings = config.toJS() as {
    specification: string;
    apis?: Record<string, { openapi: string }>;
    events?: { schemas: string; examples: string };
  };
  const { events } = settings;
  const folders = Object.values(settings.apis ?? {}).map(({ openapi }) => openapi);
  for (const name of [...folders, ...(events ? [events.schemas, events.examples] : [])])
    copyFiles(join(folder, name), factor);

  const text = join(folder, settings.specification);
  const path = join(text, "targets.yaml");
  const targets = parseDocument(readFileSync(path, "utf8"));
  const { targets: pages, groups = {} } = targets.toJS() as Targets;
  for (let copy = 2; copy <= factor; copy++) {
    // Longer pages are what could grow out of proportion: a page's text follows itself.
    for (const [name, { files }] of Object.entries(pages))
      for (const file of files)
        targets.addIn(["targets", name, "files"], copyOf(file, copy, text, withoutNames));
    for (const [name, files] of Object.entries(groups))
      targets.setIn(
        ["groups", `${name}_copy${copy}`],
        files.map((file) => copyOf(file, copy, text, withoutNames)),
      );
  }
  writeFileSync(path, targets.toString());
}

/** Each table of contents would list all copies, and each name would be there as often: that is not what grows. */
function withoutNames(text: string): string {
  return text.replace(/^\.\. contents::.*\n(?: +.*\n)*|^\.\. _.*:$|^\.\. \[.*$|^\.\. \|.*$/gm, "");
}

function copyFiles(folder: string, factor: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    // Under a name that no group of events takes in: else a page that is repeated would show all of them each time.
    for (let copy = 2; copy <= factor; copy++)
      cpSync(join(folder, entry.name), join(folder, `copy${copy}_${entry.name}`));
  }
}

function row(label: string, times: Times): string {
  const cells = columns.map((name) => (times.get(name) ?? 0).toFixed(0).padStart(10));
  return `${label.padEnd(12)}${cells.join("")}${total(times).toFixed(0).padStart(10)}`;
}

function benchProject(root: string, runs: number): void {
  const scratch = mkdtempSync(join(tmpdir(), "specpress-bench-"));
  try {
    benchProcesses(root, scratch);
    console.log(`\nms          ${[...columns, "total"].map((name) => name.padStart(10)).join("")}`);
    console.log(row("cold", timeBuild(root, join(scratch, "site"))));
    console.log(row("warm", fastest(runs, root, join(scratch, "site"))));
    console.log("\nper copy");
    for (const factor of [1, 2, 4, 8]) {
      const folder = join(scratch, `times-${factor}`);
      enlarge(root, folder, factor);
      const times = fastest(runs, folder, join(scratch, "site"));
      console.log(row(`x${factor}`, new Map([...times].map(([name, ms]) => [name, ms / factor]))));
      rmSync(folder, { recursive: true, force: true });
    }
    console.log(`\nmemory: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB at the most`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      project: { type: "string", default: "." },
      rst: { type: "string" },
      serve: { type: "boolean", default: false },
      runs: { type: "string", default: "3" },
    },
  });
  const runs = Number(values.runs);
  if (values.serve) {
    const scratch = mkdtempSync(join(tmpdir(), "specpress-bench-"));
    try {
      await benchServe(resolve(values.project), scratch);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  } else if (values.rst === undefined) benchProject(resolve(values.project), runs);
  else benchRst(resolve(values.rst), runs);
  return 0;
}
