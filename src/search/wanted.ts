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
