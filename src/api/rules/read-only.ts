import { isArray, isObject, spanOf } from "../../data/data.js";
import { below } from "../document-reader.js";
import type { Rule } from "../rule.js";

/**
 * "Properties marked as readOnly being true SHOULD NOT be in the required list": OpenAPI 2 alone. "A property MUST NOT be marked
 * as both readOnly and writeOnly being true": OpenAPI 3.0 alone.
 */
export const readOnly: Rule = {
  codes: ["read-only-required", "openapi-exclusive"],
  check(_documents, cx) {
    for (const { schema } of cx.schemas()) {
      if (
        schema.dialect === "openapi-3.0" &&
        schema.keyword("readOnly") === true &&
        schema.keyword("writeOnly") === true
      )
        cx.report("openapi-exclusive", below(schema.at, "writeOnly"), [
          "writeOnly: true",
          "readOnly: true",
          "a schema",
        ]);
      if (schema.dialect !== "openapi-2.0") continue;
      const required = schema.keyword("required");
      const properties = schema.keyword("properties");
      if (!isArray(required) || !isObject(properties)) continue;
      const own = new Map(schema.entries("properties"));
      for (const [index, name] of required.entries()) {
        const property = typeof name === "string" ? own.get(name) : undefined;
        const actual = property?.ref ?? property;
        if (!actual || actual.keyword("readOnly") !== true) continue;
        const { file, pointer } = below(actual.at, "readOnly");
        const span = spanOf({ source: file.source, pointer }, "key");
        cx.report("read-only-required", below(schema.at, "required", index), [String(name)], {
          notes: [{ span, text: "it is read-only here" }],
        });
      }
    }
  },
};
