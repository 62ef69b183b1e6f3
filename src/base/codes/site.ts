import type { Entry } from "./entry.js";

/** What can be wrong with: links, pages and the output folder. */
export const siteCodes = {
  "unsafe-link": {
    severity: "error",
    text: (href, kind = "link") =>
      kind === "image"
        ? `The address "${href}" is no image; the image is left out.`
        : /^data:/i.test(href)
          ? `The link "${href}" holds a page of its own, which may run code; it is left out.`
          : `The link "${href}" would run code in the reader's browser; it is left out.`,
    hint: (_href, kind) =>
      kind === "image"
        ? "Name a file of the project, or an address that begins with https:."
        : "Link to an address that begins with https:, http:, mailto: or a path.",
  },
  "bad-math": {
    severity: "error",
    text: (reason) => `The formula cannot be read: ${reason}.`,
    hint: () => "Formulas are written in TeX.",
  },
  "dead-page-link": {
    severity: "error",
    text: (href) => `The link "${href}" leads to a page or file that this site does not have.`,
    hint: (_href, nearest, file) => {
      if (file)
        return `The project has "${file}", but it is not published: name its folder under pages.static, or link to where it can be read.`;
      return nearest
        ? `Perhaps "${nearest}" is meant.`
        : "Name a page or file of this site, or write the whole address, https://..., of one elsewhere.";
    },
  },
  "name-taken-for-address": {
    severity: "warning",
    text: (href) =>
      `The link "${href}" leads nowhere: what has a colon is taken for an address, not for a name.`,
    hint: (href) =>
      `Write \`text <${(href ?? "").replace(":", "\\:")}>\`_, with a backslash before the colon.`,
  },
  "missing-image": {
    severity: "error",
    text: (uri) => `The project has no image "${uri}".`,
    hint: (uri = "", ...near) => {
      // `static/a.png` for `/a.png`: it is there, but its folder does not go into the site.
      const [file = ""] = near;
      if (uri.startsWith("/") && !file.startsWith("/") && file.endsWith(uri))
        return `The file "${file}" is there: let its folder go into the site, pages: { folder: ..., static: ${file.slice(0, -uri.length)} }.`;
      return near.length > 0
        ? `Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?`
        : "An image lies beside the text that shows it, in the folder of the specification or in one of pages.static.";
    },
  },
  "missing-theme-file": {
    severity: "error",
    text: (path, why) => `The style sheet "${path}" of theme.style ${why}.`,
    hint: (_path, _why, ...near) =>
      near.length > 0
        ? `Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?`
        : "It is the path of a file of CSS, from the folder of specpress.yaml.",
  },
  "low-contrast": {
    severity: "warning",
    text: (key, color, ratio, ground) =>
      `${key} ${color} has a contrast of ${ratio} to the ground ${ground}: text needs 4.5.`,
    hint: (_key, _color, _ratio, ground) =>
      ground === "#ffffff" ? "Choose a darker colour." : "Choose a lighter colour.",
  },
  "image-refused": {
    severity: "error",
    text: (uri, why) => `The image "${uri}" does not go into the site: ${why}.`,
    hint: (_uri, why = "") =>
      why.includes("outside the project")
        ? "Copy it into the project, beside the text that shows it."
        : "Use a picture of that format, or an SVG without scripts and references to other files.",
  },
  "dead-fragment": {
    severity: "error",
    text: (href, page) =>
      page === ""
        ? `The link "${href}" leads to a place that no page has.`
        : `The link "${href}" leads to a place that ${page} does not have.`,
    hint: (_href, _page, nearest) => (nearest ? `Perhaps "${nearest}" is meant.` : undefined),
  },
  "duplicate-page": {
    severity: "error",
    text: (path, first, second, other) =>
      path === other
        ? `The targets "${first}" and "${second}" both make the page "${path}"; only the first one is kept.`
        : `The target "${second}" makes the page "${path}" and "${first}" makes "${other}": many disks take both for one, and only the first one is kept.`,
    hint: () => "Give one of them another name or version label.",
  },
  "page-in-page": {
    severity: "error",
    text: (path, target, other, first) =>
      `The page "${path}" of the target "${target}" cannot be written beside the page "${other}" of "${first}": one name would be a file and a folder.`,
    hint: () => "Give one of them another name or version label.",
  },
  "page-in-file": {
    severity: "error",
    text: (path, file) =>
      `The page "${path}" cannot be written: "${file}" is a file of the site, so it cannot be a folder too.`,
    hint: () => "Give the page another name.",
  },
  "page-path-too-long": {
    severity: "error",
    text: (path) => `The page "${path}" has a name that is too long for a file; it is left out.`,
    hint: () =>
      "Names of files have 255 bytes at most: give the target a shorter name or version label.",
  },
  "bad-page-path": {
    severity: "error",
    text: (path) => `The page "${path}" would lie outside the output folder; it is left out.`,
    hint: () => "Name targets and version labels without .. and without a leading slash.",
  },
  "bad-page-template": {
    severity: "error",
    text: (name, reason) => `The template "${name}" cannot be used: ${reason}.`,
    hint: (_name, _what, fix) =>
      fix ||
      "Correct the template; that of specpress with this name shows what it is given, and docs/text/operations.md what templates may do.",
  },
  "template-with-script": {
    severity: "note",
    text: (path, raw) =>
      `The template "${path}" puts a script on pages, while specpress.yaml says "raw: ${raw}": templates are not looked through.`,
    hint: () => "Leave the script out if it is not meant.",
  },
  "output-is-a-link": {
    severity: "error",
    text: (path, link) =>
      link === path
        ? `The output folder "${path}" is a link; nothing was written.`
        : `On the way to the output folder "${path}" is a link, "${link}"; nothing was written.`,
    hint: () => "Name the folder itself, or remove the link.",
  },
  "output-not-a-site": {
    severity: "error",
    text: (path) =>
      `The output folder "${path}" holds something that this program did not write; nothing was written.`,
    hint: () => "Name an empty or new folder, or empty this one yourself.",
  },
} satisfies Record<string, Entry>;
