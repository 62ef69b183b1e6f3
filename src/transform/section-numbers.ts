import type { Generated, Pending, Section } from "../rst/nodes.js";
import { asHolder, textNode, type Holder } from "./tree.js";
import type { Work } from "./work.js";

type NumberJob = Extract<Pending["job"], { transform: "sectnum" }>;

/**
 * Given a place left by the `sectnum` directive, the result is that the titles of all sections begin with their number:
 *
 *     <title auto="1">
 *         <generated classes="sectnum">
 *             1.2   (three no-break spaces)
 *         Title
 *
 * All sections are numbered wherever it stands, so that a second one is a mistake.
 */
export function sectionNumbers(work: Work): void {
  const [first, ...others] = work.jobs("sectnum");
  if (!first) return;
  if (work.settings.sectnum) numberSections(asHolder(work.document)!, first.job, [], work);
  work.replace(first.node);
  work.refuseRepeated(others, "sectnum");
}

function numberSections(
  holder: Holder,
  job: NumberJob,
  outer: readonly number[],
  work: Work,
): void {
  let number = outer.length === 0 ? (job.start ?? 1) : 1;
  for (const child of holder.children) {
    if (child.type !== "section") continue;
    const numbers = [...outer, number++];
    numberTitle(child, `${job.prefix ?? ""}${numbers.join(".")}${job.suffix ?? ""}`, work);
    if (numbers.length < (job.depth ?? Infinity))
      numberSections(asHolder(child)!, job, numbers, work);
  }
}

function numberTitle(section: Section, number: string, work: Work): void {
  const title = section.children[0];
  if (title?.type !== "title") return;
  const { span } = title;
  const children = [textNode(`${number}\u00a0\u00a0\u00a0`, span)];
  const generated: Generated = { type: "generated", span, classes: ["sectnum"], children };
  work.setChildren(asHolder(title)!, [generated, ...title.children]);
  title.auto = 1;
}
