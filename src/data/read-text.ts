import { wholeFile, type Source } from "../base/source.js";
import type { Report } from "../base/diagnostics.js";
import type { DataFile } from "./json.js";
import { rememberNodes } from "./nodes.js";

/** `description: { $ref: intro.md }` names a text, in which `# Title` is no comment of YAML. */
export function isTextFile(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path);
}

/** Read a file that is one string as it is written. An empty one is reported. */
export function readText(source: Source, report: Report): DataFile {
  const { text } = source;
  if (text.trim() === "") {
    report("empty-file", wholeFile(source));
    return { source, value: null, isUnreadable: true };
  }
  rememberNodes(source, { marks: [0, ~text.length], values: [text], isWhole: true, isText: true });
  return { source, value: text };
}
