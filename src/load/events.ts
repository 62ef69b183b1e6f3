import type { Report } from "../base/diagnostics.js";
import { wholeFile } from "../base/source.js";
import { isArray, isObject, joinPointer, lookUp, type DataFile } from "../data/data.js";
import type { Events, EventsConfig } from "./project.js";
import type { Reader } from "./reader.js";
import { isRefused } from "../files/files.js";
import { isCopy } from "./unread.js";

const extension = /\.(?:ya?ml|json)$/;

/**
 * The event schemas and their examples, by event name: the file's name, without an extension that says YAML or JSON. A
 * schema with such an extension may also be a part that events share; it is an event if it says which type it has, or if
 * there is an example of it and the settings do not name it as such a part.
 */
export function readEvents(config: EventsConfig, reader: Reader, report: Report): Events {
  const examples = readFolder(config.examples, "example", reader, () => true, report);
  const parts = new Set([...Object.keys(config.kinds), ...Object.values(config.common)]);
  const isEvent = (name: string, file: DataFile) =>
    !extension.test(name) ||
    (examples.has(name.replace(extension, "")) && !parts.has(name)) ||
    namesItsType(file, config.envelope.type);
  const schemas = readFolder(config.schemas, "event", reader, isEvent, report);
  return { config, schemas, examples };
}

function readFolder(
  folder: string,
  kind: string,
  reader: Reader,
  isWanted: (name: string, file: DataFile) => boolean,
  report: Report,
): Map<string, DataFile> {
  const files = new Map<string, DataFile>();
  if (folder === "") return files;
  const names = new Set(reader.filesIn(folder));
  for (const fileName of names) {
    if (isCopy(fileName, (name) => names.has(name))) continue;
    const file = reader.data(`${folder}/${fileName}`);
    if (isRefused(file) || !isWanted(fileName, file)) continue;
    const name = fileName.replace(extension, "");
    const other = files.get(name)?.source;
    if (other) {
      const notes = [{ span: wholeFile(other), text: "the other one is here" }];
      report(
        "same-name",
        wholeFile(file.source),
        [kind, name, other.path, file.source.path],
        notes,
      );
    } else files.set(name, file);
  }
  return files;
}

/** Whether a schema says itself which type it has, or a part of it does. */
function namesItsType({ value }: DataFile, property: string): boolean {
  const parts = lookUp(value, "/allOf");
  return [value, ...(isArray(parts) ? parts : [])].some((part) => {
    const type = lookUp(part, joinPointer("/properties", property));
    return isObject(type) && (isArray(type["enum"]) || typeof type["const"] === "string");
  });
}
