import type { Context } from "../context.js";
import type { Block, Figure, Image, Reference } from "../nodes.js";
import { goalOf } from "../blocks/target.js";
import { common, dress } from "./common.js";
import { directive } from "./directive.js";
import {
  choice,
  joinUri,
  length,
  lengthOrPercentage,
  names,
  percentage,
  someText,
  text,
} from "./options.js";

import type { DirectiveParts, OptionReader } from "./spec.js";

const besideText = ["left", "center", "right"] as const;
const inLine = ["top", "middle", "bottom"] as const;

const imageOptions = {
  ...common,
  alt: text,
  height: length,
  width: lengthOrPercentage,
  scale: percentage,
  align: choice(...inLine, ...besideText),
  loading: choice("embed", "link", "lazy"),
  target: someText,
};

type ImageParts = DirectiveParts<"required", Omit<typeof imageOptions, "align">>;

/** An image: between blocks, or in a line where it stands in a substitution definition. */
export const image = directive({
  names: ["image"],
  argument: "required",
  options: imageOptions,
  body: "none",
  run: (parts, cx) => {
    const { align } = parts.options;
    const allowed: readonly string[] = parts.substitution === undefined ? besideText : inLine;
    if (align !== undefined && !allowed.includes(align)) {
      const code = parts.substitution === undefined ? "image-align" : "image-align-in-line";
      return [parts.fault(code, [parts.name, align, ...allowed], parts.optionSpan("align"))];
    }
    const { image: node, outer, messages } = readImage(parts, cx);
    if (align !== undefined) node.align = align;
    return [...messages, outer];
  },
});

interface ReadImage {
  readonly image: Image;
  /** The image, or the reference around it. */
  readonly outer: Image | Reference;
  readonly messages: Block[];
}

function readImage(
  parts: Pick<ImageParts, "argument" | "options" | "span" | "substitution" | "optionLines">,
  cx: Context,
): ReadImage {
  const { argument, options, span, substitution } = parts;
  const node: Image = { type: "image", span, uri: joinUri(argument.text) };
  const { target, class: classes, name, ...looks } = options;
  if (substitution !== undefined) node.alt = substitution;
  Object.assign(node, looks);
  const messages = dress(node, pick({ class: classes, name }), cx);
  if (target === undefined) return { image: node, outer: node, messages };
  const linking = goalOf(parts.optionLines("target"));
  return {
    image: node,
    outer: { type: "reference", span, ...linking, children: [node] },
    messages,
  };
}

/** The options that are there. */
function pick(options: { class: string[] | undefined; name: string | undefined }): {
  class?: string[];
  name?: string;
} {
  return {
    ...(options.class && { class: options.class }),
    ...(options.name !== undefined && { name: options.name }),
  };
}

/** Width of a figure; a bare number counts pixels. */
const figureWidth: OptionReader<string> = (value) => {
  if (value?.toLowerCase() === "image") return "image";
  const width = lengthOrPercentage(value);
  return typeof width === "string" && /\d$/.test(width) ? `${width}px` : width;
};

const figureOptions = {
  ...imageOptions,
  align: choice(...besideText),
  figwidth: figureWidth,
  figclass: names,
  figname: text,
};

/** An image with a caption, and a legend below it. */
export const figure = directive({
  names: ["figure"],
  argument: "required",
  options: figureOptions,
  body: "optional",
  run: (parts, cx) => {
    const { figwidth, figclass, figname, align, ...options } = parts.options;
    const { outer, messages } = readImage({ ...parts, options }, cx);
    const node: Figure = { type: "figure", span: parts.span, children: [outer] };
    const about = dress(
      node,
      { ...(figclass && { class: figclass }), ...(figname && { name: figname }) },
      cx,
    );
    if (align) node.align = align;
    if (figwidth === "image")
      parts.fault("figure-width-of-image", [parts.name], parts.optionSpan("figwidth"));
    else if (figwidth) node.width = figwidth;
    const content = cx.blocks(parts.body);
    const wrong = addCaption(node, content)
      ? []
      : [parts.fault("figure-caption-missing", [parts.name], content[0]?.span)];
    return [...messages, node, ...about, ...wrong];
  },
});

/**
 * The first paragraph is the caption, the rest the legend; an empty comment stands for no caption. Targets and jobs for
 * transforms may stand before it. `false` where something else comes first.
 */
function addCaption(node: Figure, blocks: readonly Block[]): boolean {
  const at = blocks.findIndex((block) => block.type !== "target" && block.type !== "pending");
  node.children = [...node.children, ...blocks.slice(0, at === -1 ? blocks.length : at)];
  const first = blocks[at];
  if (!first) return true;
  if (first.type === "paragraph")
    node.children.push({ type: "caption", span: first.span, children: first.children });
  else if (first.type !== "comment" || first.children.length > 0) return false;
  const legend = blocks.slice(at + 1);
  if (legend.length > 0)
    node.children.push({ type: "legend", span: legend[0]!.span, children: legend });
  return true;
}
