import type { Code, Diagnostic } from "../base/diagnostics.js";
import { proseCodes as proseEntries } from "../base/codes/prose.js";
import { placeOf } from "../base/show-diagnostic.js";
import { nearest } from "../base/text.js";
import { lookUp } from "../data/data.js";
import type { Project } from "../load/project.js";
import { allTexts, dataOf } from "./lost-parts.js";
import {
  brokenLinks,
  holderOf,
  isLinkToLabelled,
  isOfTargets,
  isReadAsMeant,
  mayBeIn,
  pathOf,
  pointerIn,
  unusedCodes,
  type Rule,
} from "./rule.js";
import { misplacedOf } from "./wrong-levels.js";

/** What is found in texts that are not in the markup that they seem to be in. */
const proseCodes = Object.keys(proseEntries) as readonly Code[];

/** Settings that are not read: what they would have named is neither there nor used; what others name is. */
export function wrongSettings(causes: readonly Code[]): readonly Rule[] {
  return [
    {
      causes,
      isCause: isOfWhatIsRead,
      hides: [
        ...unusedCodes,
        ...brokenLinks,
        ...proseCodes,
        "undefined-variable",
        "undefined-label",
        "undefined-path-label",
        "unknown-shortcode",
        "shortcode-as-text",
        "shortcode-shows-nothing",
        "unused-template",
        "no-template",
        "unknown-changelog",
        "no-changelog-config",
        "empty-event-group",
        "unknown-schema",
        "event-without-example",
        "raw-html",
        "format-not-named",
        "key-format-unknown",
        "key-format-twice",
        "front-matter-unknown-key",
        "front-matter-unknown-name",
        "page-without-title",
        "missing-image",
        "folder-without-page",
        "duplicate-page",
        "config-bad-value",
        "config-missing-key",
        "directive-content-missing",
        "mark-alone",
        "indirect-target-unknown",
        "undefined-substitution",
      ],
      follows: (finding, cause, project) =>
        settingsOf(cause, project).some((setting) =>
          areas.some(([name, follows]) => name.test(setting) && follows(finding, project, setting)),
        ),
    },
  ];
}

type Follows = (finding: Diagnostic, project: Project, setting: string) => boolean;

const setting = (names: string) => new RegExp(`^(?:${names})$`);
/** A setting or what is in it. */
const within = (names: string) => new RegExp(`^(?:${names})(?:/|$)`);

/** What may be found where a setting, given by its pointer, is not read, or not as it is meant. */
const areas: readonly (readonly [settings: RegExp, follows: Follows])[] = [
  [setting("/specification|/pages|/pages/folder"), ofTexts],
  [
    within("/pages/static"),
    ({ code }) => code === "dead-page-link" || code === "unread-file" || code === "missing-image",
  ],
  [within("/pages/keys"), ({ code }) => code === "front-matter-unknown-key"],
  [within("/pages/(?:layouts|outputs)"), ({ code }) => code === "front-matter-unknown-name"],
  [
    within("/pages/outputs"),
    (finding, { configFile }) =>
      finding.code === "dead-page-link" && mayBeIn(finding, configFile.source.text.toLowerCase()),
  ],
  [within("/labels"), ofLabels],
  [setting("/apis|/apis/[^/]+|/apis/[^/]+/(?:openapi|suffix|version)"), ofApis],
  [setting("/apis|/apis/[^/]+|/apis/[^/]+/descriptions"), ofDescriptionsOfApis],
  [within("/events/(?!descriptions|dialect|kinds|notes)[^/]+"), ofEvents],
  [setting("/events"), ofEvents],
  [setting("/events|/events/descriptions"), ofDescriptionsOfEvents],
  [within("/tables"), ofTables],
  [within("/shortcodes"), ofShortcodes],
  [within("/changelogs"), ofChangelogs],
  [within("/changelogs/pages"), ofVersionPages],
  [within("/templates"), ({ code }) => code === "no-template" || code === "unused-template"],
  [
    within("/formats|/look"),
    ({ code }) => code === "format-not-named" || code.startsWith("key-format-"),
  ],
  [within("/raw"), ({ code }) => code === "raw-html"],
  [within("/ids|/markdown/ids"), ({ code }) => code === "dead-link" || code === "dead-fragment"],
];

