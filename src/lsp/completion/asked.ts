import type { CompletionItem, CompletionItemKind, Range } from "vscode-languageserver-protocol";
import type { Source } from "../../base/source.js";
import type { Workspace } from "../workspace.js";

/** What is asked for: the words that may stand at a place of a text. */
export interface Asked {
  readonly workspace: Workspace;
  readonly path: string;
  readonly source: Source;
  readonly offset: number;
  /** The line up to the place, and what follows on it. */
  readonly before: string;
  readonly after: string;
}

/** Words for a place that is a provider's business, else `null`: then the next one is asked. */
export type Provider = (asked: Asked) => readonly CompletionItem[] | null;

/** Numbers of the protocol, which has them as constants of a library. */
export const kinds = {
  text: 1,
  variable: 6,
  property: 10,
  value: 12,
  enumMember: 20,
  keyword: 14,
  file: 17,
  reference: 18,
  folder: 19,
  constant: 21,
  function: 3,
  struct: 22,
} as const satisfies Record<string, CompletionItemKind>;

/** The most items that are given at once. */
export const most = 1000;

/** A word in place of what is typed of it: that many characters before the place, and after it. */
export function itemFor(
  asked: Asked,
  typed: string,
  word: {
    readonly label: string;
    readonly text?: string;
    readonly kind: CompletionItemKind;
    readonly detail?: string;
    readonly documentation?: string;
    /** What stands there beyond `typed` is replaced too. */
    readonly past?: number;
  },
): CompletionItem {
  const { label, text = label, kind, detail, documentation, past = 0 } = word;
  return {
    label,
    kind,
    ...(detail ? { detail } : {}),
    ...(documentation ? { documentation } : {}),
    filterText: typed.includes(" ") || text !== label ? `${text} ${label}` : label,
    textEdit: { range: rangeOf(asked, typed.length, past), newText: text },
  };
}

function rangeOf({ workspace, source, offset }: Asked, back: number, past: number): Range {
  return workspace.range({ source, start: offset - back, end: offset + past });
}
