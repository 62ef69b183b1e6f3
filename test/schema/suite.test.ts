import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { readData, type DataFile, type Json } from "../../src/data/data.js";
import type { Draft } from "../../src/schema/dialects.js";
import { Registry } from "../../src/schema/registry.js";
import { Validator } from "../../src/schema/validate.js";
import { exceptions } from "./suite-exceptions.js";

/**
 * The official test suite of JSON Schema, https://github.com/json-schema-org/JSON-Schema-Test-Suite: a checkout beside this
 * one, or where `JSON_SCHEMA_TEST_SUITE` says.
 */
const suite = process.env["JSON_SCHEMA_TEST_SUITE"] ?? "../JSON-Schema-Test-Suite";
const isThere = existsSync(join(suite, "tests"));

const folders: readonly [folder: string, Draft][] = [
  ["draft4", "draft-04"],
  ["draft6", "draft-06"],
  ["draft7", "draft-07"],
  ["draft2019-09", "2019-09"],
  ["draft2020-12", "2020-12"],
];

interface Group {
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly {
    readonly description: string;
    readonly data: Json;
    readonly valid: boolean;
  }[];
}

/** What the suite serves under `http://localhost:1234/`, as files that were read. */
function remotes(): Map<string, DataFile> {
  const files = new Map<string, DataFile>();
  const root = join(suite, "remotes");
  for (const path of readdirSync(root, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".json")) continue;
    const uri = `http://localhost:1234/${relative(root, join(root, path))}`;
    const text = readFileSync(join(root, path), "utf8");
    files.set(uri, readData({ path: uri, text }, collector().report));
  }
  return files;
}

describe.runIf(isThere)("the official test suite", () => {
  const files = isThere ? remotes() : new Map<string, DataFile>();

  test.each(folders)("%s", (folder, draft) => {
    const wrong: string[] = [];
    let count = 0;
    for (const name of readdirSync(join(suite, "tests", folder))) {
      if (!name.endsWith(".json")) continue;
      const path = `${folder}/${name}`;
      const text = readFileSync(join(suite, "tests", path), "utf8");
      const file = readData({ path, text }, collector().report);
      for (const [index, group] of (file.value as unknown as Group[]).entries()) {
        const own = readData(
          { path: `${path}-${index}`, text: JSON.stringify(group.schema) },
          collector().report,
        );
        const registry = new Registry(
          { files, readData: () => ({ refused: "does not exist", near: [] }) },
          collector().report,
        );
        const schema = registry.schemaAt({ file: own, pointer: "" }, draft);
        for (const { description, data, valid } of group.tests) {
          count++;
          const failures = new Validator().failures(data, schema);
          if (failures === null || (failures.length === 0) !== valid)
            wrong.push(`${name}: ${group.description}: ${description}`);
        }
      }
    }
    const known = exceptions.filter(([drafts]) => drafts.includes(draft)).map(([, test]) => test);
    expect(wrong).toEqual(known);
    expect(count).toBeGreaterThan(500);
  });
});

test.skipIf(isThere)("the official test suite is not there: it is not run", ({ skip }) => skip());
