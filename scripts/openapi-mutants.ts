import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { load } from "js-yaml";
import { collector, severityOf } from "../src/base/diagnostics.js";
import type { Span } from "../src/base/source.js";
import { spanOf } from "../src/data/data.js";
import { memoryFiles } from "../src/files/memory.js";
import { loadProject } from "../src/load/load.js";
import { checkSite } from "../src/pipeline.js";
import { everything } from "./everything.js";
import { mutantsOf, type Mutant, type Value } from "./mutants.js";

/**
 * Breaks a valid OpenAPI document in every place and compares what specpress finds with a second opinion, from the
 * node_modules of the folder given by `--validator`: `@apidevtools/swagger-parser`, which knows OpenAPI 2 to 3.1, and
 * the published schemas, as `@seriousme/openapi-schema-validator` has them. Prints the classes in which they differ, each with its count and one mutant; who is
 * right only the standard says; and those in which what specpress found stands elsewhere than what was changed. The document is one of OpenAPI 2, or one that uses all of another version.
 *
 *     node dist/scripts/openapi-mutants.js --validator /tmp/validator [test/validate/openapi/whole.yaml]
 *     node dist/scripts/openapi-mutants.js --validator /tmp/validator --openapi 3.1 --every 7 --first 2
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      validator: { type: "string" },
      openapi: { type: "string" },
      every: { type: "string", default: "1" },
      first: { type: "string", default: "0" },
    },
    allowPositionals: true,
  });
  if (values.validator === undefined) throw new Error("--validator: expected a folder");
  const path = positionals[0] ?? "test/validate/openapi/whole.yaml";
  const version = values.openapi;
  const text =
    version === undefined
      ? readFileSync(path, "utf8")
      : everything(version).replace(notInSchemas, "");
  const opinions = opinionsIn(resolve(values.validator), version ?? "2.0");
  const sample = { every: Number(values.every), first: Number(values.first) };
  await compare(load(text) as Value, sample, opinions);
  return 0;
}

/** What the standard allows and its published schemas do not. */
const notInSchemas = /^ +x-(?:encoding|callback): .*\n/gm;

/** What a validator says of a document; nothing of a valid one. */
type Opinion = (document: Value) => Promise<string>;

function opinionsIn(folder: string, version: string): readonly Opinion[] {
  const require = createRequire(join(folder, "package.json"));
  const published = publishedSchema(require, folder, version);
  if (version === "3.2") return [published];
  const parser = require("@apidevtools/swagger-parser") as {
    readonly validate: (document: unknown, options: object) => Promise<unknown>;
  };
  // Beyond the schemas, it knows rules of OpenAPI 2, and where references lead.
  const options = version === "2.0" ? {} : { validate: { schema: false } };
  const swaggerParser: Opinion = async (document) => {
    try {
      await parser.validate(structuredClone(document), options);
      return "";
    } catch (error) {
      return `swagger-parser: ${(error as Error).message}`;
    }
  };
  return [published, swaggerParser];
}

interface Ajv {
  readonly addFormat: (name: string, format: true) => void;
  readonly compile: (schema: unknown) => ((document: Value) => boolean) & { errors: unknown };
}

/** The schema that is published for a version, with the Ajv that the validator has for it. */
function publishedSchema(require: NodeJS.Require, folder: string, version: string): Opinion {
  const path = `node_modules/@seriousme/openapi-schema-validator/schemas/v${version}/schema.json`;
  const schema = JSON.parse(readFileSync(join(folder, path), "utf8")) as { $schema: string };
  const dialect = schema.$schema.includes("2020-12") ? "ajv/dist/2020" : "ajv-draft-04";
  const { default: Dialect } = require(dialect) as { default: new (options: object) => Ajv };
  const { default: addFormats } = require("ajv-formats") as { default: (ajv: Ajv) => void };
  const ajv = new Dialect({ strict: false });
  addFormats(ajv);
  ajv.addFormat("media-range", true);
  const validate = ajv.compile(schema);
  return async (document) =>
    validate(document) ? "" : `published schema: ${JSON.stringify(validate.errors)}`;
}

async function saidOf(document: Value, opinions: readonly Opinion[]): Promise<string> {
  for (const opinion of opinions) {
    const said = await opinion(document);
    if (said !== "") return said.replace(/\s+/g, " ").slice(0, 160);
  }
  return "";
}

async function compare(
  document: Value,
  { every, first }: { readonly every: number; readonly first: number },
  opinions: readonly Opinion[],
): Promise<void> {
  const counts = new Map<string, number>();
  const classes = new Map<string, { count: number; readonly first: string }>();
  const known = new Set(findings(document).map(({ words }) => words));
  console.log(
    `The document as it is: ${[...known].join(", ")} | ${await saidOf(document, opinions)}`,
  );
  let index = 0;
  for (const mutant of mutantsOf(document)) {
    if (index++ % every !== first) continue;
    const found = findings(mutant.document).filter(({ words }) => !known.has(words));
    const ours = found.map(({ words }) => words);
    const theirs = await saidOf(mutant.document, opinions);
    const verdict = isElsewhere(found, mutant)
      ? "elsewhere"
      : verdictOf(ours.length > 0, theirs !== "");
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    if (verdict.startsWith("both")) continue;
    const name = `${verdict}: ${classOf(mutant)} ${ours[0]?.replace(/:.*/, "") ?? ""}`;
    const same = classes.get(name);
    if (same) same.count++;
    else
      classes.set(name, {
        count: 1,
        first: `${mutant.pointer} ${mutant.what.slice(0, 80)} | ${theirs}${ours[0] ?? ""}`,
      });
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

/** Rules that specpress has besides the standard, and what a look does not show. */
const houseRules =
  /^(?:left-out|not-shown|operation-without-id|no-example|made-example|example-.*|unused-.*)$/;

interface Found {
  readonly words: string;
  /** Where it is reported. */
  readonly span: Span | null;
}

/** Whether nothing of what was found stands in what holds the place that was changed. */
function isElsewhere(found: readonly Found[], { pointer, document }: Mutant): boolean {
  const source = { path, text: textOf(document) };
  const holder = spanOf({ source, pointer: pointer.slice(0, pointer.lastIndexOf("/")) });
  return (
    found.length > 0 &&
    !found.some(({ span }) => span && holder.start <= span.start && span.start <= holder.end)
  );
}

const path = "api/mutant.json";

function textOf(document: Value): string {
  return JSON.stringify(document, null, 1);
}

/** What specpress finds to be wrong: the codes of errors and warnings, with their parts. */
function findings(document: Value): readonly Found[] {
  const files: Readonly<Record<string, string>> = {
    "specpress.yaml": `name: Mutants
specification: text
labels: { MAIN: unstable }
apis:
  main: { title: Main, openapi: api, suffix: m, version: MAIN }
`,
    "text/targets.yaml": "targets: { index: { files: [index.rst] } }\n",
    "text/index.rst": "Mutants\n=======\n\n{{mutant_m_http_api}}\n",
    [path]: textOf(document),
  };
  const { report, diagnostics } = collector();
  const inMemory = memoryFiles(new Map(Object.entries(files)));
  const project = loadProject({ root: "/", files: inMemory, gitVersion: "", gitRev: "" }, report);
  if (project) checkSite(project, report);
  return diagnostics
    .filter((each) => severityOf(each) !== "info" && !houseRules.test(each.code))
    .map(({ code, parts, span }) => ({ words: `${code}: ${parts.join(", ")}`, span }));
}
