import { assembleChangelogs } from "../assemble/assemble.js";
import {
  linkVersions,
  readHistory,
  readVersion,
  recordsOf,
  syntaxOf,
  type ChangeRecord,
} from "../changelog/changelog.js";
import { isObject, type JsonObject } from "../data/data.js";
import { spanAt, type Located } from "../data/located.js";
import type { EventType } from "../events/events.js";
import { eventsOf, type SpecApi } from "../spec.js";
import { Components, type Component } from "./components.js";
import type { OutputContext, Printable } from "./context.js";
import { pagesOf } from "./pages.js";
import { plainValue } from "./plain.js";
import { placeIn, sourceOf, type SourcePlace } from "./source-of.js";
import { errorsOf } from "./spec-errors.js";
import { ApiData } from "./spec-operations.js";
import { SchemaWriter } from "./schema-writer.js";
import { Texts } from "./texts.js";
import { outObject, outOf, type Out, type OutObject } from "./tree.js";

/**
 * `spec.json`: all that a specification says, as plain data. Its form is described by `spec.schema.json`, whose version
 * goes up when something that was there is no more, or means something else.
 */
export function specDocument(cx: OutputContext, tell?: Written): Printable {
  const { spec, project, permalinks } = cx;
  const written: Written = (made, at) => {
    const place = permalinks.ofPart(at);
    if (place !== null && !made.has("x-permalink"))
      made.set("x-permalink", permalinks.address(place, ""));
    tell?.(made, at);
  };
  const components = new Components();
  const apis = spec.apis.map((api) => apiOf(api, components, cx, written));
  const events = eventsIn(components, cx, written);
  components.finish();
  const parts = components.ofKind("schemas");
  const value = outObject({
    format: "specpress-spec",
    version: specVersion,
    name: project.config.name,
    apis,
    schemas: new Map(parts.map((part) => [part, part.content])),
    schemaSources: new Map(parts.map((part) => [part, schemaSource(part, cx)])),
    events,
    errors: errorsOf(spec, cx.options.errorCodes, new Texts(project, permalinks, "rst", "")),
    changelogs: changelogsOf(cx),
    pages: pagesOf(cx),
  });
  return { value, naming: components.naming(() => "#/schemas/") };
}

/** What is to know where each schema of the document stands. */
type Written = (made: OutObject, at: Located) => void;

/** The same as a value that is not printed. `placeOf`: where a schema in it stands, by line. */
export function specValue(cx: OutputContext): {
  readonly spec: JsonObject;
  readonly placeOf: (object: object) => SourcePlace | undefined;
} {
  const written = new Map<OutObject, Located>();
  const document = specDocument(cx, (made, at) => void written.set(made, at));
  const places = new Map<object, Located>();
  const spec = plainValue(document, (object, from) => {
    const at = written.get(from);
    if (at) places.set(object, at);
  });
  const placeOf = (object: object) => {
    const at = places.get(object);
    return at && placeIn(at);
  };
  return { spec: isObject(spec) ? spec : {}, placeOf };
}

/** Of the form of the file. */
const specVersion = 1;

const target = { name: "spec.json", dialect: "openapi-3.1" } as const;

/** Where a schema stands, and the place of the site that shows it. */
function schemaSource({ at }: Component, { permalinks }: OutputContext): OutObject {
  const source = sourceOf(at);
  const place = at.pointer === "" ? permalinks.ofFile(at.file.source.path) : null;
  if (place) source.set("permalink", permalinks.address(place.place, ""));
  return source;
}

function writersFor(
  components: Components,
  format: "rst" | "markdown",
  { spec, project, permalinks, report }: OutputContext,
  written: Written,
) {
  const texts = new Texts(project, permalinks, format, "");
  const schemas = new SchemaWriter({
    components,
    registry: spec.registry,
    texts,
    target,
    lost: (at, what) => report("export-loses", spanAt(at, "key"), [what, target.name]),
    kind: "schemas",
    written,
  });
  return { texts, schemas };
}

function apiOf(
  api: SpecApi,
  components: Components,
  cx: OutputContext,
  written: Written,
): OutObject {
  const { config, name } = api.api;
  const { texts, schemas } = writersFor(components, config.descriptions ?? "rst", cx, written);
  for (const { document } of api.documents)
    for (const [title, schema] of document.schemas) schemas.named(schema, texts.plain(title));
  for (const { path, schema } of api.definitions)
    schemas.named(schema, path.replace(/\.(?:ya?ml|json)$/, "").replace(/^.*\//, ""));
  return new ApiData(name, api, { texts, schemas, cx }).write();
}

function eventsIn(
  components: Components,
  cx: OutputContext,
  written: Written,
): readonly OutObject[] {
  const format = cx.project.config.events?.descriptions ?? "rst";
  const { texts, schemas } = writersFor(components, format, cx, written);
  return eventsOf(cx.spec, cx.project).map((event) => eventOf(event, texts, schemas, cx));
}

function eventOf(
  event: EventType,
  texts: Texts,
  schemas: SchemaWriter,
  { permalinks }: OutputContext,
): OutObject {
  const { name, type, kind, variant, key, content, description, note, examples, schema, at } =
    event;
  const place = permalinks.ofFile(at.file.source.path)?.place;
  schemas.named(schema, name);
  return outObject({
    name,
    type: texts.plain(type),
    kind: kind ?? undefined,
    variant: variant === null ? undefined : texts.plain(variant),
    key: key?.name,
    content: content?.name,
    description: description ? texts.markdown(description.value, description.at) : undefined,
    note: note === null ? undefined : texts.markdown(note, at, "rst"),
    schema: new Map([["$ref", schemas.reference(schema)]]),
    examples: examples.map(({ value }) => outOf(value, texts.plain)),
    permalink: place === undefined ? undefined : texts.address(place),
    source: sourceOf({ file: at.file, pointer: "" }),
  });
}

/** All changes by API, pending ones first. */
function changelogsOf(cx: OutputContext): OutObject {
  const { project, permalinks } = cx;
  const texts = new Texts(project, permalinks, "rst", "");
  const pages = assembleChangelogs(project, () => {});
  const made: OutObject = new Map();
  for (const { api, manuscript, versions } of pages)
    made.set(
      api,
      versions.map(({ version, source }) => {
        const records = recordsOf(api, version);
        const at = { file: { source, value: null }, pointer: "" };
        const { path } = manuscript;
        return versionOf(records, version, ({ text, id }) => ({
          text: texts.markdown(text, at),
          // A list that its page shows as text has no places of its own.
          permalink: texts.address(`${path}#${permalinks.lacks(path, id) ? version.id : id}`),
        }));
      }),
    );
  for (const [api, files] of project.changelogs) {
    if (made.has(api) || !files.history || syntaxOf(files.historyPath) !== "markdown") continue;
    const { sections } = readHistory(files.history, files.settings);
    const versions = linkVersions(
      sections.map((section) => readVersion(section, files.settings, "markdown")),
    );
    made.set(
      api,
      versions.map((version) =>
        versionOf(recordsOf(api, version), version, ({ text }) => ({ text })),
      ),
    );
  }
  return made;
}

function versionOf(
  records: readonly ChangeRecord[],
  { version, date }: { readonly version: string; readonly date?: string },
  more: (record: ChangeRecord) => { readonly text: string; readonly permalink?: string },
): Out {
  return outObject({
    version,
    date,
    changes: records.map((record) =>
      outObject({
        type: record.type ?? undefined,
        section: record.section,
        heading: record.heading,
        ...more(record),
        issues: [...record.issues],
      }),
    ),
  });
}
