import type { Explanation } from "../../src/check/explain.js";

const event =
  "type: object\ntitle: Sample\ndescription: A sample.\nproperties:\n  type: { type: string, enum: [m.sample] }\n  content: { type: object }\n";

/** The project in which a sample stands. */
export const base = {
  "specpress.yaml": `name: Sample
specification: specification
apis:
  main: { title: Main, openapi: api, suffix: m, version: VERSION }
events: { schemas: schemas, examples: examples }
changelogs: changelogs
labels: { VERSION: unstable }
`,
  "specification/targets.yaml": "targets:\n  main: { files: [text.rst] }\n",
  "specification/text.rst": "One\n===\n\nText.\n",
  "api/sample.yaml": 'swagger: "2.0"\ninfo: { title: Sample, version: "1" }\npaths: {}\n',
  "schemas/m.sample": event,
  "examples/m.sample": "type: m.sample\ncontent: {}\n",
  "changelogs/main.rst": "",
};

const paths = {
  text: "specification/text.rst",
  targets: "specification/targets.yaml",
  project: "specpress.yaml",
  api: "api/sample.yaml",
  definition: "api/definitions/sample.yaml",
  event: "schemas/m.sample",
  "event example": "examples/m.sample",
} as const;

/** The files that a sample stands for. */
export function filesOf(kind: Exclude<Explanation["sample"], "sketch">, sample: string) {
  if (kind === "files" || sample.startsWith("--- ")) {
    const parts = `\n${sample}`.split(/\n--- (.+)\n/).slice(1);
    return Object.fromEntries(
      parts.flatMap((part, index) => (index % 2 === 0 ? [[part, `${parts[index + 1]}\n`]] : [])),
    );
  }
  const head = kind === "api" ? 'swagger: "2.0"\ninfo: { title: Sample, version: "1" }\n' : "";
  return { [paths[kind]]: `${head}${sample.trimEnd()}\n` };
}

/** The project with a sample in Markdown. */
export function filesInMarkdown(sample: string): Readonly<Record<string, string>> {
  const { ["specification/text.rst"]: _, ...others } = base;
  return {
    ...others,
    "specification/targets.yaml": "targets:\n  main: { files: [text.md] }\n",
    ...(sample.startsWith("--- ")
      ? filesOf("files", sample)
      : { "specification/text.md": `${sample.trimEnd()}\n` }),
  };
}
