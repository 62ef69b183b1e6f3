import { isArray, isObject, lookUp, type DataFile } from "../data/data.js";
import type { Events, EventsConfig } from "./project.js";
import type { Reader } from "./reader.js";
import { isRefused } from "./tree.js";

const extension = /\.(?:ya?ml|json)$/;

/**
 * The event schemas and their examples, by event name: the file's name, without an extension that says YAML or JSON. A
 * schema with such an extension may also be a part that events share; it is an event if it says which type it has.
 */
export function readEvents(config: EventsConfig, reader: Reader): Events {
  const schemas = readFolder(
    config.schemas,
    reader,
    (name, file) => !extension.test(name) || namesItsType(file),
  );
  return { config, schemas, examples: readFolder(config.examples, reader, () => true) };
}

function readFolder(
  folder: string,
  reader: Reader,
  isWanted: (name: string, file: DataFile) => boolean,
): Map<string, DataFile> {
  const files = new Map<string, DataFile>();
  if (folder === "") return files;
  for (const name of reader.tree.files(folder)) {
    const file = reader.data(`${folder}/${name}`);
    if (!isRefused(file) && isWanted(name, file)) files.set(name.replace(extension, ""), file);
  }
  return files;
}

function namesItsType({ value }: DataFile): boolean {
  const type = lookUp(value, "/properties/type");
  return isObject(type) && (isArray(type["enum"]) || typeof type["const"] === "string");
}
