import type { Settings } from "../context.js";
import { closesAt, escapeMark, opensBefore } from "./characters.js";

/**
 * URIs and e-mail addresses as they stand in running text: which characters belong to them (RFC 2396 and 2732), and
 * which punctuation behind them does not.
 */
export interface Uri {
  readonly start: number;
  readonly end: number;
  /** Absent for an e-mail address. */
  readonly scheme?: string;
}

const uriCharacter = /[-_.!~*'()[\];/:@&=+$,%a-zA-Z0-9\0]/;
const lastCharacter = /[_~*/=+a-zA-Z0-9]/;
const schemeCharacter = /[a-zA-Z0-9.+-]/;
const mailCharacter = /[-_!~*'{|}/#?^`&=+$%a-zA-Z0-9\0]/;

/** Looks for URIs in one stretch of text. It passes over the text once, however many pieces turn out to be none. */
export class UriFinder {
  private readonly text: string;
  private readonly anywhere: boolean;
  /** No URI ends in the run of URI characters up to here. */
  private barrenUntil = 0;

  constructor(text: string, settings: Settings) {
    this.text = text;
    this.anywhere = settings.characterLevelInlineMarkup;
  }

  /** The first URI or address at or behind an offset; what is before the offset is out of sight. */
  next(from: number): Uri | null {
    const sign = /[:@]/g;
    sign.lastIndex = from;
    for (let match = sign.exec(this.text); match; match = sign.exec(this.text)) {
      const found =
        match[0] === ":" ? this.absolute(match.index, from) : this.address(match.index, from);
      if (found) return found;
    }
    return null;
  }

  /** The URI whose scheme ends at a colon. */
  private absolute(colon: number, from: number): Uri | null {
    if (colon < this.barrenUntil || !uriCharacter.test(this.text[colon + 1] ?? " ")) return null;
    let start = -1;
    for (let at = colon - 1; at >= from && schemeCharacter.test(this.text[at]!); at--)
      if (/[a-zA-Z]/.test(this.text[at]!) && this.opens(at, from)) start = at;
    if (start === -1) return null;
    const end = this.uriEnd(colon + 1);
    return end === null ? null : { start, end, scheme: this.text.slice(start, colon) };
  }

  /** The end of a URI from behind its scheme: path, then perhaps a query and a fragment. */
  private uriEnd(start: number): number | null {
    const path = this.runFrom(start);
    const end = (this.isEnd(start, path) ? this.pastPath(path) : null) ?? this.lastEnd(start, path);
    if (end === null) this.barrenUntil = path;
    return end;
  }

  /** The end of the query or fragment that begins right behind a path. */
  private pastPath(path: number): number | null {
    if (this.text[path] === "#") return this.fragment(path);
    if (this.text[path] !== "?") return null;
    const query = this.runFrom(path + 1);
    const fragment =
      this.text[query] === "#" && this.isEnd(path + 1, query) ? this.fragment(query) : null;
    return fragment ?? this.lastEnd(path + 1, query);
  }

  private fragment(hash: number): number | null {
    return this.lastEnd(hash + 1, this.runFrom(hash + 1));
  }

  /** The address around an at sign. */
  private address(sign: number, from: number): Uri | null {
    const text = this.text;
    if (text[sign - 1] === escapeMark || text[sign - 1] === ".") return null;
    let start = -1;
    for (let at = sign - 1; at >= from; at--) {
      if (mailCharacter.test(text[at]!)) {
        if (this.opens(at, from)) start = at;
      } else if (text[at] !== "." || text[at + 1] === ".") break;
    }
    if (start === -1 || !mailCharacter.test(text[sign + 1] ?? " ")) return null;
    const end = this.hostEnd(sign + 1);
    return end === null ? null : { start, end };
  }

  private hostEnd(start: number): number | null {
    const text = this.text;
    let run = start;
    while (run < text.length && (text[run] === "." || mailCharacter.test(text[run]!))) run++;
    if (uriCharacter.test(text[run] ?? " ") && text[run + 1] === ">") return run + 1;
    for (let end = run; end > start + 1; end--) {
      const last = text[end - 1]!;
      const ends = lastCharacter.test(last) || (text[end] === ">" && uriCharacter.test(last));
      if (ends && this.closes(end)) return end;
    }
    return null;
  }

  /** Where the run of URI characters from an offset ends. */
  private runFrom(start: number): number {
    let at = start;
    while (at < this.text.length && uriCharacter.test(this.text[at]!)) at++;
    return at;
  }

  /** May a URI's part that begins at `start` end before `end`? Punctuation ends one only before a `>`. */
  private isEnd(start: number, end: number): boolean {
    return end > start && (lastCharacter.test(this.text[end - 1]!) || this.text[end] === ">");
  }

  /** The last place in a run where a URI may end and something else begin. */
  private lastEnd(start: number, run: number): number | null {
    for (let end = run; end > start; end--)
      if (this.isEnd(start, end) && this.closes(end)) return end;
    return null;
  }

  private opens(at: number, from: number): boolean {
    if (at === from) return true;
    return this.anywhere ? this.text[at - 1] !== escapeMark : opensBefore(this.text, at);
  }

  private closes(at: number): boolean {
    return this.anywhere || closesAt(this.text, at);
  }
}

/** True for a text that begins with a URI of any scheme. */
export function startsWithUri(text: string, settings: Settings): boolean {
  return new UriFinder(text, settings).next(0)?.start === 0;
}

const mail = "[-_!~*'{|}/#?^`&=+$%a-zA-Z0-9]";
const wholeAddress = new RegExp(`^${mail}+(?:\\.${mail}+)*@${mail}+(?:\\.${mail}*)*$`);

/** True for a text that is an e-mail address and nothing else. */
export function isEmail(text: string): boolean {
  const host = text.slice(text.indexOf("@") + 1);
  return wholeAddress.test(text) && host.length > 1 && lastCharacter.test(text.at(-1)!);
}
