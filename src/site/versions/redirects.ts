import { encoded, pathOfAddress, type PlacedPage, type WholeVersion } from "./version.js";

/** A page of `latest/` that leads to one of a version. */
export interface Redirect {
  /** Below `latest/`. */
  readonly path: string;
  readonly version: WholeVersion;
  readonly page: PlacedPage;
}

/**
 * What `latest/` has: the pages of the latest version by all paths that they had in some version, and those that it has no
 * more, which lead to the newest version with them. So no address of `latest/` that ever worked stops to.
 */
export function redirectsTo(versions: readonly WholeVersion[]): readonly Redirect[] {
  const newest = newestFirst(versions);
  const pages = new Map<string, Omit<Redirect, "path">>();
  for (const version of newest)
    for (const page of version.places.pages)
      if (!pages.has(page.name)) pages.set(page.name, { version, page });
  const found = new Map<string, Redirect>();
  const taken = new Set<string>();
  const add = (path: string, name: string) => {
    const to = pages.get(name);
    // Neither twice, nor as a file and a folder.
    if (!to || isTaken(path, taken)) return;
    for (const part of withFoldersAbove(path)) taken.add(part);
    taken.add(`/${path.toLowerCase()}`);
    found.set(path, { path, ...to });
  };
  for (const { places } of newest) for (const { lasting, name } of places.pages) add(lasting, name);
  for (const { places } of newest) for (const { path, name } of places.pages) add(path, name);
  // The address of the folder itself.
  if (!found.has("index.html")) {
    const [first] = newest;
    const home = first?.places.pages.find(({ path }) => path === first.places.home);
    if (first && home) found.set("index.html", { path: "index.html", version: first, page: home });
  }
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The latest, then the other stable ones, then drafts. */
function newestFirst(versions: readonly WholeVersion[]): readonly WholeVersion[] {
  const rank = ({ latest, status }: WholeVersion) => (latest ? 0 : status === "stable" ? 1 : 2);
  return versions.toSorted((a, b) => rank(a) - rank(b));
}

/** Files have a slash before their path, folders have none. */
function isTaken(path: string, taken: ReadonlySet<string>): boolean {
  const key = path.toLowerCase();
  if (taken.has(`/${key}`) || taken.has(key)) return true;
  return withFoldersAbove(path).some((folder) => taken.has(`/${folder}`));
}

function withFoldersAbove(path: string): string[] {
  const parts = path.toLowerCase().split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** Where a redirect leads, seen from the folder of all versions. */
export function redirectTo({ version, page }: Redirect): string {
  return encoded(`${version.name}/${page.path}`);
}

/**
 * For hosts that redirect by themselves. What leads elsewhere than the rest comes first: the first line that fits counts.
 *
 * @see https://docs.netlify.com/routing/redirects/ and https://developers.cloudflare.com/pages/configuration/redirects/
 */
export function redirectsFile(
  latest: WholeVersion,
  redirects: readonly Redirect[],
  address: string | null,
): string {
  const base = pathOfAddress(address);
  // A star in an address would stand for any text.
  const plain = (path: string) => `${base}/${path}`.replaceAll("*", "%2A");
  const line = (from: string, to: string) => `${plain(from)} ${plain(to)} 302`;
  const others = redirects.filter(
    ({ version, page, path }) => version !== latest || page.path !== path,
  );
  const folder = encoded(latest.name);
  return [
    line("", encoded(`${latest.name}/${latest.places.home}`)),
    ...others.map((redirect) => line(`latest/${encoded(redirect.path)}`, redirectTo(redirect))),
    `${plain("latest/")}* ${plain(folder)}/:splat 302`,
    "",
  ].join("\n");
}
