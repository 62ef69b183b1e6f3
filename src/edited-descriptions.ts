import type { Diagnostic } from "./base/diagnostics.js";
import type { Source, Span } from "./base/source.js";
import { authored } from "./base/source.js";
import {
  editedTexts,
  spanInText,
  spanOf,
  writtenSource,
  type DataFile,
  type EditedText,
} from "./data/data.js";
import {
  Doubt,
  edited,
  isSame,
  replaceEvery,
  unlessInDoubt,
  type BlockOrHolder,
  type Held,
} from "./edited-nodes.js";
import { Places, type Moved } from "./edited-places.js";
import type { Project } from "./load/project.js";
import { isRefused } from "./files/files.js";
import { markdownBlocks, markdownLines, type MarkdownSettings } from "./markdown/markdown.js";
import type { ShownTexts } from "./render/render.js";
import { linesOf } from "./rst/lines.js";
import type { Block, Document, Node } from "./rst/nodes.js";
import { readPartAlone } from "./rst/rst.js";

/**
 * A page of which only descriptions in data files are other: the blocks of each, as it is read by itself, take the places of the former
 * ones wherever the page shows it.
 */

/** A data file that is another one in the words of its descriptions alone. */
export interface EditedData {
  readonly old: DataFile;
  readonly next: DataFile;
  readonly texts: readonly EditedText[];
}

/** More files than an author edits at once. */
const mostFiles = 10;

/** The data files of a project that are other than before; `null` where one is so in more than descriptions. */
export function editedDataOf(
  { files, look, readData }: Pick<Project, "files" | "look" | "readData">,
  former: Project["files"],
): readonly EditedData[] | null {
  const edited: EditedData[] = [];
  const isSame = (old: DataFile | undefined, next: DataFile | undefined) => {
    if (old === next) return true;
    const texts = old && next && edited.length < mostFiles ? editedTexts(old, next) : null;
    if (texts) edited.push({ old: old!, next: next!, texts });
    return texts !== null;
  };
  for (const [path, next] of files) if (!isSame(former.get(path), next)) return null;
  // Some are read for pages alone.
  for (const [path, old] of former) {
    if (files.has(path)) continue;
    const { value: next } = look(() => readData(path));
    if (!isSame(old, isRefused(next) ? undefined : next)) return null;
  }
  return edited;
}

/** A page that was made before. */
export interface DescribedPage {
  readonly document: Document;
  /** How places in its nodes have moved since it was read. */
  readonly edits: readonly Moved[];
  readonly shownTexts: ShownTexts;
}

/** A page with other descriptions. */
export interface Redescribed {
  readonly document: Document;
  readonly moved: Moved;
  /** The nodes that became others, those that hold them among them. */
  readonly others: ReadonlyMap<Node, Node>;
}

/** The page with its new descriptions; `null` where it has to be made anew. `findings` are those of the former page. */
export function editedDescriptions(
  { document: former, edits, shownTexts }: DescribedPage,
  data: readonly EditedData[],
  settings: MarkdownSettings,
  findings: readonly Diagnostic[],
  held: Held,
): Redescribed | null {
  return unlessInDoubt(() => {
    const files = data.map(({ old, next, texts }) => {
      const parts = texts.map(({ pointer }) => ({
        old: spanOf({ source: old.source, pointer }),
        next: spanOf({ source: next.source, pointer }),
      }));
      return [old.source, next.source, parts] as const;
    });
    const places = new Places(files);
    for (const [source, , parts] of files)
      for (const { old } of parts) places.excludeRange(source, old.start, old.end);
    const all = data.flatMap(({ old, next, texts }) =>
      texts.map((text) => descriptionOf(text, old, next, shownTexts, settings)),
    );
    const descriptions = new Descriptions(all, edits);
    const become = (node: BlockOrHolder) => descriptions.edited(node, held);
    const { document, others } = replaceEvery(former, become, held);
    if (!descriptions.areAllFound()) return null;
    places.check(findings);
    return { document, moved: places.moved, others };
  });
}

