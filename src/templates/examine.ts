import { nearest } from "../base/text.js";
import type { TemplateFault } from "./fault.js";
import { lineStartsIn, offsetIn } from "./parse.js";

/**
 * The syntax tree of a project's template → the faults that can be told without printing it, and the same tree with a step
 * before each statement: a call of `stepHelper`, which knows where it is printed and sees whether the names in it exist.
 */

/** What a template may call and include. */
export interface Surroundings {
  readonly template: string;
  readonly text: string;
  readonly helpers: ReadonlyMap<string, HelperShape>;
  readonly partials: ReadonlySet<string>;
  readonly addStep: (step: Step) => number;
}

export interface HelperShape {
  readonly params: number;
  readonly options: readonly string[];
  readonly isBlock: boolean;
}

/** A statement, and the names in it. */
export interface Step {
  readonly template: string;
  readonly start: number;
  readonly end: number;
  readonly names: readonly NameUse[];
}

/** A path of names, `site.name`. The values it leads through, from the context on, are given to the step. */
export interface NameUse {
  readonly path: string;
  readonly parts: readonly string[];
  /** The part that is looked for first: the names of `as |row|` are known. */
  readonly from: number;
  readonly isData: boolean;
  /** Whether it must exist: `{{#if name}}` also asks whether it does. */
  readonly isNeeded: boolean;
  /** Whether its value is printed as it is. */
  readonly isPrinted: boolean;
  /** How many values the step is given for it. */
  readonly values: number;
  readonly start: number;
  readonly end: number;
}

export const stepHelper = "specpress:step";

export const builtInHelpers: ReadonlyMap<string, HelperShape> = new Map([
  ["if", { params: 1, options: ["includeZero"], isBlock: true }],
  ["unless", { params: 1, options: ["includeZero"], isBlock: true }],
  ["each", { params: 1, options: [], isBlock: true }],
  ["with", { params: 1, options: [], isBlock: true }],
  ["lookup", { params: 2, options: [], isBlock: false }],
]);

const dataNames = ["root", "index", "key", "first", "last", "partial-block"];

type Node = hbs.AST.Node;
type Path = hbs.AST.PathExpression;
/** What is called: a tag, a block or an expression in parentheses. */
type Call = Pick<hbs.AST.BlockStatement, "params" | "hash" | "loc"> & {
  readonly path: Path | hbs.AST.Literal;
};

export function examine(
  program: hbs.AST.Program,
  around: Surroundings,
): { readonly program: hbs.AST.Program; readonly faults: readonly TemplateFault[] } {
  const examiner = new Examiner(around);
  return { program: examiner.withSteps(program, []), faults: examiner.faults };
}

class Examiner {
  readonly faults: TemplateFault[] = [];
  readonly #around: Surroundings;
  #lineStarts: readonly number[] | undefined;
  /** Of the statement that is looked at. */
  #names: NameUse[] = [];
  #prefixes: Path[] = [];

  constructor(around: Surroundings) {
    this.#around = around;
  }

