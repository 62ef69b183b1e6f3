import { relative } from "node:path";
import { collector, severityOf, type Diagnostic } from "../base/diagnostics.js";
import { settle } from "../check/check.js";
import { loadProject, type LoadOptions } from "../load/load.js";
import type { ProjectConfig, PublishConfig } from "../load/project.js";
import { buildSite } from "../pipeline.js";
import { wordsOf, type PublishedStatus, type PublishedVersion, type Site } from "../site/site.js";
import type { publishVersion } from "../site/versions/write-versions.js";
import { checkNames, costText, lossesIn } from "./build.js";
import { outputsBeside } from "./outputs-beside.js";
import { exitCodeOf, exitCodeWithout } from "./print.js";
import type { ProjectPlace } from "./project-root.js";

/** What is asked for on the command line, and what the project at hand says of publishing. */
export interface Publishing {
  readonly place: ProjectPlace;
  /** The folder of all versions. */
  readonly into: string;
  readonly settings: PublishConfig;
  readonly config: ProjectConfig | null;
  readonly labels: ReadonlyMap<string, string>;
  readonly releases: ReadonlyMap<string, string>;
  readonly status: PublishedStatus | undefined;
  readonly isLatest: boolean;
  readonly keepGoing: boolean;
  readonly strict: boolean;
  readonly quiet: boolean;
}

/** The site of a version, or why there is none. */
export interface BuiltVersion {
  /** `null` where it is not to be published. */
  readonly site: Site | null;
  /** Why not, as the end of a sentence; `null` where the findings say it. */
  readonly why: string | null;
  readonly found: readonly Diagnostic[];
  readonly code: 0 | 1 | 2;
  readonly name: string;
  /** The language and the words of its interface. */
  readonly lang?: string | undefined;
  readonly words?: ProjectConfig["words"] | undefined;
  /** What all pages run, of the templates of this version. */
  readonly script: string;
}

/** Build a version. `options` say where its files are, if not on the disk. */
export async function buildVersion(
  { name, status }: Pick<PublishedVersion, "name" | "status">,
  { place, settings, labels, releases, keepGoing, strict }: Publishing,
  options: Partial<LoadOptions>,
): Promise<BuiltVersion> {
  const { report, diagnostics } = collector();
  const load = {
    ...place,
    labels,
    releases,
    publication: { ...settings, name, status },
    ...options,
  };
  const none = { site: null, why: null, name: "", script: "" };
  const project = loadProject(load, report);
  if (!project) return { ...none, found: diagnostics, code: exitCodeWithout(diagnostics) };
  checkNames({ load, targets: [] }, project);
  const beside = await outputsBeside(project, report);
  const { targets } = project.targets;
  const pages = buildSite(project, report, targets, undefined, undefined, beside?.onPage);
  const { site } = beside ? beside.added(pages) : pages;
  const found = settle(diagnostics, project).diagnostics;
  const code = exitCodeOf(found, strict);
  const isEmpty = ![...site.keys()].some((path) => path.endsWith(".html"));
  const losses = lossesIn(found);
  const why =
    isEmpty && found.some((each) => severityOf(each) === "error")
      ? "it would have no page."
      : losses > 0 && !keepGoing
        ? `${costText(losses)}; --keep-going publishes it all the same.`
        : code !== 0 && strict && !keepGoing
          ? "it has errors or warnings, which --strict does not allow."
          : null;
  if (why !== null) return { ...none, why, found, code };
  const script = project.templates.get("versions.js")?.text ?? "";
  const { name: title, lang, words } = project.config;
  return { site, why, found, code, name: title, lang, words, script };
}

export function wholeSettings(
  { settings, config }: Publishing,
  { name, lang, words, script }: Pick<BuiltVersion, "name" | "lang" | "words" | "script">,
): Parameters<typeof publishVersion>[1] {
  return {
    name: config?.name ?? name,
    lang: (config ? config.lang : lang) ?? "en",
    words: wordsOf(config ? config.words : words),
    address: settings.address,
    latestOnly: settings["search-engines"] === "latest",
    script,
  };
}

export function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short === "" ? "." : short.startsWith("..") ? path : short;
}
