import type { Entry } from "./entry.js";
import { oneOf } from "./words.js";

const isPath =
  "The address of a page is the path of its file: move the file, and leave the key out.";

/** What to do in place of keys that have a meaning for other generators of sites. */
const otherKeys: Readonly<Record<string, string>> = {
  slug: isPath,
  url: isPath,
  permalink: isPath,
  aliases: "Say to your host what old addresses lead to; ids of a page can be kept by moved.",
  redirect_from: "Say to your host what old addresses lead to; ids of a page can be kept by moved.",
  draft:
    "The page is published all the same: name its file under ignore in specpress.yaml where it is not to be.",
  published:
    "The page is published all the same: name its file under ignore in specpress.yaml where it is not to be.",
};

/** What can be wrong with: the pages of a tree, their front matter, and what lies beside them. */
export const pageCodes = {
  "pages-and-specification": {
    severity: "error",
    text: () => 'This project has "pages", so that its "specification" is not built.',
    hint: () => "A project has pages or a specification: remove one of them, or make two projects.",
  },
  "too-many-pages": {
    severity: "error",
    text: (limit) =>
      `There are more than ${limit} pages; this one and those after it are not built.`,
    hint: () => "Put several texts on a page.",
  },
  "page-twice": {
    severity: "error",
    text: (address, other) =>
      `The page ${address} is made of ${other} already; this file is not shown.`,
    hint: () =>
      "Rename one of the two files; many disks take capital and small letters for the same.",
  },
  "page-name-unsafe": {
    severity: "error",
    text: (wanted, address) => `The address of this page cannot be ${wanted}; it is ${address}.`,
    hint: () =>
      "Rename the file: some of its characters mean something else in addresses or to disks.",
  },
  "page-for-missing": {
    severity: "warning",
    text: (address) =>
      `This is a page at ${address} like any other; what servers show where there is no page is 404.html, which is made.`,
    hint: () =>
      'Write what it is to say under "words" in specpress.yaml: not-found (the title) and not-found-text; then remove the file.',
  },
  "page-without-title": {
    severity: "warning",
    text: (path) => `The page ${path} has no title, so that it is called by its file.`,
    hint: (_path, front) =>
      front
        ? 'Add "title: ..." to the front matter.'
        : "Add front matter at its top: a line ---, a line title: ..., a line ---.",
  },
  "folder-without-page": {
    severity: "warning",
    text: (folder) => `The folder "${folder}" has pages but no page of its own.`,
    hint: (_folder, path) => `Write ${path}, whose front matter has a title.`,
  },
  "headless-page": {
    severity: "warning",
    text: () => "Only an index.md can be headless; this file is a page all the same.",
    hint: () =>
      "The files in the folder of a headless index.md are parts of other pages: move it there.",
  },
  "weight-twice": {
    severity: "warning",
    text: (weight, title) =>
      `The page "${title}" has the weight ${weight} as well, so that nothing says which of the two is first.`,
    hint: () => "Give each page of a folder a weight of its own.",
  },
  "front-matter-unknown-key": {
    severity: "warning",
    text: (key) => `There is no key "${key}" in front matter; it is ignored.`,
    hint: (key = "", ...near) =>
      oneOf("Did you mean", near) ??
      (Object.hasOwn(otherKeys, key)
        ? otherKeys[key]!
        : "Where another program uses it, list it in pages.keys."),
  },
  "front-matter-unknown-name": {
    severity: "warning",
    text: (name, key) =>
      `The settings have no "${name}" under pages.${key === "layout" ? "layouts" : key}; it is ignored.`,
    hint: (_name, _key, near = "") => `Did you mean "${near}"?`,
  },
  "front-matter-bad-value": {
    severity: "error",
    text: (key, wanted, found) => `"${key}" must be ${wanted}, not ${found}; it is ignored.`,
    hint: (key, wanted) => `Write ${wanted} there, or remove ${key}.`,
  },
  "page-title-repeated": {
    severity: "warning",
    text: (heading) =>
      `The heading "${heading}" is of level 1, which only the title of a page is; it is shown as one of level 2.`,
    hint: () => "Write ## instead of #, or remove it where the front matter has the title.",
  },
  "static-file-twice": {
    severity: "error",
    text: (place, other) =>
      `The file "${place}" of the site is ${other} already; this one is left out.`,
    hint: () => "Rename one of the two files.",
  },
  "static-file-in-the-way": {
    severity: "error",
    text: (place) => `The site has a page or a file "${place}" already; this one is left out.`,
    hint: () => "Rename the file.",
  },
  "static-file-hidden": {
    severity: "warning",
    text: (path) =>
      `The file ${path} does not go into the site: its name, or that of its folder, begins with a dot.`,
    hint: () => "Only .well-known, .nojekyll, .htaccess and .domains do; list others under ignore.",
  },
} satisfies Record<string, Entry>;
