import { createRequire } from "node:module";
import type { DataFile, Json } from "../data/data.js";

/** Loaded when a `$ref` names the first: hardly any does. */
const require = createRequire(import.meta.url);

/** The metaschemas of the drafts by their URIs. They come with the library. */
const sources: ReadonlyMap<string, () => unknown> = new Map([
  [
    "http://json-schema.org/draft-04/schema",
    () => require("ajv-draft-04/dist/refs/json-schema-draft-04.json"),
  ],
  [
    "http://json-schema.org/draft-06/schema",
    () => require("ajv/dist/refs/json-schema-draft-06.json"),
  ],
  [
    "http://json-schema.org/draft-07/schema",
    () => require("ajv/dist/refs/json-schema-draft-07.json"),
  ],
  [
    "https://json-schema.org/draft/2019-09/schema",
    () => require("ajv/dist/refs/json-schema-2019-09/schema.json"),
  ],
  [
    "https://json-schema.org/draft/2019-09/meta/core",
    () => require("ajv/dist/refs/json-schema-2019-09/meta/core.json"),
  ],
  [
    "https://json-schema.org/draft/2019-09/meta/applicator",
    () => require("ajv/dist/refs/json-schema-2019-09/meta/applicator.json"),
  ],
  [
    "https://json-schema.org/draft/2019-09/meta/validation",
    () => require("ajv/dist/refs/json-schema-2019-09/meta/validation.json"),
  ],
  [
    "https://json-schema.org/draft/2019-09/meta/meta-data",
    () => require("ajv/dist/refs/json-schema-2019-09/meta/meta-data.json"),
  ],
  [
    "https://json-schema.org/draft/2019-09/meta/format",
    () => require("ajv/dist/refs/json-schema-2019-09/meta/format.json"),
  ],
  [
    "https://json-schema.org/draft/2019-09/meta/content",
    () => require("ajv/dist/refs/json-schema-2019-09/meta/content.json"),
  ],
  [
    "https://json-schema.org/draft/2020-12/schema",
    () => require("ajv/dist/refs/json-schema-2020-12/schema.json"),
  ],
  [
    "https://json-schema.org/draft/2020-12/meta/core",
    () => require("ajv/dist/refs/json-schema-2020-12/meta/core.json"),
  ],
  [
    "https://json-schema.org/draft/2020-12/meta/applicator",
    () => require("ajv/dist/refs/json-schema-2020-12/meta/applicator.json"),
  ],
  [
    "https://json-schema.org/draft/2020-12/meta/unevaluated",
    () => require("ajv/dist/refs/json-schema-2020-12/meta/unevaluated.json"),
  ],
  [
    "https://json-schema.org/draft/2020-12/meta/validation",
    () => require("ajv/dist/refs/json-schema-2020-12/meta/validation.json"),
  ],
  [
    "https://json-schema.org/draft/2020-12/meta/meta-data",
    () => require("ajv/dist/refs/json-schema-2020-12/meta/meta-data.json"),
  ],
  [
    "https://json-schema.org/draft/2020-12/meta/format-annotation",
    () => require("ajv/dist/refs/json-schema-2020-12/meta/format-annotation.json"),
  ],
  [
    "https://json-schema.org/draft/2020-12/meta/content",
    () => require("ajv/dist/refs/json-schema-2020-12/meta/content.json"),
  ],
]);

const known = new Map<string, DataFile>();

/** The metaschema of a URI without a fragment; `null` where it is not that of a draft. */
export function metaschema(uri: string): DataFile | null {
  const source = sources.get(uri);
  if (!source) return null;
  let file = known.get(uri);
  if (!file) {
    const value = source() as Json; // a file of JSON
    file = { source: { path: uri, text: JSON.stringify(value) }, value };
    known.set(uri, file);
  }
  return file;
}
