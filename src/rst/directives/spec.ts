import type { Code } from "../../base/diagnostics.js";
import type { Source, Span } from "../../base/source.js";
import type { Context } from "../context.js";
import type { Line } from "../lines.js";
import type { Block, SystemMessage } from "../nodes.js";

/** A directive as it stands in the text, before anything in it is understood. */
export interface DirectiveCall {
  /** As written: `Code-Block`. */
  readonly name: string;
  readonly nameSpan: Span;
  /** What follows `::` on its line (may be empty), then the lines indented below, dedented among themselves; blank lines at the end removed. */
  readonly first: Line;
  readonly rest: readonly Line[];
  /** All lines of the construct, with the `..`: where it stands. In a substitution definition they begin at the directive's name. */
  readonly lines: readonly Line[];
  /** The same with the blank lines behind them. */
  readonly quoted: readonly Line[];
  /** The name it defines when it stands in a substitution definition: `.. |name| image:: x.png`. */
  readonly substitution?: string;
  /** That definition, as far as a directive may change it: `unicode` says on which sides blanks go. */
  readonly definition?: Trimming;
  /** Put lines into the text being read, right behind this construct (`LineReader.insert`): for `include`. */
  readonly insert?: ((lines: readonly Line[]) => void) | undefined;
}

/** On which sides of a substitution white space is taken away. */
export interface Trimming {
  ltrim?: 1;
  rtrim?: 1;
}

/**
 * What an argument may be. `required` and `optional` take all text up to the options, white space and line ends
 * included; the `-word` ones a single word.
 */
export type ArgumentRule = "none" | "required" | "optional" | "required-word" | "optional-word";

/** The argument of a directive: its words, and its lines with their places. */
export interface Argument {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly span: Span;
}

/** Why an option value does not fit: a code whose parts are directive, option, value and then these. */
export class Invalid {
  readonly code: Code;
  readonly parts: readonly string[];
  constructor(code: Code, ...parts: string[]) {
    this.code = code;
    this.parts = parts;
  }
}

/** Reads the text of an option (`null` where nothing follows its name). */
export type OptionReader<T> = (value: string | null) => T | Invalid;
export type OptionSpec = Readonly<Record<string, OptionReader<unknown>>>;

/** The values of the options given, by name. */
export type OptionsOf<O extends OptionSpec> = {
  readonly [K in keyof O]?: Exclude<ReturnType<O[K]>, Invalid>;
};

type ArgumentOf<A extends ArgumentRule> = A extends "none"
  ? undefined
  : A extends "required" | "required-word"
    ? Argument
    : Argument | undefined;

/** A directive as its `run` gets it: everything read and checked against its spec. */
export interface DirectiveParts<
  A extends ArgumentRule = ArgumentRule,
  O extends OptionSpec = OptionSpec,
> {
  /** As written. */
  readonly name: string;
  readonly argument: ArgumentOf<A>;
  readonly options: OptionsOf<O>;
  /** The lines of the content, without blank ones at either end. */
  readonly body: readonly Line[];
  /** All lines of the construct. */
  readonly span: Span;
  /** The source that the directive's first line stands in. */
  readonly source: Source;
  /** The name it defines when it stands in a substitution definition. */
  readonly substitution: string | undefined;
  readonly definition: Trimming | undefined;
  readonly insert: ((lines: readonly Line[]) => void) | undefined;
  /** The smallest place of an option: its value, else its name. */
  optionSpan(name: keyof O & string): Span;
  /** The lines of an option's value. */
  optionLines(name: keyof O & string): readonly Line[];
  /** Report a fault at `span` (the directive's name if absent) and give the message that quotes the directive, as docutils' `directive_error` does. */
  fault(code: Code, parts?: readonly string[], span?: Span): SystemMessage;
}

/**
 * What a directive is called, what it accepts and what it does. The driver reads argument, options and content by it and
 * reports what does not fit; then `run` is not called.
 */
export interface DirectiveSpec<
  A extends ArgumentRule = ArgumentRule,
  O extends OptionSpec = OptionSpec,
> {
  /** Lower case; the first is the name in documentation. */
  readonly names: readonly string[];
  readonly argument: A;
  readonly options?: O;
  /** Options of Sphinx that are not supported here, each with what to write instead. */
  readonly sphinxOptions?: Readonly<Record<string, string>>;
  readonly body: "none" | "optional" | "required";
  /** `only`: it has a meaning only inside a substitution definition. */
  readonly substitution?: "only";
  /** Makes the nodes. In a substitution definition the children of a paragraph stand for it. */
  readonly run: (parts: DirectiveParts<A, O>, cx: Context) => Block[];
}

/** A directive as the table holds it: spec and driver joined. */
export interface Directive {
  readonly names: readonly string[];
  /** The names of its options. */
  readonly options: readonly string[];
  /** Whether blocks or text may stand below it, moved in. */
  readonly takesContent: boolean;
  /** Whether it only says what to write in its place. */
  readonly isRefused?: true;
  readonly run: (call: DirectiveCall, cx: Context) => Block[];
}
