import type { Definition, Element, Reference } from "../rst/nodes.js";
import { termPrefix, Terms } from "../rst/terms.js";
import type { TermDefinition } from "./settings.js";
import { asHolder } from "./tree.js";
import type { Work } from "./work.js";

/**
 * Given references to terms, the result is that each leads to the definition in this document; those that have none are
 * reported. Whoever knows of more documents does that himself (`TransformSettings.terms`).
 */
export function terms(work: Work): void {
  const nodes = work.namedOnPage().filter(({ defines }) => defines !== undefined);
  const references = work.all("reference");
  const used = references.filter((each) => each.term !== undefined && work.isOnPage(each));
  const links = references.filter(({ refuri }) => refuri?.startsWith(`#${termPrefix}`) === true);
  if (nodes.length + used.length + links.length === 0) return;
  if (!work.settings.terms) return withinDocument(nodes, used, work);
  const ids = new Set(work.namedOnPage().flatMap((element) => element.ids ?? []));
  work.settings.terms({
    defined: nodes.map((node) => definitionOf(node, work)),
    used,
    elsewhere: links.filter(({ refuri }) => !ids.has(refuri!.slice(1))),
  });
}

function withinDocument(nodes: readonly Element[], used: readonly Reference[], work: Work): void {
  const all = new Terms<Element>();
  for (const node of nodes) {
    const name = node.defines!; // these have one
    const [first] = all.called(name);
    if (first)
      work.report(
        "duplicate-term",
        node.span,
        [name],
        [{ span: first.span, text: "It is first defined here." }],
      );
    all.add(name, node);
  }
  for (const reference of used) {
    const [node] = all.of(reference.term!);
    const id = node?.ids?.[0];
    if (id !== undefined) reference.refid = id;
    else
      work.report("unknown-term", reference.span, [
        reference.term!,
        ...work.near(reference.term!, new Set(all.names())),
      ]);
  }
}

function definitionOf(node: Element, work: Work): TermDefinition {
  const block = node.type === "term" ? node : work.blockOf(node);
  const parent = work.parentOf(block) ?? null;
  if (block.type === "paragraph" || block.type === "title") return { node, holder: parent, block };
  if (block.type !== "term" || !parent) return { node, holder: null };
  const told = parent.children.find((each): each is Definition => each.type === "definition");
  return { node, holder: told ? asHolder(told)! : null };
}
