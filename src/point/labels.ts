import { textOf, type Node, type NodeOf } from "../rst/nodes.js";

/** What heads a part of a section without being its title: "Request format:", "Status code 200:", a rubric. */
export type Label = NodeOf<"paragraph"> | NodeOf<"rubric">;

/**
 * The levels of the labels that are open at some place of a section. A label ends those of its level and of deeper ones.
 */
export class OpenLabels {
  #open: readonly OpenLabel[] = [];

  /** `areMade`: the program made the section, so that its rubrics head parts; an author's may stand anywhere, even in HTML. */
  constructor(readonly areMade: boolean) {}

  /** Takes a node that may be a label: its level, counted from 1; `null` for one that is none. */
  take(node: Node): number | null {
    const level = this.#levelOf(node);
    if (level === null) return null;
    const kind = node.type === "paragraph" && isLabelled(node) ? "labelled" : "other";
    this.#open = [...this.#open.filter((each) => each.level < level), { level, kind }];
    return level;
  }

  #levelOf(node: Node): number | null {
    if (node.type === "rubric" && !this.areMade) return null;
    if (node.type === "rubric")
      return node.heading ?? (deeperRubrics.has(node.classes?.[0] ?? "") ? 2 : 1);
    if (node.type !== "paragraph") return null;
    // "Example" of a response, within that response.
    if (isLabelled(node)) return this.#open.some(({ level }) => level === 2) ? 3 : 1;
    return this.#open.some(({ kind }) => kind === "labelled") && isStrongLabel(node) ? 2 : null;
  }
}

interface OpenLabel {
  readonly level: number;
  readonly kind: "labelled" | "other";
}

/** Rubrics of made content that stand within a part. */
const deeperRubrics: ReadonlySet<string> = new Set(["type", "example"]);

/** A paragraph with the class that our templates give to labels. */
function isLabelled({ classes }: NodeOf<"paragraph">): boolean {
  return classes?.includes("httpheaders") ?? false;
}

/** `**Status code 200:**` */
function isStrongLabel({ children: [first, ...rest] }: NodeOf<"paragraph">): boolean {
  return rest.length === 0 && first?.type === "strong" && textOf(first).trimEnd().endsWith(":");
}

/** The words of a label, without what announces that something follows. */
export function labelText(label: Label): string {
  return oneLine(textOf(label)).replace(/\s*:$/, "");
}

/** A text with its white space folded. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** What a label is called in ids: "Request format" is `request`. */
export function labelWord(text: string): string {
  return text.replace(/^(?<name>.*\S) format$/i, "$<name>");
}

/** What parameters are called in ids by where they are sent: "path parameters" are `path`. */
export function placeWord(text: string): string {
  return text.replace(/^(?<name>.*\S) parameters$/i, "$<name>");
}
