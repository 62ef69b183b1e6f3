import type { Names } from "./names.js";
import { foldName, normalizeName, plainLetters } from "./names.js";
import type { DefinitionList, InlineNode, Term } from "./nodes.js";
import { textOf } from "./nodes.js";

/** What the ids of terms begin with. */
export const termPrefix = "term-";

/** Say that a node defines a term, the one that it shows, and give it an id made of that. What has an id keeps it. */
export function define(node: Term | InlineNode, names: Names): void {
  const name = foldName(textOf(node));
  if (name === "") return;
  node.defines = name;
  if (!node.ids?.length) node.ids = [names.claimId(termId(name))];
}

/** Say that the terms of a list are defined by it. */
export function defineAll(list: DefinitionList, names: Names): void {
  for (const { children } of list.children)
    for (const child of children) if (child.type === "term") define(child, names);
}

/**
 * `Home server` → `term-Home-server`, as Sphinx has it, upper case kept; letters that have no form in ASCII stay, where
 * Sphinx counts.
 *
 * @see https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html#glossary
 */
function termId(name: string): string {
  const word = name
    .replace(/[^\0-\x7f]/g, (char) => plainLetters[char] ?? char)
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]+/g, "")
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}._]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return termPrefix + (word === "" ? "0" : word);
}

/** What there is for terms: the one of those very letters is meant, or else one in which only their case differs. */
export class Terms<T> {
  readonly #exact = new Map<string, T[]>();
  readonly #folded = new Map<string, T[]>();

  add(name: string, value: T): void {
    for (const [map, key] of [
      [this.#exact, name],
      [this.#folded, normalizeName(name)],
    ] as const) {
      const known = map.get(key);
      if (known) known.push(value);
      else map.set(key, [value]);
    }
  }

  of(name: string): readonly T[] {
    return this.#exact.get(name) ?? this.#folded.get(normalizeName(name)) ?? [];
  }

  /** Those of the very letters alone. */
  called(name: string): readonly T[] {
    return this.#exact.get(name) ?? [];
  }

  /** All names, as they are written. */
  names(): Iterable<string> {
    return this.#exact.keys();
  }
}
