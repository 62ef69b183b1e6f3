import type { ExternalDocs } from "../api/model.js";
import type { Span } from "../base/source.js";
import { isObject, joinPointer, ownValue } from "../data/data.js";
import type { Paragraph } from "../rst/nodes.js";
import { linkOut, paragraph, spanBelow, text } from "./nodes.js";
import { word, type Making } from "./page.js";
import { schemaOf, type Of } from "./shape.js";

type Docs = Pick<ExternalDocs, "at" | "url" | "description">;

/** Where more is said: `See The guide.` */
export function seeAlso(making: Making, docs: Docs, span: Span): Paragraph {
  const { at, url, description } = docs;
  const words = description?.text.trim() || url;
  const end = /[.!?]\s*$/.test(description?.text ?? "") ? [] : [text(".", span)];
  return paragraph(
    [text(`${word(making, "see")} `, span), linkOut(url, words, spanBelow(at, "url")), ...end],
    span,
  );
}

/** Where a schema itself is described further; not what it refers to or is put together of. */
export function docsOf(of: Of): Docs | null {
  const schema = schemaOf(of);
  const given = schema.keyword("externalDocs") ?? null;
  if (!isObject(given)) return null;
  const { file, pointer } = schema.at;
  const at = { file, pointer: joinPointer(pointer, "externalDocs") };
  const [url, said] = [ownValue(given, "url"), ownValue(given, "description")];
  const place = { file, pointer: joinPointer(at.pointer, "description") };
  const description = typeof said === "string" ? { at: place, text: said } : null;
  return typeof url === "string" ? { at, url, description } : null;
}
