import { isBreaking, type Change } from "./changes.js";

/** What a comparison has to say, for all formats. */
export interface DiffReport {
  /** What the two versions are called. */
  readonly before: string;
  readonly after: string;
  readonly changes: readonly Change[];
  /** How many more the project accepts. */
  readonly accepted: number;
  /** Changes and news that do not go together; absent where nobody asked. */
  readonly news?: NewsReport;
}

export interface NewsReport {
  readonly untold: readonly Change[];
  readonly idle: readonly { readonly file: string; readonly line: number; readonly text: string }[];
}

export interface Counts {
  readonly all: number;
  readonly breaking: number;
  readonly client: number;
  readonly server: number;
}

export function countsOf(changes: readonly Change[]): Counts {
  return {
    all: changes.length,
    breaking: changes.filter(isBreaking).length,
    client: changes.filter(({ breaks }) => breaks.client).length,
    server: changes.filter(({ breaks }) => breaks.server).length,
  };
}

/** `12 changes, 3 of them breaking (clients 2, servers 1); 1 accepted` */
export function summaryOf({ changes, accepted }: DiffReport): string {
  const { all, breaking, client, server } = countsOf(changes);
  const left = accepted > 0 ? `; ${accepted} accepted` : "";
  if (all === 0) return `no changes${left}`;
  const broken =
    breaking === 0
      ? "none of them breaking"
      : `${breaking} of them breaking (for clients ${client}, for servers ${server})`;
  return `${all} ${all === 1 ? "change" : "changes"}, ${broken}${left}`;
}

/** `client`, `server`, `client, server`; empty: nobody. */
export function brokenText({ breaks }: Change): string {
  return [breaks.client ? "client" : "", breaks.server ? "server" : ""].filter(Boolean).join(", ");
}

export interface Group {
  readonly title: string;
  readonly api: string;
  readonly of: Change["of"];
  readonly changes: readonly Change[];
}

/** Changes by what they are of, in their order. */
export function groupsOf(changes: readonly Change[]): readonly Group[] {
  const groups = new Map<
    string,
    { title: string; api: string; of: Change["of"]; changes: Change[] }
  >();
  for (const change of changes) {
    const api = change.of === "operation" ? change.api : "";
    const key = `${change.of}\n${api}\n${change.subject}`;
    const group = groups.get(key) ?? { title: change.subject, api, of: change.of, changes: [] };
    groups.set(key, group);
    group.changes.push(change);
  }
  return [...groups.values()];
}

/** What a group is called. */
export function titleOf({ title, api, of }: Group): string {
  const kinds = { api: "API ", operation: "", event: "Event ", schema: "Schema ", page: "Page " };
  return `${kinds[of]}${title}${api === "" ? "" : ` (${api})`}`;
}

const mostUses = 5;

/** `Used by GET /a, GET /b and 3 more.` */
export function usesText({ uses, useCount }: Change): string {
  if (uses.length === 0) return "";
  const named = uses.slice(0, mostUses).join(", ");
  const more = useCount - mostUses;
  return `Used by ${named}${more > 0 ? ` and ${more} more` : ""}.`;
}
