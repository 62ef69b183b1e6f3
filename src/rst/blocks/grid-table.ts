import type { Line } from "../lines.js";
import {
  type Cell,
  type TableFault,
  type TableLine,
  type TableShape,
  cutRectangle,
  inColumns,
} from "./table-columns.js";

/** Set a line of a grid table into columns. */
export function gridColumns(line: Line): TableLine {
  return inColumns(line, "grid");
}

/** The first and last line of a grid table. */
export const gridBorder = /^\+-[-+]+-\+ *$/;
const headSeparator = /^\+=[=+]+=\+ *$/;

/**
 * Read a grid table: each cell is traced along its borders, beginning at its upper left corner.
 *
 *     +-----+-----+
 *     | a   | b   |
 *     +=====+=====+
 *     | c         |
 *     +-----------+
 */
export function readGridTable(lines: readonly Line[]): TableShape | TableFault {
  const rows = lines.map(gridColumns);
  const separators = lines.flatMap(({ text }, index) => (headSeparator.test(text) ? [index] : []));
  const [head, second] = separators;
  if (head !== undefined && second !== undefined)
    return {
      fault: "table-two-headers",
      at: second,
      parts: [String(head + 1), String(second + 1)],
    };
  const cells = new Tracer(rows, head).trace();
  return cells ? shapeOf(cells, rows, head) : { fault: "table-not-rectangular", at: 0 };
}

/** A cell by the positions of its borders. */
interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

interface Traced {
  readonly boxes: readonly Box[];
  /** Positions at which some border has a `+`: where rows and columns begin and end. */
  readonly rowEdges: ReadonlySet<number>;
  readonly columnEdges: ReadonlySet<number>;
}

class Tracer {
  private readonly rows: readonly TableLine[];
  private readonly width: number;
  private readonly head: number | undefined;
  /** For each position, how far a border goes on from it to the right and down; -1 where none is. */
  private readonly reachRight: Int32Array;
  private readonly reachDown: Int32Array;
  private readonly rowEdges = new Set<number>([0]);
  private readonly columnEdges = new Set<number>([0]);

  constructor(rows: readonly TableLine[], head: number | undefined) {
    this.rows = rows;
    this.width = rows[0]!.columns.length;
    this.head = head;
    this.reachRight = new Int32Array(rows.length * this.width);
    this.reachDown = new Int32Array(rows.length * this.width);
    this.measure();
  }

  /** All cells in the order of the text, or `null` where they do not fill the table. */
  trace(): Traced | null {
    const bottom = this.rows.length - 1;
    const right = this.width - 1;
    const boxes: Box[] = [];
    /** The last line seen in each column. */
    const done = new Int32Array(right).fill(-1);
    const corners = new Map([[0, new Set([0])]]);
    for (let top = 0; top < bottom; top++) {
      const lefts = corners.get(top);
      if (!lefts) continue;
      for (let left = 0; left < right; left++) {
        if (!lefts.has(left) || top <= done[left]!) continue;
        const box = this.box(top, left);
        // No later cell could fill this place: docutils would find as much at its end.
        if (!box) return null;
        for (let column = left; column < box.right; column++) {
          if (done[column] !== top - 1) return null;
          done[column] = box.bottom - 1;
        }
        this.noteEdges(box);
        boxes.push(box);
        lefts.add(box.right);
        corners.set(box.bottom, (corners.get(box.bottom) ?? new Set<number>()).add(left));
      }
      corners.delete(top);
    }
    if (done.some((last) => last !== bottom - 1)) return null;
    return { boxes, rowEdges: this.rowEdges, columnEdges: this.columnEdges };
  }

  private char(row: number, column: number): string {
    const char = this.rows[row]!.columns[column]!;
    return char === "=" && row === this.head ? "-" : char;
  }

  private measure(): void {
    const width = this.width;
    for (let row = this.rows.length - 1; row >= 0; row--)
      for (let column = width - 1; column >= 0; column--) {
        const char = this.char(row, column);
        const at = row * width + column;
        const crossing = char === "+";
        const right = column + 1 < width ? this.reachRight[at + 1]! : -1;
        const down = row + 1 < this.rows.length ? this.reachDown[at + width]! : -1;
        this.reachRight[at] = crossing || char === "-" ? Math.max(column, right) : -1;
        this.reachDown[at] = crossing || char === "|" ? Math.max(row, down) : -1;
      }
  }

  /** The smallest cell whose upper left corner is here: narrowest first, then lowest. */
  private box(top: number, left: number): Box | null {
    const width = this.width;
    const start = top * width + left;
    const lastRow = this.reachDown[start]!;
    const lastColumn = this.reachRight[start]!;
    for (let right = left + 1; right <= lastColumn; right++) {
      if (this.char(top, right) !== "+") continue;
      const last = Math.min(lastRow, this.reachDown[top * width + right]!);
      for (let bottom = top + 1; bottom <= last; bottom++)
        if (
          this.char(bottom, left) === "+" &&
          this.char(bottom, right) === "+" &&
          this.reachRight[bottom * width + left]! >= right
        )
          return { top, left, bottom, right };
    }
    return null;
  }

  private noteEdges({ top, left, bottom, right }: Box): void {
    for (let column = left; column <= right; column++)
      if (this.char(top, column) === "+" || this.char(bottom, column) === "+")
        this.columnEdges.add(column);
    for (let row = top; row <= bottom; row++)
      if (this.char(row, left) === "+" || this.char(row, right) === "+") this.rowEdges.add(row);
  }
}

function shapeOf(
  traced: Traced,
  lines: readonly TableLine[],
  head: number | undefined,
): TableShape {
  const rowEdges = [...traced.rowEdges].sort((a, b) => a - b);
  const columnEdges = [...traced.columnEdges].sort((a, b) => a - b);
  const rowAt = new Map(rowEdges.map((edge, index) => [edge, index]));
  const columnAt = new Map(columnEdges.map((edge, index) => [edge, index]));
  const rows: Cell[][] = rowEdges.slice(1).map(() => []);
  for (const { top, left, bottom, right } of traced.boxes)
    rows[rowAt.get(top)!]!.push({
      moreRows: rowAt.get(bottom)! - rowAt.get(top)! - 1,
      moreColumns: columnAt.get(right)! - columnAt.get(left)! - 1,
      lines: cutRectangle(lines.slice(top + 1, bottom), left + 1, right),
    });
  const heads = head === undefined ? 0 : (rowAt.get(head) ?? 0);
  return {
    widths: columnEdges.slice(1).map((edge, index) => edge - columnEdges[index]! - 1),
    head: rows.slice(0, heads),
    body: rows.slice(heads),
  };
}
