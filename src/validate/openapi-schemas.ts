import {
  isArray,
  isObject,
  keysOf,
  mergeAllOf,
  ownValue,
  readFrom,
  type JsonObject,
} from "../data/data.js";
import { spanAt, type Cx } from "./cx.js";
import type { Dialect } from "./dialect.js";
import { kindsOf } from "./keywords.js";
import { schemaFields } from "./openapi-shapes.js";
import type { Structure } from "./openapi-structure.js";

/** Checks what schemas of OpenAPI have besides JSON Schema. @see https://spec.openapis.org/oas/v2.0#schema-object */
export function checkSchemaFields(
  schema: JsonObject,
  dialect: Dialect,
  structure: Structure,
  cx: Cx,
): void {
  for (const [key, field] of Object.entries(schemaFields)) {
    const value = ownValue(schema, key);
    if (value !== undefined && !kindsOf(dialect).has(key))
      structure.field(value, field, { holder: schema, key });
  }
  if (Object.hasOwn(schema, "discriminator")) checkDiscriminator(schema, cx);
  if (Object.hasOwn(schema, "required") && Object.hasOwn(schema, "properties"))
    checkReadOnly(schema, cx);
}

/** "The property name used MUST be defined at this schema and it MUST be in the required property list." */
function checkDiscriminator(schema: JsonObject, cx: Cx): void {
  const name = ownValue(schema, "discriminator");
  if (typeof name !== "string" || isCut(schema)) return;
  const whole = mergeAllOf(schema);
  const properties = ownValue(whole, "properties");
  const required = ownValue(whole, "required");
  const known = isObject(properties) ? keysOf(properties) : [];
  const at = { holder: schema, key: "discriminator" };
  if (!known.includes(name))
    cx.report("discriminator", at, [name, "properties", ...cx.near(name, known)]);
  else if (!isArray(required) || !required.includes(name))
    cx.report("discriminator", at, [name, "required"]);
}

/** Whether a schema stands for itself within itself, where only its plain fields are left of it. */
function isCut(schema: JsonObject): boolean {
  const { holder } = readFrom(schema);
  return ["properties", "allOf"].some(
    (key) => Object.hasOwn(holder, key) && !Object.hasOwn(schema, key),
  );
}

/** "Properties marked as readOnly being true SHOULD NOT be in the required list of the defined schema." */
function checkReadOnly(schema: JsonObject, cx: Cx): void {
  const properties = ownValue(schema, "properties");
  const required = ownValue(schema, "required");
  if (!isObject(properties) || !isArray(required)) return;
  for (const [key, name] of required.entries()) {
    const property = typeof name === "string" ? ownValue(properties, name) : undefined;
    if (!isObject(property) || ownValue(property, "readOnly") !== true) continue;
    const span = spanAt({ holder: property, key: "readOnly" }, cx);
    const notes = span ? [{ span, text: "it is read-only here" }] : [];
    cx.report("read-only-required", { holder: required, key }, [String(name)], { notes });
  }
}
