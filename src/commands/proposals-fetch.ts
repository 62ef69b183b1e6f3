import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { collector, severityOf } from "../base/diagnostics.js";
import { printable, printablePath } from "../base/printable.js";
import { nearest } from "../base/text.js";
import { isArray, isObject, ownValue, type Json } from "../data/data.js";
import { loadProject } from "../load/load.js";
import type { Project } from "../load/project.js";
import {
  proposalsIn,
  proposalsText,
  type Proposal,
  type ProposalsConfig,
} from "../proposals/proposals.js";
import { UsageError, type Given, type Io } from "./command.js";
import { answersPath, readAnswers, writeAnswers } from "./kept-answers.js";
import { exitCodeWithout, printDiagnostics } from "./print.js";
import { projectPlace } from "./project-root.js";
import { askTracker, TrackerError, type TrackerAnswer, type TrackerOptions } from "./tracker.js";
import { checkWritable } from "./write-path.js";
import { writeTogether } from "./write-whole.js";

const github = "https://api.github.com";

/** Entries of a page of a list, the most that GitHub gives. */
const perPage = 100;

/**
 * `specpress proposals fetch`: asks the tracker for all proposals and writes the file that pages show. Exit code 1 where
 * the tracker does not give all of them: the file stays as it is.
 */
export async function fetchProposals(given: Given, io: Io): Promise<number> {
  const { report, diagnostics } = collector();
  const project = loadProject(projectPlace(given, io), report);
  // A setting that cannot be used is left out: to go on without would ask another tracker than it says.
  if (!project || diagnostics.some((each) => severityOf(each) === "error")) {
    printDiagnostics(diagnostics, io);
    return exitCodeWithout(diagnostics);
  }
  const { proposals: config } = project.config;
  if (!config?.from || !config.file || !config.states)
    throw new UsageError(
      'specpress.yaml has no usable "proposals", which say where the tracker is',
    );
  checkWritable(project.root, config.file);
  refuseOther(project, config.file);
  try {
    const issues =
      config.from.file === undefined
        ? await issuesOf(config, given, io)
        : issuesIn(project, config.from.file);
    const all = found(issues, config);
    write(project, config, all, given.options["quiet"] === true, io);
    return 0;
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    io.err(`specpress: ${printable(error.message)}; ${stays(project, config)}\n`);
    return 1;
  }
}

/** What is no list of proposals was written by somebody, and is not replaced by one. */
function refuseOther({ proposals }: Project, path: string): void {
  if (proposals === null || isListed(proposals.value)) return;
  if (proposals.source.text.trim() === "") return;
  throw new UsageError(
    `proposals.file: "${path}" is there and holds no list of proposals; name another file, or remove it`,
  );
}

/** Whether a value has the form of what is written. */
function isListed(value: Json): boolean {
  return isObject(value) && isArray(ownValue(value, "proposals"));
}

function stays({ root }: Project, { file }: ProposalsConfig): string {
  return existsSync(join(root, file)) ? `${file} was left as it is` : "nothing was written";
}

function found(issues: readonly Json[], config: ProposalsConfig): readonly Proposal[] {
  let proposals: readonly Proposal[];
  try {
    proposals = proposalsIn(issues, config);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new TrackerError(`the answer is not what a tracker gives: ${error.message}`);
  }
  if (proposals.length === 0) throw new TrackerError(`no issue has the label "${config.label}"`);
  return proposals;
}

function write(
  { root }: Project,
  config: ProposalsConfig,
  all: readonly Proposal[],
  isQuiet: boolean,
  io: Io,
): void {
  const path = join(root, config.file);
  const text = proposalsText(all);
  const isSame = existsSync(path) && readFileSync(path, "utf8") === text;
  if (!isSame) writeTogether(new Map([[path, text]]));
  if (!isQuiet) io.out(`${printablePath(config.file)}\n`);
  const lost = all.filter(({ state }) => state === null).map(({ number }) => `#${number}`);
  const rest = lost.length > 5 ? ` and ${lost.length - 5} more` : "";
  if (lost.length > 0)
    io.err(`Without the label of a state: ${lost.slice(0, 5).join(", ")}${rest}.\n`);
  if (!isQuiet)
    io.err(`${all.length} proposal${all.length === 1 ? "" : "s"}${isSame ? ", as before" : ""}\n`);
}

