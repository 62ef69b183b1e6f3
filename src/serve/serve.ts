import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Finding } from "../check/check.js";
import { KeptFiles } from "../files/kept.js";
import {
  commitOf,
  lastChangesOf,
  packageFolder,
  revisionOf,
  type LastChanges,
  type LoadOptions,
  type Revision,
} from "../load/load.js";
import { Builder, type Built } from "./builder.js";
import { Checker, type Told } from "./checker.js";
import { Live, type Listener } from "./live.js";
import { freeMemory } from "./memory.js";
import { isPageAt, patchOf, versionOf } from "./pages.js";
import { problemsOf } from "./problems.js";
import { LateFiles, type Site } from "../site/site.js";
import { startServer } from "./server.js";
import { pathBelow, startWatcher } from "./watch.js";

/**
 * A site that is always that of the files as they are: built in memory, served, and built again when a file changes that
 * it was made of. Nothing is written.
 */

export interface ServeOptions {
  readonly load: LoadOptions;
  readonly host: string;
  readonly port: number;
  readonly mayMove: boolean;
  /** Whether to look for all that `check` finds, behind each build. */
  readonly check: boolean;
  /** Whether findings are shown in colour. */
  readonly color: boolean;
  /** Is told after each build. */
  readonly show: (state: State) => void;
  /** Is told of what cannot be watched, and of faults of the program. */
  readonly fail: (error: unknown) => void;
}

/** How it stands with a project. */
export interface State {
  readonly built: Built;
  /** What is wrong, with what the last check found besides. */
  readonly findings: readonly Finding[];
  /** Of these, those that only the check finds, and whether it is at work. */
  readonly checked: readonly Told[];
  readonly isChecking: boolean;
  /** How long the last build took, in ms. */
  readonly duration: number;
}

export interface Serving {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** How long to wait for further changes, in ms: after the first, after others; and at most. */
const waits = { first: 5, more: 25, most: 300 };
/** When to look at all files once more after a build, in ms, for what was not told. */
const secondLook = 1000;
/** After so long without a build the server is at rest, in ms. */
const rest = 4000;

export async function serve(options: ServeOptions): Promise<Serving> {
  const outputs = await import("../outputs/outputs.js");
  const root = realpathSync(options.load.root);
  const files = new KeptFiles(root);
  const git = new Git();
  const { revisionOf, lastChangesOf } = git;
  const builder = new Builder(files, { ...options.load, revisionOf, lastChangesOf }, outputs);
  /** What the last check found. */
  let lastCheck: readonly Told[] = [];
  const checker = options.check
    ? new Checker(
        { load: forThread(options.load), color: options.color },
        ({ findings, fault }) => {
          if (fault !== undefined) options.fail(fault);
          lastCheck = findings;
          state = stateOf(state.built, state.duration);
          live.tell();
          options.show(state);
        },
        options.fail,
      )
    : null;
  let state = build({ before: new Map(), isChanged: true });

  const messageFor = ({ path, isLocal }: Listener) => {
    const { built, findings, isChecking } = state;
    return {
      version: versionOf(path, built),
      patch: () => patchOf(path, built),
      held: built.held,
      checking: isChecking,
      total: findings.length,
      counts: countsOf(findings),
      problems: problemsOf(findings, root, isLocal ? built.editor : undefined),
    };
  };
  const live = new Live(messageFor);
  const { server, port } = await startServer({ ...options, built: () => state.built, live });

  const settings = options.load.config;
  const ours = join(packageFolder(), "templates");
  /** Changes that no build knows of yet, as absolute paths. */
  let changes = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let later: NodeJS.Timeout | undefined;
  let atRest: NodeJS.Timeout | undefined;
  let since = 0;
  let isClosed = false;
  /** How many builds followed right upon one another. */
  let streak = 0;
  let ended = 0;

  const watcher = await startWatcher((path) => {
    if (isClosed) return;
    if (changes.size === 0) since = performance.now();
    changes.add(path);
    const left = waits.most - (performance.now() - since);
    const wait = changes.size > 1 ? waits.more : waits.first;
    clearTimeout(timer);
    timer = setTimeout(take, Math.max(0, Math.min(wait, left)));
  }, options.fail);
  watchAll();
  lookLater();
  options.show(state);

  return {
    port,
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      clearTimeout(later);
      clearTimeout(atRest);
      await checker?.close();
      live.close();
      server.closeAllConnections();
      await Promise.all([watcher.close(), new Promise((done) => server.close(done))]);
    },
  };

  /** Take the changes that were told, and build if there is something new among them. */
  function take(): void {
    if (isClosed) return;
    const pause = pauseFor();
    if (pause > 0) {
      timer = setTimeout(take, pause);
      return;
    }
    const named = changes;
    changes = new Set();
    const paths = [...named].flatMap((path) => pathBelow(root, path) ?? []);
    const isOurs = [...named].some((path) => path === settings || path.startsWith(ours));
    // A commit is asked for when it is made, not behind the next edit.
    const isCommit = paths.some((path) => path.startsWith(".git/")) && git.isOther();
    update(paths, isOurs || isCommit);
  }

