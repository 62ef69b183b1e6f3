import type {
  Location,
  PrepareRenameResult,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { isMarkdown } from "../base/formats.js";
import type { Source, Span } from "../base/source.js";
import { pointerAt } from "../data/data.js";
import { githubId } from "../markdown/markdown.js";
import { foldName, idOf, normalizeName } from "../rst/names.js";
import { fileOfRef, fits, resolve, scopeOf, targetOfRef, type Named } from "./resolve.js";
import { errors, RpcError } from "./rpc.js";
import {
  addressesInData,
  afterHash,
  leadsTo,
  usesBehindShortcodes,
  usesInData,
  usesOfMoved,
} from "./other-uses.js";
import { escapeRe, type Name, type Use } from "./text-index.js";
import { referenceRe, thingAt, type Thing } from "./thing-at.js";
import type { Workspace } from "./workspace.js";

/** Where something is referred to; with where it is defined, if wanted. */
export function referencesTo(
  workspace: Workspace,
  path: string,
  offset: number,
  withDefinition: boolean,
): Location[] {
  const thing = thingAt(workspace, path, offset);
  const spans = thing
    ? spansOf(workspace, path, thing, withDefinition)
    : keyUses(workspace, path, offset);
  return spans.map((span) => workspace.location(span));
}

function spansOf(
  workspace: Workspace,
  path: string,
  thing: Thing,
  withDefinition: boolean,
): readonly Span[] {
  switch (thing.kind) {
    case "variable":
      return matches(workspace, texts(workspace), variableRe(thing.name));
    case "label":
      return matches(workspace, everything(workspace), labelRe(thing.name));
    case "shortcode":
      return matches(workspace, texts(workspace), shortcodeRe(thing.name));
    case "reference": {
      const target = targetOfRef(workspace, path, thing.ref);
      return target ? usesOfPlace(workspace, target.file.source.path, target.pointer) : [];
    }
    case "use":
    case "name": {
      const subject = subjectOf(workspace, path, thing);
      if (!subject) return [];
      const uses = usesOf(workspace, subject).map(({ span }) => span);
      return withDefinition ? [...subject.names.map(({ name }) => name.span), ...uses] : uses;
    }
    default:
      return [];
  }
}

/** On a key of data: the `$ref`s that lead to its value. */
function keyUses(workspace: Workspace, path: string, offset: number): readonly Span[] {
  const file = workspace.isData(path) ? workspace.data(path) : null;
  const pointer = file && pointerAt(file.source, offset);
  return pointer === null ? [] : usesOfPlace(workspace, path, pointer);
}

function usesOfPlace(workspace: Workspace, path: string, pointer: string): readonly Span[] {
  return (workspace.facts?.data ?? []).flatMap((from) => {
    const source = workspace.source(from);
    if (!/\$(?:ref|dynamicRef)/.test(source?.text ?? "") || !source) return [];
    return [...source.text.matchAll(referenceRe)].flatMap((match) => {
      const { double, single, plain } = match.groups!;
      const ref = double ?? single ?? plain ?? "";
      if (fileOfRef(workspace, from, ref) !== path) return [];
      const fragment = ref.includes("#") ? ref.slice(ref.indexOf("#") + 1) : "";
      if (fragment !== pointer && targetOfRef(workspace, from, ref)?.pointer !== pointer) return [];
      const [start, end] = Object.values(match.indices!.groups!).find((each) => each)!;
      return [{ source, start, end }];
    });
  });
}

const variableRe = (name: string) =>
  new RegExp(`\\{\\{[ \\t]*(${escapeRe(name)})[ \\t]*\\}\\}`, "gd");
const labelRe = (name: string) => new RegExp(`%(${escapeRe(name)})%`, "gd");
const shortcodeRe = (name: string) =>
  new RegExp(`\\{\\{[%<][ \\t]*/?[ \\t]*(${escapeRe(name)})(?![\\w./-])`, "gd");

function texts({ facts }: Workspace): readonly string[] {
  return facts?.texts ?? [];
}

function everything({ facts }: Workspace): readonly string[] {
  return [...(facts?.texts ?? []), ...(facts?.data ?? [])];
}

/** The first groups of all matches in some files. */
function matches(workspace: Workspace, paths: readonly string[], pattern: RegExp): readonly Span[] {
  return paths.flatMap((path) => {
    const source = workspace.source(path);
    if (!source) return [];
    return [...source.text.matchAll(pattern)].map(({ indices }) => {
      const [start, end] = indices![1]!;
      return { source, start, end };
    });
  });
}

/** A name of texts, all its definitions, and the kind of words that mean it. */
interface Subject {
  readonly kind: Use["kind"];
  readonly name: string;
  readonly names: readonly Named[];
}

function subjectOf(
  workspace: Workspace,
  path: string,
  thing: Thing & { readonly kind: "use" | "name" },
): Subject | null {
  if (thing.kind === "use") {
    const { use } = thing;
    const { names } = resolve(workspace, path, use);
    const [first] = names;
    if (!first) return null;
    if (use.kind === "id" || use.kind === "address") return ofId(names);
    return { kind: use.kind, name: use.name, names };
  }
  const { name } = thing;
  const own = { path, name };
  if (name.kind === "id" || (name.kind === "title" && isMarkdown(path))) return ofId([own]);
  const kind = name.kind === "title" ? "target" : name.kind;
  const others = [...scopeOf(workspace, path)].flatMap((each) =>
    (workspace.index(each)?.names ?? [])
      .filter((other) => other !== name && other.kind === name.kind && fits(other, kind, name.name))
      .map((other) => ({ path: each, name: other })),
  );
  return { kind, name: name.name, names: [own, ...others] };
}

function ofId(names: readonly Named[]): Subject {
  const [{ path, name }] = names as [Named];
  // In reStructuredText the id of a target follows from its name.
  if (!isMarkdown(path) && name.kind === "target")
    return { kind: "target", name: name.name, names };
  return { kind: "id", name: name.kind === "id" ? name.name : (name.ids[0] ?? name.name), names };
}

/** All words that mean a name: in the texts that share it, and in descriptions. */
function usesOf(workspace: Workspace, { kind, name, names }: Subject): readonly Use[] {
  const homes = new Set(names.map(({ path }) => path));
  const scope = new Set([...homes].flatMap((home) => [...scopeOf(workspace, home)]));
  const ids = new Set(names.flatMap(({ name: { ids: own } }) => own));
  const uses: Use[] = [];
  for (const path of texts(workspace)) {
    const isHere = scope.has(path);
    for (const use of workspace.index(path)?.uses ?? []) {
      if (use.kind === "address") {
        if ((kind === "id" || kind === "target") && leadsTo(workspace, path, use, homes, ids))
          uses.push(afterHash(use));
      } else if (!isHere) continue;
      else if (use.kind === "id" ? ids.has(use.name) && kind !== "note" : isSame(use, kind, name))
        uses.push(use);
    }
  }
  if (kind !== "id" && kind !== "target") return uses;
  return [
    ...uses,
    ...usesBehindShortcodes(workspace, homes, ids),
    ...usesInData(workspace, kind, name, ids),
    ...addressesInData(workspace, homes, ids),
    ...usesOfMoved(workspace, homes, ids),
  ];
}

function isSame(use: Use, kind: Use["kind"], name: string): boolean {
  if (use.kind !== kind) return false;
  const fold = kind === "substitution" ? foldName : normalizeName;
  return fold(use.name) === fold(name);
}

/** What would be renamed at a place; `null` where that is nothing that can be. */
export function prepareRename(
  workspace: Workspace,
  path: string,
  offset: number,
): PrepareRenameResult | null {
  const thing = thingAt(workspace, path, offset);
  if (thing?.kind !== "use" && thing?.kind !== "name") return null;
  const subject = subjectOf(workspace, path, thing);
  if (!subject || !isPlain(subject) || (thing.kind === "use" && !thing.use.isPlain)) return null;
  if (subject.kind === "note" && /^\d+$/.test(subject.name)) return null;
  let { span } = thing;
  if (thing.kind === "use" && thing.use.kind === "address") ({ span } = afterHash(thing.use));
  const placeholder = span.source.text.slice(span.start, span.end).replace(/\s+/g, " ");
  return { range: workspace.range(span), placeholder };
}

/** Whether all that has a name can be given another one. */
function isPlain({ names }: Subject): boolean {
  return names.every(({ name }) => name.isPlain);
}

/**
 * A target under another name, with all that refers to it, in all files. Of a title the text is changed, its underline
 * made as long, and in Markdown the id that follows from it.
 */
export function rename(
  workspace: Workspace,
  path: string,
  offset: number,
  newName: string,
): WorkspaceEdit | null {
  const thing = thingAt(workspace, path, offset);
  if (thing?.kind !== "use" && thing?.kind !== "name") return null;
  const subject = subjectOf(workspace, path, thing);
  if (!subject || !isPlain(subject)) return null;
  const wanted = newName.trim();
  const isTitle = thing.kind === "name" && thing.name.kind === "title";
  refuseUnfit(workspace, path, subject, wanted, isTitle);
  const edits = new Edits(workspace);
  const [{ path: home }] = subject.names as [Named];
  const newId = subject.kind === "id" && !isTitle ? wanted : idFor(workspace, home, wanted);
  for (const { name } of subject.names) {
    if (name.kind === "id") edits.add(name.span, wanted);
    else if (name.kind === "title" && subject.kind === "id" && !isTitle)
      edits.addAll(withId(name.span, wanted));
    else if (name.kind === "title") edits.addAll(retitled(name.span, wanted));
    else edits.add(name.span, nameWritten(name.span, wanted));
  }
  // A heading with an id of its own keeps it, and all that leads there.
  if (isTitle && hasOwnId(workspace, path, thing.name)) return edits.edit();
  for (const use of usesOf(workspace, subject)) {
    if (use.kind === "id" || use.kind === "address") edits.add(use.span, newId);
    else if (use.isPlain) edits.add(use.span, wordsFor(use.span, wanted));
  }
  return edits.edit();
}

function hasOwnId(workspace: Workspace, path: string, { ids }: Name): boolean {
  const names = workspace.index(path)?.names ?? [];
  return names.some(({ kind, name }) => kind === "id" && ids.includes(name));
}

/** `isTitle`: whether the words of a title are renamed, from which its id follows. */
function refuseUnfit(
  workspace: Workspace,
  path: string,
  subject: Subject,
  wanted: string,
  isTitle: boolean,
): void {
  const refuse = (message: string) => {
    throw new RpcError(errors.requestFailed, message);
  };
  if (wanted === "" || /[\n`<>|]/.test(wanted))
    refuse("A name needs letters, and none of ` < > | in it.");
  if (subject.kind === "id" && !isTitle && !/^[^\s"'#{}()]+$/.test(wanted))
    refuse("An id has no spaces, quotes or brackets.");
  const scope = [...scopeOf(workspace, path)];
  const taken = scope.some((each) =>
    (workspace.index(each)?.names ?? []).some(
      (name) =>
        !subject.names.some((own) => own.name === name) &&
        name.kind !== "title" &&
        fits(name, subject.kind, wanted),
    ),
  );
  if (taken) refuse(`There is "${wanted}" already.`);
}

function idFor({ facts }: Workspace, path: string, name: string): string {
  return isMarkdown(path) && facts?.markdown.ids !== "docutils" ? githubId(name) : idOf(name);
}

/** A target's name where it is defined: in backquotes if a colon is in it. */
function nameWritten({ source, start }: Span, wanted: string): string {
  const isBare = source.text[start - 1] === "_" && /:(?:\s|$)/.test(`${wanted} `);
  return isBare ? `\`${wanted}\`` : wanted;
}

/** The name in a reference: `name_` becomes a phrase where its new name is none that can stand so. */
function wordsFor({ source, start, end }: Span, wanted: string): string {
  const before = source.text[start - 1];
  const isPhrase = before === "`" || before === "<" || before === "|" || before === "[";
  const isSimple = /^[A-Za-z0-9]+(?:[-_.:+][A-Za-z0-9]+)*$/.test(wanted);
  return isPhrase || isSimple || source.text[end] !== "_" ? wanted : `\`${wanted}\``;
}

interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A heading with an id of its own: in its braces, or as a target above it. */
function withId({ source, start, end }: Span, id: string): readonly Edit[] {
  const at = (offset: number): Span => ({ source, start: offset, end: offset });
  if (isMarkdown(source.path)) {
    const braces = /^[ \t]*\{/.exec(source.text.slice(end, end + 200))?.[0];
    return braces === undefined
      ? [{ span: at(end), text: ` {#${id}}` }]
      : [{ span: at(end + braces.length), text: `#${id} ` }];
  }
  const line = source.text.lastIndexOf("\n", start - 1) + 1;
  const above = line > 0 ? source.text.lastIndexOf("\n", line - 2) + 1 : line;
  const isOverlined = rowAt(source, above) !== null && above < line;
  const name = /:(?:\s|$)/.test(`${id} `) ? `\`${id}\`` : id;
  return [{ span: at(isOverlined ? above : line), text: `.. _${name}:\n\n` }];
}

/** A title with other words; of reStructuredText with its rows of punctuation as long as they are. */
function retitled(span: Span, wanted: string): readonly Edit[] {
  const edits: Edit[] = [{ span, text: wanted }];
  const { source } = span;
  if (isMarkdown(source.path)) return edits;
  const width = [...wanted].length;
  const row = (start: number): Edit | null => {
    const span = rowAt(source, start);
    return span && { span, text: source.text[start]!.repeat(width) };
  };
  const below = source.text.indexOf("\n", span.end) + 1;
  const line = source.text.lastIndexOf("\n", span.start - 1) + 1;
  const above = line > 0 ? source.text.lastIndexOf("\n", line - 2) + 1 : -1;
  const under = below > 0 ? row(below) : null;
  if (under) edits.push(under);
  const over = above >= 0 ? row(above) : null;
  if (over && under && over.text[0] === under.text[0]) edits.push(over);
  return edits;
}

/** A row of punctuation, which is all of its line. */
function rowAt(source: Source, start: number): Span | null {
  const row = /^([!-/:-@[-`{-~])\1*(?=[ \t]*(?:\n|$))/.exec(
    source.text.slice(start, start + 1000),
  )?.[0];
  return row === undefined ? null : { source, start, end: start + row.length };
}

/** Edits by file, each place once. */
class Edits {
  readonly #byUri = new Map<string, Map<string, TextEdit>>();

  constructor(private readonly workspace: Workspace) {}

  addAll(edits: readonly Edit[]): void {
    for (const { span, text } of edits) this.add(span, text);
  }

  add(span: Span, newText: string): void {
    const uri = this.workspace.uriOf(span.source.path);
    const edits = this.#byUri.get(uri) ?? new Map<string, TextEdit>();
    this.#byUri.set(uri, edits);
    const end = this.workspace.lineEnd(span.source.path);
    edits.set(`${span.start}`, {
      range: this.workspace.range(span),
      newText: newText.replaceAll("\n", end),
    });
  }

  edit(): WorkspaceEdit {
    const changes: { [uri: string]: TextEdit[] } = {};
    for (const [uri, edits] of this.#byUri) changes[uri] = [...edits.values()];
    return { changes };
  }
}
