import { walk } from "../rst/nodes.js";
import type {
  LiteralBlock,
  Node,
  SubstitutionDefinition,
  SubstitutionReference,
} from "../rst/nodes.js";
import { asHolder, copyOf, sourceOf, textNode, type Holder } from "./tree.js";
import type { Work } from "./work.js";

/**
 * How much all substitutions of a document may insert together, in characters and nodes: so much, and so many times its
 * own text. Definitions that double one another would grow without bound.
 */
const limits = { least: 100_000, timesText: 4 };
const nodeWeight = 10;
/** How many nodes a definition may hold, whatever their text. */
const mostNodes = 5000;

/** A reference, and the row of nodes it stands in. */
interface Use {
  readonly node: SubstitutionReference;
  readonly siblings: readonly Node[];
  readonly index: number;
  readonly parent: Holder;
  /** The reference in the text that brought this one in. */
  readonly origin: SubstitutionReference;
}

/**
 * Given
 *
 *     <paragraph>
 *         <substitution_reference refname="biohazard">
 *     <substitution_definition names="biohazard">
 *         <image uri="biohazard.png">
 *
 * the result is that a copy of what the definition holds stands in the place of the reference:
 *
 *     <paragraph>
 *         <image uri="biohazard.png">
 *
 * Definitions may hold references themselves. They are met in the order of the document, those that copies bring along
 * after all others.
 */
export function substitutions(work: Work): void {
  if (work.all("substitution_reference").length > 0) new Substituter(work).run();
}

class Substituter {
  private readonly work: Work;
  private readonly definitions = new Map<string, SubstitutionDefinition>();
  /** Names as defined, by their lower case. */
  private readonly spelled = new Map<string, string>();
  private readonly uses: Use[] = [];
  /** The definitions whose copies brought references to a name along: a name among its own is a circle. */
  private readonly broughtBy = new Map<string, Set<string>>();
  private readonly circular = new Set<Holder>();
  private readonly leftOut: Use[] = [];
  private inserted = 0;
  private limit: number | undefined;

  constructor(work: Work) {
    this.work = work;
    for (const definition of work.all("substitution_definition"))
      for (const name of definition.names ?? []) {
        this.definitions.set(name, definition);
        this.spelled.set(name.toLowerCase(), name);
      }
  }

  run(): void {
    this.noteAll();
    for (let next = 0; next < this.uses.length; next++) this.substitute(this.uses[next]!);
    const first = this.leftOut[0]?.node;
    if (!first) return;
    const nodes = this.leftOut.map(({ node }) => node);
    this.work.problem(nodes, "substitutions-too-many", first.span, [first.refname]);
  }

  /** Take note of all references of the document, in order. */
  private noteAll(): void {
    const positions = new Map<Holder, number>();
    for (const node of this.work.all("substitution_reference")) {
      const parent = this.work.parentOf(node)!; // only the document has none
      const siblings = parent.children;
      const index = siblings.indexOf(node, positions.get(parent));
      positions.set(parent, index + 1);
      this.uses.push({ node, siblings, index, parent, origin: node });
    }
  }

  /** Take note of all references below a holder, in order; `parent` is what its children will stand in. */
  private note(holder: Holder, parent: Holder, origin: SubstitutionReference): void {
    const siblings = holder.children;
    siblings.forEach((node, index) => {
      const inner = asHolder(node);
      if (node.type === "substitution_reference")
        this.uses.push({ node, siblings, index, parent, origin });
      else if (inner) this.note(inner, inner, origin);
    });
  }

  private substitute(use: Use): void {
    const { node } = use;
    const name = this.definitions.has(node.refname)
      ? node.refname
      : this.spelled.get(node.refname.toLowerCase());
    const definition = name === undefined ? undefined : this.definitions.get(name);
    if (name === undefined || !definition) {
      const near = this.work.near(node.refname, this.definitions);
      this.work.problem([node], "undefined-substitution", node.span, [node.refname, ...near]);
    } else if (this.isTooMuch()) this.leftOut.push(use);
    else if (this.isLong(definition))
      this.work.problem([node], "substitution-too-long", node.span, [name]);
    else this.insert(use, name, definition);
  }