  withSteps(program: hbs.AST.Program, scope: readonly string[]): hbs.AST.Program {
    const inner = [...scope, ...(program.blockParams ?? [])];
    const body = program.body.flatMap((statement) => {
      this.#names = [];
      this.#prefixes = [];
      this.#statement(statement, inner);
      const step = prints(statement) ? [this.#step(statement)] : [];
      return [...step, this.#inside(statement, inner)];
    });
    return { ...program, body };
  }

  /** The same statement, with steps in its blocks. */
  #inside(statement: hbs.AST.Statement, scope: readonly string[]): hbs.AST.Statement {
    const { program, inverse } = statement as hbs.AST.BlockStatement;
    if (!program && !inverse) return statement;
    return {
      ...statement,
      ...(program && { program: this.withSteps(program, scope) }),
      ...(inverse && { inverse: this.withSteps(inverse, scope) }),
    } as hbs.AST.Statement;
  }

  #step(statement: hbs.AST.Statement): hbs.AST.MustacheStatement {
    const { loc } = statement;
    const id = this.#around.addStep({
      template: this.#around.template,
      ...this.#tagOf(statement),
      names: this.#names,
    });
    const number = { type: "NumberLiteral", value: id, original: id, loc };
    return {
      type: "MustacheStatement",
      path: path([stepHelper], loc),
      params: [number, ...this.#prefixes],
      escaped: false,
      strip: { open: false, close: false },
      loc,
    } as unknown as hbs.AST.MustacheStatement;
  }

  #statement(statement: hbs.AST.Statement, scope: readonly string[]): void {
    switch (statement.type) {
      case "MustacheStatement":
        return this.#tag(statement as hbs.AST.MustacheStatement, scope);
      case "BlockStatement":
        return this.#block(statement as hbs.AST.BlockStatement, scope);
      case "PartialStatement":
      case "PartialBlockStatement":
        return this.#partial(statement as hbs.AST.PartialStatement, scope);
      case "Decorator":
      case "DecoratorBlock":
        return this.#decorator(statement as hbs.AST.Decorator);
    }
  }

  #tag(tag: hbs.AST.MustacheStatement, scope: readonly string[]): void {
    const called = asPath(tag.path);
    if (!isCall(tag) && !this.#helperOf(called, scope)) this.#use(called, scope, true, true);
    else this.#call(tag, false, scope);
  }

  #block(block: hbs.AST.BlockStatement, scope: readonly string[]): void {
    const called = asPath(block.path);
    if (!isCall(block) && !this.#helperOf(called, scope)) this.#use(called, scope, false);
    else this.#call(block, true, scope);
  }

  #partial(partial: hbs.AST.PartialStatement, scope: readonly string[]): void {
    if (partial.name.type === "SubExpression")
      this.#call(partial.name as hbs.AST.SubExpression, false, scope);
    else {
      const name = String((partial.name as Path).original);
      const { partials } = this.#around;
      const hasOther = partial.type === ("PartialBlockStatement" as string);
      if (!partials.has(name) && name !== "@partial-block" && !hasOther)
        this.#fault(partial.name, ...unknownPartial(name, partials));
    }
    if (partial.params.length > 1)
      this.#fault(partial.params[1]!, "a partial is given one value, besides those with a name");
    for (const value of partial.params) this.#expression(value, scope, true);
    for (const { value } of partial.hash?.pairs ?? []) this.#expression(value, scope, true);
  }

  #decorator(decorator: hbs.AST.Decorator): void {
    const name = String((decorator.path as Path).original);
    if (name !== "inline")
      this.#fault(decorator.path, `there is no decorator "${name}"`, 'There is only "inline".');
  }

  #call(call: Call, isBlock: boolean, scope: readonly string[]): void {
    const called = asPath(call.path);
    const name = called.original;
    const shape = this.#helperOf(called, scope);
    if (!shape) {
      const known = [...this.#around.helpers.keys()];
      this.#fault(
        call.path,
        `there is no helper "${name}"`,
        suggestion(name, known, "Helpers are"),
      );
      return;
    }
    this.#shape(name, call, shape, isBlock);
    const isNeeded = !builtInHelpers.has(name);
    for (const value of call.params) this.#expression(value, scope, isNeeded);
    for (const { value } of call.hash?.pairs ?? []) this.#expression(value, scope, isNeeded);
  }

  /** Whether a helper is called with what it takes. */
  #shape(name: string, call: Call, shape: HelperShape, isBlock: boolean): void {
    if (isBlock && !shape.isBlock)
      this.#fault(call.path, `"${name}" is no block`, `Write "{{${name} …}}".`);
    if (!isBlock && shape.isBlock)
      this.#fault(call.path, `"${name}" is a block`, `Write "{{#${name} …}}…{{/${name}}}".`);
    const { params, options } = shape;
    if (call.params.length !== params)
      this.#fault(
        call.params[params] ?? call.path,
        `"${name}" expects ${params === 1 ? "one value" : `${params} values`}, got ${call.params.length}`,
      );
    for (const { key, loc } of call.hash?.pairs ?? [])
      if (!options.includes(key))
        this.#fault(
          { loc, type: "" },
          `"${name}" has no option "${key}"`,
          options.length === 0 ? undefined : suggestion(key, options, "It has"),
        );
  }

  #expression(value: hbs.AST.Expression, scope: readonly string[], isNeeded: boolean): void {
    if (value.type === "SubExpression") this.#call(value as hbs.AST.SubExpression, false, scope);
    else if (isPath(value)) this.#use(value, scope, isNeeded);
  }

  /** A name that is not a path, and neither one of `as |row|`, is first looked for among helpers. */
  #helperOf(called: Path, scope: readonly string[]): HelperShape | undefined {
    if (called.data || called.parts.length !== 1 || isOwn(called)) return undefined;
    return scope.includes(called.parts[0]!)
      ? undefined
      : this.#around.helpers.get(called.parts[0]!);
  }

  #use(used: Path, scope: readonly string[], isNeeded: boolean, isPrinted = false): void {
    const { data, depth, parts, original } = used;
    if (data && !dataNames.includes(parts[0]!)) {
      const known = dataNames.map((name) => `@${name}`);
      this.#fault(used, `"${original}" is not known`, suggestion(original, known, "Known are"));
      return;
    }
    const isBlockParam = !data && depth === 0 && !isOwn(used) && scope.includes(parts[0] ?? "");
    const from = isBlockParam || (data && depth > 0) ? 1 : 0;
    const values = Math.max(parts.length - from, isPrinted && parts.length === 0 ? 1 : 0);
    if (values === 0) return;
    const about = { path: original, parts, from, isData: data, isNeeded, isPrinted, values };
    this.#names.push({ ...about, ...this.#spanOf(used) });
    for (let count = from; count < from + values; count++)
      this.#prefixes.push(
        count === 0
          ? { ...used, data: false, parts: [], original: "this" }
          : { ...used, parts: parts.slice(0, count) },
      );
  }

  #fault(node: Node, what: string, fix?: string): void {
    const { template } = this.#around;
    this.faults.push({ template, ...this.#spanOf(node), what, ...(fix ? { fix } : {}) });
  }

  #spanOf({ loc }: Node): { start: number; end: number } {
    const { text } = this.#around;
    const starts = (this.#lineStarts ??= lineStartsIn(text));
    return { start: offsetIn(text, loc.start, starts), end: offsetIn(text, loc.end, starts) };
  }

  /** A statement's tag: of a block, the one that begins it. */
  #tagOf(statement: hbs.AST.Statement): { start: number; end: number } {
    const { start, end } = this.#spanOf(statement);
    const close = this.#around.text.indexOf("}}", start);
    return { start, end: close < 0 ? end : Math.min(end, close + 2) };
  }
}

