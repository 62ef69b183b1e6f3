import type { Context } from "../rst/context.js";
import type { Block } from "../rst/nodes.js";
import { idOf } from "../rst/names.js";
import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import type { Json } from "../data/data.js";
import type { Line } from "../rst/lines.js";
import { spanInText } from "../data/data.js";
import type { Located } from "../data/located.js";
import { keyOf, type Of } from "./shape.js";

/** What a project shows of operations, events and tables, and in which words (`show:` of specpress.yaml). */
export interface Look {
  readonly authentication: boolean;
  readonly rateLimit: boolean;
  readonly requestHttp: boolean;
  readonly requestCurl: boolean;
  /** All responses, or only what a request comes to that succeeds. */
  readonly responses: "all" | "success";
  readonly headers: boolean;
  readonly constraints: boolean;
  readonly defaults: boolean;
  readonly madeExamples: boolean;
}

export const current: Look = {
  authentication: true,
  rateLimit: true,
  requestHttp: true,
  requestCurl: true,
  responses: "all",
  headers: true,
  constraints: true,
  defaults: true,
  madeExamples: true,
};

/** What everything that is made for one page shares: which types have a table there, and which ids are taken. */
export class PageState {
  /** Ids of the tables of types, by the place of their schema. */
  readonly tables = new Map<string, string>();
  readonly #ids = new Set<string>();

  /** A readable id that nothing made on this page has. */
  id(base: string, isTaken: (id: string) => boolean): string {
    const stem = base === "" ? "part" : base;
    let id = stem;
    for (let count = 2; this.#ids.has(id) || isTaken(id); count++) id = `${stem}-${count}`;
    this.#ids.add(id);
    return id;
  }
}

/** What everything that makes nodes is given. */
export interface Making {
  /** The parser's, where the nodes will stand. */
  readonly cx: Context;
  readonly page: PageState;
  readonly look: Look;
  readonly report: Report;
  /** A text of one line with the values of its `%LABEL%`s. */
  readonly labelled: (text: string) => string;
  /** The lines of an author's text, with the values of its labels. */
  readonly linesOf: (source: Source) => readonly Line[];
  /** Texts of authors are in this format. */
  readonly descriptions: "rst" | "markdown";
  /** An example made of a schema; `undefined` where none can be made. */
  readonly exampleOf: (schema: Of, sentIn?: "request" | "response") => Json | undefined;
  /** Tables that are linked and still to be made, in the order in which they were met. */
  readonly pending: PendingTable[];
}

export interface PendingTable {
  readonly of: Of;
  readonly id: string;
  readonly label: string;
  /** Of the ids of its rows. */
  readonly words: readonly string[];
}

/** An id for a thing of the page, made of words: `get-login`, `response`, `200`. */
export function makeId(making: Making, ...words: readonly string[]): string {
  const base = idOf(words.map(wordsOf).join("-"));
  return making.page.id(base, (id) => making.cx.names.hasId(id));
}

/** `{room_id}` and `room_id` are `room-id`, and `roomId` stays one word. */
function wordsOf(name: string): string {
  return name.replace(/[{}]/g, "");
}

/** The id of the table of a type, which is made later if it is not there yet. `words`: of the ids of its rows. */
export function tableId(
  making: Making,
  of: Of,
  label: string,
  name: string | null,
  words: readonly string[],
): string {
  const known = making.page.tables.get(keyOf(of));
  if (known !== undefined) return known;
  const table = newTable(making, of, label, name, words);
  making.pending.push(table);
  return table.id;
}

/** A table that the page does not have yet: of a type with a name, or of what stands at the place of the words. */
export function newTable(
  making: Making,
  of: Of,
  label: string,
  name: string | null,
  words: readonly string[],
): PendingTable {
  const id = name === null ? makeId(making, ...words, "object") : makeId(making, "type", name);
  making.page.tables.set(keyOf(of), id);
  return { of, id, label, words: name === null ? words : [id] };
}

/** A text of the author's with its place. */
export interface WrittenText {
  readonly at: Located;
  readonly text: string;
}

/** A text of the author's as blocks. */
export function textBlocks(
  { cx, descriptions, linesOf, labelled }: Making,
  { at, text }: WrittenText,
): Block[] {
  const source = {
    path: at.file.source.path,
    text,
    origin: (offset: number) =>
      spanInText({ source: at.file.source, pointer: at.pointer }, offset, offset + 1),
  };
  if (descriptions === "rst") return cx.blocks(linesOf(source));
  // Until Markdown is read it is shown as it is written, paragraph by paragraph.
  return text
    .split(/\n[ \t]*\n/)
    .filter((each) => each.trim() !== "")
    .map((each) => {
      const span = { source, start: 0, end: 0 };
      return {
        type: "paragraph",
        span,
        children: [{ type: "text", span, value: labelled(each.trim()) }],
      };
    });
}
