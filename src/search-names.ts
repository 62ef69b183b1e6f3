import { isObject } from "./data/data.js";
import { withLabels } from "./base/labels.js";
import type { Project } from "./load/project.js";
import type { SearchedOperation, SearchNames } from "./site/search-entries.js";
import type { Spec } from "./spec.js";

/** What search calls the things that sections of pages show: operations by file, method and address, events and types by file. */
export function searchNames(spec: Spec, project: Project): SearchNames {
  const operations = new Map<string, SearchedOperation>();
  const labelled = (text: string) => withLabels(text, project.labels);
  for (const { documents } of spec.apis)
    for (const { file, document } of documents)
      for (const { method, path, basePath, operationId, deprecated } of document.operations) {
        const address = labelled(basePath + path);
        const paths = [...new Set([labelled(path), address])];
        operations.set(`${file.source.path} ${method} ${address}`, {
          method,
          paths,
          operationId,
          deprecated,
        });
      }
  const kinds = new Map<
    string,
    { readonly kind: "event" | "type"; readonly deprecated: boolean }
  >();
  for (const { definitions } of project.apis)
    for (const { file } of definitions)
      kinds.set(file.source.path, { kind: "type", deprecated: isDeprecated(file.value) });
  for (const { source, value } of project.events?.schemas.values() ?? [])
    kinds.set(source.path, { kind: "event", deprecated: isDeprecated(value) });
  return {
    operation: (file, title) => operations.get(`${file} ${title}`) ?? null,
    kindOf: (file) => kinds.get(file) ?? null,
    errorCodes: project.config.outputs["error-codes"],
  };
}

function isDeprecated(schema: unknown): boolean {
  return (
    isObject(schema as never) && (schema as { readonly deprecated?: unknown }).deprecated === true
  );
}
