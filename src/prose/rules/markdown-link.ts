import type { ProseRule } from "../rule.js";

/** `[text](address "title")` and `![text](address)`; the text may go on in the next line. */
const linkRe =
  /(?<![\w)\]`\\])(?<image>!?)\[(?<text>[^\][\n]+(?:\n(?![ \t]*\n)[^\][\n]*)?)\]\((?<address>[^()\s<>]*[A-Za-z#/][^()\s<>]*|<[^<>\n]+>)(?:[ \t]+"[^"\n]*")?\)/g;

export const markdownLink: ProseRule = {
  code: "markdown-link",
  needs: ["]("],
  mayOccur: /\]\(/,
  *find({ plain }) {
    for (const match of plain.matchAll(linkRe)) {
      const { image = "", text = "", address = "" } = match.groups!;
      const start = match.index;
      const words = text.replace(/\s+/g, " ").trim();
      yield { start, end: start + match[0].length, parts: [words, address, image] };
    }
  },
};

/** `[name]: https://example.org` and `[^1]: A note.` at the beginning of a line. */
const definitionRe = /^[ \t]*\[(?<note>\^?)(?<name>[^\][\n]+)\]:[ \t]+(?<rest>\S.*)$/gm;

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
      if (note !== "" || /^<?(?:[a-z][a-z\d+.-]*:|\.{0,2}\/|#)/i.test(rest))
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
