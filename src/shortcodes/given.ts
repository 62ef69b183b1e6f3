import type { Report } from "../base/diagnostics.js";
import type { Span } from "../base/source.js";
import { nearest } from "../base/text.js";
import type { ShortcodeConfig } from "../load/project.js";
import type { ShortcodeCall, ShortcodeParameter } from "../rst/context.js";

/** `{name}` in a setting: what the parameter of that name says; `{name|other}`: what the first of them says that is given. */
const parameterRe = /\{(?<names>[\p{L}\p{N}_-]+(?:\|[\p{L}\p{N}_-]+)*)\}/gu;

/** A setting with its parameters. */
export interface Setting {
  readonly value: string;
  /** Of the first parameter in it, or of the shortcode where there is none. */
  readonly span: Span;
}

/** Settings with no more characters are not counted: texts have thousands of them. */
const longest = 1000;

/** Who is told, and who says whether a text may be shown once more. */
interface Asked {
  readonly report: Report;
  readonly allows: (what: unknown, length: number, name: string, span: Span) => boolean;
}

/** What a shortcode of a text says: its settings with the values of its parameters. */
export class Given {
  readonly call: ShortcodeCall;
  readonly config: ShortcodeConfig;
  readonly parameters = new Map<string, ShortcodeParameter>();
  private readonly report: Report;
  private readonly allows: Asked["allows"];
  /** Parameters that are missing, which was reported. */
  private readonly missing = new Set<string>();

  constructor(call: ShortcodeCall, config: ShortcodeConfig, { report, allows }: Asked) {
    this.call = call;
    this.config = config;
    this.report = report;
    this.allows = allows;
    for (const parameter of call.parameters) {
      const { name, span } = parameter;
      if (this.parameters.has(name)) report("parameter-twice", span, [name, call.name]);
      else this.parameters.set(name, parameter);
    }
  }

  /** Report parameters that nothing uses, and those that are written in two ways. `used`: besides those of the settings. */
  check(used: (parameter: string) => boolean = () => false): void {
    const { call, config, report } = this;
    const known = parametersIn(config);
    const unused = config.lists.get("unused") ?? [];
    const isNumber = (name: string) => /^\d+$/.test(name);
    const names = [...this.parameters.keys()];
    const isMixed = names.some(isNumber) && !names.every(isNumber);
    if (isMixed) {
      const odd = call.parameters.find(({ name }) => isNumber(name))!;
      report("parameters-mixed", odd.span, [call.name]);
    }
    for (const [name, { span, value }] of this.parameters) {
      if (known.has(name) || unused.includes(name) || used(name)) continue;
      if (isMixed && isNumber(name)) continue;
      // What has a name where the settings count is what they miss.
      if (!isMixed && !isNumber(name))
        for (const each of known) if (isNumber(each)) this.missing.add(each);
      const shown = isNumber(name) ? value : name;
      const near = nearest(name, known).filter((each) => !this.parameters.has(each));
      // A misspelled name is one mistake, not two.
      for (const each of near) this.missing.add(each);
      report("unknown-parameter", span, [shown, call.name, ...near]);
    }
  }

  /** A setting that the shortcode cannot do without; `null`, which is reported, where one of its parameters is missing. */
  need(setting: string): Setting | null {
    const found = this.filled(setting);
    if (!found || found.missing.length === 0) return found;
    for (const name of found.missing) {
      if (this.missing.has(name)) continue;
      this.missing.add(name);
      this.report("missing-parameter", this.call.span, [name, this.call.name]);
    }
    return null;
  }

  /** A setting, where the project has it and the shortcode all of its parameters. */
  may(setting: string): Setting | null {
    const found = this.filled(setting);
    return found && found.missing.length === 0 ? found : null;
  }

  /** A setting that is `true` or `false`; `undefined`, which is reported, where it is neither. */
  flag(setting: string): boolean | undefined {
    const found = this.may(setting);
    if (!found || found.value === "") return undefined;
    if (found.value !== "true" && found.value !== "false")
      this.reportValue(setting, found, "true or false");
    return found.value === "true" ? true : found.value === "false" ? false : undefined;
  }

  /** A setting that is a number above 0; `undefined`, which is reported, where it is none. */
  amount(setting: string): number | undefined {
    const found = this.may(setting);
    if (!found || found.value === "") return undefined;
    const amount = Number(found.value);
    if (Number.isFinite(amount) && amount > 0) return amount;
    this.reportValue(setting, found, "a number above 0");
    return undefined;
  }

  private reportValue(setting: string, { value, span }: Setting, expected: string): void {
    this.report("bad-parameter", span, [setting, this.call.name, value, expected]);
  }

  private filled(setting: string): (Setting & { readonly missing: readonly string[] }) | null {
    const text = this.config.texts.get(setting);
    if (text === undefined) return null;
    const { call } = this;
    const missing: string[] = [];
    let span: Span | undefined;
    let length = text.length;
    const values = partsOf(this.config, text).map((part) => {
      if (typeof part === "string") return part;
      const found = part.names.map((name) => this.parameters.get(name)).find((each) => each);
      if (!found) missing.push(part.names[0]!);
      span ??= found?.span;
      length += found?.value.length ?? 0;
      return found?.value ?? part.written;
    });
    if (length > longest && !this.allowsLong(length)) return null;
    return { value: values.join(""), span: span ?? call.span, missing };
  }

  /** Whether the page may show such a long text: the first one counts as well, since its parameters may come thousands of times. */
  private allowsLong(length: number): boolean {
    const { call, config } = this;
    this.allows(config, 0, call.name, call.span);
    return this.allows(config, length, call.name, call.span);
  }
}

/** A part of a setting: its own text, or a parameter, of which there may be several names. */
type Part = string | { readonly written: string; readonly names: readonly string[] };

/** The parts of the settings of a shortcode, which is called thousands of times. */
const parts = new WeakMap<ShortcodeConfig, Map<string, readonly Part[]>>();

function partsOf(config: ShortcodeConfig, text: string): readonly Part[] {
  let ofConfig = parts.get(config);
  if (!ofConfig) parts.set(config, (ofConfig = new Map()));
  let found = ofConfig.get(text);
  if (!found) ofConfig.set(text, (found = [...splitAtParameters(text)]));
  return found;
}

function* splitAtParameters(text: string): Iterable<Part> {
  let at = 0;
  for (const { 0: written, index, groups } of text.matchAll(parameterRe)) {
    if (index > at) yield text.slice(at, index);
    yield { written, names: groups!["names"]!.split("|") };
    at = index + written.length;
  }
  if (at < text.length) yield text.slice(at);
}

const known = new WeakMap<ShortcodeConfig, ReadonlySet<string>>();

/** The parameters that settings have. */
function parametersIn(config: ShortcodeConfig): ReadonlySet<string> {
  let found = known.get(config);
  if (!found) {
    const all = [...config.texts.values()].flatMap((text) => partsOf(config, text));
    found = new Set(all.flatMap((part) => (typeof part === "string" ? [] : part.names)));
    known.set(config, found);
  }
  return found;
}
