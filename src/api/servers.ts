import type { ServerVariable } from "./model.js";

/** `{name}` in the address of a server. */
const variableRe = /\{(?<name>[^{}]*)\}/g;

/** The names of the variables in the address of a server. */
export function variablesIn(url: string): readonly string[] {
  return [...url.matchAll(variableRe)].map(({ groups }) => groups!["name"]!);
}

/** The path of a server's address with the defaults of its variables, without a slash at its end: `/api/v3`, or "". */
export function basePathOf(url: string, variables: readonly ServerVariable[] = []): string {
  const values = new Map(variables.map((each) => [each.name, each.default]));
  const whole = url.replace(variableRe, (text, name: string) => values.get(name) ?? text).trim();
  const path = whole.replace(/^(?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]*/i, "").split(/[?#]/, 1)[0]!;
  const bare = trimSlashes(path.replace(/^\.?(?=\/|$)/, ""));
  return bare === "" || bare.startsWith("/") ? bare : `/${bare}`;
}

function trimSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === "/") end--;
  return path.slice(0, end);
}
