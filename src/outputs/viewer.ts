import { isFileName } from "../base/safe-path.js";
import { viewerPath } from "../base/viewer-path.js";
import { el, join, text, trusted, type Html } from "../html/element.js";
import type { OutputContext } from "./context.js";
import { openApiDocument } from "./openapi.js";
import { jsonFile } from "./tree.js";

/** What the pages of the viewer say, in the language of the site. */
export interface ViewerWords {
  readonly viewer: string;
  readonly "viewer-server": string;
  readonly "viewer-use": string;
  readonly "viewer-hint": string;
}

/**
 * Pages that show the APIs and try them, where `viewer` of the settings asks for them: one for each API, with its document
 * as its files are written. They load nothing of other hosts, and send nothing until a reader has named a server.
 */
export function viewerFiles(cx: OutputContext, words: ViewerWords): ReadonlyMap<string, string> {
  const { project, spec } = cx;
  const files = new Map<string, string>();
  if (!project.viewer) return files;
  const options = { ...cx.options, openapi: null, server: null };
  const shown = spec.apis.flatMap((api) => {
    if (!isFileName(api.api.name)) return [];
    const document = openApiDocument(api, { ...cx, options });
    return document ? [{ ...api.api, document }] : [];
  });
  if (shown.length === 0) return files;
  for (const { name, config, document } of shown) {
    const links = shown.map((api) =>
      el(
        "a",
        { href: fileOf(api.name), ...(api.name === name && { "aria-current": "page" }) },
        text(api.config.title),
      ),
    );
    const json = jsonFile(document.value, document.naming);
    const nav = el("nav", { "aria-label": words.viewer }, join(links, "\n"));
    files.set(viewerPath(name), page(config.title, nav, json, cx, words));
  }
  for (const name of ["viewer.js", "viewer.css"])
    files.set(`viewer/${name}`, project.templates.get(name)?.text ?? "");
  for (const [name, content] of project.viewer) files.set(`viewer/swagger-ui/${name}`, content);
  return files;
}

/** No script and no style but those of the site, no requests but those of the form. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src http: https:; base-uri 'none'; form-action 'none'";

function page(
  title: string,
  nav: Html,
  json: string,
  { project: { config } }: OutputContext,
  words: ViewerWords,
): string {
  const { name, lang = "en" } = config;
  const head = [
    el("meta", { charset: "utf-8" }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    el("meta", { name: "robots", content: "noindex" }),
    el("title", {}, text(`${title} – ${name}`)),
    el("link", { rel: "icon", href: "data:," }),
    el("link", { rel: "stylesheet", href: "swagger-ui/swagger-ui.css" }),
    el("link", { rel: "stylesheet", href: "viewer.css" }),
    el("script", { src: "swagger-ui/swagger-ui-bundle.js", defer: true }),
    el("script", { src: "viewer.js", defer: true }),
  ];
  const header = el("header", {}, el("a", { href: "../index.html" }, text(name)), nav);
  const body = [
    header,
    el(
      "form",
      { id: "server" },
      el(
        "label",
        {},
        text(words["viewer-server"]),
        el("input", {
          type: "url",
          required: true,
          pattern: "https?://.+",
          placeholder: "https://",
          list: "servers",
        }),
      ),
      el("datalist", { id: "servers" }),
      el("button", {}, text(words["viewer-use"])),
      el("p", {}, text(words["viewer-hint"])),
    ),
    el("div", { id: "viewer" }),
    // Nothing in it ends the element.
    el(
      "script",
      { type: "application/json", id: "document" },
      trusted(json.replaceAll("<", "\\u003c")),
    ),
  ];
  const root = el(
    "html",
    { lang },
    el("head", {}, join(head, "\n")),
    el("body", {}, join(body, "\n")),
  );
  return `<!doctype html>\n${root}\n`;
}

function fileOf(api: string): string {
  return `${encodeURIComponent(api)}.html`;
}
