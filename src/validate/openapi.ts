import {
  checkApi,
  checkStructure,
  schemaFieldsChecker,
  type ApiAccess,
  type FoundSchema,
  type StructureOptions,
} from "../api/api.js";
import type { ApiDocument } from "../api/model.js";
import { isObject, keysOf, ownValue, type DataFile, type JsonObject } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Api } from "../load/project.js";
import type { Dialect } from "../schema/dialects.js";
import { keywordsOf } from "../schema/keywords.js";
import type { Schema } from "../schema/schema.js";
import { isWellFormed } from "../schema/well-formed.js";
import type { Cx } from "./cx.js";
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

/**
 * Checks the documents of an API: their structure, what they mean, their schemas and examples. `isLeftOut`: of which files
 * not, but for what others refer to.
 */
export function checkDocuments(
  { api, documents, dialect, access }: Omit<CheckedApi, "api"> & { api: Pick<Api, "definitions"> },
  walk: SchemaWalk,
  examples: ExampleChecker,
  cx: Cx,
  isLeftOut: (file: DataFile) => boolean = () => false,
): void {
  const oldReport = cx.shapesOnly ? onlyLosses(cx.tell, cx.isCurrent) : cx.tell;
  const oldExamples = new OldExamples(cx, examples, dialect);
  const options = { labels: cx.project.labels, hasTold: cx.hasTold };
  const schemas: FoundSchema[] = [];
  const places = new Map<DataFile, Map<string, string>>();
  const otherwise: StructureOptions["otherwise"] = ({ file, pointer }, what) => {
    let known = places.get(file);
    if (!known) places.set(file, (known = new Map()));
    known.set(pointer, what);
  };
  const isElse = ({ file, pointer }: Located) => places.get(file)?.get(pointer) ?? null;
  const walks: (() => void)[] = [];
  for (const each of documents) {
    const { file, isNewer, access: own } = each;
    if (isLeftOut(file)) continue;
    const document = isNewer ? each.document : null;
    const told = { ...own, report: isNewer ? cx.tell : oldReport };
    const fields = schemaFieldsChecker(document ? versionOf(document) : "2.0", told, options);
    const found: [schema: Schema, mayBeFile: boolean][] = [];
    const describe: StructureOptions["object"] = ({ value, at }, shape) => {
      checkDescription(value, at, cx, at);
      if (noSchemas.has(shape.name)) otherwise(at, shape.what);
      if (!cx.shapesOnly) oldExamples.look({ value, at, user: at }, shape);
    };
    checkStructure(file, told, {
      ...options,
      tellsSiblings: !cx.shapesOnly && (isNewer || cx.isCurrent),
      schema: (schema, mayBeFile) => found.push([schema, mayBeFile]),
      ...(isNewer ? { otherwise } : { object: describe }),
    });
    const also = (schema: Schema) => {
      fields(schema);
      schemas.push({ document, schema });
    };
    walks.push(() => {
      for (const [schema, mayBeFile] of found)
        walk.look(schema, { user: schema.at, mayBeFile, also, isElse });
    });
  }
  // What the objects of all documents are is known by now.
  for (const each of walks) each();
  const fields = schemaFieldsChecker("2.0", { ...access, report: oldReport }, options);
  const also = (schema: Schema) => {
    if (!schema.dialect.startsWith("openapi-3")) fields(schema);
    schemas.push({ document: null, schema });
  };
  for (const { file } of api.definitions) {
    if (isLeftOut(file) || !isObject(file.value) || !looksLikeSchema(file.value, dialect)) continue;
    const at = { file, pointer: "" };
    walk.look(access.schemaAt(at, dialect), { user: at, also });
  }
  if (cx.shapesOnly) return;
  checkApi(
    documents.map(({ document }) => document),
    cx.tell,
    {
      find: (ref, from) => cx.registry.find(ref, from),
      files: cx.project.files,
      hasTold: cx.hasTold,
      schemas,
    },
  );
  const newer = documents.filter(({ isNewer }) => isNewer).map(({ document }) => document);
  checkOperationExamples(newer, examples);
}

/** Objects of OpenAPI 2 that are not written like schemas; its parameters, headers and items are. */
const noSchemas: ReadonlySet<string> = new Set([
  "document",
  "info",
  "paths",
  "pathItem",
  "operation",
  "responses",
  "response",
]);

/** Which of the versions a document of OpenAPI 3 is in. */
function versionOf({ version }: ApiDocument): "3.0" | "3.1" | "3.2" {
  if (version.startsWith("3.0")) return "3.0";
  return version.startsWith("3.1") ? "3.1" : "3.2";
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
