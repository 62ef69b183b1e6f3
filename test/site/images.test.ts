import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import type { Project } from "../../src/load/project.js";
import { parseRst } from "../../src/rst/rst.js";
import { imagesOf } from "../../src/site/images.js";
import { told } from "../load/tiny-project.js";

const bytes = new Uint8Array([1, 2, 3]);
const files: Readonly<Record<string, Uint8Array>> = {
  "text/parts/tree 1.png": bytes,
  "text/larch.png": bytes,
};

/** Of a project, looking up images needs the folder of the texts and the files. */
const project = {
  config: { specification: "text" },
  readBytes: (path: string) =>
    files[path] ?? {
      refused: "does not exist",
      near: path === "text/lrach.png" ? ["larch.png"] : [],
    },
} as unknown as Project;

test("images lie beside the text or in the folder of the texts; one that is not there is told", () => {
  const uris = ["tree%201.png", "larch.png?x", "https://example.org/a.png", "../lrach.png"];
  const text = uris.map((uri) => `.. image:: ${uri}\n`).join("\n");
  const { report, diagnostics } = collector();
  const document = parseRst({ path: "text/parts/a.rst", text }, report);
  const images = imagesOf("rooms/v1.html", project, report);
  const found = document.children.flatMap((node) =>
    node.type === "image" ? [images.uriOf(node)] : [],
  );
  expect(found).toEqual([
    "../images/text/parts/tree%201.png",
    "../images/text/larch.png?x",
    "https://example.org/a.png",
    "../lrach.png",
  ]);
  expect([...images.files.keys()]).toEqual([
    "images/text/parts/tree 1.png",
    "images/text/larch.png",
  ]);
  expect(told(diagnostics)).toEqual(["text/parts/a.rst:7:1 missing-image ../lrach.png larch.png"]);
});
