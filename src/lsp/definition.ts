import { posix } from "node:path";
import type { Location } from "vscode-languageserver-protocol";
import { joinPointer, lookUp, pointerAt } from "../data/data.js";
import {
  lineLocation,
  locationsOf,
  placeOfPointer,
  resolve,
  spanOfTarget,
  targetOfRef,
} from "./resolve.js";
import type { Shortcode } from "./facts.js";
import { fileNamed, settingsWith } from "./shortcode-values.js";
import { thingAt, type Thing } from "./thing-at.js";
import type { Workspace } from "./workspace.js";

const settings = "specpress.yaml";

/** Where what stands at a place is written: a variable's YAML, a target, what a `$ref` names, a file. */
export function definitionAt(workspace: Workspace, path: string, offset: number): Location[] {
  const thing = thingAt(workspace, path, offset);
  switch (thing?.kind) {
    case "variable": {
      const at = workspace.facts?.variables.find(({ name }) => name === thing.name)?.at;
      return listed(at && placeOfPointer(workspace, at.path, at.pointer));
    }
    case "label":
      return listed(placeOfPointer(workspace, settings, joinPointer("/labels", thing.name)));
    case "shortcode": {
      const shortcode = workspace.facts?.shortcodes.find(({ name }) => name === thing.name);
      if (!shortcode) return [];
      const template = shortcode.template && lineLocation(workspace, shortcode.template, 0);
      const place = placeOfPointer(workspace, settings, joinPointer("/shortcodes", thing.name));
      return [...listed(template), ...listed(place)];
    }
    case "parameter": {
      const shortcode = workspace.facts?.shortcodes.find(({ name }) => name === thing.call.name);
      const named = shortcode && filesOf(workspace, path, shortcode, thing);
      return (named ?? []).map((file) => lineLocation(workspace, file, 0));
    }
    case "reference": {
      const target = targetOfRef(workspace, path, thing.ref);
      return target ? [workspace.location(spanOfTarget(target))] : [];
    }
    case "use":
      return locationsOf(workspace, resolve(workspace, path, thing.use));
    case "name":
      return [workspace.location(thing.span)];
    default:
      return workspace.isData(path) ? namedFile(workspace, path, offset) : [];
  }
}

/** The files that a shortcode shows by a parameter. */
function filesOf(
  workspace: Workspace,
  path: string,
  shortcode: Shortcode,
  { call, parameter }: Thing & { readonly kind: "parameter" },
): readonly string[] {
  return settingsWith(shortcode, parameter.name, call.parameters).flatMap(({ setting, value }) =>
    value === null ? [] : (fileNamed(workspace, path, shortcode, setting, value) ?? []),
  );
}

function listed(location: Location | "" | null | undefined): Location[] {
  return location ? [location] : [];
}

/** The file that a value names, such as a text in targets.yaml. */
function namedFile(workspace: Workspace, path: string, offset: number): Location[] {
  const file = workspace.data(path);
  const pointer = file && pointerAt(file.source, offset);
  const value = pointer === null || !file ? undefined : lookUp(file.value, pointer);
  if (!file || typeof value !== "string" || value.includes("\n") || value === "") return [];
  if (posix.basename(path) === "targets.yaml" && value.startsWith("group:"))
    return listed(placeOfPointer(workspace, path, joinPointer("/groups", value.slice(6))));
  const found = workspace.beside(path, value);
  return found === null ? [] : [lineLocation(workspace, found, 0)];
}
