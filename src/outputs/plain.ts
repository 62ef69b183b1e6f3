import { rememberNumberText, type Json, type JsonObject } from "../data/data.js";
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
    if (isOutArray(out)) {
      const list = out.map(plain);
      for (const [index, each] of out.entries()) remember(list, String(index), each);
      return list;
    }
    const object = Object.create(null) as { [key: string]: Json };
    for (const [name, each] of out as OutObject) {
      const key = keyText(name, naming);
      object[key] = plain(each);
      remember(object, key, each);
    }
    made(object, out as OutObject);
    return object;
  };
  return plain(value);
}

function remember(holder: object, key: string, value: Out): void {
  if (value instanceof NumberText) rememberNumberText(holder, key, value.text);
}
