import type Handlebars from "handlebars";

/** A template of ours: its text, and what the compiler made of it. */
export interface Precompiled {
  readonly text: string;
  readonly spec: Parameters<typeof Handlebars.template>[0];
}

/** Our templates by kind and name, `sections/table`. The build fills this in (scripts/precompile-templates.js); run from source, all are compiled when used. */
export const precompiled: ReadonlyMap<string, Precompiled> = new Map();
