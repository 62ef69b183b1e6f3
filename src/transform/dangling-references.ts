import type { Code } from "../base/diagnostics.js";
import type { Work } from "./work.js";

/**
 * Given references that still have only a name, the result is that they lead to the element with that name (a section,
 * mostly); those whose name nobody or more than one has are reported.
 */
export function danglingReferences(work: Work): void {
  for (const reference of work.all("reference", "footnote_reference", "citation_reference")) {
    if (reference.refname === undefined || work.resolved.has(reference)) continue;
    const name = reference.refname;
    const id = work.names.get(name);
    if (!id) {
      const code = id === null ? "ambiguous-target" : unknownTarget(name);
      const near = code === "unknown-target" ? work.near(name, work.names) : [];
      work.problem([reference], code, reference.span, [name, ...near]);
      continue;
    }
    delete reference.refname;
    reference.refid = id;
    work.refer(work.elements.get(id)!, `#${id}`);
    work.resolved.add(reference);
  }
}

/** Which fault an unknown name is: an address in angle brackets that was not taken for one is a common mistake. */
function unknownTarget(name: string): Code {
  if (/\s<[^<>]*>$/.test(name)) return "embedded-address-padded";
  if (/\s<[^<>]*>\s/.test(name)) return "embedded-address-not-last";
  if (/\S<[^<>]*>$/.test(name)) return "embedded-address-attached";
  const [opens, closes] = [name.includes("<"), name.includes(">")];
  if (opens && closes) return "embedded-address-not-last";
  if (opens || closes) return "embedded-address-open";
  return "unknown-target";
}

/** Given targets that nothing refers to, the result is a message for those who ask for it. */
export function unreferencedTargets(work: Work): void {
  for (const target of work.all("target")) {
    // Too many anonymous targets are reported as such.
    if (target.anonymous || work.isReferenced(target)) continue;
    const block = work.blockOf(target);
    // The target that a link with an address in it makes (`name <address>`_) has that link; not so one with a name in it.
    const leads = (target.refuri ?? target.refid ?? target.refname) !== undefined;
    if (block !== target && leads && !work.resolved.has(target)) continue;
    const naming = target.names?.[0] ?? target.ids?.[0] ?? target.refid ?? "";
    work.message("unreferenced-target", block.span, [naming]);
  }
}
