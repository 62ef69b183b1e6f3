import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratch, specpress, tinyProject } from "../program.js";
import { found } from "./found.js";

const faulty = {
  ...tinyProject,
  "spec/index.rst": "Tiny\n====\n\nSee `a <#a>`_.\n\nSee `a <#a>`_.\n",
  "api/status.yaml": tinyProject["api/status.yaml"].replace(
    "type: string, description: Since when., example: noon",
    "type: object, properties: { a: { type: string, example: it } },",
  ),
};

function withBaseline(): string {
  const folder = scratch(faulty);
  expect(specpress(["check", "--baseline", "known.json", "--update"], folder)).toEqual({
    code: 0,
    out: "",
    err: "known.json: 3 findings\n",
  });
  return folder;
}

test("with a baseline only what is new counts, however far the rest has moved", () => {
  const folder = withBaseline();
  const check = () => specpress(["check", "--baseline", "known.json"], folder);
  expect(check()).toEqual({ code: 0, out: "nothing found; 3 in the baseline\n", err: "" });

  const index = faulty["spec/index.rst"].replace("See", "More text.\n\nSee");
  writeFileSync(join(folder, "spec/index.rst"), index);
  writeFileSync(join(folder, "api/status.yaml"), `# moved\n\n${faulty["api/status.yaml"]}`);
  expect(check().out).toBe("nothing found; 3 in the baseline\n");

  writeFileSync(join(folder, "spec/index.rst"), `${index}\nSee \`a <#a>\`_.\n`);
  expect(found(["--baseline", "known.json"], folder)).toEqual({
    code: 1,
    found: ["spec/index.rst:10:5 error dead-link"],
  });
});

test("what is mended is told, and gone from the baseline when it is written again", () => {
  const folder = withBaseline();
  writeFileSync(join(folder, "spec/index.rst"), "Tiny\n====\n\nSee `a <#a>`_.\n");
  const { out } = specpress(["check", "--baseline", "known.json"], folder);
  expect(out).toBe("nothing found; 2 in the baseline; 1 of the baseline fixed\n");
  specpress(["check", "--baseline", "known.json", "--update"], folder);
  const { findings } = JSON.parse(readFileSync(join(folder, "known.json"), "utf8")) as {
    findings: { file: string; code: string }[];
  };
  expect(findings.map(({ file, code }) => `${file} ${code}`)).toEqual([
    "api/status.yaml untitled-object",
    "spec/index.rst dead-link",
  ]);
});

test("a baseline that is missing or something else is wrong use", () => {
  const folder = withBaseline();
  writeFileSync(join(folder, "known.json"), '{ "findings": 3 }');
  const run = () => specpress(["check", "--baseline", "known.json"], folder);
  expect([run().code, run().err]).toEqual([2, expect.stringContaining("is no baseline")]);
  rmSync(join(folder, "known.json"));
  expect([run().code, run().err]).toEqual([2, expect.stringContaining("--update writes it")]);
  expect(specpress(["check", "--update"], folder).code).toBe(2);
});
