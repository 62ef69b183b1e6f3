import type { PageFile, Project, Target } from "../load/project.js";

/**
 * What other pages may depend on of the pages of a project, for who compares builds: all that is said of each, but not where it is
 * written, which is other with each edit of its text.
 */
export function comparedTargets({ targets: { targets } }: Project): readonly unknown[] {
  return targets.map(comparedTarget);
}

/** The same of one of them. */
export function comparedTarget(target: Target): unknown {
  const { name, files, page } = target;
  return page ? { name, files: files.map(({ path }) => path), page: comparedPage(page) } : target;
}

/** The same of a tree of pages; `null` for none. */
export function comparedTree({ pages: tree }: Project): unknown {
  return tree && { ...tree, pages: tree.pages.map(comparedPage) };
}

/** The same of a page. What its front matter says is compared as it is written. */
export function comparedPage(page: PageFile): unknown {
  const { spanOf: _spanOf, description: _description, ...said } = page;
  return said;
}
