import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { withoutCommands } from "../../src/base/printable.js";
import { collector } from "../../src/base/diagnostics.js";
import { plain, sortDiagnostics } from "../../src/base/show-diagnostic.js";
import { findingsOf, formats } from "../../src/check/check.js";
import { loadProject } from "../../src/load/load.js";
import { checkSite } from "../../src/pipeline.js";
import { scratch, specpress, tinyProject } from "../program.js";

/** Findings of each level, with and without place, pointer, hint and note, and with all that formats must escape. */
const faulty = {
  ...tinyProject,
  "spec/index.rst": 'Tiny\n====\n\nSee `50%,: <a%25b]].html>`_ & `\u0007\u{1F600} <#x"&y>`_.\n',
  "spec/a b,c.rst": "Spare\n=====\n",
  "api/status.yaml": tinyProject["api/status.yaml"].replace(
    "type: string, description: Since when., example: noon",
    "type: object, properties: { a: { type: string, example: it } },",
  ),
};

function checked(
  format: string,
  files: Readonly<Record<string, string>> = faulty,
  below = "",
): string {
  const folder = scratch(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [join(below, path), text])),
  );
  const args = below === "" ? [] : ["--project", below];
  const { out, err } = specpress(["check", "--format", format, ...args], folder);
  expect(err).toBe("");
  return out;
}

interface Sarif {
  runs: {
    results: {
      ruleId: string;
      level: string;
      locations?: {
        physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
      }[];
    }[];
  }[];
}

test("sarif is valid under its schema and names files from where the command runs", () => {
  const schema: unknown = JSON.parse(
    readFileSync(
      createRequire(import.meta.url).resolve("schemastore/schemas/json/sarif-2.1.0.json"),
      "utf8",
    ),
  );
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const isValid = ajv.compile(schema as object);
  for (const log of [checked("sarif"), checked("sarif", tinyProject)])
    expect(isValid(JSON.parse(log)), JSON.stringify(isValid.errors)).toBe(true);

  const [run] = (JSON.parse(checked("sarif", faulty, "my spec")) as Sarif).runs;
  const places = run!.results.map(({ ruleId, level, locations }) => {
    const { artifactLocation, region } = locations![0]!.physicalLocation;
    return `${artifactLocation.uri}:${region.startLine} ${level} ${ruleId}`;
  });
  expect(places).toEqual([
    "my%20spec/api/status.yaml:12 warning untitled-object",
    "my%20spec/spec/a%20b%2Cc.rst:1 note unused-text",
    "my%20spec/spec/index.rst:4 error dead-page-link",
    "my%20spec/spec/index.rst:4 error dead-link",
  ]);
});

test("junit is valid under its schema; what fails the check is a failure, and nothing else", async () => {
  const schema = readFileSync("test/check/schemas/junit.xsd", "utf8");
  const reports = [checked("junit"), checked("junit", tinyProject)];
  for (const contents of reports) {
    const { errors } = await validateXML({
      xml: [{ fileName: "report.xml", contents }],
      schema: [schema],
    });
    expect(errors).toEqual([]);
  }
  expect(reports[0]!.match(/<testcase/g)?.length).toBe(4);
  expect(reports[0]!.match(/<failure/g)?.length).toBe(2);
  expect(reports[0]!.match(/<system-out>(?:warning|note): /g)?.length).toBe(2);
  expect(reports[1]).toContain('tests="1" failures="0"');
});

test("github: a workflow command a line, escaped, the gravest first, then the counts", () => {
  const lines = checked("github", faulty, "docs").trimEnd().split("\n");
  expect(lines.map((line) => line.split("::").slice(0, 2).join("::"))).toEqual([
    expect.stringMatching(
      /^::error file=docs\/spec\/index\.rst,line=4,endLine=4,col=\d+,endColumn=\d+,title=dead-page-link$/,
    ),
    expect.stringMatching(/^::error file=docs\/spec\/index\.rst,line=4,.*,title=dead-link$/),
    expect.stringMatching(/^::warning file=docs\/api\/status\.yaml,line=12,/),
    "::notice file=docs/spec/a b%2Cc.rst,line=1,endLine=1,col=1,endColumn=1,title=unused-text",
    "2 errors, 1 warning, 1 note in 3 files",
  ]);
  expect(lines[0]).toContain('::The link "a%2525b]].html" leads');
  expect(lines[2]).toContain("%0AAt /paths/~1status/get/responses/200/schema/properties/up%0A");
});

interface Json {
  summary: unknown;
  findings: { fingerprint: string }[];
}

