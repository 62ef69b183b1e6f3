import { codes, entryOf, type Code, type Severity } from "../base/diagnostics.js";
import { indent } from "../base/text.js";
import { mayBeError } from "./consequences.js";
import { checks } from "../validate/validate.js";
import { apiSamples } from "./samples/api.js";
import { changelogSamples } from "./samples/changelog.js";
import { dataSamples } from "./samples/data.js";
import { directiveSamples } from "./samples/directives.js";
import { modelSamples } from "./samples/model.js";
import { projectSamples } from "./samples/project.js";
import { markdownSamples } from "./samples/markdown.js";
import { proseSamples } from "./samples/prose.js";
import { outputSamples } from "./samples/outputs.js";
import { reviewSamples } from "./samples/review.js";
import { rstSamples } from "./samples/rst.js";
import { siteSamples } from "./samples/site.js";
import { transformSamples } from "./samples/transform.js";
import type { Sample, SampleKind } from "./samples/sample.js";

export type { SampleKind };

/** A code as its users are told of it. */
export interface Explanation {
  readonly code: Code;
  /** How grave it is, if the project does not say otherwise. */
  readonly severity: Severity;
  /** What it looks at, as words that stand in a list. */
  readonly looksAt: string;
  readonly sample: SampleKind;
  readonly wrong: string;
  readonly right: string;
}

/** The samples of each area, and what they are if they do not say it. */
const areas: readonly (readonly [Readonly<Record<string, Sample>>, SampleKind])[] = [
  [dataSamples, "definition"],
  [projectSamples, "targets"],
  [modelSamples, "definition"],
  [apiSamples, "api"],
  [changelogSamples, "files"],
  [proseSamples, "text"],
  [markdownSamples, "files"],
  [rstSamples, "text"],
  [directiveSamples, "text"],
  [transformSamples, "text"],
  [siteSamples, "text"],
  [reviewSamples, "project"],
  [outputSamples, "project"],
];

/** All codes, by name. */
export function explanations(): readonly Explanation[] {
  const samples: readonly Omit<Explanation, "severity">[] = [
    ...checks,
    ...areas.flatMap(([area, usual]) =>
      Object.entries(area).map(([code, [looksAt, wrong, right, kind = usual]]) => ({
        code: code as Code, // the tables have no other keys
        looksAt,
        wrong,
        right,
        sample: kind,
      })),
    ),
  ];
  return samples
    .filter(({ code }) => Object.hasOwn(codes, code))
    .map((sample) => ({ ...sample, severity: entryOf(sample.code).severity }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The table of codes: a line each, with severity and what it looks at. Those that are never shown are left out. */
export function listCodes(): string {
  const shown = explanations().filter(({ severity }) => severity !== "info");
  const severityColumn = Math.max(...shown.map((each) => severityText(each).length));
  const width = Math.max(...shown.map(({ code }) => code.length));
  return shown
    .map(
      (each) =>
        `${each.code.padEnd(width)}  ${severityText(each).padEnd(severityColumn)}  ${each.looksAt}\n`,
    )
    .join("");
}

/** `warning/error` for a warning that is told as an error where one follows from it. */
function severityText({ code, severity }: Explanation): string {
  return severity !== "error" && mayBeError(code) ? `${severity}/error` : severity;
}

const titles: Readonly<Record<SampleKind, string>> = {
  text: "in a text",
  targets: "in targets.yaml",
  project: "in specpress.yaml",
  api: "in an API file",
  definition: "in a file of definitions",
  event: "in the schema of an event",
  "event example": "in the example of an event",
  files: "in the project's files",
  sketch: "in short",
};

/** What a code wants, with a wrong and a right sample. */
export function explain(explanation: Explanation): string {
  const { code, severity, looksAt, sample, wrong, right } = explanation;
  const block = (title: string, text: string) => `${title}\n\n${indent(text.trimEnd(), "    ")}\n`;
  return [
    `${code} (${severity}): ${looksAt}\n`,
    block(`Wrong, ${titles[sample]}:`, wrong),
    block("Right:", right),
    ...(severityText(explanation) === severity
      ? []
      : ["Where an error follows from it, it is told as that error.\n"]),
    severity === "info"
      ? "It is kept in the document tree and not shown, unless specpress.yaml makes it a note or more.\n"
      : `Accept one in place: specpress: accept ${code} because REASON\n`,
  ].join("\n");
}
