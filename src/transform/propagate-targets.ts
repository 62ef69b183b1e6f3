import { joinsInline, type Element, type Node, type Target } from "../rst/nodes.js";
import { addTo, invisible, type Holder } from "./tree.js";
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
  const positions = new Map<Holder, number>();
  for (const target of work.all("target")) {
    if (!leadsNowhere(target) || !isBlock(work, target)) continue;
    open.push(target);
    const next = elementBehind(work, target, positions);
    if (next) {
      settle(work, next.element, open);
      work.noteNamed(next.element, next.holder);
    } else handToLast(work, open);
  }
}

/** A target that stands for itself, not in running text, nor in a message, which may be taken out later. */
function isBlock(work: Work, target: Target): boolean {
  let holder = work.parentOf(target);
  // Seen without their types a moment ago.
  if (holder && joinsInline(holder as unknown as Node)) return false;
  while (holder && holder.type !== "system_message")
    holder = work.parentOf(holder as unknown as Node);
  return holder === undefined;
}

/** The element behind one, in whatever they stand, but for messages. `positions` is where the last one was found in each holder. */
function elementBehind(
  work: Work,
  element: Element,
  positions: Map<Holder, number>,
): { readonly element: Element; readonly holder: Holder } | undefined {
  let node: Node = element;
  for (let holder = work.parentOf(node); holder; holder = work.parentOf(node)) {
    let at = holder.children.indexOf(node, positions.get(holder));
    positions.set(holder, at);
    for (at++; at < holder.children.length; at++) {
      const next = holder.children[at]!;
      if (next.type !== "text" && next.type !== "system_message") return { element: next, holder };
    }
    node = holder as unknown as Node;
  }
  return undefined;
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
