import { createRequire } from "node:module";
import type Handlebars from "handlebars";
import Runtime from "handlebars/dist/handlebars.runtime.min.js";
import options from "./options.json" with { type: "json" };
import { precompiled } from "./precompiled.js";

/**
 * Handlebars: the text of a template → a function that prints a view. Our own templates were compiled when the program was
 * built; the compiler, which takes longer to load than many a page to print, is loaded for those of a project only.
 */

/** How a template is compiled: see options.json. */
export type Kind = keyof typeof options;
export type Helper = Handlebars.HelperDelegate;
export type Helpers = Readonly<Record<string, Helper>>;
export type HelperOptions = Handlebars.HelperOptions;

/** Prints a view, or throws what is wrong with the template. */
export type Print = Handlebars.TemplateDelegate<object>;

type Environment = ReturnType<typeof Handlebars.create>;

// Loaded at once where it is needed: nothing between reading and writing waits.
const require = createRequire(import.meta.url);

/** How much templates may print, in characters: on the way to one text, what is printed within counts again; and in all. */
const limits = { text: 5_000_000, all: 200_000_000, least: 20 };

/** Counts what the parts of templates print: partials that include others twice, and lists within lists, multiply. */
class Printed {
  #all = 0;
  #text = 0;

  begin(): void {
    this.#text = 0;
  }

  /** Take note of what a partial, a helper or a round of a list gave; throws where it is too much. */
  add<T>(printed: T): T {
    const size = limits.least + (typeof printed === "string" ? printed.length : 0);
    this.#text += size;
    this.#all += size;
    if (this.#text > limits.text || this.#all > limits.all)
      throw new Error("it prints too much: its lists or partials multiply");
    return printed;
  }
}

/** Templates of one kind, by name. Each may include the others: `{{> table}}`. */
export class TemplateSet {
  readonly #kind: Kind;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #helpers: Helpers;
  readonly #runtime: Environment;
  readonly #printers = new Map<string, Print>();
  readonly #printed = new Printed();
  #compiler: Environment | undefined;

  constructor(kind: Kind, texts: ReadonlyMap<string, string>, helpers: Helpers = {}) {
    this.#kind = kind;
    this.#texts = texts;
    this.#helpers = helpers;
    this.#runtime = this.#equipped(Runtime.create());
  }

  /** The template with a name; what is wrong with its text is thrown when it prints. `undefined` where there is none. */
  get(name: string): Print | undefined {
    const print = this.#printer(name);
    return (
      print &&
      ((view, given) => {
        this.#printed.begin();
        return print(view, given);
      })
    );
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
    const ours = precompiled.get(`${this.#kind}/${name}`);
    if (ours?.text === text) return this.#runtime.template(ours.spec);
    this.#compiler ??= this.#equipped(loadCompiler().create());
    return this.#compiler.compile(text, options[this.#kind]);
  }

  /** Both environments know all templates, whoever compiles them. */
  #equipped(environment: Environment): Environment {
    for (const [name, helper] of Object.entries(this.#helpers))
      environment.registerHelper(name, this.#counted(helper));
    environment.registerHelper("each", this.#countedEach(environment.helpers["each"]!));
    for (const name of this.#texts.keys())
      environment.registerPartial(name, (view: object, given) => {
        this.#printed.add("");
        return this.#printed.add(this.#printer(name)!(view, given));
      });
    return environment;
  }

  #counted(helper: Helper): Helper {
    const printed = this.#printed;
    return function (this: unknown, ...given: Parameters<Helper>): unknown {
      return printed.add(helper.apply(this, given));
    };
  }

  #countedEach(each: Helper): Helper {
    const printed = this.#printed;
    return function (this: unknown, list: unknown, options: HelperOptions): unknown {
      const fn: HelperOptions["fn"] = (...given) => printed.add(options.fn(...given));
      return each.call(this, list, { ...options, fn });
    };
  }
}

/** The one-file build of Handlebars loads three times as fast as the package's own entry, which brings source maps. */
function loadCompiler(): Environment {
  return require("handlebars/dist/handlebars.min.js") as Environment;
}
