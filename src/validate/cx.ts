import type { Code, Note, Report } from "../base/diagnostics.js";
import type { Span } from "../base/source.js";
import { nearest } from "../base/text.js";
import {
  isObject,
  joinPointer,
  lookUp,
  readFrom,
  spanInText,
  spanOf,
  step,
  type Json,
  type JsonObject,
  type Origin,
} from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Project } from "../load/project.js";
import type { Model } from "../model/model.js";
import type { Schemas } from "../resolve/resolve.js";

/** A value of the author's files: an object or list, or what stands under one of its keys. */
export interface Place {
  readonly holder: JsonObject | readonly Json[];
  readonly key?: string | number;
}

/** What every check is given. */
export interface Cx {
  readonly schemas: Schemas;
  readonly model: Model;
  readonly project: Project;
  /** For what has no value of a data file as its place. */
  readonly tell: Report;
  /** Report a finding; the same code at the same place only once, however often a `$ref` leads there. */
  readonly report: (code: Code, at: Place | Origin, parts?: readonly string[], more?: More) => void;
  /** Whether only shapes are looked at: the names and kinds of fields. */
  readonly shapesOnly: boolean;
  /** Names that a word may stand for; none any more where there is much to mend already. */
  readonly near: (word: string, known: Iterable<string>) => readonly string[];
  /** What is reported meanwhile of another file is used from this place. */
  readonly from: (user: Place, look: () => void) => void;
}

export interface More {
  /** Whether to point at the key or, as usual, at the value. */
  readonly of?: "key" | "value";
  readonly notes?: readonly Note[];
  /** The part of a text that is meant, by offsets into it. */
  readonly part?: readonly [start: number, end: number];
  /** Tells findings with the same code and place apart. */
  readonly detail?: string;
  /** Of what the model has reported already, nothing more is said. */
  readonly unlessTold?: boolean;
}

/** Suggestions take their time: each looks at all names there are. */
const mostSuggestions = 50;

/** `only`: the codes that are reported, where only shapes are looked at. */
export function makeCx(
  schemas: Schemas,
  model: Model,
  project: Project,
  tell: Report,
  only?: ReadonlySet<Code>,
): Cx {
  const told = new Set<string>();
  let user: Place | null = null;
  let suggestionsLeft = mostSuggestions;
  const usedFrom = (origin: Origin): Note[] => {
    const from = user && originOf(user, schemas);
    if (!from || from.source === origin.source) return [];
    return [{ span: spanOf(from, "key"), text: "it is used here" }];
  };
  return {
    schemas,
    model,
    project,
    tell,
    shapesOnly: only !== undefined,
    report(code, at, parts = [], { of = "value", notes = [], part, detail = "", unlessTold } = {}) {
      if (only && !only.has(code)) return;
      const origin = originOf(at, schemas);
      if (!origin || (unlessTold && hasTold(origin, model))) return;
      const identity = [code, origin.source.path, origin.pointer, detail].join("\n");
      if (told.has(identity)) return;
      told.add(identity);
      const all = [...notes, ...usedFrom(origin)];
      const span = part ? spanInText(origin, ...part) : spanOf(origin, of);
      tell(code, span, parts, all.length > 0 ? all : undefined);
    },
    near: (word, names) => (suggestionsLeft-- > 0 ? nearest(word, names) : []),
    from(place, look) {
      const before = user;
      user = place;
      look();
      user = before;
    },
  };
}

/** Whether the model reported something of this very place. */
export function hasTold({ source, pointer }: Origin, model: Model): boolean {
  return model.hasTold({ file: { source, value: null }, pointer });
}

/** Where a value stands in the author's files. */
export function originOf(at: Place | Origin, schemas: Schemas): Origin | null {
  return "pointer" in at ? at : schemas.originOf(at.holder, at.key);
}

/** The value at a place, with its `$ref`s followed. */
export function resolvedAt({ file, pointer }: Located, { schemas }: Cx): Json | undefined {
  return lookUp(schemas.document(file.source.path), pointer);
}

/** The span of a value, for a note. */
export function spanAt(at: Place, { schemas }: Cx): Span | null {
  const origin = originOf(at, schemas);
  return origin && spanOf(origin, "key");
}

export function valueAt({ holder, key }: Place): Json | undefined {
  return key === undefined ? holder : step(holder, String(key));
}

/** A place one or more steps deeper. */
export function below(origin: Origin, path: readonly (string | number)[]): Origin {
  return { source: origin.source, pointer: joinPointer(origin.pointer, ...path) };
}

/** Whether an object stands for a `$ref` that leads nowhere: what it lacks is no fault of its own. */
export function isUnresolved(object: JsonObject): boolean {
  const { holder } = readFrom(object);
  return isObject(holder as Json) && typeof (holder as JsonObject)["$ref"] === "string";
}
