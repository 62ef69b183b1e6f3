import type { Json, JsonObject } from "../data/data.js";
import type { Printable } from "./context.js";
import {
  isOutArray,
  keyText,
  NumberText,
  Reference,
  referenceText,
  type Out,
  type OutObject,
} from "./tree.js";

/** What is read from the file of a document, without printing it. `made` is given each object and what it was made of. */
export function plainValue(
  { value, naming }: Printable,
  made: (object: JsonObject, from: OutObject) => void,
): Json {
  const plain = (out: Out): Json => {
    if (out instanceof NumberText) return Number(out.text);
    if (out instanceof Reference) return referenceText(out, naming);
    if (out === null || typeof out !== "object") return out;
    if (isOutArray(out)) return out.map(plain);
    const object = Object.create(null) as { [key: string]: Json };
    for (const [key, each] of out as OutObject) object[keyText(key, naming)] = plain(each);
    made(object, out as OutObject);
    return object;
  };
  return plain(value);
}
