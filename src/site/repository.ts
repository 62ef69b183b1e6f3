import { authored, positionAt, type Span } from "../base/source.js";
import type { Project } from "../load/project.js";
import type { SourceLinks } from "../html/write.js";

/** Where what stands on a page comes from, as addresses of the project's repository; absent without the setting. */
export function sourceLinksOf(
  project: Project,
): ((span: Span, title: string) => SourceLinks) | undefined {
  const { repository } = project.config;
  if (!repository) return undefined;
  const { path, branch } = repository;
  return (span, title) => {
    const { source, start } = authored(span);
    // What has an origin that is not known is made, as the headings of a draft are.
    if (source.origin || !isFile(source.path)) return {};
    const values = new Map<string, () => string>([
      ["file", () => (path === "" ? source.path : `${path}/${source.path}`)],
      ["line", () => String(positionAt(source, start).line)],
      ["branch", () => branch],
      ["rev", () => project.git.rev || branch],
      ["title", () => title],
    ]);
    const address = (pattern: string | null) =>
      pattern === null ? undefined : filled(pattern, values);
    return {
      edit: address(repository.edit),
      report: address(repository.report),
      source: address(repository.source),
    };
  };
}

/** What is a file of the project: no text that the program made or brings along. */
function isFile(path: string): boolean {
  return path !== "" && !/^[<{]|^specpress:|^\.\.?\//.test(path);
}

/** A pattern with its names filled in: slashes part folders in a path, and are escaped elsewhere. */
function filled(pattern: string, values: ReadonlyMap<string, () => string>): string {
  const query = pattern.search(/[?#]/);
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string, at: number) => {
    const value = values.get(name)?.();
    if (value === undefined) return whole;
    const written = encodeURIComponent(value.replace(/\p{Surrogate}/gu, "\ufffd")).replace(
      /[!'()*]/g,
      escapeOf,
    );
    return query === -1 || at < query ? written.replaceAll("%2F", "/") : written;
  });
}

function escapeOf(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
