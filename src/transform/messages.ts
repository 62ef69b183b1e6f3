import type { Section, Title } from "../rst/nodes.js";
import { paragraph, textNode } from "./tree.js";
import type { Work } from "./work.js";

/** Given messages that have no place, the result is a section at the end of the document that holds them. */
export function messageSection(work: Work): void {
  const children = work.messages;
  if (children.length === 0) return;
  const { span } = work.document;
  const title: Title = {
    type: "title",
    span,
    children: [textNode("Docutils System Messages", span)],
  };
  const section: Section = {
    type: "section",
    span,
    classes: ["system-messages"],
    children: [title, ...children],
  };
  work.messages = [];
  work.adopt(section);
  work.append(section);
}

/** Given messages that have no place, the result is that they are the last things in the document: for comparing with docutils. */
export function messagesAtEnd(work: Work): void {
  if (work.messages.length === 0) return;
  for (const message of work.messages) work.adopt(message);
  work.append(...work.messages);
  work.messages = [];
}

/**
 * Given messages below the level that is asked for, the result is a document without them; what they were about is plain
 * text again.
 */
export function filterMessages(work: Work): void {
  for (const message of work.all("system_message")) {
    if (message.level >= work.settings.reportLevel) continue;
    work.replace(message);
    for (const id of message.ids ?? []) work.elements.delete(id);
  }
  for (const node of work.all("problematic")) {
    if (work.elements.has(node.refid ?? "")) continue;
    const inline = work.blockOf(node) !== node;
    work.replace(node, ...(inline ? node.children : [paragraph(node.children, node.span)]));
  }
  work.settle();
  for (const section of work.all("section"))
    if (section.classes?.includes("system-messages") && section.children.length === 1)
      work.replace(section);
}
