import { below } from "../document-reader.js";
import type { Media } from "../model.js";
import { operationsOf, type Rule, type RuleContext } from "../rule.js";
import { propertyNames } from "../../schema/property-names.js";

/**
 * "The key, being the property name, MUST exist in the schema as a property."
 * @see https://spec.openapis.org/oas/v3.1.1#fixed-fields-for-media-type-object
 */
export const encodings: Rule = {
  codes: ["encoding-unknown"],
  check(documents, cx) {
    for (const { operation } of operationsOf(documents)) {
      const { requestBody, responses } = operation;
      const bodies = requestBody ? [requestBody, ...responses] : responses;
      for (const { content } of bodies) for (const media of content) check(media, cx);
    }
  },
};

function check({ at, schema, encoding }: Media, cx: RuleContext): void {
  if (encoding.length === 0 || !schema) return;
  const names = propertyNames(schema);
  if (names === "any" || names.size === 0) return;
  for (const { property } of encoding)
    if (property !== null && !names.has(property))
      cx.report(
        "encoding-unknown",
        below(at, "encoding", property),
        [property, ...cx.near(property, names)],
        { of: "key" },
      );
}
