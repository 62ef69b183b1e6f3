import { isArray, isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import type { Api } from "../load/project.js";
import { isUnresolved, type Cx, type Place } from "./cx.js";
import { usualDialect, type Dialect } from "./dialect.js";
import type { ExampleChecker } from "./examples.js";
import { kindsOf, saysNothing } from "./keywords.js";
import { checkMediaTypes } from "./media-types.js";
import { checkSchemaFields } from "./openapi-schemas.js";
import { documentShape, methods, operationShape, pathShape } from "./openapi-shapes.js";
import { Structure } from "./openapi-structure.js";
import { Operations, type Operation } from "./operations.js";
import { isBrokenRef } from "./references.js";
import { SchemaWalk } from "./schemas.js";
import { checkParameter, checkResponse } from "./shown-examples.js";
import { checkDescription } from "./texts.js";
import { isWellFormed } from "./well-formed.js";

/** Checks the OpenAPI 2 documents of all APIs: their structure, operations, schemas and examples. What comes back knows the patterns of the schemas. */
export function checkApis(apis: readonly Api[], examples: ExampleChecker, cx: Cx): SchemaWalk {
  const schemas: SchemaWalk = new SchemaWalk(cx, examples, (schema, dialect) =>
    checkSchemaFields(schema, dialect, fields, cx),
  );
  const described = (object: JsonObject) => checkDescription(object, cx);
  // No field of a schema's own holds schemas or parameters.
  const fields = new Structure(cx, { schema: () => {}, parameter: () => {}, described });
  for (const api of apis) checkApi(api, schemas, examples, cx);
  return schemas;
}

function checkApi(api: Api, schemas: SchemaWalk, examples: ExampleChecker, cx: Cx): void {
  const dialect = api.config.dialect ?? usualDialect;
  const structure = new Structure(cx, {
    schema: (schema, mayBeFile) => schemas.look(schema, dialect, { mayBeFile }),
    parameter: (parameter) => checkParameter(parameter, dialect, examples),
    described: (object) => checkDescription(object, cx),
  });
  const operations = new Operations(cx);
  for (const { source } of api.documents) {
    const document = cx.schemas.document(source.path);
    if (!isObject(document)) continue; // told of by the model
    structure.look(document, documentShape);
    const found = operationsOf(document, structure, operations, cx);
    if (cx.shapesOnly) continue;
    for (const operation of found)
      cx.from(operation.at, () => {
        operations.look(operation);
        checkSecurity(operation.value, document, cx);
        checkMediaTypes(operation, document, cx);
        checkResponses(operation.value, dialect, examples);
      });
    checkSecurity(document, document, cx);
  }
  for (const { file } of api.definitions) {
    const schema = cx.schemas.document(file.source.path);
    if (isObject(schema) && looksLikeSchema(schema, dialect))
      cx.from({ holder: schema }, () => schemas.look(schema, dialect));
  }
}

/** Files of definitions may also hold parameters, responses or security schemes, which are looked at where they are used. */
function looksLikeSchema(value: JsonObject, dialect: Dialect): boolean {
  if (ownValue(value, "in") !== undefined || ownValue(value, "flow") !== undefined) return false;
  if (Object.hasOwn(value, "type") || Object.hasOwn(value, "$schema")) return true;
  const kinds = kindsOf(dialect);
  return keysOf(value).some((key) => {
    const kind = saysNothing.has(key) ? undefined : kinds.get(key);
    return kind !== undefined && isWellFormed(value[key]!, kind, dialect);
  });
}

function operationsOf(
  document: JsonObject,
  structure: Structure,
  operations: Operations,
  cx: Cx,
): Operation[] {
  const base = ownValue(document, "basePath");
  const basePath = typeof base === "string" ? base.trim().replace(/\/+$/, "") : "";
  const paths = ownValue(document, "paths");
  if (!isObject(paths)) return []; // told of by the model
  return keysOf(paths)
    .filter((path) => !path.startsWith("x-"))
    .flatMap((path) => {
      const item = ownValue(paths, path);
      if (!isObject(item)) return []; // told of by the model
      const at = { holder: paths, key: path };
      operations.lookAtPath(path, at);
      return operationsAt(item, at, path, basePath, structure, cx);
    });
}

function operationsAt(
  item: JsonObject,
  at: Place,
  path: string,
  basePath: string,
  structure: Structure,
  cx: Cx,
): Operation[] {
  if (isUnresolved(item)) return [];
  cx.from(at, () => structure.look(item, pathShape));
  return keysOf(item).flatMap((method) => {
    const value = ownValue(item, method);
    if (!isMethod(method) || !isObject(value) || isUnresolved(value)) return [];
    const place = { holder: item, key: method };
    cx.from(place, () => structure.look(value, operationShape));
    if (isBrokenRef(value, cx)) return [];
    return { method: method.toUpperCase(), path, basePath, value, item, at: place, pathAt: at };
  });
}

function isMethod(key: string): boolean {
  return (methods as readonly string[]).includes(key);
}

function checkResponses(operation: JsonObject, dialect: Dialect, examples: ExampleChecker): void {
  const responses = ownValue(operation, "responses");
  if (!isObject(responses)) return;
  for (const status of keysOf(responses)) {
    const response = ownValue(responses, status);
    if (isObject(response)) checkResponse(response, dialect, examples);
  }
}

/** What is required under "security": schemes that there are, and scopes of those that have some. */
function checkSecurity(holder: JsonObject, document: JsonObject, cx: Cx): void {
  const list = ownValue(holder, "security");
  if (!isArray(list)) return;
  const schemes = ownValue(document, "securityDefinitions");
  const isReadable = schemes === undefined || (isObject(schemes) && !isUnresolved(schemes));
  if (!isReadable) return; // told of with the structure
  const known = isObject(schemes) ? schemes : {};
  for (const each of list)
    if (isObject(each))
      for (const name of keysOf(each)) checkRequirement({ holder: each, key: name }, known, cx);
}

/** @see https://spec.openapis.org/oas/v2.0#security-requirement-object */
function checkRequirement(
  at: { readonly holder: JsonObject; readonly key: string },
  schemes: JsonObject,
  cx: Cx,
): void {
  const { holder, key } = at;
  const scheme: Json | undefined = ownValue(schemes, key);
  if (scheme === undefined)
    return cx.report("undefined-security", at, [key, ...cx.near(key, keysOf(schemes))], {
      of: "key",
    });
  const type = isObject(scheme) ? ownValue(scheme, "type") : undefined;
  const scopes = holder[key]!;
  if ((type === "basic" || type === "apiKey") && isArray(scopes) && scopes.length > 0)
    cx.report("security-scopes", at, [key, type]);
}
