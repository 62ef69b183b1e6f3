import type { ChangeCode, Direction } from "../base/change-rules.js";
import type { Place } from "./side.js";

/** The operation, event or page that changes are of. */
export interface Subject {
  readonly kind: "operation" | "event" | "schema" | "page" | "api";
  /** What it is called: `GET /v1/rooms`, `m.room.name`. */
  readonly name: string;
  /** What tells it apart from all others, the same in both versions if it can be. */
  readonly id: string;
  /** The API or the page that it belongs to; empty where it belongs to none. */
  readonly group: string;
  readonly before: Place | null;
  readonly after: Place | null;
  /** Whether the server sends its requests, as those of webhooks and callbacks. */
  readonly isSentByServer?: boolean;
}

/** What has a schema. */
export interface Uses {
  /** The first of them. */
  readonly named: readonly Subject[];
  readonly count: number;
  /** The APIs of all of them. */
  readonly groups: readonly string[];
}

/** One thing that changed, before it is known in how many places it is used. */
export interface Fact {
  readonly code: ChangeCode;
  readonly subject: Subject;
  /** Where in the subject: `request body`, `response 200`, and the path in its schema. */
  readonly part: string;
  readonly name: string;
  readonly valueBefore: string;
  readonly valueAfter: string;
  readonly before: Place | null;
  readonly after: Place | null;
  /** In which messages it is; `null`: of a subject whose verdict is that of its rule. */
  readonly directions: ReadonlySet<Direction>;
  /** Operations and events that have it, where it is of a schema that several have. */
  readonly uses: Uses;
  /** Words by which news can speak of it. */
  readonly words: readonly string[];
}

export interface Given {
  readonly part?: string;
  readonly name?: string;
  readonly valueBefore?: string;
  readonly valueAfter?: string;
  readonly before?: Place | null;
  readonly after?: Place | null;
  readonly directions?: ReadonlySet<Direction>;
  readonly uses?: Uses;
  readonly words?: readonly string[];
}

const noUses: Uses = { named: [], count: 0, groups: [] };
const nowhere: ReadonlySet<Direction> = new Set();

export function factOf(code: ChangeCode, subject: Subject, given: Given = {}): Fact {
  return {
    code,
    subject,
    part: given.part ?? "",
    name: given.name ?? "",
    valueBefore: given.valueBefore ?? "",
    valueAfter: given.valueAfter ?? "",
    before: given.before === undefined ? subject.before : given.before,
    after: given.after === undefined ? subject.after : given.after,
    directions: given.directions ?? nowhere,
    uses: given.uses ?? noUses,
    words: given.words ?? [],
  };
}
