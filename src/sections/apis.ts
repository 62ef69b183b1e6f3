import type { Report } from "../base/diagnostics.js";
import { verbatim, verbatimLabel } from "../base/verbatim.js";
import { joinPointer, spanOf } from "../data/data.js";
import type { Api, ApiConfig, Project, Target } from "../load/project.js";
import type { Recorder } from "./recorder.js";
import { simpleTable } from "./rst-table.js";
import type { TableView } from "./tables.js";

/** The version of an API: that of its label, or else of the pages; `undefined` where a project has no versions. */
export function apiVersion(api: ApiConfig, { labels, config }: Project): string | undefined {
  const pages = config.pages?.version;
  return labels.get(api.version) ?? pages?.name ?? pages?.status;
}

/** The table of all APIs: name, linked to its page, version, purpose. */
export function apisView(project: Project, recorder: Recorder, report: Report): TableView {
  const rows = project.apis.map((api) => {
    const { name, config } = api;
    // Pages in Markdown need no label for it.
    const unknown = project.config.pages ? "" : `%${config.version}%`;
    const version = apiVersion(config, project) ?? unknown;
    const page = pageOf(api, version, project);
    // Where each text is a page, an API may be shown on any of them.
    if (page === null && !project.config.pages) reportNoPage(api, project, report);
    const tell = (key: "title" | "purpose") =>
      recorder.tellFrom(config[key], project.configFile.source, "apis", name, key);
    const title = recorder.name(tell("title"));
    return [
      page === null ? title : `\`${title} <${verbatim(asAddress(page))}>\`_`,
      verbatimLabel(version),
      tell("purpose"),
    ];
  });
  return { title: "", rows: simpleTable(["API", "Version", "Description"], rows) };
}

/** A path below the output folder as a link to it: a label may hold any character. */
function asAddress(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** The page of an API: that of the target with its name, or of another version of it (`rooms@v1`); `null` where there is none. */
function pageOf({ name }: Api, version: string, { targets, labels }: Project): string | null {
  const folder = name.split("@", 1)[0]!;
  const versionOf = ({ versionLabel }: Target) =>
    versionLabel?.replace(/%([\w.-]+)%/g, (whole, key: string) => labels.get(key) ?? whole);
  const target =
    targets.targets.find((each) => each.name === name || each.page?.api === name) ??
    targets.targets.find(
      (each) => each.name.split("@", 1)[0] === folder && versionOf(each) === version,
    );
  if (!target) return null;
  if (target.page) return target.page.path;
  const shown = versionOf(target);
  return shown === undefined ? `${target.name}.html` : `${folder}/${shown}.html`;
}

function reportNoPage({ name, config }: Api, { configFile }: Project, report: Report): void {
  const at = { source: configFile.source, pointer: joinPointer("", "apis", name) };
  report("api-without-page", spanOf(at, "key"), [name, config.version]);
}