/** All pages, and what each needs. */
function ofTexts({ code, parts }: Diagnostic, _project: Project, at: string): boolean {
  // What a project without a folder of pages needs.
  if (code === "config-missing-key")
    return at.startsWith("/pages") && /^(?:specification|suffix|version)$/.test(parts[0]!);
  if (code === "config-bad-value") return parts[0] === '"changelogs.pages.folder"';
  // A page of its own has what its links lead to within it.
  if (["dead-link", "unknown-target", "indirect-target-unknown"].includes(code))
    return at === "/specification";
  if (code === "undefined-substitution") return true;
  return unusedCodes.includes(code) || isLink(code) || code === "undefined-label";
}

/** A label that has no value, what it is to stand for in addresses of pages, and these. */
function ofLabels(finding: Diagnostic, project: Project, at: string): boolean {
  const { code, parts } = finding;
  const [, , name] = at.split("/");
  if (code === "undefined-label" || code === "undefined-path-label")
    return name === undefined || parts[0] === name || nearest(name, [parts[0]!]).length > 0;
  return isLinkToLabelled(finding, project);
}

function ofApis(finding: Diagnostic, project: Project, at: string): boolean {
  const { code, parts } = finding;
  if (code === "directive-content-missing") return true;
  if (code === "unused-file") return parts[0] === "API file" || parts[0] === "definition";
  if (code === "undefined-variable") return isVariableOfApis(parts[0] ?? "");
  // What an API says is there whatever its version is.
  if (isLink(code) && at.endsWith("/version")) return ofLabels(finding, project, at);
  if (isLink(code))
    return leadsToMade(finding, project) && mayBeIn(finding, dataOf(project, "others"));
  return code === "unread-file" || ofChangelogs(finding, project);
}

function ofDescriptionsOfApis(finding: Diagnostic, { config }: Project, at: string): boolean {
  const name = at.split("/")[2];
  return (
    proseCodes.includes(finding.code) &&
    Object.entries(config.apis).some(
      ([each, { openapi }]) =>
        (name === undefined || name === each) && pathOf(finding).startsWith(`${openapi}/`),
    )
  );
}

function ofEvents(finding: Diagnostic, project: Project, at: string): boolean {
  const { code, parts } = finding;
  if (code === "unused-file") return isShownBy(at, parts[0] ?? "");
  if (code === "undefined-variable")
    return (
      (!at.startsWith("/events/groups/") && (parts[0] ?? "").endsWith("_event")) ||
      isNamedAt(parts[0] ?? "", project, at, 3)
    );
  if (code === "unused-variable") return false;
  if (code === "shortcode-shows-nothing") return parts[0] === "event";
  if (isLink(code))
    return leadsToMade(finding, project) && mayBeIn(finding, dataOf(project, "events"));
  if (code === "unread-file") return !isOfApi(finding, project);
  return /event|schema/.test(code);
}

/** Whether a setting of events says where files of a kind lie, or which of them are shown. */
function isShownBy(at: string, kind: string): boolean {
  const [, , key = ""] = at.split("/");
  const keys: Readonly<Record<string, RegExp>> = {
    "event schema": /^(?:|schemas|groups|envelope)$/,
    schema: /^(?:|schemas|common|kinds)$/,
    example: /^(?:|schemas|examples|envelope)$/,
  };
  return keys[kind]?.test(key) ?? false;
}

/** Whether a file stands in the folder of an API that is known. */
function isOfApi(finding: Diagnostic, { config }: Project): boolean {
  const path = finding.parts[0] ?? "";
  return Object.values(config.apis).some(({ openapi }) => path.startsWith(`${openapi}/`));
}

function ofDescriptionsOfEvents(finding: Diagnostic, { config: { events } }: Project): boolean {
  return (
    proseCodes.includes(finding.code) &&
    events !== undefined &&
    pathOf(finding).startsWith(`${events.schemas}/`)
  );
}

function ofTables(finding: Diagnostic, project: Project, at: string): boolean {
  const { code, parts } = finding;
  if (code === "undefined-variable")
    // A table whose name is lost seems to be called like what is in it.
    return /^\/tables\/(?:data|columns)$/.test(at) || isNamedAt(parts[0] ?? "", project, at, 2);
  if (code === "shortcode-shows-nothing") return parts[0] === "table";
  return code === "unread-file" && !isOfApi(finding, project);
}

function ofShortcodes(finding: Diagnostic, project: Project, at: string): boolean {
  const { code, parts } = finding;
  // What a shortcode is given, where it is text.
  if (code === "mark-alone") return lineAt(finding).includes("{{");
  if (code === "unknown-shortcode") return project.configFile.source.text.includes(`${parts[0]}:`);
  if (code === "dead-link" || code === "dead-fragment")
    return leadsToMade(finding, project, at.split("/")[2]) && mayBeIn(finding, allTexts(project));
  return code === "shortcode-as-text" || code.startsWith("unused-");
}

