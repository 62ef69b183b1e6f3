import type {
  Position,
  TextDocumentContentChangeEvent,
  TextDocumentItem,
} from "vscode-languageserver-protocol";
import type { Source } from "../base/source.js";
import { textOf } from "../load/load.js";
import { Positions, type Encoding } from "./positions.js";

/** A text that a client has open. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  /** As the client has it: with its line ends and its byte order mark. */
  readonly text: string;
}

/** The texts that a client has open, by URI. */
export class Documents {
  readonly #open = new Map<string, OpenDocument>();

  constructor(readonly encoding: () => Encoding) {}

  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  all(): Iterable<OpenDocument> {
    return this.#open.values();
  }

  open({ uri, version, text }: TextDocumentItem): OpenDocument {
    const document = { uri, version, text };
    this.#open.set(uri, document);
    return document;
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  /** Make the changes of a client, in their order; `null` where the text is not open. */
  change(
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
  ): OpenDocument | null {
    const before = this.#open.get(uri);
    if (!before) return null;
    let { text } = before;
    for (const change of changes) {
      if (!("range" in change)) {
        ({ text } = change);
        continue;
      }
      const offsetOf = rawOffsets(text, this.encoding());
      const { start, end } = change.range;
      text = text.slice(0, offsetOf(start)) + change.text + text.slice(offsetOf(end));
    }
    const document = { uri, version, text };
    this.#open.set(uri, document);
    return document;
  }
}

/** From positions to offsets in a text with all its characters: what ends its lines, and the mark at its head. */
function rawOffsets(text: string, encoding: Encoding): (position: Position) => number {
  const source: Source = { path: "", text: textOf(text) };
  const hasMark = text.startsWith("\uFEFF");
  const positions = new Positions(encoding, source, hasMark);
  const lead = hasMark ? 1 : 0;
  // Line feeds that are written as two characters, up to each line.
  const ends: number[] = [0];
  for (const { 0: end } of text.matchAll(/\r\n?|\n/g)) ends.push(ends.at(-1)! + end.length - 1);
  return (position) => {
    if (hasMark && position.line === 0 && position.character === 0) return 0;
    const offset = positions.offset(position);
    return offset + lead + ends[Math.min(position.line, ends.length - 1)]!;
  };
}

/** What ends the lines of a text. */
export function lineEndOf(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? "\n";
}
