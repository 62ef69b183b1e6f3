import { createRequire } from "node:module";
import type { Ajv, Options, ValidateFunction } from "ajv";
import { parsePointer, step, type Json, type JsonObject } from "../data/data.js";
import type { Culprit } from "./culprits.js";
import type { Dialect } from "./dialect.js";
import type { Failure } from "./failures.js";
import { PlainSchemas } from "./plain-schema.js";
import { formats, isFormat } from "./formats.js";
import { hasPattern } from "./patterns.js";

/** Loaded when the first schema is compiled: most checks need none. */
const require = createRequire(import.meta.url);

/** The library for each dialect. Draft 6 is the part of draft 7 that its keywords are. */
const libraries: Readonly<Record<Dialect, () => unknown>> = {
  "draft-04": () => require("ajv-draft-04"),
  "draft-06": () => require("ajv"),
  "draft-07": () => require("ajv"),
  "2019-09": () => require("ajv/dist/2019.js"),
  "2020-12": () => require("ajv/dist/2020.js"),
};

const options: Options = {
  allErrors: true,
  verbose: true,
  ownProperties: true,
  strict: false,
  // Schemas are looked at in `checks/schemas.ts`, with words and places of our own.
  validateSchema: false,
  meta: false,
  logger: false,
  code: { optimize: false, regExp: Object.assign(readPattern, { code: "new RegExp" }) },
};

interface RegExpLike {
  readonly test: (text: string) => boolean;
  readonly toString: () => string;
}

/** Patterns are known to the library by how they are written. */
function readPattern(pattern: string): RegExpLike {
  return { test: (text) => hasPattern(text, pattern), toString: () => pattern };
}

/** Validates values by the schemas of one dialect; each schema is compiled once. */
export class Validator {
  readonly #ajv: Ajv;
  readonly #plain: PlainSchemas;
  readonly #compiled = new Map<JsonObject, Map<string, ValidateFunction | null>>();

  constructor(dialect: Dialect) {
    const Library = defaultOf<new (options: Options) => Ajv>(libraries[dialect]());
    this.#ajv = new Library({ ...options, formats: { ...formats() } });
    this.#plain = new PlainSchemas(dialect, isFormat);
  }

  /** In which ways a value does not fit; `null` where the schema is too large to say. */
  failures({ path, value, schema, keywords }: Culprit): readonly Failure[] | null {
    const validate = this.#compile(schema, keywords);
    if (!validate) return null;
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ parentSchema, ...error }) => ({
      ...error,
      // Of some keywords the library does not say it.
      data: error.data === undefined ? valueBelow(value, keysOf(error.instancePath)) : error.data,
      path: [...path, ...keysOf(error.instancePath)],
      owner: parentSchema && this.#plain.sourceOf(parentSchema),
    }));
  }

  #compile(schema: JsonObject, keywords: readonly string[]): ValidateFunction | null {
    let parts = this.#compiled.get(schema);
    if (!parts) this.#compiled.set(schema, (parts = new Map()));
    const name = keywords.join(" ");
    let compiled = parts.get(name);
    if (compiled === undefined) {
      const plain = this.#plain.of(schema, keywords);
      parts.set(name, (compiled = plain && this.#ajv.compile(plain)));
    }
    return compiled;
  }
}

function valueBelow(value: Json, keys: readonly string[]): Json {
  let at: Json | undefined = value;
  for (const key of keys) at = at === undefined ? undefined : step(at, key);
  return at ?? null;
}

function keysOf(pointer: string): readonly string[] {
  return parsePointer(pointer) ?? [];
}

/** What a CommonJS module exports by default. */
function defaultOf<T>(module: unknown): T {
  return (module as { readonly default: T }).default;
}
