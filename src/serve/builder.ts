import { costsContent } from "../base/codes/costs.js";
import {
  collector,
  reportTo,
  severityOf,
  tellAgain,
  type Diagnostic,
  type Report,
} from "../base/diagnostics.js";
import { placeOf } from "../base/show-diagnostic.js";
import { settle, findingsOf, type Finding } from "../check/check.js";
import type { Files } from "../files/files.js";
import type { KeptFiles, Refreshed } from "../files/kept.js";
import { withContents } from "../files/memory.js";
import { Memo } from "../base/memo.js";
import { KeptReads, loadProject, type LoadOptions } from "../load/load.js";
import type { Project } from "../load/project.js";
import type { OutputName, Permalinks } from "../outputs/outputs.js";
import { buildAgain, type OnSite } from "../pipeline.js";
import { LateFiles, withOthers, wordsOf, type Site } from "../site/site.js";
import type { Spec } from "../spec.js";
import { Versions } from "./versions.js";

/** What is served: the last pages that were good, and what is wrong now. */
export interface Built {
  readonly site: Site;
  /** What was settled of the files as they are now. */
  readonly found: readonly Diagnostic[];
  readonly findings: readonly Finding[];
  /** Why the pages are not of the files as they are now; absent: they are. */
  readonly held?: string;
  readonly editor: string | undefined;
  /** Files for programs, by path: `spec.json`. They are made when they are asked for. */
  readonly outputs: ReadonlyMap<string, () => string | undefined>;
  /** Of its pages. */
  readonly versions: Versions;
}

/** One build of all pages. */
interface Outcome {
  readonly project: Project | null;
  readonly site: Site;
  readonly found: readonly Diagnostic[];
  readonly outputs: Built["outputs"];
}

/** Files for programs as they were made last, and what was reported of them. */
interface WrittenOutputs {
  readonly spec: Spec;
  readonly settings: string;
  readonly told: readonly Diagnostic[];
  readonly paths: readonly string[];
}

/**
 * Builds the site of a project again and again, from files that are kept in memory. An error never takes a page away that
 * was good: of a file with an error that costs a page or a part of one, such as broken YAML, the pages show what it said
 * before. In texts an error costs what stands at its place, and the page is shown.
 */
export class Builder {
  /** What changed files held when all was good last. */
  readonly #before = new Map<string, Buffer | null>();
  /** Errors that the last good pages have already, by what they say. */
  #accepted = new Map<string, number>();
  /** The files that the last good pages were made of. */
  #known: ReadonlySet<string> = new Set();
  #last: Outcome | null = null;
  readonly #kept = new KeptReads();
  readonly #versions = new Versions();
  /** Of the last good pages. */
  #memo = new Memo();
  #lastOutputs: WrittenOutputs | undefined;

  constructor(
    readonly files: KeptFiles,
    private readonly options: LoadOptions,
    private readonly outputs: typeof import("../outputs/outputs.js"),
  ) {}

