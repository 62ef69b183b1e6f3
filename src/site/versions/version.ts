import { compareVersions } from "../../changelog/changelog.js";
import type { Target } from "../../load/project.js";
import type { Page } from "../page.js";
import type { PublishedStatus } from "./status.js";

/** A version that is published beside others, in a folder of its name. */
export interface PublishedVersion {
  readonly name: string;
  readonly status: PublishedStatus;
  /** `2026-07-08` */
  readonly date?: string;
  /** Whether `latest/` leads to it: true of one at most. */
  readonly latest?: true;
}

/** What a version has at which address: readers change to the same place of another version. */
export interface Places {
  /** Path of the page to begin with. */
  readonly home: string;
  readonly pages: readonly PlacedPage[];
}

export interface PlacedPage {
  /** The same in all versions. */
  readonly name: string;
  /** Below the folder of the version. */
  readonly path: string;
  /** Below `latest/`: without the version that the path may have in it. */
  readonly lasting: string;
  readonly title: string;
  readonly ids: readonly string[];
}

/** A version with what it has. */
export interface WholeVersion extends PublishedVersion {
  readonly places: Places;
}

/** A path as a part of an address. */
export function encoded(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** The path of an address: `/spec` of `https://example.org/spec`; empty where the address is not known. */
export function pathOfAddress(address: string | null): string {
  return address === null ? "" : new URL(address).pathname.replace(/\/+$/, "");
}

/** Versions as a list shows them: drafts, then from the latest on. */
export function inOrder<T extends PublishedVersion>(versions: readonly T[]): readonly T[] {
  return versions.toSorted(
    (a, b) => rank(a) - rank(b) || compareVersions(b.name, a.name) || byDate(b, a) || byName(a, b),
  );
}

function rank({ status, name }: PublishedVersion): number {
  if (status !== "draft") return 2;
  return /\d/.test(name) ? 1 : 0;
}

function byDate({ date: a = "" }: PublishedVersion, { date: b = "" }: PublishedVersion): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byName({ name: a }: PublishedVersion, { name: b }: PublishedVersion): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The places of the pages of a site. */
export function placesOf(pages: readonly Page[], targets: readonly Target[]): Places {
  const lasting = lastingPaths(pages, targets);
  const home = pages.find(({ path }) => path === "index.html") ?? pages[0];
  return {
    home: home?.path ?? "index.html",
    pages: pages.map(({ name, path, title, ids }) => ({
      name,
      path,
      lasting: lasting.get(name) ?? path,
      title,
      ids: [...ids].filter((id) => !countedId.test(id)),
    })),
  };
}

/**
 * Paths without the version, by the names of pages: `rooms.html` for `rooms/r0.6.1.html`, where the latter has a label that
 * stands for the version. Where two pages would have one, each keeps its own.
 */
export function lastingPaths(
  pages: readonly Pick<Page, "name" | "path">[],
  targets: readonly Target[],
): ReadonlyMap<string, string> {
  const labelled = new Set(
    targets.filter(({ versionLabel = "" }) => versionLabel.includes("%")).map(({ name }) => name),
  );
  const taken = new Set(pages.map(({ path }) => path.toLowerCase()));
  const paths = new Map<string, string>();
  for (const { name, path } of pages) {
    const lasting = labelled.has(name) ? `${name.replaceAll("@", "-")}.html` : path;
    paths.set(name, lasting !== path && taken.has(lasting.toLowerCase()) ? path : lasting);
    taken.add(lasting.toLowerCase());
  }
  return paths;
}

/** Ids that were counted are those of another thing in another version. */
const countedId =
  /^(?:id|section|toc-entry|problematic|footnote(?:-reference)?|citation(?:-reference)?)-?\d+$/;
