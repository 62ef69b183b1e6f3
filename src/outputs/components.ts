import { createHash } from "node:crypto";
import { posix } from "node:path";
import { parsePointer } from "../data/data.js";
import { nameOfPlace, type Located } from "../data/located.js";
import { eachReference, keyOf, type Named, type Naming, type Out } from "./tree.js";

/** A part of a document that is named to be referred to. */
export interface Component extends Named {
  readonly at: Located;
  /** What it may be called, the best first. */
  readonly names: readonly string[];
  /** What it is, once it has been made. */
  content: Out;
  /** Tells it apart from all others of its kind. */
  readonly identity: string;
}

/** Where the parts of a kind stand: `#/components/schemas/`. */
export type Places = (kind: string) => string;

/**
 * The named parts of a document. Each is made once, after what refers to it, so that they may refer to each other and
 * themselves. When all are there, those of one name that say the same are one, and each gets a name that no other has.
 */
export class Components {
  readonly #all = new Map<string, Component>();
  readonly #queue: (() => void)[] = [];
  #same: ReadonlyMap<Named, Component> = new Map();

  /** The part of a kind that stands at a place. `given`: its name, where it has one. `variant`: tells those apart that are made of one place. */
  refer(
    kind: string,
    at: Located,
    title: string | null,
    make: () => Out,
    { given, variant = "" }: { readonly given?: string; readonly variant?: string } = {},
  ): Component {
    const identity = `${nameOfPlace(at)} ${variant}`;
    const key = `${kind} ${identity}`;
    const known = this.#all.get(key);
    if (known) return known;
    const names = given === undefined ? namesOf(at, title) : [given, ...namesOf(at, title)];
    const component: Component = { kind, at, names, content: null, identity };
    this.#all.set(key, component);
    this.#queue.push(() => void (component.content = make()));
    return component;
  }

