import { isObject, type DataFile } from "../data/data.js";
import type { Schema } from "../schema/schema.js";
import { DocumentReader, type ApiAccess, type Node } from "./document-reader.js";
import type { ApiDocument } from "./model.js";
import { openApi2 } from "./openapi2.js";
import { openApi3 } from "./openapi3.js";
import { readOpenApi2 } from "./read2.js";
import { readOpenApi3 } from "./read3.js";
import { shapesIn, versions, type Shapes, type Version } from "./shapes.js";
import { Structure, type StructureOptions as AllOptions } from "./structure.js";
import { dialectOf, versionOf, type Versioned } from "./version.js";

/**
 * OpenAPI of any version: a file → what it says, as plain data in the words of OpenAPI 3.1 (`model.ts`).
 *
 * The fields of each object stand in a table per version (`openapi2.ts`, `openapi3.ts`), which the check of a document's
 * structure and the reader both go by. Rules look at the model alone and so hold for every version.
 */
export type { ApiAccess } from "./document-reader.js";
export type { Follow } from "./references.js";
export { schemasIn, schemasOf } from "./all-schemas.js";
export { errorCodesOf } from "./error-codes.js";
export { checkApi, rules, type RuleOptions } from "./rules.js";
export { operationsOf, type FoundSchema, type Rule, type RuleContext } from "./rule.js";
export { isOldParameter } from "./openapi2.js";
export { methods } from "./openapi3.js";
export type { Shape } from "./shapes.js";
export { versionOf, type Versioned } from "./version.js";
export { below, type DocumentReader, type Node, type Placed } from "./document-reader.js";
export { mostMedia } from "./read2.js";
export { itemsOf } from "./read-shared.js";
export { refOf } from "./references.js";
export { variablesIn } from "./servers.js";
export type { Field, Shapes, Version } from "./shapes.js";

/**
 * What a file of OpenAPI 2.0, 3.0, 3.1 or 3.2 says; `null` where it is none. What is of the wrong kind is left out, and
 * reported by `checkStructure`; references that lead nowhere are reported here.
 */
export function readApiDocument(file: DataFile, access: ApiAccess): ApiDocument | null {
  const opened = openDocument(file, access);
  if (!opened) return null;
  const { reader, root, version, written } = opened;
  return version === "2.0"
    ? readOpenApi2(reader, root, written)
    : readOpenApi3(reader, root, written);
}

/** What the check of a structure takes besides: what labels in texts stand for, and who else looks at what it comes by. */
export type StructureOptions = Partial<Omit<AllOptions, "versionsWith">>;

/**
 * Checks a file's objects, and those of other files that it refers to, against what its version of OpenAPI wants of them:
 * unknown and missing fields, values of another kind.
 */
export function checkStructure(
  file: DataFile,
  access: ApiAccess,
  options: StructureOptions = {},
): void {
  const opened = openDocument(file, access);
  if (!opened) return;
  const { reader, root, version } = opened;
  new Structure(reader, access, version, { ...options, versionsWith }).check(root);
}

/** Makes a function that checks what OpenAPI adds to JSON Schema in a schema: `xml`, `discriminator` and the like. */
export function schemaFieldsChecker(
  version: Version,
  access: ApiAccess,
  options: StructureOptions = {},
): (schema: Schema) => void {
  const shapes = shapesFor(version);
  const dialect = `openapi-${version === "3.2" ? "3.1" : version}` as const;
  const reader = new DocumentReader(shapes, access, dialect, version === "2.0");
  const structure = new Structure(reader, access, version, { ...options, versionsWith });
  const keys = [...shapes.get("schema")!.fields.keys()];
  return ({ at, value }) => {
    if (isObject(value) && keys.some((key) => Object.hasOwn(value, key)))
      structure.checkSchema({ at, value });
  };
}

/** A file as its version of OpenAPI has it: its root and what reads the objects below; `null` where it is no such file. */
export function openDocument(file: DataFile, access: ApiAccess): Opened | null {
  const versioned = versionOf(file.value);
  if (!versioned || !isObject(file.value)) return null;
  const isLoose = versioned.version === "2.0";
  const own = dialectOf(file.value, versioned.version);
  const dialect = isLoose ? (access.dialect ?? own) : own;
  const reader = new DocumentReader(shapesFor(versioned.version), access, dialect, isLoose);
  const root = reader.node({ at: { file, pointer: "" }, value: file.value }, "document");
  return root && { ...versioned, reader, root };
}

/** A file of OpenAPI with what reads it. */
export interface Opened extends Versioned {
  readonly reader: DocumentReader;
  readonly root: Node;
}

/** The versions in which objects of a shape have a field. */
function versionsWith(shape: string, field: string): readonly Version[] {
  return versions.filter((version) => shapesFor(version).get(shape)?.fields.has(field));
}

const known = new Map<Version, Shapes>();

/** What a version of OpenAPI wants of its objects. */
export function shapesFor(version: Version): Shapes {
  let shapes = known.get(version);
  if (!shapes) {
    shapes = shapesIn(version === "2.0" ? openApi2 : openApi3, version);
    known.set(version, shapes);
  }
  return shapes;
}
