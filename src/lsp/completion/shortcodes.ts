import { posix } from "node:path";
import type { CompletionItem } from "vscode-languageserver-protocol";
import { isMarkdown } from "../../base/formats.js";
import type { Shortcode } from "../facts.js";
import { parameterAt, shortcodeCallAt, type ShortcodeCall } from "../shortcode-call.js";
import { isPicture, leadOf, wordsFor } from "../shortcode-values.js";
import { itemFor, kinds, type Asked, type Provider } from "./asked.js";
import { fileItems, isPictureFile, pictureItems } from "./files.js";

/** Names of shortcodes behind `{{%`, then those of their parameters and what these may say. */
export const shortcodes: Provider = (asked) => {
  if (!isMarkdown(asked.path)) return null;
  const { source, offset, workspace } = asked;
  const call = shortcodeCallAt(source, offset);
  if (!call) return null;
  const known = workspace.facts?.shortcodes ?? [];
  if (offset <= call.nameEnd) return names(asked, call, known);
  const shortcode = known.find(({ name }) => name === call.name);
  if (!shortcode || call.isEnd) return [];
  const isNew = /\s$/.test(source.text.slice(call.nameEnd, offset));
  const at = parameterAt(call, offset);
  if (at && (at.quote !== "" || at.valueStart > at.start)) return values(asked, call, shortcode);
  if (!at && !isNew) return [];
  return [...parameterNames(asked, call, shortcode), ...values(asked, call, shortcode)];
};

function names(
  asked: Asked,
  call: ShortcodeCall,
  known: readonly Shortcode[],
): readonly CompletionItem[] {
  const typed = call.name.slice(0, asked.offset - call.nameStart);
  const before = asked.source.text.slice(0, call.nameStart);
  const open = call.isEnd ? openIn(before, known) : null;
  return known
    .filter(({ name }) => open === null || open === name)
    .map(({ name, shows }) =>
      itemFor(asked, typed, {
        label: name,
        kind: kinds.function,
        detail: `shows ${shows}`,
        past: call.nameEnd - asked.offset,
      }),
    );
}

/** The shortcode that holds what follows a text; `null` where none does. */
function openIn(text: string, known: readonly Shortcode[]): string | null {
  const holding = new Set(
    known
      .filter(({ shows }) => shows === "admonition" || shows === "template")
      .map(({ name }) => name),
  );
  const open: string[] = [];
  for (const { groups } of text.matchAll(
    /\{\{[%<][ \t]*(?<end>\/?)[ \t]*(?<name>[\p{L}\p{N}_./-]{1,100})(?![\p{L}\p{N}_./-])(?<rest>[^{}]{0,2000})\}\}/gu,
  )) {
    const { end, name = "", rest = "" } = groups!;
    if (end !== "" && open.includes(name)) open.splice(open.lastIndexOf(name));
    else if (end === "" && holding.has(name) && !/\/[%>]$/.test(rest)) open.push(name);
  }
  return open.at(-1) ?? null;
}

const isNumber = (name: string) => /^\d+$/.test(name);

/** Those that are not given, and have names. */
function parameterNames(
  asked: Asked,
  call: ShortcodeCall,
  { parameters }: Shortcode,
): readonly CompletionItem[] {
  const given = new Set(call.parameters.map(({ name }) => name));
  const at = parameterAt(call, asked.offset);
  const typed = at ? at.value.slice(0, asked.offset - at.valueStart) : "";
  return parameters
    .filter((name) => !isNumber(name) && !given.has(name))
    .map((name) => itemFor(asked, typed, { label: name, text: `${name}="`, kind: kinds.property }));
}

/** What the parameter may say whose value holds the place, or the next one without a name. */
function values(
  asked: Asked,
  call: ShortcodeCall,
  shortcode: Shortcode,
): readonly CompletionItem[] {
  const { workspace, path, offset, after } = asked;
  const at = parameterAt(call, offset);
  const isBefore = (each: { readonly start: number }) => each.start < offset;
  const name =
    at?.name ??
    String(call.parameters.filter((each) => isNumber(each.name) && isBefore(each)).length);
  if (!shortcode.parameters.includes(name)) return [];
  const typed = at ? at.value.slice(0, offset - at.valueStart) : "";
  const quote = at?.quote || '"';
  const isOpen = at !== null && at.quote !== "";
  const past = isOpen ? (/^[^\s"`]*(?=["`])/.exec(after)?.[0].length ?? 0) : 0;
  const isClosed = isOpen && /^[^\s"`]*["`]/.test(after);
  const words = wordsFor(workspace, path, shortcode, { name, parameters: call.parameters });
  const items = words.map((word) =>
    itemFor(asked, typed, {
      label: word,
      text: `${isOpen ? "" : quote}${word}${isClosed ? "" : quote}`,
      kind: kinds.value,
      past,
    }),
  );
  return isOpen ? [...items, ...pictures(asked, call, shortcode, name, typed)] : items;
}

/** Files of pictures, folder by folder, behind what the setting says before the parameter. */
function pictures(
  asked: Asked,
  call: ShortcodeCall,
  shortcode: Shortcode,
  name: string,
  typed: string,
): readonly CompletionItem[] {
  return shortcode.settings.flatMap(([setting, text]) => {
    const lead = isPicture(shortcode, setting) ? leadOf(text, name, call.parameters) : null;
    if (lead === null) return [];
    const beside = pictureItems(asked, typed, lead);
    if (`${lead}${typed}`.startsWith("/") || posix.dirname(asked.path) === ".") return beside;
    return [...beside, ...fileItems(asked, typed, lead, isPictureFile)];
  });
}
