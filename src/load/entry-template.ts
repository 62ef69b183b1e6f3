import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import type { LoadTemplate } from "../changelog/changelog.js";
import { indentHelper, reportFaults, TemplateSet } from "../templates/templates.js";
import type { Reader } from "./reader.js";
import { isRefused } from "../files/files.js";

/** Reads the templates of entries that the settings in a folder name. What is wrong with one is reported when it prints. */
export function entryTemplate(folder: string, reader: Reader, report: Report): LoadTemplate {
  return (path, at) => {
    const source = reader.text(posix.join(folder, path));
    if (isRefused(source)) {
      report("bad-changelog-config", at, [`the template "${path}" ${source.refused}`]);
      return null;
    }
    const texts = new Map([["entry", source.text]]);
    const set = new TemplateSet("sections", texts, { indent: indentHelper });
    return { path, print: (view) => printed(set, view, source, report) };
  };
}

function printed(set: TemplateSet, view: object, source: Source, report: Report): string {
  try {
    return set.get("entry")!(view);
  } catch (error) {
    reportFaults(error, "bad-template", new Map([["entry", source]]), new Set(), report);
    return "";
  }
}