  private isTooMuch(): boolean {
    if (this.inserted <= limits.least) return false;
    this.limit ??= limits.least + limits.timesText * lengthOf(this.work.document);
    return this.inserted > this.limit;
  }

  /** True where a definition's text, with what was inserted so far, is longer than allowed. */
  private isLong(definition: SubstitutionDefinition): boolean {
    let left = this.work.settings.lineLengthLimit;
    let nodesLeft = mostNodes;
    const stack: Node[] = [definition];
    for (let node = stack.pop(); node && left >= 0; node = stack.pop()) {
      if (nodesLeft-- === 0) return true;
      if (node.type === "text") left -= node.value.length;
      else if (node.type === "image") left -= node.alt?.length ?? 0;
      const holder = asHolder(node);
      if (holder) for (const child of this.work.childrenNow(holder)) stack.push(child);
    }
    return left < 0;
  }

  /** Put a copy of a definition's contents in the place of a reference. */
  private insert(use: Use, name: string, definition: SubstitutionDefinition): void {
    if (definition.ltrim)
      trim(this.work.current(use.siblings[use.index - 1] ?? use.node).at(-1), "end");
    if (definition.rtrim)
      trim(this.work.current(use.siblings[use.index + 1] ?? use.node)[0], "start");
    const copy = asHolder(this.copyNow(definition))!;
    const from = this.uses.length;
    this.note(copy, use.parent, use.origin);
    const brought = this.uses.slice(from);
    if (brought.some(({ node }) => this.closesCircle(node, name))) {
      this.uses.length = from;
      this.complain(use);
      return;
    }
    for (const child of copy.children) this.work.adopt(child);
    this.work.replace(use.node, ...copy.children);
  }

  private copyNow<T extends Node>(node: T): T {
    this.inserted += nodeWeight + (node.type === "text" ? node.value.length : 0);
    const holder = asHolder(node);
    if (!holder) return copyOf(node);
    const copy = copyOf({ ...node, children: [] });
    asHolder(copy)!.children = this.work.childrenNow(holder).map((child) => this.copyNow(child));
    return copy;
  }

  /** True where a reference that a copy of `name` brings along leads back to what it stands in. */
  private closesCircle(node: SubstitutionReference, name: string): boolean {
    const inner = this.spelled.get(node.refname.toLowerCase());
    if (inner === undefined) return false;
    const bringers = this.broughtBy.get(inner) ?? new Set<string>();
    this.broughtBy.set(inner, bringers);
    if (bringers.has(inner)) return true;
    bringers.add(name);
    return false;
  }

  private complain({ node, parent, origin }: Use): void {
    if (parent.type !== "substitution_definition") {
      this.work.problem([node], "circular-substitution", origin.span, [node.refname]);
      return;
    }
    if (this.circular.has(parent)) return;
    this.circular.add(parent);
    const { span } = parent;
    const children = [textNode(sourceOf(span), span)];
    const quoted: LiteralBlock = { type: "literal_block", span, children };
    const definition = parent as unknown as SubstitutionDefinition;
    this.work.replace(
      definition,
      this.work.placedMessage("circular-substitution-definition", span, [], [quoted]),
    );
  }
}

/** How long all texts of a tree are together. */
function lengthOf(root: Node): number {
  let length = 0;
  walk(root, (node) => {
    if (node.type === "text") length += node.value.length;
  });
  return length;
}

/** Remove the blanks of a neighbouring text. */
function trim(neighbour: Node | undefined, side: "start" | "end"): void {
  if (neighbour?.type !== "text") return;
  neighbour.value = side === "end" ? neighbour.value.trimEnd() : neighbour.value.trimStart();
}
