import { isObject, ownValue, type Json } from "../data/data.js";
import type { Shapes } from "./shape.js";
import { canonical, type SchemaNode } from "./side.js";
import { labelOf } from "./wording.js";

interface Choices {
  readonly nodes: readonly SchemaNode[];
  readonly shapes: Shapes;
}

interface Choice {
  readonly node: SchemaNode;
  readonly label: string;
}

export interface Paired {
  readonly pairs: readonly {
    readonly before: SchemaNode;
    readonly after: SchemaNode;
    readonly step: string;
  }[];
  readonly removed: readonly Choice[];
  readonly added: readonly Choice[];
}

/**
 * Which alternatives of two lists stand in each other's place, whatever their order: those that read the same, then those
 * with the same name, title, telling value, or type; a single one that is left on each side too. Each step looks each
 * alternative up once.
 */
export function pairAlternatives(before: Choices, after: Choices): Paired {
  const pairs: { before: SchemaNode; after: SchemaNode; step: string }[] = [];
  let left = [...before.nodes];
  let right = [...after.nodes];
  for (const keyOf of keys) {
    const found = new Map<string, SchemaNode[]>();
    for (const node of right) {
      const key = keyOf(node, after.shapes);
      if (key === null) continue;
      const same = found.get(key);
      if (same) same.push(node);
      else found.set(key, [node]);
    }
    const taken = new Set<SchemaNode>();
    left = left.filter((node) => {
      const key = keyOf(node, before.shapes);
      const other = key === null ? undefined : found.get(key)?.shift();
      if (other === undefined) return true;
      taken.add(other);
      pairs.push({ before: node, after: other, step: stepOf(other, after.shapes) });
      return false;
    });
    right = right.filter((node) => !taken.has(node));
  }
  if (left.length === 1 && right.length === 1) {
    pairs.push({ before: left[0]!, after: right[0]!, step: stepOf(right[0]!, after.shapes) });
    return { pairs, removed: [], added: [] };
  }
  const named = (nodes: readonly SchemaNode[], shapes: Shapes) =>
    nodes.map((node) => ({ node, label: labelOf(node, shapes) }));
  return { pairs, removed: named(left, before.shapes), added: named(right, after.shapes) };
}

function stepOf(node: SchemaNode, shapes: Shapes): string {
  return `(${labelOf(node, shapes)})`;
}

const keys: readonly ((node: SchemaNode, shapes: Shapes) => string | null)[] = [
  (node) => canonical(node as Json),
  (node, shapes) => shapes.reader.nameOf(node),
  (node) => {
    const title = isObject(node) ? ownValue(node, "title") : undefined;
    return typeof title === "string" ? title : null;
  },
  // `type: {const: a}` in one, `type: {const: b}` in the other
  (node, shapes) => {
    const told = [...shapes.of(node).properties].flatMap(([name, { value }]) => {
      const { values } = shapes.of(value);
      return values?.size === 1 ? [`${name}=${[...values.keys()].join()}`] : [];
    });
    return told.length === 0 ? null : told.toSorted().join("&");
  },
  // objects by the names of their properties
  (node, shapes) => {
    const { properties } = shapes.of(node);
    return properties.size === 0 ? null : [...properties.keys()].toSorted().join();
  },
  (node, shapes) => {
    const { types } = shapes.of(node);
    return types === null ? null : [...types].toSorted().join();
  },
];
