import type { Media } from "../api/model.js";
import type { Attributes } from "../rst/nodes.js";
import { ObjectTables } from "./compact/objects.js";
import { claim, filled, operationId } from "./ids.js";
import type { Making } from "./page.js";
import { isJson } from "./request.js";
import { keyOf, targetOf, type Of } from "./shape.js";

/**
 * Ids by which others link to what is shown, as the settings say how they are made, where types are once on a page: each
 * table has those of all places that show its type.
 */

/** Gives a section the id of its operation; returns it, "" where the settings say nothing. */
export function nameOperation(
  making: Making,
  section: Attributes,
  method: string,
  address: string,
  prefix: string,
): string {
  if (!making.ids) return "";
  const id = operationId(making, method, address, prefix);
  addFirst(making, section, id);
  return id;
}

/** Gives a section the id of its event or definition, and the tables of a type those that begin with it. */
export function nameSection(making: Making, section: Attributes, id: string, of: Of | null): void {
  if (!making.ids) return;
  addFirst(making, section, id);
  if (of) nameTables(making, of, id, section);
}

/** Gives the tables of the JSON of a body their ids, or the heading of the body where a type has no table. */
export function nameBody(
  making: Making,
  content: readonly Media[],
  base: "request" | "response",
  parts: { readonly operation: string; readonly status?: string },
  heading: Attributes,
): void {
  if (!making.ids || parts.operation === "") return;
  const schema = content.find((media) => isJson(media.type))?.schema;
  if (schema) nameTables(making, schema, filled(making, base, { ...parts }), heading);
}

function nameTables(making: Making, schema: Of, base: string, holder: Attributes): void {
  for (const { of, id } of new ObjectTables(making, schema, base).all) {
    if (id === null) continue;
    const table = making.page.tables.get(keyOf(targetOf(of)));
    if (table !== undefined) making.page.anchors.attach(table, id);
    else holder.ids = [...(holder.ids ?? []), id];
  }
}

/** What links show is the first. */
function addFirst(making: Making, holder: Attributes, id: string): void {
  holder.ids = [claim(making, id), ...(holder.ids ?? [])];
}
