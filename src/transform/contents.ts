import type {
  BulletList,
  Inline,
  ListItem,
  Node,
  Pending,
  Reference,
  Section,
  Title,
} from "../rst/nodes.js";
import { asHolder, copyOf, elementsOf, findAll, paragraph, textNode, type Holder } from "./tree.js";
import type { Work } from "./work.js";

type ContentsJob = Extract<Pending["job"], { transform: "contents" }>;

/**
 * Given a topic in which the `contents` directive left a place, the result is that nested lists of references to the
 * sections stand there, and that the titles lead back:
 *
 *     <topic classes="contents" ids="contents">
 *         <bullet_list>
 *             <list_item>
 *                 <paragraph>
 *                     <reference ids="toc-entry-1" refid="scope">
 *     <section ids="scope">
 *         <title refid="toc-entry-1">
 *
 * A topic that would be empty is taken out.
 */
export function contents(work: Work): void {
  const room = { entries: limits.least + limits.timesSections * work.all("section").length };
  let isTold = false;
  for (const { node, job } of work.jobs("contents")) {
    const topic = work.parentOf(node);
    if (!topic) continue;
    const lister = new Lister(work, node, job, topic, room);
    const root = rootOf(work, topic, job);
    if (room.entries <= 0) {
      if (!isTold && root.children.some(({ type }) => type === "section")) {
        work.report("contents-too-much", node.span);
        isTold = true;
      }
      work.replace(topic as unknown as Node);
      continue;
    }
    const list = lister.list(root, 1);
    if (list) {
      work.adopt(list);
      work.replace(node, list);
    } else work.replace(topic as unknown as Node);
  }
}

/** How many entries all contents of a document may have: each section may be listed by itself, and in those it stands in. */
const limits = { least: 5000, timesSections: 10 };

/** Whose sections are listed: those of the document, or of the section that a local list stands in. */
function rootOf(work: Work, topic: Holder, job: ContentsJob): Holder {
  const document = asHolder(work.document)!;
  if (!job.local) return document;
  let root = work.parentOf(topic as unknown as Node);
  while (root && root.type !== "section" && root.type !== "document")
    root = work.parentOf(root as unknown as Node);
  return root ?? document;
}

class Lister {
  private readonly depth: number;
  private readonly backlinks: "entry" | "top" | "none";

  constructor(
    private readonly work: Work,
    private readonly place: Pending,
    job: ContentsJob,
    private readonly topic: Holder,
    /** For all contents of the document. */
    private readonly room: { entries: number },
  ) {
    this.depth = job.depth ?? Infinity;
    this.backlinks = job.backlinks ?? work.settings.tocBacklinks;
  }

  /** The list of a holder's sections, or `undefined` where it has none. */
  list(holder: Holder, level: number): BulletList | undefined {
    const sections = holder.children.filter((child) => child.type === "section");
    if (sections.length === 0) return undefined;
    const children = sections.map((section) => this.item(section, level));
    const list: BulletList = { type: "bullet_list", span: this.place.span, children };
    if (titleOf(sections.at(-1)!)?.auto) list.classes = ["auto-toc"];
    return list;
  }

  private item(section: Section, level: number): ListItem {
    const { span } = this.place;
    this.room.entries--;
    const title = titleOf(section);
    const children = title ? entryText(title) : [];
    const reference: Reference = { type: "reference", span, children };
    const target = section.ids?.[0];
    if (target !== undefined) reference.refid = target;
    const id = this.work.makeId(reference, "toc-entry");
    if (title) this.linkBack(title, id);
    const item: ListItem = { type: "list_item", span, children: [paragraph([reference], span)] };
    const inner = level < this.depth ? this.list(asHolder(section)!, level + 1) : undefined;
    if (inner) item.children.push(inner);
    return item;
  }

  private linkBack(title: Title, entry: string): void {
    if (this.backlinks === "none" || findAll(title, "reference").length > 0) return;
    const to = this.backlinks === "entry" ? entry : this.topic.ids?.[0];
    if (to !== undefined) title.refid = to;
  }
}

function titleOf(section: Section): Title | undefined {
  const first = section.children[0];
  return first?.type === "title" ? first : undefined;
}

/** What a title says, without links, notes and pictures. */
function entryText(title: Title): Inline[] {
  const entry = title.children.flatMap(plain);
  for (const node of entry) for (const element of elementsOf(node)) delete element.ids;
  return entry;
}

function plain(node: Inline): Inline[] {
  switch (node.type) {
    case "footnote_reference":
    case "citation_reference":
      return [];
    case "image":
      return node.alt === undefined ? [] : [textNode(node.alt, node.span)];
    case "problematic":
    case "reference":
    case "target":
      return node.children.flatMap(plain);
    case "text":
    case "pending":
      return [copyOf(node)];
    default:
      return [{ ...copyOf(node), children: node.children.flatMap(plain) }];
  }
}
