import { isAbsolute } from "node:path";
import { nearest } from "../base/text.js";
import { isRefused, type Files, type Kind, type Refused } from "./files.js";

/**
 * Files as a tree that ends at its root: no path and no link leads out of it, or to what is hidden (a name
 * that begins with a dot, such as `.git` or `.env`, but for those that sites have, such as `.well-known`). Each folder is read once.
 * Paths are relative to the root, with `/`; the real path of a file, without links, is its name in the whole program.
 */

export interface Found {
  /** Real path relative to the root. */
  readonly path: string;
  readonly kind: "file" | "folder";
}

const maxLinks = 40;

/** A file in each folder that is a site written by this program. */
export const siteMarker = ".specpress-site";

/** A file in each folder into which this program publishes versions. */
export const versionsMarker = ".specpress-versions";

/** A file in each folder that is a review written by this program. */
export const reviewMarker = ".specpress-review";

/** Names with a dot that are meant for the public: what web servers and hosts of sites look for in a site. */
const publicNames = new Set([".well-known", ".nojekyll", ".htaccess", ".domains"]);

function isHidden(name: string): boolean {
  return name.startsWith(".") && !publicNames.has(name);
}

export class Tree {
  /** Absolute real path. */
  readonly root: string;
  private readonly folders = new Map<string, ReadonlyMap<string, Kind>>();
  /** What `find` said, by path: most paths are asked for several times. */
  private readonly found = new Map<string, Found | Refused>();
  /** Links in the folders that were listed which lead where nothing is read, by path. */
  readonly refusedLinks = new Map<string, Refused>();
  /** Files and folders that are there, but could not be read. */
  readonly unreadable = new Set<string>();

  constructor(private readonly source: Files) {
    this.root = source.root;
  }

  /** The file or folder that a path leads to. */
  find(path: string): Found | Refused {
    const known = this.found.get(path);
    if (known) return known;
    const found = this.follow(path);
    this.found.set(path, found);
    return found;
  }

  /** Follow a path, link by link as the operating system does. */
  private follow(path: string): Found | Refused {
    if (isAbsolute(path)) return outside();
    const at: string[] = [];
    const written = path.split("/");
    const rest = written.toReversed();
    let links = 0;
    let kind: Found["kind"] = "folder";
    while (rest.length > 0) {
      const name = rest.pop()!;
      if (name === "" || name === ".") continue;
      if (kind === "file") {
        // Where git may not make links, a file holds the path of the link.
        const target = this.linkText(at.join("/"));
        if (target === null || ++links > maxLinks) return missing([]);
        at.pop();
        rest.push(name, ...target.split("/").reverse());
        kind = "folder";
        continue;
      }
      if (name === "..") {
        if (at.pop() === undefined) return outside();
        continue;
      }
      if (isHidden(name)) return hidden(name, links > 0);
      const entries = this.entries(at.join("/"));
      const entry = entries.get(name);
      if (entry === undefined) {
        const near = nearest(name, entries.keys());
        const index = written.length - 1 - rest.length; // while no link was followed
        return missing(links > 0 ? near : near.map((each) => written.with(index, each).join("/")));
      }
      if (entry === "other") return { refused: "is neither a file nor a folder", near: [] };
      if (entry === "link") {
        const target = ++links > maxLinks ? null : this.source.linkTarget([...at, name].join("/"));
        if (target === null) return missing([]);
        if (target.fromRoot) at.length = 0;
        rest.push(...target.path.split("/").reverse());
        continue;
      }
      at.push(name);
      kind = entry;
    }
    return { path: at.join("/"), kind };
  }

  /** The files of a folder by name, without those that begin with a dot; links are followed. */
  files(folder: string): string[] {
    return this.names(folder).filter((name) => this.kindOf(folder, name) === "file");
  }

  /**
   * Files below a folder as paths relative to it, in order. Linked folders are left out unless `follow` is set. Each
   * folder is listed once, where it really is if that is below: links that lead to one another show it without end. Sites
   * that a build wrote there are left out: each would be made of the last one.
   */
  deepFiles(folder: string, follow: boolean): string[] {
    const paths: string[] = [];
    const seen = new Set<string>();
    let links: string[] = [];
    const visit = (prefix: string) => {
      const path = prefix === "" ? folder : `${folder}/${prefix.slice(0, -1)}`;
      const real = this.find(path);
      if (isRefused(real) || seen.has(real.path)) return;
      seen.add(real.path);
      if (prefix !== "" && this.isSite(real.path)) return;
      for (const name of this.names(path)) {
        const kind = this.kindOf(path, name);
        if (kind === "file") paths.push(prefix + name);
        if (kind !== "folder") continue;
        if (this.entries(real.path).get(name) !== "link") visit(`${prefix}${name}/`);
        else if (follow) links.push(`${prefix}${name}/`);
      }
    };
    visit("");
    while (links.length > 0) {
      const next = links;
      links = [];
      for (const link of next) visit(link);
    }
    return paths.sort(byParts);
  }

