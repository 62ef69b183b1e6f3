import type { Entry } from "./entry.js";

/** What can be wrong with: schemas and examples that do not fit them. */
export const checkCodes = {} satisfies Record<string, Entry>;
