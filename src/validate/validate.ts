import {
  reportTo,
  tellAgain,
  type Code,
  type Diagnostic,
  type Report,
} from "../base/diagnostics.js";
import type { Project } from "../load/project.js";
import type { Located } from "../data/located.js";
import type { Model } from "../model/model.js";
import type { Schemas } from "../resolve/resolve.js";
import { makeCx, type Cx } from "./cx.js";
import { usualDialect, type Dialect } from "./dialect.js";
import { checkEvents } from "./events.js";
import { ExampleChecker } from "./examples.js";
import { checkApis } from "./openapi.js";
import { forgetUndecided } from "./patterns.js";
import { SchemaWalk } from "./schemas.js";
import { checkMade } from "./shown-examples.js";
import { checkUnusedDefinitions } from "./unused-definitions.js";
import { checkBrackets, checkScalars } from "./yaml-scalars.js";

export { checks, type Check } from "./checks.js";
export { checkTexts } from "./authored-texts.js";
export { checkFragment, checkFragments } from "./fragments.js";

/**
 * Looks for what a build can live with: schemas that are not valid in their dialect, OpenAPI documents that are none,
 * examples that do not fit, and the style of texts. What is wrong stands where the author wrote it, however many files
 * refer to it, and is told once; what the model told of already is not told again.
 */
export function validate(schemas: Schemas, model: Model, project: Project, report: Report): void {
  forgetUndecided();
  const cx = makeCx(schemas, model, project, report);
  const examples = new ExampleChecker(cx);
  const walk = new SchemaWalk(cx, examples);
  const ofApis = checkApis(project.apis, examples, cx);
  if (project.events) checkEvents(project.events, walk, examples, cx);
  const hidden = hiddenDefinitions(cx);
  const made = model.made.filter(({ at }) => !hidden.has(at));
  checkMade(made, ({ at }) => dialectAt(at, cx), examples);
  for (const each of [walk, ofApis]) each.reportUndecided();
  checkUnusedDefinitions(cx);
  checkScalars(cx);
  checkBrackets(cx);
}

/** What is not shown though it was written: fields with misspelt names or at a wrong level, and keywords that cannot be read. */
const losses: ReadonlySet<Code> = new Set([
  "openapi-unknown-key",
  "unknown-keyword",
  "schema-keyword",
]);

/**
 * Of what `validate` looks for, that which costs pages something of their content: for a build. A key that means nothing
 * known is left to `validate`, and so are all examples.
 */
export function checkShapes(
  schemas: Schemas,
  model: Model,
  project: Project,
  report: Report,
): void {
  const cx = makeCx(
    schemas,
    model,
    project,
    reportTo((finding) => {
      if (isMeant(finding)) tellAgain(finding, report);
    }),
    losses,
  );
  const examples = new NoExamples(cx);
  checkApis(project.apis, examples, cx);
  if (project.events) checkEvents(project.events, new SchemaWalk(cx, examples), examples, cx);
}

class NoExamples extends ExampleChecker {
  override check(): void {}
}

/** Whether it can be said what an unknown key means. */
function isMeant({ code, parts }: Diagnostic): boolean {
  if (code === "openapi-unknown-key") return parts.length > 2;
  return code !== "unknown-keyword" || (parts.length > 4 && parts[2] === "");
}

/** The definitions that no text shows: an example of them is made, but nobody sees it. */
function hiddenDefinitions({ model, project }: Cx): ReadonlySet<Located> {
  const shown = new Set<string>();
  for (const { text } of project.texts.values())
    for (const name of text.match(/definition_\w+/g) ?? []) shown.add(name);
  return new Set(
    model.apis.flatMap((api) =>
      api.definitions
        .filter(({ name }) => !shown.has(`definition_${api.suffix}_${name.replace(/\W/g, "_")}`))
        .map(({ at }) => at),
    ),
  );
}

/** The version of JSON Schema that the project's settings give to the file a schema stands in. */
function dialectAt({ file }: Located, { project }: Cx): Dialect {
  const { events, apis } = project;
  const folders = [
    ...apis.map(({ config }) => [config.openapi, config.dialect] as const),
    ...(events ? [[events.config.schemas, events.config.dialect] as const] : []),
  ].filter(([, dialect]) => dialect !== undefined);
  if (folders.length === 0) return usualDialect;
  const { path } = file.source;
  return folders.find(([folder]) => path.startsWith(`${folder}/`))?.[1] ?? usualDialect;
}
