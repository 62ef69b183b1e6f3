import { posix } from "node:path";
import type { CompletionItem } from "vscode-languageserver-protocol";
import { isMarkdown } from "../../base/formats.js";
import { shortcodeCallAt } from "../shortcode-call.js";
import { itemFor, kinds, type Asked, type Provider } from "./asked.js";
import { idItems } from "./ids.js";

/** Names of shortcodes behind `{{%`, then those of their parameters. */
export const shortcodes: Provider = (asked) => {
  if (!isMarkdown(asked.path)) return null;
  const call = shortcodeCallAt(asked.source, asked.offset);
  if (!call) return null;
  const known = asked.workspace.facts?.shortcodes ?? [];
  if (asked.offset <= call.nameEnd) {
    const typed = call.name.slice(0, asked.offset - call.nameStart);
    return known.map(({ name, shows }) =>
      itemFor(asked, typed, {
        label: name,
        kind: kinds.function,
        detail: `shows ${shows}`,
        past: call.nameEnd - asked.offset,
      }),
    );
  }
  const [, typed] = /(?:^|\s)([\w-]*)$/.exec(call.before) ?? [];
  const isQuoted = (call.before.replaceAll('\\"', "").split('"').length - 1) % 2 === 1;
  if (typed === undefined || isQuoted) return [];
  const given = new Set([...call.before.matchAll(/([\w-]+)=/g)].map(([, name]) => name));
  const parameters = known.find(({ name }) => name === call.name)?.parameters ?? [];
  return parameters
    .filter((name) => !given.has(name))
    .map((name) => itemFor(asked, typed, { label: name, text: `${name}="`, kind: kinds.property }));
};

/** Where a link leads: `](` to another file, `](#` to an id. */
export const markdownLinks: Provider = (asked) => {
  if (!isMarkdown(asked.path)) return null;
  const [, typed] = /(?:\]\(|^ {0,3}\[[^\]]+\]:[ \t]*)<?([^\s()<>]*)$/.exec(asked.before) ?? [];
  if (typed === undefined) return null;
  const hash = typed.indexOf("#");
  if (hash === -1)
    return [...files(asked, typed), ...(typed === "" ? idItems(asked, "", "#") : [])];
  const named = typed.slice(0, hash);
  const file = named === "" ? asked.path : asked.workspace.beside(asked.path, named);
  return file === null ? [] : idItems(asked, typed.slice(hash + 1), "", file);
};

/** The other texts of the project, as seen from this one. */
function files(asked: Asked, typed: string): readonly CompletionItem[] {
  const from = posix.dirname(asked.path);
  return (asked.workspace.facts?.texts ?? [])
    .filter((path) => path !== asked.path && isMarkdown(path))
    .map((path) => itemFor(asked, typed, { label: posix.relative(from, path), kind: kinds.file }));
}
