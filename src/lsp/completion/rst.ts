import { posix } from "node:path";
import type { CompletionItem } from "vscode-languageserver-protocol";
import { isMarkdown } from "../../base/formats.js";
import { directiveWords, roleWords } from "../../rst/rst.js";
import { scopeOf } from "../resolve.js";
import type { Name } from "../text-index.js";
import { isProse } from "../workspace.js";
import { itemFor, kinds, type Asked, type Provider } from "./asked.js";
import { fileItems, pictureItems } from "./files.js";
import { linkItems, rstLinks } from "./links.js";

function isRst({ path }: Asked): boolean {
  return isProse(path) && !isMarkdown(path);
}

/** Names of directives behind `..`. */
export const directives: Provider = (asked) => {
  const [, typed] =
    /^[ \t]*\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?([A-Za-z][\w-]*|)$/.exec(asked.before) ?? [];
  if (typed === undefined || !isRst(asked)) return null;
  const isWhole = /^[\w-]*::/.test(asked.after);
  const past = isWhole ? /^[\w-]*/.exec(asked.after)![0].length : 0;
  return directiveWords.flatMap(({ names, options }) =>
    names.map((name) =>
      itemFor(asked, typed, {
        label: name,
        text: isWhole ? name : `${name}::`,
        kind: kinds.keyword,
        detail: options.length > 0 ? `options: ${options.join(", ")}` : "without options",
        past,
      }),
    ),
  );
};

/** Options in the lines below a directive. */
export const directiveOptions: Provider = (asked) => {
  const [, indent, typed] = /^([ \t]+):([\w-]*)$/.exec(asked.before) ?? [];
  if (typed === undefined || !isRst(asked)) return null;
  const above = directiveAbove(asked, indent!);
  return (
    above &&
    above.options
      .filter((each) => !above.given.has(each))
      .map((each) =>
        itemFor(asked, typed, { label: each, text: `${each}: `, kind: kinds.property }),
      )
  );
};

/** Where options lead that name a file or a place: `:file:`, `:target:`. */
export const directiveOptionValues: Provider = (asked) => {
  const [, indent, option, typed] = /^([ \t]+):(file|target):[ \t]+(\S*)$/.exec(asked.before) ?? [];
  if (typed === undefined || !isRst(asked)) return null;
  if (!directiveAbove(asked, indent!)?.options.includes(option!)) return null;
  return option === "file"
    ? fileItems(asked, typed, posix.dirname(asked.path), () => true)
    : linkItems(asked, typed);
};

/** The directive that an option line of this indentation belongs to: its options, and those that are given before. */
function directiveAbove(
  asked: Asked,
  indent: string,
): { readonly options: readonly string[]; readonly given: ReadonlySet<string> } | null {
  const lines = asked.source.text.slice(0, asked.offset).split("\n").slice(-60, -1).reverse();
  const given = new Set<string>();
  for (const line of lines) {
    const option = /^[ \t]+:([\w-]+):/.exec(line)?.[1];
    const name = /^([ \t]*)\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?([\w-]+)::/.exec(line);
    if (name) {
      if (name[1]!.length >= indent.length) return null;
      const known = directiveWords.find(({ names }) => names.includes(name[2]!.toLowerCase()));
      return { options: known?.options ?? [], given };
    }
    if (option !== undefined) given.add(option);
    else if (line.trim() === "" || !line.startsWith(indent)) return null;
  }
  return null;
}

