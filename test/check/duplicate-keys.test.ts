import { expect, test } from "vitest";
import { settle } from "../../src/check/check.js";
import { checkSite } from "../../src/pipeline.js";
import { expectWithinASecond } from "../hostile-time.js";
import { loadFiles, minimal } from "../load/tiny-project.js";

test("thousands of keys of one name are held against each other in time, and are one finding", () => {
  const keys = "  a: { type: string }\n".repeat(1500);
  const { project, report, diagnostics } = loadFiles({
    ...minimal,
    "specpress.yaml": "name: Tiny\nspecification: text\napis: { g: { title: G, openapi: api } }\n",
    "api/a.yaml": `swagger: "2.0"\ninfo: { title: A, version: "1" }\npaths: {}\ndefinitions:\n${keys}`,
  });
  checkSite(project!, report);
  let codes: readonly string[] = [];
  expectWithinASecond(() => {
    codes = settle(diagnostics, project!).diagnostics.map(({ code }) => code);
  });
  expect(codes.filter((code) => code === "duplicate-key")).toHaveLength(1);
});
