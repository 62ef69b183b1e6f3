import type { Span } from "../base/source.js";
import { isObject, ownValue } from "../data/data.js";
import type { Inline } from "../rst/nodes.js";
import type { Shape } from "../schema/merged.js";
import { literal, text } from "./nodes.js";
import { word, type Making } from "./page.js";

/**
 * How a value is written in XML, where it is not an element called like its property: "In XML: the attribute `id`."
 * @see https://spec.openapis.org/oas/v3.2.0#xml-object
 */
export function xmlSayings(making: Making, { parts }: Shape, span: Span): readonly Inline[][] {
  const given = parts.findLast((each) => each.keyword("xml") !== undefined)?.keyword("xml") ?? null;
  if (!isObject(given)) return [];
  const textOf = (key: string) => {
    const value = ownValue(given, key);
    return typeof value === "string" && value !== "" ? value : null;
  };
  const kind = textOf("nodeType") ?? (ownValue(given, "attribute") === true ? "attribute" : null);
  const [name, prefix, namespace] = [textOf("name"), textOf("prefix"), textOf("namespace")];
  const called = name === null ? null : prefix === null ? name : `${prefix}:${name}`;
  const said: readonly Inline[][] = [
    ...(kind !== null || called !== null
      ? [[text(kindText(kind, called), span), ...(called === null ? [] : [literal(called, span)])]]
      : []),
    ...(called === null && prefix !== null
      ? [[text("with the prefix ", span), literal(prefix, span)]]
      : []),
    ...(namespace === null ? [] : [[text("of the namespace ", span), literal(namespace, span)]]),
    ...(ownValue(given, "wrapped") === true
      ? [[text("the items are wrapped in an element", span)]]
      : []),
  ];
  if (said.length === 0) return [];
  const nodes = said.flatMap((each, index) => (index === 0 ? each : [text(", ", span), ...each]));
  return [[text(`${word(making, "in-xml")}: `, span), ...nodes, text(".", span)]];
}

/** `element`, `attribute`, `text`, `cdata` or `none`. */
function kindText(kind: string | null, called: string | null): string {
  const words: { readonly [kind: string]: string } = {
    text: "the text of its element",
    cdata: "a CDATA section",
    none: "no node of its own",
  };
  if (kind !== null && Object.hasOwn(words, kind)) return words[kind]! + (called ? " " : "");
  const article = called === null ? "an " : "the ";
  return `${article}${kind === "attribute" ? "attribute" : "element"}${called === null ? "" : " "}`;
}
