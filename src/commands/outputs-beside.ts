import type { Report } from "../base/diagnostics.js";
import type { Project } from "../load/project.js";
import type { Build, OnPage } from "../pipeline.js";
import { wordsOf } from "../site/site.js";

const ignore: Report = () => {};

/** Puts files for programs, and the viewer of APIs, beside a site. */
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
  if (write.length === 0 && !project.viewer) return null;
  const { optionsOf, outputFiles, viewerFiles, Permalinks } = await import("../outputs/outputs.js");
  const permalinks = new Permalinks(project.config.outputs["base-url"]);
  const options = optionsOf(project);
  return {
    onPage: permalinks.note,
    added: (built) => {
      const cx = { spec: built.spec, project, permalinks, options, report };
      const files = outputFiles(write, cx);
      // What is wrong with the documents is told once.
      const viewer = viewerFiles(
        write.includes("openapi") ? { ...cx, report: ignore } : cx,
        wordsOf(project.config.words),
      );
      return { ...built, site: new Map([...files, ...viewer, ...built.site]) };
    },
  };
}
