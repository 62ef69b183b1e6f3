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
export type Helpers = Parameters<typeof Handlebars.registerHelper>[0];
export type { HelperOptions } from "handlebars";

/** Prints a view, or throws what is wrong with the template. */
export type Print = Handlebars.TemplateDelegate<object>;

type Environment = ReturnType<typeof Handlebars.create>;

// Loaded at once where it is needed: nothing between reading and writing waits.
const require = createRequire(import.meta.url);

/** Templates of one kind, by name. Each may include the others: `{{> table}}`. */
export class TemplateSet {
  readonly #kind: Kind;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #helpers: Helpers;
  readonly #runtime: Environment;
  readonly #printers = new Map<string, Print>();
  #compiler: Environment | undefined;

  constructor(kind: Kind, texts: ReadonlyMap<string, string>, helpers: Helpers = {}) {
    this.#kind = kind;
    this.#texts = texts;
    this.#helpers = helpers;
    this.#runtime = this.#equipped(Runtime.create());
  }

  /** The template with a name; what is wrong with its text is thrown when it prints. `undefined` where there is none. */
  get(name: string): Print | undefined {
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
    environment.registerHelper(this.#helpers);
    for (const name of this.#texts.keys())
      environment.registerPartial(name, (view: object, given) => this.get(name)!(view, given));
    return environment;
  }
}

/** The one-file build of Handlebars loads three times as fast as the package's own entry, which brings source maps. */
function loadCompiler(): Environment {
  return require("handlebars/dist/handlebars.min.js") as Environment;
}
