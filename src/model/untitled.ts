import { isArray, parsePointer, step, type Json } from "../data/data.js";
import { stepBelow, type Located } from "../data/located.js";
import type { Author } from "./author.js";

/** What a schema without title is called. */
export interface UntitledName {
  readonly name: string;
  /** It is a definition or a file: its key or path is a name that the author gave it. */
  readonly isDefinition: boolean;
}

/** How the name goes on below a keyword that has several schemas under it, given the key or index of one of them. */
const several: ReadonlyMap<string, (name: string, key: string, all: Json | undefined) => string> =
  new Map([
    ["properties", property],
    ["patternProperties", property],
    ["allOf", (name) => name],
    ["oneOf", option],
    ["anyOf", option],
    ["items", (name, index) => `${name}[${index}]`],
    ["prefixItems", (name, index) => `${name}[${index}]`],
    // In OpenAPI 3 "schemas" stands below "components".
    ...["definitions", "$defs", "schemas"].map(
      (keyword) => [keyword, (_name: string, key: string) => key] as const,
    ),
  ]);

function property(name: string, key: string): string {
  return name === "" ? key : `${name}.${key}`;
}

function option(name: string, index: string, all: Json | undefined): string {
  const isOnly = isArray(all) && all.length < 2;
  return isOnly ? name : `${name} (${Number(index) + 1})`;
}

/**
 * The name of a schema by the place where it stands: the key of a definition, else its path below the nearest schema
 * that has a name: `Room.owner`, `Room.users[]` for an item, `Room.byId{}` for the values of a map.
 */
export function nameOfUntitled({ file, pointer }: Located, author: Author): UntitledName {
  const keys = parsePointer(pointer) ?? [];
  const { path } = file.source;
  if (keys.length === 0)
    return {
      name: path.slice(path.lastIndexOf("/") + 1).replace(/\.(?:ya?ml|json)$/, ""),
      isDefinition: true,
    };
  let value: Json | undefined = file.value;
  let place: Located = { file, pointer: "" };
  let name = titleOf(value, place, author);
  let at = 0;
  let keyword = "";
  while (at < keys.length) {
    keyword = keys[at]!;
    const below: Json | undefined = value && step(value, keyword);
    const key = keys[at + 1];
    const join = keyword === "items" && !isArray(below) ? undefined : several.get(keyword);
    if (join && key !== undefined) {
      name = join(name, key, below);
      value = below && step(below, key);
      place = stepBelow(stepBelow(place, keyword), key);
      at += 2;
    } else {
      name = suffixed(name, keyword);
      value = below;
      place = stepBelow(place, keyword);
      at++;
    }
    if (at < keys.length) name = titleOf(value, place, author) || name;
  }
  const isDefinition = keys.length > 1 && isDefinitions(keys.at(-2)!);
  return { name: name || keys.at(-1)!, isDefinition };
}

function isDefinitions(keyword: string): boolean {
  return keyword === "definitions" || keyword === "$defs" || keyword === "schemas";
}

/** What is neither a schema's nor below one, such as the paths of an API, leads to no name. */
function suffixed(name: string, keyword: string): string {
  if (keyword === "items") return `${name}[]`;
  return keyword === "additionalProperties" ? `${name}{}` : "";
}

/** The title of a schema, if it is a name rather than a sentence. */
function titleOf(value: Json | undefined, at: Located, { references }: Author): string {
  const said = { value: value ?? null, at, holder: [], key: 0, via: null };
  const title = references.fieldsOf(said)?.get("title")?.value;
  return typeof title === "string" && !/[.!?]\s*$/.test(title) ? title : "";
}
