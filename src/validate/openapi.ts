import { isArray, isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import type { Api } from "../load/project.js";
import type { Place } from "../model/model.js";
import { isUnresolved, type Cx } from "./cx.js";
import { usualDialect, type Dialect } from "./dialect.js";
import type { ExampleChecker } from "./examples.js";
import { documentShape, operationShape, pathShape } from "./openapi-shapes.js";
import { Structure } from "./openapi-structure.js";
import { Operations, type Operation } from "./operations.js";
import { checkParameter, checkResponse } from "./shown-examples.js";
import type { SchemaWalk } from "./schemas.js";
import { checkDescription } from "./texts.js";

/** Looks at the OpenAPI 2 documents of an API: their structure, operations, schemas and examples. */
export function checkApi(api: Api, schemas: SchemaWalk, examples: ExampleChecker, cx: Cx): void {
  const dialect = api.config.dialect ?? usualDialect;
  const structure = new Structure(cx, {
    schema: (schema) => schemas.look(schema, dialect),
    parameter: (parameter) => checkParameter(parameter, dialect, examples),
    described: (object) => checkDescription(object, cx),
  });
  const operations = new Operations(cx);
  for (const { source } of api.documents) {
    const document = cx.schemas.document(source.path);
    if (!isObject(document)) continue; // told of by the model
    structure.look(document, documentShape, { holder: document });
    checkSecuritySchemes(document, cx);
    for (const operation of operationsOf(document, structure, cx))
      cx.from(operation.at, () => {
        operations.look(operation);
        checkSecurity(operation.value, document, cx);
        checkResponses(operation.value, dialect, examples);
      });
    checkSecurity(document, document, cx);
  }
  for (const { file } of api.definitions) {
    const schema = cx.schemas.document(file.source.path);
    if (isObject(schema) && looksLikeSchema(schema))
      cx.from({ holder: schema }, () => schemas.look(schema, dialect));
  }
}

/** Files of definitions may also hold parameters, responses or security schemes, which are looked at where they are used. */
function looksLikeSchema(value: JsonObject): boolean {
  if (ownValue(value, "in") !== undefined) return false;
  return ["type", "properties", "allOf", "oneOf", "anyOf", "items", "$schema"].some((key) =>
    Object.hasOwn(value, key),
  );
}

function operationsOf(document: JsonObject, structure: Structure, cx: Cx): Operation[] {
  const base = ownValue(document, "basePath");
  const basePath = typeof base === "string" ? base.trim().replace(/\/+$/, "") : "";
  const paths = ownValue(document, "paths");
  if (paths === undefined || !isObject(paths)) {
    const parts = ["paths", "an object", paths === null ? "null" : "something else"];
    if (paths !== undefined)
      cx.report("openapi-value", { holder: document, key: "paths" }, parts, { unlessTold: true });
    return [];
  }
  return keysOf(paths)
    .filter((path) => !path.startsWith("x-"))
    .flatMap((path) => {
      const item = ownValue(paths, path);
      if (!isObject(item)) return []; // told of by the model
      const at = { holder: paths, key: path };
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
  cx.from(at, () => structure.look(item, pathShape, at));
  return keysOf(item).flatMap((method) => {
    const value = ownValue(item, method);
    if (!methods.has(method) || !isObject(value) || isUnresolved(value)) return [];
    const place = { holder: item, key: method };
    cx.from(place, () => structure.look(value, operationShape, place));
    return { method: method.toUpperCase(), path, basePath, value, item, at: place, pathAt: at };
  });
}

const methods: ReadonlySet<string> = new Set(
  Object.keys(pathShape.fields).filter((key) => key !== "parameters"),
);

function checkResponses(operation: JsonObject, dialect: Dialect, examples: ExampleChecker): void {
  const responses = ownValue(operation, "responses");
  if (!isObject(responses)) return;
  for (const status of keysOf(responses)) {
    if (!/^(?:[1-5](?:\d\d|xx)|default|x-.*)$/i.test(status))
      examples.cx.report(
        "openapi-unknown-key",
        { holder: responses, key: status },
        [status, '"responses"'],
        { of: "key" },
      );
    const response = ownValue(responses, status);
    if (isObject(response)) checkResponse(response, dialect, examples);
  }
}

/** The names of security schemes: those of an operation, and those of a document for all its operations. */
function checkSecurity(holder: JsonObject, document: JsonObject, cx: Cx): void {
  const list = ownValue(holder, "security");
  if (!isArray(list)) return;
  const schemes = ownValue(document, "securityDefinitions");
  if (isObject(schemes) && isUnresolved(schemes)) return;
  const known = isObject(schemes) ? keysOf(schemes) : [];
  for (const each of list)
    if (isObject(each))
      for (const name of keysOf(each))
        if (!known.includes(name))
          cx.report(
            "undefined-security",
            { holder: each, key: name },
            [name, ...cx.near(name, known)],
            { of: "key" },
          );
}

/** What a security scheme needs besides its type. */
const neededOf: ReadonlyMap<Json | undefined, readonly string[]> = new Map([
  ["apiKey", ["name", "in"]],
  ["oauth2", ["flow", "scopes"]],
]);

function checkSecuritySchemes(document: JsonObject, cx: Cx): void {
  const schemes = ownValue(document, "securityDefinitions");
  if (!isObject(schemes)) return;
  for (const name of keysOf(schemes)) {
    const scheme = ownValue(schemes, name);
    if (!isObject(scheme) || isUnresolved(scheme)) continue;
    for (const key of neededOf.get(ownValue(scheme, "type")) ?? [])
      if (ownValue(scheme, key) === undefined)
        cx.report("openapi-missing", { holder: schemes, key: name }, [key, "A security scheme"], {
          of: "key",
          detail: key,
        });
  }
}
