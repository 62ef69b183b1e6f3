import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diskFiles } from "../../src/files/disk.js";
import { withContents } from "../../src/files/memory.js";
import { showDiagnostic } from "../../src/base/show-diagnostic.js";
import { look, Memory } from "../../src/serve/look.js";

/** Some numbers from 0 to 1, the same each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let at = seed; ;) {
    at = (Math.imul(at, 1103515245) + 12345) & 0x7fffffff;
    yield at / 0x7fffffff;
  }
}

function filesOf(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(?:rst|md|ya?ml|json)$/.test(path) && path !== "specpress.yaml")
    .sort();
}

const broken = [
  "",
  "{{nothing}}",
  "nowhere_",
  "[x](#nowhere)",
  "\n\nTitle\n===\n",
  ": [",
  "type: 3\n",
];

const tried: readonly { readonly root: string; readonly steps: number; readonly tags: string[] }[] =
  [
    { root: "test/sites/station", steps: 6, tags: [] },
    { root: "test/sites/markdown", steps: 2, tags: [] },
    { root: "test/sites/station", steps: 40, tags: ["slow"] },
    { root: "test/sites/markdown", steps: 12, tags: ["slow"] },
  ];

for (const { root, steps, tags } of tried)
  test(
    `${root}: a look that remembers finds what a first one finds, after each of ${steps} edits`,
    { tags, timeout: 120_000 },
    () => {
      const random = numbers(20);
      const next = (below: number) => Math.floor(random.next().value * below);
      const paths = filesOf(root);
      const disk = diskFiles(root);
      const memory = new Memory();
      const contents = new Map<string, string>();
      const shown = (with_: Memory) =>
        look({ root, files: withContents(disk, contents) }, with_).diagnostics.map((each) =>
          showDiagnostic(each),
        );
      for (let step = 0; step < steps; step++) {
        const path = paths[next(paths.length)]!;
        const text = contents.get(path) ?? readFileSync(join(root, path), "utf8");
        const at = next(text.length);
        if (contents.has(path) && next(2) === 0) contents.delete(path);
        else
          contents.set(
            path,
            text.slice(0, at) + broken[next(broken.length)]! + text.slice(at + next(40)),
          );
        expect(shown(memory), `step ${step}: ${path}`).toEqual(shown(new Memory()));
      }
    },
  );
