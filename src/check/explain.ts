import { codes, entryOf, type Code, type Severity } from "../base/diagnostics.js";
import { indent } from "../base/text.js";
import { mayBeError } from "./consequences.js";
import { checks } from "../validate/validate.js";
import { apiSamples } from "./samples/api.js";
import { changelogSamples } from "./samples/changelog.js";
import { dataSamples } from "./samples/data.js";
import { directiveSamples } from "./samples/directives.js";
import { modelSamples } from "./samples/model.js";
import { pageSamples } from "./samples/pages.js";
import { projectSamples } from "./samples/project.js";
import { samplesInMarkdown, type MarkdownSample } from "./samples/in-markdown.js";
import { markdownSamples } from "./samples/markdown.js";
import { proseSamples } from "./samples/prose.js";
import { outputSamples } from "./samples/outputs.js";
import { reviewSamples } from "./samples/review.js";
import { rstSamples } from "./samples/rst.js";
import { shortcodeSamples } from "./samples/shortcodes.js";
import { siteSamples } from "./samples/site.js";
import { transformSamples } from "./samples/transform.js";
import type { Sample, SampleKind } from "./samples/sample.js";
import type { SettableLevel, Severities } from "./settings.js";

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
  /** The same in Markdown, where the code is reported there too and the sample above is in reStructuredText. */
  readonly inMarkdown?: MarkdownSample;
}

/** What the texts of a project are written in. */
export type TextLanguage = "rst" | "markdown";

/** The samples of each area, and what they are if they do not say it. */
const areas: readonly (readonly [Readonly<Record<string, Sample>>, SampleKind])[] = [
  [dataSamples, "definition"],
  [projectSamples, "targets"],
  [modelSamples, "definition"],
  [apiSamples, "api"],
  [changelogSamples, "files"],
  [proseSamples, "text"],
  [markdownSamples, "files"],
  [shortcodeSamples, "files"],
  [rstSamples, "text"],
  [directiveSamples, "text"],
  [transformSamples, "text"],
  [siteSamples, "text"],
  [pageSamples, "files"],
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
    .map((sample) => {
      const inMarkdown = samplesInMarkdown[sample.code];
      const { severity } = entryOf(sample.code);
      return { ...sample, severity, ...(inMarkdown && { inMarkdown }) };
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/**
 * The table of codes: a line each, with severity, that of the project where it is another one, and what it looks at. Those
 * that are never shown are left out.
 */
export function listCodes(settings: Severities): string {
  const shown = explanations().filter(
    ({ code, severity }) => severity !== "info" || settings.has(code),
  );
  const rows = shown.map(({ looksAt, ...each }) => {
    const own = settingOf(each, settings);
    const text = severityText(each);
    return { code: each.code, severity: own === null ? text : `${text}, here ${own}`, looksAt };
  });
  const severityColumn = Math.max(...rows.map(({ severity }) => severity.length));
  const width = Math.max(...rows.map(({ code }) => code.length));
  return rows
    .map(
      ({ code, severity, looksAt }) =>
        `${code.padEnd(width)}  ${severity.padEnd(severityColumn)}  ${looksAt}\n`,
    )
    .join("");
}

/** What the project says of a code, where that is not what it is anyway. */
function settingOf(
  { code, severity }: Pick<Explanation, "code" | "severity">,
  settings: Severities,
): SettableLevel | null {
  const own = settings.get(code);
  return own === undefined || own === severity ? null : own;
}

/** `warning/error` for a warning that is told as an error where one follows from it. */
function severityText({ code, severity }: Pick<Explanation, "code" | "severity">): string {
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

/**
 * What a code wants, with a wrong and a right sample. `settings`: the severities that the project at hand sets; `languages`:
 * what its texts are written in, in which the samples are, if there are such.
 */
export function explain(
  explanation: Explanation,
  settings: Severities,
  languages: ReadonlySet<TextLanguage>,
): string {
  const { code, severity, looksAt, sample, wrong, right, inMarkdown } = explanation;
  const block = (title: string, text: string) => `${title}\n\n${indent(text.trimEnd(), "    ")}\n`;
  const own = settingOf(explanation, settings);
  const isBoth = languages.size > 1;
  const here = own === null ? "" : `, here ${own} by specpress.yaml`;
  return [
    `${code} (${severity}${here}): ${looksAt}\n`,
    ...(inMarkdown && !languages.has("rst")
      ? []
      : [
          block(`Wrong, ${inMarkdown && isBoth ? "in reStructuredText" : titles[sample]}:`, wrong),
          block("Right:", right),
        ]),
    ...(inMarkdown && languages.has("markdown")
      ? [block("Wrong, in Markdown:", inMarkdown[0]), block("Right:", inMarkdown[1])]
      : []),
    ...(severityText(explanation) === severity
      ? []
      : ["Where an error follows from it, it is told as that error.\n"]),
    severity === "info" && own === null
      ? "It is kept in the document tree and not shown, unless specpress.yaml makes it a note or more.\n"
      : `Accept one in place: specpress: accept ${code} because REASON\n`,
  ].join("\n");
}
