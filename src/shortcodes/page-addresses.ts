import { posix } from "node:path";
import { isText } from "../base/formats.js";
import { authored } from "../base/source.js";
import { nearest } from "../base/text.js";
import type { PageFile, Project } from "../load/project.js";
import type { PageAddress, PageShown } from "./showing.js";

interface Known {
  /** How it is written in a link. */
  readonly href: (from: string) => string;
  readonly title: string;
  readonly page?: PageFile;
}

type Addresses = Pick<PageShown, "hasAddresses" | "addressOf" | "filesAt">;

const ofProjects = new WeakMap<Project, Addresses>();

/** What shortcodes know of the addresses of a project's pages. */
export function addressesFor(project: Project): Addresses {
  const found = ofProjects.get(project);
  if (found) return found;
  const shortcodes = [...(project.config.shortcodes?.values() ?? [])];
  const hasPages = shortcodes.some(({ shows }) => shows === "address");
  const hasAddresses = hasPages || shortcodes.some(({ shows }) => shows === "text");
  const addressOf = hasPages ? pageAddresses(project) : () => ({ near: [] });
  const addresses: Addresses = {
    hasAddresses,
    addressOf,
    filesAt: (address) => filesAt(address, project),
  };
  ofProjects.set(project, addresses);
  return addresses;
}

/**
 * Where a page is that a shortcode names by its path, with or without the ending of its file: from the folder of the text at
 * hand, from the folder of all texts, or by the last part of it where only one page is called so.
 */
function pageAddresses(project: Project): PageShown["addressOf"] {
  const { config } = project;
  const known = new Map<string, Known>();
  const add = (key: string, found: Known) => void (known.has(key) || known.set(key, found));
  for (const page of project.pages?.pages ?? []) {
    const address = posix.dirname(page.path).replace(/^\.$/, "");
    const href = address === "" ? "/" : `/${address}/`;
    add(keyOf(page.file), { href: () => href, title: page.title, page });
    add(address, { href: () => href, title: page.title, page });
  }
  if (!project.pages)
    for (const path of project.texts.keys())
      add(keyOf(path), {
        href: (from) => posix.relative(posix.dirname(from), path),
        title: posix.basename(path, posix.extname(path)),
      });
  const byLastPart = new Map<string, Known[]>();
  for (const [key, found] of known) {
    const last = posix.basename(key);
    byLastPart.set(last, [...(byLastPart.get(last) ?? []), found]);
  }
  return ({ value, span }, output) => {
    const [, path = "", fragment = ""] = /^([^#]*)(#.*)?$/s.exec(value.trim())!;
    const from = posix.relative(config.specification, authored(span).source.path);
    const key = keyOf(path.replace(/^\/+|\/+$/g, ""));
    const beside = keyOf(posix.join(posix.dirname(from), key));
    const called = byLastPart.get(key) ?? [];
    const found =
      (path === "" ? known.get(keyOf(from)) : undefined) ??
      (path.startsWith("/") ? undefined : known.get(beside)) ??
      known.get(key) ??
      (called.length === 1 ? called[0] : undefined);
    if (!found) return { near: nearest(key, known.keys()) };
    const file = output === undefined ? "" : outputFile(found.page, output, project);
    if (file === null) return { near: found.page?.outputs ?? [] };
    return { href: found.href(from) + file + fragment, title: found.title } satisfies PageAddress;
  };
}

/** `a/b` for `a/b.md` and `a/b/_index.md`; "" for the first page. */
function keyOf(path: string): string {
  const named = isText(path) ? path.slice(0, -posix.extname(path).length) : path;
  return named.replace(/(?:^|\/)_?index$/, "");
}

/** The file of an output beside the page; "" for the page itself, `null` where it has none like it. */
function outputFile(
  page: PageFile | undefined,
  output: string,
  { config }: Project,
): string | null {
  const wanted = output.toLowerCase();
  if (wanted === "html") return "";
  const name = page?.outputs.find((each) => each.toLowerCase() === wanted);
  const known = config.pages?.outputs ?? {};
  if (name === undefined || !Object.hasOwn(known, name)) return null;
  return known[name]!.file ?? `${name}.md`;
}

/** Files that an address from the root of the site may be: one that goes into it, else one of the project or beside the pages. */
function filesAt(address: string, { pages, config }: Project): readonly string[] {
  const place = posix.normalize(address).replace(/^\/+/, "");
  const served = pages?.files.get(place);
  const folder = config.pages?.folder;
  return [
    ...(served === undefined ? [] : [served]),
    place,
    ...(folder === undefined ? [] : [posix.join(folder, place)]),
  ];
}