  /** Makes all parts that something refers to. To be called when all else is made. */
  finish(): void {
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) next();
    this.#same = sameParts([...this.#all.values()]);
  }

  /** The one that stands for a part: of those that say the same, the first. */
  chosen(part: Named): Component {
    return this.#same.get(part) ?? (part as Component);
  }

  /** Those of a kind, in the order in which they were met. `from`: those alone that these refer to, be it through others. */
  ofKind(kind: string, from?: readonly Out[]): readonly Component[] {
    const wanted = from && this.#reached(from);
    const chosen = [...this.#all.values()]
      .filter((part) => part.kind === kind)
      .map((part) => this.chosen(part));
    return [...new Set(chosen)].filter((part) => !wanted || wanted.has(part));
  }

  #reached(from: readonly Out[]): ReadonlySet<Named> {
    const reached = new Set<Named>();
    const visit = (part: Named): void => {
      const chosen = this.chosen(part);
      if (reached.has(chosen)) return;
      reached.add(chosen);
      eachReference(chosen.content, visit);
    };
    for (const each of from) eachReference(each, visit);
    return reached;
  }

  /** The names of all parts, by their kinds. `taken`: names that others have, by kind. */
  naming(places: Places, taken: ReadonlyMap<string, ReadonlySet<string>> = new Map()): Naming {
    const names = new Map<Named, string>();
    for (const kind of new Set([...this.#all.values()].map((part) => part.kind)))
      for (const [part, name] of uniqueNames(this.ofKind(kind), taken.get(kind)))
        names.set(part, name);
    const nameOf = (part: Named) => names.get(this.chosen(part)) ?? "";
    return {
      nameOf,
      pointerTo: (part) =>
        places(part.kind) + nameOf(part).replace(/~/g, "~0").replace(/\//g, "~1"),
    };
  }
}

/**
 * What parts stand for each other: those of a kind and a name that say the same, where references to parts that stand for
 * each other count as the same. Parts are taken for the same until something tells them apart.
 */
function sameParts(all: readonly Component[]): ReadonlyMap<Named, Component> {
  let classes = new Map<Named, string>(
    all.map((part) => [part, `${part.kind} ${part.names[0] ?? ""}`]),
  );
  let count = new Set(classes.values()).size;
  // Whoever is alone under a name can be nothing else.
  for (;;) {
    const numbers = new Map<string, string>();
    const known = classes;
    const next = new Map(
      all.map((part) => {
        const said = keyOf(part.content, (other) => known.get(other) ?? "");
        const signature = `${known.get(part)} ${said}`;
        const number = numbers.get(signature) ?? `\0${numbers.size}`;
        numbers.set(signature, number);
        return [part, number] as const;
      }),
    );
    const found = numbers.size;
    classes = next;
    if (found === count) break;
    count = found;
  }
  const first = new Map<string, Component>();
  for (const part of all) if (!first.has(classes.get(part)!)) first.set(classes.get(part)!, part);
  return new Map(all.map((part) => [part, first.get(classes.get(part)!)!]));
}

/** Names that no two have: each the best that is left, given in an order that does not hang on that of the document. */
function uniqueNames(
  parts: readonly Component[],
  taken: ReadonlySet<string> = new Set(),
): ReadonlyMap<Named, string> {
  // Some tools and disks do not tell capital letters from small ones.
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  const names = new Map<Named, string>();
  const ordered = parts.toSorted((one, other) => compare(one, other));
  for (const part of ordered) {
    const free = part.names.find((name) => !used.has(name.toLowerCase()));
    const name = free ?? `${part.names[0] ?? "part"}_${hashOf(part.identity)}`;
    used.add(name.toLowerCase());
    names.set(part, name);
  }
  return names;
}

/** What is named by its author comes first, then what stands less deep. */
function compare(one: Component, other: Component): number {
  const depth = ({ at }: Component) => at.pointer.split("/").length;
  const isNamed = ({ at, names }: Component) => (names[0] === lastKey(at.pointer) ? 0 : 1);
  return (
    isNamed(one) - isNamed(other) ||
    depth(one) - depth(other) ||
    (one.identity < other.identity ? -1 : one.identity > other.identity ? 1 : 0)
  );
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 6);
}

function lastKey(pointer: string): string {
  return parsePointer(pointer)?.at(-1) ?? "";
}

/** The parts of documents under which there are names. */
const homes =
  /\/(?:definitions|\$defs|parameters|responses|securityDefinitions|components\/[A-Za-z]+)\/[^/]+$/;

/**
 * What a part may be called: by the key under which it is named; by its title; by its file and where it stands there, with
 * ever more of its path.
 */
function namesOf({ file, pointer }: Located, title: string | null): readonly string[] {
  const keys = (parsePointer(pointer) ?? []).map(plain);
  const path = posix.normalize(file.source.path).replace(/\.(?:ya?ml|json)$/, "");
  const folders = path.split("/").map(plain);
  const stem = folders.at(-1) ?? "";
  const last = keys.at(-1);
  const own = homes.test(pointer) && last !== undefined ? last : title === null ? "" : words(title);
  const inFile =
    last === undefined ? stem : `${stem}_${/^\d+$/.test(last) ? keys.slice(-2).join("_") : last}`;
  const wholly = [stem, ...keys].join("_");
  const candidates = [
    own,
    ...(last === undefined || own !== "" ? [] : [inFile]),
    ...(last === undefined && own === "" ? [stem] : []),
    own === "" ? wholly : `${own}_${stem}`,
    own === "" ? "" : `${own}_${wholly}`,
    [...folders, ...keys].join("_"),
  ];
  return [...new Set(candidates)].filter((name) => name !== "").map((name) => name.slice(0, 120));
}

/** As names of components may be written: OpenAPI 3.1.1, 4.8.7. */
function plain(text: string): string {
  if (validName.test(text)) return text;
  return text.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^_+|_+$/g, "");
}

const validName = /^[A-Za-z0-9._-]+$/;

/** Whoever writes more of them has written a sentence. */
const mostWords = 6;

/** `Device key` is `DeviceKey`; what may be a name as it is stays. A sentence is no name. */
function words(title: string): string {
  if (validName.test(title)) return title;
  if (title.trim().split(/\s+/).length > mostWords) return "";
  return title
    .replace(/[\u2018\u2019']/g, "")
    .split(/[^A-Za-z0-9_-]+/)
    .filter(Boolean)
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join("");
}