/** Names of roles, `:name:` before a text in backquotes. */
export const rolesOf: Provider = (asked) => {
  const [, typed] = /(?:^|[\s(["'<-]):([A-Za-z][\w-]*|)$/.exec(asked.before) ?? [];
  if (typed === undefined || !isRst(asked)) return null;
  const own = [...asked.source.text.matchAll(/^[ \t]*\.\.[ \t]+role::[ \t]+([\w-]+)/gm)];
  return [...roleWords.flat(), ...own.map(([, name]) => name!)].map((name) =>
    itemFor(asked, typed, { label: name, text: `${name}:\``, kind: kinds.keyword, detail: "role" }),
  );
};

/** What `|name|` may stand for. */
export const substitutions: Provider = (asked) => {
  const [, typed] = /(?:^|[\s(["'<-])\|(\w[^|\n]{0,80}|)$/.exec(asked.before) ?? [];
  if (typed === undefined || !isRst(asked)) return null;
  const isClosed = /^[^|\s]*\|/.test(asked.after);
  return namesFor(asked, ["substitution"]).map(({ name, title }) =>
    itemFor(asked, typed, {
      label: name,
      text: isClosed ? name : `${name}|`,
      kind: kinds.reference,
      detail: title,
      past: isClosed ? asked.after.indexOf("|") : 0,
    }),
  );
};

/** Files behind `.. include::`, and pictures behind `.. image::` and `.. figure::`. */
export const includedFiles: Provider = (asked) => {
  const [, directive, typed] =
    /^[ \t]*\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?(include|image|figure)::[ \t]+(\S*)$/i.exec(
      asked.before,
    ) ?? [];
  if (typed === undefined || !isRst(asked)) return null;
  return directive!.toLowerCase() === "include"
    ? fileItems(asked, typed, posix.dirname(asked.path), () => true)
    : pictureItems(asked, typed);
};

/** Targets: within backquotes, in `<name_>`, as `<#id>`, and by a simple name before its underscore. */
export const rstReferences: Provider = (asked) => {
  if (!isRst(asked)) return null;
  const { before, after } = asked;
  if (/^[ \t]*\.\.[ \t]+_/.test(before)) return rstLinks(asked);
  const inside = /`[^`<]*<([^`<>]*)$/.exec(before);
  if (inside && isWithin(before)) {
    const typed = inside[1]!;
    const end = after.startsWith(">") || after.startsWith("_>") ? "" : "_>`_";
    const own = typed.includes("#") ? [] : targets(asked, typed, (written) => `${written}${end}`);
    return [...own, ...(rstLinks(asked) ?? [])];
  }
  const phrase = /(:ref:)?`([^`<]*)$/.exec(before);
  if (
    phrase &&
    isWithin(before) &&
    !/:[\w-]+:$/.test(before.slice(0, phrase.index) + (phrase[1] ?? "").slice(5))
  ) {
    const typed = phrase[1] ? `${phrase[1]}\`${phrase[2]}` : phrase[2]!;
    const lead = phrase[1] ? "`" : "";
    const end = after.startsWith("`") ? "" : "`_";
    return targets(asked, typed, (written) => `${lead}${written}${end}`);
  }
  const [, simple] = /(?:^|[\s(["'<-])([A-Za-z][\w-]+)$/.exec(before) ?? [];
  if (simple === undefined || before.includes("``")) return null;
  const end = after.startsWith("_") ? "" : "_";
  const isSimple = (name: string) => /^[A-Za-z0-9]+(?:[-_.:+][A-Za-z0-9]+)*$/.test(name);
  return targets(asked, simple, (written) => `${written}${end}`, isSimple);
};

/** Whether the last backquote of a line opens something. */
function isWithin(before: string): boolean {
  return before.replaceAll("``", "").split("`").length % 2 === 0;
}

function targets(
  asked: Asked,
  typed: string,
  textOf: (written: string) => string,
  isWanted: (written: string) => boolean = () => true,
): readonly CompletionItem[] {
  return namesFor(asked, ["target", "title"]).flatMap(({ span, title, kind }) => {
    const written = span.source.text.slice(span.start, span.end).replace(/\s+/g, " ");
    if (!isWanted(written)) return [];
    const detail = kind === "title" ? "title" : title;
    return [
      itemFor(asked, typed, {
        label: written,
        text: textOf(written),
        kind: kinds.reference,
        detail,
      }),
    ];
  });
}

/** Names of the texts of a page, each once. */
function namesFor({ workspace, path }: Asked, wanted: readonly Name["kind"][]): readonly Name[] {
  const names = new Map<string, Name>();
  for (const each of scopeOf(workspace, path))
    for (const name of workspace.index(each)?.names ?? [])
      if (wanted.includes(name.kind) && !names.has(name.name)) names.set(name.name, name);
  return [...names.values()];
}
