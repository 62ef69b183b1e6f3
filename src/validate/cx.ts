import {
  reportTo,
  tellAgain,
  type Code,
  type Note,
  type Parts,
  type Report,
} from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import { joinPointer, parsePointer } from "../data/data.js";
import { nameOfPlace, spanAt, spanWithin, type Located } from "../data/located.js";
import type { Project } from "../load/project.js";
import type { Registry } from "../schema/registry.js";
import { onlyLosses } from "./losses.js";

/** What every check is given. */
export interface Cx {
  readonly project: Project;
  readonly registry: Registry;
  /** Report a finding; the same code at the same place only once, however often a `$ref` leads there. */
  readonly report: <C extends Code>(code: C, at: Located, parts: Parts<C>, more?: More) => void;
  /** The same for what has its span already. */
  readonly tell: Report;
  /** Whether only shapes are looked at: the names and kinds of fields. */
  readonly shapesOnly: boolean;
  /** Whether something was reported of this very place when the pages were made. */
  readonly hasTold: (at: Located) => boolean;
  /** Names that a word may stand for; none any more where there is much to fix already. */
  readonly near: (word: string, known: Iterable<string>) => readonly string[];
}

export interface More {
  /** Whether to point at the key or, as usual, at the value. */
  readonly of?: "key" | "value";
  readonly notes?: readonly Note[];
  /** The part of a text that is meant, by offsets into it. */
  readonly part?: readonly [start: number, end: number];
  /** Tells findings with the same code and place apart. */
  readonly detail?: string;
  /** Of what was reported with the pages already, nothing more is said. */
  readonly unlessTold?: boolean;
  /** What leads there, if that stands in another file. */
  readonly user?: Located | null;
}

/** Suggestions take their time: each looks at all names there are. */
const mostSuggestions = 50;

/** What a check of a project goes by. */
export interface CxOptions {
  readonly hasTold: (at: Located) => boolean;
  readonly shapesOnly: boolean;
}

export function makeCx(
  project: Project,
  registry: Registry,
  report: Report,
  { hasTold, shapesOnly }: CxOptions,
): Cx {
  const told = shapesOnly ? onlyLosses(report) : report;
  const known = new Set<string>();
  const isNew = (identity: string) => known.size < known.add(identity).size;
  let suggestionsLeft = mostSuggestions;
  return {
    project,
    registry,
    shapesOnly,
    hasTold,
    near: (word, names) => (suggestionsLeft-- > 0 ? nearest(word, names) : []),
    report(code, at, parts, more = {}) {
      const { of = "value", notes = [], part, detail = "", unlessTold, user } = more;
      if (unlessTold && hasTold(at)) return;
      if (!isNew(`${code}\n${nameOfPlace(at)}\n${detail}`)) return;
      const span = part ? spanWithin(at, ...part) : spanAt(at, of);
      if (!isNew(`${code} ${span.source.path} ${span.start} ${detail}`)) return;
      const all = [...notes, ...(user ? usedFrom(user, at) : [])];
      told(code, span, parts, all.length > 0 ? all : undefined);
    },
    tell: reportTo((finding) => {
      const { code, span, parts } = finding;
      const place = span ? `${span.source.path} ${span.start}` : "";
      if (isNew(`${code} ${place} ${parts.join("\n")}`)) tellAgain(finding, report);
    }),
  };
}

function usedFrom(user: Located, at: Located): readonly Note[] {
  if (user.file === at.file) return [];
  return [{ span: spanAt(user, "key"), text: "it is used here" }];
}

/** What a place is a part of, as readers know it: the operation, if it is in one. */
export function ownerOf({ file, pointer }: Located): Located {
  const keys = parsePointer(pointer) ?? [];
  const isInOperation = keys.length > 3 && keys[0] === "paths" && keys[2] !== "parameters";
  return { file, pointer: isInOperation ? joinPointer("", ...keys.slice(0, 3)) : pointer };
}
