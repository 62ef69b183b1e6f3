import { isObject, type DataFile, type Json } from "./json.js";
import { spanOf } from "./places.js";
import { joinPointer } from "./pointer.js";

/** A text in a data file that has become another one. */
export interface EditedText {
  readonly pointer: string;
  readonly old: string;
  readonly next: string;
}

/** More texts than an author changes at once. */
const most = 20;

/** The keys of texts that nothing but the reader reads. */
const proseKeys: ReadonlySet<string> = new Set(["description"]);

/**
 * The descriptions that are other in a file; `null` where anything else is, be it in how a value is written. A description is any text
 * under such a key: whether it is one, who shows it knows.
 */
export function editedTexts(former: DataFile, next: DataFile): readonly EditedText[] | null {
  const texts = textsOther(former.value, next.value);
  return texts && isSameBesides(former, next, texts) ? texts : null;
}

/** What is looked through of a file: with aliases, a short one may say very much. */
const mostValues = 200_000;

/** The texts that are other; `null` where something else is, or much. */
function textsOther(former: Json, now: Json): EditedText[] | null {
  const found: EditedText[] = [];
  let left = mostValues;
  const isSame = (old: Json, next: Json, pointer: string): boolean => {
    if (Object.is(old, next)) return true;
    if (--left < 0) return false;
    if (Array.isArray(old))
      return (
        Array.isArray(next) &&
        old.length === next.length &&
        old.every((each, index) => isSame(each, next[index]!, joinPointer(pointer, index)))
      );
    if (!isObject(old) || !isObject(next)) return false;
    const [keys, others] = [Object.keys(old), Object.keys(next)];
    return (
      keys.length === others.length &&
      keys.every((key, index) => {
        if (key !== others[index]) return false;
        const [was, is] = [old[key]!, next[key]!];
        if (!proseKeys.has(key) || typeof was !== "string" || typeof is !== "string")
          return isSame(was, is, joinPointer(pointer, key));
        // Whether there is a text decides what else is shown.
        if ((was.trim() === "") !== (is.trim() === "")) return false;
        if (was !== is) found.push({ pointer: joinPointer(pointer, key), old: was, next: is });
        return found.length <= most;
      })
    );
  };
  return isSame(former, now, "") ? found : null;
}

/** Whether files are the same but for some texts in them, to the character: numbers are shown as they are written. */
function isSameBesides(
  { source: old }: DataFile,
  { source: next }: DataFile,
  texts: readonly EditedText[],
): boolean {
  const rest = (source: typeof old) => {
    const spans = texts.map(({ pointer }) => spanOf({ source, pointer }));
    spans.sort((one, other) => one.start - other.start);
    const parts: string[] = [];
    let at = 0;
    for (const { start, end } of spans) {
      parts.push(source.text.slice(at, start));
      at = end;
    }
    return [...parts, source.text.slice(at)];
  };
  const [was, is] = [rest(old), rest(next)];
  return was.every((part, index) => part === is[index]);
}
