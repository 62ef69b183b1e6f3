import { isObject, keysOf, ownValue, type Json } from "../data/data.js";
import { pairAlternatives } from "./alternatives.js";
import type { Finder } from "./schema-finder.js";
import { dotted, everywhere, bits } from "./schema-pairs.js";
import type { Said } from "./said.js";
import type { Shape, Shapes } from "./shape.js";
import { canonical, without, type Reader, type SchemaNode } from "./side.js";
import { labelOf, typesText } from "./wording.js";

/** Two schemas whose parts are compared: properties, items, alternatives. */
export interface Compared {
  /** What both say, and where changes are noted. */
  readonly find: Finder;
  readonly shapes: { readonly before: Shapes; readonly after: Shapes };
  /** Two schemas below them, to be compared in their turn. */
  readonly below: (step: string, before: SchemaNode, after: SchemaNode, mask?: number) => void;
}

/** Properties by name, by pattern, and all others. */
export function compareProperties(compared: Compared): void {
  const { find, below } = compared;
  const { before, after } = find;
  const gone = [...before.properties].filter(([name]) => !after.properties.has(name));
  const come = [...after.properties].filter(([name]) => !before.properties.has(name));
  const renamed = renamedOf(gone, come);
  const newNames = new Set(renamed.values());
  const requirement = (
    [from, one]: readonly [string, Said<SchemaNode>],
    [to, other]: readonly [string, Said<SchemaNode>],
    mask = everywhere,
  ) => {
    const [was, is] = [before.required.get(from), after.required.get(to)];
    if (was === undefined ? is === undefined : is !== undefined) return;
    find.note(is ? "property-became-required" : "property-became-optional", {
      step: to,
      objects: [one.value, other.value],
      holders: [was ?? one.by, is ?? other.by],
      mask,
    });
  };
  for (const [name, said] of gone) {
    const { value, by } = said;
    const to = renamed.get(name);
    if (to !== undefined) {
      const other = after.properties.get(to)!;
      requirement([name, said], [to, other]);
      find.note("property-renamed", {
        step: to,
        values: [dotted(find.path, name), dotted(find.path, to)],
        objects: [value, other.value],
        holders: [by, other.by],
      });
      below(to, value, other.value);
      continue;
    }
    const mask = maskOf(value, find.readBefore);
    find.note(before.required.has(name) ? "required-property-removed" : "property-removed", {
      step: name,
      objects: [value, undefined],
      holders: [by, undefined],
      mask,
    });
    const rest = after.others?.value;
    if (rest !== undefined && rest !== false) below(name, value, rest, mask);
  }
  const isClosed = before.others?.value === false;
  for (const [name, { value, by }] of come) {
    if (newNames.has(name)) continue;
    // A property that must not be there is none.
    if (value === false) continue;
    const code = after.required.has(name)
      ? "required-property-added"
      : isClosed
        ? "property-added-to-closed"
        : "property-added";
    find.note(code, {
      step: name,
      objects: [undefined, value],
      holders: [undefined, by],
      mask: maskOf(value, find.readAfter),
    });
    // What others were to be, it was to be.
    const rest = before.others?.value;
    if (rest !== undefined && rest !== false)
      below(name, rest, value, maskOf(value, find.readAfter));
  }
  for (const [name, said] of before.properties) {
    const other = after.properties.get(name);
    if (!other) continue;
    const mask = maskOf(said.value, find.readBefore) | maskOf(other.value, find.readAfter);
    requirement([name, said], [name, other], mask);
    below(name, said.value, other.value, mask);
  }
  patternProperties(compared);
  others(compared);
  // What is required without being described.
  for (const name of after.required.keys())
    if (!before.required.has(name) && !after.properties.has(name) && !before.properties.has(name))
      find.note("property-became-required", {
        step: name,
        holders: [undefined, after.required.get(name)],
      });
  for (const name of before.required.keys())
    if (!after.required.has(name) && !after.properties.has(name) && !before.properties.has(name))
      find.note("property-became-optional", {
        step: name,
        holders: [before.required.get(name), undefined],
      });
}

function patternProperties({ find, below }: Compared): void {
  const { before, after } = find;
  const [from, to] = [othersByName(before, after), othersByName(after, before)];
  if (from) return void below("*", from, [...after.patternProperties.values()][0]!.value);
  if (to) return void below("*", [...before.patternProperties.values()][0]!.value, to);
  for (const [name, { value, by }] of before.patternProperties) {
    const other = after.patternProperties.get(name);
    const step = `<${name}>`;
    if (other) below(step, value, other.value);
    else
      find.note("property-removed", {
        step,
        objects: [value, undefined],
        holders: [by, undefined],
      });
  }
  for (const [name, { value, by }] of after.patternProperties)
    if (!before.patternProperties.has(name))
      find.note(before.others?.value === false ? "property-added-to-closed" : "property-added", {
        step: `<${name}>`,
        objects: [undefined, value],
        holders: [undefined, by],
      });
}

