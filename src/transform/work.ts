import type { Code, Report } from "../base/diagnostics.js";
import type { Span } from "../base/source.js";
import { nearest, renamed } from "../base/text.js";
import { mostMarked } from "../rst/context.js";
import { systemMessage } from "../rst/messages.js";
import {
  joinsInline,
  type Block,
  type CitationReference,
  type Document,
  type Element,
  type Footnote,
  type FootnoteReference,
  type Node,
  type NodeOf,
  type Pending,
  type Problematic,
  type Reference,
  type SystemMessage,
  type Target,
} from "../rst/nodes.js";
import { Census, type CountedType, type Replacement } from "./census.js";
import type { TransformSettings } from "./settings.js";
import {
  addLists,
  asHolder,
  elementsOf,
  paragraph,
  sourceOf,
  textNode,
  type Holder,
} from "./tree.js";

/** Whatever may carry a name that has to be resolved. */
export type Referrer = Reference | FootnoteReference | CitationReference | Target;

/**
 * What the transforms of one document share: the tree they change, whose names and ids are whose, what has been referred
 * to, and the messages that have no place in the tree yet.
 */
export class Work {
  readonly document: Document;
  readonly report: Report;
  readonly settings: TransformSettings;
  /** The id that a name leads to; `null` for a name that several elements wanted. */
  readonly names = new Map<string, string | null>();
  readonly elements = new Map<string, Element>();
  /** Messages that nobody has put into the tree. */
  messages: SystemMessage[] = [];
  /** Footnotes and references to them that a transform made: they come after all others, whatever their place. */
  readonly lateNotes = new Set<Footnote>();
  readonly lateReferences = new Set<FootnoteReference>();
  /** References and targets that need no further resolving. */
  readonly resolved = new Set<Element>();

  /** The places that directives left, in the order of the document. */
  private readonly pending: readonly Pending[];
  private census: Census | undefined;
  private readonly referenced = new Set<Element>();
  /** Targets that the author named: not those that took a name over. */
  private readonly namedTargets = new Set<Element>();
  /** For an element that took over the ids and names of targets: whose they were, under `#id` or the name. */
  private readonly takenFrom = new Map<Element, Map<string, Element>>();
  private readonly replacements = new Map<Node, readonly Node[]>();
  private byName: Map<string, Referrer[]> | undefined;
  private readonly byId = new Map<string, Referrer[]>();
  private compared = 0;
  /** How many problems of each code there are. */
  private readonly problems = new Map<Code, number>();

  constructor(document: Document, report: Report, settings: TransformSettings) {
    this.document = document;
    this.report = report;
    this.settings = settings;
    this.messages = (document.strayMessages ?? []).map((message) => ({ ...message }));
    const census = new Census(document);
    for (const element of census.named) this.take(element);
    this.pending = census.all("pending");
    this.census = census;
  }

  private take(element: Element): void {
    for (const id of element.ids ?? []) if (!this.elements.has(id)) this.elements.set(id, element);
    if (element.type === "target" && element.names?.length) this.namedTargets.add(element);
    // Substitutions have names of their own kind.
    if (element.type === "substitution_definition") return;
    const id = element.ids?.at(-1);
    if (id) for (const name of element.names ?? []) this.names.set(name, id);
    for (const name of element.dupnames ?? [])
      if (!this.names.has(name)) this.names.set(name, null);
    // A name that is taken is trouble enough: nobody is told that its target is not used either.
    if (element.dupnames?.length) this.referenced.add(element);
  }

  /** All elements of some types, in the order of the document, as they were when the transform began. */
  all<T extends CountedType>(...types: readonly T[]): readonly NodeOf<T>[] {
    return this.counted().all(...types);
  }

  private counted(): Census {
    return (this.census ??= new Census(this.document));
  }

  /** The jobs that directives left for a transform, with the nodes that hold their places. */
  jobs<T extends Job["transform"]>(
    transform: T,
  ): { readonly node: Pending; readonly job: Extract<Job, { transform: T }> }[] {
    return this.pending.flatMap((node) => {
      const { job } = node;
      return isJobOf(job, transform) ? [{ node, job }] : [];
    });
  }

  /** What an element that `all` may give, or something that holds one, stood in when the transform began. */
  parentOf(node: Node): Holder | undefined {
    return this.counted().parentOf(node);
  }

  /** The elements with ids that stand on the page. */
  namedOnPage(): readonly Element[] {
    const census = this.counted();
    return census.named.filter((element) => census.isOnPage(element));
  }

