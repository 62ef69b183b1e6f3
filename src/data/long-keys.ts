import { isArray, type Json } from "./json.js";
import { joinPointer } from "./pointer.js";

/** In texts up to this length nothing can be too much: half as many values, each with a pointer as long as the text. */
const shortText = 16_000;

/**
 * What is in a value is known by pointers, each with all keys above it. Where a long key has much below it these come to
 * more than a memory holds, of a text of any size. The pointer of that key; `null` where all is as usual.
 */
export function longKeyIn(value: Json, text: string): string | null {
  if (text.length <= shortText) return null;
  let left = 32_000_000 + 32 * text.length;
  const keys: string[] = [];
  const fits = (at: Json, length: number): boolean => {
    left -= length;
    if (left < 0) return false;
    if (typeof at !== "object" || at === null) return true;
    if (isArray(at)) {
      for (let index = 0; index < at.length; index++) {
        keys.push(String(index));
        if (!fits(at[index]!, length + 2)) return false;
        keys.pop();
      }
      return true;
    }
    for (const key of Object.keys(at)) {
      keys.push(key);
      if (!fits(at[key]!, length + key.length + 1)) return false;
      keys.pop();
    }
    return true;
  };
  if (fits(value, 0)) return null;
  const lengths = keys.map((key) => key.length);
  return joinPointer("", ...keys.slice(0, lengths.indexOf(Math.max(...lengths)) + 1));
}
