import type { Report } from "../base/diagnostics.js";
import { isObject, joinPointer, keysOf, ownValue, spanOf, type DataFile } from "../data/data.js";
import { isRefused } from "../files/files.js";
import type { Format, ProjectConfig } from "./project.js";
import type { Reader } from "./reader.js";

/**
 * Where formats are described, by name: what the settings say, or the file they name, a map of names to `title` and `url`.
 * What of it says no address is reported.
 */
export function readFormats(
  { formats }: ProjectConfig,
  configFile: DataFile,
  reader: Reader,
  report: Report,
): ReadonlyMap<string, Format> {
  if (isNamed(formats))
    return new Map(
      Object.keys(formats).map((name) => {
        const at = { file: configFile, pointer: joinPointer("/formats", name) };
        return [name, { title: name, url: formats[name]!, at }];
      }),
    );
  const files = [formats].flat().map((path) => reader.data(path));
  // `checkNames` has reported what is not there and must be.
  return new Map(files.flatMap((file) => (isRefused(file) ? [] : formatsIn(file, report))));
}

function isNamed(
  formats: ProjectConfig["formats"],
): formats is { readonly [name: string]: string } {
  return typeof formats !== "string" && !Array.isArray(formats);
}

function formatsIn(file: DataFile, report: Report): readonly (readonly [string, Format])[] {
  const { value, source } = file;
  const say = (pointer: string, what: string) =>
    report("formats-file", spanOf({ source, pointer }), [what]);
  if (!isObject(value)) {
    say("", "The file must be a map of formats, each with a title and a url");
    return [];
  }
  return keysOf(value).flatMap((name): (readonly [string, Format])[] => {
    const given = value[name]!;
    const pointer = joinPointer("", name);
    const url = isObject(given) ? ownValue(given, "url") : given;
    const title = isObject(given) ? (ownValue(given, "title") ?? name) : name;
    if (typeof url === "string" && url !== "" && typeof title === "string" && title !== "")
      return [
        [name, { title, url, at: { file, pointer: isObject(given) ? `${pointer}/url` : pointer } }],
      ];
    say(pointer, `The format "${name}" needs a url, and its title must be a string`);
    return [];
  });
}