  /** True where what `all` gave stands on the page, and not in a definition. */
  isOnPage(element: Element): boolean {
    return this.counted().isOnPage(element);
  }

  /** An element was given ids or names of others. */
  noteNamed(element: Element, holder: Holder): void {
    this.census?.noteNamed(element, holder);
  }

  /** The block that an inline node stands in; a block itself. */
  blockOf(node: Node): Node {
    let block = node;
    for (let up = this.parentOf(node); up; up = this.parentOf(block)) {
      const parent = up as unknown as Node; // seen without its type a moment ago
      if (!joinsInline(parent)) break;
      block = parent;
    }
    return block;
  }

  /** Put other children into a node. */
  setChildren(holder: Holder, children: Node[]): void {
    if (!this.census?.note(holder.children, children)) this.census = undefined;
    holder.children = children;
  }

  /** Put the children of a node in its place. */
  unwrap(node: Node, holder: Holder): void {
    this.census?.noteUnwrapped(node, holder);
    const children = asHolder(node)?.children ?? [];
    holder.children = holder.children.flatMap((child) => (child === node ? children : child));
  }

  /** Put nodes at the end of the document. */
  append(...nodes: readonly Element[]): void {
    const document = asHolder(this.document)!;
    this.census?.noteAppended(nodes, document);
    document.children = [...document.children, ...nodes];
  }

  /**
   * Put other nodes in the place of one, which may be among them. Names, ids and classes go over to the first. The tree
   * is changed when the transform is over, or by `settle`.
   */
  replace(node: Node, ...by: readonly Node[]): void {
    const heir = by[0];
    if (heir && heir !== node && heir.type !== "text" && node.type !== "text") addLists(node, heir);
    this.replacements.set(node, by);
  }

  /** What stands in the place of a node now. */
  current(node: Node): readonly Node[] {
    const found: Node[] = [];
    this.addCurrent(node, found);
    return found;
  }

  /** The children as they are with all replacements so far. */
  childrenNow(holder: Holder): readonly Node[] {
    if (!holder.children.some((child) => this.replacements.has(child))) return holder.children;
    const found: Node[] = [];
    for (const child of holder.children) this.addCurrent(child, found);
    return found;
  }

  private addCurrent(node: Node, found: Node[]): void {
    const by = this.replacements.get(node);
    if (!by) found.push(node);
    else
      for (const next of by)
        if (next === node) found.push(next);
        else this.addCurrent(next, found);
  }

  /** Carry the replacements out. */
  settle(): void {
    if (this.replacements.size === 0) return;
    const replaced = this.replacedInPlace();
    if (replaced) {
      const holders = new Set([...replaced.values()].map(({ holder }) => holder));
      const carryOut = () => {
        for (const holder of holders) holder.children = [...this.childrenNow(holder)];
      };
      if (!this.census!.noteReplaced(replaced, carryOut)) this.census = undefined;
    } else this.settleAll();
    this.replacements.clear();
  }

  /** What stands in the place of each node to be replaced, or `null` where that place is not known of all: some may stand in others' places. */
  private replacedInPlace(): ReadonlyMap<Node, Replacement> | null {
    const replaced = new Map<Node, Replacement>();
    for (const node of this.replacements.keys()) {
      const holder = this.census?.parentOf(node);
      if (!holder) return null;
      replaced.set(node, { holder, by: this.current(node) });
    }
    return replaced;
  }

  private settleAll(): void {
    const stack: Holder[] = [asHolder(this.document)!];
    for (let holder = stack.pop(); holder; holder = stack.pop()) {
      const children = this.childrenNow(holder);
      if (children !== holder.children) this.setChildren(holder, [...children]);
      for (const child of children) {
        const inner = asHolder(child);
        if (inner) stack.push(inner);
      }
    }
  }

  /** Know the ids of a new subtree. */
  adopt(root: Node): void {
    for (const element of elementsOf(root))
      for (const id of element.ids ?? [])
        if (!this.elements.has(id)) this.elements.set(id, element);
  }

  /** Give an element an id of a prefix and a number, as docutils makes them: `problematic-1`. */
  makeId(element: Element, prefix = element.type.replaceAll("_", "-")): string {
    const counters = this.document.autoIds;
    const key = `${prefix}-`;
    let id: string;
    do {
      counters[key] = (counters[key] ?? 0) + 1;
      id = `${key}${counters[key]}`;
    } while (this.elements.has(id));
    element.ids = [...(element.ids ?? []), id];
    this.elements.set(id, element);
    return id;
  }

