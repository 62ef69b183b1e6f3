/** What a section of a page was, and what it is: all else of the page is as it was. */
export interface SectionPatch {
  readonly id: string;
  readonly old: string;
  readonly next: string;
}

/** A longer section is not sent: browsers ask for the page. */
const longest = 100_000;

/**
 * The innermost section that holds all that is other in a page; `null` where none does that is short. Its element is found in
 * the HTML as text: who gets it has to see that the former one is what it has.
 */
export function patchOf(old: string, next: string): SectionPatch | null {
  const start = commonStart(old, next);
  const end = commonEnd(old, next, start);
  for (let from = start; ;) {
    from = openSection(old, from);
    if (from === -1 || start - from > longest) return null;
    const [oldEnd, nextEnd] = [endOfSection(old, from), endOfSection(next, from)];
    if (oldEnd === -1 || nextEnd === -1) return null;
    if (oldEnd - from > longest || nextEnd - from > longest) return null;
    const tag = old.slice(from, old.indexOf(">", from) + 1);
    const id = /\sid="(?<id>[^"&]+)"/.exec(tag)?.groups?.["id"];
    // All of its tag has to be before what is other, and its end after that.
    const isAround =
      from + tag.length <= start && oldEnd >= old.length - end && nextEnd >= next.length - end;
    if (id !== undefined && isAround)
      return { id, old: old.slice(from, oldEnd), next: next.slice(from, nextEnd) };
  }
}

/** So many characters are compared at once, as far as they are the same. */
const stride = 4096;

function commonStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at + stride <= most && one.slice(at, at + stride) === other.slice(at, at + stride))
    at += stride;
  while (at < most && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}

function commonEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start;
  const before = (text: string, count: number) =>
    text.slice(text.length - count - stride, text.length - count);
  let count = 0;
  while (count + stride <= most && before(one, count) === before(other, count)) count += stride;
  while (
    count < most &&
    one.charCodeAt(one.length - 1 - count) === other.charCodeAt(other.length - 1 - count)
  )
    count++;
  return count;
}

const sectionTag = "<section";
const sectionEnd = "</section>";

/** Where the section begins that is open before a place; -1 for none. */
function openSection(text: string, before: number): number {
  let closed = 0;
  for (let at = before - 1; at >= 0;) {
    const open = text.lastIndexOf(sectionTag, at);
    const end = text.lastIndexOf(sectionEnd, at);
    if (open === -1) return -1;
    if (end > open) {
      closed++;
      at = end - 1;
    } else if (closed-- > 0) at = open - 1;
    else return open;
  }
  return -1;
}

/** Behind the end tag of the section that begins at a place; -1 where it has none. */
function endOfSection(text: string, start: number): number {
  let open = 0;
  for (let at = start; ;) {
    const end = text.indexOf(sectionEnd, at);
    if (end === -1) return -1;
    for (let next = text.indexOf(sectionTag, at); next !== -1 && next < end;)
      [open, next] = [open + 1, text.indexOf(sectionTag, next + 1)];
    at = end + sectionEnd.length;
    if (--open === 0) return at;
  }
}
