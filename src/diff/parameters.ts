import {
  isArray,
  isObject,
  ownValue,
  rememberNumberTexts,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { canonical, listAt, schemaIn, textAt, type Reader, type SchemaNode } from "./side.js";

/** What parameters and headers are called, which are the same, and what their schemas are. */

export function parameterName(parameter: JsonObject): string {
  const place = textAt(parameter, "in");
  const kind =
    place === "header" ? "header" : place === "form" ? "form field" : `${place} parameter`;
  return `${kind} "${textAt(parameter, "name")}"`;
}

/** By place and name; the names of headers have no case. */
export function byKey(parameters: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  return new Map(
    parameters.map((each) => {
      const name = textAt(each, "name");
      return [`${textAt(each, "in")} ${each["in"] === "header" ? name.toLowerCase() : name}`, each];
    }),
  );
}

/** Parameters that are gone and new ones that say the same, with a description that no other has. */
export function renamedParameters(
  gone: readonly JsonObject[],
  come: readonly JsonObject[],
): readonly (readonly [JsonObject, JsonObject])[] {
  const signature = (each: JsonObject) => {
    const description = textAt(each, "description").trim();
    return description === ""
      ? null
      : canonical([each["in"] ?? null, description, (ownValue(each, "schema") ?? null) as Json]);
  };
  const index = (all: readonly JsonObject[]) => {
    const found = new Map<string, JsonObject | null>();
    for (const each of all) {
      const key = signature(each);
      if (key !== null) found.set(key, found.has(key) ? null : each);
    }
    return found;
  };
  const now = index(come);
  return [...index(gone)].flatMap(([key, each]) => {
    const other = now.get(key);
    return each && other ? [[each, other] as const] : [];
  });
}

export function schemaOf(holder: JsonObject): SchemaNode | null {
  const [content] = listAt(holder, "content");
  return (
    schemaIn(ownValue(holder, "schema")) ?? (content ? schemaIn(ownValue(content, "schema")) : null)
  );
}

/** What a parameter may be that is written in styles, an object before a list; `null`: one value only. */
export function mayBeSeveral(parameter: JsonObject, reader: Reader): "array" | "object" | null {
  let schema = schemaIn(ownValue(parameter, "schema"));
  for (let steps = 0; steps < 100 && isObject(schema as Json); steps++) {
    const name = reader.nameAt(ownValue(schema as JsonObject, "$ref"));
    if (name === null) break;
    schema = reader.schema(name);
  }
  if (!isObject(schema as Json)) return null;
  const type = (schema as JsonObject)["type"];
  const types = isArray(type) ? type : [type];
  if (types.some((each) => each === undefined || each === "object")) return "object";
  return types.includes("array") ? "array" : null;
}

function withDescription(schema: JsonObject, description: string): JsonObject {
  const described = { ...schema, description };
  rememberNumberTexts(described, schema);
  return described;
}

const forms = new WeakMap<JsonObject, JsonObject>();

export function formSchema(media: JsonObject, fields: readonly JsonObject[]): SchemaNode {
  let schema = forms.get(media);
  if (!schema) {
    const properties = Object.fromEntries(
      fields.map((field) => {
        const own = schemaIn(ownValue(field, "schema")) ?? {};
        const description = textAt(field, "description");
        const described =
          description !== "" && isObject(own) ? withDescription(own, description) : own;
        return [textAt(field, "name"), described];
      }),
    );
    const required = fields
      .filter((field) => field["required"] === true)
      .map((field) => textAt(field, "name"));
    forms.set(
      media,
      (schema = { type: "object", properties, ...(required.length > 0 ? { required } : {}) }),
    );
  }
  return schema;
}