  /** Why it is too early to build, in ms to wait. */
  function pauseFor(): number {
    // What git is about to check out is not there yet.
    if (existsSync(join(root, ".git/index.lock")) && performance.now() - since < 3000) return 20;
    // A file that grows without end is not built without end.
    const rest = streak > 5 ? Math.min(state.duration, 2000) - (performance.now() - ended) : 0;
    return Math.max(0, rest);
  }

  function update(paths: readonly string[] | "all", isOther: boolean): void {
    const before = state.built.site;
    try {
      const refreshed = files.refresh(paths);
      if (!refreshed.isChanged && !isOther) {
        // A check may have seen what was there for a moment only.
        checker?.check();
        return;
      }
      streak = performance.now() - ended < 100 ? streak + 1 : 0;
      state = build(refreshed);
    } catch (error) {
      options.fail(error);
    }
    ended = performance.now();
    live.tell();
    live.tellOfFiles(changedFiles(before, state.built.site));
    watchAll();
    lookLater();
    options.show(state);
  }

  function build(refreshed: Parameters<Builder["build"]>[0]): State {
    const start = performance.now();
    const built = builder.build(refreshed, showPages);
    checker?.check();
    return stateOf(built, performance.now() - start);
  }

  /** Show pages at once; what is wrong, and the files beside them, are told when the build is done. */
  function showPages(site: Site): void {
    const before = state;
    const { held: _held, ...built } = state.built;
    state = { ...state, built: { ...built, site } };
    live.tell(({ path }) => isPageAt(path, site));
    state = before;
  }

  function stateOf(built: Built, duration: number): State {
    const known = new Set(built.findings.map(keyOf));
    const checked = lastCheck.filter(({ finding }) => !known.has(keyOf(finding)));
    const findings = [...built.findings, ...checked.map(({ finding }) => finding)];
    return { built, findings, checked, isChecking: checker?.isBusy === true, duration };
  }

  /** Look once more when nothing has happened for a while: at all files, and at git. */
  function lookLater(): void {
    clearTimeout(later);
    later = setTimeout(() => update("all", git.isOther()), secondLook);
    clearTimeout(atRest);
    atRest = setTimeout(freeMemory, rest);
  }

  function watchAll(): void {
    const own = [ours, join(ours, "sections"), ...(settings ? [dirname(settings)] : [])];
    const folders = [...files.folders()].map((folder) => resolve(root, folder));
    const gitFolder = join(root, ".git");
    const isGit = statSync(gitFolder, { throwIfNoEntry: false })?.isDirectory() === true;
    watcher.watch([...folders, ...own, ...(isGit ? [gitFolder] : [])]);
  }
}

/** What is other in a site, but for its pages: of those each browser is told by itself. */
function changedFiles(before: Built["site"], after: Built["site"]): readonly string[] {
  const isLate = (site: Built["site"], path: string) =>
    site instanceof LateFiles && site.isLate(path);
  return [...after.keys()].flatMap((path) => {
    // What no browser has asked for, no browser shows.
    if (/\.html?$/i.test(path) || isLate(before, path)) return [];
    const old = before.get(path);
    if (old === undefined) return [];
    if (isLate(after, path)) return [path];
    const content = after.get(path)!;
    if (old === content) return [];
    return typeof content !== "string" &&
      typeof old !== "string" &&
      Buffer.compare(content, old) === 0
      ? []
      : [path];
  });
}

/** What git says, which is asked rarely: that takes longer than a build. */
class Git {
  #known: { readonly root: string; readonly revision: Revision } | null = null;
  #changes: { readonly root: string; readonly commit: string; readonly all: LastChanges } | null =
    null;

  readonly revisionOf = (root: string): Revision => {
    this.#known ??= { root, revision: revisionOf(root) };
    return this.#known.revision;
  };

  readonly lastChangesOf = (root: string): LastChanges => {
    this.#changes ??= { root, commit: commitOf(root), all: lastChangesOf(root) };
    return this.#changes.all;
  };

  /** Ask again, if it was asked; whether the answer is another one. */
  isOther(): boolean {
    const changes = this.#changes;
    if (changes && commitOf(changes.root) !== changes.commit) this.#changes = null;
    const isChanged = changes !== null && this.#changes === null;
    if (!this.#known) return isChanged;
    const { root, revision } = this.#known;
    const next = revisionOf(root);
    this.#known = { root, revision: next };
    return isChanged || next.version !== revision.version || next.rev !== revision.rev;
  }
}

/** What can be sent to a thread. */
function forThread({
  root,
  config,
  releases,
}: LoadOptions): Pick<LoadOptions, "root" | "config" | "releases"> {
  return { root, ...(config !== undefined && { config }), ...(releases && { releases }) };
}

/** What a finding says of which file; lines move. */
function keyOf({ code, message, place }: Finding): string {
  return `${code} ${place?.span.source.path} ${message}`;
}

function countsOf(findings: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { severity } of findings) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts;
}
