import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parseDocument } from "yaml";
import { KeptFiles } from "../src/files/kept.js";
import * as outputs from "../src/outputs/outputs.js";
import { Builder } from "../src/serve/builder.js";
import { copyOf, type Targets } from "./bench-copies.js";

/** So many files of each kind are edited, spread over those that there are. */
const filesOfKind = 12;

/** How long edits of one kind took, in ms: CPU of the process, and from the change on the disk to the new pages. */
interface EditTimes {
  readonly name: string;
  readonly cpu: readonly number[];
  readonly wall: readonly number[];
}

/** An edit: what a file becomes; `null` where it has nothing of the kind. */
interface EditKind {
  readonly name: string;
  readonly files: readonly string[];
  readonly edit: (text: string, count: number) => string | null;
}

/**
 * Print how long edits take of a project that is served, and whether that grows with the number of its pages: beside each page stand
 * 2, 4 and 8 of them. Then what a server uses that has nothing to do.
 */
export async function benchServe(root: string, scratch: string): Promise<void> {
  console.log("\nserve, ms of an edit         CPU     worst      wall     worst");
  const medians = new Map<string, number[]>();
  for (const factor of [1, 2, 4, 8]) {
    const folder = join(scratch, `serve-${factor}`);
    const all = timeEdits(root, folder, factor);
    for (const { name, cpu, wall } of all) {
      medians.set(name, [...(medians.get(name) ?? []), median(cpu)]);
      if (factor > 1) continue;
      const shown = [median(cpu), Math.max(...cpu), median(wall), Math.max(...wall)];
      console.log(`${name} (${cpu.length})`.padEnd(22) + row(shown));
    }
  }
  console.log("\nCPU of an edit with copies    x1        x2        x4        x8");
  for (const [name, each] of medians) console.log(name.padEnd(22) + row(each));
  await benchRest(join(scratch, "serve-1"));
}

