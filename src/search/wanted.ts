import { foldName } from "./tokens.js";

/** What is asked for by name: a method and an address, or anything else. */
export class Wanted {
  readonly name: string;
  /** Whether it may be a usual word. */
  readonly isPlain: boolean;
  readonly path: readonly string[] | null;
  /** What stands in braces in it. */
  readonly braces: readonly string[];
  readonly #method: string;
  readonly #operation: Operation | null;

  constructor(
    query: string,
    readonly words: readonly string[],
  ) {
    this.name = foldName(query);
    this.isPlain = /^[\p{L}\p{M} ]+$/u.test(query.trim()) && !/\p{Ll}\p{Lu}/u.test(query);
    // Who types no slash at its beginning means a path if there is another one.
    const [, method = "", address = ""] =
      /^(?:([a-z]+) )?(?:https?:\/\/[^/]*)?\/([^?#]*)/.exec(this.name) ??
      /^(?:([a-z]+) )?([^\s/?#]+\/[^?#]*)/.exec(this.name) ??
      [];
    this.#method = method;
    const path = address.split("/").filter((part) => part !== "");
    this.path = path.length > 0 ? path : null;
    this.braces = bracesIn(query);
    this.#operation = operationIn(query.trim());
  }

  /** Whether it is like the id of an operation: `getEvents`. */
  get isOperation(): boolean {
    return this.#operation !== null;
  }

  /**
   * How much an endpoint does what an id of an operation says, whatever its own is called: 1 where its method is the usual one
   * for that, 0 where it does something else. `createFilter` is `POST /user/{userId}/filter`.
   */
  operates(path: readonly string[], names: readonly string[]): number {
    if (!this.#operation) return 0;
    const { methods, object, written } = this.#operation;
    const rank = methods.findIndex((method) => names.some((each) => each.startsWith(`${method} `)));
    if (rank === -1) return 0;
    const usual = 1 - rank / methods.length;
    let [called, spelt] = ["", ""];
    for (const [before, part] of [...path.entries()].toReversed()) {
      if (part === "{}") continue;
      const word = part.replace(/[_.-]/g, "");
      [called, spelt] = [singular(word) + called, word + spelt];
      if (called !== object) continue;
      // Nothing but a version before it, and nothing after it, is nearer to what was said.
      const far = path.length - before + (versionRe.test(path[before - 1] ?? "v1") ? 0 : 1);
      return (usual * (spelt === written ? 1 : otherNumber)) / (1 + far / 100);
    }
    return 0;
  }

  /** Whether an endpoint of these names has all that stands in braces. */
  hasNames(names: readonly string[]): boolean {
    return this.braces.every((name) => names.some((each) => bracesIn(each).includes(name)));
  }

  isNamed(field: string): boolean {
    return isNamed(field, this.name);
  }

  /** Whether an endpoint is at the address, or at one that ends so. What stands in braces may be anything. */
  isAt(path: readonly string[], names: readonly string[]): boolean {
    const wanted = this.path!;
    const start = path.length - wanted.length;
    if (start < 0 || path[start] === "{}") return false;
    if (this.#method !== "" && !names.some((name) => name.startsWith(`${this.#method} `)))
      return false;
    return this.#fits(path, start, false);
  }

  /** Of an address that ends so: whether nothing is before it but what each operation begins with, up to a version. */
  isAllOf(path: readonly string[]): boolean {
    return versionRe.test(path[path.length - this.path!.length - 1] ?? "v1");
  }

  /** The same anywhere in an address: where its end is not typed yet, the last part may be a beginning. */
  isIn(path: readonly string[], names: readonly string[], isBeginning = true): boolean {
    if (this.#method !== "" && !names.some((name) => name.startsWith(`${this.#method} `)))
      return false;
    return path.some((part, start) => part !== "{}" && this.#fits(path, start, isBeginning));
  }

  #fits(path: readonly string[], start: number, isBeginning: boolean): boolean {
    return this.path!.every((part, at) => {
      const there = path[start + at];
      const isLast = isBeginning && at === this.path!.length - 1;
      return there === part || there === "{}" || (isLast && there?.startsWith(part) === true);
    });
  }
}

/** What an address is worth that has a word in the plural where the id of an operation has it in the singular, or the reverse. */
export const otherNumber = 0.8;

/** What operations are called that have a method, the usual one first. */
const verbs: readonly (readonly [verb: RegExp, methods: readonly string[]])[] = [
  [/^(?:get|list|fetch|read|find|query|search)$/, ["get", "post"]],
  [/^(?:create|add|define|make|new|post|register|send|upload)$/, ["post", "put"]],
  [/^(?:set|update|put|edit|change|replace)$/, ["put", "patch", "post"]],
  [/^(?:delete|remove)$/, ["delete", "post"]],
];

/** What an id of an operation says. */
interface Operation {
  readonly methods: readonly string[];
  /** What is done something with: each of its words in the singular. */
  readonly object: string;
  readonly written: string;
}

/** Of an id in camel case that begins with a verb. */
function operationIn(query: string): Operation | null {
  if (!/^\p{Ll}+\p{Lu}[\p{L}\p{N}]*$/u.test(query)) return null;
  const [verb = "", ...words] = query.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u);
  const methods = verbs.find(([each]) => each.test(verb))?.[1];
  if (!methods) return null;
  const object = words.map((word) => singular(word.toLowerCase())).join("");
  return { methods, object, written: words.join("").toLowerCase() };
}

function singular(word: string): string {
  return word.replace(/s$/, "");
}

/** What APIs call their versions in addresses. */
const versionRe = /^(?:[vr]\d+(?:\.\d+)*|\d+(?:\.\d+)*|unstable)$/;

/** The names of what changes in an address, however they are written: `{room_id}` is `{roomId}`. */
function bracesIn(address: string): string[] {
  return Array.from(address.matchAll(/\{([^{}]+)\}/g), ([, name]) =>
    name!.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ""),
  );
}

/** Whether a field has a name, which may lack what is between its parts. */
export function isNamed(field: string, name: string): boolean {
  const own = foldName(field);
  return own === name || (own.length > name.length && own.replace(/[_.-]/g, "") === name);
}