  /**
   * Build from the files as they are; `refreshed` is what changed since the last time. `onPages` is given the pages before it is known
   * what is wrong besides, if they are good as far as that is known.
   */
  build(refreshed: Omit<Refreshed, "isMoved">, onPages: (site: Site) => void = () => {}): Built {
    for (const [path, bytes] of refreshed.before)
      if (!this.#before.has(path)) this.#before.set(path, bytes);
    const memo = this.#memo.next();
    const now = this.#run(this.files, memo, (site, found) => {
      const isNew = this.#last !== null && this.#last.site.size > 0;
      if (isNew && this.#freshLosses(found).length === 0) onPages(site);
    });
    const fresh = this.#freshLosses(now.found);
    if (this.#isGood(now, fresh, this.#former())) {
      this.#last = now;
      this.#memo.drop();
      this.#memo = memo;
      this.#before.clear();
      this.#known = new Set(this.files.paths());
      this.#accepted = countsOf(lossesIn(now.found));
      return this.#built(now, now);
    }
    const shown = this.#standIn(fresh, now.project) ?? this.#last;
    if (!shown) return this.#built(now, now);
    this.#last = shown;
    return { ...this.#built(shown, now), held: heldText(fresh) };
  }

  /** A build in which files with errors hold what they held before, or all but texts; `null` where that is no better than what is shown. */
  #standIn(fresh: readonly Diagnostic[], project: Project | null): Outcome | null {
    const guilty = new Set(fresh.map(pathOf));
    const former = this.#former();
    const isText = proseOf(project ?? this.#last?.project ?? null);
    const known = new Set(fresh.map(keyOf));
    const tried = new Set<number>();
    for (const isFormer of [
      (path: string) => guilty.has(path),
      (path: string) => !isText.has(path),
    ]) {
      const contents = new Map([...former].filter(([path]) => isFormer(path)));
      if (contents.size === 0 || tried.has(contents.size)) continue;
      tried.add(contents.size);
      const memo = this.#memo.next();
      const outcome = this.#run(withContents(this.files, contents), memo);
      const losses = this.#freshLosses(outcome.found);
      const edited = new Map([...former].filter(([path]) => !contents.has(path)));
      // What former files lose in texts that were edited with others is no mistake of anybody.
      if (losses.every((loss) => known.has(keyOf(loss))) && this.#isGood(outcome, losses, edited))
        return outcome;
    }
    return null;
  }

  /** What files held when all was good last, of those that are other now. */
  #former(): Map<string, Buffer | null> {
    const added = [...this.files.paths()].filter((path) => !this.#known.has(path));
    return new Map([...added.map((path) => [path, null] as const), ...this.#before]);
  }

  /**
   * Whether a build takes nothing away that the last one had, but for what an error in a text costs at its place. `edited`: the
   * files that are other in it than when all was good.
   */
  #isGood(
    { project, site }: Outcome,
    fresh: readonly Diagnostic[],
    edited: ReadonlyMap<string, unknown>,
  ): boolean {
    if (!this.#last || this.#last.site.size === 0) return true;
    if (!project) return false;
    if (fresh.length === 0) return true;
    const isText = proseOf(project);
    // An error in a text that is as it was comes from elsewhere.
    if (!fresh.every((loss) => isText.has(pathOf(loss)) && edited.has(pathOf(loss)))) return false;
    return pagesIn(this.#last.site).every((path) => site.has(path));
  }

  /** Errors that cost content and are not among those that the last good pages have. */
  #freshLosses(found: readonly Diagnostic[]): readonly Diagnostic[] {
    const left = new Map(this.#accepted);
    return lossesIn(found).filter((loss) => {
      const key = keyOf(loss);
      const count = left.get(key) ?? 0;
      left.set(key, count - 1);
      return count <= 0;
    });
  }

  #built({ site, outputs, project: shown }: Outcome, { project, found }: Outcome): Built {
    const { files = new Map() } = project ?? {};
    return {
      site,
      outputs,
      found,
      findings: findingsOf(found, { files }),
      editor: (project ?? shown)?.config.editor,
      versions: this.#versions,
    };
  }

  #run(files: Files, memo: Memo, onSite: OnSite = () => {}): Outcome {
    const { report, diagnostics } = collector();
    const project = loadProject({ ...this.options, files, kept: this.#kept }, report);
    const none: Outcome = {
      project,
      site: new Map(),
      found: diagnostics,
      outputs: new Map(),
    };
    if (!project) return none;
    const permalinks = new this.outputs.Permalinks(project.config.outputs["base-url"]);
    const { site, spec } = buildAgain(project, report, memo, permalinks.note, (pages, found) =>
      onSite(pages, [...diagnostics, ...found]),
    );
    const beside = this.#writtenOutputs(project, spec, permalinks, report);
    const viewer = project.viewer ? this.#viewerOf(project, spec, permalinks) : [];
    return {
      project,
      site: withOthers(withOthers(site, beside), new Map(viewer)),
      found: settle(diagnostics, project).diagnostics,
      outputs: this.#namedOutputs(project, spec, permalinks),
    };
  }

  /**
   * The files for programs that belong to the site. As long as the specification says the same, they are made when they are asked
   * for: only where they lead into the pages may have changed, and nothing is reported of that.
   */
  #writtenOutputs(
    project: Project,
    spec: Spec,
    permalinks: Permalinks,
    report: Report,
  ): ReadonlyMap<string, string | Uint8Array> {
    const { outputs } = project.config;
    if (outputs.write.length === 0) return new Map();
    const settings = JSON.stringify([outputs, ...project.labels]);
    const make = (tell: Report) => this.#outputsOf(outputs.write, project, spec, permalinks, tell);
    let known = this.#lastOutputs;
    let files: ReadonlyMap<string, string> | undefined;
    if (known?.spec !== spec || known.settings !== settings) {
      const told: Diagnostic[] = [];
      files = make(reportTo((finding) => told.push(finding)));
      this.#lastOutputs = known = { spec, settings, told, paths: [...files.keys()] };
    }
    for (const finding of known.told) tellAgain(finding, report);
    if (files) return files;
    const all = once(() => make(() => {}));
    const late = new LateFiles();
    for (const path of known.paths) late.setLate(path, () => all().get(path) ?? "");
    return late;
  }

  #namedOutputs(project: Project, spec: Spec, permalinks: Permalinks): Built["outputs"] {
    const { format } = this.outputs.optionsOf(project);
    const kinds = new Map<OutputName, () => ReadonlyMap<string, string>>(
      (["openapi", "json", "events"] as const).map((kind) => [
        kind,
        once(() => this.#outputsOf([kind], project, spec, permalinks, () => {})),
      ]),
    );
    const paths: (readonly [string, OutputName])[] = [
      ...spec.apis
        .filter(({ documents }) => documents.length > 0)
        .map(({ api }) => [`openapi/${api.name}.${format}`, "openapi"] as const),
      ["spec.json", "json"],
      ...(project.events ? [["events.json", "events"] as const] : []),
      ...[...(project.events?.schemas.keys() ?? [])].map(
        (name) => [`events/${name}.json`, "events"] as const,
      ),
    ];
    return new Map(paths.map(([path, kind]) => [path, () => kinds.get(kind)!().get(path)]));
  }

  #viewerOf(project: Project, spec: Spec, permalinks: Permalinks): ReadonlyMap<string, string> {
    const options = this.outputs.optionsOf(project);
    const cx = { spec, project, permalinks, options, report: () => {} };
    return this.outputs.viewerFiles(cx, wordsOf(project.config.words));
  }

  #outputsOf(
    names: readonly OutputName[],
    project: Project,
    spec: Spec,
    permalinks: Permalinks,
    report: Report,
  ): ReadonlyMap<string, string> {
    const options = this.outputs.optionsOf(project);
    return this.outputs.outputFiles(names, { spec, project, permalinks, options, report });
  }
}

function heldText(fresh: readonly Diagnostic[]): string {
  const paths = [...new Set(fresh.map(pathOf))].filter((path) => path !== "");
  if (paths.length === 0) return "The pages are the last good ones.";
  const more = paths.length > 2 ? ` and ${paths.length - 2} more` : "";
  return `The pages show ${paths.slice(0, 2).join(", ")}${more} as last good.`;
}

function lossesIn(found: readonly Diagnostic[]): readonly Diagnostic[] {
  return found.filter((each) => severityOf(each) === "error" && costsContent(each));
}

/** What a loss says, wherever in its file: lines move. */
function keyOf(loss: Diagnostic): string {
  return JSON.stringify([pathOf(loss), loss.code, loss.parts]);
}

function countsOf(losses: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const loss of losses) counts.set(keyOf(loss), (counts.get(keyOf(loss)) ?? 0) + 1);
  return counts;
}

function pathOf(diagnostic: Diagnostic): string {
  return placeOf(diagnostic)?.span.source.path ?? "";
}

/** The texts of pages, whose errors cost what stands at their place. */
function proseOf(project: Project | null): ReadonlySet<string> {
  return new Set([...(project?.texts.values() ?? [])].map(({ path }) => path));
}

export function pagesIn(site: Site): readonly string[] {
  return [...site.keys()].filter((path) => path.endsWith(".html"));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
