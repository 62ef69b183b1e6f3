import { schemasIn } from "../../api/api.js";
import type { Operation } from "../../api/model.js";
import { authored } from "../../base/source.js";
import { isObject, keysOf } from "../../data/data.js";
import type { EventType } from "../../events/events.js";
import type { Context } from "../../rst/context.js";
import type { Block, Inline } from "../../rst/nodes.js";
import { shapeOf } from "../../schema/merged.js";
import { childrenOf, type Schema } from "../../schema/schema.js";
import { literal, paragraph, spanAt, text } from "../nodes.js";
import type { PageState, SitePlaces } from "../page.js";
import { hasTable, keyOf, nameOf, schemaOf, targetOf } from "../shape.js";
import { wordOf } from "../wordings.js";
import { addressOf, allOperations, placeOf } from "./endpoints.js";
import { eventName } from "./events.js";
import type { IndexView } from "./view.js";
import { endpoint, indexOf, indexTable, laterLink, listOf, type IndexRow } from "./parts.js";

/** What uses a type. */
interface User {
  readonly file: string;
  readonly label: () => Inline[];
  readonly place: (site: SitePlaces) => string | null;
}

/**
 * All types that a `$ref` names or that may have a section of their own, and that have properties, by name, with the operations
 * and events that use them.
 */
export function typeIndex(view: IndexView, page: PageState, _cx: Context): Block[] {
  const types = new Types();
  const users = new Map<string, User[]>();
  const note = (user: User, roots: readonly Schema[]) => {
    for (const key of types.usedBy(roots)) {
      const known = users.get(key);
      if (known) known.push(user);
      else users.set(key, [user]);
    }
  };
  for (const operation of allOperations(view.apis))
    note(operationUser(operation, view), schemasIn(operation));
  for (const event of view.events) note(eventUser(event, view), schemasOfEvent(event));
  for (const schema of view.definitions) types.note(schema);
  const all = types.all.toSorted((one, other) => byName(one.name, other.name));
  const [first] = all;
  if (!first) return [];
  const span = spanAt(first.schema.at);
  const said = (name: Parameters<typeof wordOf>[1]) => wordOf(view.show.wordings, name);
  const rows = all.map((type, at) => {
    const isRepeated = [all[at - 1], all[at + 1]].some((each) => each?.name === type.name);
    return rowOf(type, users.get(type.key) ?? [], isRepeated, view);
  });
  return indexOf([indexTable([said("type"), said("index-used-by")], rows, span, page)], span);
}

function byName(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}

function operationUser(operation: Operation, view: IndexView): User {
  const span = spanAt(operation.at);
  return {
    file: operation.at.file.source.path,
    label: () => endpoint(operation.method, addressOf(operation, view), span),
    place: placeOf(operation, view),
  };
}

function eventUser(event: EventType, { labelled }: IndexView): User {
  const { at } = event;
  return {
    file: at.file.source.path,
    label: () => [literal(labelled(eventName(event)), spanAt(at))],
    place: ({ places }) => places.ofFile(at.file.source.path)?.place ?? null,
  };
}

function schemasOfEvent({ content, fields }: EventType): readonly Schema[] {
  return [...(content ? content.all : []), ...fields.flatMap(({ all }) => all)];
}

/** The row of a type; of several of one name each has the title of its page. */
function rowOf(
  { name, schema }: Type,
  users: readonly User[],
  isRepeated: boolean,
  view: IndexView,
): IndexRow {
  const span = spanAt(schema.at);
  const link = laterLink([literal(view.labelled(name), span)], span);
  // What a template printed says which operation or event it is of, not which schema.
  const tableOf = (places: SitePlaces["places"]) =>
    users.reduce(
      (found, { file }) => found ?? places.typeShownFor(file, name),
      places.type(authored(span), name),
    );
  const called = paragraph([link], span);
  return {
    link,
    place: ({ places }) => tableOf(places)?.place ?? null,
    fill: (site, row) => {
      const page = isRepeated ? tableOf(site.places)?.place.replace(/#.*/s, "") : undefined;
      const title = page === undefined ? undefined : site.places.documents.get(page)?.title;
      called.children = title ? [link, text(` (${title})`, span)] : [link];
      const found = users.map(({ label, place }) => ({ label: label(), place: place(site) }));
      const shown = site.isWhole ? found.filter(({ place }) => place !== null) : found;
      row.children.at(-1)!.children = listOf(shown, site, span, view.show);
    },
    row: { span, cells: [[called], []] },
  };
}

interface Type {
  readonly key: string;
  readonly name: string;
  readonly schema: Schema;
}

/** The types that `$ref`s lead to, and which of them each uses. */
class Types {
  readonly #types = new Map<string, Type & { uses: ReadonlySet<string> | null }>();

  get all(): readonly Type[] {
    return [...this.#types.values()];
  }

  /** One that nothing may refer to. */
  note(schema: Schema): void {
    this.#typeOf(schema);
  }

  /** The keys of all types that schemas use, through others too. */
  usedBy(roots: readonly Schema[]): ReadonlySet<string> {
    const used = new Set<string>();
    const queue = [...this.#directly(roots)];
    for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
      if (used.has(key)) continue;
      used.add(key);
      const type = this.#types.get(key)!; // noted when it was met
      type.uses ??= this.#directly(
        childrenOf(type.schema).map(({ schema }) => schema),
        type.schema,
      );
      queue.push(...type.uses);
    }
    return used;
  }

  /** The types that schemas name, not those that these use. */
  #directly(roots: readonly Schema[], own?: Schema): ReadonlySet<string> {
    const found = new Set<string>();
    const seen = new Set<string>();
    const stack = [...roots];
    if (own?.ref) stack.push(own.ref);
    for (let schema = stack.pop(); schema; schema = stack.pop()) {
      const key = keyOf(schema);
      if (seen.has(key)) continue;
      seen.add(key);
      const type = this.#typeOf(schema);
      if (type !== null && schema !== own) found.add(type);
      else {
        if (schema.ref) stack.push(schema.ref);
        if (isObject(schema.value) && keysOf(schema.value).length > 0)
          for (const child of childrenOf(schema)) stack.push(child.schema);
      }
    }
    return found;
  }

  /** The key of the type that a schema is, which others may refer to; `null` where it is none. */
  #typeOf(of: Schema): string | null {
    const target = targetOf(of);
    const schema = schemaOf(target);
    const key = keyOf(schema);
    if (this.#types.has(key)) return key;
    const isNamed = schema !== of || (schema.name !== null && isComponent(schema));
    const name = isNamed ? nameOf(schema) : null;
    if (name === null || !hasTable(shapeOf(schema))) return null;
    this.#types.set(key, { key, name, schema, uses: null });
    return key;
  }
}

/** Whether a schema is where others refer to: among the components or definitions, or a file. */
function isComponent({ at }: Schema): boolean {
  return (
    at.pointer === "" || /^\/(?:components\/schemas|definitions|\$defs)\/[^/]+$/.test(at.pointer)
  );
}
