import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { nearest } from "../base/text.js";

/** The ids of each page, by the name of its target. */
export type Ids = ReadonlyMap<string, ReadonlySet<string>>;

/** For the further ids of sections the first one, by the name of the target of their page. */
export type FirstIds = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The ids that pages have, and which of them are of one section. */
export interface IdsOfPages {
  readonly ids: Ids;
  readonly firstIds: FirstIds;
}

/**
 * A record of ids but for those that are left out: `target#id`, a line each, sorted. Of headings of the same words, which
 * are numbered, it says what else the section is called, `target#rules-1 = rooms-rules`: their ids are other sections' when
 * one comes or goes.
 */
export function printIds({ ids, firstIds }: IdsOfPages, leftOut: Ids = new Map()): string {
  const lines = [...ids].flatMap(([target, names]) => {
    const others = new Map<string, string>();
    for (const [other, first] of firstIds.get(target) ?? [])
      if (!others.has(first) && isNumbered(first, names)) others.set(first, other);
    return [...names]
      .filter((id) => !leftOut.get(target)?.has(id))
      .map((id) => `${target}#${id}${others.has(id) ? ` = ${others.get(id)}` : ""}\n`);
  });
  return lines.sort().join("");
}

/** Whether an id is one of several that differ by their numbers alone. */
function isNumbered(id: string, all: ReadonlySet<string>): boolean {
  const stem = /^(?<stem>.+)-\d+$/.exec(id)?.groups!["stem"];
  return all.has(`${id}-1`) || (stem !== undefined && all.has(stem));
}

/** Whether a text is a record of ids. */
export function isIdsRecord(text: string): boolean {
  return text.split("\n").every((line) => line === "" || /^[^#]+#\S+(?: = \S+)?$/.test(line));
}

/** Ids that are counted, not named. Records had them once. */
const countedRe =
  /^(?:toc-entry|footnote|footnote-reference|citation|citation-reference|problematic|system-message)-\d+$/;

/** Report every id of a record that its page has lost, or another section has; of a page that is gone, only that. */
export function compareIds(record: Source, { ids, firstIds }: IdsOfPages, report: Report): void {
  const goneTargets = new Set<string>();
  let start = 0;
  for (const line of record.text.split("\n")) {
    const span = { source: record, start, end: start + line.length };
    start += line.length + 1;
    const [target = "", named = ""] = line.trim().split(/#(.*)/s);
    const [id = "", other] = named.split(" = ");
    const there = ids.get(target);
    if (target === "" || goneTargets.has(target)) continue;
    if (there?.has(id)) {
      const firstOf = (each: string) => firstIds.get(target)?.get(each) ?? each;
      if (other !== undefined && there.has(other) && firstOf(id) !== firstOf(other))
        report("id-moved", span, [target, id, other]);
      continue;
    }
    if (there && countedRe.test(id)) continue;
    if (there) report("id-gone", span, [target, id, ...successorsOf(id, there)]);
    else {
      goneTargets.add(target);
      report("page-gone", span, [target, ...nearest(target, ids.keys())]);
    }
  }
}

/** What may have taken the place of an id: an operation that was or is deprecated, else what is called nearly like it. */
function successorsOf(id: string, there: ReadonlySet<string>): readonly string[] {
  const others = [`deprecated-${id}`, id.replace(/^deprecated-/, "")].filter(
    (each) => each !== id && there.has(each),
  );
  if (others.length > 0) return others;
  const bare = id.replace(/^deprecated-/, "");
  return nearest(bare === id ? id : bare, there);
}
