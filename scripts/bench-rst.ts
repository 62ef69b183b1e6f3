import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseRst, toHtml, transform } from "../src/rst-api.js";

const steps = ["parse", "transform", "print"] as const;
type Times = Readonly<Record<(typeof steps)[number], number>>;

/** Print how long the engine alone takes for the `.rst` files of a folder, in ms: cold, warm, and for longer texts. */
export function benchRst(folder: string, runs: number): void {
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith(".rst"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  console.log(`${texts.length} files, ${(size / 1e6).toFixed(2)} million characters\n`);
  console.log(`ms          ${[...steps, "total"].map((name) => name.padStart(10)).join("")}`);
  console.log(row("cold", timed(texts)));
  console.log(row("warm", fastest(texts, runs)));
  console.log("\nper copy");
  for (const factor of [1, 2, 4, 8]) {
    const { parse, transform, print } = fastest(
      texts.map((text) => repeated(text, factor)),
      runs,
    );
    const times = { parse: parse / factor, transform: transform / factor, print: print / factor };
    console.log(row(`x${factor}`, times));
  }
}

/** A text behind itself; its tables of contents once, since each lists all copies. */
function repeated(text: string, factor: number): string {
  const rest = text.replace(/^\.\. contents::.*\n(?: +.*\n)*/gm, "");
  return [text, ...Array.from({ length: factor - 1 }, () => rest)].join("\n\n");
}

function timed(texts: readonly string[]): Times {
  const times = { parse: 0, transform: 0, print: 0 };
  for (const text of texts) {
    const start = performance.now();
    const parsed = parseRst(text);
    const read = performance.now();
    const document = transform(parsed, { inPlace: true });
    const resolved = performance.now();
    toHtml(document);
    times.parse += read - start;
    times.transform += resolved - read;
    times.print += performance.now() - resolved;
  }
  return times;
}

const total = ({ parse, transform, print }: Times) => parse + transform + print;

function fastest(texts: readonly string[], runs: number): Times {
  const all = Array.from({ length: runs }, () => timed(texts));
  return all.reduce((best, times) => (total(times) < total(best) ? times : best));
}

function row(label: string, times: Times): string {
  const cells = [...steps.map((step) => times[step]), total(times)];
  return label.padEnd(12) + cells.map((ms) => ms.toFixed(0).padStart(10)).join("");
}
