import { nearest } from "../base/text.js";
import {
  copyWith,
  isArray,
  isObject,
  joinPointer,
  keysOf,
  lookUp,
  objectOf,
  type Json,
  type JsonObject,
} from "../data/data.js";
import type { Failure } from "../schema/validate.js";

/** Keys of settings that are misspelt, and can mean but one other. */
export class MeantKeys {
  /** The settings with the keys that are meant. */
  value: Json;
  /** The keys as they are written, by the pointers of those that are meant. */
  readonly #written = new Map<string, string>();

  constructor(value: Json) {
    this.value = value;
  }

  /** Take unknown keys for those that they mean. The result is their failures, with pointers of the file. */
  take(failures: readonly Failure[]): readonly Failure[] {
    return failures.flatMap((failure) => {
      const { keyword, instancePointer, params } = failure;
      const holder = lookUp(this.value, instancePointer);
      if (keyword !== "additionalProperties" || !isObject(holder)) return [];
      const key = params.key ?? "";
      const [meant, ...others] = nearKeys(failure).filter((near) => !Object.hasOwn(holder, near));
      if (meant === undefined || others.length > 0) return [];
      const at = this.writtenAt(instancePointer);
      this.value = replaced(this.value, stepsOf(instancePointer), renamed(holder, key, meant));
      this.#written.set(joinPointer(instancePointer, meant), key);
      return [{ ...failure, instancePointer: at }];
    });
  }

  /** Where the file has what these settings have at a pointer. */
  writtenAt(pointer: string): string {
    let meant = "";
    let written = "";
    for (const step of stepsOf(pointer)) {
      meant += `/${step}`;
      const key = this.#written.get(meant);
      written = key === undefined ? `${written}/${step}` : joinPointer(written, key);
    }
    return written;
  }
}

/** The keys that an unknown one may mean. */
export function nearKeys({ params, schema }: Failure): readonly string[] {
  const known = schema.entries("properties").map(([name]) => name);
  return nearest(params.key ?? "", known);
}

/** The steps of a pointer, as they are written in it. */
function stepsOf(pointer: string): readonly string[] {
  return pointer.split("/").slice(1);
}

function renamed(object: JsonObject, key: string, meant: string): JsonObject {
  return objectOf(
    new Map(keysOf(object).map((each) => [each === key ? meant : each, object[each]!])),
  );
}

/** A value with another one at a place. */
function replaced(value: Json, [step, ...rest]: readonly string[], by: Json): Json {
  if (step === undefined) return by;
  if (isArray(value))
    return value.map((item, index) => (String(index) === step ? replaced(item, rest, by) : item));
  if (!isObject(value)) return value;
  const key = keysOf(value).find((each) => joinPointer("", each) === `/${step}`);
  return key === undefined
    ? value
    : copyWith(value, new Map([[key, replaced(value[key]!, rest, by)]]));
}
