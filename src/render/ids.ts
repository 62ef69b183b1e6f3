import { githubId } from "../markdown/markdown.js";
import type { IdsConfig } from "../load/project.js";
import type { Making } from "./page.js";

/** Ids that the project's settings say how to make: `ids`. */

/** A template of the settings with its `{names}` filled in, each as headings of Markdown get their ids. */
export function filled(
  { ids }: Making,
  template: keyof IdsConfig,
  parts: { readonly [name: string]: string },
): string {
  const all = ids?.[template] ?? "";
  return all.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(parts, name) ? (isId.has(name) ? parts[name]! : githubId(parts[name]!)) : whole,
  );
}

/** What is made by another template. */
const isId: ReadonlySet<string> = new Set(["base", "operation"]);

/** The id of an operation, behind the prefix of the place where it is shown. */
export function operationId(
  making: Making,
  method: string,
  address: string,
  prefix: string,
): string {
  const id = filled(making, "operation", { method, address });
  return prefix === "" ? id : `${prefix}_${id}`;
}

/** An id of the page, which is settled when all of the page is there. */
export function claim(making: Making, id: string): string {
  return making.page.anchors.claimExactly(making.cx.names, id);
}

/** The id of the table of a type. `base`: what its request, response, event or definition is called. */
export function schemaId(making: Making, base: string, title: string): string {
  return claim(making, filled(making, "table", { base, title }));
}