function lineAt(finding: Diagnostic): string {
  const place = placeOf(finding);
  return place?.span.source.text.split("\n")[place.line - 1] ?? "";
}

function ofChangelogs(finding: Diagnostic, { config }: Project): boolean {
  const { code, parts } = finding;
  if (code === "undefined-variable") return (parts[0] ?? "").endsWith("_changelog");
  if (code === "unread-file") return !pathOf(finding).startsWith(`${config.specification}/`);
  return /changelog/.test(code);
}

/** The pages of past versions and of the next one. */
function ofVersionPages(finding: Diagnostic, { config, configFile }: Project): boolean {
  if (finding.code === "duplicate-page") return pathOf(finding) === configFile.source.path;
  const folder = config.changelogs?.pages?.folder;
  if (folder === undefined || !pathOf(finding).startsWith(`${folder}/`)) return false;
  return finding.code === "folder-without-page" || finding.code === "page-without-title";
}

/** Whether what a link leads to may be made: its page has a place for that, as far as one is known, for any or with this name. */
function leadsToMade(
  { code, parts, span }: Diagnostic,
  project: Project,
  shortcode = "{{",
): boolean {
  const { config, pages, texts } = project;
  if (!config.pages || !pages) return true;
  if (code === "dead-page-link") return false;
  const page = pages.pages.find(({ file, path }) =>
    code === "dead-fragment" ? path === parts[1] : texts.get(file) === span?.source,
  );
  const text = page && texts.get(page.file)?.text;
  return text === undefined || (text.includes("{{") && text.includes(shortcode));
}

function isLink(code: Code): boolean {
  return brokenLinks.includes(code);
}

/** Whether a variable may have its name from a setting: it stands in the settings, or the setting has no value and the name is of no other kind. */
function mayBeNamed(variable: string, { configFile }: Project, at: string): boolean {
  if (isKeyIn(configFile.source.text, variable)) return true;
  const isEmpty = (lookUp(configFile.value, at) ?? null) === null;
  return isEmpty && !isVariableOfApis(variable) && !variable.endsWith("_event");
}

/** The same, for what is in the setting of one variable: its name is a step of the pointer, and others are as they are. */
function isNamedAt(variable: string, project: Project, at: string, step: number): boolean {
  const [, area = "", ...below] = at.split("/");
  const name = area === "events" && below[0] !== "groups" ? undefined : below[step - 2];
  if (name === undefined) return mayBeNamed(variable, project, `/${area}`);
  return name === variable || nearest(variable, [name]).length > 0;
}

function isVariableOfApis(variable: string): boolean {
  return /^definition_|_http_api$|_changelog$|^unstable_|_block_/.test(variable);
}

/** Whether a text in YAML has a key, or nearly has it; what is not read may be anywhere. */
function isKeyIn(text: string, key: string): boolean {
  const keys = [...text.matchAll(/(\w+)["']?\s*:/g)].map(([, name]) => name!);
  return keys.includes(key) || nearest(key, keys).length > 0;
}

/** Pointers of the settings that a finding in specpress.yaml concerns: that it is in, or those that an unknown one may mean. */
function settingsOf(cause: Diagnostic, project: Project): readonly string[] {
  if (cause.code === "yaml-syntax") return project.configFile.lost ?? [];
  const pointer = pointerIn(cause, project) ?? "";
  const misplaced = misplacedOf(cause, project);
  if (misplaced !== null) return [misplaced.slice(misplaced.lastIndexOf("/"))];
  // One that is missing stands at the object that lacks it.
  if (cause.code === "config-missing-key") return [`${pointer}/${cause.parts[0]}`];
  if (cause.code !== "config-unknown-key") return [pointer];
  return cause.parts.slice(2).map((meant) => `${holderOf(pointer)}/${meant}`);
}

/** Settings besides those that say how findings are treated, and those read as meant. An unknown one counts if it may mean a known one. */
function isOfWhatIsRead(cause: Diagnostic, project: Project): boolean {
  if (cause.code === "yaml-syntax" && pathOf(cause) !== project.configFile.source.path)
    return false;
  if (isOfTargets(cause, project) || isReadAsMeant(cause, project)) return false;
  const pointer = pointerIn(cause, project);
  if (/^\/(?:severities|accept|moved|external|ignore|notices)(?:\/|$)/.test(pointer ?? ""))
    return false;
  const settings = settingsOf(cause, project);
  return settings.some((each) => !project.config.meant.has(each));
}
