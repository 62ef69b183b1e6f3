import type { Report } from "../base/diagnostics.js";
import {
  isArray,
  isObject,
  joinPointer,
  ownValue,
  spanOf,
  type DataFile,
  type Json,
  type JsonObject,
} from "../data/data.js";

/** Proposals to change the specification: what a tracker says of them → a file of the project → the list that pages show. */

/** `proposals` of the settings. */
export interface ProposalsConfig {
  readonly from: {
    /** `owner/name` on GitHub. */
    readonly github?: string;
    /** Of GitHub's REST API; absent: that of github.com. */
    readonly api?: string;
    /** A file of issues, as that API gives them. */
    readonly file?: string;
  };
  /** Which `specpress proposals fetch` writes. */
  readonly file: string;
  /** Marks an issue or pull request as a proposal. */
  readonly label: string;
  /** In their order; of several labels the last counts. */
  readonly states: readonly StateConfig[];
  /** A line of the text that names the authors: `Author: {authors}`. */
  readonly author?: string;
  /** By title: a line of the text that has links: `Rendered: {links}`. */
  readonly links?: { readonly [title: string]: string };
}

export interface StateConfig {
  readonly label: string;
  readonly title?: string;
}

export interface Proposal {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  /** The label of its state; `null` where it has none of them. */
  readonly state: string | null;
  readonly isOpen: boolean;
  readonly authors: readonly string[];
  /** Days: `2020-06-30`. */
  readonly created: string;
  readonly updated: string;
  /** Addresses by title. */
  readonly links: ReadonlyMap<string, readonly string[]>;
}

/**
 * The proposals among issues as GitHub's REST API has them, by number. What is no issue throws an error that says where:
 * a half answer must not pass for a whole one.
 */
export function proposalsIn(issues: readonly Json[], config: ProposalsConfig): readonly Proposal[] {
  const proposals = new Map<number, Proposal>();
  issues.forEach((issue, index) => {
    if (!isObject(issue)) throw new TypeError(`entry ${index + 1} is no issue`);
    const labels = labelsOf(issue, index);
    if (labels.includes(config.label)) {
      const proposal = proposalOf(issue, labels, config, index);
      proposals.set(proposal.number, proposal);
    }
  });
  return [...proposals.values()].sort((one, other) => one.number - other.number);
}

function proposalOf(
  issue: JsonObject,
  labels: readonly string[],
  { states, author, links = {} }: ProposalsConfig,
  index: number,
): Proposal {
  const text = (key: string) => {
    const value = ownValue(issue, key);
    if (typeof value !== "string") throw new TypeError(`issue ${index + 1} has no "${key}"`);
    return value;
  };
  const day = (key: string) => {
    const value = text(key);
    if (!isDay(value.slice(0, 10)))
      throw new TypeError(`issue ${index + 1}: "${key}" is no date: ${value.slice(0, 30)}`);
    return value.slice(0, 10);
  };
  const number = ownValue(issue, "number");
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 1)
    throw new TypeError(`issue ${index + 1} has no "number"`);
  const body = ownValue(issue, "body");
  const lines = typeof body === "string" ? body.split(/\r\n?|\n/) : [];
  const named = author === undefined ? null : lineOf(author, "{authors}", lines);
  const url = text("html_url");
  if (!isWeb(url)) throw new TypeError(`issue ${index + 1}: "html_url" is no address of the web`);
  return {
    number,
    title: text("title").trim(),
    url,
    state: states.findLast(({ label }) => labels.includes(label))?.label ?? null,
    isOpen: ownValue(issue, "state") !== "closed",
    authors: named === null ? [userOf(issue)] : namesIn(named),
    created: day("created_at"),
    updated: day("updated_at"),
    links: new Map(
      Object.entries(links).flatMap(([title, pattern]) => {
        const found = linksIn(lineOf(pattern, "{links}", lines) ?? "");
        return found.length === 0 ? [] : [[title, found] as const];
      }),
    ),
  };
}

const dayRe = /^\d{4}-\d\d-\d\d$/;

