import type { pageCodes } from "../../base/codes/pages.js";
import type { Samples } from "./sample.js";

const settings = (pages: string) => `--- specpress.yaml\nname: Sample\npages: ${pages}\n`;
const page = (path: string, front: string, text = "Text.") =>
  `--- content/${path}\n---\n${front}\n---\n\n${text}\n`;
const first = `${settings("content")}${page("_index.md", "title: Sample")}`;
const layouts = `${settings("{ folder: content, layouts: { release: { shows: release } } }")}${page("_index.md", "title: Sample")}`;

/** A project of pages. */
export const pageSamples: Samples<keyof typeof pageCodes> = {
  "pages-and-specification": [
    "projects with pages and a specification",
    `--- specpress.yaml\nname: Sample\nspecification: specification\npages: content\n${page("_index.md", "title: Sample")}`,
    first,
  ],
  "too-many-pages": [
    "more pages than a site can list",
    "content/one.md, content/two.md, content/three.md, ...",
    "content/one.md",
    "sketch",
  ],
  "page-twice": [
    "files that would be the same page",
    `${first}${page("one.md", "title: One")}${page("one/_index.md", "title: One")}`,
    `${first}${page("one.md", "title: One")}${page("two/_index.md", "title: Two")}`,
  ],
  "page-name-unsafe": [
    "names of pages that cannot be addresses",
    `${first}${page("c#.md", "title: C#")}`,
    `${first}${page("c-sharp.md", "title: C#")}`,
  ],
  "page-for-missing": [
    "pages that are meant for what is not there",
    `${first}${page("404.md", "title: Not found")}`,
    `${settings("content\nwords: { not-found: Nothing here, not-found-text: 'Begin at {site}.' }")}${page("_index.md", "title: Sample")}`,
  ],
  "page-without-title": [
    "pages without a title",
    `${first}${page("one.md", "weight: 1")}`,
    `${first}${page("one.md", "title: One\nweight: 1")}`,
  ],
  "folder-without-page": [
    "folders of pages without a page of their own",
    `${first}${page("rooms/one.md", "title: One")}`,
    `${first}${page("rooms/one.md", "title: One")}${page("rooms/_index.md", "title: Rooms")}`,
  ],
  "headless-page": [
    "files other than index.md that say headless: true",
    `${first}${page("one.md", "title: One\nheadless: true")}`,
    `${first}${page("parts/index.md", "headless: true")}`,
  ],
  "weight-twice": [
    "pages of one folder with the same weight",
    `${first}${page("one.md", "title: One\nweight: 1")}${page("two.md", "title: Two\nweight: 1")}`,
    `${first}${page("one.md", "title: One\nweight: 1")}${page("two.md", "title: Two\nweight: 2")}`,
  ],
  "front-matter-unknown-key": [
    "keys of front matter that nothing reads",
    `${first}${page("one.md", "titel: One")}`,
    `${first}${page("one.md", "title: One")}`,
  ],
  "front-matter-unknown-name": [
    "layouts and outputs of front matter that nearly are those of the settings",
    `${layouts}${page("one.md", "title: One\nlayout: releases")}`,
    `${layouts}${page("one.md", "title: One\nlayout: release")}`,
  ],
  "front-matter-bad-value": [
    "values of front matter that do not fit their keys",
    `${first}${page("one.md", "title: One\nweight: heavy")}`,
    `${first}${page("one.md", "title: One\nweight: 1")}`,
  ],
  "page-title-repeated": [
    "headings of level 1 below the title of their page",
    `${first}${page("one.md", "title: One", "# More\n\nText.")}`,
    `${first}${page("one.md", "title: One", "## More\n\nText.")}`,
  ],
  "static-file-twice": [
    "static files that would be the same file of the site",
    `${settings("{ folder: content, static: { a: one, /a/: two } }")}${page("_index.md", "title: Sample")}--- one/file.txt\nOne.\n--- two/file.txt\nTwo.\n`,
    `${settings("{ folder: content, static: { a: one, b: two } }")}${page("_index.md", "title: Sample")}--- one/file.txt\nOne.\n--- two/file.txt\nTwo.\n`,
  ],
  "static-file-in-the-way": [
    "static files with the name of a page, or of another file of the site",
    `${settings("{ folder: content, static: static }")}${page("_index.md", "title: Sample")}--- static/index.html\nText.\n`,
    `${settings("{ folder: content, static: static }")}${page("_index.md", "title: Sample")}--- static/other.html\nText.\n`,
  ],
  "static-file-hidden": [
    "static files that are hidden",
    `${settings("{ folder: content, static: static }")}${page("_index.md", "title: Sample")}--- static/.secret\nText.\n`,
    `${settings("{ folder: content, static: static }")}${page("_index.md", "title: Sample")}--- static/.well-known/text\nText.\n`,
  ],
};