/** Issues that lie in a file of the project. */
function issuesIn(project: Project, path: string): readonly Json[] {
  const file = project.readData(path);
  if ("refused" in file) throw new UsageError(`proposals.from.file: "${path}" ${file.refused}`);
  if (isArray(file.value)) return file.value;
  throw new UsageError(`proposals.from.file: "${path}" is no list of issues`);
}

/** All issues with the label, page by page. Pages that did not change since the last time are not sent again. */
async function issuesOf(config: ProposalsConfig, given: Given, io: Io): Promise<readonly Json[]> {
  const { github: repository } = config.from;
  if (repository === undefined)
    throw new UsageError('proposals.from needs "github" or "file": where the proposals are');
  const asked = given.options["api"];
  const api = (typeof asked === "string" ? asked : (config.from.api ?? github)).replace(/\/+$/, "");
  if (!URL.canParse(api) || !/^https?:$/.test(new URL(api).protocol))
    throw new UsageError(`--api: "${api}" is no address of the web`);
  const options: TrackerOptions = {
    userAgent: `specpress/${io.version}`,
    token: tokenFor(api),
    timeout: 60_000,
    waits: [1000, 4000],
  };
  const cache = new Cache(api, repository);
  const pages = new Pages(api, options, cache);
  const known = await pages.all(`${api}/repos/${repository}/labels?per_page=${perPage}`);
  checkLabels(config, known);
  const query = `labels=${encodeURIComponent(config.label)}&state=all&sort=created&direction=asc&per_page=${perPage}`;
  const issues = await pages.all(`${api}/repos/${repository}/issues?${query}`);
  cache.write();
  return issues;
}

/**
 * A token is for the host that it was made for: no setting of the project leads it elsewhere, or over a connection that
 * others can read. `GITHUB_TOKEN` is GitHub's own; `SPECPRESS_TOKEN` is for the host that the user says.
 */
export function tokenFor(api: string): string | null {
  const { SPECPRESS_TOKEN: own, SPECPRESS_TOKEN_HOST: host, GITHUB_TOKEN: usual } = process.env;
  const { origin } = new URL(api);
  if (own && origin === (host ? `https://${host.toLowerCase()}` : github)) return own;
  return (origin === github && usual) || null;
}

/** A label that there is not would pass for one that nothing has. */
function checkLabels({ label, states }: ProposalsConfig, known: readonly Json[]): void {
  const names = known.flatMap((each) => {
    const name = isObject(each) ? ownValue(each, "name") : undefined;
    return typeof name === "string" ? [name] : [];
  });
  for (const wanted of [label, ...states.map((state) => state.label)]) {
    if (names.includes(wanted)) continue;
    const [near] = nearest(wanted, names);
    const advice = near === undefined ? "" : `, but "${near}"`;
    throw new TrackerError(`the tracker has no label "${wanted}"${advice}`);
  }
}

/** So many pages of a hundred entries a list may have. */
const mostPages = 1000;

class Pages {
  constructor(
    private readonly api: string,
    private readonly options: TrackerOptions,
    private readonly cache: Cache,
  ) {}

  /** The entries of a list, in their order. */
  async all(first: string): Promise<readonly Json[]> {
    const entries: Json[] = [];
    const seen = new Set<string>();
    for (let url: URL | null = new URL(first); url !== null;) {
      if (seen.has(url.href) || seen.size === mostPages)
        throw new TrackerError("the list of the tracker has no end");
      seen.add(url.href);
      const page: Page = await this.page(url);
      for (const entry of page.entries) entries.push(entry);
      url = page.next === null ? null : this.ledTo(page.next, url);
    }
    return entries;
  }

