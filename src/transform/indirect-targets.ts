import type { Span } from "../base/source.js";
import type { Element, Target } from "../rst/nodes.js";
import type { Referrer, Work } from "./work.js";

/**
 * Given targets that lead to other targets,
 *
 *     <target ids="direct" names="direct" refuri="http://direct">
 *     <target ids="indirect" names="indirect" refname="direct">
 *
 * the result is that each leads where the last of its chain does, and so do the references to it.
 */
export function indirectTargets(work: Work): void {
  for (const target of work.all("target")) {
    if (target.refname === undefined && !work.resolved.has(target)) continue;
    if (!work.resolved.has(target)) resolveChain(work, target);
    resolveReferrers(work, target);
  }
}

/** Follow a target to the end of its chain, then resolve the chain from there. */
function resolveChain(work: Work, start: Target): void {
  const chain = new Set<Target>();
  let target = start;
  for (;;) {
    if (chain.has(target)) {
      fault(work, target, "indirect-target-circular");
      break;
    }
    const next = elementNamed(work, target);
    if (!next) {
      fault(
        work,
        target,
        work.names.has(target.refname!) ? "indirect-target-ambiguous" : "indirect-target-unknown",
      );
      break;
    }
    chain.add(target);
    if (next.type !== "target" || work.resolved.has(next) || next.refname === undefined) break;
    target = next;
  }
  for (const link of [...chain].toReversed()) resolveLink(work, link);
}

/** The element that a target's name leads to; it counts as referred to. */
function elementNamed(work: Work, target: Target): Element | undefined {
  const id = work.names.get(target.refname!);
  const element = id ? work.elements.get(id) : undefined;
  if (element) work.refer(element, `#${id}`);
  return element;
}

/** Let a target lead where the next one of its chain leads, or to that. */
function resolveLink(work: Work, target: Target): void {
  const id = work.names.get(target.refname!)!;
  const next = work.elements.get(id)!;
  if (next.type === "target" && next.refuri !== undefined) {
    target.refuri = next.refuri;
    delete target.refid;
  } else if (next.type === "target" && next.refid !== undefined) work.lead(target, next.refid);
  else work.lead(target, id);
  delete target.refname;
  work.resolved.add(target);
}

function fault(
  work: Work,
  target: Target,
  code: "indirect-target-circular" | "indirect-target-ambiguous" | "indirect-target-unknown",
): void {
  const name = target.names?.[0];
  const id = target.ids?.[0];
  const naming = [name === undefined ? "" : `"${name}"`, id === undefined ? "" : `(id="${id}")`];
  const near = code === "indirect-target-unknown" ? work.near(target.refname!, work.names) : [];
  const referrers = new Set(referrersOf(work, target).map(({ referrer }) => referrer));
  work.problem([...referrers], code, goalSpan(target), [
    naming.filter(Boolean).join(" "),
    target.refname!,
    ...near,
  ]);
  work.resolved.add(target);
}

/** Where a target says what it leads to: `.. _name: goal_`; all of one that stands in running text. */
function goalSpan({ span }: Target): Span {
  const text = span.source.text.slice(span.start, span.end);
  if (!/^(?:\.\.|__) /.test(text) || !text.endsWith("_")) return span;
  const opening = text.endsWith("`_") ? text.lastIndexOf("`", text.length - 3) : -1;
  const at =
    opening === -1 ? Math.max(...[" ", "\n"].map((gap) => text.lastIndexOf(gap))) + 1 : opening;
  return { ...span, start: span.start + at };
}

function referrersOf(work: Work, target: Target): { by: string; referrer: Referrer }[] {
  return [
    ...(target.names ?? []).flatMap((name) =>
      work.referrers(name).map((referrer) => ({ by: name, referrer })),
    ),
    ...(target.ids ?? []).flatMap((id) =>
      work.referrersById(id).map((referrer) => ({ by: `#${id}`, referrer })),
    ),
  ];
}

/** Let all that refers to a resolved target lead where it leads; and what refers to that, if it is a target itself. */
function resolveReferrers(work: Work, start: Target): void {
  const open = [start];
  for (let target = open.pop(); target; target = open.pop()) {
    const { refid, refuri } = target;
    if (refid === undefined && refuri === undefined) continue;
    for (const { by, referrer } of referrersOf(work, target)) {
      work.refer(target, by);
      if (work.resolved.has(referrer)) continue;
      delete referrer.refname;
      delete referrer.refid;
      if (refid !== undefined) work.lead(referrer, refid);
      else referrer.refuri = refuri!;
      work.resolved.add(referrer);
      if (referrer.type === "target") open.push(referrer);
    }
  }
}
