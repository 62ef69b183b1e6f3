import type { ChangeCode } from "../base/change-rules.js";
import type { Change } from "./changes.js";
import type { NewsReport } from "./report.js";

/** A sentence of news. */
export interface NewsItem {
  /** Whose changelog has it; empty: that of the whole project. */
  readonly api: string;
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** Changes that have no name which a sentence would have to say: any news of their API speaks of them. */
const quiet: ReadonlySet<ChangeCode> = new Set<ChangeCode>([
  "description-changed",
  "example-added",
  "example-changed",
  "example-removed",
  "extension-changed",
  "id-removed",
  "operation-id-changed",
  "operation-summary-changed",
  "section-changed",
  "section-renamed",
  "schema-renamed",
  "tags-changed",
]);

/**
 * Which changes no news speaks of, and which news speaks of none. News speaks of a change where it names what changed: an
 * operation by its path, a property, a parameter, an event or a code of errors by its name, a section by its title.
 */
export function matchNews(changes: readonly Change[], items: readonly NewsItem[]): NewsReport {
  const index = new Map<string, NewsItem[]>();
  for (const item of items)
    for (const name of namesIn(item.text)) {
      const found = index.get(name);
      if (found) found.push(item);
      else index.set(name, [item]);
    }
  const texts = items.map((item) => ({ item, text: plainOf(item.text) }));
  const speaking = new Set<NewsItem>();
  const isOf = ({ api }: NewsItem, { apis }: Change) =>
    api === "" || apis.length === 0 || apis.includes(api);
  const isTold = (change: Change): boolean => {
    const named = new Set(change.words.flatMap((word) => index.get(plainName(word)) ?? []));
    // Titles are words among others.
    if (change.of === "page")
      for (const word of change.words)
        if (word.length > 3)
          for (const { item, text } of texts) if (text.includes(plainOf(word))) named.add(item);
    const own = [...named].filter((item) => isOf(item, change));
    for (const item of own) speaking.add(item);
    return own.length > 0;
  };
  const untold = changes.filter((change) => !isTold(change));
  const hasQuiet = changes.filter(({ code }) => quiet.has(code));
  return {
    untold: untold.filter(
      (change) => !quiet.has(change.code) || !items.some((item) => isOf(item, change)),
    ),
    idle: items
      .filter((item) => !speaking.has(item) && !hasQuiet.some((change) => isOf(item, change)))
      .map(({ file, line, text }) => ({ file, line, text: text.replace(/\s+/g, " ").trim() })),
  };
}

const operationRe = /^(?:GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS)\s+\/\S*/;
const operationsRe = /\b(?:GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS)\s+\/[^\s,;)]*/g;

/** What a text names: what it writes as code, paths, and words that only programs have. */
function namesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  const rest = text.replace(/`+([^`\n]{1,200}?)`+/g, (_whole, code: string) => {
    const operation = operationRe.exec(code);
    if (operation) names.add(plainName(operation[0]));
    else for (const part of [code, ...code.split(/[\s.,:=/]+/)]) names.add(plainName(part));
    return " ";
  });
  const others = rest.replace(operationsRe, (operation) => {
    names.add(plainName(operation));
    return " ";
  });
  for (const [word] of others.matchAll(/\/?[\w{}$-]+(?:[./_][\w{}$-]+)+|\/[\w{}$-]+/g))
    names.add(plainName(word));
  names.delete("");
  return names;
}

/** Names are compared without case, and paths whatever their parameters are called. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\{[^{}]*\}/g, "{}")
    .replace(/\s+/g, " ")
    .replace(/[/.]+$/, "");
}

function plainOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[`*_\s]+/g, " ")
    .trim();
}

/** A first sentence that says a change, for people to go on with. `quote`: what the format has around code. */
export function suggestedNews(change: Change, quote: "``" | "`"): string {
  const { code, kind, subject, of, part, message } = change;
  const named = `${quote}${subject}${quote}`;
  const own = of === "page" ? `the page ${named}` : named;
  const isWhole = /^(?:operation|event)-(?:added|removed|renamed|deprecated)$/.test(code);
  if (isWhole && kind !== "renamed") return `${verbs[kind]} ${own}.`;
  const at = [part === "" ? "" : `the ${part} of `, own].join("");
  const sentence = message.replace(/"([^"]+)"/g, `${quote}$1${quote}`);
  return `In ${at}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

const verbs = {
  added: "Add",
  removed: "Remove",
  changed: "Change",
  deprecated: "Deprecate",
  renamed: "Rename",
} as const;

/** The type of news, by what it is called, that a change belongs to; the last type where none is. */
export function newsTypeOf(change: Change, types: readonly string[]): string {
  const wanted =
    change.breaks.client || change.breaks.server
      ? [/break/, /remov/, /feature|new/]
      : change.kind === "deprecated"
        ? [/deprec/]
        : quiet.has(change.code)
          ? [/clarif|doc|fix|misc/]
          : change.kind === "added"
            ? [/new|feature|add/]
            : [/feature|change|improve|new/];
  for (const pattern of wanted) {
    const found = types.find((type) => pattern.test(type));
    if (found !== undefined) return found;
  }
  return types.at(-1) ?? "";
}
