/** Which events a group of the project shows: those that `match` describes, but for those of `except`. */
export interface EventGroup {
  readonly match: string;
  readonly except?: readonly string[];
}

export function isInGroup({ match, except = [] }: EventGroup, name: string): boolean {
  return fitsPattern(match, name) && !except.some((pattern) => fitsPattern(pattern, name));
}

/** Whether a name fits a pattern in which `*` stands for any text. */
export function fitsPattern(pattern: string, name: string): boolean {
  const [head = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return name === head;
  if (!name.startsWith(head)) return false;
  const tail = rest.at(-1)!;
  let from = head.length;
  for (const part of rest.slice(0, -1)) {
    const at = name.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return name.length - from >= tail.length && name.endsWith(tail);
}
