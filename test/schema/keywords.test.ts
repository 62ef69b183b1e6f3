import { expect, test } from "vitest";
import {
  dialectOfDocument,
  dialects,
  isSince,
  uriOf,
  dialectOfUri,
  type Dialect,
} from "../../src/schema/dialects.js";
import { dialectsWith, draftWith, keywordOf, keywordsOf } from "../../src/schema/keywords.js";

test.each([
  ["prefixItems", "draft-07", "2020-12"],
  ["if", "openapi-3.0", "draft-07"],
  ["dependencies", "2020-12", "draft-07"],
  ["id", "2019-09", "draft-04"],
  ["$recursiveRef", "2020-12", "2019-09"],
  ["patternProperties", "openapi-3.0", "draft-04"],
  ["frobnicate", "2020-12", null],
] as const)("%s, no keyword of %s, is one of %s", (name, dialect, draft) => {
  expect(keywordOf(name, dialect)).toBeUndefined();
  expect(draftWith(name, dialect)).toBe(draft);
});

test("each dialect has each keyword once, and the newest OpenAPI all of its draft", () => {
  for (const dialect of dialects) expect(keywordsOf(dialect).size).toBeGreaterThan(30);
  for (const name of keywordsOf("2020-12").keys())
    expect(dialectsWith(name)).toContain("openapi-3.1");
  expect(keywordOf("nullable", "openapi-3.0")).toBeDefined();
  expect(dialectsWith("nullable")).toEqual(["openapi-3.0"]);
});

test.each([
  [{ swagger: "2.0" }, "openapi-2.0"],
  [{ openapi: "3.0.3" }, "openapi-3.0"],
  [{ openapi: "3.1.1" }, "openapi-3.1"],
  [{ openapi: "3.2.0", jsonSchemaDialect: uriOf("draft-07")! }, "draft-07"],
  [{ openapi: "3.1.0", jsonSchemaDialect: "https://example.org/own" }, "openapi-3.1"],
  [{ $schema: "https://json-schema.org/draft/2019-09/schema#" }, "2019-09"],
  [{ $schema: "http://json-schema.org/schema#" }, null],
  [{ type: "object" }, null],
] as const)("%j is written in %s", (document, dialect) => {
  expect(dialectOfDocument(document)).toBe(dialect);
});

test("drafts are chosen by their URIs, and OpenAPI stands on one", () => {
  for (const dialect of dialects) {
    const uri = uriOf(dialect);
    if (uri !== null) expect(dialectOfUri(uri)).toBe(dialect);
  }
  const sinceDraft6 = dialects.filter((dialect) => isSince(dialect, "draft-06"));
  const expected: Dialect[] = ["draft-06", "draft-07", "2019-09", "2020-12", "openapi-3.1"];
  expect(sinceDraft6).toEqual(expected);
});
