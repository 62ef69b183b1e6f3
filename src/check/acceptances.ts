import { changeRules, isChangeCode, type ChangeCode } from "../base/change-rules.js";
import { historyFiles } from "../changelog/changelog.js";
import { byFile } from "../base/by-file.js";
import {
  codes,
  collector,
  numberOf,
  type Code,
  type Diagnostic,
  type Report,
} from "../base/diagnostics.js";
import { matching } from "../base/path-patterns.js";
import { placeOf } from "../base/show-diagnostic.js";
import type { Source, Span } from "../base/source.js";
import { nearest } from "../base/text.js";
import { joinPointer, spanOf } from "../data/data.js";
import { isRefused } from "../files/files.js";
import type { Project } from "../load/project.js";
import { acceptancesInData } from "./accept-in-data.js";
import { acceptancesInText } from "./accept-in-text.js";
import type { Comment, Spot } from "./accept-comment.js";
import { isCode } from "./settings.js";
import { spotOf } from "./spot.js";

/** A finding that the project lives with, and why. */
export interface Acceptance {
  readonly code: Code | ChangeCode;
  /** The comment, or the entry of `specpress.yaml`. */
  readonly span: Span;
  /** Its path; of an entry of `specpress.yaml` the path or pattern that is written there. */
  readonly file: string;
  readonly isFile?: (path: string) => boolean;
  readonly covers: (spot: Spot) => boolean;
  /** Whether it covers all of the file. */
  readonly isOfFile?: boolean;
}

export interface Accepted {
  /** Those that nobody accepted. */
  readonly left: readonly Diagnostic[];
  /** What is wrong with the acceptances. */
  readonly faults: readonly Diagnostic[];
  readonly count: number;
}

/**
 * Leave out the findings that the project accepts, in comments on or above their lines or in `specpress.yaml`.
 * Acceptances that cannot be read are reported, and those that match nothing, if their code `wasLookedFor`.
 */
export function accept(
  diagnostics: readonly Diagnostic[],
  project: Project,
  wasLookedFor: (code: Code) => boolean,
): Accepted {
  const { report, diagnostics: faults } = collector();
  const acceptances = acceptancesOf(project, report);
  if (acceptances.length === 0) return { left: diagnostics, faults, count: 0 };
  const acceptancesAt = byFile(acceptances);
  const used = new Set<Acceptance>();
  const isAccepted = (diagnostic: Diagnostic): boolean => {
    const place = placeOf(diagnostic);
    if (!place) return false;
    const near = acceptancesAt(diagnostic.code, place.span.source.path);
    if (near.length === 0) return false;
    // Of findings that are only counted nobody knows where they stand: others of them may be what is accepted.
    if (diagnostic.count !== undefined) {
      for (const acceptance of near) used.add(acceptance);
      return near.some(({ isOfFile }) => isOfFile);
    }
    const spot = spotOf(place, project);
    const matching = near.filter(({ covers }) => covers(spot));
    for (const acceptance of matching) used.add(acceptance);
    return matching.length > 0;
  };
  const accepted = new Set(diagnostics.filter(isAccepted));
  const left = diagnostics.filter((diagnostic) => !accepted.has(diagnostic));
  for (const acceptance of acceptances) {
    if (used.has(acceptance) || !isCode(acceptance.code)) continue;
    const near = nearMissing(acceptance, project);
    if (wasLookedFor(near ? "unused-acceptance" : acceptance.code))
      report("unused-acceptance", acceptance.span, [
        acceptance.code,
        ...(near ? [acceptance.file, ...near] : []),
      ]);
  }
  return { left, faults, count: numberOf(accepted) };
}

/** The paths that look like the file of an entry which is not there; `null` where it is there, or a pattern. */
function nearMissing({ file, isFile }: Acceptance, project: Project): readonly string[] | null {
  if (!isFile || file.includes("*")) return null;
  const found = project.readBytes(file);
  return isRefused(found) && found.refused === "does not exist" ? found.near : null;
}

/** Those of changes between two versions, which `specpress diff` looks for. What is wrong with them, a check reports. */
export function changeAcceptances(project: Project): readonly Acceptance[] {
  return acceptancesOf(project, () => {}).filter(({ code }) => isChangeCode(code));
}

function acceptancesOf(project: Project, report: Report): Acceptance[] {
  const comments = [...sourcesOf(project)].flatMap((source) =>
    source.text.includes("specpress:") ? commentsIn(source, project) : [],
  );
  return [...comments.flatMap((comment) => readComment(comment, report)), ...configured(project)];
}

/** All files that findings can stand in. */
function sourcesOf({ texts, files, changelogs }: Project): Set<Source> {
  return new Set([
    ...texts.values(),
    ...[...files.values()].map(({ source }) => source),
    ...[...changelogs.values()].flatMap(({ config, history, fragments }) => [
      ...(config ? [config] : []),
      ...historyFiles(history),
      ...fragments,
    ]),
  ]);
}

function commentsIn(source: Source, project: Project): readonly Comment[] {
  const file = project.files.get(source.path);
  if (file || source.path.endsWith(".toml")) return acceptancesInData(source, file?.value);
  return acceptancesInText(source);
}

function readComment({ words, span, covers }: Comment, report: Report): Acceptance[] {
  const match = /^(?<code>\S+)\s+because\s+\S/.exec(words);
  const code = match?.groups?.["code"];
  if (code === undefined) report("acceptance-malformed", span, []);
  else if (!isCode(code) && !isChangeCode(code))
    report("unknown-code", span, [
      code,
      ...nearest(code, [...Object.keys(codes), ...Object.keys(changeRules)]),
    ]);
  else return [{ code, span, file: span.source.path, covers }];
  return [];
}

/** Those of `specpress.yaml`; what is wrong with them was told when the file was read. */
function configured(project: Project): Acceptance[] {
  const { source } = project.configFile;
  return (project.config.accept ?? []).flatMap(({ code, file, pointer, index }) => {
    if (!isCode(code) && !isChangeCode(code)) return [];
    const covers = (spot: Spot) => {
      if (pointer === undefined) return true;
      const at = spot.pointer();
      return at === pointer || Boolean(at?.startsWith(`${pointer}/`));
    };
    return [
      {
        code,
        file,
        isFile: matching([file]),
        isOfFile: pointer === undefined,
        covers,
        span: spanOf({ source, pointer: joinPointer("/accept", index) }),
      },
    ];
  });
}
