import { createRequire } from "node:module";
import type Handlebars from "handlebars";
import Runtime from "handlebars/dist/handlebars.runtime.min.js";
import {
  builtInHelpers,
  examine,
  stepHelper,
  suggestion,
  unknownPartial,
  type HelperShape,
  type NameUse,
  type Step,
} from "./examine.js";
import { TemplateError, type TemplateFault } from "./fault.js";
import type { HelperOptions, Helpers } from "./helpers.js";
import options from "./options.json" with { type: "json" };
import { parseTemplate } from "./parse.js";
import { precompiled } from "./precompiled.js";

export * from "./helpers.js";
export { reportFaults } from "./report-faults.js";

/**
 * Handlebars: the text of a template → a function that prints a view. Our own templates were compiled when the program was
 * built; the compiler, which takes longer to load than many a page to print, is loaded for those of a project only.
 *
 * Those of a project are examined before they are compiled, and take note of where they are while they print: what is
 * wrong is thrown as a `TemplateError`, with its place in the template that is at fault. A name that is printed, or given
 * to a helper or partial, must exist; what is asked of by `{{#if}}` and the like need not, as in Handlebars itself, but
 * one that is nearly the name of something else is a mistake.
 */

/** The templates that a text includes, as far as it names them. */
export function includedIn(text: string): string[] {
  const inclusions = /\{\{~?#?>\s*(?:"([^"]+)"|'([^']+)'|\[([^\]]+)\]|([^\s}~"'[(]+))/g;
  return [...text.matchAll(inclusions)].map((match) => match.slice(1).find((name) => name)!);
}

/** How a template is compiled: see options.json. */
export type Kind = keyof typeof options;

/** Prints a view, or throws what is wrong with the template: a `TemplateError`. */
export type Print = Handlebars.TemplateDelegate<object>;

type Environment = ReturnType<typeof Handlebars.create>;

// Loaded at once where it is needed: nothing between reading and writing waits.
const require = createRequire(import.meta.url);

/** How much templates may print, in characters: on the way to one text, what is printed within counts again; and in all. */
const limits = { text: 5_000_000, all: 200_000_000, least: 20 };

/** The same of one text where all templates are ours: they print a view once, which may be that of hundreds of operations. */
const mostOfOurs = 100_000_000;

/** How many templates may include one another. */
const mostWithin = 150;

/** What `{{name}}` prints of a text in a template of HTML. */
export function escapedByTemplates(text: string): string {
  return Runtime.Utils.escapeExpression(text);
}

/** Counts what the parts of templates print: partials that include others twice, and lists within lists, multiply. */
class Printed {
  #all = 0;
  #text = 0;
  #most = limits.text;

  begin(most: number): void {
    this.#most = most;
    this.#text = 0;
  }

  /** Take note of what a partial, a helper or a round of a list gave; throws where it is too much. */
  add<T>(printed: T): T {
    const size = limits.least + (typeof printed === "string" ? printed.length : 0);
    this.#text += size;
    this.#all += size;
    if (this.#text > this.#most || this.#all > limits.all)
      throw new Error("it prints too much: its lists or partials multiply");
    return printed;
  }
}

function isOurs(kind: Kind, name: string, text: string): boolean {
  return precompiled.get(`${kind}/${name}`)?.text === text;
}

/** Templates of one kind, by name. Each may include the others: `{{> table}}`. */
export class TemplateSet {
  readonly #kind: Kind;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #helpers: Helpers;
  readonly #runtime: Environment;
  readonly #printers = new Map<string, Print>();
  readonly #printed = new Printed();
  /** Whether those that we have are not the project's own. */
  readonly #areOurs: boolean;
  readonly #steps: Step[] = [];
  /** Where the project's templates are: what is printed last, and the templates that are within one another. */
  #step: Step | undefined;
  /** The first name that does not exist in each statement of what is printed, by their places. */
  #faults = new Map<string, TemplateFault>();
  #within: string[] = [];
  #compiler: Environment | undefined;

  constructor(kind: Kind, texts: ReadonlyMap<string, string>, helpers: Helpers = {}) {
    this.#kind = kind;
    this.#texts = texts;
    this.#helpers = helpers;
    this.#areOurs = [...texts].every(
      ([name, text]) => isOurs(kind, name, text) || !precompiled.has(`${kind}/${name}`),
    );
    this.#runtime = this.#equipped(Runtime.create());
  }

  /** The template with a name; what is wrong with its text is thrown when it prints. `undefined` where there is none. */
  get(name: string): Print | undefined {
    if (!this.#texts.has(name)) return undefined;
    return (view, given) => {
      const isOne = this.#areOurs && precompiled.has(`${this.#kind}/${name}`);
      this.#printed.begin(isOne ? mostOfOurs : limits.text);
      this.#step = undefined;
      this.#within = [name];
      this.#faults = new Map();
      try {
        const text = this.#printer(name)!(view, given);
        if (this.#faults.size === 0) return text;
      } catch (error) {
        if (error instanceof TemplateError) throw error;
        // What is given nothing in place of a name that there is not fails for that.
        if (this.#faults.size === 0) throw new TemplateError([this.#faultOf(error)]);
      }
      throw new TemplateError([...this.#faults.values()]);
    };
  }

  /** Throws what is wrong with a template, as far as its text alone tells. */
  examine(name: string): void {
    this.#printer(name);
  }

  #printer(name: string): Print | undefined {
    const known = this.#printers.get(name);
    if (known) return known;
    const text = this.#texts.get(name);
    if (text === undefined) return undefined;
    const print = this.#make(name, text);
    this.#printers.set(name, print);
    return print;
  }

  #make(name: string, text: string): Print {
    if (isOurs(this.#kind, name, text))
      return this.#runtime.template(precompiled.get(`${this.#kind}/${name}`)!.spec);
    const handlebars = loadCompiler();
    this.#compiler ??= this.#equipped(compilerOfTrees(handlebars));
    const { program, faults } = examine(parseTemplate(text, name, handlebars), {
      template: name,
      text,
      helpers: this.#shapes(),
      partials: new Set([...this.#partials(), ...this.#inlinePartials()]),
      addStep: (step) => this.#steps.push(step) - 1,
    });
    if (faults.length > 0) throw new TemplateError(faults);
    // Names are looked up by steps, which know what is asked of; Handlebars' own strict mode fails where nothing is wrong.
    const names = [stepHelper, ...Object.keys(this.#helpers)];
    const knownHelpers = Object.fromEntries(names.map((each) => [each, true]));
    return this.#compiler.compile(program, {
      ...options[this.#kind],
      strict: false,
      knownHelpers,
    });
  }

  #shapes(): ReadonlyMap<string, HelperShape> {
    const own = Object.entries(this.#helpers).map(
      ([name, { params, options: named }]) =>
        [name, { params, options: named, isBlock: false }] as const,
    );
    return new Map([...builtInHelpers, ...own]);
  }

  /** What may be included: no page, and no file of styles or scripts. */
  #partials(): string[] {
    return [...this.#texts.keys()].filter((name) => name !== "page" && !/\.(?:css|js)$/.test(name));
  }

  /** What templates define for those that they include: `{{#*inline "row"}}`. */
  #inlinePartials(): string[] {
    const definitions = /\{\{~?#\*\s*inline\s+["']([^"']+)["']/g;
    return [...this.#texts.values()].flatMap((text) =>
      [...text.matchAll(definitions)].map(([, name]) => name!),
    );
  }

  /** Both environments know all templates, whoever compiles them. */
  #equipped(environment: Environment): Environment {
    // It prints for the author of a program.
    environment.unregisterHelper("log");
    for (const [name, { print }] of Object.entries(this.#helpers))
      environment.registerHelper(name, this.#counted(print));
    environment.registerHelper("each", this.#countedEach(environment.helpers["each"]!));
    environment.registerHelper(stepHelper, this.#stepped());
    for (const name of this.#texts.keys())
      environment.registerPartial(name, (view: object, given) => {
        this.#printed.add("");
        return this.#printed.add(this.#printWithin(name, view, given));
      });
    return environment;
  }

  /** Prints a template that another includes, which then goes on where it was. */
  #printWithin(name: string, view: object, given: Parameters<Print>[1]): string {
    if (this.#within.length > mostWithin)
      throw new Error(`it includes "${name}" again and again, without an end`);
    const step = this.#step;
    this.#within.push(name);
    const printed = this.#printer(name)!(view, given);
    this.#within.pop();
    this.#step = step;
    return printed;
  }

  #counted(print: Handlebars.HelperDelegate): Handlebars.HelperDelegate {
    const printed = this.#printed;
    return function (this: unknown, ...given: Parameters<Handlebars.HelperDelegate>): unknown {
      return printed.add(print.apply(this, given));
    };
  }

  #countedEach(each: Handlebars.HelperDelegate): Handlebars.HelperDelegate {
    const printed = this.#printed;
    return function (this: unknown, list: unknown, options: HelperOptions): unknown {
      const fn: HelperOptions["fn"] = (...given) => printed.add(options.fn(...given));
      return each.call(this, list, { ...options, fn });
    };
  }

  /** Takes note of a statement before it is printed, and of the names in it that do not exist. */
  #stepped(): Handlebars.HelperDelegate {
    return (id: number, ...given: unknown[]) => {
      const step = this.#steps[id]!;
      this.#step = step;
      const { data } = given.pop() as HelperOptions;
      for (const name of step.names) {
        const values = given.splice(0, name.values);
        if (name.isData && name.from === 0) values[0] = data;
        const fault = unknownName(name, values) ?? unprintable(name, values);
        if (!fault) continue;
        this.#faults.set(`${fault.start} ${step.template}`, { template: step.template, ...fault });
        break;
      }
      return "";
    };
  }

  /** What was thrown while a template was printed, at the statement of a project's template that was printed last. */
  #faultOf(error: unknown): TemplateFault {
    const said = error instanceof Error ? error.message : String(error);
    const name = this.#within.at(-1)!;
    const { template, start, end } = this.#step ?? { template: name, start: 0, end: 0 };
    const missing = /^The partial (.*) could not be found$/.exec(said)?.[1];
    if (missing !== undefined) {
      const [what, fix] = unknownPartial(missing, this.#partials());
      return { template, start, end, what, ...(fix ? { fix } : {}) };
    }
    const what = said
      .split("\n", 1)[0]!
      .replace(/^"(.*)" not defined in .*$/, '"$1" is not given')
      .replace(/[.:]$/, "");
    if (template === name) return { template, start, end, what };
    return { template, start, end, what: `the template "${name}", which it includes: ${what}` };
  }
}

/** The first name of a path that is not there, given the values it leads through. */
function unknownName(
  { parts, from, path, start, end, isNeeded, isData }: NameUse,
  values: readonly unknown[],
): Omit<TemplateFault, "template"> | null {
  for (let index = from; index < parts.length; index++) {
    const value = values[index - from];
    const name = parts[index]!;
    // Where nothing is, nothing is printed.
    if (value === undefined || value === null) return null;
    if (Object.hasOwn(Object(value), name)) continue;
    if (Array.isArray(value) && /^\d+$/.test(name)) return null;
    if (isData && index === 0)
      return {
        start,
        end,
        what: `"${path}" is not known here`,
        fix: 'It is within "{{#each}}".',
        unknown: path,
      };
    const known = typeof value === "object" ? Object.keys(value) : [];
    const fix = suggestion(name, known, "Known are");
    const isMeant = name.length > 2 && fix?.startsWith("Did you mean") === true;
    if (!isNeeded && !isMeant) return null;
    const where = index > 0 ? `in "${parts.slice(0, index).join(".")}"` : "here";
    const what = `"${name}" is not known ${where}`;
    return { start, end, what, ...(fix ? { fix } : {}), unknown: name };
  }
  return null;
}

/** An object that would be printed as `[object Object]`. */
function unprintable(
  { parts, path, start, end, isPrinted }: NameUse,
  values: readonly unknown[],
): Omit<TemplateFault, "template"> | null {
  if (!isPrinted) return null;
  const last = values.at(-1);
  const name = parts.at(-1);
  // What is only made when it is asked for is text.
  const value =
    name === undefined ? last : Object.getOwnPropertyDescriptor(Object(last), name)?.value;
  if (typeof value !== "object" || value === null) return null;
  if (!String(value).includes("[object Object]")) return null;
  const names = Array.isArray(value) ? [] : Object.keys(value);
  const what = `"${path}" is ${Array.isArray(value) ? "an array of objects" : "an object"}, which has no text`;
  const fix = Array.isArray(value)
    ? 'Print each of them with "{{#each}}".'
    : suggestion(path, names, "It has");
  return { start, end, what, ...(fix ? { fix } : {}) };
}

/** An environment that compiles trees as they are: Handlebars itself would remove the white space around tags again. */
function compilerOfTrees(handlebars: typeof Handlebars): Environment {
  const environment = handlebars.create();
  return Object.assign(environment, { parse: (tree: unknown) => tree });
}

/** The one-file build of Handlebars loads three times as fast as the package's own entry, which brings source maps. */
function loadCompiler(): typeof Handlebars {
  return require("handlebars/dist/handlebars.min.js") as typeof Handlebars;
}