interface Description {
  /** The former file, and where the text begins in it. */
  readonly source: Source;
  readonly start: number;
  readonly old: string;
  readonly before: readonly Block[];
  readonly after: readonly Block[];
  /** How many of its blocks are still to be found on the page. */
  wanted: number;
}

function descriptionOf(
  text: EditedText,
  from: DataFile,
  to: DataFile,
  shownTexts: ShownTexts,
  settings: MarkdownSettings,
): Description {
  const { pointer, old, next } = text;
  const { source } = from;
  const shown = shownTexts.of(source.path, text);
  if (!shown) throw new Doubt();
  const blocks = (file: DataFile, text: string) =>
    blocksOf(writtenSource(file, pointer, text), shown.format, settings);
  const [before, after] = [blocks(from, old), blocks(to, next)];
  if (before.length !== after.length) throw new Doubt();
  const { start } = spanInText({ source, pointer }, 0, 1);
  return { source, start, old, before, after, wanted: shown.count * before.length };
}

/** Knows the blocks of descriptions on a page. */
class Descriptions {
  readonly #bySource = new Map<Source, Description | null>();

  constructor(
    private readonly all: readonly Description[],
    private readonly edits: readonly Moved[],
  ) {}

  /** What a node becomes that is a block of a description; `null` for all others. */
  edited(node: BlockOrHolder, held: Held): Node | null {
    const description = node.span && this.#of(node.span.source);
    if (!description) return null;
    const { before, after } = description;
    const index = before.findIndex(
      ({ type, span }) =>
        type === node.type && span.start === node.span.start && span.end === node.span.end,
    );
    if (index === -1 || --description.wanted < 0) throw new Doubt();
    return editedBlock(before[index]!, after[index]!, node, held);
  }

  areAllFound(): boolean {
    return this.all.every(({ wanted }) => wanted === 0);
  }

  /** The description that a text of the page is. */
  #of(source: Source): Description | null {
    const known = this.#bySource.get(source);
    if (known !== undefined) return known;
    const alike = this.all.filter(({ old }) => old === source.text);
    const found = alike.length > 0 ? this.#at(authored({ source, start: 0, end: 1 }), alike) : null;
    this.#bySource.set(source, found);
    return found;
  }

  #at(place: Span, alike: readonly Description[]): Description | null {
    const now = this.edits.reduce((span, moved) => moved(span), place);
    return alike.find(({ source, start }) => source === now.source && start === now.start) ?? null;
  }
}

/** Longer texts are not read by themselves. */
const longest = 20_000;

/** What settings of the page, or other texts, have a say in: variables, labels, attributes. */
const dependsRe = /\{\{|\{[#.:]|^\s*\{|%\w+%|\]:|\.\. |`_|\]_|\|/m;

/** The blocks of a description. */
function blocksOf(
  source: Source,
  format: "rst" | "markdown",
  settings: MarkdownSettings,
): readonly Block[] {
  if (source.text.length > longest || dependsRe.test(source.text)) throw new Doubt();
  const doubt = () => {
    throw new Doubt();
  };
  return readPartAlone(
    (cx) =>
      format === "rst"
        ? cx.blocks(linesOf(source))
        : markdownBlocks(markdownLines(source), cx, settings),
    doubt,
  );
}

/** What a block of a description becomes: before the words of its first one, the page may say something of its own. */
function editedBlock(old: Block, next: Block, found: Node, held: Held): Node {
  if (held.has(found)) throw new Doubt();
  if (old.type !== "paragraph" || found.type !== "paragraph") return placed(old, next, found, held);
  const own = found.children.length - old.children.length;
  if (own < 0) throw new Doubt();
  if (own === 0) return placed(old, next, found, held);
  const rest = { ...found, children: found.children.slice(own) };
  const made = placed(old, next, rest, held) as typeof found; // of the same type
  return { ...made, children: [...found.children.slice(0, own), ...made.children] };
}

/** The same, with its new place: what is not other is found again by that. */
function placed(old: Block, next: Block, found: Node, held: Held): Node {
  if (isSame(old, next)) return { ...found, span: next.span } as Node; // of the same type
  return edited(old, next, found, held);
}