/** What all properties are on one side, where the other side says the same of those whose names look alike. */
function othersByName(one: Shape, other: Shape): SchemaNode | null {
  const isOnly = one.patternProperties.size === 0 && other.patternProperties.size === 1;
  const node = one.others?.value;
  return isOnly && other.others === null && isObject(node as Json) ? node! : null;
}

function others({ find, below }: Compared): void {
  const { before, after } = find;
  if (othersByName(before, after) || othersByName(after, before)) return;
  const [was, is] = [before.others, after.others];
  if (was === null && is === null) return;
  const wasClosed = was?.value === false;
  const isClosed = is?.value === false;
  if (wasClosed !== isClosed)
    find.note(isClosed ? "other-properties-refused" : "other-properties-allowed", {
      holders: [was?.by, is?.by],
    });
  else if (!isClosed) below("*", was?.value ?? true, is?.value ?? true);
}

/** What lists hold. */
export function compareItems({ find, below }: Compared): void {
  const { before, after } = find;
  if (before.items || after.items) {
    if (before.items && after.items) below("[]", before.items.value, after.items.value);
    else
      find.note(after.items ? "items-limited" : "items-freed", {
        holders: [before.items?.by, after.items?.by],
      });
  }
  const width = Math.max(before.prefixItems.length, after.prefixItems.length);
  for (let index = 0; index < width; index++)
    below(
      `[${index}]`,
      before.prefixItems[index] ?? before.items?.value ?? true,
      after.prefixItems[index] ?? after.items?.value ?? true,
    );
}

/** Alternatives of `oneOf` and `anyOf`. */
export function compareAlternatives(compared: Compared): void {
  const { find, below, shapes } = compared;
  const { before, after } = find;
  const [was] = before.alternatives;
  const [is] = after.alternatives;
  if (before.alternatives.length > 1 || after.alternatives.length > 1) {
    const texts = (said: readonly Said<readonly SchemaNode[]>[]) =>
      said
        .map(({ value }) => canonical(value as Json))
        .toSorted()
        .join();
    if (texts(before.alternatives) === texts(after.alternatives)) return;
  }
  if (!was && !is) return;
  if (!was || !is) {
    alternativesOrOne(compared);
    return;
  }
  const { pairs, removed, added } = pairAlternatives(
    { nodes: was.value, shapes: shapes.before },
    { nodes: is.value, shapes: shapes.after },
  );
  for (const { before: one, after: other, step } of pairs) below(step, one, other);
  for (const { node, label } of removed)
    find.note("alternative-removed", {
      values: [label, ""],
      objects: [node, undefined],
      holders: [was.by, is.by],
    });
  for (const { node, label } of added)
    find.note("alternative-added", {
      values: ["", label],
      objects: [undefined, node],
      holders: [was.by, is.by],
    });
  for (
    let index = 1;
    index < Math.max(before.alternatives.length, after.alternatives.length);
    index++
  )
    more(before.alternatives[index], after.alternatives[index], find);
}

function more(
  was: Said<readonly SchemaNode[]> | undefined,
  is: Said<readonly SchemaNode[]> | undefined,
  find: Finder,
): void {
  if (was && is) {
    if (canonical(was.value as Json) !== canonical(is.value as Json))
      find.note("condition-changed", { values: ["alternatives", ""], holders: [was.by, is.by] });
  } else
    find.note(is ? "alternatives-added" : "alternatives-removed", {
      holders: [was?.by, is?.by],
    });
}

