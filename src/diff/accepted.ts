import { byFile, type InFiles } from "../base/by-file.js";
import type { Change } from "./changes.js";

/** What a project accepts of changes: a code, in a file, and there what a place stands for. */
export interface AcceptedChange extends InFiles {
  /** Whether it covers a line, or a JSON pointer. */
  readonly covers: (line: number, pointer: string | null) => boolean;
}

export interface Settled<T> {
  readonly changes: readonly Change[];
  readonly accepted: readonly Change[];
  /** Those that match nothing. */
  readonly unused: readonly T[];
}

/** Leave out the changes that a project accepts, where they are written now or where they were. */
export function acceptChanges<T extends AcceptedChange>(
  changes: readonly Change[],
  acceptances: readonly T[],
): Settled<T> {
  const acceptancesAt = byFile(acceptances);
  const used = new Set<T>();
  const isAccepted = ({ code, before, after }: Change): boolean => {
    const matching = [before, after].flatMap((place) => {
      if (!place) return [];
      const near = acceptancesAt(code, place.file);
      return near.filter(({ covers }) => covers(place.line, place.pointer ?? null));
    });
    for (const each of matching) used.add(each);
    return matching.length > 0;
  };
  const accepted = new Set(changes.filter(isAccepted));
  return {
    changes: changes.filter((change) => !accepted.has(change)),
    accepted: [...accepted],
    unused: acceptances.filter((each) => !used.has(each)),
  };
}
