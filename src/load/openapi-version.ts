import type { Report } from "../base/diagnostics.js";
import { isObject, numberText, ownValue, spanOf, type DataFile } from "../data/data.js";
import type { Api } from "./project.js";

/** Keys by which documents of an API say what they are written in, and what that is called. */
const versionKeys: readonly (readonly [key: string, name: string])[] = [
  ["swagger", "OpenAPI"],
  ["openapi", "OpenAPI"],
  ["swaggerVersion", "Swagger"],
  ["asyncapi", "AsyncAPI"],
];

/**
 * An API without what documents of other versions than OpenAPI 2.0 say: each is reported where it names its version and
 * counts as unreadable from then on, so that nothing is made of what is not understood. `files`: all files read so far.
 */
export function withoutOtherVersions(api: Api, files: Map<string, DataFile>, report: Report): Api {
  const documents = api.documents.map((file) => {
    const version = otherVersion(file);
    if (!version) return file;
    const { source } = file;
    report("openapi-version", spanOf({ source, pointer: `/${version.key}` }), [version.name]);
    const unreadable: DataFile = { source, value: null, isUnreadable: true };
    files.set(source.path, unreadable);
    return unreadable;
  });
  return { ...api, documents };
}

/** The version that a document names, if that is not the one that is read; `null` also where it names none. */
function otherVersion({ value }: DataFile): { readonly key: string; readonly name: string } | null {
  if (!isObject(value) || ownValue(value, "swagger") === "2.0") return null;
  const named = versionKeys.find(([key]) => ownValue(value, key) !== undefined);
  if (!named) return null;
  const [key, name] = named;
  const version = ownValue(value, key)!;
  if (version === 2 && key === "swagger")
    return { key, name: `${name} with the number ${numberText(value, key) ?? "2"} as its version` };
  const isName = typeof version === "string" || typeof version === "number";
  return { key, name: isName ? `${name} ${version}` : `${name} of an unknown version` };
}
