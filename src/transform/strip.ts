import { elementsOf } from "./tree.js";
import type { Work } from "./work.js";

/** Given classes that are not wanted, the result is a document without the elements and without the class names. */
export function stripClasses(work: Work): void {
  const { stripElementsWithClasses, stripClasses: names } = work.settings;
  if (stripElementsWithClasses.length > 0)
    for (const element of elementsOf(work.document))
      if (element.classes?.some((name) => stripElementsWithClasses.includes(name)))
        work.replace(element);
  if (names.length === 0) return;
  for (const element of elementsOf(work.document)) {
    const rest = element.classes?.filter((name) => !names.includes(name));
    if (rest?.length) element.classes = rest;
    else delete element.classes;
  }
}

/** Given comments that are not wanted, the result is a document without them. */
export function stripComments(work: Work): void {
  if (!work.settings.stripComments) return;
  for (const comment of work.all("comment")) work.replace(comment);
}
