import type { Source } from "../../base/source.js";
import type { Context } from "../context.js";

/** A file that a directive names, relative to the source it stands in; says why not where it may not or cannot be read. */
export function readFile(
  path: string,
  from: Source,
  cx: Context,
): Source | { readonly refused: string } {
  return cx.settings.readFile?.(path, from) ?? { refused: "no files can be read here" };
}
