import { joinsInline, type Element, type Target } from "../rst/nodes.js";
import { addTo, asHolder, invisible, type Holder } from "./tree.js";
import type { Work } from "./work.js";

/**
 * Given `.. _a:` and `.. _b:` before a paragraph,
 *
 *     <target ids="a" names="a">
 *     <target ids="b" names="b">
 *     <paragraph>
 *
 * the result is that the paragraph has their ids and names, and the targets lead to it:
 *
 *     <target refid="a">
 *     <target refid="b">
 *     <paragraph ids="b a" names="b a">
 */
export function propagateTargets(work: Work): void {
  const open: Target[] = [];
  visit(work, asHolder(work.document)!, open);
  handToLast(work, open);
}

/** Walk through a holder with targets that wait for the next element; those that find none keep what they have. */
function visit(work: Work, holder: Holder, open: Target[], inline = false): void {
  for (const child of holder.children) {
    // Messages may be taken out later.
    if (child.type === "text" || child.type === "system_message") continue;
    if (open.length > 0) settle(work, child, open);
    if (child.type === "target" && !inline && leadsNowhere(child)) open.push(child);
    else {
      const inner = asHolder(child);
      if (inner) visit(work, inner, open, joinsInline(child));
    }
  }
}

function leadsNowhere(target: Target): boolean {
  return target.refid === undefined && target.refuri === undefined && target.refname === undefined;
}

/** Hand the names of the targets over to the element behind them, if it is one that may have them. */
function settle(work: Work, next: Element, open: Target[]): void {
  if (next.type === "target") {
    // One more in a row: they are all handed over together.
    if (leadsNowhere(next)) return;
  } else if (invisible.has(next.type) || next.type === "footnote" || next.type === "citation") {
    handToLast(work, open);
    return;
  }
  handOver(work, next, open);
  open.length = 0;
}

/** Nothing that may have names follows: the last target keeps its own and takes those before it. */
function handToLast(work: Work, open: Target[]): void {
  const last = open.pop();
  if (last) handOver(work, last, open);
  open.length = 0;
}

function handOver(work: Work, heir: Element, targets: readonly Target[]): void {
  const ids: string[] = [];
  const names: string[] = [];
  for (const target of targets.toReversed()) {
    const first = target.ids?.[0];
    ids.push(...(target.ids ?? []));
    names.push(...(target.names ?? []));
    work.takeOver(heir, target);
    delete target.ids;
    delete target.names;
    if (first !== undefined) work.lead(target, first);
    // Nothing may stand between a picture and its caption.
    if (heir.type === "caption") work.replace(target);
  }
  addTo(heir, "ids", ids);
  addTo(heir, "names", names);
}
