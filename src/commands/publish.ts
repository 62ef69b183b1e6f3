import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { printable } from "../base/printable.js";
import { loadSettings } from "../load/load.js";
import { statusOfName, whyNoLabel, type PublishedStatus } from "../site/site.js";
import { publishedIn, publishVersion, RefusedFolder } from "../site/versions/write-versions.js";
import { UsageError, type Given, type Io } from "./command.js";
import { pairs, versionPairs } from "./names.js";
import { printDiagnostics, summaryOf } from "./print.js";
import { projectPlace } from "./project-root.js";
import { buildVersion, shown, wholeSettings, type Publishing } from "./publish-version.js";

/**
 * `specpress publish`: the site of a version beside those that are in a folder. Exit code 1 where something is wrong with
 * the specification; errors that cost a page or a part of one leave the folder as it is.
 */
export async function publish(given: Given, io: Io): Promise<number> {
  const start = performance.now();
  const publishing = readOptions(given, io);
  const { fromGit, as } = given.options;
  try {
    if (typeof fromGit === "string") {
      if (as !== undefined || publishing.isLatest)
        throw new UsageError(
          `--from-git: ${as === undefined ? "--latest" : "--as"} goes with a single version; tags have their own names, and the highest is the latest`,
        );
      const { publishTags } = await import("./publish-tags.js");
      return await publishTags(fromGit, publishing, io);
    }
    return await publishOne(typeof as === "string" ? as : undefined, publishing, start, io);
  } catch (error) {
    if (error instanceof RefusedFolder) throw new UsageError(`--into: ${error.message}`);
    throw error;
  }
}

function readOptions(given: Given, io: Io): Publishing {
  const { options } = given;
  const list = (name: string) =>
    Array.isArray(options[name]) ? (options[name] as readonly string[]) : [];
  const { into, address, status } = options;
  if (typeof into !== "string" || into === "")
    throw new UsageError("publish needs --into DIR, the folder of all versions");
  const place = projectPlace(given, io);
  const config = loadSettings(place);
  const settings = config?.publish ?? { address: null, "search-engines": "all" as const };
  return {
    place,
    into: resolve(into),
    config,
    settings:
      typeof address === "string" ? { ...settings, address: plainAddress(address) } : settings,
    labels: pairs(list("label"), "--label", "NAME=VALUE"),
    releases: versionPairs(list("release"), "--release"),
    // One of the choices, as the command's options say.
    status: status as PublishedStatus | undefined,
    isLatest: options["latest"] === true,
    keepGoing: options["keepGoing"] === true,
    strict: options["strict"] === true,
    quiet: options["quiet"] === true,
  };
}

function plainAddress(address: string): string {
  if (!/^https?:\/\/[^/?#\s]+(?:\/[^?#\s]*)?$/.test(address) || !URL.canParse(address))
    throw new UsageError(
      `--address takes an address such as https://spec.example.org, not "${address}"`,
    );
  return address.replace(/\/+$/, "");
}

async function publishOne(
  as: string | undefined,
  publishing: Publishing,
  start: number,
  io: Io,
): Promise<number> {
  const { into, place } = publishing;
  const name = as ?? nameOf(publishing);
  const there = publishedIn(into, place.root);
  const fault = whyNoLabel(
    name,
    there.map((version) => version.name),
  );
  if (fault !== null) throw new UsageError(`--as: "${name}" cannot be a version: it ${fault}`);
  const known = there.find((version) => version.name === name);
  const { status = statusOfName(name) } = publishing;
  const date = known?.date;
  const version = { name, status, ...(date === undefined ? {} : { date }) };
  const built = await buildVersion(version, publishing, {});
  printDiagnostics(built.found, io);
  if (built.site === null) {
    if (built.why !== null) io.err(`${shown(into)}: nothing was published, since ${built.why}\n`);
    return built.code;
  }
  const { isChanged, latest } = publishVersion(
    { ...version, site: built.site, latest: publishing.isLatest ? "always" : "if-before" },
    wholeSettings(publishing, built),
    into,
    place.root,
  );
  if (!publishing.quiet) {
    const seconds = ((performance.now() - start) / 1000).toFixed(2);
    io.err(`${summaryOf(built.found)}, ${seconds} s\n`);
    const what = isChanged ? "is published" : "is as it was";
    const which =
      latest === name ? "; it is the latest" : latest === null ? "" : `; the latest is ${latest}`;
    io.out(`${printable(name)} ${what} in ${printable(shown(into))}${printable(which)}.\n`);
    const page = join(into, "index.html");
    io.out(`Open ${printable(shown(page))} (${pathToFileURL(page).href})\n`);
  }
  return built.code;
}

/** What a version is called that has no name on the command line. */
function nameOf({ releases, config }: Publishing): string {
  const given = [...new Set(releases.values())];
  if (given.length === 1) return given[0]!;
  const name = config?.pages?.version?.name;
  if (given.length === 0 && name !== undefined) return name;
  throw new UsageError(
    given.length > 1
      ? "publish needs --as LABEL: --release names several versions"
      : "publish needs --as LABEL, the version and the name of its folder",
  );
}
