import { admonitionNames, type Admonition, type AdmonitionName, type Title } from "../rst/nodes.js";
import { addTo, findAll, textNode } from "./tree.js";
import type { Work } from "./work.js";

const titles: Readonly<Record<AdmonitionName, string>> = {
  attention: "Attention!",
  caution: "Caution!",
  danger: "!DANGER!",
  error: "Error",
  hint: "Hint",
  important: "Important",
  note: "Note",
  tip: "Tip",
  warning: "Warning",
};

/**
 * Given `<note>`, the result is `<admonition classes="note">` with the title "Note": for writers that know one kind of
 * admonition only.
 */
export function admonitionTitles(work: Work): void {
  for (const node of work.all("admonition")) addTo(node, "classes", ["admonition"]);
  for (const node of findAll(work.document, ...admonitionNames)) {
    const { span, type } = node;
    addTo(node, "classes", [type]);
    const title: Title = { type: "title", span, children: [textNode(titles[type], span)] };
    const general: Admonition = { type: "admonition", span, children: [title, ...node.children] };
    work.adopt(general);
    work.replace(node, general);
  }
}
