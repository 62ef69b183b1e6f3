import {
  isArray,
  isObject,
  joinPointer,
  keysOf,
  ownValue,
  parsePointer,
  pointerOfFragment,
  type DataFile,
  type Json,
  type JsonObject,
} from "../../data/data.js";
import type { ApiDocument } from "../model.js";
import { operationsOf, type Rule, type RuleContext } from "../rule.js";
import { refOf } from "../references.js";

/** Everything that is named to be referred to is referred to, from somewhere else than itself. */
export const unusedComponents: Rule = {
  codes: ["unused-definition"],
  check(documents, cx) {
    if (documents.every((each) => each.operations.length + each.webhooks.length === 0)) return;
    const uses = new Uses(documents, cx);
    for (const document of documents) {
      const schemes = schemesNeeded(document);
      for (const { at, kind, name } of document.components) {
        const isScheme = kind === "securitySchemes" || kind === "securityDefinitions";
        // What is shared with other files is used by some and not by others.
        if (at.file !== document.at.file || name.startsWith("x-")) continue;
        if (isScheme && schemes.has(name)) continue;
        if (uses.has(document.at.file, rootOf(document, kind, name))) continue;
        const section = document.version === "2.0" ? kind : `components.${kind}`;
        cx.report("unused-definition", at, [name, section], { of: "key" });
      }
    }
  },
};

function schemesNeeded(document: ApiDocument): ReadonlySet<string> {
  const lists = operationsOf([document]).map(({ operation }) => operation.security);
  // The document's own list is that of every operation which has none.
  const names = new Set<string>();
  for (const list of new Set([document.security, ...lists]))
    for (const { schemes } of list ?? []) for (const { name } of schemes) names.add(name);
  return names;
}

function rootOf({ version }: ApiDocument, kind: string, name: string): string {
  return joinPointer(version === "2.0" ? "" : "/components", kind, name);
}

/** What is referred to in the documents and all files that they refer to. */
class Uses {
  readonly #used = new Map<DataFile, Set<string>>();
  readonly #files = new Set<DataFile>();
  readonly #searched = new Set<DataFile>();
  #isWhole = false;

  constructor(
    documents: readonly ApiDocument[],
    readonly cx: RuleContext,
  ) {
    for (const { at } of documents) this.#files.add(at.file);
    this.#searchFiles();
    for (const document of documents) this.#addVariants(document);
  }

  has(file: DataFile, root: string): boolean {
    return this.#isKnown(file, root) || (this.#searchOthers() && this.#isKnown(file, root));
  }

  #isKnown(file: DataFile, root: string): boolean {
    return this.#used.get(file)?.has(root) ?? false;
  }

  /** The other files of the project, those of other APIs and of events, if they have not been searched. */
  #searchOthers(): boolean {
    if (this.#isWhole) return false;
    this.#isWhole = true;
    for (const file of this.cx.files()) this.#files.add(file);
    this.#searchFiles();
    return true;
  }

  #searchFiles(): void {
    // The search finds more of them.
    for (const file of this.#files)
      if (!this.#searched.has(file)) {
        this.#searched.add(file);
        this.#search(file);
      }
  }

  #search(file: DataFile): void {
    const seen = new Set<object>();
    // What stands in a component is known as its own.
    for (const [pointer, section] of isObject(file.value) ? sectionsOf(file.value) : [])
      for (const name of keysOf(section))
        this.#visit(ownValue(section, name)!, joinPointer(pointer, name), file, seen);
    this.#visit(file.value, null, file, seen);
  }

  /** `own`: the component that the value is part of. Reading has a limit for nesting. */
  #visit(value: Json, own: string | null, file: DataFile, seen: Set<object>): void {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    const ref = refOf(value);
    if (ref !== undefined) this.#add(ref, file, own);
    if (isObject(value) && Object.hasOwn(value, "discriminator")) this.#addMapped(value, file);
    const children: readonly Json[] = isArray(value) ? value : Object.values(value);
    for (let index = 0; index < children.length; index++)
      this.#visit(children[index]!, own, file, seen);
  }

  #add(ref: string, file: DataFile, own: string | null): void {
    const hash = ref.indexOf("#");
    if (hash === 0 && /^(?:\/|%2f|$)/i.test(ref.slice(1)))
      return this.#use(file, rootIn(ref.slice(1)), own);
    const target = this.cx.find(ref, { file, pointer: "" });
    if (!target) return;
    this.#files.add(target.file);
    this.#use(target.file, rootIn(target.pointer), own);
  }

  #use(file: DataFile, root: string | null, own: string | null): void {
    if (root === null || root === own) return;
    const used = this.#used.get(file) ?? new Set();
    this.#used.set(file, used);
    used.add(root);
  }

  /** The values of a discriminator may be names of schemas. */
  #addMapped(schema: JsonObject, file: DataFile): void {
    const discriminator = ownValue(schema, "discriminator");
    if (!isObject(discriminator)) return;
    const mapping = ownValue(discriminator, "mapping");
    const targets = isObject(mapping) ? Object.values(mapping) : [];
    for (const target of [...targets, ownValue(discriminator, "defaultMapping")]) {
      if (typeof target !== "string") continue;
      this.#use(file, joinPointer("/components/schemas", target), null);
      if (/[#/]/.test(target)) this.#add(target, file, null);
    }
  }

  /** A schema that extends one with a discriminator is meant wherever that one is. */
  #addVariants({ at: { file }, schemas, version }: ApiDocument): void {
    for (const [name, schema] of schemas) {
      const extended = schema.below("allOf").flatMap((each) => each.ref ?? []);
      if (!extended.some((each) => each.keyword("discriminator") !== undefined)) continue;
      const kind = version === "2.0" ? "/definitions" : "/components/schemas";
      this.#use(file, joinPointer(kind, name), null);
    }
  }
}

function sectionsOf(root: JsonObject): readonly (readonly [string, JsonObject])[] {
  const components = ownValue(root, "components");
  const old = ["definitions", "parameters", "responses"].map(
    (key) => [`/${key}`, ownValue(root, key)] as const,
  );
  const current = isObject(components)
    ? keysOf(components).map(
        (key) => [joinPointer("/components", key), ownValue(components, key)] as const,
      )
    : [];
  return [...old, ...current].flatMap(([pointer, section]) =>
    isObject(section) ? [[pointer, section] as const] : [],
  );
}

/** The component that a fragment leads to or into; `null` where it leads elsewhere. */
function rootIn(fragment: string): string | null {
  const pointer = fragment.includes("%") ? pointerOfFragment(fragment) : fragment;
  const keys = pointer === null ? null : parsePointer(pointer);
  const length = keys?.[0] === "components" ? 3 : 2;
  return keys && keys.length >= length ? joinPointer("", ...keys.slice(0, length)) : null;
}
