import { createRequire } from "node:module";
import type { Ajv, ErrorObject, Options, ValidateFunction } from "ajv";
import type { FormatsPlugin } from "ajv-formats";
import type { Json, JsonObject } from "../data/data.js";
import type { Dialect } from "./dialect.js";
import { PlainSchemas } from "./plain-schema.js";
import { patternOf } from "./well-formed.js";

/** Loaded when the first schema is compiled: most checks need none. */
const require = createRequire(import.meta.url);

/** The library for each dialect. Draft 6 is the part of draft 7 that its keywords are. */
const libraries: Readonly<Record<Dialect, string>> = {
  "draft-04": "ajv-draft-04",
  "draft-06": "ajv",
  "draft-07": "ajv",
  "2019-09": "ajv/dist/2019.js",
  "2020-12": "ajv/dist/2020.js",
};

const options: Options = {
  allErrors: true,
  verbose: true,
  strict: false,
  // Schemas are looked at in `checks/schemas.ts`, with words and places of our own.
  validateSchema: false,
  meta: false,
  logger: false,
  code: { optimize: false, regExp: Object.assign(readPattern, { code: "new RegExp" }) },
};

function readPattern(pattern: string): RegExp {
  return patternOf(pattern) ?? /(?:)/;
}

export interface Failure extends Omit<ErrorObject, "parentSchema"> {
  /** The schema, as the author wrote it, whose keyword this is. */
  readonly owner: JsonObject | undefined;
}

/** Validates values by the schemas of one dialect; each schema is compiled once. */
export class Validator {
  readonly #ajv: Ajv;
  readonly #plain: PlainSchemas;
  readonly #compiled = new Map<JsonObject, ValidateFunction | null>();

  constructor(dialect: Dialect) {
    const Library = defaultOf<new (options: Options) => Ajv>(require(libraries[dialect]));
    const formats = defaultOf<FormatsPlugin>(require("ajv-formats"));
    const ajv = new Library(options);
    formats(ajv);
    this.#ajv = ajv;
    this.#plain = new PlainSchemas(dialect, new Set(Object.keys(ajv.formats)));
  }

  /** In how many ways a value does not fit; none where the schema is too large to say. */
  failures(value: Json, schema: JsonObject): readonly Failure[] {
    const validate = this.#compile(schema);
    if (!validate || validate(value)) return [];
    return (validate.errors ?? []).map(({ parentSchema, ...error }) => ({
      ...error,
      owner: parentSchema && this.#plain.sourceOf(parentSchema),
    }));
  }

  #compile(schema: JsonObject): ValidateFunction | null {
    const known = this.#compiled.get(schema);
    if (known !== undefined) return known;
    const plain = this.#plain.of(schema);
    const compiled = plain && this.#ajv.compile(plain);
    this.#compiled.set(schema, compiled);
    return compiled;
  }
}

/** What a CommonJS module exports by default. */
function defaultOf<T>(module: unknown): T {
  return (module as { readonly default: T }).default;
}
