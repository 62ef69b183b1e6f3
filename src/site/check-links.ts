import type { Code, Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import type { Link } from "../html/write.js";
import type { Page } from "./page.js";

/** Suggestions take their time; behind this many findings the reader has enough to do. */
const suggestionLimit = 100;

interface Fault {
  readonly code: Extract<Code, "dead-page-link" | "dead-fragment">;
  readonly parts: readonly string[];
  /** What the link may have meant, worked out only for faults that are told. */
  readonly suggestion: () => string | undefined;
}

/**
 * Report the links that lead nowhere within the site: to a page or file that it does not have, or to a place that the
 * page does not have. Links to other sites are left alone, and pages of `elsewhere` count as there. A link that stands
 * in a text used by many pages is told once.
 */
export function checkLinks(
  pages: readonly Page[],
  files: Iterable<string>,
  elsewhere: ReadonlySet<string>,
  report: Report,
): void {
  const known: Known = {
    pages: new Map(pages.map((page) => [page.path, page])),
    files: new Set([...files, ...elsewhere]),
  };
  const told = new Set<string>();
  for (const page of pages)
    for (const link of page.links) {
      const fault = faultOf(link, page, known);
      const key = `${link.span.source.path}:${link.span.start}:${link.href}`;
      if (!fault || told.has(key)) continue;
      told.add(key);
      const suggestion = told.size <= suggestionLimit ? fault.suggestion() : undefined;
      report(
        fault.code,
        link.span,
        suggestion === undefined ? fault.parts : [...fault.parts, suggestion],
      );
    }
}

interface Known {
  readonly pages: ReadonlyMap<string, Page>;
  /** All files of the site, pages among them. */
  readonly files: ReadonlySet<string>;
}

function faultOf({ href }: Link, page: Page, known: Known): Fault | null {
  const target = targetOf(href, page.path);
  if (!target) return null;
  const leadsTo = known.pages.get(target.path);
  if (leadsTo) {
    if (hasPlace(leadsTo, target.fragment)) return null;
    const parts = [href, leadsTo === page ? "this page" : target.path];
    return {
      code: "dead-fragment",
      parts,
      suggestion: () => nearest(target.fragment, leadsTo.ids).map((id) => `#${id}`)[0],
    };
  }
  if (known.files.has(target.path) || known.files.has(join(target.path, "index.html"))) return null;
  return {
    code: "dead-page-link",
    parts: [href],
    suggestion: () => nearestFile(target.path, known.files),
  };
}

/** The page a path without its ending means, or the one with the most similar path. */
function nearestFile(path: string, files: ReadonlySet<string>): string | undefined {
  return files.has(`${path}.html`) ? `${path}.html` : nearest(path, files)[0];
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

/** The path below the output folder and the fragment a link names, or `null` for links that leave the site. */
function targetOf(
  href: string,
  from: string,
): { readonly path: string; readonly fragment: string } | null {
  if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(href)) return null;
  const [address = "", fragment = ""] = href.split(/#(.*)/s);
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