test("json has all that is known of a finding", () => {
  const { summary, findings } = JSON.parse(checked("json")) as Json;
  expect(summary).toEqual({
    errors: 2,
    warnings: 1,
    notes: 1,
    accepted: 0,
    baseline: { known: 0, mended: 0 },
    fixed: 0,
  });
  expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(4);
  expect(findings[0]).toEqual({
    code: "untitled-object",
    severity: "warning",
    message: 'The object "up" has properties but no title, so its table is called "up".',
    file: "api/status.yaml",
    line: 12,
    column: expect.any(Number) as number,
    endLine: 12,
    endColumn: expect.any(Number) as number,
    pointer: "/paths/~1status/get/responses/200/schema/properties/up",
    hint: 'Add a "title" that names what it is.',
    fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
  });
});

test("what steers a terminal stays out of the text", () => {
  expect(checked("text")).not.toContain("\u0007");
});

/** Names and texts that are commands to what reads a log, or steer a terminal. */
const commandsInNames = {
  "specpress.yaml": 'name: "::stop-commands::x"\nspecification: "::stop-commands::spec"\n',
  "::stop-commands::spec/targets.yaml": `targets:
  "::stop-commands::page": { files: ["::set-output::a.rst", "##[group]b.rst"] }
`,
  "::stop-commands::spec/::set-output::a.rst":
    "Tiny\n====\n\n::error::x \u202e\u009b31m ``x\n\n\\::stop-commands::y {{##[x]}} {{##vso[task.complete]}}\n",
  "::stop-commands::spec/##[group]b.rst": "Text\n~~~~\n\n::debug::z |no|\n",
};

test("no line that is printed is a workflow command, and nothing in it steers a terminal", () => {
  const folder = scratch(commandsInNames);
  const { report, diagnostics } = collector();
  const project = loadProject({ root: folder }, report)!;
  checkSite(project, report);
  const findings = findingsOf(sortDiagnostics(diagnostics), project);
  const result = { findings, accepted: 0, known: 0, mended: 0, fixed: 0 };
  const isOurs = /^::(?:error|warning|notice) (?:file=[^:]*,)?(?:line=\d[^:]*,)?title=[a-z-]+::/;
  for (const [format, print] of Object.entries(formats)) {
    const lines = print(result, { prefix: "", version: "0", painter: plain }).split("\n");
    const bad = lines.filter(
      (line) =>
        (/^\s*::/.test(line) && !(format === "github" && isOurs.test(line))) ||
        /##\[|##vso\[|[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(
          line.replace(/^::/, ""),
        ),
    );
    expect(bad, format).toEqual([]);
    expect(lines.length, format).toBeGreaterThan(4);
  }
  for (const args of [["build"], ["build", "--list-targets", "--list-variables"]]) {
    const { out, err, code } = specpress(args, folder);
    expect(code, err).toBe(1);
    expect(`${out}\n${err}`.split("\n").filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
  }
});

test("what a log of GitHub shows of a text has no command in it either; files have it as it is", () => {
  const write = (pieces: readonly string[]) => {
    let log = "";
    const safe = withoutCommands((text) => (log += text));
    for (const piece of pieces) safe(piece);
    return log;
  };
  expect(write(["::stop-commands::x\n  ::debug::y\n", "a ::b::", "::c::\n", "::d::\n"])).toBe(
    "\uFFFD:stop-commands::x\n  \uFFFD:debug::y\na ::b::::c::\n\uFFFD:d::\n",
  );
  expect(write(["a ##[add-path]/tmp\n# [b]\n##c\n"])).toBe("a #\uFFFD[add-path]/tmp\n# [b]\n##c\n");
});

test("what is printed of settings is the same value without a command; logs of services have none", () => {
  const name = "##vso[task.complete]";
  const folder = scratch({
    "specpress.yaml": `name: "${name}"\nspecification: spec\nlabels: { "##[x]": ["##teamcity[a"] }\n`,
    "spec/targets.yaml": "targets: {}\n",
    "a.rst": `${name}\n`,
  });
  for (const args of [["config"], ["config", "--format", "json"]]) {
    const { out } = specpress(args, folder);
    expect(out).not.toMatch(/##(?:\[|vso|teamcity)/);
    const yaml = load(out) as { name: string } & { setting: string; value: string }[];
    expect(yaml.name ?? yaml.find(({ setting }) => setting === "name")?.value).toBe(name);
  }
  const shown = (env: Readonly<Record<string, string>>) =>
    spawnSync(process.execPath, [resolve("dist/src/cli.js"), "rst", "a.rst"], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], ...env },
    }).stdout;
  expect(shown({})).toBe(`<p>${name}</p>\n`);
  for (const service of ["GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"])
    expect(shown({ [service]: "1" })).toBe("<p>#\uFFFDvso[task.complete]</p>\n");
});
