import { pythonString } from "./python-values.js";
import type { PendingJob } from "./nodes.js";

type JobName = PendingJob["transform"];

/** The classes of docutils that do these jobs. */
const transformClasses: Readonly<Record<JobName, string>> = {
  contents: "docutils.transforms.parts.Contents",
  sectnum: "docutils.transforms.parts.SectNum",
  class: "docutils.transforms.misc.ClassAttribute",
  "target-notes": "docutils.transforms.references.TargetNotes",
  meta: "docutils.transforms.components.Filter",
  filter: "docutils.transforms.components.Filter",
};

/** What docutils prints of a `pending` node. */
export function pendingDetails(job: PendingJob): string[] {
  const lines = [
    ".. internal attributes:",
    `     .transform: ${transformClasses[job.transform]}`,
    "     .details:",
  ];
  return [...lines, ...detailsOf(job).map(([name, value]) => `       ${name}: ${value}`)];
}

function detailsOf(job: PendingJob): [string, string][] {
  switch (job.transform) {
    case "contents":
      return given({
        backlinks:
          job.backlinks && (job.backlinks === "none" ? "None" : pythonString(job.backlinks)),
        class: job.classes && listOf(job.classes),
        depth: job.depth,
        local: job.local && "None",
      });
    case "sectnum":
      return given({
        depth: job.depth,
        prefix: job.prefix !== undefined && pythonString(job.prefix),
        start: job.start,
        suffix: job.suffix !== undefined && pythonString(job.suffix),
      });
    case "class":
      return given({ class: listOf(job.classes), directive: pythonString(job.directive) });
    case "target-notes":
      return given({ class: job.classes.length > 0 && listOf(job.classes) });
    case "filter":
      return given({
        component: pythonString(job.component),
        format: pythonString(job.format),
      });
    case "meta":
      return [];
  }
}

function given(details: Record<string, string | number | false | undefined>): [string, string][] {
  return Object.entries(details)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => [name, String(value)]);
}

function listOf(values: readonly string[]): string {
  return `[${values.map(pythonString).join(", ")}]`;
}
