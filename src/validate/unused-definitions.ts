import {
  isObject,
  joinPointer,
  keysOf,
  ownValue,
  parsePointer,
  pointerOfFragment,
  type DataFile,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { isOpenApi } from "../schema/dialects.js";
import type { Cx } from "./cx.js";

/** Where a file of JSON Schema keeps what its other parts refer to. OpenAPI documents have a rule of their own. */
const sections = ["definitions", "$defs"] as const;

/** Notes what stands in a file of JSON Schema only to be referred to, and is not. */
export function checkUnusedDefinitions(cx: Cx): void {
  const files = [...cx.project.files.values()].filter((file) => sectionsOf(file).length > 0);
  if (files.length === 0) return;
  const used = usedDefinitions(cx.project.files.values(), cx);
  for (const file of files)
    for (const [section, holder] of sectionsOf(file))
      for (const name of keysOf(holder))
        if (!name.startsWith("x-") && !used.has(`${file.source.path}\n${section}\n${name}`))
          cx.report(
            "unused-definition",
            { file, pointer: joinPointer("", section, name) },
            [name, section],
            { of: "key" },
          );
}

function sectionsOf({ value }: DataFile): readonly (readonly [string, JsonObject])[] {
  if (!isObject(value) || isOpenApi(value)) return [];
  return sections.flatMap((name) => {
    const section = ownValue(value, name);
    // What is shared with other files is used by some and not by others.
    const isOwn = isObject(section) && ownValue(section, "$ref") === undefined;
    return isOwn ? [[name, section] as const] : [];
  });
}

/** `path`, section and name of everything that some `$ref` names, or a part of it. */
function usedDefinitions(files: Iterable<DataFile>, { registry }: Cx): ReadonlySet<string> {
  const used = new Set<string>();
  const use = (path: string, pointer: string | null): boolean => {
    const [section, name] = (pointer && parsePointer(pointer)) || [];
    if (name !== undefined) used.add(`${path}\n${section}\n${name}`);
    return name !== undefined;
  };
  for (const file of files)
    visit(file.value, (object) => {
      for (const key of ["$ref", "$dynamicRef"]) {
        const ref = ownValue(object, key);
        if (typeof ref !== "string") continue;
        const { path: own } = file.source;
        const [path = "", fragment] = ref.split(/#(.*)/s);
        const pointer = fragment === undefined ? null : pointerOfFragment(fragment);
        if (use(path === "" ? own : beside(own, decoded(path)), pointer)) continue;
        // The name that a schema gives itself.
        const target = registry.find(ref, { file, pointer: "" });
        if (target) use(target.file.source.path, target.pointer);
      }
    });
  return used;
}

function visit(value: Json, look: (object: JsonObject) => void): void {
  const seen = new Set<object>();
  const queue: Json[] = [value];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (typeof at !== "object" || at === null || seen.has(at)) continue;
    seen.add(at);
    if (isObject(at)) look(at);
    for (const child of Object.values(at)) queue.push(child as Json);
  }
}

function decoded(path: string): string {
  return pointerOfFragment(path) ?? path;
}

/** The path that a reference names from a file. */
function beside(path: string, reference: string): string {
  const parts = path.split("/").slice(0, -1);
  for (const part of reference.split("/"))
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  return parts.join("/");
}
