import { el, join, text, trusted, type Html } from "../html/element.js";
import { stepsBetween, type Step } from "./words.js";

/** A page with what came and went marked. */
export interface MarkedPage {
  /** The content of its `<main>`. */
  readonly body: Html;
  /** The sections with changes, and the first change of each. */
  readonly sections: readonly { readonly title: string; readonly id: string }[];
  /** How many places changed. */
  readonly count: number;
}

/** What stands between two tags of blocks. */
interface Run {
  readonly html: string;
  /** The element that it is in. */
  readonly tag: string;
  readonly key: string;
}

type Piece =
  | { readonly run: Run }
  | { readonly tag: string; readonly html: string; readonly isEnd: boolean };

// The HTML is that of our own writers: whatever is no tag is escaped.
const tokenRe = /<(?:[^"'>]|"[^"]*"|'[^']*')*>|[^<]+|</g;

const blockTags: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote caption col colgroup dd details div dl dt fieldset figcaption figure footer form " +
    "h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul template script style"
  ).split(" "),
);

/**
 * The main parts of a page before and after → the later one, with the blocks and words that are new or gone marked, and
 * sections without changes folded. `null` where nothing that a reader sees has changed.
 */
export function markedPage(before: string, after: string): MarkedPage | null {
  const [old, now] = [piecesOf(withCharacters(before)), piecesOf(withCharacters(after))];
  const steps = stepsBetween(runsIn(old), runsIn(now), ({ key }) => key);
  if (steps.every(({ kind }) => kind === "same")) return null;
  return new Marking(now, steps).page();
}

