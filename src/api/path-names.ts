/** `{name}` in a path. */
export const pathNameRe = /\{[^{}]*\}/g;

/** The names in braces of a path, in their order. */
export function namesIn(path: string): readonly string[] {
  return (path.match(pathNameRe) ?? []).map((name) => name.slice(1, -1));
}
