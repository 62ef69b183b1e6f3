import type { Report } from "../base/diagnostics.js";
import { labelsIn } from "../base/labels.js";
import { nearest } from "../base/text.js";
import {
  isArray,
  isObject,
  joinPointer,
  ownValue,
  spanInText,
  spanOf,
  type Json,
  type JsonObject,
} from "../data/data.js";
import type { Api } from "./project.js";

/** Reports labels that are not defined in what addresses are made of: once, not at each operation that a page shows. */
export function checkAddressLabels(
  apis: readonly Api[],
  labels: ReadonlyMap<string, string>,
  report: Report,
): void {
  for (const { documents, newer } of apis)
    for (const { source, value } of [...documents, ...newer])
      for (const { text, pointer, isKey } of partsOf(value)) {
        for (const name of new Set(labelsIn(text))) {
          if (labels.has(name)) continue;
          const start = text.indexOf(`%${name}%`);
          const span = isKey
            ? spanOf({ source, pointer }, "key")
            : spanInText({ source, pointer }, start, start + name.length + 2);
          report("undefined-path-label", span, [name, ...nearest(name, labels.keys())]);
        }
      }
}

interface Part {
  readonly text: string;
  readonly pointer: string;
  /** Whether the text is the key there, not the value. */
  readonly isKey?: boolean;
}

/** The host, the base path, the servers and the paths of a document. */
function partsOf(document: Json): readonly Part[] {
  if (!isObject(document)) return [];
  const paths = ownValue(document, "paths");
  const items = isObject(paths) ? Object.entries(paths) : [];
  const values = [
    ...["host", "basePath"].map((key) => [ownValue(document, key), `/${key}`] as const),
    ...serversIn(document, ""),
    ...items.flatMap(([path, item]) => serversOfItem(item, joinPointer("/paths", path))),
  ];
  return [
    ...values.flatMap(([text, pointer]) => (typeof text === "string" ? [{ text, pointer }] : [])),
    ...items
      .filter(([text]) => text.includes("%"))
      .map(([text]) => ({ text, pointer: joinPointer("/paths", text), isKey: true })),
  ];
}

type Value = readonly [value: Json | undefined, pointer: string];

/** The servers of a path and those of its operations. */
function serversOfItem(item: Json | undefined, pointer: string): readonly Value[] {
  if (!isObject(item)) return [];
  const operations = Object.keys(item).flatMap((key) => {
    const operation = ownValue(item, key);
    return isObject(operation) ? serversIn(operation, joinPointer(pointer, key)) : [];
  });
  return [...serversIn(item, pointer), ...operations];
}

/** The addresses of the servers that something names. */
function serversIn(value: JsonObject, pointer: string): readonly Value[] {
  const servers = ownValue(value, "servers");
  if (!isArray(servers)) return [];
  return servers.map((server, index) => [
    isObject(server) ? ownValue(server, "url") : undefined,
    joinPointer(pointer, "servers", index, "url"),
  ]);
}
