import type { ProseRule } from "../rule.js";

/** `[text](address "title")`, `![text](address)` and `![](address)`; the text may go on in the next line. */
const linkRe =
  /(?<![\w)\]`\\])(?<image>!?)\[(?<text>(?:[^\][\n]+(?:\n(?![ \t]*\n)[^\][\n]*)?)?)\]\((?<address>[^()\s<>]*[A-Za-z#/][^()\s<>]*|<[^<>\n]+>)(?:[ \t]+"[^"\n]*")?\)/g;

export const markdownLink: ProseRule = {
  code: "markdown-link",
  needs: ["]("],
  mayOccur: /\]\(/,
  *find({ plain }) {
    for (const match of plain.matchAll(linkRe)) {
      const { image = "", text = "", address = "" } = match.groups!;
      if (text === "" && image === "") continue;
      const start = match.index;
      const words = text.replace(/\s+/g, " ").trim();
      yield { start, end: start + match[0].length, parts: [words, address, image] };
    }
  },
};

/** `[name]: https://example.org` and `[^1]: A note.` at the beginning of a line. */
const definitionRe = /^[ \t]*\[(?<note>\^?)(?<name>[^\][\n]+)\]:[ \t]+(?<rest>\S.*)$/gm;

/** An address with a scheme, a path, an id, or the name of a file. */
const addressRe =
  /^<?(?:[a-z][a-z\d+.-]*:|\.{0,2}\/|#|[\w./-]+\.(?:png|jpe?g|gif|svg|webp|md|html?|pdf)(?:[#>]|\s|$))/i;

export const markdownLinkDefinition: ProseRule = {
  code: "markdown-link-definition",
  needs: ["]:"],
  mayOccur: /\]:[ \t]/,
  *find({ plain, source }) {
    for (const match of plain.matchAll(definitionRe)) {
      const { note = "", name = "" } = match.groups!;
      const start = match.index + match[0].search(/\S/);
      const end = match.index + match[0].trimEnd().length;
      const rest = source.text.slice(start, end).replace(/^[^:]*:[ \t]+/, "");
      if (note !== "" || addressRe.test(rest))
        yield {
          start,
          end,
          parts: [name, rest, note],
          // The text of a footnote is read as it is meant.
          explains: [start, note === "" ? end : end - rest.length],
        };
    }
  },
};

/** `[^1]` after a word, where the text has no definition of it, which would be reported instead. */
const footnoteRe = /(?<=[\w.,;:!?)"'*])\[\^(?<name>\d{1,3})\](?![\w*+?{(])/g;

export const markdownFootnote: ProseRule = {
  code: "markdown-footnote",
  needs: ["[^"],
  mayOccur: /\[\^\d{1,3}\]/,
  *find({ plain }) {
    const defined = new Set(
      [...plain.matchAll(definitionRe)].map(({ groups }) => groups!["note"]! + groups!["name"]!),
    );
    for (const { index, 0: found, groups } of plain.matchAll(footnoteRe)) {
      const name = groups!["name"]!;
      if (!defined.has(`^${name}`))
        yield { start: index, end: index + found.length, parts: [found, name] };
    }
  },
};
