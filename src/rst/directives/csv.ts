import { trimEnd } from "../../base/unicode.js";
import type { Line } from "../lines.js";

/** How fields are set apart and quoted. */
export interface CsvDialect {
  readonly delimiter: string;
  /** Empty for none. */
  readonly quote: string;
  /** Takes away the meaning of the character after it. Absent: a quote within quotes is written twice. */
  readonly escape?: string;
  /** Blanks before a field belong to it. */
  readonly keepSpace: boolean;
}

export interface CsvRows {
  /** Fields as lines: a quoted one may have several, an empty one has none. */
  readonly rows: readonly (readonly (readonly Line[])[])[];
}

export type CsvFault =
  | { readonly fault: "csv-quote-open"; readonly line: Line }
  | { readonly fault: "csv-text-after-quote"; readonly line: Line };

type State = "start" | "plain" | "quoted" | "quote-in-quoted" | "escape" | "escape-in-quoted";

/** Read comma-separated values by the rules of Python's `csv` module in its strict mode. A line is a row, an empty one too, unless a quoted field goes on in the next. */
export function readCsv(lines: readonly Line[], dialect: CsvDialect): CsvRows | CsvFault {
  const reader = new CsvReader(dialect);
  for (const line of lines) if (!reader.read(line)) return { fault: "csv-text-after-quote", line };
  const open = reader.open;
  return open ? { fault: "csv-quote-open", line: open } : { rows: reader.rows };
}

class CsvReader {
  readonly rows: Line[][][] = [];
  readonly #dialect: CsvDialect;
  #state: State = "start";
  #row: Line[][] = [];
  #field = new Field();
  /** Where the quoted field began that is being read. */
  #begun: Line | undefined;

  constructor(dialect: CsvDialect) {
    this.#dialect = dialect;
  }

  /** The line of a quoted field that no quote has ended, once all lines are read. */
  get open(): Line | undefined {
    return this.#state === "start" ? undefined : this.#begun;
  }

  /** Read a line and its end; `false` where text follows a closing quote. */
  read(line: Line): boolean {
    if (this.#state === "start" && line.text === "") {
      this.rows.push([]);
      return true;
    }
    if (this.#state === "start") this.#begun = line;
    let at = 0;
    for (const char of line.text) {
      if (!this.#take(char, line, at)) return false;
      at += char.length;
    }
    this.#endLine(line);
    return true;
  }

  #take(char: string, line: Line, at: number): boolean {
    const { delimiter, quote, escape, keepSpace } = this.#dialect;
    const quotes = quote !== "" && char === quote;
    const escapes = escape !== undefined && char === escape;
    switch (this.#state) {
      case "start":
        if (quotes) this.#state = "quoted";
        else if (escapes) this.#state = "escape";
        else if (char === " " && !keepSpace) return true;
        else if (char === delimiter) this.#endField();
        else this.#add(char, line, at, "plain");
        return true;
      case "plain":
        if (escapes) this.#state = "escape";
        else if (char === delimiter) this.#endField();
        else this.#add(char, line, at, "plain");
        return true;
      case "quoted":
        if (escapes) this.#state = "escape-in-quoted";
        else if (quotes) this.#state = escape === undefined ? "quote-in-quoted" : "plain";
        else this.#add(char, line, at, "quoted");
        return true;
      case "quote-in-quoted":
        if (quotes) this.#add(char, line, at, "quoted");
        else if (char === delimiter) this.#endField();
        else return false;
        return true;
      case "escape":
        this.#add(char, line, at, "plain");
        return true;
      case "escape-in-quoted":
        this.#add(char, line, at, "quoted");
        return true;
    }
  }

  #add(char: string, line: Line, at: number, next: State): void {
    this.#field.add(char, line, at);
    this.#state = next;
  }

  #endLine(line: Line): void {
    const state = this.#state;
    if (state === "quoted" || state === "escape-in-quoted" || state === "escape") {
      this.#field.newLine(line);
      if (state === "escape-in-quoted") this.#state = "quoted";
      if (state === "escape") this.#state = "plain";
      return;
    }
    this.#endField();
    this.rows.push(this.#row);
    this.#row = [];
  }

  #endField(): void {
    this.#row.push(this.#field.lines());
    this.#field = new Field();
    this.#state = "start";
  }
}

/** The lines of a field being read. Each is placed where its first character stands. */
class Field {
  readonly #lines: Line[] = [];
  #text = "";
  #first: { readonly line: Line; readonly at: number } | undefined;

  add(char: string, line: Line, at: number): void {
    this.#first ??= { line, at };
    this.#text += char;
  }

  newLine(line: Line): void {
    const { line: from, at } = this.#first ?? { line, at: line.text.length };
    this.#lines.push({
      text: trimEnd(this.#text),
      source: from.source,
      offset: from.offset + at,
    });
    this.#text = "";
    this.#first = undefined;
  }

  lines(): Line[] {
    if (this.#first) this.newLine(this.#first.line);
    return this.#lines;
  }
}