  /** The folders in a folder, by name. */
  subfolders(folder: string): string[] {
    return this.names(folder).filter((name) => this.kindOf(folder, name) === "folder");
  }

  /** What is hidden below a folder, as paths relative to it; links are not followed. */
  hiddenIn(folder: string): string[] {
    const real = this.find(folder);
    if (isRefused(real) || real.kind !== "folder") return [];
    return [...this.entries(real.path)].flatMap(([name, kind]) => {
      if (isHidden(name)) return [name];
      const path = `${real.path}/${name}`;
      const below = kind === "folder" && !this.isSite(path) ? this.hiddenIn(path) : [];
      return below.map((path) => `${name}/${path}`);
    });
  }

  /** The links in a folder that lead to nothing, by name. */
  brokenLinks(folder: string): string[] {
    const real = this.find(folder);
    if (isRefused(real)) return [];
    const links = this.names(folder).filter((name) => this.entries(real.path).get(name) === "link");
    return links.filter((name) => {
      const found = this.find(`${real.path}/${name}`);
      return isRefused(found) && !found.isForbidden;
    });
  }

  /** What is neither a file nor a folder in a folder, by name, with what it is instead. */
  noFiles(folder: string): (readonly [name: string, why: string])[] {
    const broken = new Set(this.brokenLinks(folder));
    return this.names(folder).flatMap((name) => {
      if (broken.has(name)) return [[name, "is a link that leads to no file"] as const];
      const found = this.find(`${folder}/${name}`);
      return isRefused(found) && !found.isForbidden ? [[name, found.refused] as const] : [];
    });
  }

  /** The bytes of a file given by its real path; `null` where they cannot be read. */
  bytes(path: string): Buffer | null {
    const bytes = this.source.bytes(path);
    if (!bytes) this.unreadable.add(path);
    return bytes;
  }

  private isSite(folder: string): boolean {
    const entries = this.entries(folder);
    return [siteMarker, versionsMarker, reviewMarker].some((name) => entries.get(name) === "file");
  }

  /** The names in a folder, of whatever they are, without those that begin with a dot. No link is followed. */
  names(folder: string): string[] {
    const real = this.find(folder);
    if (isRefused(real) || real.kind !== "folder") return [];
    return [...this.entries(real.path).keys()].filter((name) => !isHidden(name));
  }

  private kindOf(folder: string, name: string): Found["kind"] | null {
    const real = this.find(folder);
    const kind = isRefused(real) ? undefined : this.entries(real.path).get(name);
    if (kind === "file" || kind === "folder") return kind;
    const path = folder === "" ? name : `${folder}/${name}`;
    const found = this.find(path);
    if (!isRefused(found)) return found.kind;
    if (found.isForbidden) this.refusedLinks.set(path, found);
    return null;
  }

  private entries(folder: string): ReadonlyMap<string, Kind> {
    const known = this.folders.get(folder);
    if (known) return known;
    const listed = this.source.list(folder);
    if (listed === null) this.unreadable.add(folder);
    const entries = listed ?? new Map<string, Kind>();
    this.folders.set(folder, entries);
    return entries;
  }

  private linkText(path: string): string | null {
    const text = this.bytes(path);
    if (!text || text.length === 0 || text.length > 1024) return null;
    const target = text.toString("utf8").replace(/\r?\n$/, "");
    return /^[^\0\n:]+$/.test(target) ? target : null;
  }
}

/** In the order in which folders are walked: `a/b` before `a.b`. */
function byParts(a: string, b: string): number {
  const [first, second] = [a.replaceAll("/", "\0"), b.replaceAll("/", "\0")];
  return first < second ? -1 : first > second ? 1 : 0;
}

function outside(): Refused {
  return { refused: "lies outside the project", near: [], isForbidden: true };
}

/** What begins with a dot is not the specification's: settings, secrets, git's own files. */
function hidden(name: string, isLinked: boolean): Refused {
  const refused = isLinked
    ? `leads to "${name}", which is hidden: its name begins with a dot`
    : `is hidden: "${name}" begins with a dot`;
  return { refused, near: [], isForbidden: true };
}

function missing(near: readonly string[]): Refused {
  return { refused: "does not exist", near };
}
