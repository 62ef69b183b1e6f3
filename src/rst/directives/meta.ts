import type { Span } from "../../base/source.js";
import { wordsOf } from "../../base/unicode.js";
import { readMarker } from "../blocks/field-list.js";
import type { Context } from "../context.js";
import { markEscapes, shown } from "../inlines/inline-text.js";
import { cut, dedent, isBlank, spanOfLine, spanOfLines } from "../lines.js";
import type { Line } from "../lines.js";
import { literalBlockOf } from "../blocks/common.js";
import type { Meta, SystemMessage } from "../nodes.js";
import { directive } from "./directive.js";

/**
 * Facts about the document for machines, as fields whose names may carry attributes:
 *
 *     .. meta::
 *        :description lang=en: An amusing story
 *
 * They stand at the start of the document.
 */
export const meta = directive({
  names: ["meta"],
  argument: "none",
  body: "required",
  run: ({ body, name, fault }, cx) => {
    let at = 0;
    while (at < body.length) {
      const line = body[at]!;
      const marker = readMarker(line.text);
      if (!marker) {
        cx.state.meta.push(fault("meta-malformed", [name], spanOfLine(line)));
        break;
      }
      let next = at + 1;
      while (next < body.length && /^ |^$/.test(body[next]!.text)) next++;
      const content = trimStart([cut(line, marker.width), ...dedent(body.slice(at + 1, next))]);
      const read = readField(line, line.text.slice(1, marker.close), content, cx);
      if (isAllowed(read, spanOfLine(line), cx)) cx.state.meta.push(read);
      at = next;
    }
    return [];
  },
});

/** Whether what stands for a header of HTTP may do so; what is not is reported. */
function isAllowed(read: Meta | SystemMessage, span: Span, { settings }: Context): boolean {
  const header = read.type === "meta" ? read.attributes["http-equiv"] : undefined;
  return header === undefined || settings.html === undefined
    ? true
    : settings.html.allowsHeader(header, span);
}

/** Lines from the first that is not blank; the blank ones behind them count, as in docutils. */
function trimStart(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex((line) => !isBlank(line));
  return first === -1 ? [] : lines.slice(first);
}

function readField(
  line: Line,
  name: string,
  content: readonly Line[],
  cx: Context,
): Meta | SystemMessage {
  const span = spanOfLines([line, ...content]);
  const plain = shown(markEscapes(name));
  const quote = literalBlockOf([line]);
  if (content.length === 0)
    return cx.message("meta-content-missing", spanOfLine(line), [plain], [quote]);
  const attributes: Record<string, string> = Object.create(null);
  attributes["content"] = shown(markEscapes(content.map(({ text }) => text).join(" ")));
  for (const [index, word] of wordsOf(plain).entries()) {
    const attribute = attributeOf(word);
    if (attribute) attributes[attribute.name] = attribute.value;
    else if (index === 0) attributes["name"] = word;
    else return cx.message("meta-attribute-malformed", spanOfWord(line, word), [word], [quote]);
  }
  return { type: "meta", span, attributes };
}

/** Where a word stands in the name of a field; all of the line if it is written with backslashes. */
function spanOfWord(line: Line, word: string): Span {
  const whole = spanOfLine(line);
  const at = line.text.indexOf(` ${word}`) + 1;
  if (at === 0) return whole;
  return { ...whole, start: line.offset + at, end: line.offset + at + word.length };
}

/** `name=value`, the value perhaps in quotes. What would run as a program or change how the page looks is no attribute of a fact. */
function attributeOf(word: string): { name: string; value: string } | null {
  const { name, value } = attributeRe.exec(word)?.groups ?? {};
  if (name === undefined || value === undefined) return null;
  const quote = /^["']/.exec(value)?.[0];
  if (quote === undefined) return { name: name.toLowerCase(), value };
  const end = value.indexOf(quote, 1);
  return end === value.length - 1 && end > 0
    ? { name: name.toLowerCase(), value: value.slice(1, -1) }
    : null;
}

const attributeRe = /^(?<name>(?!on|style=)[a-z][-a-z0-9:._]*)=(?<value>.+)$/i;
