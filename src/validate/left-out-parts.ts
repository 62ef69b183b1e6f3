import type { LeftOutKind } from "../base/codes/left-out.js";
import { spanAt, stepBelow, type Located } from "../data/located.js";
import type { Cx } from "./cx.js";

interface Part {
  readonly kind: LeftOutKind;
  readonly at: Located;
  /** What names it: a keyword, a status. */
  readonly name: string;
}

/** A description, by the object that has it. */
interface Described {
  readonly kind: "description" | "part";
  readonly at: Located;
  readonly name: string;
}

/** So many names tell what is meant. */
const mostNames = 8;

/** What pages do not show, of which each file is told once for each kind. */
export class LeftOut {
  readonly #parts: Part[] = [];
  readonly #described = new Map<object, Described>();
  readonly #shown = new Set<object>();

  add(kind: LeftOutKind, at: Located, name: string): void {
    this.#parts.push({ kind, at, name });
  }

  /** The description of an object: left out, unless it is shown in another place. */
  addDescription(kind: Described["kind"], of: object, at: Located, name: string): void {
    const known = this.#described.get(of);
    if (!known || known.kind === "part") this.#described.set(of, { kind, at, name });
  }

  /** What is shown in one place is not left out, whatever else shows it without. */
  shown(of: object): void {
    this.#shown.add(of);
  }

  report({ report }: Cx): void {
    const described = [...this.#described].flatMap(([of, { kind, at, name }]): Part[] =>
      this.#shown.has(of) ? [] : [{ kind, at: stepBelow(at, "description"), name }],
    );
    for (const all of grouped([...this.#parts, ...described])) {
      const group = all.length === 1 ? all : inOrder(all);
      const { kind, at } = group[0]!;
      const names = [...new Set(group.map(({ name }) => name))];
      const more = names.length > mostNames ? ", ..." : "";
      const listed = names.slice(0, mostNames).join(", ") + more;
      const parts = [kind, String(group.length), listed] as const;
      report("left-out", at, parts, { of: "key", detail: kind });
    }
  }
}

/** By file and kind. */
function grouped(parts: readonly Part[]): Iterable<readonly Part[]> {
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    const key = `${part.kind}\n${part.at.file.source.path}`;
    const group = groups.get(key);
    if (group) group.push(part);
    else groups.set(key, [part]);
  }
  return groups.values();
}

/** As they stand in the file, each place once. */
function inOrder(group: readonly Part[]): readonly Part[] {
  const byStart = new Map<number, Part>();
  for (const part of group) byStart.set(spanAt(part.at, "key").start, part);
  return [...byStart].toSorted(([one], [other]) => one - other).map(([, part]) => part);
}
