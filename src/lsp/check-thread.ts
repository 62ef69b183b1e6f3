/**
 * The thread behind the language server: all of `check` on the files of a project as an editor has them, each time it is
 * asked, so that the server answers meanwhile. A look that is outdated is given up.
 */
import { parentPort, workerData } from "node:worker_threads";
import { findingsOf, type Finding } from "../check/check.js";
import { KeptFiles } from "../files/kept.js";
import { withContents } from "../files/memory.js";
import { look, Memory } from "../serve/look.js";
import type { Checked, CheckRequest, Found, FoundPlace, ThreadData } from "./checker.js";
import { factsOf, PageCollector } from "./facts.js";

const { wanted } = workerData as ThreadData; // our own
const latest = new Int32Array(wanted);

class Outdated extends Error {}

/** What stays of each project: its files, and what the last look came to. */
const kept = new Map<string, { readonly disk: KeptFiles; readonly memory: Memory }>();
/** What was last told of each project. */
const told = new Map<string, string>();

parentPort?.on("message", (request: CheckRequest) => {
  parentPort?.postMessage({ id: request.id, ...check(request) } satisfies Checked);
});

function check({ id, root, contents }: CheckRequest): Omit<Checked, "id"> {
  const guard = () => {
    if (Atomics.load(latest, 0) !== id) throw new Outdated();
  };
  try {
    guard();
    const own = kept.get(root) ?? { disk: new KeptFiles(root), memory: new Memory() };
    kept.set(root, own);
    const { disk, memory } = own;
    disk.refresh("all");
    const pages = new PageCollector();
    const looked = look(
      { root, files: withContents(disk, new Map(contents)) },
      memory,
      (_phase, work) => {
        guard();
        return work();
      },
      pages.note,
    );
    const { project, diagnostics } = looked;
    const findings = findingsOf(diagnostics, project ?? { files: new Map() }).map(foundOf);
    // What settings say that are half written takes no names away.
    const isBroken = findings.some(
      ({ severity, place }) =>
        severity === "error" && place?.path === project?.configFile.source.path,
    );
    if (!project || (isBroken && told.has(root))) return { findings };
    const facts = JSON.stringify(factsOf(project, looked.check?.variables ?? [], pages));
    if (told.get(root) === facts) return { findings };
    told.set(root, facts);
    return { findings, facts };
  } catch (error) {
    if (error instanceof Outdated) return { findings: null };
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { findings: null, fault };
  }
}

/** A finding as plain data, without the texts it is about. */
function foundOf(finding: Finding): Found {
  const { code, severity, message, parts, hint, place, pointer, notes } = finding;
  return {
    code,
    severity,
    message,
    parts,
    ...(hint === undefined ? {} : { hint }),
    place: place && placeOf(place),
    pointer,
    notes: notes.map((note) => ({ text: note.text, place: placeOf(note.place) })),
  };
}

function placeOf({ span }: NonNullable<Finding["place"]>): FoundPlace {
  return { path: span.source.path, start: span.start, end: Math.max(span.start, span.end) };
}
