import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { loadProject } from "../../src/load/load.js";
import { buildSite } from "../../src/pipeline.js";

/** Today's Matrix specification, with settings of ours, beside the site that its authors' own toolchain makes of it. */

const shared = resolve("../shared");
const corpus = join(shared, "corpus/matrix-spec");
const reference = join(shared, "reference/matrix-spec");
const isThere = existsSync(corpus) && existsSync(reference);
if (!isThere) console.log("test/corpora: ../shared has no matrix-spec; skipped");

/** True findings of this corpus that stand in errors of a build. */
const known = ["event-without-type", "event-without-example"];

function pagesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith(".html"))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
}

/** The ids of a page's text. */
function idsIn(html: string): string[] {
  const [, main = html] = /<main[^>]*>([\s\S]*)<\/main>/.exec(html) ?? [];
  const all = [...main.matchAll(/<(\w+)[^>]*?\sid=(?:"([^"]*)"|([^\s">]+))/g)];
  return all
    .filter(([whole, tag]) => tag !== "button" && !whole.includes("pageinfo"))
    .map(([, , quoted, bare]) => quoted ?? bare!);
}

describe.skipIf(!isThere)("today's Matrix specification", { tags: ["slow"] }, () => {
  test.each(["specpress.yaml", "everything.yaml"])(
    "%s makes every page at its address, with every id",
    (name) => {
      const { report, diagnostics } = collector();
      const config = resolve("test/corpora/matrix-spec", name);
      const project = loadProject({ root: corpus, config }, report);
      const { site } = buildSite(project!, report);
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      expect(errors.filter(({ code }) => !known.includes(code)).map(({ code }) => code)).toEqual(
        [],
      );
      const missing = pagesIn(reference).flatMap((page) => {
        const built = site.get(page);
        if (built === undefined) return [page];
        const ids = new Set([...String(built).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!));
        return idsIn(readFileSync(join(reference, page), "utf8"))
          .filter((id) => !ids.has(id))
          .map((id) => `${page}#${id}`);
      });
      expect(missing).toEqual([]);
    },
    60_000,
  );
});
