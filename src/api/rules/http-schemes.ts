import { below } from "../document-reader.js";
import { forms } from "../forms.js";
import type { Rule } from "../rule.js";

/**
 * The names of authentication schemes should be registered.
 * @see https://www.iana.org/assignments/http-authschemes
 */
export const httpSchemes: Rule = {
  codes: ["unknown-http-scheme"],
  check(documents, cx) {
    for (const { securitySchemes } of documents)
      for (const { at, type, scheme } of securitySchemes)
        if (
          type === "http" &&
          scheme !== null &&
          forms.token.fits(scheme) &&
          !registered.has(scheme.toLowerCase())
        )
          cx.report("unknown-http-scheme", below(at, "scheme"), [
            scheme,
            ...cx.near(scheme, registered),
          ]);
  },
};

const registered: ReadonlySet<string> = new Set([
  "basic",
  "bearer",
  "concealed",
  "digest",
  "dpop",
  "gnap",
  "hoba",
  "mutual",
  "negotiate",
  "oauth",
  "privatetoken",
  "scram-sha-1",
  "scram-sha-256",
  "vapid",
]);