/** The sentence and the advice for a partial that is not there. */
export function unknownPartial(
  name: string,
  partials: Iterable<string>,
): [what: string, fix: string | undefined] {
  return [
    `there is no template "${name}" to include`,
    suggestion(name, [...partials], "There are"),
  ];
}

/** The known names that are nearest, or what names there are. */
export function suggestion(
  name: string,
  known: readonly string[],
  opening: string,
): string | undefined {
  const near = nearest(name, known);
  if (near.length > 0) return `Did you mean ${near.map((word) => `"${word}"`).join(" or ")}?`;
  if (known.length === 0) return undefined;
  const shown = known.slice(0, mostShown).map((word) => `"${word}"`);
  return `${opening} ${shown.join(", ")}${known.length > mostShown ? ", …" : ""}.`;
}

const mostShown = 12;

function prints({ type }: hbs.AST.Statement): boolean {
  return /^(?:Mustache|Block|Partial|PartialBlock)Statement$/.test(type);
}

function isPath(node: Node): node is Path {
  return node.type === "PathExpression";
}

function isCall({ params, hash }: Call): boolean {
  return params.length > 0 || (hash?.pairs.length ?? 0) > 0;
}

/** `{{"name"}}` and `{{12}}` are names too, where something is called or printed. */
function asPath(node: Path | hbs.AST.Literal): Path {
  if (isPath(node)) return node;
  return path([String((node as hbs.AST.StringLiteral).original)], node.loc);
}

/** `this.name`, `./name` and `../name` are never helpers. */
function isOwn({ original, depth }: Path): boolean {
  return depth > 0 || /^(?:\.|this\b)/.test(original);
}

function path(parts: string[], loc: hbs.AST.SourceLocation): Path {
  return { type: "PathExpression", data: false, depth: 0, parts, original: parts.join("."), loc };
}
