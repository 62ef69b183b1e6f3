import type { Span } from "../base/source.js";
import { numberText, type DataFile } from "./json.js";
import { spanInText, spanOf } from "./places.js";
import { joinPointer, lookUp, parsePointer } from "./pointer.js";

/**
 * A value by the file it stands in and a JSON pointer to it (RFC 6901; `""` is the whole). Two of one file and one pointer
 * are the same value, whatever refers to it.
 */
export interface Located {
  readonly file: DataFile;
  readonly pointer: string;
}

/** A place one step deeper. Its pointer is put together when somebody asks for it. */
export function stepBelow(at: Located, key: string | number): Located {
  return new Step(at, key);
}

class Step implements Located {
  readonly file: DataFile;
  private known: string | undefined = undefined;

  constructor(
    private readonly above: Located,
    private readonly key: string | number,
  ) {
    this.file = above.file;
  }

  get pointer(): string {
    return (this.known ??= joinPointer(this.above.pointer, this.key));
  }
}

/** The span of a value, or of its key. */
export function spanAt({ file, pointer }: Located, of: "key" | "value" = "value"): Span {
  return spanOf({ source: file.source, pointer }, of);
}

/** The span of a piece of a string value, by offsets into the string. */
export function spanWithin({ file, pointer }: Located, start: number, end: number = start): Span {
  return spanInText({ source: file.source, pointer }, start, end);
}

/** A number as its author wrote it, where JavaScript would print other digits: `1.10`. */
export function writtenAt({ file, pointer }: Located): string | undefined {
  const keys = parsePointer(pointer) ?? [];
  const holder = lookUp(file.value, joinPointer("", ...keys.slice(0, -1)));
  if (typeof holder !== "object" || holder === null || keys.length === 0) return undefined;
  return numberText(holder, keys.at(-1)!);
}

/** `a.yaml#/definitions/tree`, or the path alone. */
export function nameOfPlace({ file, pointer }: Located): string {
  return pointer === "" ? file.source.path : `${file.source.path}#${pointer}`;
}
