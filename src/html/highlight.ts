import { createRequire } from "node:module";
import type { HLJSApi, LanguageFn } from "highlight.js";
import { printableText } from "../base/printable.js";
import { join, text, trusted, type Html } from "./element.js";

/**
 * Code → the same code with its parts in `<span class="hl-…">`, or `null` for a language we do not know. JSON and HTTP,
 * nearly all blocks of an API's specification, have a scanner of their own: a library would take forty times as long.
 */
export function highlight(code: string, language: string): Html | null {
  const name = aliases.get(language.toLowerCase()) ?? language.toLowerCase();
  if (name === "json") return highlightJson(code);
  if (name === "http") return highlightHttp(code);
  return isLibraryLanguage(name) && code.length <= libraryLimit
    ? highlightByLibrary(code, name)
    : null;
}

/** Longer blocks stay plain: the library's time is not always in proportion to the text. */
const libraryLimit = 20_000;

/** Other names of the languages, as authors write them. */
const aliases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    html: "xml",
    xhtml: "xml",
    svg: "xml",
    yml: "yaml",
    js: "javascript",
    mjs: "javascript",
    jsx: "javascript",
    node: "javascript",
    "node.js": "javascript",
    ts: "typescript",
    tsx: "typescript",
    py: "python",
    python3: "python",
    pycon: "python-repl",
    patch: "diff",
    udiff: "diff",
    sh: "bash",
    shell: "bash",
    zsh: "bash",
    curl: "bash",
    "c++": "cpp",
    "c#": "csharp",
    cs: "csharp",
    "objective-c": "objectivec",
    objc: "objectivec",
    golang: "go",
    rb: "ruby",
    rs: "rust",
    kt: "kotlin",
    toml: "ini",
    proto: "protobuf",
    ps1: "powershell",
    json5: "json",
    "shell-session": "shell",
    console: "shell",
  }),
);

/** A string (to the end of its line where it is not closed) and the colon of a key, a number, a constant, a comment. */
const jsonToken =
  /"[^"\\\n]*(?:\\.[^"\\\n]*)*"?(?<colon>\s*:)?|-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b|\b(?:true|false|null)\b|\/\/.*/g;

function highlightJson(code: string): Html {
  let html = "";
  let at = 0;
  for (const match of code.matchAll(jsonToken)) {
    const colon = match.groups?.["colon"] ?? "";
    const token = match[0].slice(0, match[0].length - colon.length);
    html += text(code.slice(at, match.index)) + span(jsonKind(token, colon !== ""), token) + colon;
    at = match.index + match[0].length;
  }
  return trusted(html + text(code.slice(at)));
}

function jsonKind(token: string, isKey: boolean): string {
  if (token.startsWith('"')) return isKey ? "attr" : "string";
  if (token.startsWith("/")) return "comment";
  return /^[tfn]/.test(token) ? "literal" : "number";
}

function span(kind: string, value: string): Html {
  return trusted(`<span class="hl-${kind}">${text(value)}</span>`);
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

// Loaded with the first block that needs it, and at once: most pages have none, and nothing between reading and writing waits.
let library: HLJSApi | undefined;
const require = createRequire(import.meta.url);

const libraryLanguages = {
  bash: () => require("highlight.js/lib/languages/bash") as LanguageFn,
  c: () => require("highlight.js/lib/languages/c") as LanguageFn,
  cpp: () => require("highlight.js/lib/languages/cpp") as LanguageFn,
  csharp: () => require("highlight.js/lib/languages/csharp") as LanguageFn,
  css: () => require("highlight.js/lib/languages/css") as LanguageFn,
  dart: () => require("highlight.js/lib/languages/dart") as LanguageFn,
  diff: () => require("highlight.js/lib/languages/diff") as LanguageFn,
  elixir: () => require("highlight.js/lib/languages/elixir") as LanguageFn,
  go: () => require("highlight.js/lib/languages/go") as LanguageFn,
  graphql: () => require("highlight.js/lib/languages/graphql") as LanguageFn,
  haskell: () => require("highlight.js/lib/languages/haskell") as LanguageFn,
  ini: () => require("highlight.js/lib/languages/ini") as LanguageFn,
  java: () => require("highlight.js/lib/languages/java") as LanguageFn,
  javascript: () => require("highlight.js/lib/languages/javascript") as LanguageFn,
  kotlin: () => require("highlight.js/lib/languages/kotlin") as LanguageFn,
  lua: () => require("highlight.js/lib/languages/lua") as LanguageFn,
  markdown: () => require("highlight.js/lib/languages/markdown") as LanguageFn,
  objectivec: () => require("highlight.js/lib/languages/objectivec") as LanguageFn,
  perl: () => require("highlight.js/lib/languages/perl") as LanguageFn,
  php: () => require("highlight.js/lib/languages/php") as LanguageFn,
  powershell: () => require("highlight.js/lib/languages/powershell") as LanguageFn,
  protobuf: () => require("highlight.js/lib/languages/protobuf") as LanguageFn,
  python: () => require("highlight.js/lib/languages/python") as LanguageFn,
  "python-repl": () => require("highlight.js/lib/languages/python-repl") as LanguageFn,
  ruby: () => require("highlight.js/lib/languages/ruby") as LanguageFn,
  rust: () => require("highlight.js/lib/languages/rust") as LanguageFn,
  scala: () => require("highlight.js/lib/languages/scala") as LanguageFn,
  shell: () => require("highlight.js/lib/languages/shell") as LanguageFn,
  sql: () => require("highlight.js/lib/languages/sql") as LanguageFn,
  swift: () => require("highlight.js/lib/languages/swift") as LanguageFn,
  typescript: () => require("highlight.js/lib/languages/typescript") as LanguageFn,
  xml: () => require("highlight.js/lib/languages/xml") as LanguageFn,
  yaml: () => require("highlight.js/lib/languages/yaml") as LanguageFn,
};
type LibraryLanguage = keyof typeof libraryLanguages;

function isLibraryLanguage(name: string): name is LibraryLanguage {
  return Object.hasOwn(libraryLanguages, name);
}

function highlightByLibrary(code: string, language: LibraryLanguage): Html {
  if (!library) {
    library = require("highlight.js/lib/core") as HLJSApi;
    library.configure({ classPrefix: "hl-" });
  }
  register(library, language);
  return trusted(library.highlight(printableText(code), { language, ignoreIllegals: true }).value);
}

/** Learn a language and those in it: else what comes out would depend on the blocks before. */
function register(library: HLJSApi, language: LibraryLanguage): void {
  if (library.getLanguage(language)) return;
  library.registerLanguage(language, libraryLanguages[language]());
  for (const each of usedBy(language)) register(library, each);
}

/** Languages that stand inside another one. */
function usedBy(language: LibraryLanguage): readonly LibraryLanguage[] {
  switch (language) {
    case "xml":
      return ["javascript", "css"];
    case "javascript":
    case "typescript":
      return ["xml", "css", "graphql"];
    case "python-repl":
      return ["python"];
    case "shell":
      return ["bash"];
    case "dart":
      return ["markdown"];
    case "markdown":
      return ["xml"];
    default:
      return [];
  }
}
