/** HTML that is safe to print: only this file makes it, so a raw string does not fit where it is wanted. */
export type Html = string & { readonly __html: unique symbol };

/** Attributes by name. Absent ones, `false` and empty lists are not written; `true` is written without a value. */
export interface HtmlAttributes {
  readonly [name: string]: string | number | boolean | readonly string[] | undefined;
}

/** Elements that have no end tag, by the HTML standard ("void elements"). */
const voidElements = new Set([
  "area",
  "base",
  "br",
  "col",
  "embed",
  "hr",
  "img",
  "input",
  "link",
  "meta",
  "source",
  "track",
  "wbr",
]);

/** An element with its children, which are HTML already. */
export function el(tag: string, attributes: HtmlAttributes, ...children: readonly Html[]): Html {
  let start = `<${tag}`;
  for (const name in attributes) start += attribute(name, attributes[name]);
  if (voidElements.has(tag)) return `${start}>` as Html;
  return `${start}>${children.length === 1 ? children[0]! : children.join("")}</${tag}>` as Html;
}

function attribute(name: string, value: HtmlAttributes[string]): string {
  if (value === undefined || value === false) return "";
  if (value === true) return ` ${name}`;
  if (typeof value === "object")
    return value.length === 0 ? "" : ` ${name}="${escaped(value.join(" "))}"`;
  return ` ${name}="${typeof value === "number" ? value : escaped(value)}"`;
}

/** Plain text as HTML. */
export function text(value: string): Html {
  return (specialInText.test(value) ? value.replace(specialsInText, escapeOf) : value) as Html;
}

/** Pieces of HTML one after the other. */
export function join(parts: readonly Html[], separator = ""): Html {
  return parts.join(separator) as Html;
}

/** The same in one piece: V8 keeps a text as a tree of what it was put together from until one of its characters is asked for. */
export function inOnePiece(html: Html): Html {
  html.charCodeAt(0);
  return html;
}

/** Nothing to show. */
export const nothing = "" as Html;

/** HTML that comes from elsewhere and is passed on as it is: the author's `raw`, the libraries for mathematics and code. */
export function trusted(html: string): Html {
  return html as Html;
}

/** Control characters, which HTML cannot have, but for white space and U+0085. */
const controls = String.raw`\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f`;
const specialInText = new RegExp(`[&<>${controls}]`);
const specialsInText = new RegExp(specialInText, "g");
const specialInAttribute = new RegExp(`[&<>"${controls}]`);
const specialsInAttribute = new RegExp(specialInAttribute, "g");
const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escapeOf(character: string): string {
  return escapes[character] ?? "\ufffd";
}

function escaped(value: string): string {
  return specialInAttribute.test(value) ? value.replace(specialsInAttribute, escapeOf) : value;
}

/** An address that may break after each slash. */
export function breakable(address: string): Html {
  return join(address.split(/(?<=.\/)(?=.)/).map(text), el("wbr", {}));
}
