import type { Element } from "../rst/nodes.js";
import type { Work } from "./work.js";

/** Given anonymous references and targets, the result is that the first reference leads to the first target, and so on. */
export function anonymousReferences(work: Work): void {
  const references = work.all("reference").filter((node) => node.anonymous);
  const targets = work.all("target").filter((node) => node.anonymous);
  if (references.length !== targets.length) {
    const span = (references[targets.length] ?? references[0] ?? targets[0])!.span;
    const counts = [String(references.length), String(targets.length)];
    work.problem(references, "anonymous-mismatch", span, counts);
    return;
  }
  references.forEach((reference, index) => {
    const target = targets[index]!;
    work.refer(target, "");
    let end: Element | undefined = target;
    // A target that handed its ids over leads on to whoever has them now.
    while (end?.type === "target" && end.refuri === undefined && !end.ids?.length)
      end = work.elements.get(end.refid ?? "");
    if (end?.type === "target" && end.refuri !== undefined) {
      reference.refuri = end.refuri;
      work.resolved.add(reference);
    } else if (end?.ids?.[0] !== undefined) work.lead(reference, end.ids[0]);
  });
}