function row(numbers: readonly number[]): string {
  return numbers.map((ms) => ms.toFixed(0).padStart(10)).join("");
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

function timeEdits(root: string, folder: string, factor: number): readonly EditTimes[] {
  cpSync(root, folder, { recursive: true, dereference: true });
  execFileSync("chmod", ["-R", "u+w", folder]);
  addTemplate(folder);
  addPages(folder, factor);
  const files = new KeptFiles(folder);
  const builder = new Builder(files, { root: folder, gitVersion: "v1", gitRev: "abc" }, outputs);
  builder.build({ before: new Map(), isChanged: true });
  return kindsOf(folder, labelIn(folder, files, builder)).flatMap(
    ({ name, files: paths, edit }): EditTimes[] => {
      const cpu: number[] = [];
      const wall: number[] = [];
      for (const [count, path] of paths.entries()) {
        const before = readFileSync(join(folder, path), "utf8");
        const after = edit(before, count);
        if (after === null) continue;
        writeFileSync(join(folder, path), after);
        const start = process.cpuUsage();
        const begun = performance.now();
        builder.build(files.refresh([path]));
        wall.push(performance.now() - begun);
        const { user, system } = process.cpuUsage(start);
        cpu.push((user + system) / 1000);
      }
      return cpu.length === 0 ? [] : [{ name, cpu, wall }];
    },
  );
}

interface Settings {
  readonly specification?: string;
  readonly pages?: { readonly folder?: string };
  readonly templates?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly apis?: Readonly<Record<string, { readonly openapi: string }>>;
  readonly events?: { readonly schemas: string };
}

function settingsIn(folder: string): Settings {
  return parseDocument(readFileSync(join(folder, "specpress.yaml"), "utf8")).toJS() as Settings;
}

/** A label that can have another value without an error: one that names a release may have no entry in a changelog then. */
function labelIn(folder: string, files: KeptFiles, builder: Builder): string | undefined {
  const path = join(folder, "specpress.yaml");
  const before = readFileSync(path, "utf8");
  const build = (text: string) => {
    writeFileSync(path, text);
    return builder.build(files.refresh(["specpress.yaml"]));
  };
  return Object.keys(settingsIn(folder).labels ?? {}).find((label) => {
    const { held } = build(withLabel(before, label, "v0"));
    build(before);
    return held === undefined;
  });
}

function withLabel(text: string, label: string, value: string): string {
  const settings = parseDocument(text);
  settings.setIn(["labels", label], value);
  return settings.toString();
}

function kindsOf(folder: string, label: string | undefined): readonly EditKind[] {
  const { specification, pages, apis = {}, events, templates } = settingsIn(folder);
  const texts = filesBelow(
    folder,
    pages?.folder ?? specification ?? ".",
    /(?<!_copy\d)\.(?:rst|md)$/,
  );
  const folders = Object.values(apis).map(({ openapi }) => openapi);
  const data = [...folders, ...(events ? [events.schemas] : [])].flatMap((each) =>
    filesBelow(folder, each, /(?:\.ya?ml|\/m\.[\w.$]+)$/),
  );
  return [
    {
      name: "text",
      files: some(texts),
      edit: replacing(/^(?<start>[A-Z][a-z][^\n]{20,}? [a-z]+)(?= [a-z])/m, "$<start> edited"),
    },
    {
      name: "schema",
      files: some(data),
      edit: replacing(/^(?<start> *description: ["']?[A-Z][a-z]+)(?= [a-z])/m, "$<start> edited"),
    },
    {
      name: "label",
      files: label === undefined ? [] : Array(5).fill("specpress.yaml"),
      edit: (text, count) => withLabel(text, label!, `v${count + 1}`), // there are no files without one
    },
    {
      name: "template",
      files: Array(5).fill(`${templates}/page.hbs`),
      edit: (text, count) => `${text}<!-- ${count} -->\n`,
    },
  ];
}

function replacing(pattern: RegExp, by: string): EditKind["edit"] {
  return (text) => (pattern.test(text) ? text.replace(pattern, by) : null);
}

function some(paths: readonly string[]): readonly string[] {
  const step = Math.max(1, paths.length / filesOfKind);
  const at = Array.from({ length: Math.min(filesOfKind, paths.length) }, (_, n) => n);
  return at.map((n) => paths[Math.floor(n * step)]!);
}

function filesBelow(root: string, folder: string, wanted: RegExp): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => posix.join(folder, name))
    .filter((path) => wanted.test(path))
    .sort();
}

/** A template of the project's own, if it has none: that of its pages. */
function addTemplate(folder: string): void {
  const { templates = "own-templates" } = settingsIn(folder);
  const path = join(folder, "specpress.yaml");
  const settings = parseDocument(readFileSync(path, "utf8"));
  settings.set("templates", templates);
  writeFileSync(path, settings.toString());
  mkdirSync(join(folder, templates), { recursive: true });
  if (!existsSync(join(folder, templates, "page.hbs")))
    cpSync("templates/page.hbs", join(folder, templates, "page.hbs"));
}

/** Each page and each data file several times. The copies of texts show nothing of the data: one may be shown on few pages only. */
function addPages(folder: string, factor: number): void {
  const { specification, pages } = settingsIn(folder);
  if (pages?.folder !== undefined) {
    for (let copy = 2; copy <= factor; copy++)
      for (const path of filesBelow(folder, pages.folder, /\.md$/))
        if (!path.includes("_copy"))
          cpSync(join(folder, path), join(folder, path.replace(/\.md$/, `_copy${copy}.md`)));
    return;
  }
  if (specification === undefined) return;
  const text = join(folder, specification);
  const path = join(text, "targets.yaml");
  const targets = parseDocument(readFileSync(path, "utf8"));
  const { targets: all, groups = {} } = targets.toJS() as Targets;
  const withoutData = (words: string) => words.replace(/\{\{\w+\}\}/g, "");
  for (let copy = 2; copy <= factor; copy++) {
    for (const [name, { files }] of Object.entries(all))
      targets.setIn(["targets", `${name}_copy${copy}`], {
        files: files.map((file) => copyOf(file, copy, text, withoutData)),
      });
    for (const [name, files] of Object.entries(groups))
      targets.setIn(
        ["groups", `${name}_copy${copy}`],
        files.map((file) => copyOf(file, copy, text, withoutData)),
      );
  }
  writeFileSync(path, targets.toString());
}

/** How long a server is watched that has nothing to do, in ms. */
const rest = 30_000;

async function benchRest(folder: string): Promise<void> {
  const args = ["dist/src/cli.js", "serve", "--project", folder, "--port", "0"];
  const server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  try {
    await new Promise<void>((resolve, reject) => {
      server.stdout.once("data", resolve);
      server.once("exit", () => reject(new Error("the server ended")));
    });
    await after(10_000); // four seconds after its last build it frees memory
    const before = ticksOf(server.pid!);
    await after(rest);
    const ticks = ticksOf(server.pid!) - before;
    const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
    const kilobytes = Number(/^VmRSS:\s+(?<size>\d+)/m.exec(status)?.groups?.["size"]);
    console.log(
      `\nat rest: ${ticks * 10} ms of CPU in ${rest / 1000} s, ${(kilobytes / 1024).toFixed(0)} MB`,
    );
  } finally {
    server.kill();
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The time that a process has taken, in hundredths of a second, as Linux tells it. */
function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return Number(fields[11]) + Number(fields[12]);
}
