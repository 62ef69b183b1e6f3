import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { load } from "js-yaml";
import { collector, severityOf } from "../src/base/diagnostics.js";
import { loadProject } from "../src/load/load.js";
import { checkSite } from "../src/pipeline.js";
import { mutantsOf, type Mutant, type Value } from "./mutants.js";

/**
 * Breaks a valid OpenAPI 2 document in every place and compares what specpress finds with a second opinion:
 * `@apidevtools/swagger-parser`, from the node_modules of the folder given by `--validator`. Prints the classes in which
 * the two differ, each with its count and one mutant; which of them is right only the standard says.
 *
 *     node dist/scripts/openapi-mutants.js --validator /tmp/validator [test/validate/openapi/whole.yaml]
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { validator: { type: "string" }, every: { type: "string", default: "1" } },
    allowPositionals: true,
  });
  if (values.validator === undefined) throw new Error("--validator: expected a folder");
  const path = positionals[0] ?? "test/validate/openapi/whole.yaml";
  const document = load(readFileSync(path, "utf8")) as Value;
  const secondOpinion = validatorOf(resolve(values.validator));
  const folder = mkdtempSync(join(tmpdir(), "openapi-mutants-"));
  try {
    await compare(document, Number(values.every), folder, secondOpinion);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return 0;
}

type Opinion = (document: Value) => Promise<string>;

/** What the validator says of a document; nothing of a valid one. */
function validatorOf(folder: string): Opinion {
  const require = createRequire(join(folder, "package.json"));
  const parser = require("@apidevtools/swagger-parser") as {
    readonly validate: (document: unknown) => Promise<unknown>;
  };
  return async (document) => {
    try {
      await parser.validate(structuredClone(document));
      return "";
    } catch (error) {
      return String((error as Error).message)
        .replace(/\s+/g, " ")
        .slice(0, 160);
    }
  };
}

async function compare(
  document: Value,
  every: number,
  folder: string,
  secondOpinion: Opinion,
): Promise<void> {
  const counts = new Map<string, number>();
  const classes = new Map<string, { count: number; readonly first: string }>();
  let index = 0;
  for (const mutant of mutantsOf(document)) {
    if (index++ % every !== 0) continue;
    const ours = findings(mutant.document, folder);
    const theirs = await secondOpinion(mutant.document);
    const verdict = verdictOf(ours.length > 0, theirs !== "");
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    if (verdict.startsWith("both")) continue;
    const name = `${verdict}: ${classOf(mutant)} ${ours[0] ?? ""}`;
    const known = classes.get(name);
    if (known) known.count++;
    else classes.set(name, { count: 1, first: `${mutant.pointer} ${mutant.what} | ${theirs}` });
  }
  for (const [verdict, count] of counts) console.log(`${count} ${verdict}`);
  for (const [name, { count, first }] of [...classes].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    console.log(`${String(count).padStart(5)}  ${name}\n         ${first}`);
}

function verdictOf(ours: boolean, theirs: boolean): string {
  if (ours === theirs) return ours ? "both found" : "both silent";
  return ours ? "only ours" : "only theirs";
}

/** The keys around the mutation, without names that the author chose. */
function classOf({ pointer, kind }: Mutant): string {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((step) => (/^\d+$|^~1/.test(step) ? "*" : step));
  return `${kind} ${steps.slice(-2).join("/")}`;
}

/** Rules that specpress has besides the standard. */
const houseRules = /^(?:operation-without-id|no-example|made-example|example-.*|unused-.*)$/;

/** The codes of what specpress finds to be an error. */
function findings(document: Value, folder: string): readonly string[] {
  const files: Readonly<Record<string, string>> = {
    "specpress.yaml": `name: Mutants
specification: text
labels: { MAIN: unstable }
apis:
  main: { title: Main, openapi: api, suffix: m, version: MAIN }
`,
    "text/targets.yaml": "targets: { index: { files: [index.rst] } }\n",
    "text/index.rst": "Mutants\n=======\n\n{{mutant_m_http_api}}\n",
    "api/mutant.json": JSON.stringify(document, null, 1),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { report, diagnostics } = collector();
  const project = loadProject({ root: folder, gitVersion: "", gitRev: "" }, report);
  if (project) checkSite(project, report);
  return diagnostics
    .filter((each) => severityOf(each) === "error")
    .map(({ code }) => code)
    .filter((code) => !houseRules.test(code));
}
