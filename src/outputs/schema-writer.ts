import { isArray, isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import { stepBelow, type Located } from "../data/located.js";
import { exampleValue } from "../schema/example-value.js";
import { jsonTypes, keywordOf, type Below } from "../schema/keywords.js";
import type { Registry } from "../schema/registry.js";
import type { Schema } from "../schema/schema.js";
import type { Components } from "./components.js";
import { isAnnotation, isLoose, mayStay, translated } from "./schema-words.js";
import type { Lost, Target } from "./target.js";
import type { Texts } from "./texts.js";
import {
  isOutObject,
  outField,
  outOf,
  Reference,
  type Named,
  type Out,
  type OutObject,
} from "./tree.js";

/** What schemas are written with. */
export interface SchemaSettings {
  readonly components: Components;
  readonly registry: Registry;
  readonly texts: Texts;
  readonly target: Target;
  readonly lost: Lost;
  /** The kind of the parts that schemas with names become. */
  readonly kind: string;
  /** Is given each schema that was written, and where it stands. */
  readonly written?: ((made: OutObject, at: Located) => void) | undefined;
}

/** Keywords that tell where a schema is found and what it is written in: all of them are found by their names in one document. */
const identifying: ReadonlySet<string> = new Set([
  "id",
  "$id",
  "$anchor",
  "$schema",
  "$vocabulary",
  "$dynamicAnchor",
  "$recursiveAnchor",
]);
/** Keywords whose value is a schema, or says whether there may be more. */
const flags: ReadonlySet<string> = new Set(["additionalProperties", "additionalItems"]);
const homes: ReadonlySet<string> = new Set(["definitions", "$defs"]);

/** Schemas of any dialect → those of the target, with what their `$ref`s name among the parts of its document. */
export class SchemaWriter {
  constructor(readonly settings: SchemaSettings) {}

  /** A schema in the place where it stands. */
  write(schema: Schema): Out {
    return this.writeOnly(schema, () => true);
  }

  /** The same with some of its keywords alone, for what is a schema among other things. */
  writeOnly(schema: Schema, isWanted: (keyword: string) => boolean): Out {
    const { value, dialect, at } = schema;
    const { target, lost } = this.settings;
    if (typeof value === "boolean") return this.#boolean(value, at);
    if (!isObject(value)) return new Map();
    const isReference = typeof ownValue(value, "$ref") === "string";
    const isSame = mayStay(dialect, target.dialect);
    // What OpenAPI 3.0 ignores beside a `$ref` would count in other versions. In OpenAPI 2 authors mean it.
    const isIgnored = (key: string) =>
      isReference && !isSame && dialect === "openapi-3.0" && key !== "$ref" && !isAnnotation(key);
    const own = isReference ? schema.asWritten : schema;
    const made: OutObject = new Map();
    for (const key of keysOf(value))
      if (isWanted(key) && !isIgnored(key)) this.#keyword(made, key, own, schema, value);
    const tell = (what: string, keyword?: string) =>
      lost(keyword === undefined ? at : stepBelow(at, keyword), what);
    const isDone = isSame && !isLoose(made, target);
    const done = isDone ? made : translated(made, dialect, target, tell);
    if (isOutObject(done)) this.settings.written?.(done, at);
    return done;
  }

  /** What a reference to a schema says. */
  reference(schema: Schema): Reference {
    return new Reference(this.named(schema));
  }

  /** A schema as a part with a name. */
  named(schema: Schema, given?: string): Named {
    const { components, kind } = this.settings;
    const title = isObject(schema.value) ? ownValue(schema.value, "title") : undefined;
    return components.refer(
      kind,
      schema.at,
      typeof title === "string" && title.trim() !== "" ? this.settings.texts.plain(title) : null,
      () => this.write(schema),
      // One place may be read in several dialects, which differ in what it comes to.
      { ...(given === undefined ? {} : { given }), variant: schema.dialect },
    );
  }

  #boolean(value: boolean, at: Located): Out {
    const { target, lost } = this.settings;
    if (mayStay("2020-12", target.dialect)) return value;
    if (value) return new Map();
    if (target.dialect === "openapi-3.0") return new Map([["not", new Map()]]);
    lost(at, '"false" as a schema');
    return new Map();
  }

  #keyword(made: OutObject, key: string, own: Schema, schema: Schema, value: JsonObject): void {
    const { texts } = this.settings;
    const { at, dialect } = schema;
    if (identifying.has(key) && keywordOf(key, dialect)) return;
    if (key === "$ref" && typeof value[key] === "string") {
      if (schema.ref) made.set("$ref", this.reference(schema.ref)); // one that leads nowhere was reported
      return;
    }
    if (key === "type" && !isType(value[key]!)) {
      made.set("x-type", outField(value, key, texts.plain)!); // reported
      return;
    }
    if (key === "$dynamicRef" || key === "$recursiveRef") return this.#dynamic(made, key, schema);
    const given = value[key]!;
    const known = keywordOf(key, dialect);
    if (key === "description" && typeof given === "string") {
      made.set(key, texts.markdown(given, stepBelow(at, key)));
      return;
    }
    if (key === "discriminator") {
      made.set(key, this.#discriminator(given, schema));
      return;
    }
    if (key === "externalDocs" && isObject(given) && !key.startsWith("x-")) {
      made.set(key, outOf(given, texts.plain));
      return;
    }
    if (!known && key === "components" && isObject(given)) {
      this.#nameComponents(given, stepBelow(at, key), schema);
      return;
    }
    if (key.startsWith("x-") && !exampleKeys.has(key)) {
      made.set(key, this.extension(given, stepBelow(at, key), dialect, value, key));
      return;
    }
    const below = known?.below ?? keywordOf(key, own.dialect)?.below;
    if (below === undefined) {
      made.set(key, this.value(value, key, at));
      return;
    }
    if (homes.has(key)) {
      for (const [name, each] of own.entries(key)) this.named(each, name);
      return;
    }
    const written = this.#below(key, given, own, below);
    if (written !== undefined) made.set(key, written);
  }

  /** A file that is a schema may have others beside it where an OpenAPI document has them. */
  #nameComponents(components: JsonObject, at: Located, { dialect }: Schema): void {
    const schemas = ownValue(components, "schemas");
    if (!isObject(schemas)) return;
    for (const name of keysOf(schemas)) {
      const { file, pointer } = stepBelow(stepBelow(at, "schemas"), name);
      this.named(this.settings.registry.schemaAt({ file, pointer }, dialect), name);
    }
  }

  /** The schemas below a keyword; `undefined` where it holds something else, which was reported. */
  #below(key: string, given: Json, own: Schema, below: Below): Out | undefined {
    const { texts } = this.settings;
    const isMap = below === "map" || below === "map of some";
    const entries = own.entries(key);
    if (typeof given === "boolean" && flags.has(key)) return given;
    if (isArray(given)) return isMap ? undefined : entries.map(([, each]) => this.write(each));
    if (!isMap) return entries[0] ? this.write(entries[0][1]) : undefined;
    if (!isObject(given)) return undefined;
    const schemas = new Map(entries);
    const made: OutObject = new Map();
    for (const name of keysOf(given)) {
      // A reference where only schemas may be, which was reported; as a property it would stop others.
      if (name === "$ref" && typeof given[name] === "string") continue;
      const each = schemas.get(name);
      made.set(texts.plain(name), each ? this.write(each) : outOf(given[name]!, texts.plain));
    }
    return made;
  }

  /** In one document, without the schemas that refer to it from outside, a dynamic reference is one to what it names first. */
  #dynamic(made: OutObject, key: string, schema: Schema): void {
    const { dynamicRef, dynamicName, at } = schema;
    if (!dynamicRef) return;
    if (dynamicName !== null && dynamicRef.at.file !== at.file)
      this.settings.lost(stepBelow(at, key), `"${key}", which depends on who refers to it`);
    if (!made.has("$ref")) made.set("$ref", this.reference(dynamicRef));
    else made.set("allOf", [new Map([["$ref", this.reference(dynamicRef)]])]);
  }

  /** The schemas that a mapping names get the names they have here. */
  #discriminator(given: Json, { at, dialect }: Schema): Out {
    const { registry, texts } = this.settings;
    if (!isObject(given)) return outOf(given, texts.plain);
    const made = outOf(given, texts.plain) as OutObject;
    const mapping = ownValue(given, "mapping");
    if (!isObject(mapping)) return made;
    const names: OutObject = new Map();
    for (const key of keysOf(mapping)) {
      const value = mapping[key]!;
      const found = typeof value === "string" ? mapped(value, at, registry) : null;
      names.set(
        texts.plain(key),
        found
          ? this.reference(registry.schemaAt(found, dialect))
          : outOf(value, texts.plain, mapping, key),
      );
    }
    made.set("mapping", names);
    return made;
  }

  /**
   * What an extension says: references to named schemas lead to where these stand here, and of others, such as to the
   * files of samples of code, there is what they name.
   */
  extension(
    given: Json,
    at: Located,
    dialect: Schema["dialect"],
    holder: JsonObject | readonly Json[],
    key: string | number,
  ): Out {
    const { registry, texts } = this.settings;
    if (isArray(given))
      return given.map((each, index) =>
        this.extension(each, stepBelow(at, String(index)), dialect, given, index),
      );
    if (!isObject(given)) return outOf(given, texts.plain, holder, key);
    if (texts.project.config.versions.changed.includes(String(key)))
      return this.#changes(given, at);
    const ref = ownValue(given, "$ref");
    const found = typeof ref === "string" ? registry.find(ref, at) : null;
    const isNamed = found !== null && namedSchema.test(ref as string);
    if (found && !isNamed) {
      const value = exampleValue({ file: at.file, pointer: at.pointer }, registry);
      if (value !== undefined) return withoutReferences(outOf(value, texts.plain));
    }
    const made: OutObject = new Map();
    const isLost = typeof ref === "string" && found === null;
    // Programs refuse a document with one, wherever it stands.
    if (isLost)
      this.settings.lost(stepBelow(at, "$ref"), `the reference "${ref}", which leads nowhere`);
    for (const name of keysOf(given))
      made.set(
        isLost && name === "$ref" ? "x-ref" : texts.plain(name),
        isNamed && name === "$ref"
          ? this.reference(registry.schemaAt(found, dialect))
          : this.extension(given[name]!, stepBelow(at, name), dialect, given, name),
      );
    return made;
  }

  /** By version, what was changed in it, which the site shows as it does descriptions. */
  #changes(given: JsonObject, at: Located): Out {
    const { texts } = this.settings;
    const made: OutObject = new Map();
    for (const version of keysOf(given)) {
      const said = given[version]!;
      const isText = typeof said === "string";
      made.set(
        texts.plain(version),
        isText ? texts.markdown(said, stepBelow(at, version)) : outOf(said, texts.plain),
      );
    }
    return made;
  }

  /** A value of the author's: an example with what it refers to. */
  value(object: JsonObject, key: string, at: Located): Out {
    const otherwise = () => outField(object, key, this.settings.texts.plain)!;
    return exampleKeys.has(key)
      ? this.followed(object[key]!, stepBelow(at, key), otherwise)
      : otherwise();
  }

  /** A value without a place. */
  data(value: Json): Out {
    return outOf(value, this.settings.texts.plain);
  }

  /** A value whose `$ref`s to files of the project stand for what they name, as the site shows it. */
  followed(given: Json, at: Located, otherwise: () => Out): Out {
    const { registry, texts } = this.settings;
    if (typeof given !== "object" || given === null) return otherwise();
    if (!JSON.stringify(given).includes('"$ref"') || !refersToFiles(given, at, registry))
      return otherwise();
    const value = exampleValue({ file: at.file, pointer: at.pointer }, registry);
    return value === undefined ? otherwise() : outOf(value, texts.plain);
  }
}

