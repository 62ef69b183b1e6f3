import type { Parts, Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import { joinPointer, spanOf } from "../data/data.js";
import type { Project } from "../load/project.js";
import { childrenOf, type Document, type Node, type NodeOf } from "../rst/nodes.js";

type Element = Exclude<Node, NodeOf<"text">>;

/**
 * Given `moved` of specpress.yaml, the result is that a document has each id it once had, as a further id of what took its
 * place. Successors may have moved themselves.
 */
export function keepMovedIds(
  document: Document,
  target: string,
  project: Project,
  report: Report,
): void {
  const moved = project.config.moved?.[target];
  if (!moved) return;
  const byId = elementsById(document);
  const ends = new Map<string, string>();
  for (const [old, given] of Object.entries(moved)) {
    const tell = <C extends "moved-still-there" | "moved-unknown-id">(code: C, parts: Parts<C>) => {
      const pointer = joinPointer("/moved", target, old);
      const of = code === "moved-still-there" ? "key" : "value";
      report(code, spanOf({ source: project.configFile.source, pointer }, of), parts);
    };
    if (byId.has(old)) {
      tell("moved-still-there", [old, target]);
      continue;
    }
    const successor = byId.get(successorOf(given, moved, byId, ends));
    if (successor) (successor.ids ??= []).push(old);
    else tell("moved-unknown-id", [given, target, ...nearest(given, byId.keys())]);
  }
}

const deprecatedId = /^deprecated-(?<lasting>(?:get|put|post|delete|options|head|patch)-.+)$/;

/**
 * Given headings of deprecated operations, the result is that their first id, to which their permalinks lead, is that which
 * they had before and have when they are no longer deprecated: `put-v1-lamp` besides `deprecated-put-v1-lamp`. What is one of
 * the ids on the page (`taken`) leads elsewhere.
 */
export function keepOperationIds(document: Document, taken: ReadonlySet<string>): void {
  const headings = deprecatedIn(document);
  if (headings.length === 0) return;
  const wanted = new Map<string, string[]>();
  for (const { ids = [] } of headings) {
    const lasting = ids.map((id) => deprecatedId.exec(id)?.groups?.["lasting"]).find(Boolean);
    if (lasting !== undefined && !wanted.has(lasting) && !taken.has(lasting))
      wanted.set(lasting, ids);
  }
  for (const [lasting, ids] of wanted) ids.unshift(lasting);
}

function deprecatedIn(document: Document): NodeOf<"section">[] {
  const found: NodeOf<"section">[] = [];
  const visit = (node: Document | NodeOf<"section">) => {
    for (const child of node.children) {
      if (child.type !== "section") continue;
      const isMade = child.span.source.path.endsWith("_http_api}}");
      if (isMade && child.ids?.some((id) => deprecatedId.test(id))) found.push(child);
      visit(child);
    }
  };
  visit(document);
  return found;
}

/** The id at the end of a row of moves. `known`: those that were found before, since each of thousands may lead to the next. */
function successorOf(
  id: string,
  moved: Readonly<Record<string, string>>,
  byId: ReadonlyMap<string, Element>,
  known: Map<string, string>,
): string {
  let at = id;
  const passed = new Set<string>();
  while (!byId.has(at) && Object.hasOwn(moved, at) && !passed.has(at)) {
    passed.add(at);
    at = known.get(at) ?? moved[at]!;
  }
  for (const each of passed) known.set(each, at);
  return at;
}

function elementsById(document: Document): Map<string, Element> {
  const byId = new Map<string, Element>();
  const stack: Element[] = [document];
  for (let node = stack.pop(); node; node = stack.pop()) {
    for (const id of node.ids ?? []) byId.set(id, node);
    const children = childrenOf(node);
    for (let index = 0; index < children.length; index++) {
      const child = children[index]!;
      if (child.type !== "text") stack.push(child);
    }
  }
  return byId;
}

/** Report moves of pages that there are not. */
export function checkMovedTargets(project: Project, report: Report): void {
  const { moved } = project.config;
  if (!moved) return;
  const names = project.targets.targets.map(({ name }) => name);
  for (const target of Object.keys(moved)) {
    if (names.includes(target)) continue;
    const pointer = joinPointer("/moved", target);
    const span = spanOf({ source: project.configFile.source, pointer }, "key");
    report("moved-unknown-target", span, [target, ...nearest(target, names)]);
  }
}
