import { ownValue, type JsonObject } from "../data/data.js";
import { stepBelow, type Located } from "../data/located.js";
import type { Cx } from "./cx.js";

/** How descriptions are written: as sentences, and without saying what the tables show. `user`: what leads to the object. */
export function checkDescription(
  object: JsonObject,
  place: Located,
  cx: Cx,
  user: Located | null = null,
): void {
  if (cx.shapesOnly) return;
  const text = ownValue(object, "description");
  if (typeof text !== "string") return;
  const at = stepBelow(place, "description");
  const says = saysOptional.exec(text)?.[0];
  if (says) cx.report("description-says-optional", at, [says.trim()], { user });
  const first = lowerStart.exec(text)?.groups?.["word"];
  if (first) cx.report("description-start", at, [first], { user });
  const last = openEnd(text);
  const end = text.trimEnd().length;
  if (last) cx.report("description-end", at, [last], { part: [end - last.length, end], user });
}

/** `Optional. The name` */
const saysOptional = /^\s*(?:\*\*|\*)?(?:Optional|Required)(?:\*\*|\*)?[.:]/i;

/** A plain word, not a name such as `m.room.member`, `user_id` or `eventId`. */
const lowerStart = /^\s*(?<word>[a-z]+(?:-[a-z]+)*)(?=[\s,;:)]|[.](?:\s|$)|$)/;

/** What a text ends with, if that is no end of a sentence. Lists, code and tables end as they please. */
function openEnd(text: string): string | null {
  const whole = text.trimEnd();
  const last = whole.slice(whole.lastIndexOf("\n") + 1);
  if (last === "" || sentenceEnd.test(last)) return null;
  const lines = whole.split("\n");
  const block = lines.findLastIndex((line) => line.trim() === "") + 1;
  const isProse = !/^(?:\s|[-*+] |\.\. |\d+[.)] |[|+=])/.test(lines[block]!);
  if (!isProse) return null;
  return last.slice(last.lastIndexOf(" ") + 1);
}

const sentenceEnd = /[.!?:…]["'`*)\]_]*$/;
