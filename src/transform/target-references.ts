import type { Work } from "./work.js";

/**
 * Given a target with an address, the result is that the references to its name lead to the address:
 *
 *     <reference refname="direct">            ->  <reference refuri="http://direct">
 *     <target names="direct" refuri="http://direct">
 */
export function externalTargets(work: Work): void {
  for (const target of work.all("target")) {
    if (target.refuri === undefined) continue;
    for (const name of target.names ?? []) {
      for (const referrer of work.referrers(name)) {
        work.refer(target, name);
        if (work.resolved.has(referrer)) continue;
        delete referrer.refname;
        referrer.refuri = target.refuri;
        work.resolved.add(referrer);
      }
    }
  }
}

/** Given a target that is a place itself, the result is that the references to its name lead to its id. */
export function internalTargets(work: Work): void {
  for (const target of work.all("target")) {
    if (target.refuri !== undefined || target.refid !== undefined) continue;
    for (const name of target.names ?? []) {
      const id = work.names.get(name);
      for (const referrer of work.referrers(name)) {
        work.refer(target, name);
        if (work.resolved.has(referrer)) continue;
        if (id) {
          delete referrer.refname;
          referrer.refid = id;
        }
        work.resolved.add(referrer);
      }
    }
  }
}
