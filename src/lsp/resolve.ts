import { posix } from "node:path";
import type { Location } from "vscode-languageserver-protocol";
import { withLabels } from "../base/labels.js";
import { positionAt, wholeFile, type Source, type Span } from "../base/source.js";
import {
  isObject,
  joinPointer,
  lookUp,
  pointerOfFragment,
  spanOf,
  type DataFile,
  type Json,
} from "../data/data.js";
import { foldName, normalizeName } from "../rst/names.js";
import type { Anchor, PageFacts } from "./facts.js";
import { escapeRe, type Name, type Use } from "./text-index.js";
import { isProse, type Workspace } from "./workspace.js";

/** A name and the text that has it. */
export interface Named {
  readonly path: string;
  readonly name: Name;
}

/** What a word of a text refers to: names of texts, or what pages show of data. */
export interface Resolved {
  readonly names: readonly Named[];
  readonly anchors: readonly Anchor[];
  /** A file as such. */
  readonly file?: string;
}

const nothing: Resolved = { names: [], anchors: [] };

/** The texts whose names those of a file may mean. Descriptions of data mean those of the pages that show them. */
export function scopeOf(workspace: Workspace, path: string): ReadonlySet<string> {
  if (isProse(path)) return workspace.scope(path);
  const pages = pagesShowing(workspace, path);
  const texts = new Set<string>();
  for (const page of pages) for (const each of workspace.textsOf(page)) texts.add(each);
  return texts;
}

/** The pages that show a file. */
function pagesShowing({ facts }: Workspace, path: string): readonly PageFacts[] {
  const pages = facts?.pages ?? [];
  const showing = pages.filter(({ anchors }) => anchors.some((anchor) => anchor.path === path));
  return showing.length > 0 ? showing : pages;
}

/** What a use means. */
export function resolve(workspace: Workspace, path: string, written: Use): Resolved {
  const use = {
    ...written,
    name: withLabels(written.name, new Map(workspace.facts?.labels ?? [])),
  };
  if (use.kind === "file") {
    const file = workspace.beside(path, use.name);
    return file === null ? nothing : { ...nothing, file };
  }
  if (use.kind === "address") return resolveAddress(workspace, path, use.name);
  const named = [...scopeOf(workspace, path)].flatMap((each) => namesIn(workspace, each, use));
  const pages = () => ownPlaces(workspace, path).pages;
  if (use.kind === "target" && named.length === 0) {
    const anchors = inDescriptions(workspace, use.name);
    return { names: [], anchors: anchors.length > 0 ? anchors : titled(pages(), use.name) };
  }
  if (use.kind === "target") {
    const explicit = named.filter(({ name }) => name.kind !== "title");
    return { names: explicit.length > 0 ? explicit : named, anchors: [] };
  }
  if (use.kind !== "id" || named.length > 0) return { names: preferred(named, use), anchors: [] };
  return { names: [], anchors: anchorsOf(pages(), use.name) };
}

/** Targets that descriptions of data define: `.. _name:`. */
function inDescriptions(workspace: Workspace, name: string): readonly Anchor[] {
  const words = escapeRe(normalizeName(name)).replace(/ /g, "[ \\t]+");
  const pattern = new RegExp(`^[ \\t]*\\.\\.[ \\t]+_(\`?)${words}\\1:`, "im");
  return (workspace.facts?.data ?? []).flatMap((path) => {
    const source = workspace.source(path);
    const match = source?.text.includes(".. _") ? pattern.exec(source.text) : null;
    if (!source || !match) return [];
    const { line } = positionAt(source, match.index);
    return [{ id: name, title: "", path, line: line - 1 }];
  });
}

/** What pages show of data under a title. */
function titled(pages: readonly PageFacts[], name: string): readonly Anchor[] {
  const wanted = normalizeName(name);
  const found = pages.flatMap(({ anchors }) =>
    anchors.filter(({ title }) => title !== "" && normalizeName(title) === wanted),
  );
  return found.slice(0, 1);
}

function anchorsOf(pages: readonly PageFacts[], id: string): readonly Anchor[] {
  const found = pages.flatMap(({ anchors }) => anchors.filter((anchor) => anchor.id === id));
  return found.slice(0, 1);
}

function preferred(named: readonly Named[], use: Use): readonly Named[] {
  const own = named.filter(({ name }) => name.kind === use.kind);
  return own.length > 0 ? own : named;
}

function namesIn(workspace: Workspace, path: string, { kind, name }: Use): Named[] {
  const names = workspace.index(path)?.names ?? [];
  return names.filter((each) => fits(each, kind, name)).map((each) => ({ path, name: each }));
}

/** Whether a name is one that a use of a kind means. */
export function fits(each: Name, kind: Use["kind"], name: string): boolean {
  switch (kind) {
    case "target":
      return (each.kind === "target" || each.kind === "title") && each.name === normalizeName(name);
    case "note":
      return each.kind === "note" && each.name === normalizeName(name);
    case "substitution":
      return each.kind === "substitution" && foldName(each.name) === foldName(name);
    default:
      return each.ids.includes(name);
  }
}

/** Texts and pages that names and ids are looked for in. */
export interface Linked {
  readonly texts: readonly string[];
  readonly pages: readonly PageFacts[];
}