  /** Report a fault; the message joins those without a place. */
  message(
    code: Code,
    span: Span,
    parts: readonly string[] = [],
    children: readonly Block[] = [],
  ): SystemMessage {
    const message = systemMessage(this.report, code, span, parts, children);
    this.messages.push(message);
    return message;
  }

  /** Report a fault; whoever calls puts the message into the tree. */
  placedMessage(
    code: Code,
    span: Span,
    parts: readonly string[] = [],
    children: readonly Block[] = [],
  ): SystemMessage {
    return systemMessage(this.report, code, span, parts, children);
  }

  /** Report directives that act on the whole document and stand in it again; they are left out. */
  refuseRepeated(jobs: readonly { readonly node: Pending }[], name: string): void {
    for (const { node } of jobs) {
      this.report("directive-repeated", node.span, [name]);
      this.replace(node);
    }
  }

  /**
   * Report a fault and put what the author wrote in the place of the nodes that have it, linked with the message; not linked
   * where there are very many.
   */
  problem(
    nodes: readonly (Referrer | NodeOf<"substitution_reference">)[],
    code: Code,
    span: Span,
    parts: readonly string[] = [],
  ): void {
    const count = (this.problems.get(code) ?? 0) + 1;
    this.problems.set(code, count);
    if (count > mostMarked) {
      this.report(code, span, parts);
      for (const node of nodes) this.replace(node, this.asText(node));
      return;
    }
    const message = this.message(code, span, parts);
    const refid = this.makeId(message);
    const [first] = nodes;
    // The author is shown the very words, but in the tree a message is about a block.
    if (first?.span === span) message.span = this.blockOf(first).span;
    for (const node of nodes) {
      const problem: Problematic = {
        type: "problematic",
        span: node.span,
        refid,
        children: [textNode(sourceOf(node.span), node.span)],
      };
      // What dangles keeps its own id, as in docutils.
      const own =
        code === "ambiguous-target" || code === "unknown-target" ? node.ids?.[0] : undefined;
      const id = own ?? this.makeId(problem);
      (message.backrefs ??= []).push(id);
      this.replace(node, problem);
    }
  }

  /** What the author wrote, in place of a node. */
  private asText(node: Element): Node {
    const text = textNode(sourceOf(node.span), node.span);
    return this.blockOf(node) === node ? paragraph([text], node.span) : text;
  }

  /** References and targets by the name they lead to. */
  referrers(name: string): readonly Referrer[] {
    this.byName ??= this.collectReferrers();
    return this.byName.get(name) ?? [];
  }

  private collectReferrers(): Map<string, Referrer[]> {
    const byName = new Map<string, Referrer[]>();
    for (const node of this.all("reference", "footnote_reference", "citation_reference", "target"))
      if (node.refname !== undefined && (node.type !== "target" || this.namedTargets.has(node)))
        push(byName, node.refname, node);
    return byName;
  }

  /** Those of them that were given an id to lead to by a transform. */
  referrersById(id: string): readonly Referrer[] {
    return this.byId.get(id) ?? [];
  }

  /** Let a reference or target lead to an id. */
  lead(referrer: Referrer, id: string): void {
    referrer.refid = id;
    push(this.byId, id, referrer);
  }

  /** An element takes over what a target was called. */
  takeOver(element: Element, target: Target): void {
    const taken = getOrMake(this.takenFrom, element, () => new Map<string, Element>());
    for (const id of target.ids ?? []) {
      this.elements.set(id, element);
      taken.set(`#${id}`, target);
    }
    for (const name of target.names ?? []) taken.set(name, target);
  }

  /** Something refers to an element, by an id (`#id`) or a name it has: then also to the target it had that from. */
  refer(element: Element, by: string): void {
    this.referenced.add(element);
    const target = this.takenFrom.get(element)?.get(by);
    if (target) this.referenced.add(target);
  }

  isReferenced(element: Element): boolean {
    return this.referenced.has(element);
  }

  /** The known words that look most like one that is not known. */
  near(word: string, known: ReadonlyMap<string, unknown> | ReadonlySet<string>): string[] {
    // Comparing is slow; whoever has hundreds of unknown names needs no help with the last of them.
    if (word.length > 100 || this.compared > 300_000) return [];
    this.compared += known.size;
    const near = nearest(word, known.keys());
    return near.length > 0 ? near : renamed(word, known.keys());
  }
}

type Job = Pending["job"];

function isJobOf<T extends Job["transform"]>(
  job: Job,
  transform: T,
): job is Extract<Job, { transform: T }> {
  return job.transform === transform;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  getOrMake(map, key, () => []).push(value);
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
