import { ownValue, type Json, type JsonObject } from "../data/data.js";
import type { Cx } from "./cx.js";
import { got } from "./words.js";

/** Whether an object has a `$ref` that is no string, which is reported: what else it lacks is of no interest. */
export function isBrokenRef(object: JsonObject, cx: Cx): boolean {
  const ref: Json | undefined = ownValue(object, "$ref");
  if (ref === undefined || typeof ref === "string") return false;
  cx.report("ref-not-string", { holder: object, key: "$ref" }, [got(ref)], { unlessTold: true });
  return true;
}
