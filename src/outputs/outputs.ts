import { isFileName } from "../base/safe-path.js";
import type { Project } from "../load/project.js";
import type { OutputContext, OutputOptions, Printable } from "./context.js";
import { eventsDocument, eventDocuments } from "./events.js";
import { openApiDocument } from "./openapi.js";
import { specDocument } from "./spec-json.js";
import { jsonFile } from "./tree.js";
import { yamlFile } from "./yaml-file.js";

/**
 * What a specification says as files for programs: OpenAPI documents, the whole as plain data, events as JSON Schema.
 * In come the `Spec` and the places of its things on the pages, out come texts by path. The same input gives the same bytes.
 */

export { Permalinks } from "./permalinks.js";
export { viewerFiles } from "./viewer.js";
export { specValue } from "./spec-json.js";
export type { OutputContext, OutputOptions } from "./context.js";

/** The kinds of files. */
const outputNames = ["openapi", "json", "events"] as const;
export type OutputName = (typeof outputNames)[number];

const makers: Readonly<
  Record<OutputName, (cx: OutputContext) => Iterable<readonly [string, string]>>
> = {
  *openapi(cx) {
    for (const api of cx.spec.apis) {
      if (!isFileName(api.api.name)) continue;
      const document = openApiDocument(api, cx);
      if (document) yield [openApiPath(api.api.name, cx.options), printed(document, cx.options)];
    }
  },
  *json(cx) {
    yield ["spec.json", printed(specDocument(cx), { format: "json" })];
  },
  *events(cx) {
    if (!cx.project.events) return;
    yield ["events.json", printed(eventsDocument(cx), { format: "json" })];
    const taken = new Set<string>();
    for (const [name, document] of eventDocuments(cx))
      yield [`events/${apart(name, taken)}.json`, printed(document, { format: "json" })];
  },
};

/** The files of some kinds, by path below the folder of the site. */
export function outputFiles(
  names: readonly OutputName[],
  cx: OutputContext,
): ReadonlyMap<string, string> {
  return new Map(
    outputNames.filter((name) => names.includes(name)).flatMap((name) => [...makers[name](cx)]),
  );
}

/** What the settings of a project say of them. */
export function optionsOf({ config: { outputs } }: Project): OutputOptions {
  return {
    openapi: outputs.openapi,
    format: outputs.format,
    server: outputs.server,
    errorCodes: outputs["error-codes"],
  };
}

/** `openapi/client_server.json` */
function openApiPath(api: string, { format }: Pick<OutputOptions, "format">): string {
  return `openapi/${api}.${format}`;
}

/** The name of a file that no disk takes for one that is taken: for many, `m.A` is `m.a`. */
function apart(name: string, taken: Set<string>): string {
  const identity = (each: string) => each.normalize("NFC").toLowerCase();
  let own = name;
  for (let count = 2; taken.has(identity(own)); count++) own = `${name}-${count}`;
  taken.add(identity(own));
  return own;
}

function printed({ value, naming }: Printable, { format }: Pick<OutputOptions, "format">): string {
  return format === "yaml" ? yamlFile(value, naming) : jsonFile(value, naming);
}
