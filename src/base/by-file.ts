/** What is said of the findings or changes of a code in files. */
export interface InFiles {
  readonly code: string;
  /** A path. */
  readonly file: string;
  /** Where `file` is a pattern: whether a path is one of those that it stands for. */
  readonly isFile?: (path: string) => boolean;
}

/** All that is said of a code in a file. */
export function byFile<T extends InFiles>(
  entries: readonly T[],
): (code: string, file: string) => readonly T[] {
  const known = new Map<string, T[]>();
  for (const entry of entries) {
    const key = entry.isFile ? entry.code : `${entry.code} ${entry.file}`;
    const group = known.get(key);
    if (group) group.push(entry);
    else known.set(key, [entry]);
  }
  return (code, file) => [
    ...(known.get(`${code} ${file}`) ?? []),
    ...(known.get(code) ?? []).filter(({ isFile }) => isFile!(file)),
  ];
}
