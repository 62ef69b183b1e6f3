interface Line {
  readonly text: string;
}

/** Which lines are other: from `start`, up to `oldEnd` before the edit and up to `newEnd` after it. */
export interface Edit {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Edits with so many lines between them that are as they were are made one after the other. */
const between = 12;
/** How far it is looked for the end of an edit, in lines; and after so many edits, all that is left is one. */
const farthest = 200;
const mostAtOnce = 50;

/** Lines become others by one edit after the other: each, and the lines as they are after it. */
export function* editsOf<T extends Line>(
  old: readonly T[],
  next: readonly T[],
): Iterable<{ readonly edit: Edit; readonly edited: readonly T[] }> {
  if (old === next) return;
  const isSame = (from: number, to: number) =>
    old[from] === next[to] || old[from]!.text === next[to]!.text;
  const ends = { old: old.length, next: next.length };
  let [from, to] = [0, 0];
  const skip = () => {
    for (; from < ends.old && to < ends.next && isSame(from, to); from++) to++;
  };
  skip();
  while (ends.old > from && ends.next > to && isSame(ends.old - 1, ends.next - 1)) {
    ends.old--;
    ends.next--;
  }
  for (let count = 1; from < ends.old || to < ends.next; count++) {
    const isLast = count === mostAtOnce;
    const end = isLast ? ends : endOfEdit(isSame, { old: from, next: to }, ends);
    const edit = { start: to, oldEnd: to + end.old - from, newEnd: end.next };
    [from, to] = [end.old, end.next];
    const isDone = from === ends.old && to === ends.next;
    yield { edit, edited: isDone ? next : [...next.slice(0, to), ...old.slice(from)] };
    skip();
  }
}

interface Ends {
  readonly old: number;
  readonly next: number;
}

/** Where lines are again as they were, for a while; or where all of them end. */
function endOfEdit(isSame: (from: number, to: number) => boolean, start: Ends, ends: Ends): Ends {
  for (let away = 1; away <= farthest; away++)
    for (let more = 0; more <= away; more++) {
      const [from, to] = [start.old + away - more, start.next + more];
      if (from + between > ends.old || to + between > ends.next) continue;
      let same = 0;
      while (same < between && isSame(from + same, to + same)) same++;
      if (same === between) return { old: from, next: to };
    }
  return ends;
}
