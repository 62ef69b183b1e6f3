import type { ChangelogSettings } from "./settings.js";

export interface WithIssues {
  /** Without the issues at its end. */
  readonly text: string;
  readonly issues: readonly string[];
}

/**
 * The issues of a change: those in brackets at its end, which then are no part of its text; where there are none, the
 * issues that its text links to.
 */
export function readIssues(text: string, settings: ChangelogSettings | null): WithIssues {
  const item = itemPattern(settings);
  const whole = issuesIn(text, item);
  if (whole) return { text: "", issues: whole };
  const open = openingOfLast(text);
  if (open !== -1) {
    const end = text.endsWith(")") ? text.length - 1 : text.length - 2;
    const issues = issuesIn(text.slice(open + 1, end), item);
    if (issues) return { text: text.slice(0, open).trimEnd() + text.slice(end + 1), issues };
  }
  const linked = [...text.matchAll(/`#([\w-]+)\s+<[^<>`]*>`__?/g)].map(([, issue]) => issue!);
  return { text, issues: [...new Set(linked)] };
}

/** Where the brackets open that the text ends with: `... (#1)` or `... (#1).` */
function openingOfLast(text: string): number {
  if (!/\)\.?$/.test(text)) return -1;
  let depth = 0;
  for (let at = text.lastIndexOf(")"); at >= 0; at--) {
    if (text[at] === ")") depth++;
    else if (text[at] === "(" && --depth === 0) return at;
  }
  return -1;
}

/** What a list has for one issue, its link included. */
const longestItem = 1000;

/** The names in a list such as `#1, #2`; `null` where something else is in it. */
function issuesIn(list: string, item: RegExp): string[] | null {
  const names: string[] = [];
  for (const part of list.split(/,\s+/)) {
    if (part.length > longestItem) return null;
    const groups = item.exec(part.trim())?.groups;
    const name = Object.values(groups ?? {}).find((value) => value !== undefined);
    if (name === undefined) return null;
    names.push(name);
  }
  return names;
}

const itemPatterns = new WeakMap<ChangelogSettings, RegExp>();

/** An issue as the settings show it, as a link, or as it is shown without settings. Made once for all changes of a file. */
function itemPattern(settings: ChangelogSettings | null): RegExp {
  const known = settings && itemPatterns.get(settings);
  if (known) return known;
  const patterns = [
    "`#(?<linked>[\\w-]+)\\s+<[^<>`]*>`__?",
    "#(?<plain>\\d+)",
    "(?<named>[a-zA-Z][\\w.]*-\\d+)",
  ];
  if (settings?.syntax === "markdown") patterns.push("\\[#?(?<shown>[\\w-]+)\\](?:\\([^()]*\\))?");
  const format = settings?.issueFormat;
  if (format?.includes("{issue}")) patterns.unshift(patternOf(format));
  const pattern = new RegExp(`^(?:${patterns.join("|")})$`);
  if (settings) itemPatterns.set(settings, pattern);
  return pattern;
}

function patternOf(format: string): string {
  const [before = "", ...more] = format.split("{issue}").map(literal);
  return `${before}(?<formatted>[^\\s,()\`<>]+)${more.join("\\k<formatted>")}`;
}

function literal(text: string): string {
  const plain = text.replaceAll("{{", "{").replaceAll("}}", "}");
  return plain.replace(/[\\^$.*+?()[\]{}|/#-]/g, "\\$&").replace(/\s+/g, "\\s+");
}
