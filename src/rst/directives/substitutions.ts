import type { Inline, Paragraph, SystemMessage } from "../nodes.js";
import { spanOfLines, textOfLines } from "../lines.js";
import type { Span } from "../../base/source.js";
import { wordsOf } from "../../base/unicode.js";
import { textNode } from "./common.js";
import { directive } from "./directive.js";
import { flag } from "./options.js";
import { formatDate } from "./format-date.js";

function paragraph(span: Span, children: Inline[]): Paragraph {
  return { type: "paragraph", span, children };
}

/** Text with inline markup. */
export const replace = directive({
  names: ["replace"],
  argument: "none",
  body: "required",
  substitution: "only",
  run: ({ body, name, span }, cx) => {
    const blocks = cx.blocks(body);
    const messages = blocks.filter(
      (block): block is SystemMessage => block.type === "system_message",
    );
    for (const message of messages) delete message.backrefs;
    const texts = blocks.filter((block) => block.type !== "system_message");
    if (texts.length > 1 || texts.some((block) => block.type !== "paragraph"))
      return [
        { ...cx.message("replace-not-paragraph", (texts[1] ?? texts[0])!.span, [name]), span },
      ];
    return [...messages, ...texts];
  },
});

/** Today, or as it is said by `Settings.today`, in a format of `strftime`. */
export const date = directive({
  names: ["date"],
  argument: "none",
  body: "optional",
  substitution: "only",
  run: ({ body, span }, cx) => {
    const format = textOfLines(body) || "%Y-%m-%d";
    const place = body.length > 0 ? spanOfLines(body) : span;
    return [
      paragraph(place, [textNode(formatDate(cx.settings.today ?? new Date(), format), place)]),
    ];
  },
});

/** Characters by their numbers, among other text; ` .. ` begins a comment. */
export const unicode = directive({
  names: ["unicode"],
  argument: "required",
  options: { trim: flag, ltrim: flag, rtrim: flag },
  body: "none",
  substitution: "only",
  run: ({ argument, options, name, definition, fault }) => {
    if (definition) {
      if (options.trim || options.ltrim) definition.ltrim = 1;
      if (options.trim || options.rtrim) definition.rtrim = 1;
    }
    const words = wordsOf(argument.text.split(/(?:^|[ \n])\.\. /, 1)[0]!);
    const texts: string[] = [];
    for (const word of words) {
      const point = codePointOf(word);
      if (point !== null && !isCharacter(point))
        return [fault("character-unknown", [name, word, String(point)], argument.span)];
      texts.push(point === null ? word : String.fromCodePoint(point));
    }
    return [
      paragraph(
        argument.span,
        texts.map((value) => textNode(value, argument.span)),
      ),
    ];
  },
});

// 169, 0xA9, xA9, \xA9, U+00A9, uA9, \u00A9, &#xA9;
const characterRe = /^(?:0x|x|\\x|U\+?|\\u)(?<hex>[0-9a-f]+)$|^&#x(?<entity>[0-9a-f]+);$/i;

/** The number of the character that a word names, `null` where it is just a word. */
function codePointOf(word: string): number | null {
  const match = characterRe.exec(word)?.groups;
  const digits = match?.["hex"] ?? match?.["entity"];
  if (digits !== undefined) return Number.parseInt(digits, 16);
  return /^\d+$/.test(word) ? Number(word) : null;
}

/** Half of a surrogate pair is no character. */
function isCharacter(point: number): boolean {
  return point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
}
