import { wholeFile } from "./base/source.js";
import type { Project, Target } from "./load/project.js";

/**
 * Where it is not known which texts make which page, those that no page has, each as a page of its own: what is wrong with
 * them is found in a check all the same. What they refer to may be on another page, which is no fault then.
 */
export function withStrayPages(project: Project): Project {
  const { targets, texts } = project;
  if (targets.isLacking !== true) return project;
  const used = new Set(targets.targets.flatMap(({ files }) => files.map(({ path }) => path)));
  const included = new Set(
    [...texts.values()].flatMap(({ text }) =>
      [...text.matchAll(/^[ \t]*\.\. include::[ \t]*(\S+)/gm)].map(([, path]) => nameOf(path!)),
    ),
  );
  const strays = [...texts].filter(([path]) => !used.has(path) && !included.has(nameOf(path)));
  const pages = strays.slice(0, most).map(([path, source], index): Target => {
    const span = wholeFile(source);
    return { name: `stray-text-${index + 1}`, files: [{ path, depth: 0, span }], span };
  });
  return { ...project, targets: { ...targets, targets: [...targets.targets, ...pages] } };
}

/** A check of more takes long. */
const most = 200;

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
