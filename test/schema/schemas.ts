import { collector, type Diagnostic } from "../../src/base/diagnostics.js";
import { authored, positionAt } from "../../src/base/source.js";
import { readData, type DataFile } from "../../src/data/data.js";
import type { Dialect } from "../../src/schema/dialects.js";
import { Registry } from "../../src/schema/registry.js";
import type { Schema } from "../../src/schema/schema.js";

/** Data files by path, and what they name. */
export interface Schemas {
  readonly registry: Registry;
  readonly diagnostics: readonly Diagnostic[];
  /** The schema that `path#pointer` names. */
  at(place: string, dialect?: Dialect): Schema;
  file(path: string): DataFile;
}

/** A registry over files in memory. ⟦ and ⟧ in a text mark a place and are no part of it. */
export function schemasOf(texts: Readonly<Record<string, string>>): Schemas {
  const { report, diagnostics } = collector();
  const files = new Map<string, DataFile>();
  for (const [path, text] of Object.entries(texts))
    files.set(path, readData({ path, text: text.replace(/[⟦⟧]/g, "") }, report));
  const registry = new Registry(
    {
      files,
      readData: (path) => files.get(normal(path)) ?? { refused: "does not exist", near: [] },
    },
    report,
  );
  const file = (path: string) => files.get(path)!;
  return {
    registry,
    diagnostics,
    file,
    at(place, dialect = "2020-12") {
      const [path = "", pointer = ""] = place.split("#");
      return registry.schemaAt({ file: file(path), pointer }, dialect);
    },
  };
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/"))
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  return parts.join("/");
}

/** `path#pointer` of a schema. */
export function placeOf(schema: Schema | null): string | null {
  return schema && `${schema.at.file.source.path}#${schema.at.pointer}`;
}

/** `path:line:column code parts` */
export function told(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, span, parts }) => {
    const at = authored(span!);
    const { line, column } = positionAt(at.source, at.start);
    return [`${at.source.path}:${line}:${column}`, code, ...parts].join(" ");
  });
}
