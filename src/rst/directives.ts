import { nearest } from "../base/text.js";
import type { Context } from "./context.js";
import { spanOfLine } from "./lines.js";
import { englishName, vocabularyOf } from "./languages.js";
import { admonitions } from "./directives/admonitions.js";
import { classDirective } from "./directives/class.js";
import {
  compound,
  container,
  epigraph,
  highlights,
  lineBlock,
  pullQuote,
  rubric,
} from "./directives/containers.js";
import { glossary } from "./directives/glossary.js";
import { figure, image } from "./directives/image.js";
import { include } from "./directives/include.js";
import { code, math, parsedLiteral } from "./directives/literal.js";
import { meta } from "./directives/meta.js";
import { contents, footer, header, sectnum, targetNotes, title } from "./directives/parts.js";
import { probe } from "./directives/probe.js";
import { raw } from "./directives/raw.js";
import { faultOf } from "./directives/read-parts.js";
import { defaultRole, role } from "./directives/role.js";
import type { Directive, DirectiveCall, Trimming } from "./directives/spec.js";
import { date, replace, unicode } from "./directives/substitutions.js";
import { sphinxDirectives } from "./directives/sphinx.js";
import { csvTable, listTable, table } from "./directives/table.js";
import { sidebar, topic } from "./directives/topics.js";
import type { Block } from "./nodes.js";

export type { DirectiveCall, Trimming };

/** All directives there are. */
const directives: readonly Directive[] = [
  ...admonitions,
  topic,
  sidebar,
  compound,
  container,
  epigraph,
  highlights,
  pullQuote,
  rubric,
  lineBlock,
  parsedLiteral,
  code,
  math,
  image,
  figure,
  table,
  csvTable,
  listTable,
  contents,
  sectnum,
  targetNotes,
  header,
  footer,
  title,
  meta,
  classDirective,
  raw,
  include,
  replace,
  unicode,
  date,
  role,
  defaultRole,
  probe,
  glossary,
  ...sphinxDirectives,
];

/** What can be written: of each directive its names, the first that of the documentation, and its options. */
export const directiveWords: readonly Pick<Directive, "names" | "options">[] = directives.filter(
  ({ isRefused }) => !isRefused,
);

const byName = new Map(directives.flatMap((entry) => entry.names.map((name) => [name, entry])));

/** Whether what is moved in below a directive may be a part of it; `true` where there is no directive of that name. */
export function takesContent(name: string): boolean {
  return byName.get(name.toLowerCase())?.takesContent ?? true;
}

/**
 * Run the directive of that name. Faults come back as system messages. In a substitution definition the children of a
 * paragraph that comes back stand for it.
 */
export function runDirective(call: DirectiveCall, cx: Context): Block[] {
  const written = call.name.toLowerCase();
  const { languageCode: language } = cx.settings;
  const words = vocabularyOf(language)?.directives;
  const name = englishName(words, written) ?? written;
  const entry = byName.get(name);
  const parts = [call.name, language];
  const place = spanOfLine(call.lines[0]!);
  if (entry && words && !Object.hasOwn(words, written))
    return [cx.message("directive-in-english", place, parts), ...entry.run(call, cx)];
  if (entry) return entry.run(call, cx);
  const near = nearest(written, [...byName.keys(), ...Object.keys(words ?? {})]);
  return [
    cx.message("directive-not-in-language", place, parts),
    faultOf(call, cx, "unknown-directive", [call.name, ...near], call.nameSpan),
  ];
}
