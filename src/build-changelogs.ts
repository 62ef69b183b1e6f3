import { assembleChangelogs } from "./assemble/assemble.js";
import { asking } from "./asked-project.js";
import { reportTo, tellAgain, type Report } from "./base/diagnostics.js";
import { wholeProject } from "./base/whole-project.js";
import { inputsOfPages, settingsOf, type Building } from "./build-pages.js";
import type { SiteFor } from "./fill-pages.js";
import type { Project, Target } from "./load/project.js";
import { markdownFile } from "./markdown/markdown.js";
import type { Watch } from "./phases.js";
import { pointAtParts } from "./point/point.js";
import { idsIn, leadToTerms } from "./render/render.js";
import type { Context } from "./rst/context.js";
import type { Line } from "./rst/lines.js";
import type { Document } from "./rst/nodes.js";
import { parseParts } from "./rst/rst.js";
import { completePage, renderPage, type Page, type PageOptions } from "./site/page.js";
import {
  changelogFeed,
  changelogFile,
  changelogJson,
  comparedTargets,
  feedPath,
  joinVersions,
} from "./site/site.js";
import {
  transformInPlace,
  type DocumentTerms,
  type TransformSettings,
} from "./transform/transform.js";

/** The pages of the changelogs by API, for those whose own page is built, or with all pages; and the file for programs. */
export function buildChangelogs(
  project: Project,
  targets: readonly Target[],
  building: Building,
  siteFor: SiteFor,
  options: PageOptions = {},
): Changelogs {
  const { report, ask, steps } = building;
  const inputs = steps.isKeeping ? inputsOfPages(project, options, steps) : [];
  inputs.push(
    project.configFile,
    steps.same("labels", project.labels),
    steps.same("changelogs", project.changelogs),
    steps.same("pages to link to", comparedTargets(project)),
  );
  return steps.step("changelogs", inputs, { report, ask }, (making) => {
    const leading: Leading = (page, used) => {
      // Where it leads depends on all pages.
      if (used.length > 0) making.forget();
      leadToTerms(used, siteFor(page), making.report);
    };
    const { watch } = building;
    const asked = asking(project, making.ask);
    return pagesOfChangelogs(asked, targets, making.report, watch, leading, options);
  });
}

/** Leads what a page has of terms to their definitions. */
type Leading = (page: string, used: DocumentTerms["used"]) => void;

interface Changelogs {
  readonly pages: ReadonlyMap<string, Page>;
  readonly files: ReadonlyMap<string, string>;
}

function pagesOfChangelogs(
  project: Project,
  targets: readonly Target[],
  report: Report,
  watch: Watch,
  leadTerms: Leading,
  options: PageOptions,
): Changelogs {
  const isWhole = targets.length >= project.targets.targets.length;
  const isLeftOut = (api: string) =>
    !isWhole && api !== wholeProject && !targets.some(({ name }) => name === api);
  const changelogs = watch("assemble", () => assembleChangelogs(project, report)).filter(
    ({ api }) => !isLeftOut(api),
  );
  // Links within the page of the API are settled when the versions are joined.
  const tell = reportTo((finding) => {
    if (finding.code !== "dead-link") tellAgain(finding, report);
  });
  const settings = settingsOf(project, report);
  const markdown = (lines: readonly Line[], cx: Context) =>
    markdownFile(lines, cx, project.config.markdown);
  const read = (
    lines: readonly Line[],
    doctitle: boolean,
    syntax: "rst" | "markdown",
    path: string,
  ): Document => {
    const part = syntax === "markdown" ? { lines, read: markdown } : { lines };
    const parsed = watch("parse", () => parseParts([part], tell, settings));
    const terms: TransformSettings["terms"] = ({ used }) => leadTerms(path, used);
    return watch("transform", () =>
      transformInPlace(parsed, tell, { doctitle, subtitle: syntax === "rst", terms }),
    );
  };
  const pages = new Map<string, Page>();
  const hasFeeds = project.config.site?.feeds === true;
  for (const changelog of changelogs) {
    const { syntax } = changelog;
    const { path } = changelog.manuscript;
    const header = read(changelog.header, true, syntax, path);
    const versions = changelog.versions.map(({ lines }) => read(lines, false, syntax, path));
    const document = joinVersions(changelog, header, versions);
    pointAtParts(document, idsIn(document));
    const shown = { ...options, isLast: true };
    completePage(changelog.manuscript, document, project, report);
    options.onChangelog?.(path, document);
    const page = renderPage(changelog.manuscript, document, project, report, shown);
    pages.set(changelog.api, hasFeeds ? { ...page, feed: feedPath(page.path) } : page);
  }
  const files = new Map(pages.size > 0 ? [[changelogFile, changelogJson(changelogs, pages)]] : []);
  if (hasFeeds)
    for (const changelog of changelogs)
      files.set(
        feedPath(changelog.manuscript.path),
        changelogFeed(changelog, pages.get(changelog.api)!, project),
      );
  return { pages, files };
}
