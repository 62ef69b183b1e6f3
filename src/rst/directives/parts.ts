import type { Context } from "../context.js";
import { normalizeName } from "../names.js";
import { textOf } from "../nodes.js";
import type { Block, Pending, PendingJob, Topic } from "../nodes.js";
import type { Span } from "../../base/source.js";
import { addClasses, common, dress, inlineParent } from "./common.js";
import { directive } from "./directive.js";
import { choice, count, flag, integer, names, someText } from "./options.js";
import { mayStandHere } from "./topics.js";
import type { Directive } from "./spec.js";

/** The title of contents that are given none. */
const contentsTitle = "Contents";

const contentsOptions = {
  class: names,
  depth: count,
  local: flag,
  backlinks: choice("top", "entry", "none"),
};

/** A place for a job that waits until the whole document is known. */
function pending(job: PendingJob, span: Span): Pending {
  return { type: "pending", span, job };
}

/** A topic in which the table of contents will stand. */
export const contents = directive({
  names: ["contents"],
  argument: "optional",
  options: contentsOptions,
  body: "none",
  run: ({ argument, options, span, name, substitution, fault }, cx) => {
    if (!mayStandHere({ substitution }, cx)) return [fault("directive-nested", [name])];
    const { class: classes = [], ...details } = options;
    const node: Topic = { type: "topic", span, classes: ["contents"], children: [] };
    addClasses(node, classes);
    if (options.local) addClasses(node, ["local"]);
    const title = argument && inlineParent("title", argument.lines, cx, span);
    if (title) node.children.push(title.node);
    else if (!options.local)
      node.children.push({
        type: "title",
        span,
        children: [{ type: "text", span, value: contentsTitle }],
      });
    const ownName = normalizeName(title ? textOf(title.node) : contentsTitle);
    if (!cx.names.has(ownName)) node.names = [ownName];
    const messages = cx.names.noteImplicit(node);
    const job = { transform: "contents" as const, ...details };
    node.children.push(pending(options.class ? { ...job, classes } : job, span));
    return [node, ...messages, ...(title?.messages ?? [])];
  },
});

/** Numbers for sections. */
export const sectnum = directive({
  names: ["sectnum", "section-numbering"],
  argument: "none",
  options: { depth: integer, start: integer, prefix: someText, suffix: someText },
  body: "none",
  run: ({ options, span }) => [pending({ transform: "sectnum", ...options }, span)],
});

/** A footnote for each external target, with its address. */
export const targetNotes = directive({
  names: ["target-notes"],
  argument: "none",
  options: common,
  body: "none",
  run: ({ options, span }, cx) => {
    const classes = options.class ?? [];
    const node = pending({ transform: "target-notes", classes }, span);
    const { name = "" } = options;
    return [node, ...dress(node, { name }, cx)];
  },
});

function decoration(name: "header" | "footer"): Directive {
  return directive({
    names: [name],
    argument: "none",
    body: "required",
    run: ({ body }, cx: Context): Block[] => {
      for (const block of cx.blocks(body)) cx.state[name].push(block);
      return [];
    },
  });
}

/** What stands at the top of each page, and at its end. */
export const header = decoration("header");
export const footer = decoration("footer");

/** The title of the document as it is named elsewhere: no part of its text. */
export const title = directive({
  names: ["title"],
  argument: "required",
  body: "none",
  run: ({ argument }, cx) => {
    cx.state.title = argument.text;
    return [];
  },
});
