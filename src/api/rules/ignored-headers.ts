import { below } from "../document-reader.js";
import type { Encoding, Header, Media } from "../model.js";
import { operationsOf, type Rule, type RuleContext } from "../rule.js";
import type { Located } from "../../data/located.js";

/** Headers that OpenAPI 3 describes in other ways: it ignores parameters and headers called like them. */
export const ignoredHeaders: Rule = {
  codes: ["ignored-header"],
  check(documents, cx) {
    const later = documents.filter(({ version }) => version !== "2.0");
    for (const { operation } of operationsOf(later)) {
      for (const { at, in: place, name } of operation.parameters)
        if (place === "header" && ofParameters.has(name.toLowerCase()))
          cx.report("ignored-header", below(at, "name"), [name, "a header parameter"]);
      const { requestBody, responses } = operation;
      for (const response of responses) checkHeaders(response, "a header of a response", cx);
      for (const { content } of [...(requestBody ? [requestBody] : []), ...responses])
        for (const each of content.flatMap(encodingsOf))
          checkHeaders(each, "a header of a part", cx);
    }
  },
};

/** The media types and the security of an operation say what these are. */
const ofParameters: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

function encodingsOf({ encoding, prefixEncoding, itemEncoding }: Media): readonly Encoding[] {
  return [...encoding, ...prefixEncoding, ...(itemEncoding ? [itemEncoding] : [])];
}

function checkHeaders(
  { at, headers }: { readonly at: Located; readonly headers: readonly Header[] },
  what: string,
  cx: RuleContext,
): void {
  for (const { name } of headers)
    if (name.toLowerCase() === "content-type")
      cx.report("ignored-header", below(at, "headers", name), [name, what], { of: "key" });
}
