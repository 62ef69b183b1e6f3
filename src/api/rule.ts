import type { Code, Note, Parts, Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import { spanOf, type DataFile } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { ApiDocument, Operation } from "./model.js";
import type { Schema } from "../schema/schema.js";
import type { Follow } from "./references.js";

/** What a rule is given besides the documents. */
export interface RuleContext {
  /** Report a finding at a value or its key; the same at the same place only once, however often a `$ref` leads there. */
  readonly report: <C extends Code>(code: C, at: Located, parts: Parts<C>, more?: More) => void;
  /** Follows a reference and reports nothing. */
  readonly find: Follow;
  /** Names that a word may stand for; none any more where there is much to fix already. */
  readonly near: (word: string, known: Iterable<string>) => readonly string[];
  /** All schemas that the documents have or refer to, and those of the API's files of definitions, with the document if there is one. */
  readonly schemas: () => readonly FoundSchema[];
  /** All data files of the project. */
  readonly files: () => Iterable<DataFile>;
  /** Whether something was reported of this very place already. */
  readonly hasTold: (at: Located) => boolean;
}

interface More {
  readonly of?: "key" | "value";
  readonly notes?: readonly Note[];
  /** Tells findings with the same code and place apart. */
  readonly detail?: string;
}

/** A schema with the document that leads there first. */
export interface FoundSchema {
  readonly document: ApiDocument | null;
  readonly schema: Schema;
}

/** Looks at the documents of one API, of any version. */
export interface Rule {
  readonly codes: readonly Code[];
  readonly check: (documents: readonly ApiDocument[], cx: RuleContext) => void;
}

/** Suggestions take their time: each looks at all names there are. */
const mostSuggestions = 50;

export function makeRuleContext(
  report: Report,
  given: Pick<RuleContext, "find" | "schemas" | "files" | "hasTold">,
): RuleContext {
  const reported = new Map<unknown, Set<string>>();
  let suggestionsLeft = mostSuggestions;
  return {
    ...given,
    near: (word, known) => (suggestionsLeft-- > 0 ? nearest(word, known) : []),
    report(code, { file, pointer }, parts, { of = "value", notes = [], detail = "" } = {}) {
      const known = reported.get(file) ?? new Set();
      reported.set(file, known);
      const identity = `${code}\n${pointer}\n${detail}`;
      if (known.has(identity)) return;
      known.add(identity);
      const span = spanOf({ source: file.source, pointer }, of);
      report(code, span, parts, notes.length > 0 ? notes : undefined);
    },
  };
}

/** A note at the first of two. */
export function firstOne({ file, pointer }: Located): readonly Note[] {
  const span = spanOf({ source: file.source, pointer }, "key");
  return [{ span, text: "the first one stands here" }];
}

/** An operation with the document it belongs to, and what it is of. */
export interface Found {
  readonly document: ApiDocument;
  readonly operation: Operation;
  readonly of: "path" | "webhook" | "callback";
}

/** All operations of paths, webhooks and callbacks, each once. */
export function operationsOf(documents: readonly ApiDocument[]): readonly Found[] {
  const seen = new Set<Operation>();
  const found: Found[] = [];
  const queue: Found[] = documents.flatMap((document) => [
    ...document.operations.map((operation) => ({ document, operation, of: "path" as const })),
    ...document.webhooks.map((operation) => ({ document, operation, of: "webhook" as const })),
  ]);
  for (let index = 0; index < queue.length; index++) {
    const { document, operation } = queue[index]!;
    if (seen.has(operation)) continue;
    seen.add(operation);
    found.push(queue[index]!);
    for (const { operations } of operation.callbacks)
      for (const each of operations) queue.push({ document, operation: each, of: "callback" });
  }
  return found;
}
