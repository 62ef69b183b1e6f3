import type { Span } from "../base/source.js";
import { nearest } from "../base/text.js";
import type { Context, CustomRole, Inlines } from "./context.js";
import { pepUri, rfcUri } from "./inlines/implicit.js";
import { englishName, vocabularyOf } from "./languages.js";
import { textNodes } from "./inlines/inline-text.js";
import { markedFault } from "./inlines/problematic.js";
import { foldName } from "./names.js";
import type { Inline, InlineNode, SystemMessage } from "./nodes.js";
import { allowedRaw } from "./raw-html.js";
import { pythonInteger } from "./python-values.js";
import { insteadOfRole, parted } from "./sphinx-roles.js";
import { define } from "./terms.js";

/** Interpreted text: a role and the text that it is to make something of. */
export interface RoleCall {
  /** As written; absent for the default role. */
  readonly name: string | undefined;
  /** The name, or all of it where there is none. */
  readonly nameSpan: Span;
  /** The text as it is shown, and as it was written, with its backslashes. */
  readonly shown: string;
  readonly written: string;
  readonly textSpan: Span;
  /** All of it as written: role, backquotes and text. */
  readonly whole: string;
  readonly span: Span;
}

/** What the options of a custom role may say; the ones that a role knows depend on the role it is based on. */
export type RoleOptions = Pick<CustomRole, "classes" | "format" | "language">;

/** An option of a `role` directive beside `class`, which every role has. */
export type RoleOption = "format" | "language";

export interface Role {
  readonly names: readonly string[];
  readonly options?: readonly RoleOption[];
  readonly run: (call: RoleCall, options: RoleOptions, cx: Context) => Inlines;
}

/** A role that puts its text into a node. */
function wrap(
  type:
    | "abbreviation"
    | "acronym"
    | "emphasis"
    | "inline"
    | "literal"
    | "strong"
    | "subscript"
    | "superscript"
    | "title_reference",
): Role["run"] {
  return ({ shown, textSpan, span }, { classes }) =>
    only({ type, span, ...given(classes), children: textNodes(shown, textSpan) });
}

function only(node: Inline): Inlines {
  const nodes = [node];
  const messages: SystemMessage[] = [];
  return { nodes, messages };
}

function given(classes: readonly string[] | undefined): { classes?: string[] } {
  return classes === undefined || classes.length === 0 ? {} : { classes: [...classes] };
}

/** The call is wrong: all of it is marked. */
function refuse(call: RoleCall, message: SystemMessage, cx: Context): Inlines {
  return markedFault(call.whole, call.span, message, cx);
}

const pep: Role["run"] = (call, { classes }, cx) => {
  const number = pythonInteger(call.shown);
  if (number === null || number < 0 || number > 9999)
    return refuse(call, cx.message("wrong-pep-number", call.textSpan, [call.shown]), cx);
  return only({
    type: "reference",
    span: call.span,
    refuri: pepUri(String(number)),
    ...given(classes),
    children: textNodes(`PEP ${call.shown}`, call.textSpan),
  });
};

const rfc: Role["run"] = (call, { classes }, cx) => {
  const hash = call.shown.indexOf("#");
  const number = pythonInteger(hash === -1 ? call.shown : call.shown.slice(0, hash));
  if (number === null || number < 1)
    return refuse(call, cx.message("wrong-rfc-number", call.textSpan, [call.shown]), cx);
  const section = hash === -1 ? "" : call.shown.slice(hash);
  return only({
    type: "reference",
    span: call.span,
    refuri: rfcUri(String(number)) + section,
    ...given(classes),
    children: textNodes(`RFC ${number}`, call.textSpan),
  });
};

const raw: Role["run"] = (call, { classes, format }, cx) => {
  if (!cx.settings.rawEnabled)
    return refuse(call, cx.message("raw-role-disabled", call.nameSpan, [call.name ?? "raw"]), cx);
  if (format === undefined)
    return refuse(
      call,
      cx.message("raw-role-without-format", call.nameSpan, [call.name ?? "raw"]),
      cx,
    );
  const shown = allowedRaw(format, call.written, call.span, cx.settings);
  return only({
    type: "raw",
    span: call.span,
    format,
    ...given(classes),
    children: textNodes(shown, call.textSpan),
  });
};

/** Code is coloured where the page is written; the tree says what language it is in. */
const code: Role["run"] = ({ written, textSpan, span }, { classes = [], language }) => {
  const all = ["code", ...classes];
  if (language !== undefined && language !== "" && !all.includes(language)) all.push(language);
  return only({ type: "literal", span, classes: all, children: textNodes(written, textSpan) });
};

const math: Role["run"] = ({ written, textSpan, span }, { classes }) =>
  only({ type: "math", span, ...given(classes), children: textNodes(written, textSpan) });

/** The place in a text where a term is defined. */
const dfn: Role["run"] = ({ shown, textSpan, span }, { classes = [] }, cx) => {
  const children = textNodes(shown, textSpan);
  const node: InlineNode = { type: "inline", span, classes: ["dfn", ...classes], children };
  define(node, cx.names);
  return only(node);
};

