import { createRequire } from "node:module";
import type { HLJSApi, LanguageFn } from "highlight.js";
import { el, join, text, trusted, type Html } from "./element.js";

/**
 * Code → the same code with its parts in `<span class="hl-…">`, or `null` for a language we do not know. JSON and HTTP,
 * nearly all blocks of an API's specification, have a scanner of their own: a library would take forty times as long.
 */
export function highlight(code: string, language: string): Html | null {
  const name = aliases[language.toLowerCase()] ?? language.toLowerCase();
  if (name === "json") return highlightJson(code);
  if (name === "http") return highlightHttp(code);
  return isLibraryLanguage(name) ? highlightByLibrary(code, name) : null;
}

/** Other names of the languages, as authors write them. */
const aliases: Readonly<Record<string, string>> = {
  html: "xml",
  xhtml: "xml",
  svg: "xml",
  yml: "yaml",
  js: "javascript",
  py: "python",
  python3: "python",
  pycon: "python-repl",
  patch: "diff",
  udiff: "diff",
  sh: "bash",
  shell: "bash",
  zsh: "bash",
  json5: "json",
  "shell-session": "shell",
  console: "shell",
};

/** `"key":`, a string (to the end of its line where it is not closed), a number, a constant, a comment. */
const jsonToken =
  /(?<key>"[^"\\\n]*(?:\\.[^"\\\n]*)*"(?=\s*:))|(?<string>"[^"\\\n]*(?:\\.[^"\\\n]*)*"?)|(?<number>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|(?<literal>\b(?:true|false|null)\b)|(?<comment>\/\/.*)/g;

const jsonClasses = {
  key: "attr",
  string: "string",
  number: "number",
  literal: "literal",
  comment: "comment",
};

function highlightJson(code: string): Html {
  let html = "";
  let at = 0;
  for (const match of code.matchAll(jsonToken)) {
    html += text(code.slice(at, match.index)) + span(jsonClass(match.groups ?? {}), match[0]);
    at = match.index + match[0].length;
  }
  return trusted(html + text(code.slice(at)));
}

function jsonClass(groups: Readonly<Record<string, string | undefined>>): string {
  for (const [group, name] of Object.entries(jsonClasses))
    if (groups[group] !== undefined) return name;
  throw new Error("a token of JSON that is in no group");
}

function span(kind: string, value: string): Html {
  return el("span", { class: `hl-${kind}` }, text(value));
}

/** `GET /path HTTP/1.1` */
const requestLine = /^(?<method>[A-Z]+)(?<space> +)(?<path>\S+)(?<rest>.*)$/;
/** `HTTP/1.1 200 OK` */
const statusLine = /^(?<protocol>HTTP\/[\d.]+)(?<space> +)(?<status>\d{3})(?<rest>.*)$/;
/** `Content-Type: application/json` */
const headerLine = /^(?<name>[^\s:]+)(?<rest>:.*)$/;

/** The lines up to the first empty one are the request or status and the headers; behind them comes a body, mostly JSON. */
function highlightHttp(code: string): Html {
  const blank = /\n[ \t]*\n/.exec(code);
  const head = blank ? code.slice(0, blank.index) : code;
  const body = code.slice(head.length);
  const lines = head.split("\n").map((line, index) => highlightHttpLine(line, index === 0));
  return join([join(lines, "\n"), /^\s*[[{]/.test(body) ? highlightJson(body) : text(body)]);
}

function highlightHttpLine(line: string, first: boolean): Html {
  const request = first ? requestLine.exec(line)?.groups : undefined;
  const status = first ? statusLine.exec(line)?.groups : undefined;
  const header = headerLine.exec(line)?.groups;
  if (status)
    return join([
      text(status["protocol"]! + status["space"]!),
      span("number", status["status"]!),
      text(status["rest"]!),
    ]);
  if (request)
    return join([
      span("keyword", request["method"]!),
      text(request["space"]!),
      span("string", request["path"]!),
      text(request["rest"]!),
    ]);
  if (header) return join([span("attr", header["name"]!), text(header["rest"]!)]);
  return text(line);
}

const libraryLanguages = [
  "bash",
  "css",
  "diff",
  "javascript",
  "python",
  "python-repl",
  "shell",
  "xml",
  "yaml",
] as const;
type LibraryLanguage = (typeof libraryLanguages)[number];

function isLibraryLanguage(name: string): name is LibraryLanguage {
  return libraryLanguages.some((known) => known === name);
}

// Loaded with the first block that needs it, and at once: most pages have none, and nothing between reading and writing waits.
let library: HLJSApi | undefined;
const require = createRequire(import.meta.url);

function highlightByLibrary(code: string, language: LibraryLanguage): Html {
  if (!library) {
    library = require("highlight.js/lib/core") as HLJSApi;
    library.configure({ classPrefix: "hl-" });
  }
  for (const name of [language, ...usedBy(language)])
    if (!library.getLanguage(name))
      library.registerLanguage(name, require(`highlight.js/lib/languages/${name}`) as LanguageFn);
  return trusted(library.highlight(code, { language, ignoreIllegals: true }).value);
}

/** Languages that stand inside another one. */
function usedBy(language: LibraryLanguage): readonly LibraryLanguage[] {
  switch (language) {
    case "xml":
      return ["javascript", "css"];
    case "python-repl":
      return ["python"];
    case "shell":
      return ["bash"];
    default:
      return [];
  }
}
