import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import type { Project } from "../../src/load/project.js";
import { parseRst } from "../../src/rst/rst.js";
import { imagesOf } from "../../src/site/images.js";
import { told } from "../load/tiny-project.js";

const bytes = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
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

test("a file that is no picture, and one that may not be read, are told and do not go along", () => {
  const uris = ["page.html", "page.png", "../../.git/config"];
  const other = Buffer.from("<script>alert(1)</script>");
  const guarded = {
    config: { specification: "text" },
    readBytes: (path: string) =>
      path.startsWith(".git") ? { refused: "is hidden", near: [], isForbidden: true } : other,
  } as unknown as Project;
  const { report, diagnostics } = collector();
  const text = uris.map((uri) => `.. image:: ${uri}\n`).join("\n");
  const document = parseRst({ path: "text/parts/a.rst", text }, report);
  const images = imagesOf("index.html", guarded, report);
  for (const node of document.children) if (node.type === "image") images.uriOf(node);
  expect([...images.files]).toEqual([]);
  expect(told(diagnostics).map((line) => line.split(":").slice(0, 3).join(":"))).toEqual([
    "text/parts/a.rst:1:1 image-refused page.html its name does not end as that of a picture (SVG, PNG, JPEG, GIF, WebP, AVIF, BMP, ICO)",
    "text/parts/a.rst:3:1 image-refused page.png its content is not PNG",
    "text/parts/a.rst:5:1 image-refused ../../.git/config it is hidden",
  ]);
});

test("in a tree of pages a path may be from the address of the page, as other generators read it", () => {
  const uris = ["../../art/larch.png", "../art/shared.png", "../art/none.png"];
  const tree = {
    config: { specification: "docs", pages: { folder: "docs" } },
    pages: { files: new Map([["guide/art/shared.png", "static/guide/art/shared.png"]]) },
    readBytes: (path: string) =>
      path === "docs/art/larch.png" ? bytes : { refused: "does not exist", near: [] },
  } as unknown as Project;
  const text = uris.map((uri) => `.. image:: ${uri}\n`).join("\n");
  const { report, diagnostics } = collector();
  const document = parseRst({ path: "docs/guide/trees.rst", text }, report);
  const images = imagesOf("guide/trees/index.html", tree, report);
  const found = document.children.flatMap((node) =>
    node.type === "image" ? [images.uriOf(node)] : [],
  );
  expect(found).toEqual([
    "../../images/docs/art/larch.png",
    "../art/shared.png",
    "../art/none.png",
  ]);
  expect(told(diagnostics)).toEqual(["docs/guide/trees.rst:5:1 missing-image ../art/none.png"]);
});
