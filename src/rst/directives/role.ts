import { whiteSpace } from "../../base/unicode.js";
import type { Context, CustomRole } from "../context.js";
import { cut, isBlank, spanOfLine, trimBlank } from "../lines.js";
import type { Block } from "../nodes.js";
import { type FoundRole, findRole, unknownRole } from "../roles.js";
import { isSimpleName } from "../simple-name.js";
import { directive } from "./directive.js";
import { classNames, names, text } from "./options.js";
import { faultOf, readParts } from "./read-parts.js";
import type { Directive, DirectiveCall, DirectiveSpec } from "./spec.js";

const gap = `[${whiteSpace}]*`;
const definition = new RegExp(
  `^(?<name>[^()${whiteSpace}]+)${gap}(?:\\(${gap}(?<base>[^()${whiteSpace}]+)${gap}\\)${gap})?$`,
);

/**
 * A role of the author's own: `name` or `name(base)`. What options there are depends on the role it is based on, so the
 * directive is read by a spec made for it.
 */
export const role: Directive = {
  names: ["role"],
  takesContent: false,
  options: ["class", "format", "language"],
  run: (call, cx) => {
    const place = spanOfLine(call.first);
    if (isBlank(call.first)) return [faultOf(call, cx, "role-name-missing", [call.name], place)];
    const { name = "", base } = definition.exec(call.first.text)?.groups ?? {};
    if (!isSimpleName(name) || (base !== undefined && !isSimpleName(base)))
      return [faultOf(call, cx, "role-name-invalid", [call.name, call.first.text], place)];
    const found = base === undefined ? null : findRole(base, cx);
    if (found === undefined) return unknown(base!, call, cx);
    return [...inEnglish(base, found, call, cx), ...define(name, found, call, cx)];
  },
};

/** Register a role; `base` is `null` for one that only marks its text. */
function define(name: string, base: FoundRole | null, call: DirectiveCall, cx: Context): Block[] {
  const options = Object.fromEntries((base?.role.options ?? []).map((option) => [option, text]));
  const spec: DirectiveSpec<
    "none",
    { class: typeof names; format?: typeof text; language?: typeof text }
  > = {
    names: ["role"],
    argument: "none",
    options: { class: names, ...options },
    body: "none",
    run: () => [],
  };
  const below = { first: cut(call.first, call.first.text.length), rest: trimBlank(call.rest) };
  const parts = readParts(spec, { ...call, ...below }, cx);
  if ("type" in parts) return [parts];
  const { class: given, format, language } = parts.options;
  const classes = given ?? classNames(name);
  if (!classes)
    return [faultOf(call, cx, "role-name-no-class", [call.name, name], spanOfLine(call.first))];
  const made: CustomRole = {
    ...base?.options,
    base: base?.role.names[0] ?? null,
    classes,
    ...(format === undefined ? {} : { format }),
    ...(language === undefined ? {} : { language }),
  };
  cx.state.hasSetRoles = true;
  cx.state.customRoles.set(name.toLowerCase(), made);
  return [];
}

/** The note that a role is not called so in the language of the text. */
function inEnglish(
  name: string | undefined,
  found: FoundRole | null,
  call: DirectiveCall,
  cx: Context,
): Block[] {
  if (name === undefined || !found?.english) return [];
  const parts = [name, cx.settings.languageCode];
  return [cx.message("role-in-english", spanOfLine(call.first), parts)];
}

function unknown(name: string, call: DirectiveCall, cx: Context): Block[] {
  const { note, parts } = unknownRole(name, spanOfLine(call.first), cx);
  return [note, faultOf(call, cx, "unknown-role", parts, spanOfLine(call.first))];
}

/** The role of text that names none, from here on; without an argument it is the usual one again. */
export const defaultRole = directive({
  names: ["default-role"],
  argument: "optional-word",
  body: "none",
  run: ({ argument, fault }, cx) => {
    if (argument && !findRole(argument.text, cx)) {
      const { note, parts } = unknownRole(argument.text, argument.span, cx);
      return [note, fault("unknown-role", parts, argument.span)];
    }
    cx.state.hasSetRoles = true;
    cx.state.defaultRole = argument?.text ?? null;
    return [];
  },
});
