import { expect, test } from "vitest";
import { inProcess, scratch, tinyProject } from "../program.js";

const found = async (files: Readonly<Record<string, string>>) => {
  const folder = scratch({ ...tinyProject, ...files });
  const { code, out } = await inProcess(["check", "--project", folder, "--format", "json"]);
  const { findings } = JSON.parse(out) as {
    findings: readonly { code: string; message: string }[];
  };
  return { code, findings };
};

test("of thousands of findings of one kind in a file the first are told, and how many there are more", async () => {
  const text =
    "Main API\n========\n\n" +
    Array.from({ length: 5500 }, (_, index) => `See nope${index}_.\n\n`).join("");
  const { code, findings } = await found({ "spec/main.rst": text });
  const own = findings.filter((each) => each.code === "unknown-target");
  const rest = findings.filter((each) => each.code === "findings-left-out");
  expect(code).toBe(1);
  expect(own.length).toBeLessThan(5500);
  expect(rest).toHaveLength(1);
  expect(rest[0]!.message).toContain(String(5500 - own.length));
});

test("a script in a template of the project is told where its HTML is not to run", async () => {
  const config = tinyProject["specpress.yaml"];
  const page = "<!doctype html><html><body>{{{body}}}<script>alert(1)</script></body></html>\n";
  const files = {
    "specpress.yaml": `${config}templates: own\nraw: refuse\n`,
    "own/page.hbs": page,
  };
  const { findings } = await found(files);
  expect(findings.map((each) => each.code)).toContain("template-with-script");
  const trusted = { ...files, "specpress.yaml": `${config}templates: own\nraw: allow\n` };
  expect((await found(trusted)).findings.map((each) => each.code)).not.toContain(
    "template-with-script",
  );
});
