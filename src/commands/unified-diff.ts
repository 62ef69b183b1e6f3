/** How a file changes; `null` where there is none. */
export interface FileDiff {
  /** Relative to the project's root, with `/`. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Whether it is a symbolic link that goes; `before` is then what it leads to. */
  readonly isLink?: boolean;
}

const context = 3;

/**
 * The changes as a diff that `git apply` takes. What two texts begin and end with is left out; the rest is one piece,
 * which is all that a release needs: it puts lines in at one place or removes a file.
 */
export function unifiedDiff(diffs: readonly FileDiff[]): string {
  return diffs
    .filter(({ before, after }) => before !== after)
    .map(diffOf)
    .join("");
}

function diffOf({ path, before, after, isLink }: FileDiff): string {
  const [old, next] = [quoted(`a/${path}`), quoted(`b/${path}`)];
  const head = [`diff --git ${old} ${next}`];
  if (before === null) head.push("new file mode 100644");
  if (after === null) head.push(`deleted file mode ${isLink ? "120000" : "100644"}`);
  const hunk = hunkOf(linesOf(before ?? ""), linesOf(after ?? ""));
  if (hunk.length > 0)
    head.push(
      `--- ${before === null ? "/dev/null" : old}`,
      `+++ ${after === null ? "/dev/null" : next}`,
    );
  return [...head, ...hunk].map((line) => `${line}\n`).join("");
}

function hunkOf(before: readonly string[], after: readonly string[]): readonly string[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  if (start === before.length && start === after.length) return [];
  const from = Math.max(0, start - context);
  const behind = Math.min(end, context);
  const piece = (lines: readonly string[]) => lines.slice(from, lines.length - end + behind);
  const marked = (sign: string, lines: readonly string[], to: number) =>
    lines.slice(start, to).map((line) => shown(sign, line));
  return [
    `@@ -${range(from, piece(before).length)} +${range(from, piece(after).length)} @@`,
    ...before.slice(from, start).map((line) => shown(" ", line)),
    ...marked("-", before, before.length - end),
    ...marked("+", after, after.length - end),
    ...before
      .slice(before.length - end, before.length - end + behind)
      .map((line) => shown(" ", line)),
  ];
}

function range(from: number, count: number): string {
  return `${count === 0 ? from : from + 1},${count}`;
}

/** Lines with their ends; the last one may have none. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function shown(sign: string, line: string): string {
  return line.endsWith("\n")
    ? sign + line.slice(0, -1)
    : `${sign}${line}\n\\ No newline at end of file`;
}

/** Names with signs that would end them stand in quotes, as git has them. */
function quoted(path: string): string {
  return /["\\]|\p{Cc}/u.test(path) ? JSON.stringify(path) : path;
}
