import { createRequire } from "node:module";
import { el, join, nothing, text, type Html, type HtmlAttributes } from "./element.js";

/**
 * HTML from elsewhere → the same without what could run, load or lead the reader away. Nothing is passed on as it was:
 * what is allowed is written anew, so that a browser reads what was looked at here. Elements that the list below does not
 * have go, their content stays, but for those whose content is no text. What is left open is closed at the end.
 */
export function sanitise(html: string): { readonly shown: string; readonly leftOut: string[] } {
  parse ??= makeParser();
  const reader = new Sanitiser(html);
  try {
    parse(html, reader);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return { shown: "", leftOut: ["all of it, since its elements stand too deep in one another"] };
  }
  return reader.result();
}

type Parse = (html: string, reader: Sanitiser) => void;

/** One for all texts: a line may have a hundred thousand tags, each of which is a text of its own, and to make one takes longer than to read a tag. */
let parse: Parse | undefined;

// Loaded when it is first needed: few projects have raw HTML, fewer ask for this.
const require = createRequire(import.meta.url);

function makeParser(): Parse {
  const { Parser } = require("htmlparser2") as typeof import("htmlparser2");
  let reader: Sanitiser;
  /** The parser says nothing of tags that close nothing. */
  class TellingParser extends Parser {
    override onclosetag(start: number, end: number): void {
      const { closed } = reader;
      super.onclosetag(start, end);
      if (reader.closed === closed) reader.stray(start, end);
    }
  }
  const machine = new TellingParser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      ontext: (value) => reader.text(value),
      onclosetag: (name, isImplied) => reader.close(name, isImplied),
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  return (html, of) => {
    reader = of;
    machine.parseComplete(html);
  };
}

const words = (list: string) => new Set(list.split(" "));

const allowed = words(
  "a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details " +
    "dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark nav ol p pre q rp rt " +
    "ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr",
);

/** Elements whose content is no text of the page. */
const withContent = words(
  "applet audio canvas embed frameset head iframe math noembed noframes noscript object plaintext script select style " +
    "svg template textarea title video xmp",
);

/** Elements that end by themselves. */
const endsItself = words("br col colgroup dd dt hr img li p rp rt tbody td tfoot th thead tr wbr");

const everywhere = words("class dir id lang role style title");

/** Attributes of some elements only. */
const attributesOf: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["a", words("href hreflang name")],
  ["col", words("span width")],
  ["colgroup", words("span width")],
  ["details", words("open")],
  ["img", words("alt height loading src width")],
  ["li", words("value")],
  ["ol", words("reversed start type")],
  ["table", words("align border cellpadding cellspacing summary width")],
  ["td", words("align colspan headers rowspan valign width")],
  ["th", words("abbr align colspan headers rowspan scope valign width")],
  ["time", words("datetime")],
]);

const addresses = words("href src");
const schemes = words("http: https: mailto:");

/** How deep elements may stand in one another: more than any page has. */
const deepest = 500;

class TooDeep extends Error {}

interface Open {
  readonly name: string;
  readonly attributes: HtmlAttributes;
  readonly children: Html[];
}

class Sanitiser {
  readonly #html: string;
  /** Of the fragment itself, then the elements that are open. Those that are left out have no entry. */
  readonly #open: Open[] = [{ name: "", attributes: {}, children: [] }];
  readonly #leftOut = new Set<string>();
  /** Of the elements that the parser has opened, whether each is written. */
  readonly #isWritten: boolean[] = [];
  /** How many elements were closed. */
  closed = 0;
  /** How many elements are open whose content is left out. */
  #unseen = 0;

  constructor(html: string) {
    this.#html = html;
  }

  open(name: string, given: Readonly<Record<string, string>>): void {
    const isSeen = this.#unseen === 0;
    const isWritten = isSeen && allowed.has(name);
    if (this.#isWritten.push(isWritten) > deepest) throw new TooDeep();
    if (withContent.has(name)) this.#unseen++;
    if (isWritten)
      this.#open.push({ name, attributes: this.#attributes(name, given), children: [] });
    else if (isSeen) this.#leftOut.add(`<${name}>`);
  }

  text(value: string): void {
    if (this.#unseen === 0) this.#open.at(-1)!.children.push(text(value));
  }

  /** A tag that closes no element, by where its name is. */
  stray(start: number, end: number): void {
    if (this.#unseen > 0) return;
    const name = this.#html.slice(start, end).toLowerCase();
    this.#leftOut.add(`</${name}>, which closes nothing`);
  }

  close(name: string, isImplied: boolean): void {
    this.closed++;
    if (withContent.has(name)) this.#unseen--;
    if (!this.#isWritten.pop()) return;
    if (isImplied && !endsItself.has(name)) this.#leftOut.add(`the missing </${name}>`);
    const done = this.#open.pop()!;
    this.#open.at(-1)!.children.push(el(done.name, done.attributes, join(done.children)));
  }

  result(): { readonly shown: string; readonly leftOut: string[] } {
    return { shown: join(this.#open[0]?.children ?? [nothing]), leftOut: [...this.#leftOut] };
  }

  #attributes(tag: string, given: Readonly<Record<string, string>>): HtmlAttributes {
    const kept: { [name: string]: string } = {};
    for (const [name, value] of Object.entries(given)) {
      const shown = attributeValue(tag, name, value);
      if (shown === null) this.#leftOut.add(`${name} of <${tag}>`);
      else kept[name] = shown;
    }
    return kept;
  }
}

/** The value of an attribute as it may stand on the page; `null` for one that may not. */
function attributeValue(tag: string, name: string, value: string): string | null {
  const isKnown =
    everywhere.has(name) || /^aria-[a-z]+$/.test(name) || attributesOf.get(tag)?.has(name) === true;
  if (!isKnown || (addresses.has(name) && !isPlainAddress(value))) return null;
  return name === "style" && !isPlainStyle(value) ? null : value;
}

/** Whether an address leads to a page or a picture: browsers leave out spaces and control characters before they read it. */
export function isPlainAddress(address: string): boolean {
  const scheme = /^[^/?#]*:/.exec(address.replace(/[^!-~]+/g, ""))?.[0];
  return scheme === undefined || schemes.has(scheme.toLowerCase());
}

const plainProperties =
  /^(?:background-color|border(?:-[a-z]+)*|clear|color|float|font-(?:size|style|variant|weight)|height|line-height|list-style-type|margin(?:-[a-z]+)?|max-(?:height|width)|min-(?:height|width)|padding(?:-[a-z]+)?|text-(?:align|decoration|indent|transform)|vertical-align|white-space|width)$/;

/** Declarations of looks only, whose values are words, numbers and colours: no functions, no addresses, no escapes. */
function isPlainStyle(style: string): boolean {
  return style.split(";").every((declaration) => {
    if (declaration.trim() === "") return true;
    const [property = "", value = "", ...more] = declaration.split(":");
    return (
      more.length === 0 &&
      plainProperties.test(property.trim().toLowerCase()) &&
      /^[\w\s#.,%+-]+$/.test(value)
    );
  });
}
