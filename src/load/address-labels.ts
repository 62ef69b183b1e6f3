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
  const servers = ownValue(document, "servers");
  const paths = ownValue(document, "paths");
  const values: readonly (readonly [Json | undefined, string])[] = [
    [ownValue(document, "host"), "/host"],
    [ownValue(document, "basePath"), "/basePath"],
    ...(isArray(servers) ? servers : []).map(
      (server, index) =>
        [
          isObject(server) ? ownValue(server, "url") : undefined,
          joinPointer("/servers", String(index), "url"),
        ] as const,
    ),
  ];
  return [
    ...values.flatMap(([text, pointer]) => (typeof text === "string" ? [{ text, pointer }] : [])),
    ...(isObject(paths) ? Object.keys(paths) : [])
      .filter((text) => text.includes("%"))
      .map((text) => ({ text, pointer: joinPointer("/paths", text), isKey: true })),
  ];
}