/** Those that the names of a file may mean. */
export function ownPlaces(workspace: Workspace, path: string): Linked {
  const pages = isProse(path) ? workspace.pagesWith(path) : pagesShowing(workspace, path);
  return { texts: [...scopeOf(workspace, path)], pages };
}

/** What a link to another page names without its id: a file (`other.md`), or what its page is called (`other.html`, `/other/`). */
export function linked(workspace: Workspace, path: string, written: string): Linked {
  const named = decoded(withLabels(written, new Map(workspace.facts?.labels ?? [])));
  const file = workspace.beside(path, named);
  const pages = file === null ? pagesAt(workspace, path, named) : workspace.pagesWith(file);
  const texts = new Set(file === null ? [] : [file]);
  for (const page of pages) for (const each of workspace.textsOf(page)) texts.add(each);
  return { texts: [...texts], pages };
}

/** A link to another page. */
function resolveAddress(workspace: Workspace, path: string, address: string): Resolved {
  const [written = "", id] = address.split("#", 2) as [string, string | undefined];
  const { texts, pages } = linked(workspace, path, written);
  const [first] = texts;
  if (first === undefined) return nothing;
  if (id === undefined || id === "") return { ...nothing, file: first };
  const use: Use = { kind: "id", name: id, span: wholeFile({ path, text: "" }), isPlain: true };
  const names = texts.flatMap((each) => namesIn(workspace, each, use));
  if (names.length > 0) return { names: preferred(names, use), anchors: [] };
  const anchors = anchorsOf(pages, id);
  return anchors.length > 0 ? { names: [], anchors } : { ...nothing, file: first };
}

/** The pages that a path means which is no file: from the page or the text at hand, or from the root of the site or the project. */
function pagesAt({ facts }: Workspace, path: string, written: string): readonly PageFacts[] {
  const { pages = [], isTree = false, specification = "" } = facts ?? {};
  const from = pages.find(({ files }) => files.includes(path))?.path ?? "";
  const beside = posix.dirname(posix.relative(specification, path));
  const tries = written.startsWith("/")
    ? [written, `/${posix.relative(posix.join("/", specification), written)}`]
    : [posix.join("/", posix.dirname(from), written), posix.join("/", beside, written)];
  const bare = (each: string) => posix.join("/", each).replace(/\/(?:index\.html)?$/, "") || "/";
  for (const each of tries.map(bare))
    for (const wanted of isTree ? [each, each.replace(/\.html$/, "")] : [each]) {
      const found = pages.filter((page) => bare(page.path) === wanted);
      if (found.length > 0) return found;
    }
  return [];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a `$ref` names: a value of a file, with its place. */
export interface RefTarget {
  readonly file: DataFile;
  readonly pointer: string;
  /** `undefined` where there is none. */
  readonly value: Json | undefined;
}

/** The file that a `$ref` of another one names; `null` where it names none of the project. */
export function fileOfRef(workspace: Workspace, from: string, ref: string): string | null {
  const [written = ""] = ref.split("#", 1);
  if (/^[a-z][\w+.-]*:/i.test(written)) return null;
  if (written === "") return from;
  return workspace.find(posix.join(posix.dirname(from), decoded(written)));
}

export function targetOfRef(workspace: Workspace, from: string, ref: string): RefTarget | null {
  const path = fileOfRef(workspace, from, ref);
  const file = path === null ? null : workspace.data(path);
  if (!file) return null;
  const fragment = ref.includes("#") ? ref.slice(ref.indexOf("#") + 1) : "";
  const pointer = pointerOfFragment(fragment);
  if (pointer === null) return null;
  if (pointer !== "" && !pointer.startsWith("/")) {
    const anchored = anchorIn(file.value, pointer, "", 0);
    return anchored === null
      ? null
      : { file, pointer: anchored, value: lookUp(file.value, anchored) };
  }
  return { file, pointer, value: lookUp(file.value, pointer) };
}

/** The pointer of the schema that has an `$anchor`. */
function anchorIn(value: Json, name: string, pointer: string, depth: number): string | null {
  if (depth > 60 || typeof value !== "object" || value === null) return null;
  if (isObject(value) && value["$anchor"] === name) return pointer;
  for (const [key, below] of Object.entries(value)) {
    const found = anchorIn(below as Json, name, joinPointer(pointer, key), depth + 1);
    if (found !== null) return found;
  }
  return null;
}

export function spanOfTarget({ file, pointer }: RefTarget): Span {
  if (pointer === "") return wholeFile(file.source);
  return spanOf({ source: file.source, pointer }, "key");
}

/** Where what was resolved stands. */
export function locationsOf(workspace: Workspace, resolved: Resolved): Location[] {
  const { names, anchors, file } = resolved;
  return [
    ...names.map(({ name }) => workspace.location(name.span)),
    ...anchors.map(({ path, line }) => lineLocation(workspace, path, line)),
    ...(file === undefined ? [] : [lineLocation(workspace, file, 0)]),
  ];
}

export function lineLocation(workspace: Workspace, path: string, line: number): Location {
  const start = { line, character: 0 };
  return { uri: workspace.uriOf(path), range: { start, end: start } };
}

/** The place of a pointer in a file of the project. */
export function placeOfPointer(
  workspace: Workspace,
  path: string,
  pointer: string,
): Location | null {
  const source: Source | null = workspace.source(path);
  if (!source) return null;
  if (pointer === "") return lineLocation(workspace, path, 0);
  return workspace.location(spanOf({ source, pointer }, "key"));
}
