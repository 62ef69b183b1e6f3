import type { Report } from "../base/diagnostics.js";
import { wholeFile } from "../base/source.js";
import type { DataFile } from "../data/data.js";
import type { Api, ApiConfig } from "./project.js";
import type { Reader } from "./reader.js";
import { isRefused } from "../files/files.js";

const dataName = /\.(?:ya?ml|json)$/;

/** One API: the documents in its folder and the schemas under `definitions/`. Of files that differ only in their extension the first is read. */
export function readApi(name: string, config: ApiConfig, reader: Reader, report: Report): Api {
  const folder = config.openapi;
  if (folder === "") return { name, config, documents: [], newer: [], definitions: [] };
  const below = `${folder}/definitions`;
  const documents = reader.filesIn(folder).filter((path) => dataName.test(path));
  const definitions = reader.deepFilesIn(below, false).filter((path) => dataName.test(path));
  return {
    name,
    config,
    documents: readAll(documents, folder, "API file", reader, report).map(({ file }) => file),
    newer: [],
    definitions: readAll(definitions, below, "definition", reader, report),
  };
}

function readAll(
  paths: readonly string[],
  folder: string,
  kind: string,
  reader: Reader,
  report: Report,
): { readonly path: string; readonly file: DataFile }[] {
  const byName = new Map<string, string>();
  return paths.flatMap((path) => {
    const name = path.replace(dataName, "");
    const other = byName.get(name);
    if (other !== undefined) {
      reportSame(kind, name, `${folder}/${other}`, `${folder}/${path}`, reader, report);
      return [];
    }
    byName.set(name, path);
    const file = reader.data(`${folder}/${path}`);
    return isRefused(file) ? [] : [{ path, file }];
  });
}

function reportSame(
  kind: string,
  name: string,
  first: string,
  second: string,
  reader: Reader,
  report: Report,
): void {
  const sourceOf = (path: string) => {
    const source = reader.text(path);
    return wholeFile(isRefused(source) ? { path, text: "" } : source);
  };
  const notes = [{ span: sourceOf(first), text: "the other one is here" }];
  report("same-name", sourceOf(second), [kind, name, first, second], notes);
}
