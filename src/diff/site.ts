import { posix } from "node:path";
import { el, join, text, trusted, type Html } from "../html/element.js";
import { changesHtml, diffStyle } from "./formats/html.js";
import { changedSections, markedPage, type MarkedPage } from "./page.js";
import type { DiffReport } from "./report.js";

/** The files of a site by path. */
export type SiteFiles = ReadonlyMap<string, string | Uint8Array>;

/**
 * Two sites → a folder that stands alone: the pages that changed, with what came and went marked, and a first page with
 * the list of them and of the changes of the specification.
 */
export function siteOfChanges(before: SiteFiles, after: SiteFiles, report: DiffReport): SiteFiles {
  const pages: { path: string; html: string; marked: MarkedPage; how: string }[] = [];
  for (const path of [...new Set([...after.keys(), ...before.keys()])].toSorted()) {
    if (!path.endsWith(".html")) continue;
    const [old, now] = [textAt(before, path), textAt(after, path)];
    const marked = markedPage(mainOf(old ?? ""), mainOf(now ?? ""));
    if (!marked) continue;
    const how = old === null ? "new" : now === null ? "gone" : "changed";
    pages.push({ path, html: (now ?? old)!, marked, how });
  }
  const there = new Set(pages.map(({ path }) => path));
  const files = new Map<string, string | Uint8Array>();
  for (const [path, content] of [...before, ...after])
    if (isBeside(path)) files.set(`${folder}${path}`, content);
  for (const { path, html, marked } of pages)
    files.set(`${folder}${path}`, printed(path, html, marked, there));
  files.set("diff.css", pageStyle);
  files.set("diff.js", script);
  files.set("index.html", overview(pages, report));
  return files;
}

const folder = "pages/";

function textAt(site: SiteFiles, path: string): string | null {
  const content = site.get(path);
  return content === undefined
    ? null
    : typeof content === "string"
      ? content
      : Buffer.from(content).toString("utf8");
}

/** What pages show or are shown with. Searches and lists are of the whole site. */
function isBeside(path: string): boolean {
  return (
    /\.(?:css|js|png|jpe?g|gif|svg|webp|avif|ico|woff2?)$/i.test(path) && !/search/i.test(path)
  );
}

const mainRe = /<main\b[^>]*>\n?/;

function mainOf(html: string): string {
  const start = mainRe.exec(html);
  if (!start) return "";
  const end = html.lastIndexOf("</main>");
  return html.slice(start.index + start[0].length, end === -1 ? undefined : end);
}

function printed(
  path: string,
  html: string,
  marked: MarkedPage,
  there: ReadonlySet<string>,
): string {
  const up = "../".repeat(path.split("/").length);
  const start = mainRe.exec(html);
  const end = html.lastIndexOf("</main>");
  const head = join([
    el("link", { rel: "stylesheet", href: `${up}diff.css` }),
    el("script", { src: `${up}diff.js`, defer: true }),
  ]);
  const from = start ? start.index + start[0].length : 0;
  const own = (part: string) => withoutLinks(part, path, there);
  const above = own(html.slice(0, from)).replace("</head>", () => `${head}\n</head>`);
  return `${above}${changedSections(marked, up)}${own(marked.body)}\n${own(html.slice(end))}`;
}

/** Links to pages that did not change lead nowhere here. */
function withoutLinks(html: string, path: string, there: ReadonlySet<string>): string {
  return html.replace(/(<a\b[^>]*?)\shref="([^"]*)"/g, (whole, tag: string, href: string) => {
    if (/^(?:[a-z][a-z\d+.-]*:|#|\/\/)/i.test(href)) return whole;
    const [target = ""] = href.split(/[?#]/, 1);
    let decoded = target;
    try {
      decoded = decodeURIComponent(target);
    } catch {
      // as it is
    }
    const place = decoded.startsWith("/")
      ? decoded.slice(1)
      : posix.join(posix.dirname(path), decoded);
    const page = place === "." || place.endsWith("/") ? posix.join(place, "index.html") : place;
    return there.has(page) || there.has(`${page}/index.html`) || isBeside(page)
      ? whole
      : `${tag} data-unchanged`;
  });
}

function overview(
  pages: readonly { readonly path: string; readonly marked: MarkedPage; readonly how: string }[],
  report: DiffReport,
): string {
  const title = `Changes from ${report.before} to ${report.after}`;
  const list: Html =
    pages.length === 0
      ? el("p", {}, text("No page changed."))
      : el(
          "ul",
          {},
          ...pages.map(({ path, marked, how }) =>
            el(
              "li",
              {},
              el("a", { href: encodeURI(`${folder}${path}`) }, text(path)),
              text(how === "changed" ? ` (${marked.count})` : ` (${how})`),
              el(
                "ul",
                {},
                ...marked.sections.map((section) =>
                  el(
                    "li",
                    {},
                    el(
                      "a",
                      { href: `${encodeURI(`${folder}${path}`)}#${section.id}` },
                      text(section.title),
                    ),
                  ),
                ),
              ),
            ),
          ),
        );
  const head = el(
    "head",
    {},
    el("meta", { charset: "utf-8" }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("title", {}, text(title)),
    el("style", {}, trusted(diffStyle)),
  );
  const body = el(
    "body",
    {},
    el("h1", {}, text(title)),
    el("h2", {}, text("Pages that changed")),
    list,
    el("h2", {}, text("Changes of the specification")),
    changesHtml(report),
  );
  return `<!doctype html>\n${el("html", { lang: "en" }, head, body)}\n`;
}

const pageStyle = `ins { background: light-dark(#d4f7d4, #0e4420); color: inherit; text-decoration: underline; }
del { background: light-dark(#fddede, #5a1a1a); color: inherit; text-decoration: line-through; }
.diff-gone { display: block; font-weight: 400; white-space: pre-line; }
.diff-code { font-family: ui-monospace, monospace; white-space: pre-wrap; }
.diff-mark { scroll-margin-top: 6rem; }
.diff-mark:focus { outline: 3px solid currentColor; }
.diff-list { border: 1px solid currentColor; padding: .5rem 1rem; margin: 1rem 0; }
.diff-list ul { max-height: 12rem; overflow: auto; }
.diff-same { opacity: .8; border-inline-start: 3px dotted; padding-inline-start: .75rem; margin-block: .5rem; }
.diff-same > summary { cursor: pointer; }
a[data-unchanged] { text-decoration: none; color: inherit; }
`;

const script = `(() => {
  const marks = [...document.querySelectorAll(".diff-mark")];
  let at = -1;
  const go = (to) => {
    if (marks.length === 0) return;
    at = (to + marks.length) % marks.length;
    marks[at].scrollIntoView({ block: "center" });
    marks[at].focus({ preventScroll: true });
  };
  const follow = () => {
    const found = marks.findIndex(({ id }) => "#" + id === location.hash);
    if (found !== -1) at = found;
  };
  follow();
  addEventListener("hashchange", follow);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (event.key === "n") go(at + 1);
    else if (event.key === "p") go(at <= 0 ? marks.length - 1 : at - 1);
    else return;
    event.preventDefault();
  });
})();
`;
