import { copyOf } from "./tree.js";
import type { Work } from "./work.js";

/** Given nodes meant for one kind of output, the result is that they stand in their place if that is HTML, else nothing does. */
export function filter(work: Work): void {
  for (const { node, job } of work.jobs("filter")) {
    const wanted = job.component === "writer" && job.format.split(",").includes("html");
    const nodes = wanted ? job.nodes.map(copyOf) : [];
    for (const child of nodes) work.adopt(child);
    work.replace(node, ...nodes);
  }
}
