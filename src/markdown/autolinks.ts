import type { StateInline } from "./tokens.js";

/**
 * Addresses in plain text, which become links.
 *
 * @see https://github.github.com/gfm/#autolinks-extension-
 */

const schemeRe = /(?:^|[^A-Za-z])(?<scheme>https?|ftp)$/i;

/** `https://example.org/a`, found by its colon. */
export function autolink(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  if (src.charCodeAt(pos) !== 0x3a || state.linkLevel > 0) return false;
  if (!src.startsWith("://", pos)) return false;
  const scheme = schemeRe.exec(state.pending.slice(-6))?.groups!["scheme"];
  if (scheme === undefined) return false;
  const start = pos - scheme.length;
  const domain = domainLength(src.slice(pos + 3, posMax));
  if (domain === 0) return false;
  const end = addressEnd(src.slice(0, posMax), pos + 3 + domain);
  if (silent) {
    state.pos = end;
    return true;
  }
  const written = src.slice(start, end);
  state.pending = state.pending.slice(0, -scheme.length);
  pushLink(state, state.md.normalizeLink(written), written, start, end);
  state.pos = end;
  return true;
}

function pushLink(
  state: StateInline,
  href: string,
  shown: string,
  start: number,
  end: number,
): void {
  const open = Object.assign(state.push("link_open", "a", 1), { start, end });
  open.attrs = [["href", href]];
  Object.assign(state.push("text", "", 0), { content: shown, start, end });
  Object.assign(state.push("link_close", "a", -1), { start: end, end });
}

/** An address found in plain text, and where it leads. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly href: string;
}

const wwwRe = /(?<=^|[\s*_~(])www\.(?=[A-Za-z0-9_-])/gi;

/** `www.example.org` and `me@example.org` in a text, in their order. */
export function* addressesIn(text: string): Iterable<Found> {
  const found = [...wwwIn(text), ...mailsIn(text)].sort((a, b) => a.start - b.start);
  let at = 0;
  for (const each of found) {
    if (each.start < at) continue;
    at = each.end;
    yield each;
  }
}

function* wwwIn(text: string): Iterable<Found> {
  if (!text.includes("www.") && !text.includes("WWW.")) return;
  for (const { index } of text.matchAll(wwwRe)) {
    const domain = domainLength(text.slice(index));
    if (domain <= 4) continue;
    const end = addressEnd(text, index + domain);
    yield { start: index, end, href: `http://${text.slice(index, end)}` };
  }
}

const mailSchemeRe = /(?:^|[^A-Za-z0-9])(?<scheme>mailto:|xmpp:)$/;
/** The resource of an address of XMPP. */
const chatPlaceRe = /\/[A-Za-z0-9@.]*[A-Za-z0-9@]/y;
const isMailName = /[A-Za-z0-9.+_-]/;
const mailDomainRe = /[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+/y;

function* mailsIn(text: string): Iterable<Found> {
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    let start = at;
    while (start > 0 && isMailName.test(text[start - 1]!)) start--;
    mailDomainRe.lastIndex = at + 1;
    const domain = start < at ? mailDomainRe.exec(text)?.[0] : undefined;
    // `root@10.0.0.1`, and what follows `enode://`, is no mailbox.
    if (domain === undefined || !/[A-Za-z]$/.test(domain)) continue;
    if (text.slice(Math.max(0, start - 3), start) === "://") continue;
    const end = at + 1 + domain.length;
    const scheme = mailSchemeRe.exec(text.slice(Math.max(0, start - 8), start))?.groups!["scheme"];
    if (scheme === undefined) {
      yield { start, end, href: `mailto:${text.slice(start, end)}` };
      continue;
    }
    chatPlaceRe.lastIndex = end;
    const place = scheme === "xmpp:" ? (chatPlaceRe.exec(text)?.[0] ?? "") : "";
    const from = start - scheme.length;
    const to = end + place.length;
    yield { start: from, end: to, href: text.slice(from, to) };
  }
}

/** How long the domain is that a text begins with; 0 for one without, and for one with `_` in its last two parts. */
function domainLength(text: string): number {
  const domain = /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*/u.exec(text.slice(0, 300))?.[0] ?? "";
  const last = domain.split(".").slice(-2);
  return last.some((part) => part.includes("_")) ? 0 : domain.length;
}

/** Where an address ends: at white space or `<`, without the punctuation before it. */
function addressEnd(text: string, from: number): number {
  const rest = /[\s<]/g;
  rest.lastIndex = from;
  const found = rest.exec(text);
  let end = found ? found.index : text.length;
  let open = 0;
  let closed = 0;
  for (let at = from; at < end; at++) {
    if (text[at] === "(") open++;
    else if (text[at] === ")") closed++;
  }
  for (; end > from;) {
    const last = text[end - 1]!;
    if (/[?!.,:*_~'"]/.test(last)) end--;
    else if (last === ")" && closed > open) {
      closed--;
      end--;
    } else if (last === ";") {
      let start = end - 1;
      while (start > from && /[A-Za-z0-9]/.test(text[start - 1]!)) start--;
      end = start < end - 1 && text[start - 1] === "&" ? start - 1 : end - 1;
    } else break;
  }
  return end;
}
