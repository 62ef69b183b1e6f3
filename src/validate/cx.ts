import type { Code, Note, Report } from "../base/diagnostics.js";
import type { Span } from "../base/source.js";
import { joinPointer, spanOf, type Origin } from "../data/data.js";
import type { Project } from "../load/project.js";
import type { Model, Place } from "../model/model.js";
import type { Schemas } from "../resolve/resolve.js";

/** What every check is given. */
export interface Cx {
  readonly schemas: Schemas;
  readonly model: Model;
  readonly project: Project;
  /** For what has no value of a data file as its place. */
  readonly tell: Report;
  /** Report a finding; the same code at the same place only once, however often a `$ref` leads there. */
  readonly report: (code: Code, at: Place | Origin, parts: readonly string[], more?: More) => void;
}

export interface More {
  /** Whether to point at the key or, as usual, at the value. */
  readonly of?: "key" | "value";
  readonly notes?: readonly Note[];
  /** Tells findings with the same code and place apart. */
  readonly detail?: string;
}

export function makeCx(schemas: Schemas, model: Model, project: Project, tell: Report): Cx {
  const told = new Set<string>();
  return {
    schemas,
    model,
    project,
    tell,
    report(code, at, parts, { of = "value", notes, detail = "" } = {}) {
      const origin = originOf(at, schemas);
      if (!origin) return;
      const identity = [code, origin.source.path, origin.pointer, detail].join("\n");
      if (told.has(identity)) return;
      told.add(identity);
      tell(code, spanOf(origin, of), parts, notes?.length ? notes : undefined);
    },
  };
}

/** Where a value stands in the author's files. */
export function originOf(at: Place | Origin, schemas: Schemas): Origin | null {
  return "pointer" in at ? at : schemas.originOf(at.holder, at.key);
}

/** The span of a value, for a note. */
export function spanAt(at: Place, { schemas }: Cx): Span | null {
  const origin = originOf(at, schemas);
  return origin && spanOf(origin, "key");
}

/** A place one or more steps deeper. */
export function below(origin: Origin, path: readonly (string | number)[]): Origin {
  return { source: origin.source, pointer: joinPointer(origin.pointer, ...path) };
}
