import type { Source, Span } from "../base/source.js";

/** A value of a YAML or JSON file. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A YAML or JSON file as it was read. */
export interface DataFile {
  readonly source: Source;
  readonly value: Json;
}

/** Where a value stands: a file and a JSON pointer into it. */
export interface Origin {
  readonly source: Source;
  readonly pointer: string;
}

/** The keys of an object in the order of its source; JavaScript itself puts keys that look like numbers first. */
export function keysOf(object: JsonObject): readonly string[] {
  return Object.keys(object);
}

/** The place of an origin: of the value, or of its key. Reads the file again with a parser that knows places, so only for messages. */
export function spanOf(_origin: Origin, _of: "key" | "value" = "value"): Span {
  throw new Error("not written");
}
