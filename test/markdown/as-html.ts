import { collector, type Diagnostic } from "../../src/base/diagnostics.js";
import { writeDocument } from "../../src/html/write.js";
import {
  defaultMarkdown,
  markdownFile,
  markdownLines,
  type MarkdownSettings,
} from "../../src/markdown/markdown.js";
import type { Document } from "../../src/rst/nodes.js";
import { parseParts } from "../../src/rst/rst.js";
import { transformInPlace } from "../../src/transform/transform.js";
import type { Settings } from "../../src/rst/context.js";

export interface Read {
  readonly document: Document;
  readonly diagnostics: readonly Diagnostic[];
}

/** A text in Markdown as the tree, before transforms. */
export function readMarkdown(
  text: string,
  settings: Partial<MarkdownSettings> = {},
  parser: Partial<Settings> = {},
): Read {
  const { report, diagnostics } = collector();
  const all = { ...defaultMarkdown, ...settings };
  const lines = markdownLines({ path: "a.md", text });
  const read: NonNullable<Parameters<typeof parseParts>[0][number]["read"]> = (given, cx) =>
    markdownFile(given, cx, all);
  return { document: parseParts([{ lines, read }], report, parser), diagnostics };
}

/** The same as the body of a page. */
export function markdownAsHtml(text: string, settings: Partial<MarkdownSettings> = {}): string {
  const { report } = collector();
  const { document } = readMarkdown(text, settings);
  return writeDocument(transformInPlace(document, report, { doctitle: false }), report).body;
}
