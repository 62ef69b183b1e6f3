import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { copyWith, isObject, numberText, ownValue, spanOf, type DataFile } from "../data/data.js";
import type { Api } from "./project.js";

/** Keys by which documents of an API say what they are written in, and what that is called. */
const versionKeys: readonly (readonly [key: string, name: string])[] = [
  ["swagger", "OpenAPI"],
  ["openapi", "OpenAPI"],
  ["swaggerVersion", "Swagger"],
  ["asyncapi", "AsyncAPI"],
];

/**
 * An API with its documents told apart by the version they are written in. Those of versions that are not read are each
 * reported where they name theirs, and count as unreadable from then on, so that nothing is made of what is not
 * understood. `asMeant`: one that can only mean another version is read as that. `files`: all files read so far.
 */
export function byVersion(
  api: Api,
  files: Map<string, DataFile>,
  asMeant: boolean,
  report: Report,
): Api {
  const parts = partsOf(api.documents);
  const all = api.documents
    .filter((file) => !parts.has(file))
    .map((file) => {
      const version = otherVersion(file);
      if (!version) return (asMeant && ofWrittenVersion(file, files, report)) || file;
      const { source } = file;
      report("openapi-version", spanOf({ source, pointer: `/${version.key}` }), [version.name]);
      const meant = asMeant ? ofMeantVersion(file) : null;
      const read: DataFile = meant ?? { source, value: null, isUnreadable: true };
      files.set(source.path, read);
      return read;
    });
  const newer = all.filter(isNewer);
  const documents = all.filter((file) => !newer.includes(file));
  const [unread] = documents.flatMap((file) => newerVersionIn(file) ?? []);
  return { ...api, documents, newer, ...(unread !== undefined && { unread }) };
}

/**
 * Files beside documents that are none: they name no version and have no paths, and a file of the folder refers to them.
 * What does not is a document that lacks its version.
 */
function partsOf(files: readonly DataFile[]): ReadonlySet<DataFile> {
  const candidates = files.filter(
    ({ value }) =>
      isObject(value) &&
      ![...versionKeys.map(([key]) => key), "paths", "info"].some((key) =>
        Object.hasOwn(value, key),
      ),
  );
  if (candidates.length === 0) return new Set();
  const referred = new Set(
    files.flatMap(({ source: { path, text } }) =>
      [...text.matchAll(/\$ref["']?\s*:\s*["']?([^\s"'#]+)/g)]
        .map(([, to]) => posix.join(posix.dirname(path), to!))
        .filter((to) => to !== path),
    ),
  );
  return new Set(candidates.filter(({ source }) => referred.has(source.path)));
}

/** Whether a document is written in OpenAPI 3.0, 3.1 or 3.2. */
function isNewer({ value }: Pick<DataFile, "value">): boolean {
  return isVersion3(isObject(value) ? ownValue(value, "openapi") : undefined);
}

function isVersion3(version: unknown): version is string {
  return typeof version === "string" && /^3\.[012](?:\.\d+)?(?:-[\w.]+)?$/.test(version);
}

/** `openapi: 3.1.0`, `  "openapi": "3.1.0"`: the version of OpenAPI 3 that a document names which cannot be read. */
function newerVersionIn({ source, isUnreadable }: DataFile): string | null {
  if (!isUnreadable) return null;
  const named = /^\{?[ \t]*["']?openapi["']?[ \t]*:[ \t]*["']?(?<version>[\w.-]+)/m;
  const version = named.exec(source.text)?.groups!["version"];
  return isVersion3(version) ? version : null;
}

const meant = new WeakMap<DataFile, DataFile | null>();

/** A document as if it named the version that it can only mean: `2`, `2.1`, `3.1` as a number, `3.7`. The same object for the same file. */
function ofMeantVersion(file: DataFile): DataFile | null {
  let known = meant.get(file);
  if (known === undefined) meant.set(file, (known = withMeantVersion(file)));
  return known;
}

function withMeantVersion(file: DataFile): DataFile | null {
  const { value } = file;
  if (!isObject(value)) return null;
  const key = ["swagger", "openapi"].find((each) => ownValue(value, each) !== undefined);
  const version = key === undefined ? "" : String(ownValue(value, key));
  if (key === "swagger" && /^2\b/.test(version))
    return { ...file, value: copyWith(value, new Map([[key, "2.0"]])) };
  if (key !== "openapi" || !/^3\b/.test(version)) return null;
  const isKnown = /^3\.[012]$/.test(version);
  return { ...file, value: copyWith(value, new Map([[key, isKnown ? `${version}.0` : "3.2.0"]])) };
}

/** What only documents of OpenAPI 2 have at their top, and what only those of OpenAPI 3. */
const ownKeys = {
  swagger:
    "basePath host schemes consumes produces definitions parameters responses securityDefinitions".split(
      " ",
    ),
  openapi: ["servers", "components", "webhooks", "jsonSchemaDialect"],
};

const written = new WeakMap<DataFile, DataFile>();

/** A document that names one version and has the fields of another, as if it named that, which is reported; `null` for others. */
function ofWrittenVersion(
  file: DataFile,
  files: Map<string, DataFile>,
  report: Report,
): DataFile | null {
  const { source, value } = file;
  if (!isObject(value)) return null;
  const has = (key: string) => Object.hasOwn(value, key);
  const isOf = (key: "swagger" | "openapi") => ownKeys[key].some(has);
  const [named, meant] = has("swagger")
    ? (["swagger", "openapi"] as const)
    : (["openapi", "swagger"] as const);
  if (!has(named) || !isOf(meant) || isOf(named)) return null;
  report("openapi-other-version", spanOf({ source, pointer: `/${named}` }), [named, meant]);
  let read = written.get(file);
  if (!read) {
    const version = meant === "swagger" ? "2.0" : has(meant) ? value[meant]! : "3.2.0";
    const { [named]: _, ...others } = copyWith(value, new Map([[meant, version]]));
    written.set(file, (read = { ...file, value: others }));
  }
  files.set(source.path, read);
  return read;
}

/** The version that a document names, if that is not the one that is read; `null` also where it names none. */
function otherVersion({ value }: DataFile): { readonly key: string; readonly name: string } | null {
  if (!isObject(value) || isNewer({ value }) || ownValue(value, "swagger") === "2.0") return null;
  const named = versionKeys.find(([key]) => ownValue(value, key) !== undefined);
  if (!named) return null;
  const [key, name] = named;
  const version = ownValue(value, key)!;
  const number = typeof version === "number" ? (numberText(value, key) ?? String(version)) : "";
  if ((key === "swagger" && version === 2) || (key === "openapi" && /^3(?:\.[012])?$/.test(number)))
    return { key, name: `${name} with the number ${number} as its version` };
  if (key === "openapi" && /^2(?:\.0)?$/.test(String(version)))
    return { key, name: `${name} 2.0 under the wrong key, "openapi"` };
  const isName = typeof version === "string" || typeof version === "number";
  return { key, name: isName ? `${name} ${version}` : `${name} of an unknown version` };
}
