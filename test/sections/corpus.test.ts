import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { withoutStandIns } from "../../src/base/verbatim.js";
import { collector } from "../../src/base/diagnostics.js";
import { loadProject } from "../../src/load/load.js";
import { buildModel } from "../../src/model/model.js";
import { readSpec } from "../../src/spec.js";
import { renderSections } from "../../src/sections/sections.js";

const shared = new URL("../../../shared/", import.meta.url);
const root = new URL("corpus/matrix-doc", shared);
const reference = new URL("reference/rst/", shared);
const isHere = existsSync(root) && existsSync(reference);

/** All characters but white space, which line breaks of the reference left within words too; underlines of titles without their style. */
function charactersOf(text: string): string {
  return text
    .split("\n")
    .map((line) => line.replace(/\s+/g, ""))
    .map((line) => line.replace(/^([=\-~+^`@:<])\1{2,}$/, (row) => `title of ${row.length}`))
    .join("");
}

describe.skipIf(!isHere)("a real specification (in ../shared)", () => {
  test(
    "its sections are those of its old toolchain, character by character",
    { timeout: 60_000 },
    () => {
      const { report, diagnostics } = collector();
      const options = { root: root.pathname, gitVersion: "Unknown", gitRev: "" };
      const project = loadProject(options, report)!;
      const sections = renderSections(
        buildModel(readSpec(project, report), project, report),
        project,
        report,
      );
      expect(sections.size).toBe(231);

      const pages = readdirSync(reference).map((name) =>
        charactersOf(readFileSync(new URL(name, reference), "utf8")),
      );
      const texts = [...project.texts.values()].map(({ text }) => text).join("\n");
      const used = new Set([...texts.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!));
      const different = [...used].filter((name) => {
        const text = sections.get(name)?.text;
        if (text === undefined || name.startsWith("git_")) return false;
        const labelled = withoutStandIns(text).replace(
          /%(\w+)%/g,
          (label, key: string) => project.labels.get(key) ?? label,
        );
        const characters = charactersOf(labelled);
        return !pages.some((page) => page.includes(characters));
      });

      // What cannot be the same: these use a file that is not there.
      const incomplete = diagnostics.filter(({ code }) => code === "ref-not-found");
      const files = incomplete.map(({ span }) => /([^/]+)\.yaml$/.exec(span!.source.path)![1]);
      expect(different.toSorted()).toEqual(files.map((file) => `${file}_is_http_api`).toSorted());
    },
  );
});
