import type { Source } from "../../base/source.js";
import type { Context } from "../context.js";

/** A file that a directive names, relative to the source it stands in; read as UTF-8 or in the encoding given. Says why not where it may not or cannot be read. */
export function readFile(
  path: string,
  from: Source,
  cx: Context,
  encoding?: string,
): Source | { readonly refused: string; readonly near?: readonly string[] } {
  return cx.settings.readFile?.(path, from, encoding) ?? { refused: "cannot be read here" };
}

/**
 * How much text of files may be brought in again in one document; each file counts as `file` characters at least. Text
 * that is brought in once is bounded by the files there are.
 */
const limits = { repeated: 300_000, file: 250 };

/** Count so much text of a file as brought in; `true` where that is beyond the limits. */
export function isTooMuch({ path }: Source, length: number, { state }: Context): boolean {
  const included = (state.included ??= { paths: new Set(), repeated: 0 });
  if (included.paths.has(path)) included.repeated += limits.file + length;
  included.paths.add(path);
  return included.repeated > limits.repeated;
}
