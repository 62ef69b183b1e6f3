import { scratch, specpress, type Run } from "../program.js";

/** A project with one page that shows the given API files and events. */
export function project(files: Readonly<Record<string, string>>, settings = ""): string {
  const names = Object.keys(files);
  const apis = names.flatMap((path) => /^api\/([^/]+)\.yaml$/.exec(path)?.[1] ?? []);
  const events = names.flatMap((path) => /^events\/([^/]+)$/.exec(path)?.[1] ?? []);
  const variables = [
    ...apis.map((name) => `{{${name.replace(/-/g, "_")}_m_http_api}}`),
    ...events.map((name) => `{{${name.replace(/[.$]/g, "_")}_event}}`),
  ];
  return scratch({
    "specpress.yaml": `name: Tiny
specification: spec
look: current
labels: { MAIN: v1, MAJOR: r0 }
apis:
  main: { title: Main API, purpose: Tests, openapi: api, suffix: m, version: MAIN }
${events.length > 0 ? "events: { schemas: events, examples: examples }\n" : ""}${settings}`,
    "spec/targets.yaml": "targets:\n  main: { files: [main.rst] }\n",
    "spec/main.rst": `Main\n====\n\n.. _rooms:\n\nAbout rooms\n-----------\n\nText.\n\n${variables.join("\n\n")}\n`,
    ...files,
  });
}

/** What `specpress export` prints as JSON. */
export function exported(folder: string, ...args: readonly string[]): { run: Run; value: Value } {
  const run = specpress(["export", ...args], folder);
  return { run, value: run.out === "" ? {} : (JSON.parse(run.out) as Value) };
}

/** JSON that tests look into. */
export interface Value {
  readonly [key: string]: Value;
}

/** The value at a path of keys. */
export function at(value: Value, ...keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>((found, key) => (found as Value | undefined)?.[String(key)], value);
}
