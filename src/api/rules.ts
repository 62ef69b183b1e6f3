import type { Report } from "../base/diagnostics.js";
import type { DataFile } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { ApiDocument } from "./model.js";
import type { Follow } from "./references.js";
import { schemasOf } from "./all-schemas.js";
import { makeRuleContext, type FoundSchema, type Rule } from "./rule.js";
import { bodies } from "./rules/bodies.js";
import { discriminators } from "./rules/discriminators.js";
import { encodings } from "./rules/encodings.js";
import { endpoints } from "./rules/endpoints.js";
import { httpSchemes } from "./rules/http-schemes.js";
import { ignoredHeaders } from "./rules/ignored-headers.js";
import { links } from "./rules/links.js";
import { mediaTypes } from "./rules/media-types.js";
import { operationIds } from "./rules/operation-ids.js";
import { parameters } from "./rules/parameters.js";
import { pathParameters } from "./rules/path-parameters.js";
import { paths } from "./rules/paths.js";
import { readOnly } from "./rules/read-only.js";
import { responses } from "./rules/responses.js";
import { security } from "./rules/security.js";
import { servers } from "./rules/servers.js";
import { tags } from "./rules/tags.js";
import { vendorFields } from "./rules/vendor-fields.js";
import { unusedComponents } from "./rules/unused-components.js";

/** What is looked for besides the structure of documents, in this order. */
export const rules: readonly Rule[] = [
  operationIds,
  paths,
  endpoints,
  pathParameters,
  parameters,
  ignoredHeaders,
  bodies,
  responses,
  mediaTypes,
  security,
  httpSchemes,
  servers,
  tags,
  vendorFields,
  links,
  encodings,
  discriminators,
  readOnly,
  unusedComponents,
];

/** What the rules are given besides the documents. */
export interface RuleOptions {
  /** Follows a reference and reports nothing. */
  readonly find: Follow;
  /** All data files of the project. */
  readonly files?: ReadonlyMap<string, DataFile>;
  /** Whether something was reported of this very place already. */
  readonly hasTold?: (at: Located) => boolean;
  /** All schemas of the API, where somebody looked at them already. */
  readonly schemas?: readonly FoundSchema[];
}

/** Runs all rules over the documents of one API. */
export function checkApi(
  documents: readonly ApiDocument[],
  report: Report,
  { find, files, hasTold = () => false, schemas }: RuleOptions,
): void {
  let all = schemas;
  const cx = makeRuleContext(report, {
    find,
    hasTold,
    schemas: () => (all ??= [...schemasOf(documents)]),
    files: () => files?.values() ?? [],
  });
  for (const { check } of rules) check(documents, cx);
}
