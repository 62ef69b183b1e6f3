import type { Span } from "../base/source.js";
import { idOf, normalizeName } from "../rst/names.js";
import { textOf, type Inline, type Section, type Title } from "../rst/nodes.js";
import { attributesAtEnd, type WrittenAttributes } from "./attributes.js";
import { contentInLine, contentOfLines } from "./content.js";
import { githubId } from "./heading-ids.js";
import type { BlockOf, Reader } from "./reader.js";
import { reportOverline } from "./rst-slips.js";
import { inLine } from "./table.js";

interface Heading {
  readonly title: Title;
  readonly level: number;
  readonly span: Span;
  readonly attributes: WrittenAttributes | undefined;
}

/** The headings of a text: sections, or what stands out where none may begin. */
export class Headings {
  private readonly reader: Reader;
  /** The headings whose sections are open, where nobody else knows their levels: as they are written, and as they count. */
  private readonly open: { readonly written: number; readonly level: number }[] = [];

  constructor(reader: Reader) {
    this.reader = reader;
  }

  private heading(): Heading {
    const { reader } = this;
    const open = reader.take();
    const inline = reader.take();
    reader.take();
    const line = open.map![0];
    const span = reader.spanOf(open);
    const level = Number(open.tag.slice(1));
    const whole = open.markup.startsWith("#")
      ? contentInLine(inline.content, line, this.behindMarks(line, open.markup), reader.text)
      : contentOfLines(inline.content, line, reader.text);
    reportOverline(whole, reader.tell);
    const found = attributesAtEnd(whole.text);
    const content = found ? whole.slice(0, found.length) : whole;
    const titleSpan = content.span(0, content.text.length);
    const children = reader.nodes(content).map(inLine);
    return {
      title: { type: "title", span: titleSpan, children },
      level,
      span,
      attributes: found?.attributes,
    };
  }

  private behindMarks(line: number, marks: string): number {
    const text = this.reader.text.lines[line]?.text ?? "";
    return Math.max(0, text.indexOf(marks)) + marks.length;
  }

  /** A section that a heading begins; its level is set in the context. */
  section(): Section {
    const { cx } = this.reader;
    const heading = this.heading();
    const { title, span } = heading;
    const words = titleText(title);
    const { reader } = cx.titleLevels;
    const level = reader?.levelOfHeading
      ? reader.levelOfHeading(heading.level, words, title.span)
      : this.levelOf(heading.level, words, title.span);
    cx.titleLevels.current = level;
    const node: Section = {
      type: "section",
      span,
      names: [normalizeName(words)],
      children: [title],
    };
    this.dress(node, heading, words);
    cx.names.noteImplicit(node);
    return node;
  }

  /** The level of a heading where it stands alone: one that skips levels is one below, one written as another beside it. */
  private levelOf(written: number, words: string, span: Span): number {
    const { open, reader } = this;
    const before = open.at(-1)?.written;
    if (before !== undefined && written > before + 1)
      reader.tell("heading-skips-level", span, [words, String(written), String(before)]);
    let deepest = reader.cx.titleLevels.current + 1;
    while (open.length > 0 && open.at(-1)!.written >= written) deepest = open.pop()!.level;
    const level = Math.min(written, deepest);
    open.push({ written, level });
    return level;
  }

  /** A heading where no section may begin. */
  rubric(): BlockOf<"rubric"> {
    const heading = this.heading();
    const { title, span, level } = heading;
    const node: BlockOf<"rubric"> = {
      type: "rubric",
      span,
      classes: [`level-${level}`],
      children: title.children,
    };
    this.dress(node, heading, titleText(title));
    return node;
  }

  /** Give a heading its id and classes: those that it says itself, or an id made of its words. */
  private dress(
    node: BlockOf<"section" | "rubric">,
    { attributes, title }: Heading,
    words: string,
  ) {
    const { names } = this.reader.cx;
    if (attributes && attributes.classes.length > 0)
      node.classes = [...(node.classes ?? []), ...attributes.classes];
    if (attributes?.id !== undefined) this.reader.giveId(node, attributes.id, title.span);
    else if (this.reader.settings.ids === "github") node.ids = [this.githubIdOf(title, words)];
    else if (node.type === "rubric") node.ids = [names.claimId(idOf(words) || "section")];
  }

  /** The id that GitHub gives a heading; an anchor of that name in the heading itself gives it up. */
  private githubIdOf(title: Title, words: string): string {
    const id = githubId(lettersOf(title)) || githubId(words) || "section";
    const anchor = title.children.findIndex(
      (child) => child.type === "target" && child.ids?.length === 1 && child.ids[0] === id,
    );
    if (anchor === -1) return this.reader.cx.names.claimHeadingId(id);
    title.children.splice(anchor, 1);
    return id;
  }
}

function titleText(title: Title): string {
  return textOf(title).replace(/\s+/g, " ").trim();
}

/** The text of a heading that its id is made of: pictures are no letters, whatever they show. */
function lettersOf(title: Title): string {
  const written = (nodes: readonly Inline[]): Inline[] =>
    nodes.map((node) => {
      if (node.type === "image") return { type: "text", span: node.span, value: "" };
      return node.type === "reference" ? { ...node, children: written(node.children) } : node;
    });
  return textOf({ ...title, children: written(title.children) }).replaceAll("\n", " ");
}
