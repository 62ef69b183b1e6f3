import type { ServerVariable } from "./model.js";

/** `{name}` in the address of a server. */
const variableRe = /\{(?<name>[^{}]*)\}/g;

/** The names of the variables in the address of a server. */
export function variablesIn(url: string): readonly string[] {
  return [...url.matchAll(variableRe)].map(({ groups }) => groups!["name"]!);
}

/** The address of a server with the defaults of its variables; those that it does not define stay. */
export function addressOf(url: string, variables: readonly ServerVariable[]): string {
  const values = new Map(variables.map((each) => [each.name, each.default]));
  return url.replace(variableRe, (text, name: string) => values.get(name) ?? text).trim();
}

/** The path of an address, without a slash at its end: `/api/v3`, or "". */
export function basePathOf(address: string): string {
  const path = address.replace(/^(?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]*/i, "").split(/[?#]/, 1)[0]!;
  const bare = trimSlashes(path.replace(/^\.?(?=\/|$)/, ""));
  return bare === "" || bare.startsWith("/") ? bare : `/${bare}`;
}

function trimSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === "/") end--;
  return path.slice(0, end);
}
