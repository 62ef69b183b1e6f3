import type { Differs } from "../check/check.js";
import type { Change } from "../diff/diff.js";
import type { Project } from "../load/project.js";
import { partingFrom } from "./changed-files.js";
import { changesSinceCommit } from "./compared.js";
import type { ProjectPlace } from "./project-root.js";

/**
 * Whether what an API says differs from what it said when this branch and a revision parted: comments and the layout of
 * files do not count. Compared when it is asked for the first time; where the old version cannot be read, all differs.
 */
export function differsSince(revision: string, place: ProjectPlace, project: Project): Differs {
  let known: readonly Change[] | null | undefined;
  const changes = () => {
    if (known === undefined) {
      const { repository, parting } = partingFrom(project.root, revision);
      known = changesSinceCommit(project, parting, repository, place);
    }
    return known;
  };
  return (api, files) => {
    const all = changes();
    if (all === null) return true;
    const isIn = (place: Change["before"]) => place !== null && files.has(place.file);
    return all.some(
      ({ apis, before, after }) => api === "" || apis.includes(api) || isIn(before) || isIn(after),
    );
  };
}
