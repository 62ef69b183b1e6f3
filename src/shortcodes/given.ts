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

/** What a shortcode of a text says: its settings with the values of its parameters. */
export class Given {
  readonly call: ShortcodeCall;
  readonly config: ShortcodeConfig;
  readonly parameters = new Map<string, ShortcodeParameter>();
  private readonly report: Report;
  /** Parameters that are missing, which was reported. */
  private readonly missing = new Set<string>();

  constructor(call: ShortcodeCall, config: ShortcodeConfig, report: Report) {
    this.call = call;
    this.config = config;
    this.report = report;
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
    const isNumber = (name: string) => /^\d+$/.test(name);
    const names = [...this.parameters.keys()];
    const isMixed = names.some(isNumber) && !names.every(isNumber);
    if (isMixed) {
      const odd = call.parameters.find(({ name }) => isNumber(name))!;
      report("parameters-mixed", odd.span, [call.name]);
    }
    for (const [name, { span, value }] of this.parameters) {
      if (known.has(name) || used(name) || (isMixed && isNumber(name))) continue;
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
    const missing: string[] = [];
    let span: Span | undefined;
    const value = text.replace(parameterRe, (whole, written: string) => {
      const names = written.split("|");
      const found = names.map((name) => this.parameters.get(name)).find((each) => each);
      if (!found) missing.push(names[0]!);
      span ??= found?.span;
      return found?.value ?? whole;
    });
    return { value, span: span ?? this.call.span, missing };
  }
}

/** The parameters that settings have. */
function parametersIn({ texts }: ShortcodeConfig): ReadonlySet<string> {
  const names = [...texts.values()].flatMap((text) =>
    [...text.matchAll(parameterRe)].map(({ groups }) => groups!["names"]!.split("|")).flat(),
  );
  return new Set(names);
}
