import { buildModel, type Model } from "../../src/model/model.js";
import type { Project } from "../../src/load/project.js";
import { readSpec, followReferences } from "../../src/spec.js";
import { renderSections } from "../../src/sections/sections.js";
import { type Files, loadFiles, minimal, told } from "../load/tiny-project.js";

export const settings = `
name: Tiny
specification: text
apis:
  main:
    { title: Main API, purpose: Testing, openapi: api, suffix: m, version: MAIN_VERSION }
events:
  schemas: events/schema
  examples: events/examples
  kinds: { core/message.yaml: Message Event, core/state.yaml: State Event }
  variants: { m.message: msgtype }
  notes: { m.message: More elsewhere. }
  groups:
    all_events: { match: "m.*", except: ["m.message$*"], first: [m.topic] }
    message_events: { match: "m.message$*", template: msgtype }
labels: { MAIN_VERSION: unstable }
notices: { unstable: This is not settled., deprecated: Do not use it any more. }
`;

/** A project with one API and events, and the files given. */
export const base: Files = {
  ...minimal,
  "specpress.yaml": settings,
  "text/targets.yaml":
    'targets:\n  main: { files: [guide.rst], version_label: "%MAIN_VERSION%" }\n',
  "api/definitions/none.yaml": "{}",
  "events/schema/core/message.yaml":
    "{type: object, title: Message, properties: {content: {type: object}}}",
  "events/schema/core/state.yaml":
    "{type: object, title: State, properties: {state_key: {type: string, description: General.}}}",
  "events/examples/core/none.json": "{}",
};

export interface Built {
  readonly project: Project;
  readonly model: Model;
  readonly sections: ReturnType<typeof renderSections>;
  /** What was reported by the model, then by printing all sections: `path:line:column code parts`. */
  readonly told: () => readonly string[];
}

export function build(files: Files, labels: ReadonlyMap<string, string> = new Map()): Built {
  const { project, report, diagnostics } = loadFiles({ ...base, ...files }, { labels });
  if (!project) throw new Error(told(diagnostics).join("\n"));
  const before = diagnostics.length;
  const spec = readSpec(project, report);
  followReferences(spec, project);
  const model = buildModel(spec, project, report);
  const sections = renderSections(model, project, report);
  const printAll = () => [...sections.values()].forEach(({ text }) => text);
  return {
    project,
    model,
    sections,
    told: () => (printAll(), told(diagnostics.slice(before))),
  };
}
