import { fromRoot } from "./from-root.js";
import { posix } from "node:path";
import type { Code, Report } from "../base/diagnostics.js";
import { authored } from "../base/source.js";
import { nearest, renamed } from "../base/text.js";
import type { Link } from "../html/write.js";
import { withoutDirective } from "../html/html-places.js";
import type { Page } from "./page.js";

/** Suggestions take their time; behind this many different dead links the reader has enough to do. */
const suggestionLimit = 100;

/** `module:members_`: what `text <module:members_>`_ leads to, as docutils reads it too. */
const nameLikeAddress = /^[a-z][\w+.-]*:[^/@?#]*_$/i;

/** A place within the site: a path below the output folder and a fragment, which may be empty. */
interface Target {
  readonly path: string;
  readonly fragment: string;
}

interface Known {
  readonly pages: ReadonlyMap<string, Page>;
  /** All files of the site, pages among them. */
  readonly files: ReadonlySet<string>;
}

/**
 * Report the links that lead nowhere within the site: to a page or file that it does not have, or to a place that the
 * page does not have. Links to other sites are left alone, those within a page were checked with its document, and pages
 * of `elsewhere` count as there. `isInProject`: whether a file is there that may not be published. Only links of the pages that are `checked` are looked at. A link that stands in a text
 * used by many pages is told once.
 */
export function checkLinks(
  pages: readonly Page[],
  checked: readonly Page[],
  files: Iterable<string>,
  elsewhere: ReadonlySet<string>,
  report: Report,
  isInProject: (path: string) => boolean = () => false,
): void {
  const known: Known = {
    pages: new Map(pages.map((page) => [page.path, page])),
    files: new Set([...files, ...elsewhere]),
  };
  const suggest = suggester(known);
  const told = new Set<string>();
  for (const page of checked)
    for (const { link, target, isName } of leadingLinks(page)) {
      if (isName && isNew(link, told)) report("name-taken-for-address", link.span, [link.href]);
      const fault = target && faultOf(target, known);
      if (!fault || !isNew(link, told)) continue;
      const { href, written = href, span } = link;
      const ofRoot = fromRoot(unescaped(written));
      const found =
        ofRoot !== null
          ? addressFromRoot(ofRoot, known)
          : written === href || fault === "dead-fragment"
            ? suggest(href, target, page.path)
            : nearestAddress(written, known);
      const isText = fault === "dead-page-link" && /\.(?:md|rst)$/.test(target.path);
      const near =
        isText && found.length === 0
          ? nearestAddress(`/${target.path.replace(/\.\w+$/, "")}`, known)
          : found;
      const place = target.path === page.path ? "this page" : target.path;
      if (fault === "dead-fragment") report(fault, span, [written, place, ...near]);
      else {
        const file = fileMeant(written, authored(span).source.path);
        const [, served] = servedRe.exec(written) ?? [];
        if (served !== undefined) report(fault, span, [written, served]);
        else if (isInProject(file) && (ofRoot === null || near.length === 0))
          report(fault, span, [written, "", file]);
        else {
          const [named] =
            ofRoot === null
              ? [...pageNamedSo(file, target.fragment, known), ...pageNamedLike(link, page, known)]
              : [];
          report(fault, span, [written, ...(named === undefined ? near : [named])]);
          if (named === undefined) reportPlace(link, target, near, page.path, known, report);
        }
      }
    }
}

/** Report a place that is not on the page which a link to none means either, where it is like one of that. */
function reportPlace(
  { href, written = href, span }: Link,
  { fragment }: Target,
  [near]: readonly string[],
  from: string,
  { pages }: Known,
  report: Report,
): void {
  const meant = near === undefined || fragment === "" ? null : targetOf(near, from);
  const page = meant && pages.get(meant.path);
  if (!page || hasPlace(page, fragment)) return;
  const ids = nearest(fragment, page.ids);
  if (ids.length > 0) report("dead-fragment", span, [written, page.path, `#${ids[0]}`]);
}

/** `pathname:///a.pdf`: a file of the site, as Docusaurus has links that it does not check. */
const servedRe = /^pathname:\/\/(\/[^]*)$/;

/** The address of the page that a path means where the numbers are left out that files begin with: none or one. */
function pageNamedSo(path: string, fragment: string, { pages }: Known): readonly string[] {
  const wanted = plainPath(path);
  const [, below = ""] = /^[^/]+\/(.*)$/s.exec(wanted) ?? [];
  for (const { path: at, file, ids } of pages.values()) {
    const plain = file ? plainPath(file.file) : "";
    if (plain === "" || (plain !== wanted && plain !== below)) continue;
    return [`/${at.replace(/index\.html$/, "")}${ids.has(fragment) ? `#${fragment}` : ""}`];
  }
  return [];
}

/** The file of a page that is called nearly like the one that a link names, as that link would name it: none or one. */
function pageNamedLike(
  { href, written = href, span }: Link,
  { file: own }: Page,
  { pages }: Known,
): readonly string[] {
  const [, here = "", path = "", rest = ""] = linkToTextRe.exec(written) ?? [];
  if (!own || path === "" || !authored(span).source.path.endsWith(`/${own.file}`)) return [];
  const folder = posix.dirname(own.file);
  const names = [...pages.values()].flatMap(({ file }) =>
    file && file.file !== own.file ? [posix.relative(folder, file.file)] : [],
  );
  return nearest(unescaped(path), names)
    .slice(0, 1)
    .map((name) => `${here}${name}${rest}`);
}

const linkToTextRe = /^(\.\/)?([^?#]*\.(?:md|markdown))(.*)$/s;

/** `guide/setup` of `02-guide/1-setup.md`, as of `guide/setup/index.md`. */
function plainPath(path: string): string {
  return path
    .replace(/\.(?:mdx?|markdown|rst|html)$/i, "")
    .replace(/\/(?:_?index|readme)?$/i, "")
    .split("/")
    .map((name) => name.replace(/^\d{1,4}[-_.]+(?=.)/, ""))
    .join("/")
    .toLowerCase();
}

/** The file that a link of a text names, as paths lead from there. */
function fileMeant(written: string, text: string): string {
  const path = unescaped(written.replace(/[?#].*$/s, ""));
  if (path.startsWith("/")) return posix.join("/", path).slice(1);
  return fromRoot(path) ?? posix.join(posix.dirname(text), path);
}

interface LeadingLink {
  readonly link: Link;
  /** Where it leads within the site. */
  readonly target: Target | null;
  /** Whether its address may be meant as a name. */
  readonly isName: boolean;
}

/** Those of the links of pages that have to be looked at: most stay in their page, and most pages are as they were. */
const leading = new WeakMap<readonly Link[], readonly LeadingLink[]>();

function leadingLinks({ links, path }: Page): readonly LeadingLink[] {
  let found = leading.get(links);
  if (!found) {
    found = links.flatMap((link) => {
      const { href } = link;
      if (href.startsWith("#")) return [];
      const target = targetOf(href, path);
      const isName = nameLikeAddress.test(href);
      return target || isName ? [{ link, target, isName }] : [];
    });
    leading.set(links, found);
  }
  return found;
}

function faultOf(
  { path, fragment }: Target,
  known: Known,
): Extract<Code, "dead-page-link" | "dead-fragment"> | null {
  const page = known.pages.get(path);
  if (page) return hasPlace(page, fragment) ? null : "dead-fragment";
  return known.files.has(path) || known.files.has(join(path, "index.html"))
    ? null
    : "dead-page-link";
}

/** The address of the page that a file of the project is, or of a file that is published: none or one. */
function addressFromRoot(written: string, { pages, files }: Known): readonly string[] {
  const [, path = "", fragment = ""] = /^([^#?]*)(.*)$/s.exec(written)!;
  const published = path.replace(/^[^/]+\//, "");
  for (const page of pages.values())
    if (page.file?.file === published)
      return [`/${page.path.replace(/index\.html$/, "")}${fragment}`];
  return files.has(published) ? [`/${published}${fragment}`] : [];
}

/** The address of a page like one that is written from the root of the site: none or one. */
function nearestAddress(written: string, { pages }: Known): readonly string[] {
  const addresses = [...pages.keys()].flatMap((path) => {
    const folder = path.replace(/\/?index\.html$/, "");
    return folder === "" ? [] : [`/${folder}`];
  });
  const plain = written.replace(/(?:\/(?:index\.html)?)?(?:[?#].*)?$/s, "");
  return nearest(plain, addresses)
    .slice(0, 1)
    .map((each) => `${each}/`);
}

/** Whether a link in this very place of the author's files has not been told yet. */
function isNew({ href, written = href, span }: Link, told: Set<string>): boolean {
  const { source, start } = authored(span);
  const key = `${source.path}:${start}:${written}`;
  if (told.has(key)) return false;
  told.add(key);
  return true;
}

/** What a dead link may have meant, as a link of its page: nothing or one place, worked out once for each target. */
function suggester({
  pages,
  files,
}: Known): (href: string, target: Target, from: string) => readonly string[] {
  const found = new Map<string, Target | null>();
  return (href, target, from) => {
    const { path, fragment } = target;
    if (files.has(`${path}.html`)) return [href.replace(/(?=[?#]|$)/, ".html")];
    const key = `${path}#${fragment}`;
    if (!found.has(key) && found.size < suggestionLimit)
      found.set(key, nearestPlace(target, pages, files));
    const place = found.get(key);
    return place ? [linkTo(place, from)] : [];
  };
}

/** An id of the same page, or the page that was meant, with the id where it has that. */
function nearestPlace(
  { path, fragment }: Target,
  pages: ReadonlyMap<string, Page>,
  files: ReadonlySet<string>,
): Target | null {
  const ids = pages.get(path)?.ids;
  if (ids) {
    const id = nearest(fragment, ids)[0] ?? renamed(fragment, ids)[0];
    return id === undefined ? null : { path: "", fragment: id };
  }
  const file = sameName(path, files) ?? nearestNeighbours(path, files)[0];
  if (file === undefined) return null;
  return { path: file, fragment: pages.get(file)?.ids.has(fragment) ? fragment : "" };
}

function linkTo({ path, fragment }: Target, from: string): string {
  const address = path === "" ? "" : posix.relative(posix.dirname(from), path);
  return fragment === "" ? address : `${address}#${fragment}`;
}

/** Files of the same folder with a similar name. */
function nearestNeighbours(path: string, files: ReadonlySet<string>): string[] {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const names = [...files]
    .filter((file) => file.startsWith(folder))
    .map((file) => file.slice(folder.length));
  const near = nearest(path.slice(folder.length), names);
  // A folder that has one page has one for each version, of which there is one.
  const isOnly =
    folder !== "" &&
    path.endsWith(".html") &&
    !path.endsWith("/index.html") &&
    names.length === 1 &&
    names[0]!.endsWith(".html");
  return (near.length === 0 && isOnly ? names : near).map((name) => folder + name);
}

/** `guide.html` of another folder, or `guide/v1.html`, which is the only version of that page. */
function sameName(path: string, files: ReadonlySet<string>): string | undefined {
  const name = posix.basename(path);
  if (name === "index.html" || !name.endsWith(".html")) return undefined;
  const version = `${path.slice(0, -".html".length)}/`;
  const isVersion = (file: string) => posix.dirname(file) + "/" === version;
  const found = [...files].filter(
    (file) => file.endsWith(".html") && (posix.basename(file) === name || isVersion(file)),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** Empty and `top` are the beginning of any page; the rest must be one of its ids, perhaps with escapes. */
function hasPlace(page: Page, fragment: string): boolean {
  return (
    fragment === "" ||
    fragment === "top" ||
    page.ids.has(fragment) ||
    page.ids.has(unescaped(fragment))
  );
}

/** The path below the output folder and the fragment a link names, or `null` for links that leave the site or stay in their page. */
function targetOf(
  href: string,
  from: string,
): { readonly path: string; readonly fragment: string } | null {
  if (servedRe.test(href)) return { path: href, fragment: "" };
  if (/^([a-z][a-z0-9+.-]*:|\/|#)/i.test(href)) return null;
  const [address = "", written = ""] = href.split(/#(.*)/s);
  const fragment = withoutDirective(written);
  const path = unescaped(address.split("?")[0]!);
  if (path === "") return { path: from, fragment };
  return { path: join(from.split("/").slice(0, -1).join("/"), path), fragment };
}

/** `rooms` and `../index.html` → `index.html`. A path that leaves the site begins with `..`. */
function join(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of [...folder.split("/"), ...path.split("/")]) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: the text means itself.
    return text;
  }
}
