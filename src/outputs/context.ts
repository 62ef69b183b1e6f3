import type { Report } from "../base/diagnostics.js";
import type { Project } from "../load/project.js";
import type { Spec } from "../spec.js";
import type { Permalinks } from "./permalinks.js";
import type { Naming, Out } from "./tree.js";

export interface OutputOptions {
  /** The version of OpenAPI; `null`: as the files of an API are written, the highest of them. */
  readonly openapi: "2.0" | "3.0" | "3.1" | null;
  readonly format: "json" | "yaml";
  /** In place of the servers that the files name. */
  readonly server: string | null;
  /** What the properties are called that hold codes of errors. */
  readonly errorCodes: readonly string[];
}

/** What outputs are made of. */
export interface OutputContext {
  readonly spec: Spec;
  readonly project: Project;
  readonly permalinks: Permalinks;
  readonly options: OutputOptions;
  readonly report: Report;
}

/** A document before it is printed. */
export interface Printable {
  readonly value: Out;
  readonly naming: Naming;
}
