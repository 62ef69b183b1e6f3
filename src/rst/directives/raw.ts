import { wholeFile } from "../../base/source.js";
import { wordsOf } from "../../base/unicode.js";
import type { Context } from "../context.js";
import { spanOfLines, textOfLines } from "../lines.js";
import type { Raw } from "../nodes.js";
import { allowedRaw } from "../raw-html.js";
import { addClasses, textNode } from "./common.js";
import { directive } from "./directive.js";
import { encoding, names, path, uri } from "./options.js";
import { isTooMuch, readFile } from "./read-file.js";

/** Text for one output format, passed on as it is: from the content or from a file. */
export const raw = directive({
  names: ["raw"],
  argument: "required",
  options: { class: names, file: path, url: uri, encoding },
  body: "optional",
  run: ({ argument, options, body, span, source, name, fault, optionSpan }, cx) => {
    const { file, url } = options;
    const external = file !== undefined || url !== undefined;
    if (!isAllowed(external, cx)) return [fault("directive-disabled", [name])];
    if (external && body.length > 0) return [fault("raw-file-and-content", [name])];
    if (file !== undefined && url !== undefined)
      return [fault("raw-file-and-url", [name], optionSpan("url"))];
    if (url !== undefined) return [fault("raw-url", [name, url], optionSpan("url"))];
    if (!external && body.length === 0) return [fault("directive-content-missing", [name])];

    const format = wordsOf(argument.text.toLowerCase()).join(" ");
    const node: Raw = { type: "raw", span, format, children: [] };
    addClasses(node, options.class ?? []);
    if (file === undefined) {
      const shown = allowedRaw(format, textOfLines(body), span, cx.settings);
      node.children.push(textNode(shown, spanOfLines(body)));
      return [node];
    }
    const read = readFile(file, source, cx, options.encoding);
    if ("refused" in read)
      return [
        fault(
          "file-unreadable",
          [name, file, read.refused, ...(read.near ?? [])],
          optionSpan("file"),
        ),
      ];
    if (isTooMuch(read, read.text.length, cx))
      return [fault("too-much-included", [name, file], optionSpan("file"))];
    const shown = allowedRaw(format, read.text, optionSpan("file"), cx.settings);
    node.source = read.path;
    node.children.push(textNode(shown, wholeFile(read)));
    return [node];
  },
});

function isAllowed(external: boolean, cx: Context): boolean {
  return cx.settings.rawEnabled && (!external || cx.settings.fileInsertionEnabled);
}
