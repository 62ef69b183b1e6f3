import type { Code } from "../../base/diagnostics.js";

/** A check as its users are told of it. */
export interface Check {
  readonly code: Code;
  /** What it looks at, as words that stand in a list. */
  readonly looksAt: string;
  /** What the samples are: an API file below its `info`, a file of definitions, the schema of the event `m.sample` or its example. */
  readonly sample: "api" | "definition" | "event" | "event example";
  /** A sample that is reported, and one that is as it should be. */
  readonly wrong: string;
  readonly right: string;
}
