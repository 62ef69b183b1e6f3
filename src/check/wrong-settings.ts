import type { Code, Diagnostic } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import type { Project } from "../load/project.js";
import { brokenLinks, pathOf, pointerIn, unusedCodes, type Rule } from "./rule.js";

/** Settings that are not read: what they would have named is neither there nor used; what others name is. */
export function wrongSettings(causes: readonly Code[]): readonly Rule[] {
  return [
    {
      causes,
      isCause: isOfWhatIsRead,
      hides: [
        ...unusedCodes,
        ...brokenLinks,
        "undefined-variable",
        "undefined-label",
        "undefined-path-label",
        "unknown-shortcode",
        "shortcode-as-text",
        "unused-template",
        "unknown-changelog",
        "no-changelog-config",
        "empty-event-group",
        "unknown-schema",
        "event-without-example",
      ],
      follows: (finding, cause, project) =>
        areasOf(cause, project).some((area) => isOf[area](finding, project)),
    },
  ];
}

type Area = keyof typeof isOf;

/** What may be found where a setting is not read, or not as it is meant. */
const isOf = {
  /** Texts, and with them all pages. */
  specification: () => true,
  labels: ({ code }: Diagnostic) =>
    code === "undefined-label" ||
    code === "undefined-path-label" ||
    code === "dead-page-link" ||
    code === "dead-fragment",
  apis: (finding: Diagnostic, project: Project) => {
    const { code, parts } = finding;
    if (code === "unused-file") return parts[0] === "API file" || parts[0] === "definition";
    if (code === "undefined-variable")
      return /^definition_|_http_api$|_changelog$|^unstable_|_block_/.test(parts[0] ?? "");
    if (code === "unused-variable") return false;
    return isLink(code) || code === "unread-file" || ofChangelogs(finding, project);
  },
  events: (finding: Diagnostic, { configFile }: Project) => {
    const { code, parts } = finding;
    if (code === "unused-file") return /^(?:event schema|schema|example)$/.test(parts[0] ?? "");
    if (code === "undefined-variable")
      return (parts[0] ?? "").endsWith("_event") || isKeyIn(configFile.source.text, parts[0] ?? "");
    if (code === "unused-variable") return true;
    return isLink(code) || code === "unread-file" || /event|schema/.test(code);
  },
  tables: ({ code, parts }: Diagnostic, { configFile }: Project) =>
    code === "undefined-variable"
      ? isKeyIn(configFile.source.text, parts[0] ?? "")
      : code === "unused-variable" || code === "unread-file",
  shortcodes: ({ code, parts }: Diagnostic, { configFile }: Project) =>
    code === "unknown-shortcode"
      ? configFile.source.text.includes(`${parts[0]}:`)
      : code === "shortcode-as-text" || code.startsWith("unused-"),
  changelogs: (finding: Diagnostic, project: Project) => ofChangelogs(finding, project),
} satisfies Readonly<Record<string, (finding: Diagnostic, project: Project) => boolean>>;

function ofChangelogs(finding: Diagnostic, { config }: Project): boolean {
  const { code, parts } = finding;
  if (code === "undefined-variable") return (parts[0] ?? "").endsWith("_changelog");
  if (code === "unread-file") return !pathOf(finding).startsWith(`${config.specification}/`);
  return /changelog/.test(code);
}

function isLink(code: Code): boolean {
  return brokenLinks.includes(code);
}

/** Whether a text in YAML has a key, or nearly has it; what is not read may be anywhere. */
function isKeyIn(text: string, key: string): boolean {
  const keys = [...text.matchAll(/(\w+)["']?\s*:/g)].map(([, name]) => name!);
  return keys.includes(key) || nearest(key, keys).length > 0;
}

/** The settings that a finding in specpress.yaml concerns: that it is in, and that an unknown one may mean. */
function areasOf(cause: Diagnostic, project: Project): readonly Area[] {
  if (pathOf(cause) === project.targets.file.source.path) return ["specification"];
  const [setting = ""] = (pointerIn(cause, project) ?? "").split("/").slice(1);
  const words = [setting, ...(setting in isOf ? [] : cause.parts)];
  const areas = words.filter((word): word is Area => Object.hasOwn(isOf, word));
  // A version names a label, an API its changelog.
  return areas;
}

/** Settings besides those that say how findings are treated. An unknown one counts if it may mean a known one. */
function isOfWhatIsRead(cause: Diagnostic, project: Project): boolean {
  const pointer = pointerIn(cause, project);
  if (/^\/(?:severities|accept|moved|external|ignore|notices)(?:\/|$)/.test(pointer ?? ""))
    return false;
  return cause.code !== "config-unknown-key" || cause.parts.length > 2;
}
