import { describe, expect, test } from "vitest";
import type { ApiDocument } from "../../src/api/model.js";
import { read, structureOf } from "./tiny-api.js";
import { asV2, asV3 } from "./library.js";

/** The model without places, in which only the versions' own words differ; schemas by what they say. */
function plain(api: ApiDocument): unknown {
  return JSON.parse(
    JSON.stringify(api, (key, value: unknown) => {
      if (key === "at" || key === "valueAt") return undefined;
      if (value instanceof Map) return Object.fromEntries(value);
      if (key === "schema" && typeof value === "object" && value !== null)
        return typesOf(value as { value: Record<string, unknown> });
      if (key === "schemas")
        return (value as ApiDocument["schemas"]).map(([name, { value: schema }]) => [
          name,
          inWordsOf31(schema),
        ]);
      return value;
    }),
  );
}

/** A schema, whether it stands by itself or is the parameter itself. */
function typesOf({ value }: { value: Record<string, unknown> }): unknown {
  return inWordsOf31(
    Object.fromEntries(["type", "items", "$ref", "enum"].map((key) => [key, value[key]])),
  );
}

function inWordsOf31(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll("#/definitions/", "#/components/schemas/"));
}

/** What only one version can say, or says in another way. */
function common(api: ApiDocument): Record<string, unknown> {
  const { version: _, components: _c, ...rest } = plain(api) as Record<string, unknown>;
  return rest;
}

describe("one API, written in every version", () => {
  const models = new Map([
    ["2.0", read(asV2)],
    ...["3.0.4", "3.1.1", "3.2.0"].map((version) => [version, read(asV3(version))] as const),
  ]);

  test.each([...models.keys()])("%s has nothing wrong", (version) => {
    expect(models.get(version)!.told).toEqual([]);
    expect(structureOf(version === "2.0" ? asV2 : asV3(version))).toEqual([]);
  });

  test("has the same model in 3.0, 3.1 and 3.2", () => {
    const first = common(models.get("3.0.4")!.api);
    expect(common(models.get("3.1.1")!.api)).toEqual(first);
    expect(common(models.get("3.2.0")!.api)).toEqual(first);
  });

  test("has the same model in 2.0", () => {
    expect(common(models.get("2.0")!.api)).toEqual(common(models.get("3.0.4")!.api));
  });

  test("says its version and dialect", () => {
    const dialects = [...models.values()].map(({ api }) => [
      api.version,
      api.schemas[0]![1].dialect,
    ]);
    expect(dialects).toEqual([
      ["2.0", "openapi-2.0"],
      ["3.0.4", "openapi-3.0"],
      ["3.1.1", "openapi-3.1"],
      ["3.2.0", "openapi-3.1"],
    ]);
  });
});
