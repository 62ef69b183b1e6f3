import { createRequire } from "node:module";

// Loaded with the first drawing.
let parser: typeof import("htmlparser2") | undefined;
const require = createRequire(import.meta.url);

/** Elements that run or load something, or hold what is no drawing, under whatever prefix. */
const refusedElements = new Set(
  "audio base body embed foreignobject frame handler head html iframe link listener meta object script video".split(
    " ",
  ),
);

/** A document type without declarations: of a name alone, or of the public ids of SVG (SVG 1.1, section 1.3). */
const plainDoctype =
  /^!DOCTYPE\s+[\w:]+(?:\s+PUBLIC\s+(["'])-\/\/W3C\/\/DTD SVG [\w .-]+\/\/EN\1\s+(["'])https?:\/\/www\.w3\.org\/[\w./-]+\2)?\s*$/i;

const xhtml = "http://www.w3.org/1999/xhtml";

/**
 * Why a drawing is not copied to the site: it could run code, load something else or show what is no drawing when a
 * reader opens it by itself. `null` for one that cannot. The text must be what a browser reads: UTF-8, without
 * declarations of its own.
 */
export function faultOfSvg(text: string): string | null {
  const { Parser } = (parser ??= require("htmlparser2") as typeof import("htmlparser2"));
  const reader = new SvgReader();
  const machine = new Parser(
    {
      onopentag: (name, attributes) => reader.element(name, attributes),
      ontext: (value) => reader.text(value),
      onclosetag: () => reader.close(),
      onprocessinginstruction: (name, data) => reader.instruction(name, data),
    },
    { xmlMode: true, decodeEntities: true },
  );
  try {
    machine.write(text);
    machine.end();
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return "its elements stand too deep in one another";
  }
  return reader.fault ?? (reader.isSvg ? null : "it holds no <svg>");
}

/** How deep elements may stand in one another: more than any drawing has. */
const deepest = 500;

class TooDeep extends Error {}

class SvgReader {
  /** The first thing that is wrong. */
  fault: string | undefined;
  isSvg = false;
  readonly #open: string[] = [];
  #style = "";

  element(qualified: string, attributes: Readonly<Record<string, string>>): void {
    const name = localName(qualified);
    if (this.#open.length === 0) this.isSvg = name === "svg";
    if (this.#open.push(name) > deepest) throw new TooDeep();
    if (refusedElements.has(name)) this.#refuse(`it has a <${qualified}>`);
    for (const [attribute, value] of Object.entries(attributes)) {
      const fault = faultOfAttribute(name, attribute, value);
      if (fault !== null) this.#refuse(fault);
    }
  }

  text(value: string): void {
    if (this.#open.at(-1) === "style") this.#style += value;
  }

  close(): void {
    if (this.#open.pop() !== "style") return;
    if (!isOwnStyle(this.#style)) this.#refuse("its <style> loads something else");
    this.#style = "";
  }

  /**
   * `<?xml …?>` and `<!DOCTYPE …>` are instructions for the parser, which ends a declaration at the first `>`, also
   * within quotes. A browser does not, so that only declarations without one of those are let through.
   */
  instruction(name: string, data: string): void {
    const kind = name.toLowerCase();
    if (kind === "!entity") this.#refuse("it declares an entity");
    else if (kind === "!doctype") {
      if (!plainDoctype.test(data))
        this.#refuse(
          "its document type is not one of those of SVG, or declares something of its own",
        );
    } else if (!kind.startsWith("?")) this.#refuse(`it has a <${name}>`);
    else if (kind === "?xml") {
      const encoding = /encoding\s*=\s*["']([^"']*)/i.exec(data)?.[1] ?? "utf-8";
      if (!/^(?:utf-?8|us-ascii)$/i.test(encoding))
        this.#refuse(`it is not in UTF-8 but ${encoding}`);
    } else if (kind === "?xml-stylesheet") this.#refuse("it loads a style sheet");
  }

  #refuse(fault: string): void {
    this.fault ??= fault;
  }
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(":") + 1).toLowerCase();
}

function faultOfAttribute(element: string, qualified: string, value: string): string | null {
  const name = localName(qualified);
  if (name.startsWith("on")) return `it has ${qualified}, which runs code`;
  if (/^xmlns(?::|$)/i.test(qualified)) return value.trim() === xhtml ? "it holds HTML" : null;
  if (qualified.toLowerCase() === "xml:base") return "it has xml:base";
  if (name === "href" || name === "src") return faultOfAddress(element, value);
  if (name === "attributename") return faultOfAnimated(value);
  // An animation may set an address as well.
  if (["to", "from", "by", "values"].includes(name) && runsCode(value))
    return `its ${name} runs code`;
  return isOwnStyle(value) ? null : `its ${qualified} loads something else`;
}

function faultOfAnimated(attribute: string): string | null {
  return /^(?:href|src|style|on)/.test(localName(attribute.trim()))
    ? `it animates ${attribute}`
    : null;
}

/** A link may lead away; what is shown must be in the drawing itself. */
function faultOfAddress(element: string, value: string): string | null {
  const address = value.replace(/[^!-~]+/g, "");
  if (address === "" || address.startsWith("#") || isEmbedded(address)) return null;
  const scheme = /^[^/?#]*:/.exec(address)?.[0].toLowerCase();
  const isPlain = scheme === undefined || ["http:", "https:", "mailto:"].includes(scheme);
  if (element === "a" && isPlain) return null;
  return `it leads to "${value.trim().slice(0, 60)}"`;
}

function runsCode(value: string): boolean {
  return /(?:javascript|vbscript|data):/i.test(value.replace(/[^!-~]+/g, ""));
}

/** A picture or font that stands in the drawing, of a kind that holds no code. */
function isEmbedded(address: string): boolean {
  return /^data:(?:image\/(?:png|jpe?g|gif|webp|avif)|(?:application\/)?(?:x-)?font[^,;]*)[;,]/i.test(
    address,
  );
}

/** Whether CSS loads nothing but what stands in the drawing. Escapes could hide an address, so there may be none before one. */
function isOwnStyle(css: string): boolean {
  if (/@import|expression\s*\(|image-set\s*\(|behavior\s*:|-moz-binding/i.test(css)) return false;
  if (css.includes("\\") && /[(@:]/.test(css)) return false;
  return [...css.matchAll(/url\(\s*["']?([^"')]*)/gi)].every(([, address]) => {
    const bare = address!.trim();
    return bare.startsWith("#") || isEmbedded(bare);
  });
}
