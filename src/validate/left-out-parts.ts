import { nameOfPlace, spanAt, type Located } from "../data/located.js";
import type { LeftOutKind } from "../base/codes/left-out.js";
import type { Cx } from "./cx.js";

interface Part {
  readonly kind: LeftOutKind;
  readonly at: Located;
  /** What names it: a keyword, a status. */
  readonly name: string;
}

/** So many names tell what is meant. */
const mostNames = 8;

/** What pages do not show, of which each file is told once for each kind. */
export class LeftOut {
  readonly #parts = new Map<string, Part>();
  readonly #shown = new Set<string>();

  add(kind: LeftOutKind, at: Located, name: string): void {
    const key = `${kind}\n${nameOfPlace(at)}`;
    if (!this.#parts.has(key)) this.#parts.set(key, { kind, at, name });
  }

  /** What is shown in one place is not left out, whatever else shows it without. */
  shown(at: Located): void {
    this.#shown.add(nameOfPlace(at));
  }

  report({ report }: Cx): void {
    const groups = new Map<string, Part[]>();
    for (const part of this.#parts.values()) {
      const { kind, at } = part;
      if (kind === "part" && this.#parts.has(`description\n${nameOfPlace(at)}`)) continue;
      if (this.#shown.has(nameOfPlace(at))) continue;
      const key = `${kind}\n${at.file.source.path}`;
      const group = groups.get(key);
      if (group) group.push(part);
      else groups.set(key, [part]);
    }
    for (const group of groups.values()) {
      const first = group
        .map((part) => ({ part, start: spanAt(part.at, "key").start }))
        .reduce((one, other) => (other.start < one.start ? other : one)).part;
      const names = [...new Set(group.map(({ name }) => name))];
      const more = names.length > mostNames ? ", ..." : "";
      const listed = names.slice(0, mostNames).join(", ") + more;
      report("left-out", first.at, [first.kind, String(group.length), listed], {
        of: "key",
        detail: first.kind,
      });
    }
  }
}
