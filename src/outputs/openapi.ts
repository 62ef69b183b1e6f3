import { openDocument, shapesFor, versionOf, type Version } from "../api/api.js";
import type { Operation } from "../api/model.js";
import type { Report } from "../base/diagnostics.js";
import { spanAt } from "../data/located.js";
import type { SpecApi, SpecDocument } from "../spec.js";
import { Components, type Component } from "./components.js";
import { DocumentWriter, type DocumentSettings } from "./document-writer.js";
import { FromOpenApi2 } from "./from-openapi2.js";
import { mergeDocuments, type Merged } from "./merge-documents.js";
import { apiVersion } from "../sections/sections.js";
import type { OutputContext, Printable } from "./context.js";
import type { WrittenOperation } from "./path-items.js";
import { SchemaWriter } from "./schema-writer.js";
import { serverOf } from "./servers.js";
import type { Lost, Target } from "./target.js";
import { Texts } from "./texts.js";
import { ToOpenApi2 } from "./to-openapi2.js";
import { outObject, type OutObject } from "./tree.js";

/** An API as one document of OpenAPI; `null` where it has no files. What the version that is asked for cannot say is reported. */
export function openApiDocument(
  api: SpecApi,
  { spec, project, permalinks, options, report }: OutputContext,
): Printable | null {
  const files = api.documents
    .filter(({ file }) => versionOf(file.value))
    .toSorted((one, other) => (one.file.source.path < other.file.source.path ? -1 : 1));
  if (files.length === 0) return null;
  const version = options.openapi ?? highest(files);
  const components = new Components();
  const texts = new Texts(project, permalinks, api.api.config.descriptions ?? "rst", up);
  const target = targetOf(version);
  const lost = telling(target, report);
  const schemas = new SchemaWriter({
    components,
    registry: spec.registry,
    texts,
    target,
    lost,
    kind: "schemas",
  });
  const documents = files.map((file) => {
    const settings = settingsOf(file, version, { components, texts, lost, schemas });
    return writerOf(settings).write();
  });
  for (const { path, schema } of api.definitions)
    schemas.named(schema, path.replace(/\.(?:ya?ml|json)$/, "").replace(/^.*\//, ""));
  const placeOf = ({ at, method, basePath, path }: Operation) =>
    permalinks.operation(at.file.source.path, method, texts.plain(`${basePath}${path}`));
  const linking: Linking = (place) => {
    const url = texts.address(place);
    // OpenAPI 2 has no relative addresses.
    return { url, isExternal: version !== "2.0" || /^[a-z]+:/i.test(url) };
  };
  const merged = mergeDocuments(documents, {
    texts,
    info: infoOf(api, apiVersion(api.api.config, project)),
    isOldest: version === "2.0",
    hasServer: options.server !== null,
    lost,
    complete: (written) => withPermalink(written, placeOf(written.operation)?.place, linking),
    orderOf: (operation) => placeOf(operation)?.order ?? Number.MAX_SAFE_INTEGER,
    twice: (at, first, name) =>
      report(
        "operation-twice",
        spanAt(at, "key"),
        [name],
        [{ span: spanAt(first, "key"), text: "the first one is here" }],
      ),
  });
  components.finish();
  const value = rootOf(merged, files, version, components, {
    texts,
    linking,
    options,
    page: pageOf(files, permalinks),
  });
  return { value, naming: components.naming((kind) => `#/${placeIn(kind, version)}/`) };
}

/** From the folder of such documents to that of the site. */
const up = "../";

function pageOf(
  files: readonly SpecDocument[],
  permalinks: OutputContext["permalinks"],
): string | null {
  for (const { file } of files) {
    const page = permalinks.pageOf(file.source.path);
    if (page !== null) return page;
  }
  return null;
}

const versions: readonly Version[] = ["2.0", "3.0", "3.1", "3.2"];

function highest(files: readonly SpecDocument[]): Version {
  const all = files.map(({ file }) => versions.indexOf(versionOf(file.value)!.version));
  return versions[Math.max(...all)]!;
}

function targetOf(version: Version): Target {
  const dialects = {
    "2.0": "openapi-2.0",
    "3.0": "openapi-3.0",
    "3.1": "openapi-3.1",
    "3.2": "openapi-3.1",
  } as const;
  return { name: `OpenAPI ${version}`, dialect: dialects[version] };
}

/** Reports what cannot be said, once for each place. */
function telling({ name }: Target, report: Report): Lost {
  const told = new Set<string>();
  return (at, what) => {
    const key = `${at.file.source.path}#${at.pointer} ${what}`;
    if (told.has(key)) return;
    told.add(key);
    report("export-loses", spanAt(at, "key"), [what, name]);
  };
}

function settingsOf(
  { file, document, access }: SpecDocument,
  version: Version,
  rest: Pick<DocumentSettings, "components" | "texts" | "lost" | "schemas">,
): DocumentSettings {
  return {
    document,
    opened: openDocument(file, access)!, // one of those that were read
    version,
    shapes: shapesFor(version),
    ...rest,
  };
}

function writerOf(settings: DocumentSettings): DocumentWriter {
  const isOld = settings.opened.version === "2.0";
  if (isOld === (settings.version === "2.0")) return new DocumentWriter(settings);
  return isOld ? new FromOpenApi2(settings) : new ToOpenApi2(settings);
}

function infoOf({ api: { config } }: SpecApi, version = ""): OutObject {
  return outObject({
    title: config.title,
    version,
    description: config.purpose === "" ? undefined : config.purpose,
  });
}

/** The operation with the address of its section, unless its author links it elsewhere. */
function withPermalink(
  { content }: WrittenOperation,
  place: string | undefined,
  linking: Linking,
): OutObject {
  if (place === undefined) return content;
  const made: OutObject = new Map(content);
  addLink(made, linking(place));
  return made;
}

/** The address of a place of the site, and whether `externalDocs` may have it. */
type Linking = (place: string) => { readonly url: string; readonly isExternal: boolean };

function addLink(made: OutObject, { url, isExternal }: ReturnType<Linking>): void {
  if (made.has("externalDocs") || !isExternal) made.set("x-permalink", url);
  else made.set("externalDocs", new Map([["url", url]]));
}

interface Around {
  readonly texts: Texts;
  readonly linking: Linking;
  readonly options: OutputContext["options"];
  readonly page: string | null;
}

function rootOf(
  merged: Merged,
  files: readonly SpecDocument[],
  version: Version,
  components: Components,
  { texts, linking, options, page }: Around,
): OutObject {
  const { fields } = merged;
  const root: OutObject = new Map();
  if (version === "2.0") root.set("swagger", "2.0");
  else root.set("openapi", writtenVersion(files, version));
  root.set("info", fields.get("info") ?? new Map());
  if (version === "2.0") addHost(root, merged, texts, options.server);
  else addServers(root, merged, texts, options.server);
  for (const [key, value] of fields)
    if (key !== "info" && (key !== "jsonSchemaDialect" || isNewer(version))) root.set(key, value);
  if (page !== null) addLink(root, linking(page));
  if (merged.security !== undefined) root.set("security", merged.security);
  root.set("paths", new Map([...merged.ofPaths, ...merged.paths]));
  if (merged.webhooks.size > 0)
    root.set(isNewer(version) ? "webhooks" : "x-webhooks", merged.webhooks);
  addParts(root, merged.ofParts, components, version);
  return root;
}

/** Whether a version has webhooks, and dialects of schemas. */
function isNewer(version: Version): boolean {
  return version === "3.1" || version === "3.2";
}

/** As the newest of the files says, or the last of the version that is asked for. */
function writtenVersion(files: readonly SpecDocument[], version: Version): string {
  const written = files
    .map(({ file }) => versionOf(file.value)!)
    .filter((each) => each.version === version)
    .map((each) => each.written)
    .filter((text) => /^\d+\.\d+\.\d+$/.test(text))
    .sort();
  return (
    written.at(-1) ?? { "2.0": "2.0", "3.0": "3.0.3", "3.1": "3.1.0", "3.2": "3.2.0" }[version]
  );
}

function addServers(root: OutObject, merged: Merged, texts: Texts, given: string | null): void {
  const own = merged.servers.map((server) => serverOf(server, texts));
  const base = merged.servers[0] ? texts.plain(merged.servers[0].basePath) : "";
  const servers =
    given !== null
      ? [outObject({ url: bare(given) + base || "/" })]
      : own.length > 0
        ? own
        : merged.origins;
  const isUsual =
    servers.length === 0 ||
    (servers.length === 1 && servers[0]!.size === 1 && servers[0]!.get("url") === "/");
  if (!isUsual) root.set("servers", servers);
}

function bare(url: string): string {
  return url.replace(/\/+$/, "");
}

/** Host, schemes and base path of OpenAPI 2. */
function addHost(root: OutObject, merged: Merged, texts: Texts, given: string | null): void {
  const written =
    merged.servers.length > 0
      ? merged.servers.map((server) => texts.plain(server.address))
      : merged.origins.map((server) => String(server.get("url")));
  const base = merged.servers[0] ? texts.plain(merged.servers[0].basePath) : "";
  const addresses = (given === null ? written : [bare(given) + base]).map(partsOf);
  const [first] = addresses;
  if (!first) return;
  const { host, path } = first;
  if (host !== "" && !host.includes("{")) root.set("host", host);
  if (path !== "") root.set("basePath", path);
  const schemes = addresses.filter((each) => each.host === host).map(({ scheme }) => scheme);
  const known = [...new Set(schemes)].filter((scheme) => /^(?:https?|wss?)$/.test(scheme));
  if (known.length > 0) root.set("schemes", known);
}

function partsOf(address: string) {
  const {
    scheme = "",
    host = "",
    path = "",
  } = /^(?:(?<scheme>[^:/]*):)?(?:\/\/(?<host>[^/]*))?(?<path>.*)$/s.exec(address)?.groups ?? {};
  return { scheme, host, path: path === "/" ? "" : bare(path) };
}

const kinds = [
  "schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links", "callbacks",
] as const; // prettier-ignore

function placeIn(kind: string, version: Version): string {
  if (version !== "2.0") return `components/${kind}`;
  return { schemas: "definitions", securitySchemes: "securityDefinitions" }[kind] ?? kind;
}

function addParts(
  root: OutObject,
  extensions: OutObject,
  components: Components,
  version: Version,
): void {
  const holder: OutObject = version === "2.0" ? root : new Map();
  for (const [key, value] of extensions) if (!holder.has(key)) holder.set(key, value);
  for (const kind of kinds) {
    const parts = components.ofKind(kind);
    const name = placeIn(kind, version).replace(/^components\//, "");
    if (parts.length > 0) holder.set(name, namedParts(parts));
  }
  if (version !== "2.0" && holder.size > 0) root.set("components", holder);
}

function namedParts(parts: readonly Component[]): OutObject {
  return new Map(parts.map((part) => [part, part.content]));
}