/** A day that there is: no thirteenth month, no thirtieth of February. */
function isDay(text: string): boolean {
  if (!dayRe.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Without a list of labels an issue is cut: it would pass for one that is no proposal. */
function labelsOf(issue: JsonObject, index: number): readonly string[] {
  const labels = ownValue(issue, "labels") ?? null;
  if (!isArray(labels)) throw new TypeError(`issue ${index + 1} has no "labels"`);
  return labels.flatMap((label) => {
    const name = isObject(label) ? ownValue(label, "name") : label;
    return typeof name === "string" ? [name] : [];
  });
}

function userOf(issue: JsonObject): string {
  const user = ownValue(issue, "user");
  const login = isObject(user) ? ownValue(user, "login") : undefined;
  return typeof login === "string" ? `@${login}` : "unknown";
}

/** What stands in place of a word in the first line that a pattern matches, however its letters and white space are. */
function lineOf(pattern: string, word: string, lines: readonly string[]): string | null {
  const [before = "", after = ""] = pattern.split(word).map((part) => plain(part).toLowerCase());
  for (const line of lines) {
    const text = plain(line);
    const lower = text.toLowerCase();
    if (!lower.startsWith(before) || !lower.endsWith(after)) continue;
    if (text.length < before.length + after.length) continue;
    const found = text.slice(before.length, text.length - after.length).trim();
    if (found !== "") return found;
  }
  return null;
}

function plain(line: string): string {
  return line.replace(/\s+/g, " ").trim();
}

function namesIn(text: string): readonly string[] {
  const names = text.split(/\s*[,;]\s*|\s+(?:and|&)\s+/).map((name) =>
    // [name](address), and names in code or emphasis
    name
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/^([`*_]+)(.*)\1$/, "$2")
      .trim(),
  );
  return [...new Set(names.filter((name) => name !== ""))];
}

function linksIn(text: string): readonly string[] {
  const found = text.match(/https?:\/\/[^\s<>()[\]"'`]+/gi) ?? [];
  return [...new Set(found.map((url) => url.replace(/[.,;:!?]+$/, "")).filter(isWeb))];
}

function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}

/** The file that is kept with the project: the same proposals are the same bytes. */
export function proposalsText(proposals: readonly Proposal[]): string {
  const all = proposals.map(({ links, isOpen, ...proposal }) => ({
    ...proposal,
    open: isOpen,
    links: Object.fromEntries(links),
  }));
  return `${JSON.stringify({ proposals: all }, null, 2)}\n`;
}

/** Proposals that lie in such a file, each with its place; what is none is reported and left out. */
export function readProposals(
  file: DataFile,
  report: Report,
): readonly (Proposal & { readonly pointer: string })[] {
  const { value, source, isUnreadable } = file;
  if (isUnreadable) return [];
  const list = isObject(value) ? ownValue(value, "proposals") : undefined;
  if (!isArray(list ?? null)) {
    report("proposals-file", spanOf({ source, pointer: "" }), ['the file has no list "proposals"']);
    return [];
  }
  return (list as readonly Json[]).flatMap((entry, index) => {
    const pointer = joinPointer("/proposals", index);
    const proposal = isObject(entry) ? readProposal(entry) : "it is no object";
    if (typeof proposal !== "string") return [{ ...proposal, pointer }];
    report("proposals-file", spanOf({ source, pointer }), [proposal]);
    return [];
  });
}

/** A proposal, or what is wrong with it. */
function readProposal(entry: JsonObject): Proposal | string {
  const { number, title, url, state, open, authors, created, updated, links } = entry;
  if (typeof number !== "number") return 'a proposal has no "number"';
  const lacks = (key: string) => `the proposal ${number} has no "${key}"`;
  if (typeof title !== "string") return lacks("title");
  if (typeof url !== "string" || !isWeb(url)) return lacks("url");
  if (typeof created !== "string" || !isDay(created)) return lacks("created");
  if (typeof updated !== "string" || !isDay(updated)) return lacks("updated");
  const strings = (value: Json | undefined) =>
    isArray(value ?? null)
      ? (value as readonly Json[]).filter((each) => typeof each === "string")
      : [];
  const addresses = isObject(links) ? Object.entries(links) : [];
  return {
    number,
    title,
    url,
    state: typeof state === "string" ? state : null,
    isOpen: open !== false,
    authors: strings(authors),
    created,
    updated,
    links: new Map(addresses.map(([name, urls]) => [name, strings(urls).filter(isWeb)])),
  };
}
