import type { DataFile } from "../data/data.js";
import type { Api, ApiConfig } from "./project.js";
import type { Reader } from "./reader.js";
import { isRefused } from "./tree.js";

const dataName = /\.(?:ya?ml|json)$/;

/** One API: the documents in its folder and the schemas under `definitions/`. */
export function readApi(name: string, config: ApiConfig, reader: Reader): Api {
  const folder = config.openapi;
  if (folder === "") return { name, config, documents: [], definitions: [] };
  const documents = reader.tree
    .files(folder)
    .filter((file) => dataName.test(file))
    .flatMap((file) => read(`${folder}/${file}`, reader));
  const definitions = reader.tree
    .deepFiles(`${folder}/definitions`, false)
    .filter((path) => dataName.test(path))
    .flatMap((path) =>
      read(`${folder}/definitions/${path}`, reader).map((file) => ({ path, file })),
    );
  return { name, config, documents, definitions };
}

function read(path: string, reader: Reader): DataFile[] {
  const file = reader.data(path);
  return isRefused(file) ? [] : [file];
}