/** References that are left where all that could be followed were lead nowhere. */
function withoutReferences(value: Out): Out {
  if (Array.isArray(value)) return (value as readonly Out[]).map(withoutReferences);
  if (!(value instanceof Map)) return value;
  return new Map(
    [...value].map(([name, each]) => [
      name === "$ref" && typeof each === "string" ? "x-ref" : name,
      withoutReferences(each),
    ]),
  );
}

const exampleKeys: ReadonlySet<string> = new Set(["example", "examples", "x-example", "value"]);

function isType(value: Json): boolean {
  if (isArray(value))
    return value.length > 0 && value.every((each) => !isArray(each) && isType(each));
  return (jsonTypes as readonly Json[]).includes(value);
}

/** Whether there is a `$ref` in a value that leads somewhere. Others may be what the example shows. */
function refersToFiles(given: Json, at: Located, registry: Registry): boolean {
  if (isArray(given))
    return given.some((each, index) => refersToFiles(each, stepBelow(at, index), registry));
  if (!isObject(given)) return false;
  const ref = ownValue(given, "$ref");
  if (typeof ref === "string" && registry.find(ref, at)) return true;
  return keysOf(given).some((key) => refersToFiles(given[key]!, stepBelow(at, key), registry));
}

/** The places where OpenAPI documents name their schemas. */
const namedSchema = /#\/(?:components\/schemas|definitions)\/[^/]+$/;

/** A mapping names a schema by a reference, or by its name among those of the document: OpenAPI 3.1.1, 4.8.25.4. */
function mapped(value: string, at: Located, registry: Registry): Located | null {
  const isName = /^[A-Za-z0-9._-]+$/.test(value);
  const byName = isName ? registry.find(`#/components/schemas/${value}`, at) : null;
  return byName ?? registry.find(value, at);
}
