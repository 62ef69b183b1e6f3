import { replaceLabels, Repeated } from "../assemble/assemble.js";
import { readBeside } from "../base/beside.js";
import { withLabels } from "../base/labels.js";
import { withoutStandIns } from "../base/verbatim.js";
import { htmlPolicy } from "../html/raw-html.js";
import type { Located } from "../data/located.js";
import type { Project } from "../load/project.js";
import { markdownFile, markdownLines } from "../markdown/markdown.js";
import { markdownOf, type Links } from "../print-markdown/print-markdown.js";
import type { Context, Settings } from "../rst/context.js";
import { linesOf, type Line } from "../rst/lines.js";
import { walk, type Document } from "../rst/nodes.js";
import { parseParts, parseRst } from "../rst/rst.js";
import type { PageShortcodes } from "../shortcodes/shortcodes.js";
import { transformInPlace } from "../transform/transform.js";
import type { Permalinks } from "./permalinks.js";
import { textShortcodes } from "./text-shortcodes.js";

const ignore = () => {};

/** What the texts of a project are for programs: with the values of its labels, descriptions as Markdown. */
export class Texts {
  readonly #known = new Map<string, string>();
  readonly #settings: Partial<Settings>;
  readonly #shortcodes: PageShortcodes | null;

  constructor(
    readonly project: Project,
    readonly permalinks: Permalinks,
    /** What descriptions are written in. */
    readonly format: "rst" | "markdown",
    /** From the document that is written to the folder of the site: `../`. */
    readonly up: string,
  ) {
    const { config, readText } = project;
    this.#shortcodes = textShortcodes(project);
    this.#settings = {
      readFile: readBeside(readText, [config.specification]),
      linkNamesWin: true,
      html: htmlPolicy(config.raw, ignore),
    };
  }

  /** A text of one line, or data. */
  readonly plain = (text: string): string => withLabels(text, this.project.labels);

  /** A description as Markdown. `at`: where it stands, whose page has the names that it refers to. */
  markdown(text: string, at: Located, format = this.format): string {
    const { path } = at.file.source;
    const key = `${format}\n${path}\n${text}`;
    let made = this.#known.get(key);
    if (made === undefined) {
      made = format === "rst" ? this.#fromRst(text, path) : this.#fromMarkdown(text, path);
      this.#known.set(key, made);
    }
    return made;
  }

  /** Where a place of the site is found from the document. */
  address(target: string): string {
    return this.permalinks.address(target, this.up);
  }

  /** The address of the place that shows a parameter, a property, a response. */
  partAddress(at: Located): string | undefined {
    const place = this.permalinks.ofPart(at);
    return place === null ? undefined : this.address(place);
  }

  #fromRst(text: string, path: string): string {
    if (isPlain.test(text)) return text.trim();
    const lines = replaceLabels(
      linesOf({ path, text }),
      this.project.labels,
      ignore,
      new Repeated(ignore),
    );
    const document = parseRst(lines, ignore, this.#settings);
    this.#linkNames(document, path);
    this.#addSubstitutions(document, path);
    const { children } = transformInPlace(document, ignore, { doctitle: false });
    return withoutStandIns(markdownOf(children, this.#links(path)));
  }

  #shown(text: string, path: string, shortcodes: PageShortcodes): string {
    const { labels, config } = this.project;
    const written = markdownLines({ path, text });
    const lines = replaceLabels(written, labels, ignore, new Repeated(ignore), new Set(), true);
    const options = { isBelowFrontMatter: true, version: null };
    const read = (given: readonly Line[], cx: Context) =>
      markdownFile(given, cx, config.markdown, options);
    const settings = { ...this.#settings, shortcodes };
    const document = parseParts([{ lines, read }], ignore, settings);
    const { children } = transformInPlace(document, ignore, { doctitle: false });
    return withoutStandIns(markdownOf(children, this.#links(path)));
  }

  #links(path: string): Links {
    const page = this.permalinks.pageOf(path);
    return {
      html: true,
      address: (uri) => {
        if (uri.startsWith(placeMark)) return this.address(uri.slice(placeMark.length));
        if (uri.startsWith("#")) return page === null ? uri : this.address(`${page}${uri}`);
        return page === null ? uri : this.permalinks.besides(uri, page, this.up);
      },
    };
  }

  /** References to names that the text does not have lead to those of its page. */
  #linkNames(document: Document, path: string): void {
    const own = new Set<string>();
    walk(document, (node) => {
      if (node.type !== "text") for (const name of node.names ?? []) own.add(name);
    });
    walk(document, (node) => {
      if (node.type !== "reference" || node.refname === undefined || own.has(node.refname)) return;
      const target = this.permalinks.named(path, node.refname);
      if (target !== null)
        node.refuri = typeof target === "string" ? target : placeMark + target.place;
      delete node.refname;
    });
  }

  /** What a text is to have in place of `|name|` may stand in the texts of its page. */
  #addSubstitutions(document: Document, path: string): void {
    const own = new Set<string>();
    let isUsed = false;
    walk(document, (node) => {
      if (node.type === "substitution_reference") isUsed = true;
      if (node.type === "substitution_definition")
        for (const name of node.names ?? []) own.add(name.toLowerCase());
    });
    if (!isUsed) return;
    for (const [name, definition] of this.permalinks.substitutions(path))
      if (!own.has(name.toLowerCase())) document.children.push({ ...definition });
  }

  /** Markdown stays as it is but for links to places of the site, and shortcodes, in whose place stands what they show. */
  #fromMarkdown(text: string, path: string): string {
    if (this.#shortcodes && /\{\{[%<]/.test(text)) return this.#shown(text, path, this.#shortcodes);
    const labelled = this.plain(text);
    if (!mayLink.test(labelled)) return labelled;
    const page = this.permalinks.pageOf(path);
    const { address = (uri: string) => uri } = this.#links(path);
    const led = (to: string) => {
      if (isAddress.test(to)) return to;
      // Where no page is known, only what begins with a slash has a place.
      return page === null && to.startsWith("/") ? this.address(to.slice(1)) : address(to);
    };
    return labelled.replace(linkOrCode, (whole, ...found) => {
      const { before, to } = found.at(-1) as { before?: string; to?: string };
      return before === undefined || to === undefined ? whole : before + led(to);
    });
  }
}

/** Before a place of the site in an address that is still to be made. */
const placeMark = "specpress-place:";

/** An address with a scheme, or of another host. */
const isAddress = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;

const mayLink = /\]\(|\]:|\b(?:href|src)=/i;

/**
 * Code, in which nothing is a link; or where a link leads: `](to`, `](<to`, `[name]: to` at the beginning of a line, and
 * attributes of HTML.
 */
const linkOrCode =
  /^ {0,3}(?<fence>`{3,}|~{3,})[^]*?(?:^ {0,3}\k<fence>|$(?![^]))|(?<ticks>`+)(?!`)[^]*?(?<!`)\k<ticks>(?!`)|(?<before>\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?|\b(?:href|src)=["'])(?<to>[^\s()<>"']+)/gim;

/** A text in which neither reStructuredText nor Markdown sees anything but text, in one paragraph. */
const isPlain = /^(?![-+*=#\d|>.:~(]|\w{1,8}[.)](?:\s|$))[A-Za-z0-9 ,;.'"()/?!=-]*$/;
