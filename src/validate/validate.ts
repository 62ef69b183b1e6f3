import { reportTo, tellAgain, type Report } from "../base/diagnostics.js";
import { authored } from "../base/source.js";
import { isObject, type DataFile, type Json } from "../data/data.js";
import { isRefused } from "../files/files.js";
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
import { checkBrackets, checkJson, checkScalars } from "./yaml-scalars.js";

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
  checkJson(cx);
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

/**
 * The same for files that shortcodes show and that belong to no API and no events: `paths`. What these refer to in files that
 * were looked at before is not reported again. `shapesOnly`: what costs pages something of their content.
 */
export function validateShown(
  { apis, registry, look, readDocument }: CheckedSpec & DocumentReader,
  paths: Iterable<string>,
  project: Project,
  report: Report,
  shapesOnly: boolean,
): void {
  const known = knownFiles(project);
  const files = [...paths].flatMap((path): DataFile[] => {
    const file = known.has(path) ? null : project.readData(path);
    return file && !isRefused(file) && isObject(file.value) ? [file] : [];
  });
  if (files.length === 0) return;
  const tell = reportTo((finding) => {
    if (!finding.span || !known.has(authored(finding.span).source.path)) tellAgain(finding, report);
  });
  const isCurrent = look === "current";
  const cx = makeCx(project, registry, tell, { hasTold: () => false, shapesOnly, isCurrent });
  const examples = new ExampleChecker(cx);
  const walk = new SchemaWalk(cx, examples);
  const dialect = apis[0]?.dialect ?? "2020-12";
  for (const file of files) {
    const document = isDocument(file) ? readDocument(file) : null;
    if (document) {
      const { access } = document;
      checkDocuments(
        { api: { definitions: [] }, documents: [document], dialect, access },
        walk,
        examples,
        cx,
      );
    } else if (!isDocument(file)) {
      const at = { file, pointer: "" };
      walk.look(registry.schemaAt(at, dialect), { user: at, isAlone: true });
    }
  }
  if (!shapesOnly) walk.reportUndecided();
}

interface DocumentReader {
  readonly readDocument: (file: DataFile) => CheckedApi["documents"][number] | null;
}

function isDocument({ value }: DataFile): boolean {
  return isObject(value) && ["openapi", "swagger"].some((key) => Object.hasOwn(value, key));
}

/** The paths of the files of APIs and events. */
function knownFiles({ apis, events }: Project): ReadonlySet<string> {
  const ofApis = apis.flatMap(({ documents, newer, definitions }) => [
    ...documents,
    ...newer,
    ...definitions.map(({ file }) => file),
  ]);
  const ofEvents = events ? [...events.schemas.values(), ...events.examples.values()] : [];
  return new Set([...ofApis, ...ofEvents].map(({ source }) => source.path));
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
