import { isObject } from "../../data/data.js";
import { shapeOf, type Part, type Shape } from "../../schema/merged.js";
import { schemaId } from "../ids.js";
import type { Making } from "../page.js";
import { costOf } from "../types.js";
import { keyOf, nameOf, schemaOf, targetOf, titleOf, type Of } from "../shape.js";

/** The tables of the types that a schema leads to. */

/** An object that has a table. */
export interface ObjectTable {
  readonly of: Of;
  readonly shape: Shape;
  /** What the type is called; `null` where it has no title. */
  readonly title: string | null;
  /** Where it stands below the schema: `content.public_keys`. */
  readonly path: string;
  /** `null` where nothing can link to it. */
  readonly id: string | null;
  /** Whether it is that of the schema itself. */
  readonly isTop: boolean;
  /** Whether its description is shown elsewhere: in the row of a property, or above. */
  readonly isSaid: boolean;
}

interface Place {
  /** What it is called where it has no title: `content.public_keys`. */
  readonly path?: string;
  /** Its description is shown elsewhere. */
  readonly isSaid?: boolean;
}

interface TopPlace extends Place {
  /** The topmost has no caption. */
  readonly isUntitled?: boolean;
  /** What is shown of the topmost, if not all. */
  readonly shape?: Shape;
}

/** How deep types are followed: what is nested deeper nobody reads. */
const deepest = 50;

/**
 * The tables of a schema: its own, then those of the objects it leads to, depth first: those of maps, of patterns of names, of
 * properties, of items, of alternatives, of what a string holds. Each type is there once. Only objects with properties have tables, and the topmost
 * one, if it is a map.
 */
export class ObjectTables {
  readonly all: ObjectTable[] = [];
  readonly #ids = new Map<string, string | null>();

  /** `base`: what their ids begin with; `null` where they have none. */
  constructor(
    readonly making: Making,
    of: Of,
    readonly base: string | null,
    top: TopPlace = {},
  ) {
    this.#add(of, top, 0);
  }

  /** The id of the table of a type, if it has one. */
  idOf(of: Of): string | null {
    return this.#ids.get(identityOf(of)) ?? null;
  }

  #add(of: Of, place: TopPlace, depth: number): void {
    const { budget } = this.making;
    if (depth > deepest || budget.isSpent(placeOf(of))) return;
    const { path = "", shape = shapeOf(of), isUntitled = false, isSaid = false } = place;
    const identity = identityOf(of);
    if (this.#ids.has(identity)) return;
    budget.spend(costOf(shape));
    const below = (part: Of | null, name: string, isProperty = false) => {
      const own = path === "" ? name : `${path}.${name}`;
      if (part) this.#add(part, { path: own, isSaid: isProperty }, depth + 1);
    };
    if (isObjectShape(shape)) {
      const isTop = depth === 0;
      if (shape.properties.length > 0 || (isTop && path === "" && isOpen(shape))) {
        const title = isUntitled ? null : labelOf(of, shape);
        const id = this.#idFor(shape, title, path);
        this.#ids.set(identity, id);
        budget.spend(shape.properties.length + 1);
        this.all.push({ of, shape, title, path, id, isTop, isSaid });
      }
      below(mapPart(shape), "*");
      for (const each of shape.patternProperties) below(each, "*");
      for (const each of shape.properties) below(each, each.name, true);
    }
    for (const [index, each] of shape.prefixItems.entries()) below(each, String(index));
    for (const each of [shape.items, shape.contains, shape.contentSchema]) below(each, "*");
    for (const { schemas } of shape.choices) for (const each of schemas) below(each, "*");
    // What is said of limits leads to a table of its own.
    if (!this.making.show.constraints) below(shape.contentSchema, "*");
  }

  #idFor(shape: Shape, title: string | null, path: string): string | null {
    if (this.base === null || shape.properties.length === 0) return null;
    const name = title ?? (path === "" ? null : path);
    return name === null ? null : schemaId(this.making, this.base, name);
  }
}

/** What a type is known by within one set of tables. */
function identityOf(of: Of): string {
  let identity = identities.get(of);
  if (identity === undefined) {
    identity = `${keyOf(targetOf(of))} ${titleOf(shapeOf(of)) ?? ""}`;
    identities.set(of, identity);
  }
  return identity;
}

/** Types are asked for on each page that shows them, and from each place that leads to them. */
const identities = new WeakMap<Of, string>();

/** Whether values are objects: it says so, or speaks of properties alone. */
export function isObjectShape(shape: Shape): boolean {
  const { types, properties } = shape;
  return types ? types.value.includes("object") : properties.length > 0 || isOpen(shape);
}

/** Whether it says that an object has properties of any name. */
function isOpen({ additionalProperties: others, patternProperties }: Shape): boolean {
  return (others !== null && others.schema.value !== false) || patternProperties.length > 0;
}

/** What other properties are, where a schema says so. */
export function mapPart({ additionalProperties: others }: Shape): Part | null {
  return others && isObject(others.schema.value) ? others : null;
}

/** What a type is called: by a title, or else by the name of its definition. */
export function labelOf(of: Of, shape: Shape): string | null {
  return titleOf(shape) ?? nameOf(of);
}

/** Where a type is written. */
export function placeOf(of: Of) {
  return schemaOf(of).at;
}
