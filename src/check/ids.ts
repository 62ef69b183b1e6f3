import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { nearest } from "../base/text.js";

/** The ids of each page, by the name of its target. */
export type Ids = ReadonlyMap<string, ReadonlySet<string>>;

/** A record of ids but for those that are left out: `target#id`, a line each, sorted. */
export function printIds(ids: Ids, leftOut: Ids = new Map()): string {
  const lines = [...ids].flatMap(([target, names]) =>
    [...names].filter((id) => !leftOut.get(target)?.has(id)).map((id) => `${target}#${id}\n`),
  );
  return lines.sort().join("");
}

/** Whether a text is a record of ids. */
export function isIdsRecord(text: string): boolean {
  return text.split("\n").every((line) => line === "" || /^[^#]+#\S+$/.test(line));
}

/** Ids that are counted, not named. Records had them once. */
const countedRe =
  /^(?:toc-entry|footnote|footnote-reference|citation|citation-reference|problematic|system-message)-\d+$/;

/** Report every id of a record that its page has lost; of a page that is gone, only that. */
export function compareIds(record: Source, ids: Ids, report: Report): void {
  const goneTargets = new Set<string>();
  let start = 0;
  for (const line of record.text.split("\n")) {
    const span = { source: record, start, end: start + line.length };
    start += line.length + 1;
    const [target = "", id = ""] = line.trim().split(/#(.*)/s);
    const there = ids.get(target);
    if (target === "" || goneTargets.has(target) || there?.has(id)) continue;
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
