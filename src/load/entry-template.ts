import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { lineStarts, wholeFile, type Source } from "../base/source.js";
import { indent } from "../base/text.js";
import type { LoadTemplate } from "../changelog/changelog.js";
import { TemplateSet } from "../templates/templates.js";
import type { Reader } from "./reader.js";
import { isRefused } from "./tree.js";

/** Reads the templates of entries that the settings in a folder name. What is wrong with one is reported when it prints. */
export function entryTemplate(folder: string, reader: Reader, report: Report): LoadTemplate {
  return (path, at) => {
    const source = reader.text(posix.join(folder, path));
    if (isRefused(source)) {
      report("bad-changelog-config", at, [`the template "${path}" ${source.refused}`]);
      return null;
    }
    const set = new TemplateSet("sections", new Map([["entry", source.text]]), {
      indent: (text: string, by: number) => indent(String(text), " ".repeat(by)),
    });
    return { path, print: (view) => printed(set, view, source, report) };
  };
}

function printed(set: TemplateSet, view: object, source: Source, report: Report): string {
  try {
    return set.get("entry")!(view);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = /on line (\d+)| - (\d+):\d+/.exec(message);
    const start = lineStarts(source)[Number(line?.[1] ?? line?.[2] ?? 1) - 1];
    const place = start === undefined ? wholeFile(source) : { source, start, end: start };
    const what = message
      .split("\n", 1)[0]!
      .replace(/ in \[object Object\]/, "")
      .replace(/[.:]$/, "");
    report("bad-template", place, [source.path, what]);
    return "";
  }
}
