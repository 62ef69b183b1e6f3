import type { Check } from "./checks/check.js";
import { exampleChecks } from "./checks/examples.js";
import { openApiChecks } from "./checks/openapi.js";
import { schemaChecks } from "./checks/schemas.js";
import { textChecks } from "./checks/text.js";

export type { Check };

/** What `validate` looks for, each code once: for those who list and explain checks. Severities and sentences stand with the codes. */
export const checks: readonly Check[] = [
  ...schemaChecks,
  ...openApiChecks,
  ...exampleChecks,
  ...textChecks,
];
