import { labelPattern } from "../../base/labels.js";
import { nearest } from "../../base/text.js";
import type { KnownNames, ProseRule, Slip } from "../rule.js";

/** `{{name`, `{{name}`, `{name}`, `name}}`, and in descriptions `{{name}}`: what is not replaced is shown as it stands. */
const placeholderRe =
  /(?<!\{)(?<open>\{{1,2})[ \t]*(?<name>[a-zA-Z][\w-]*)[ \t]*(?<close>\}{0,2})(?![\w}-])|(?<![\w{-]|\{[ \t]+)(?<tail>[a-zA-Z][\w-]*)[ \t]*\}\}(?!\})/g;

export const variableAsText: ProseRule = {
  code: "variable-as-text",
  mayOccur: {
    test: (text, names) =>
      /\{\{[ \t]*[\w-]|\{[ \t]*[a-zA-Z][\w-]*[ \t]*\}|[\w-]\}\}/.test(text) &&
      (names === undefined || !slipsIn(text, names).next().done),
  },
  find: ({ plain, names }) => slipsIn(plain, names),
};

function* slipsIn(text: string, names: KnownNames): Generator<Slip, undefined> {
  for (const match of text.matchAll(placeholderRe)) {
    const { open = "", name, close = "}}", tail = "" } = match.groups!;
    const why = whyAsText(open, name ?? tail, close, names);
    if (!why) continue;
    const written = match[0].trim();
    const start = match.index + match[0].indexOf(written);
    yield { start, end: start + written.length, parts: [written, ...why] };
  }
  return undefined;
}

/** Which variable was meant, and where it cannot be; `null` where none was. */
function whyAsText(
  open: string,
  name: string,
  close: string,
  { variables, hasVariables }: KnownNames,
): readonly [name: string, where: string] | null {
  const isWhole = open.length === 2 && close.length === 2;
  if (isWhole) return hasVariables ? null : [name, "description"];
  const [near] = variables.has(name) ? [name] : open.length === 2 ? closest(name, variables) : [];
  return near === undefined ? null : [near, hasVariables ? "" : "description"];
}

function closest(name: string, variables: KnownNames["variables"]): readonly string[] {
  return nearest(name, variables.keys());
}

/** `%NAME%` of no label. One that is nearly a label is also found where lines are put together, in code too. */
export const labelAsText: ProseRule = {
  code: "undefined-label",
  isApart: true,
  mayOccur: /%[A-Z][A-Z\d_]+%/,
  *find({ plain, names: { labels } }) {
    if (labels.length === 0) return;
    for (const { index, 0: written, groups } of plain.matchAll(labelPattern)) {
      const name = groups!["name"]!;
      const isMeant = /^[A-Z][A-Z\d_]{2,}$/.test(name) && !/[\w%]/.test(plain[index - 1] ?? "");
      if (isMeant && !labels.includes(name))
        yield {
          start: index,
          end: index + written.length,
          parts: [name, ...nearest(name, labels)],
        };
    }
  },
};