/** Long pages are written in ASCII: what they say in numbers are the characters of the others. */
function withCharacters(html: string): string {
  return html.replace(/&#(\d{3,7});/g, (whole, digits: string) => {
    const code = Number(digits);
    return code > 127 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function runsIn(pieces: readonly Piece[]): readonly Run[] {
  return pieces.flatMap((piece) => ("run" in piece && piece.run.key !== "" ? [piece.run] : []));
}

function piecesOf(html: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const open: string[] = [];
  let run = "";
  const flush = () => {
    if (run === "") return;
    const tag = open.at(-1) ?? "";
    pieces.push({ run: { html: run, tag, key: keyOf(run, tag) } });
    run = "";
  };
  for (const [token] of html.matchAll(tokenRe)) {
    const [, slash, name = ""] = /^<(\/?)([a-zA-Z][\w-]*)/.exec(token) ?? [];
    const tag = name.toLowerCase();
    if (!blockTags.has(tag)) {
      run += token;
      continue;
    }
    flush();
    const isEnd = slash === "/";
    if (isEnd) open.pop();
    else if (!/^(?:hr|col)$/.test(tag)) open.push(tag);
    pieces.push({ tag, html: token, isEnd });
  }
  flush();
  return pieces;
}

/** What a reader sees of a run, with where its links lead; empty where that is nothing. */
function keyOf(html: string, tag: string): string {
  const seen = html
    .replace(
      /<(\/?)([a-zA-Z][\w-]*)[^>]*?(?:\s(?:href|src)="([^"]*)")?[^>]*>/g,
      (_whole, end: string, name: string, to?: string) =>
        name === "a" && (to ?? "").startsWith("#")
          ? ""
          : to === undefined
            ? /^(?:a|span)$/.test(name)
              ? ""
              : `<${end}${name}>`
            : `<${name} ${to}>`,
    )
    .replace(/\s+/g, " ")
    .trim();
  return seen === "" ? "" : `${tag}\n${seen}`;
}

/** So many tokens of a block are compared word by word. */
const mostTokens = 20_000;
const mostWordEdits = 600;

class Marking {
  readonly #out: string[] = [];
  readonly #sections: { title: string; id: string }[] = [];
  readonly #folds: { readonly start: number; readonly end: number; readonly title: string }[] = [];
  readonly #open: { readonly start: number; readonly count: number; title: string }[] = [];
  #heading = "";
  #count = 0;
  #at = 0;

  constructor(
    readonly pieces: readonly Piece[],
    readonly steps: readonly Step<Run>[],
  ) {}

  page(): MarkedPage {
    for (const piece of this.pieces)
      if ("run" in piece) this.#run(piece.run);
      else this.#tag(piece.tag, piece.html, piece.isEnd);
    const rest = this.#removed();
    if (rest.length > 0) {
      this.#mark();
      for (const run of rest) this.#out.push(`<p>${gone(run)}</p>`);
    }
    return { body: trusted(this.#folded()), sections: this.#sections, count: this.#count };
  }

  #tag(tag: string, html: string, isEnd: boolean): void {
    if (tag !== "section") {
      this.#out.push(html);
      return;
    }
    if (!isEnd) {
      this.#open.push({ start: this.#out.length, count: this.#count, title: "" });
      this.#out.push(html);
      return;
    }
    this.#out.push(html);
    const section = this.#open.pop();
    if (section && section.count === this.#count && section.title !== "")
      this.#folds.push({ start: section.start, end: this.#out.length - 1, title: section.title });
  }

  /** What is gone before the next block that stayed or came. */
  #removed(): readonly Run[] {
    const runs: Run[] = [];
    for (let step = this.steps[this.#at]; step?.kind === "removed"; step = this.steps[++this.#at])
      runs.push(step.before);
    return runs;
  }

  #run(run: Run): void {
    if (run.key === "") {
      this.#out.push(run.html);
      return;
    }
    const before = [...this.#removed()];
    const step = this.steps[this.#at++];
    if (/^h[1-6]$/.test(run.tag)) {
      this.#heading = plain(run.html);
      const section = this.#open.at(-1);
      if (section && section.title === "") section.title = this.#heading;
    }
    const isNew = step?.kind === "added";
    if (before.length === 0 && !isNew) {
      this.#out.push(run.html);
      return;
    }
    this.#mark();
    // Removed blocks and what came in their place: the one that is most alike is compared by words.
    const index = isNew ? before.findIndex((each) => isAlike(each, run)) : -1;
    const other = index === -1 ? undefined : before[index];
    this.#out.push(...before.slice(0, index === -1 ? undefined : index).map(gone));
    this.#out.push(isNew ? (other ? changed(other, run) : allNew(run)) : run.html);
    if (other && index + 1 < before.length) this.#out.push(...before.slice(index + 1).map(gone));
  }

  #mark(): void {
    this.#count++;
    const id = `change-${this.#count}`;
    this.#out.push(el("span", { class: "diff-mark", id, tabindex: -1 }));
    const title = this.#heading === "" ? "Beginning" : this.#heading;
    if (this.#sections.at(-1)?.title !== title) this.#sections.push({ title, id });
  }

  #folded(): string {
    const out = [...this.#out];
    let until = -1;
    // The outermost come first.
    for (const { start, end, title } of this.#folds.toSorted((a, b) => a.start - b.start)) {
      if (start <= until) continue;
      until = end;
      out[start] = `<details class="diff-same">${el("summary", {}, text(title))}${out[start]}`;
      out[end] = `${out[end]}</details>`;
    }
    return out.join("");
  }
}

const wordRe = /<(?:[^"'>]|"[^"]*"|'[^']*')*>|&[#\w]+;|\s+|[\p{L}\p{N}_]+|[^]/gu;

function tokensOf({ html }: Run): readonly string[] {
  return html.match(wordRe) ?? [];
}

function isTag(token: string): boolean {
  return token.length > 1 && token.startsWith("<");
}

/** Whether a third of the words are the same. */
function isAlike(one: Run, other: Run): boolean {
  if (one.tag !== other.tag) return false;
  const words = (run: Run) => new Set(plain(run.html).split(/\s+/));
  const [before, after] = [words(one), words(other)];
  const shared = [...before].filter((word) => after.has(word)).length;
  return shared * 3 >= Math.max(before.size, after.size);
}

/** The tags of the later one stay as they are; words are marked between them. */
function changed(before: Run, after: Run): string {
  const [old, now] = [tokensOf(before), tokensOf(after)];
  if (old.length + now.length > mostTokens) return `${gone(before)}${allNew(after)}`;
  const out: string[] = [];
  for (const step of stepsBetween(old, now, (token) => token, mostWordEdits))
    if (step.kind === "same") out.push(step.after);
    else if (step.kind === "added")
      out.push(isTag(step.after) ? step.after : `<ins>${step.after}</ins>`);
    else if (!isTag(step.before)) out.push(`<del>${step.before}</del>`);
  return joined(out.join(""));
}

function allNew(run: Run): string {
  return joined(
    tokensOf(run)
      .map((token) => (isTag(token) || /^\s+$/.test(token) ? token : `<ins>${token}</ins>`))
      .join(""),
  );
}

/** Neighbours are one. */
function joined(html: string): string {
  return html.replace(/<\/ins>(\s*)<ins>/g, "$1").replace(/<\/del>(\s*)<del>/g, "$1");
}

function gone({ html, tag }: Run): string {
  return `<del class="diff-gone${tag === "pre" ? " diff-code" : ""}">${html.replace(tokenRe, (token) => (isTag(token) ? "" : token))}</del>`;
}

function plain(html: string): string {
  return html
    .replace(tokenRe, (token) => (isTag(token) ? "" : token))
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
}

/** The list of changed sections at the top of a page. */
export function changedSections({ sections, count }: MarkedPage, up: string): Html {
  return el(
    "aside",
    { class: "diff-list", "aria-label": "Changes" },
    el(
      "p",
      {},
      el("a", { href: `${up}index.html` }, text("All changed pages")),
      text(` · ${count} ${count === 1 ? "change" : "changes"} here; keys: n next, p previous`),
    ),
    el(
      "ul",
      {},
      join(sections.map(({ title, id }) => el("li", {}, el("a", { href: `#${id}` }, text(title))))),
    ),
  );
}
