import type { Source, Span } from "../base/source.js";
import type { ManuscriptLine } from "./manuscript.js";

/** A piece of a line that is put together: copied from a source, or standing for the piece `of` a source that it replaced. */
export interface Piece {
  readonly text: string;
  readonly source: Source;
  readonly offset: number;
  /** Length of what the piece replaced; absent where it is a copy. */
  readonly replaced?: number;
}

/** A line put together from pieces, which leads back to where each of them came from. */
export function madeLine(pieces: readonly Piece[], keepsEnd = false): ManuscriptLine {
  const kept = pieces.filter(({ text }) => text !== "");
  const [only] = kept;
  if (kept.length === 1 && only!.replaced === undefined)
    return {
      text: keepsEnd ? only!.text : only!.text.trimEnd(),
      source: only!.source,
      offset: only!.offset,
    };
  const text = kept.map((piece) => piece.text).join("");
  const path = pieces[0]?.source.path ?? "";
  return {
    text: keepsEnd ? text : text.trimEnd(),
    source: { path, text, origin: (offset) => originIn(kept, offset) },
    offset: 0,
  };
}

function originIn(pieces: readonly Piece[], offset: number): Span | undefined {
  let left = offset;
  for (const [index, piece] of pieces.entries()) {
    if (left < piece.text.length || index === pieces.length - 1) return placeIn(piece, left);
    left -= piece.text.length;
  }
  return undefined;
}

function placeIn({ text, source, offset, replaced }: Piece, within: number): Span {
  if (replaced !== undefined) return { source, start: offset, end: offset + replaced };
  const start = offset + Math.min(within, text.length);
  return { source, start, end: Math.min(start + 1, offset + text.length) };
}
