import type { Pending } from "../rst/nodes.js";
import { addTo, asHolder, invisible, sourceOf, textNode, type Holder } from "./tree.js";
import type { Work } from "./work.js";

type ClassJob = Extract<Pending["job"], { transform: "class" }>;

/**
 * Given a place left by a `class` directive, the result is that the next element which a reader sees has the classes:
 * behind it, or else behind what it stands in.
 */
export function classAttribute(work: Work): void {
  const jobs = new Map(work.jobs("class").map(({ node, job }) => [node, job]));
  if (jobs.size === 0) return;
  const open = new Map<Pending, ClassJob>();
  giveClasses(asHolder(work.document)!, jobs, open);
  for (const node of jobs.keys()) if (!open.has(node)) work.replace(node);
  for (const [node, job] of open) {
    const quoted = textNode(sourceOf(node.span), node.span);
    const block = { type: "literal_block", span: node.span, children: [quoted] } as const;
    work.replace(
      node,
      work.placedMessage(
        "class-without-element",
        node.span,
        [job.directive],
        [{ ...block, children: [...block.children] }],
      ),
    );
  }
}

/** Walk through a holder with the jobs still open; they stay open at its end. */
function giveClasses(
  holder: Holder,
  jobs: ReadonlyMap<Pending, ClassJob>,
  open: Map<Pending, ClassJob>,
): void {
  for (const child of holder.children) {
    if (child.type === "pending") {
      const job = jobs.get(child);
      if (job) open.set(child, job);
      continue;
    }
    if (child.type === "text" || invisible.has(child.type) || child.type === "system_message")
      continue;
    for (const job of open.values()) addTo(child, "classes", job.classes);
    open.clear();
    const inner = asHolder(child);
    if (inner) giveClasses(inner, jobs, open);
  }
}
