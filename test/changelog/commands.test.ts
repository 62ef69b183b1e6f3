import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { scratch, specpress } from "../program.js";
import { newEntry, newsProject } from "./project.js";

const corpus = "../shared/corpus/matrix-doc";
const [towncrier, python] = ["/usr/bin/towncrier", "/usr/bin/python3"];

/** Prints towncrier's draft of each folder, with a NUL after each: its libraries take most of its time to load. */
const draftAll = `
import os, sys
from towncrier._shell import cli
start = os.getcwd()
for folder in sys.argv[1:]:
    os.chdir(os.path.join(start, folder))
    args = ["build", "--draft", "--version", "unstable", "--date", "2020-03-04"]
    cli.main(args, prog_name="towncrier", standalone_mode=False)
    sys.stdout.write("\\0")
    sys.stdout.flush()
`;

test("a draft is what a release adds; several are told apart", () => {
  const folder = scratch({
    ...newsProject,
    "changelogs/other/towncrier.toml": "[tool.towncrier]\n",
    "specpress.yaml": newsProject["specpress.yaml"].replace(
      "apis:",
      "apis:\n  other: { title: Other, purpose: Tests, openapi: api, suffix: o, version: MAIN_VERSION }",
    ),
  });
  const unstable = newEntry.replace("r1.1\n====", "unstable\n========");
  const draft = (...apis: string[]) =>
    specpress(["changelog", "draft", "--date", "2020-03-04", ...apis], folder);
  expect(draft("main")).toEqual({ code: 0, out: `${unstable}\n`, err: "" });
  const other = "unstable (2020-03-04)\n=====================\n\nNo significant changes.\n\n";
  expect(draft().out).toBe(`.. other\n\n${other}.. main\n\n${unstable}\n`);
});

test.skipIf(!existsSync(corpus) || !existsSync(towncrier))(
  "the drafts of a real specification are those of towncrier (needs ../shared and towncrier)",
  () => {
    const folder = scratch();
    cpSync(join(corpus, "changelogs"), folder, { recursive: true, dereference: true });
    const apis = readdirSync(folder, { withFileTypes: true }).filter((at) => at.isDirectory());
    expect(apis.length).toBe(5);
    const names = apis.map(({ name }) => name);
    const drafts = execFileSync(python, ["-c", draftAll, ...names], {
      cwd: folder,
      encoding: "utf8",
      stdio: "pipe",
    });
    const wanted = drafts.split("\0");
    for (const [index, name] of names.entries()) {
      const { out } = specpress(["changelog", "draft", name, "--project", resolve(corpus)]);
      expect(out, name).toBe(wanted[index]);
    }
  },
);

test("the list tells what is pending and what was released", () => {
  const { code, out, err } = specpress(["changelog", "list"], scratch(newsProject));
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toBe(`main
  pending   3 fragments: 2 fix, 1 new
            +typo.fix  Mend a typo.
            12.new     Add \`\`GET /status\`\`.
            7.fix      Say *when* it was up.
  versions  r1.0, r0.9
`);
});

test("a past version in each format", () => {
  const folder = scratch(newsProject);
  const show = (version: string, format: string) => {
    const run = specpress(["changelog", "show", "main", version, "--format", format], folder);
    expect({ code: run.code, err: run.err }).toEqual({ code: 0, err: "" });
    return run.out;
  };
  expect(show("r0.9", "rst")).toBe("r0.9\n====\n\n- Other:\n\n  - By hand.\n");
  expect(show("r1.0", "md")).toBe(`# r1.0

## New

- Begin. ([#1](https://issues.example/1))

  - Within.

- Two 2:

  \`\`\`
  code
  \`\`\`
`);
  expect(show("r1.0", "html")).toContain("<li><p>Two <sup>2</sup>:</p>");
  expect(JSON.parse(show("r1.0", "json"))).toEqual({
    api: "main",
    version: "r1.0",
    title: "r1.0",
    changes: [
      {
        api: "main",
        version: "r1.0",
        type: "new",
        heading: "New",
        text: "Begin. (`#1 <https://issues.example/1>`_)\n\n- Within.",
        issues: ["1"],
        id: "r1-0-new-1",
      },
      {
        api: "main",
        version: "r1.0",
        type: "new",
        heading: "New",
        text: "Two :sup:`2`::\n\n  code",
        issues: [],
        id: "r1-0-new-two-sup-2-code",
      },
    ],
  });
});

test("what is asked of changelogs that are not there", () => {
  const folder = scratch(newsProject);
  const told = (...args: string[]) => {
    const { code, err } = specpress(["changelog", ...args], folder);
    return [code, err];
  };
  const api = 'specpress: changelog: the project has no "mian"; did you mean main?\n';
  expect(told("draft", "mian")).toEqual([2, api]);
  expect(told("show", "mian", "r1.0")).toEqual([2, api]);
  expect(told("show", "main", "r2.0")).toEqual([
    2,
    'specpress: version: the changelog of "main" has no "r2.0"; did you mean r1.0?\n',
  ]);
  expect(told("show", "main", "3")[1]).toContain("; there is r1.0, r0.9.");
  expect(told("draft", "--date", "4.3.2020")).toEqual([
    2,
    'specpress: --date takes YYYY-MM-DD, not "4.3.2020"\n',
  ]);
  expect(told("draft", "--date", "2026-02-30")).toEqual([
    2,
    'specpress: --date takes YYYY-MM-DD, not "2026-02-30"\n',
  ]);
  const without = scratch({
    ...newsProject,
    "specpress.yaml": newsProject["specpress.yaml"].replace(/changelogs:.*/, ""),
  });
  expect(specpress(["changelog", "list"], without)).toEqual({
    code: 2,
    out: "",
    err: 'specpress: the project has no changelogs; name their folder in specpress.yaml, such as "changelogs: changelogs"\n',
  });
});

test("a version of a changelog without a release is not there since none is", () => {
  const folder = scratch({ ...newsProject, "changelogs/main.rst": "" });
  const run = specpress(["changelog", "show", "main", "v1.0"], folder);
  expect([run.code, run.err]).toEqual([
    2,
    expect.stringContaining('the changelog of "main" has no release yet'),
  ]);
});
