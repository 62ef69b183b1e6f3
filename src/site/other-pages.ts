import { posix } from "node:path";
import { reportTo, tellAgain, type Diagnostic, type Report } from "../base/diagnostics.js";
import { idOf } from "../rst/names.js";
import type { Page } from "./page.js";

/** A name that its own page does not know, as it was reported. */
export interface Unresolved {
  readonly finding: Diagnostic;
  /** Path of the page. */
  readonly page: string;
}

const keptCodes: ReadonlySet<string> = new Set(["unknown-target", "sphinx-role", "dead-link"]);

/** A report that keeps back what may be understood when all pages are known. */
export function keepingBack(report: Report, page: string, kept: Unresolved[]): Report {
  return reportTo((finding) => {
    if (keptCodes.has(finding.code)) kept.push({ finding, page });
    else tellAgain(finding, report);
  });
}

/** Report what was kept back, with the addresses that work where another page has what is meant. */
export function reportKept(
  kept: readonly Unresolved[],
  pages: readonly Pick<Page, "path" | "name" | "ids" | "file">[],
  report: Report,
): void {
  for (const { finding, page } of kept) {
    const { code, span, parts, notes } = finding;
    if (code === "sphinx-role")
      tellAgain({ ...finding, parts: roleParts(parts, page, pages) }, report);
    else if (code === "dead-link") {
      // Of an operation the page has its id without the words before it, which is known at last.
      if (hasId(page, parts[0] ?? "", pages)) continue;
      tellAgain(
        parts.length > 1 ? finding : { ...finding, parts: placeParts(parts, page, pages) },
        report,
      );
    } else {
      const name = parts[0] ?? "";
      const address = addressOf(name, page, pages);
      if (address === null || hasId(page, idOf(name), pages)) tellAgain(finding, report);
      else report("target-on-other-page", span, [writtenName(span) ?? name, address], notes);
    }
  }
}

function hasId(page: string, id: string, pages: readonly Pick<Page, "path" | "ids">[]): boolean {
  return pages.some(({ path, ids }) => path === page && ids.has(id));
}

/** The name as the author wrote it: `Other part`_. */
function writtenName(span: Diagnostic["span"]): string | null {
  const text = span?.source.text.slice(span.start, span.end) ?? "";
  return /^`?([^`<>]+)`?__?$/.exec(text)?.[1]?.replace(/\s+/g, " ") ?? null;
}

/** What a link to a place that its page does not have may mean: that place of another page. */
function placeParts(
  [id = ""]: readonly string[],
  from: string,
  pages: readonly Pick<Page, "path" | "ids" | "file">[],
): readonly string[] {
  const other = pages.find(({ ids }) => ids.has(id));
  if (!other) return [id];
  const path = other.file
    ? `/${other.path.replace(/index\.html$/, "")}`
    : relativeTo(from, other.path);
  return [id, `${path}#${id}`];
}

/** Where a name stands, seen from a page: `#id` on the page itself, else the address of another one; `null` where nowhere. */
function addressOf(
  name: string,
  from: string,
  pages: readonly Pick<Page, "path" | "ids">[],
): string | null {
  const id = idOf(name);
  if (id === "") return null;
  const having = pages.filter(({ ids }) => ids.has(id));
  if (having.some(({ path }) => path === from)) return `#${id}`;
  return having[0] ? `${relativeTo(from, having[0].path)}#${id}` : null;
}

function roleParts(
  parts: readonly string[],
  from: string,
  pages: readonly Pick<Page, "path" | "name" | "ids">[],
): readonly string[] {
  const [role = "", , kind, shown = "", goal = ""] = parts;
  if (kind === "page") {
    const name = posix.normalize(goal.replace(/^\//, "")).replace(/\.rst$/, "");
    const page = pages.find((each) => isCalled(each, name));
    const instead = page
      ? `Write \`${shown} <${relativeTo(from, page.path)}>\`_.`
      : `There is no page "${goal}"; the pages are ${listOf(pages.map(({ path }) => path))}.`;
    return [role, instead];
  }
  if (kind !== "place") return parts;
  const address = addressOf(goal, from, pages);
  const text = shown === goal ? goal : shown;
  if (address === null)
    return [role, `There is no target or section "${goal}"; write \`text <address>\`_ with one.`];
  if (!address.startsWith("#")) return [role, `Write \`${text} <${address}>\`_.`];
  return [role, shown === goal ? `Write \`${goal}\`_.` : `Write \`${shown} <${goal}_>\`_.`];
}

/** A page by its target, or by the path that its file would give it. */
function isCalled({ path, name }: Pick<Page, "path" | "name">, goal: string): boolean {
  return [name, name.split("@", 1)[0], path, path.replace(/\.html$/, "")].includes(goal);
}

function listOf(paths: readonly string[]): string {
  const shown = paths.slice(0, 4).map((path) => `"${path}"`);
  return paths.length > shown.length ? `${shown.join(", ")}, ...` : shown.join(", ");
}

function relativeTo(from: string, path: string): string {
  return posix.relative(posix.dirname(from), path);
}
