import { posix } from "node:path";
import type { CompletionItem } from "vscode-languageserver-protocol";
import { isMarkdown } from "../../base/formats.js";
import { linked } from "../resolve.js";
import { isProse } from "../workspace.js";
import { itemFor, kinds, type Asked, type Provider } from "./asked.js";
import { pictureItems } from "./files.js";
import { idItems } from "./ids.js";

/** `](a`, `](<a`, `[name]: a` */
const markdownLinkRe =
  /(?:\]\(|^ {0,3}\[[^\]]+\]:[ \t]*)(?:<(?<angled>[^<>]*)|(?<plain>[^\s()<>]*))$/;
/** `![text](`, of a line up to its end. */
const markdownPictureRe = /!\[[^\]]*\]\([^()]*$/;
/** `<a href="a`, `<img src="a` */
const htmlRe = /<[a-z][^<>]*\s(?<key>href|src)=["'](?<quoted>[^"']*)$/i;

/** Where a link or a picture of Markdown leads: to another file, `](`, or to an id, `](#`. */
export const markdownLinks: Provider = (asked) => {
  const { before, path } = asked;
  if (!isMarkdown(path)) return null;
  const link = markdownLinkRe.exec(before)?.groups;
  const html = link ? undefined : htmlRe.exec(before)?.groups;
  const typed = link?.["angled"] ?? link?.["plain"] ?? html?.["quoted"];
  if (typed === undefined) return null;
  const written = link?.["angled"] === undefined ? encoded : (name: string) => name;
  const isPicture = html ? html["key"]!.toLowerCase() === "src" : markdownPictureRe.test(before);
  return isPicture ? pictureItems(asked, typed, "", written) : linkItems(asked, typed, written);
};

/** `](#a`, `](/a`, `` `text <#a`` */
const describedRe = /(?:\]\(|`[^`]*<)([#/][^\s()<>]*)$/;

/** Where a link of a description leads. */
export const descriptionLinks: Provider = (asked) => {
  if (!asked.workspace.isData(asked.path)) return null;
  const [, typed] = describedRe.exec(asked.before) ?? [];
  return typed === undefined ? null : linkItems(asked, typed);
};

/** `` `text <a``, `.. _name: a` */
const rstLinkRe = /(?:`[^`]*<|^[ \t]*\.\.[ \t]+_(?:`[^`]+`|(?:\\.|[^:\\`])+):[ \t]+)([^\s`<>]*)$/;

/** Where a link of reStructuredText leads, beyond the names of its page: to another page, or an id of it. */
export const rstLinks: Provider = (asked) => {
  const [, typed] = rstLinkRe.exec(asked.before) ?? [];
  return typed === undefined ? null : linkItems(asked, typed);
};

/** Other pages, and behind `#` ids of the page that is typed before it. */
export function linkItems(
  asked: Asked,
  typed: string,
  written: (path: string) => string = encoded,
): readonly CompletionItem[] {
  const hash = typed.indexOf("#");
  if (hash !== -1) {
    const named = typed.slice(0, hash);
    const to = named === "" ? undefined : linked(asked.workspace, asked.path, named);
    return idItems(asked, typed.slice(hash + 1), "", to);
  }
  const ids = typed === "" ? idItems(asked, "", "#") : [];
  return [...pageItems(asked, typed, written), ...ids];
}

/** The other pages: by the files of their texts as seen from this one, or by their addresses. */
function pageItems(
  asked: Asked,
  typed: string,
  written: (path: string) => string,
): readonly CompletionItem[] {
  const { workspace, path } = asked;
  const { pages = [], isTree = false } = workspace.facts ?? {};
  const item = (label: string, title: string) =>
    itemFor(asked, typed, { label, text: written(label), kind: kinds.file, detail: title });
  if (typed.startsWith("/") || (isTree && !isProse(path)))
    return isTree ? pages.map(({ address, title }) => item(address, title)) : [];
  const isHere = new Set([path]);
  const own = workspace.pagesWith(path)[0];
  if (!isTree && !isMarkdown(path)) {
    const from = posix.dirname(own?.path ?? "");
    return pages
      .filter((page) => page !== own)
      .map(({ address, title }) => item(posix.relative(from, address), title));
  }
  const lead = typed.startsWith("./") ? "./" : "";
  return pages.flatMap((page) =>
    [...workspace.textsOf(page)].flatMap((text) => {
      if (isHere.has(text) || workspace.find(text) === null) return [];
      isHere.add(text);
      const beside = posix.relative(posix.dirname(path), text);
      return [item(beside.startsWith("../") ? beside : `${lead}${beside}`, page.title)];
    }),
  );
}

/** A path as it may stand in a link without angle brackets. */
function encoded(path: string): string {
  return path.replace(/[\s()<>"]/g, (char) =>
    char === "(" ? "%28" : char === ")" ? "%29" : encodeURIComponent(char),
  );
}