/** `term` or `shown <term>`: a link to where the term is defined. */
const term: Role["run"] = ({ shown, textSpan, span }, { classes = [] }) => {
  const { shown: text, goal } = parted(shown.trim());
  return only({
    type: "reference",
    span,
    term: foldName(goal),
    classes: ["term", ...classes],
    children: textNodes(text, textSpan),
  });
};

const unsupported: Role["run"] = (call, _options, cx) =>
  refuse(call, cx.message("role-not-supported", call.nameSpan, [call.name ?? ""]), cx);

/** What a custom role is based on when its directive names no other. It cannot be called itself. */
const plain: Role = { names: [], run: wrap("inline") };

/** All roles. */
export const roles: readonly Role[] = [
  { names: ["title-reference", "title", "t"], run: wrap("title_reference") },
  { names: ["emphasis"], run: wrap("emphasis") },
  { names: ["strong"], run: wrap("strong") },
  { names: ["literal"], run: wrap("literal") },
  { names: ["code"], options: ["language"], run: code },
  { names: ["math"], run: math },
  { names: ["subscript", "sub"], run: wrap("subscript") },
  { names: ["superscript", "sup"], run: wrap("superscript") },
  { names: ["abbreviation", "ab"], run: wrap("abbreviation") },
  { names: ["acronym", "ac"], run: wrap("acronym") },
  { names: ["pep-reference", "pep"], run: pep },
  { names: ["rfc-reference", "rfc"], run: rfc },
  { names: ["raw"], options: ["format"], run: raw },
  // As Sphinx has them.
  { names: ["dfn"], run: dfn },
  { names: ["term"], run: term },
  // Names the specification keeps for roles that nobody has written; docutils refuses them too.
  {
    names: [
      "index",
      "i",
      "named-reference",
      "anonymous-reference",
      "uri-reference",
      "uri",
      "url",
      "footnote-reference",
      "citation-reference",
      "substitution-reference",
      "target",
      "restructuredtext-unimplemented-role",
    ],
    run: unsupported,
  },
];

/** The names of the roles that can be written; the first one of each is that of the documentation. */
export const roleWords: readonly (readonly string[])[] = roles
  .filter(({ run }) => run !== unsupported)
  .map(({ names }) => names);

const byName = new Map(roles.flatMap((role) => role.names.map((name) => [name, role] as const)));
const defaultRole = "title-reference";

/** A role that was found: one of the table, and what a custom role based on it adds. */
export interface FoundRole {
  readonly role: Role;
  readonly options: RoleOptions;
  /** The name is an English one in a text of another language. */
  readonly english?: true;
}

/** The role of a name; custom ones come first, then those of the text's language. Names are compared in lower case. */
export function findRole(name: string, cx: Context): FoundRole | undefined {
  const written = name.toLowerCase();
  const custom = cx.state.customRoles.get(written);
  if (custom?.base === null) return { role: plain, options: custom };
  const words = vocabularyOf(cx.settings.languageCode)?.roles;
  const role = byName.get(custom?.base ?? englishName(words, written) ?? written);
  const english = !custom && words && !Object.hasOwn(words, written);
  return role && { role, options: custom ?? {}, ...(english && { english }) };
}

/** The messages about a role that is not known: docutils first notes where it looked. */
export function unknownRole(
  name: string,
  span: Span,
  cx: Context,
): { readonly note: SystemMessage; readonly parts: readonly string[] } {
  return {
    note: cx.message("role-not-in-language", span, [name, cx.settings.languageCode]),
    parts: [name, ...nearest(name, knownNames(cx))],
  };
}

/** Whether there is a role of this name in each text. */
export function isRole(name: string): boolean {
  return byName.has(name);
}

function* knownNames({ settings, state }: Context): Iterable<string> {
  yield* byName.keys();
  yield* Object.keys(vocabularyOf(settings.languageCode)?.roles ?? {});
  yield* state.customRoles.keys();
}

/** Make nodes of interpreted text. */
export function runRole(call: RoleCall, cx: Context): Inlines {
  const name = call.name ?? cx.state.defaultRole ?? defaultRole;
  const found = findRole(name, cx);
  if (found) {
    const { nodes, messages } = found.role.run({ ...call, name }, found.options, cx);
    // The default role is nobody's name.
    if (!found.english || call.name === undefined) return { nodes, messages };
    const parts = [name, cx.settings.languageCode];
    return { nodes, messages: [cx.message("role-in-english", call.nameSpan, parts), ...messages] };
  }
  const { note, parts } = unknownRole(name, call.nameSpan, cx);
  const instead = insteadOfRole(name.toLowerCase(), call.shown);
  const message = instead
    ? cx.message("sphinx-role", call.nameSpan, [name, ...instead])
    : cx.message("unknown-role", call.nameSpan, parts);
  const { nodes, messages } = refuse(call, message, cx);
  return { nodes, messages: [note, ...messages] };
}
