import {
  checkApi,
  checkSchemaFields,
  checkStructure,
  type ApiAccess,
  type StructureOptions,
} from "../api/api.js";
import type { ApiDocument } from "../api/model.js";
import { isObject, keysOf, ownValue, type DataFile, type JsonObject } from "../data/data.js";
import type { Api } from "../load/project.js";
import type { Dialect } from "../schema/dialects.js";
import { keywordsOf } from "../schema/keywords.js";
import type { Schema } from "../schema/schema.js";
import { isWellFormed } from "../schema/well-formed.js";
import { ownerOf, type Cx } from "./cx.js";
import type { ExampleChecker } from "./examples.js";
import { onlyLosses } from "./losses.js";
import type { SchemaWalk } from "./schemas.js";
import { checkDescription } from "./texts.js";
import { checkOperationExamples, OldExamples } from "./written-examples.js";

/** An API with its documents. */
export interface CheckedApi {
  readonly api: Api;
  readonly documents: readonly {
    readonly file: DataFile;
    readonly document: ApiDocument;
    /** Whether it is written in OpenAPI 3. */
    readonly isNewer: boolean;
    readonly access: ApiAccess;
  }[];
  /** What the schemas of its files of definitions are written in. */
  readonly dialect: Dialect;
  /** How these are read. */
  readonly access: ApiAccess;
}

/** Checks the documents of an API: their structure, what they mean, their schemas and examples. */
export function checkDocuments(
  { api, documents, dialect, access }: CheckedApi,
  walk: SchemaWalk,
  examples: ExampleChecker,
  cx: Cx,
): void {
  const old = cx.shapesOnly ? onlyLosses(cx.tell) : cx.tell;
  const oldExamples = new OldExamples(cx, examples, dialect);
  const options = { labels: cx.project.labels, hasTold: cx.hasTold };
  const roots: Schema[] = [];
  for (const { file, isNewer, access: own } of documents) {
    const found: [schema: Schema, mayBeFile: boolean][] = [];
    const describe: StructureOptions["object"] = ({ value, at }, shape) => {
      const user = ownerOf(at);
      checkDescription(value, at, cx, user);
      oldExamples.look({ value, at, user }, shape);
    };
    checkStructure(
      file,
      { ...own, report: isNewer ? cx.tell : old },
      {
        ...options,
        schema: (schema, mayBeFile) => found.push([schema, mayBeFile]),
        ...(isNewer ? {} : { object: describe }),
      },
    );
    for (const [schema, mayBeFile] of found) {
      roots.push(schema);
      walk.look(schema, { user: ownerOf(schema.at), mayBeFile });
    }
  }
  const definitions = api.definitions
    .map(({ file }) => file)
    .filter(({ value }) => isObject(value) && looksLikeSchema(value, dialect));
  const defined = definitions.map((file) => access.schemaAt({ file, pointer: "" }, dialect));
  if (dialect === "openapi-2.0")
    checkSchemaFields(definitions, { ...access, report: old }, dialect, options);
  for (const schema of defined) walk.look(schema, { user: schema.at });
  if (cx.shapesOnly) return;
  const all = documents.map(({ document }) => document);
  checkApi(all, cx.tell, {
    find: (ref, from) => cx.registry.find(ref, from),
    files: cx.project.files,
    hasTold: cx.hasTold,
    schemas: [...roots, ...defined],
  });
  const newer = documents.flatMap(({ document, isNewer }) => (isNewer ? [document] : []));
  checkOperationExamples(newer, examples);
}

/** Files of definitions may also hold parameters, responses or security schemes, which are looked at where they are used. */
function looksLikeSchema(value: JsonObject, dialect: Dialect): boolean {
  if (ownValue(value, "in") !== undefined || ownValue(value, "flow") !== undefined) return false;
  if (Object.hasOwn(value, "type") || Object.hasOwn(value, "$schema")) return true;
  const keywords = keywordsOf(dialect);
  return keysOf(value).some((key) => {
    const keyword = keywords.get(key);
    if (!keyword || keyword.isAnnotation || key.endsWith("Ref") || key === "$ref") return false;
    return isWellFormed(value[key]!, keyword.kind, dialect);
  });
}
