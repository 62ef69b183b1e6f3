import { commonEnd, commonStart } from "./base/common-text.js";
import type { Diagnostic } from "./base/diagnostics.js";
import type { Source } from "./base/source.js";
import { Doubt, edited, isSame, replaceOnly, unlessInDoubt, type Held } from "./edited-nodes.js";
import { Places, type Moved } from "./edited-places.js";
import { markdownBlocks, markdownLines, type MarkdownSettings } from "./markdown/markdown.js";
import { walk, type Block, type Document, type Node } from "./rst/nodes.js";
import { readPartAlone } from "./rst/rst.js";

/**
 * A page of which only words of paragraphs in Markdown are other: each takes the place of the former one, wherever its text is shown on
 * the page. What the paragraph is, is read of its own lines alone, before and after: what depends on other lines makes it doubtful.
 */

/** A page that was made before. */
export interface MarkdownPage {
  readonly document: Document;
  /** How places in its nodes have moved since it was read. */
  readonly edits: readonly Moved[];
}

/** The page with its new texts; `null` where it has to be made anew. `findings` are those of the former page. */
export function editedMarkdown(
  { document: former, edits }: MarkdownPage,
  texts: readonly (readonly [former: Source, next: Source])[],
  settings: MarkdownSettings,
  findings: readonly Diagnostic[],
  held: Held,
): { readonly document: Document; readonly moved: Moved } | null {
  return unlessInDoubt(() => {
    const places = new Places(texts);
    let document = former;
    for (const [old, next] of texts) {
      const part = partOf(old.text, next.text);
      places.excludeRange(old, part.start, part.oldEnd);
      const before = blocksIn(old, part.start, part.oldEnd, settings);
      const after = blocksIn(next, part.start, part.nextEnd, settings);
      const at = onlyOther(before, after);
      const { type, span } = before[at]!;
      const isWanted = (node: Node) => {
        if (node.type !== type || node.span.source.path !== old.path) return false;
        const { source, start, end } = edits.reduce((place, moved) => moved(place), node.span);
        return source === old && start === span.start && end === span.end;
      };
      const become = (found: Node) => edited(before[at]!, after[at]!, found, held);
      const replaced = replaceOnly(document, isWanted, become, held);
      if (!replaced) return null;
      document = replaced;
    }
    places.check(findings);
    return { document, moved: places.moved };
  });
}

/** The lines between blank lines in which all that is other stands: they begin at the same place in both texts. */
interface Part {
  readonly start: number;
  readonly oldEnd: number;
  readonly nextEnd: number;
}

/** Longer paragraphs are not read by themselves. */
const longest = 20_000;

function partOf(old: string, next: string): Part {
  const same = commonStart(old, next);
  const rest = commonEnd(old, next, same);
  const start = startOfLines(old, same);
  const oldEnd = endOfLines(old, old.length - rest);
  const nextEnd = oldEnd + next.length - old.length;
  if (Math.max(oldEnd, nextEnd) - start > longest) throw new Doubt();
  // What stands below may make a term of it.
  if (/^\s*[:~]/.test(below(old, oldEnd))) throw new Doubt();
  return { start, oldEnd, nextEnd };
}

/** What stands below some lines, or as much of it as says what it is. */
function below(text: string, end: number): string {
  return text.slice(end, end + 200);
}

/** A line behind which a block begins: a blank one, or a shortcode by itself. */
const aboveRe = /^(?:\{\{[%<](?:(?!\{\{).)*[%>]\}\})?\s*$/;

/** A line on which a block ends: a blank one, or the end of a shortcode. One that begins there may be among the words. */
const belowRe = /^(?:\{\{[%<]\s*\/(?:(?!\{\{).)*[%>]\}\})?\s*$/;

/** Where the first of the lines begins that stand above a place without a border between them. */
function startOfLines(text: string, at: number): number {
  let start = text.lastIndexOf("\n", at - 1) + 1;
  while (start > 0) {
    const above = start < 2 ? 0 : text.lastIndexOf("\n", start - 2) + 1;
    if (aboveRe.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

function endOfLines(text: string, at: number): number {
  const endOfLine = (from: number) => {
    const end = text.indexOf("\n", from);
    return end === -1 ? text.length : end;
  };
  let end = endOfLine(at);
  while (end < text.length) {
    const below = endOfLine(end + 1);
    if (belowRe.test(text.slice(end + 1, below))) break;
    end = below;
  }
  return end;
}

/** What settings of the page or other files have a say in: shortcodes, variables, labels; and attributes, which other lines may have, too. */
const dependsRe = /\{\{|\{[#.:]|^\s*\{|%\w+%/m;

/** What has a say in other lines: what a link or a footnote leads to, what front matter stands between. */
const saysRe = /\]:|^\+{3}[ \t\r]*$/m;

/** The blocks of some lines, of which the first begins where they do. */
function blocksIn(
  source: Source,
  start: number,
  end: number,
  settings: MarkdownSettings,
): readonly Block[] {
  const text = source.text.slice(start, end);
  // The meaning of a term begins with a colon.
  if (/^[\s:~]|\n[ \t\r]*\n/.test(text)) throw new Doubt();
  if (dependsRe.test(text) || saysRe.test(text)) throw new Doubt();
  const lines = markdownLines(source).filter(({ offset }) => offset >= start && offset < end);
  const doubt = () => {
    throw new Doubt();
  };
  const blocks = readPartAlone((cx) => markdownBlocks(lines, cx, settings), doubt);
  for (const block of blocks) walk(block, (node) => void (isOpenLink(node) && doubt()));
  if (blocks.length > 0 && mayGoOn(blocks.at(-1)!, source.text, end)) doubt();
  return blocks;
}

/** Blocks that end where a blank line and one that is not indented follow. */
const endedByText: ReadonlySet<string> = new Set(["bullet_list", "enumerated_list", "block_quote"]);

/** Whether a block may go on below the lines that it is read of: code without an end, an item of a list with lines that are indented. */
function mayGoOn({ type }: Block, text: string, end: number): boolean {
  if (type === "paragraph" || type === "table") return false;
  return !endedByText.has(type) || /^\s*\n[ \t]/.test(below(text, end));
}

/** Whether a text may be a link or a footnote that is defined in other lines. */
function isOpenLink(node: Node): boolean {
  return node.type === "text" && node.value.includes("[");
}

/** Which of some blocks has become another one. Where none has, it may be spaces in code. */
function onlyOther(before: readonly Block[], after: readonly Block[]): number {
  if (before.length !== after.length) throw new Doubt();
  const others = before.flatMap((block, index) => (isSame(block, after[index]) ? [] : [index]));
  const [at] = others;
  if (at === undefined || others.length > 1) throw new Doubt();
  // What begins otherwise may go on with what stands above.
  if (before[0]!.type !== "paragraph" || after[0]!.type !== "paragraph") throw new Doubt();
  return at;
}
