import { createHash } from "node:crypto";
import type { Span } from "../base/source.js";
import type { Names } from "../rst/names.js";
import { idOf } from "../rst/names.js";
import type { Document, Node } from "../rst/nodes.js";

/**
 * What things are called in a page. A thing is named by words: `get-login-response-200-user-id`. While a page is made its
 * ids are stand-ins; when all of it is there, each becomes an id that nothing else on the page has and that does not depend
 * on the order of things: of several that come to the same id one has it, and the others add a hash of what they are.
 */
export class Anchors {
  readonly #things: Thing[] = [];
  readonly #attached = new Map<number, readonly string[]>();
  readonly #joined = new Map<number, number>();
  #names: Names | null = null;

  /** An id for the time being. `scope`: tells things of the same words apart, such as the place of a type. */
  claim(names: Names, words: readonly string[], scope: string): string {
    this.#names = names;
    const stem = idOf(words.map(wordOf).join("-")) || "part";
    this.#things.push({ stem, words, scope });
    return `${mark}${this.#things.length - 1}`;
  }

  /** The same for an id that is to be as it is; another thing that wants it too gets a number behind it. */
  claimExactly(names: Names, id: string): string {
    this.#names = names;
    this.#things.push({ stem: id, words: null, scope: "" });
    return `${mark}${this.#things.length - 1}`;
  }

  /** Two are one: what links to the first leads to the second. */
  join(left: string, kept: string): void {
    this.#joined.set(indexOf(left), indexOf(kept));
  }

  /** What has the first id has the second, too. */
  attach(holder: string, id: string): void {
    const index = indexOf(holder);
    this.#attached.set(index, [...(this.#attached.get(index) ?? []), id]);
  }

  /**
   * Give all that was made its ids; returns them. To be called once, when all headings of the page have theirs. An id that
   * something of an author's has is told, if it is to be as it is or the author wrote it as an id.
   */
  settle(document: Document, tell: (id: string, span: Span) => void): ReadonlySet<string> {
    const names = this.#names;
    if (!names) return new Set();
    const used: Holder[] = [];
    const links: Linking[] = [];
    collect(document, this.#attached, used, links);
    const isGone = new Set<number>();
    const ids = this.#settled(new Set(used.map(({ index }) => index)), names, isGone);
    for (const { index, at, ids: own, span } of used) {
      own[at] = ids.get(index)!; // all that are used are settled
      const { stem } = this.#things[index]!;
      const written = isGone.has(index) ? names.takeWritten(stem) : undefined;
      if (isGone.has(index) && (written ?? this.#isExact(index))) tell(stem, written ?? span);
    }
    for (const link of links) {
      const index = indexOf(link.refid);
      link.refid = ids.get(this.#joined.get(index) ?? index) ?? link.refid;
    }
    return new Set(ids.values());
  }

  /** The ids of things; those whose id something else has are added to `isGone`. */
  #settled(
    used: ReadonlySet<number>,
    names: Names,
    isGone: Set<number>,
  ): ReadonlyMap<number, string> {
    const byStem = new Map<string, number[]>();
    for (const index of used) {
      const { stem } = this.#things[index]!;
      const known = byStem.get(stem);
      if (known) known.push(index);
      else byStem.set(stem, [index]);
    }
    const ids = new Map<number, string>();
    for (const [stem, indices] of byStem) {
      const [first, ...others] = this.#ordered(indices);
      if (names.isTaken(stem) || names.isWritten(stem)) isGone.add(first!);
      for (const index of [first!, ...others]) {
        const thing = this.#things[index]!;
        const id = thing.words
          ? names.claimId(stem, (taken) => `${taken}-${hashOf(identityOf(thing))}`)
          : names.claimHeadingId(stem);
        ids.set(index, id);
      }
    }
    return ids;
  }

  /** Things of one stem: those whose id is to be so as they come, the others in an order that does not hang on that of the page. */
  #ordered(indices: readonly number[]): readonly number[] {
    if (indices.length === 1) return indices;
    const exact = indices.filter((index) => this.#isExact(index));
    const others = indices.filter((index) => this.#things[index]!.words);
    return [...exact, ...this.#sorted(others)];
  }

  #isExact(index: number): boolean {
    return this.#things[index]!.words === null;
  }

  #sorted(indices: readonly number[]): readonly number[] {
    return indices
      .map((index) => ({ index, identity: identityOf(this.#things[index]!) }))
      .sort(byIdentity)
      .map(({ index }) => index);
  }
}

interface Thing {
  readonly stem: string;
  /** `null`: the stem is the id. */
  readonly words: readonly string[] | null;
  readonly scope: string;
}

/** What tells things of one stem apart. One with fewer words, which comes first, is less likely to be put together of others by chance. */
function identityOf({ words, scope }: Thing): string {
  if (!words) return scope;
  return [String(words.length).padStart(3, "0"), ...words, scope].join("\0");
}

interface Holder {
  readonly index: number;
  readonly ids: string[];
  readonly at: number;
  readonly span: Span;
}

interface Linking {
  refid: string;
}

/** Begins a stand-in: no id of an author's has half of a surrogate pair. */
const mark = "\udffe";

function indexOf(id: string): number {
  return id.startsWith(mark) ? Number(id.slice(mark.length)) : -1;
}

function collect(
  node: Node | Document,
  attached: ReadonlyMap<number, readonly string[]>,
  used: Holder[],
  links: Linking[],
): void {
  if (node.type === "text") return;
  const { ids, refid, children, span } = node as {
    readonly span: Span;
    readonly ids?: string[];
    readonly refid?: string;
    readonly children?: readonly Node[];
  };
  if (ids && attached.size > 0) ids.push(...ids.flatMap((id) => attached.get(indexOf(id)) ?? []));
  if (ids)
    for (const [at, id] of ids.entries())
      if (id.startsWith(mark)) used.push({ index: indexOf(id), ids, at, span });
  if (refid?.startsWith(mark)) links.push(node as Linking);
  if (children) for (const child of children) collect(child, attached, used, links);
}

function byIdentity(
  one: { readonly identity: string },
  other: { readonly identity: string },
): number {
  return one.identity < other.identity ? -1 : one.identity > other.identity ? 1 : 0;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 6);
}

/** `{room_id}` and `room_id` are `room-id`, and `roomId` stays one word; a value is named like a part. */
function wordOf(name: string): string {
  const plain = name.startsWith("=") ? name.slice(1) : name;
  return plain.includes("{") || plain.includes("}") ? plain.replace(/[{}]/g, "") : plain;
}