  private async page(url: URL): Promise<Page> {
    const kept = this.cache.get(url.href);
    // After a last page that is full there may be another by now, while the page is as it was.
    const known = kept && (kept.next !== null || kept.entries.length < perPage) ? kept : undefined;
    const answer = await this.ask(url, known?.etag ?? null);
    if (answer.status === 304 && known) {
      const page = { ...known, next: answer.next ?? known.next };
      this.cache.set(url.href, page);
      return page;
    }
    if (answer.limit !== null) throw new TrackerError(limitText(answer.limit, url, this.options));
    if (answer.status !== 200) throw new TrackerError(statusText(answer.status, url, this.options));
    const entries = entriesIn(answer.text);
    if (answer.etag !== null)
      this.cache.set(url.href, { etag: answer.etag, entries, next: answer.next });
    return { entries, next: answer.next };
  }

  /** What the tracker answers, there too where it leads on: a repository that was renamed has another address. */
  private async ask(url: URL, etag: string | null): Promise<TrackerAnswer> {
    for (let at = url, count = 0; count <= mostRedirects; count++) {
      const answer = await askTracker(at, etag, this.options);
      if (![301, 302, 303, 307, 308].includes(answer.status) || answer.location === null)
        return answer;
      at = this.ledTo(answer.location, at);
    }
    throw new TrackerError(`the tracker leads on more than ${mostRedirects} times`);
  }

  /** An address that the tracker says, seen from the one that was asked; a host that was not asked for is none. */
  private ledTo(address: string, from: URL): URL {
    const to = URL.canParse(address, from) ? new URL(address, from) : null;
    if (to === null) throw new TrackerError(`the tracker leads on to "${address}"`);
    if (to.origin !== new URL(this.api).origin)
      throw new TrackerError(`the tracker leads on to another host, ${to.host || to.href}`);
    return to;
  }
}

const mostRedirects = 5;

interface Page {
  readonly entries: readonly Json[];
  readonly next: string | null;
}

/** The variable that holds a token for a host: GitHub's own is sent to no other. */
function tokenName(host: string): string {
  return host === new URL(github).host ? "GITHUB_TOKEN" : "SPECPRESS_TOKEN";
}

function limitText(limit: string, { host }: URL, { token }: TrackerOptions): string {
  const advice = token === null ? `, or set ${tokenName(host)}` : "";
  return `the tracker allows no more requests now: ${limit}${advice}`;
}

function statusText(status: number, { host, pathname }: URL, { token }: TrackerOptions): string {
  const advice: Readonly<Record<number, string>> = {
    401: "the token is not accepted",
    403: token === null ? `${tokenName(host)} may be needed` : "the token may not read it",
    404: "there is no such repository, or a token is needed to see it",
  };
  const why = advice[status] ?? "it may be out of order";
  return `the tracker answers ${pathname} with ${status}: ${why}`;
}

function entriesIn(text: string): readonly Json[] {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw new TrackerError("the tracker gives no JSON, or a part of it");
  }
  if (isArray(value)) return value;
  throw new TrackerError("the tracker gives no list");
}

interface Kept extends Page {
  readonly etag: string;
}

/** What was answered last, in the user's cache: to ask whether it changed costs nothing of the limit. */
class Cache {
  private readonly path: string | null;
  private readonly before: ReadonlyMap<string, Kept>;
  private readonly now = new Map<string, Kept>();

  constructor(api: string, repository: string) {
    const name = createHash("sha256").update(`${api} ${repository}`).digest("hex").slice(0, 16);
    this.path = answersPath(`proposals-${name}.json`);
    this.before = keptIn(readAnswers(this.path));
  }

  get(url: string): Kept | undefined {
    return this.before.get(url);
  }

  set(url: string, kept: Kept): void {
    this.now.set(url, kept);
  }

  write(): void {
    writeAnswers(this.path, Object.fromEntries(this.now));
  }
}

function keptIn(value: unknown): ReadonlyMap<string, Kept> {
  if (typeof value !== "object" || value === null) return new Map();
  return new Map(
    Object.entries(value as Record<string, Partial<Kept> | null>).flatMap(([url, kept]) => {
      const { etag, entries, next } = kept ?? {};
      return typeof etag === "string" &&
        Array.isArray(entries) &&
        (next === null || typeof next === "string")
        ? [[url, { etag, entries: entries as readonly Json[], next }] as const]
        : [];
    }),
  );
}
