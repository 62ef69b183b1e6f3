import type { Report } from "../base/diagnostics.js";
import type { Project } from "../load/project.js";
import type { Build, OnPage } from "../pipeline.js";

/** Puts files for programs beside a site. */
export interface OutputsBeside {
  readonly onPage: OnPage;
  /** A site with the files that the project asks for; a page of the same path stays. */
  readonly added: <T extends Pick<Build, "site" | "spec">>(built: T) => T;
}

/** What a build of all pages needs for the files that `outputs` of the settings asks for; `null` where there are none. */
export async function outputsBeside(
  project: Project,
  report: Report,
): Promise<OutputsBeside | null> {
  const { write } = project.config.outputs;
  if (write.length === 0) return null;
  const { optionsOf, outputFiles, Permalinks } = await import("../outputs/outputs.js");
  const permalinks = new Permalinks(project.config.outputs["base-url"]);
  const options = optionsOf(project);
  return {
    onPage: permalinks.note,
    added: (built) => {
      const files = outputFiles(write, { spec: built.spec, project, permalinks, options, report });
      return { ...built, site: new Map([...files, ...built.site]) };
    },
  };
}
