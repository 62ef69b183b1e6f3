import type { Report } from "../base/diagnostics.js";
import type { DataFile, Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Project } from "../load/project.js";
import type { Registry } from "../schema/registry.js";
import type { Schema } from "../schema/schema.js";
import { makeCx } from "./cx.js";
import { checkEvents, type NamedEvent } from "./events.js";
import { ExampleChecker } from "./examples.js";
import { checkDocuments, type CheckedApi } from "./openapi.js";
import { reportLeftOut } from "./left-out.js";
import { SchemaWalk } from "./schemas.js";
import { checkUnusedDefinitions } from "./unused-definitions.js";
import { checkBrackets, checkScalars } from "./yaml-scalars.js";

export { checks, type Check } from "./checks.js";
export { checkTexts } from "./authored-texts.js";
export { checkFragment, checkFragments } from "./fragments.js";

/** What a specification says, as far as it is checked here. */
export interface CheckedSpec {
  readonly apis: readonly CheckedApi[];
  /** The schemas of event files and the like. */
  readonly registry: Registry;
  readonly look: "2020" | "current";
}

/** What pages show of it. */
export interface Shown {
  readonly events: readonly NamedEvent[];
  /** The examples that were made of schemas, for want of written ones. */
  readonly made: readonly { readonly value: Json; readonly schema: Schema }[];
  /** Whether something wrong was reported of this very place. */
  readonly hasTold: (at: Located) => boolean;
}

/**
 * Looks for what a build can live with: schemas that are not valid in their dialect, OpenAPI documents that are none,
 * examples that do not fit, and the style of texts. What is wrong stands where the author wrote it, however many files
 * refer to it, and is reported once; what was reported with the pages already is not reported again.
 */
export function validate(spec: CheckedSpec, shown: Shown, project: Project, report: Report): void {
  const { hasTold, made } = shown;
  const isCurrent = spec.look === "current";
  const cx = makeCx(project, spec.registry, report, { hasTold, shapesOnly: false, isCurrent });
  const examples = new ExampleChecker(cx);
  const walk = new SchemaWalk(cx, examples);
  for (const api of spec.apis) checkDocuments(api, walk, examples, cx);
  if (project.events) checkEvents(project.events, shown.events, walk, examples, cx);
  const hidden = hiddenDefinitions(project);
  for (const { value, schema } of made)
    if (schema.at.pointer !== "" || !hidden.has(schema.at.file.source.path))
      examples.checkMade(value, schema);
  if (!isCurrent) reportLeftOut(spec.apis, hidden, cx);
  walk.reportUndecided();
  checkUnusedDefinitions(cx);
  checkScalars(cx);
  checkBrackets(cx);
}

/**
 * Of what `validate` looks for, that which costs pages something of their content: for a build. A key that means nothing
 * known is left to `validate`, and so are all examples. Of documents of OpenAPI 3, all that is wrong with their structure. Of
 * settled files it is known that nothing is wrong.
 */
export function checkShapes(
  spec: CheckedSpec,
  hasTold: Shown["hasTold"],
  project: Project,
  report: Report,
  isSettled: (file: DataFile) => boolean = () => false,
): void {
  const isCurrent = spec.look === "current";
  const cx = makeCx(project, spec.registry, report, { hasTold, shapesOnly: true, isCurrent });
  const examples = new ExampleChecker(cx);
  const walk = new SchemaWalk(cx, examples);
  for (const api of spec.apis) checkDocuments(api, walk, examples, cx, isSettled);
  if (project.events) checkEvents(project.events, [], walk, examples, cx, isSettled);
}

/** The files of definitions that no text shows: an example of them is made, but nobody sees it. */
function hiddenDefinitions({ apis, texts }: Project): ReadonlySet<string> {
  const shown = new Set<string>();
  for (const { text } of texts.values())
    for (const name of text.match(/definition_\w+/g) ?? []) shown.add(name);
  const hidden = apis.flatMap(({ config, definitions }) =>
    definitions.filter(({ path }) => {
      const name = path.replace(/\.\w+$/, "").replace(/\W/g, "_");
      return !shown.has(`definition_${config.suffix}_${name}`);
    }),
  );
  return new Set(hidden.map(({ file }) => file.source.path));
}