/** One schema on one side, alternatives on the other: one of these may be it, and is then compared whole. Whether it is. */
export function alternativesOrOne({ find, shapes, below }: Compared): boolean {
  const { before, after } = find;
  const [was] = before.alternatives;
  const [is] = after.alternatives;
  const one = was ? after : before;
  const several = (was ?? is)!;
  const label = (nodes: readonly SchemaNode[], shapes: Shapes) =>
    nodes.map((node) => labelOf(node, shapes)).join(", ");
  if (isFree(one)) {
    find.note(is ? "alternatives-added" : "alternatives-removed", {
      holders: [was?.by, is?.by],
      values: [was ? label(was.value, shapes.before) : "", is ? label(is.value, shapes.after) : ""],
    });
    return false;
  }
  const own = was ? shapes.before : shapes.after;
  const alone = was ? find.pair.after : find.pair.before;
  const same = likeOf(one, several.value, own);
  const others = several.value.filter((node) => node !== same);
  if (same === undefined) {
    const holders = [was?.by, is?.by] as const;
    const names = label(several.value, own);
    // None of them is what there was alone: what was right is refused, and other values come.
    if (isBare(was ? before : after) && several.value.every((node) => own.of(node).types !== null))
      find.note("type-changed", {
        values: is ? [typesText(one.types), names] : [names, typesText(one.types)],
        holders,
      });
    else find.note(is ? "alternatives-added" : "alternatives-removed", { holders });
    return false;
  }
  const whole = withBesides(same, was ? before : after, own.reader);
  if (was) below("", whole, alone);
  else below("", alone, whole);
  for (const node of others)
    find.note(is ? "alternative-added" : "alternative-removed", {
      values: is ? ["", labelOf(node, own)] : [labelOf(node, own), ""],
      objects: is ? [undefined, node] : [node, undefined],
      holders: [was?.by, is?.by],
    });
  return true;
}

/** The alternative that may be a schema. */
function likeOf(one: Shape, nodes: readonly SchemaNode[], own: Shapes): SchemaNode | undefined {
  return nodes.find((node) => isAlike(own.of(node), one));
}

/** An alternative with what stands beside all of them. */
function withBesides(node: SchemaNode, { parts }: Shape, reader: Reader): SchemaNode {
  const said = parts.map((part) => reader.besides(part)).filter((part) => keysOf(part).length > 0);
  return reader.allOf([...said, node]);
}

/** Whether one is a schema, and the other several of which one must fit: one that is like it, or nothing else. */
export function isEitherOr(one: Shape, several: Shape, own: Shapes): boolean {
  if (several.alternatives.length !== 1 || one.alternatives.length > 0) return false;
  if (several.types && one.types && ![...several.types].some((type) => one.types!.has(type)))
    return false; // its own type is another one, whatever the alternatives are
  const saysMore = several.properties.size > 0 || several.items || several.values !== null;
  return (
    !isFree(one) && (!saysMore || likeOf(one, several.alternatives[0]!.value, own) !== undefined)
  );
}

/** Whether a schema is nothing but its alternatives. */
function isBare(shape: Shape): boolean {
  return isFree(shape) && shape.alternatives.length === 1;
}

function isFree({ types, properties, values, items }: Shape): boolean {
  return types === null && properties.size === 0 && values === null && !items;
}

/** A read-only property is in no request, a write-only one in no response. */
function maskOf(node: SchemaNode, reader: Reader): number {
  const isOnly = (key: string, bit: number) => (reader.isMarked(node, key) ? bit : 0);
  return everywhere & ~isOnly("readOnly", bits.request) & ~isOnly("writeOnly", bits.response);
}

/** Properties that are gone and new ones that say the same and can be nothing else. */
function renamedOf(
  gone: readonly (readonly [string, Said<SchemaNode>])[],
  come: readonly (readonly [string, Said<SchemaNode>])[],
): ReadonlyMap<string, string> {
  if (gone.length === 0 || come.length === 0) return new Map();
  const bySignature = (all: typeof gone) => {
    const found = new Map<string, string | null>();
    for (const [name, { value }] of all) {
      const signature = signatureOf(value);
      if (signature !== null) found.set(signature, found.has(signature) ? null : name);
    }
    return found;
  };
  const after = bySignature(come);
  const renamed = new Map<string, string>();
  for (const [signature, name] of bySignature(gone)) {
    const to = after.get(signature);
    if (name !== null && to) renamed.set(name, to);
  }
  return renamed;
}

/** What a schema says where it says enough to be known again; `null` where many say the same. */
function signatureOf(node: SchemaNode): string | null {
  if (!isObject(node)) return null;
  const description = ownValue(node, "description");
  const rest = without(node, ["description", "title"]);
  const hasText = typeof description === "string" && description.trim() !== "";
  const isRich = keysOf(rest).length > 1 || "$ref" in rest || "properties" in rest;
  if (!hasText && !isRich) return null;
  if (!hasText && !("properties" in rest)) return null;
  return hasText ? `${canonical(rest)} ${description.trim()}` : canonical(rest);
}

function isAlike(one: Shape, other: Shape): boolean {
  if (one.types === null || other.types === null) return one.types === other.types;
  if (![...one.types].some((type) => other.types!.has(type))) return false;
  if (one.properties.size === 0 || other.properties.size === 0) return true;
  return [...one.properties.keys()].some((name) => other.properties.has(name));
}
