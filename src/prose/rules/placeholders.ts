import { labelPattern } from "../../base/labels.js";
import { nearest } from "../../base/text.js";
import type { KnownNames, ProseRule, Slip } from "../rule.js";

/** `{{name`, `{{name}`, `{name}`, `name}}`, and in descriptions `{{name}}`: what is not replaced is shown as it stands. */
const placeholderRe =
  /(?<!\{)(?<open>\{{1,2})[ \t]*(?<name>[a-zA-Z][\w-]*)[ \t]*(?<close>\}{0,2})(?![\w}-])/g;
/** The end alone, read backwards from it. */
const tailRe = /\}\}(?!\})(?<=(?<![\w{-]|\{[ \t]+)(?<name>[a-zA-Z][\w-]*)(?<gap>[ \t]*)\}\})/g;

export const variableAsText: ProseRule = {
  code: "variable-as-text",
  needs: ["{", "}}"],
  mayOccur: {
    test: (text, names) =>
      /\{\{[ \t]*[\w-]|\{[ \t]*[a-zA-Z][\w-]*[ \t]*\}|(?<=[\w-])\}\}/.test(text) &&
      (names === undefined || !slipsIn(text, names).next().done),
  },
  find: ({ plain, names }) => slipsIn(plain, names),
};

function* slipsIn(text: string, names: KnownNames): Generator<Slip, undefined> {
  for (const match of text.matchAll(placeholderRe)) {
    const { open = "", name = "", close = "" } = match.groups!;
    const why = whyAsText(open, name, close, names);
    const written = match[0].trimEnd();
    const start = match.index;
    if (why) yield { start, end: start + written.length, parts: [written, ...why] };
  }
  for (const { index, groups } of text.matchAll(tailRe)) {
    const { name = "", gap = "" } = groups!;
    const why = whyAsText("", name, "}}", names);
    const written = `${name}${gap}}}`;
    const start = index - name.length - gap.length;
    if (why) yield { start, end: start + written.length, parts: [written, ...why] };
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
  needs: ["%"],
  mayOccur: { test: (text, names) => !unknownLabelsIn(text, names?.labels).next().done },
  *find({ plain, names: { labels } }) {
    if (labels.length === 0) return;
    for (const { written, name, start } of unknownLabelsIn(plain, labels))
      yield { start, end: start + written.length, parts: [name, ...nearest(name, labels)] };
  },
};

interface LabelInText {
  readonly written: string;
  readonly name: string;
  readonly start: number;
}

/** What looks like a label and is none of the known ones. */
function* unknownLabelsIn(
  text: string,
  labels: readonly string[] = [],
): Generator<LabelInText, undefined> {
  for (const { index: start, 0: written, groups } of text.matchAll(labelPattern)) {
    const name = groups!["name"]!;
    const isMeant = /^[A-Z][A-Z\d_]{2,}$/.test(name) && !/[\w%]/.test(text[start - 1] ?? "");
    if (isMeant && !labels.includes(name)) yield { written, name, start };
  }
  return undefined;
}
