import { bracketFault, startWithoutBracket } from "./bracket-lines.js";
import { markBeforeString } from "./stray-mark.js";
import {
  aliasUnknown,
  emptyLineTooDeep,
  goesOnAfterBracket,
  itemAmongKeys,
  lineWithMark,
  lineWithoutKey,
} from "./yaml-line-faults.js";
import { reasonInOurWords } from "./yaml-reasons.js";
import {
  hasContent,
  indentOf,
  keyAndValue,
  linesOf,
  openQuoteIn,
  quoted,
  wholeLine,
  type Rule,
  type Stop,
  type TextLine,
  type YamlFault,
} from "./yaml-stop.js";

/**
 * What js-yaml says of a text that is not YAML, in words that name the cause: the reader knows where it could not go on,
 * its author wants to know what to change. Each rule looks at the lines around that place for one usual slip.
 */

/** The first that knows the case says what it is. */
const rules: readonly Rule[] = [
  conflictMarker,
  severalDocuments,
  tab,
  markOfJson,
  firstBracket,
  openQuote,
  bracketOfJson,
  openBracket,
  valueWithColon,
  aliasUnknown,
  valueWithMark,
  goesOnAfterBracket,
  afterQuote,
  blockText,
  unknownEscape,
  keyWithoutSpace,
  bracesInWord,
  missingComma,
  strayBracket,
  emptyLineTooDeep,
  itemAmongKeys,
  lineWithMark,
  lineWithoutKey,
  reasonInOurWords,
  indentation,
];

/** Say what is wrong with a text, given the offset where js-yaml stopped and its reason. */
export function yamlFault(text: string, offset: number, reason: string): YamlFault {
  const lines = linesOf(text);
  const at = Math.max(
    0,
    lines.findLastIndex(({ start }) => start <= offset),
  );
  const stop: Stop = { text, offset, reason, lines, at };
  for (const rule of rules) {
    const fault = rule(stop);
    if (fault) return fault;
  }
  return {
    start: Math.min(offset, text.length),
    end: offset + 1,
    what: "it cannot be read further than here",
    hint: "Compare this line and the one above it with the others: spaces in front, quotes and brackets in pairs.",
  };
}

/** `<<<<<<< HEAD` and what follows it, which git leaves in files that it could not merge. */
function conflictMarker({ lines }: Stop): YamlFault | null {
  const line = lines.find(({ text }) => /^(?:<{7}|>{7}|\|{7}) /.test(text));
  if (!line) return null;
  return wholeLine(
    line,
    `"${line.text}" was left here by git when it could not merge two versions`,
    "Keep the lines of one version and remove the lines with the marks.",
    "conflict",
  );
}

function severalDocuments({ lines, reason }: Stop): YamlFault | null {
  if (!reason.includes("single document")) return null;
  const second = lines.findIndex(
    ({ text }, index) => /^(?:---|\.\.\.)/.test(text) && lines.slice(0, index).some(hasContent),
  );
  const line = lines[second] ?? lines[0]!;
  return wholeLine(
    line,
    "a second document begins here",
    `Remove the line "${line.text.startsWith("...") ? "..." : "---"}", or put what follows it into a file of its own.`,
  );
}

function tab({ lines, at }: Stop): YamlFault | null {
  const line = lines[at]!;
  const indent = /^[ ]*\t/.exec(line.text)?.[0];
  if (indent === undefined) return null;
  const start = line.start + indent.length - 1;
  return {
    start,
    end: start + 1,
    what: "this line is indented with a tab",
    hint: "Indent with spaces, as many as the lines beside it have.",
  };
}

/** JSON that lacks the bracket before its first entry. */
function firstBracket({ text }: Stop): YamlFault | null {
  const start = startWithoutBracket(text);
  if (start === null) return null;
  return {
    start,
    end: start + 1,
    what: `the bracket "}" at the end closes nothing, since none begins the file`,
    hint: 'Begin the file with "{".',
    kind: "stray-bracket",
  };
}

/** A quote that begins a value or an item and does not end on its line, with what was read until it did. */
function openQuote({ lines, at, reason }: Stop): YamlFault | null {
  const isUnended = /quoted scalar/.test(reason);
  const above = isUnended ? null : quoteOpenAbove(lines, at);
  if (above) return quoteNotEnded(above);
  const from = isUnended ? lines.length - 1 : at;
  const until = isUnended ? 0 : Math.max(0, at - 3);
  let found: { line: TextLine; quote: string; start: number } | null = null;
  for (let index = from; index >= until; index--) {
    const line = lines[index]!;
    const opened = openQuoteIn(line.text);
    if (opened) found = { line, quote: opened.quote, start: line.start + opened.at };
    if (!isUnended && found) break;
  }
  if (!found || (!isUnended && found.line === lines[at])) return null;
  return quoteNotEnded(found);
}

/** A quote that the first of the lines above opens which has a line below it that is not indented further. */
function quoteOpenAbove(lines: readonly TextLine[], at: number): Quote | null {
  for (const [index, line] of lines.slice(0, at).entries()) {
    const opened = openQuoteIn(line.text);
    const below = opened && lines.slice(index + 1, at + 1).find(hasContent);
    if (below && indentOf(below) <= indentOf(line))
      return { quote: opened.quote, start: line.start + opened.at };
  }
  return null;
}

interface Quote {
  readonly quote: string;
  readonly start: number;
}

function quoteNotEnded(found: Quote): YamlFault {
  return {
    start: found.start,
    end: found.start + 1,
    what: `the quote ${found.quote} that begins here does not end on this line`,
    hint: `End the value with ${found.quote}${found.quote === '"' ? ', and write a quote within it as \\"' : ", and write an apostrophe within it twice"}.`,
  };
}

function closes(rest: string, quote: string): boolean {
  const inner = quote === '"' ? rest.replace(/\\./g, "") : rest.replaceAll("''", "");
  return inner.includes(quote);
}

/** `"key": = "a, b"` */
function markOfJson({ text, offset }: Stop): YamlFault | null {
  const found = markBeforeString(text, offset);
  if (!found) return null;
  const { start, end, string } = found;
  return {
    start,
    end,
    what: `"${text.slice(start, end)}" stands before ${string}`,
    hint: "Remove it, or put it into the quotes.",
  };
}

/** A bracket too many or too few in JSON, as its lines are indented. */
function bracketOfJson({ text, reason }: Stop): YamlFault | null {
  if (!/flow collection|missed comma|end of the stream|bad indentation/.test(reason)) return null;
  const fault = bracketFault(text);
  return fault && (fault.kind === "open" ? notClosed : closesNothing)(text, fault.start);
}

/** A bracket that nothing closes: found by counting, without what stands in quotes and comments. */
function openBracket({ text, reason }: Stop): YamlFault | null {
  if (!/within a flow collection|missed comma/.test(reason)) return null;
  const open: number[] = [];
  const parts = /"(?:\\.|[^"\\])*"|(?<=[\s[{,:])'(?:''|[^'])*'|(?<=^|\s)#[^\n]*|[[\]{}]/g;
  for (const { 0: part, index } of text.matchAll(parts)) {
    if (part === "[" || part === "{") open.push(index);
    else if (part === "]" || part === "}") open.pop();
  }
  const start = open.at(-1);
  if (start === undefined) return null;
  return notClosed(text, start);
}

function notClosed(text: string, start: number): YamlFault {
  const bracket = text[start]!;
  return {
    start,
    end: start + 1,
    what: `the bracket "${bracket}" that begins here does not end`,
    hint: `End it with "${bracket === "[" ? "]" : "}"}".`,
    kind: "open-bracket",
  };
}

/** `summary: Ask: what`. */
function valueWithColon({ lines, at }: Stop): YamlFault | null {
  const line = lines[at]!;
  const { lead, key, value } = keyAndValue.exec(line.text.trimEnd())?.groups ?? {};
  if (lead === undefined || value === undefined || /^["'[{|>&!]/.test(value)) return null;
  if (!/:(?: |$)/.test(value)) return null;
  return {
    start: line.start + lead.length,
    end: line.start + lead.length + value.length,
    what: `the value of "${key}" holds a colon with a space after it, which would begin another key`,
    hint: `Put the value in quotes: ${key}: ${quoted(value)}`,
  };
}

/** `name: @home`, `pattern: *.txt`: characters with a meaning of their own at the start of a value. */
function valueWithMark({ lines, at }: Stop): YamlFault | null {
  const line = lines[at]!;
  const item = /^(?<lead>\s*(?:- +)+)(?<value>(?:[@`%*!]|& ).*)$/.exec(line.text.trimEnd())?.groups;
  if (item) {
    const start = line.start + item["lead"]!.length;
    return {
      start,
      end: start + 1,
      what: `this item begins with "${item["value"]![0]}", which has a meaning of its own in YAML`,
      hint: `Put it in quotes: - ${quoted(item["value"]!)}`,
    };
  }
  const { lead, key, value } = keyAndValue.exec(line.text.trimEnd())?.groups ?? {};
  if (lead === undefined || value === undefined || !/^(?:[@`%*!\]},]|- |\? |& )/.test(value))
    return null;
  return {
    start: line.start + lead.length,
    end: line.start + lead.length + 1,
    what: value.startsWith("- ")
      ? `the list of "${key}" begins on the line of its key`
      : `the value of "${key}" begins with "${value[0]}", which has a meaning of its own in YAML`,
    hint: value.startsWith("- ")
      ? "Begin the list on the next line."
      : `Put the value in quotes: ${key}: ${quoted(value)}`,
  };
}

/** `'it's'`, `"a" b`: a value that goes on after its quote. */
function afterQuote({ lines, at, offset }: Stop): YamlFault | null {
  const line = lines[at]!;
  const { lead, key, value } = keyAndValue.exec(line.text.trimEnd())?.groups ?? {};
  const quote = value?.[0];
  if (lead === undefined || value === undefined || (quote !== '"' && quote !== "'")) return null;
  if (offset <= line.start + lead.length) return null;
  if (!closes(value.slice(1, offset - line.start - lead.length), quote)) return null;
  return {
    start: offset,
    end: offset + 1,
    what: `the value of "${key}" goes on after the quote ${quote} that ends it`,
    hint:
      quote === "'"
        ? `Write an apostrophe within single quotes twice (''), or use double quotes.`
        : `Write a quote within double quotes as \\", or put the whole value in quotes.`,
  };
}

/** `text: > on the same line`. */
function blockText({ lines, at, reason }: Stop): YamlFault | null {
  const line = lines[at]!;
  const { lead, key, value } = keyAndValue.exec(line.text.trimEnd())?.groups ?? {};
  if (!reason.includes("line break") || lead === undefined || !/^[|>]/.test(value ?? ""))
    return null;
  const start = line.start + lead.length;
  return {
    start,
    end: start + 1,
    what: `text follows the "${value![0]}" of "${key}" on the same line`,
    hint: "Begin the text on the next line, indented.",
  };
}

function unknownEscape({ text, offset, reason }: Stop): YamlFault | null {
  if (!reason.includes("escape sequence")) return null;
  return {
    start: offset - 1,
    end: offset + 1,
    what: `"\\${text[offset]}" stands for nothing within double quotes`,
    hint: "Write a backslash twice, or put the value in single quotes.",
  };
}

/** `key:value`, which is read as one word. */
function keyWithoutSpace({ lines, at, reason }: Stop): YamlFault | null {
  if (!/implicit|end of the stream|block mapping|bad indentation/.test(reason)) return null;
  for (const line of [lines[at]!, lines[at - 1]]) {
    const found =
      line && /^(?<lead>\s*(?:- +)*)(?<key>[\w$./-]+):(?<value>[^\s/:].*)$/.exec(line.text);
    if (!found) continue;
    const { lead = "", key = "", value } = found.groups ?? {};
    const start = line.start + lead.length + key.length;
    return {
      start,
      end: start + 1,
      what: `the colon after "${key}" has no space after it`,
      hint: `Write "${key}: ${value}".`,
    };
  }
  return null;
}

/** `[/lamps/{lampId}/state]`: a brace within a word begins or ends a map in brackets. */
function bracesInWord({ text, offset, lines, at, reason }: Stop): YamlFault | null {
  if (!/missed comma|found ','/.test(reason)) return null;
  const line = lines[at]!;
  for (const { index, 0: word } of line.text.matchAll(
    /[\w/.-]*[\w/.-]\{[^\s{}[\],]*\}[^\s,\]}]*/g,
  )) {
    const start = line.start + index;
    if (offset < start || offset > start + word.length || text[start - 1] === '"') continue;
    return {
      start,
      end: start + word.length,
      what: `braces within "${word}" stand for a map of their own here`,
      hint: `Put it in quotes: ${quoted(word)}.`,
    };
  }
  return null;
}

function missingComma({ text, offset: stop, reason }: Stop): YamlFault | null {
  if (!reason.includes("missed comma") && !reason.includes("found ','")) return null;
  const isExtra = reason.includes("found ','");
  const other = wrongBracket(text, stop);
  if (other) return other;
  // js-yaml has read the key when it misses the comma before it.
  const key = /"[^"\n]*"$|[\w-]+$/.exec(text.slice(Math.max(0, stop - 200), stop));
  const start = text[stop] === ":" && key ? stop - key[0].length : Math.min(stop, text.length);
  const above = text.slice(0, start).trimEnd();
  // Where the entry begins a line, the comma belongs at the end of the one above.
  if (!isExtra && text.slice(above.length, start).includes("\n") && !/[,[{]$/.test(above))
    return {
      start: above.length - 1,
      end: above.length,
      what: "a comma is missing after this",
      hint: "Separate the entries in brackets with commas.",
      kind: "comma",
    };
  return {
    start,
    end: start + 1,
    what: isExtra ? "there is a comma too many here" : "a comma is missing before this",
    hint: isExtra ? "Remove the comma." : "Separate the entries in brackets with commas.",
    kind: "comma",
  };
}

/** `[a, b}` */
function wrongBracket(text: string, stop: number): YamlFault | null {
  const found = text[stop];
  const last = /[[{][^[\]{}"'#]*$/.exec(text.slice(Math.max(0, stop - 2000), stop))?.[0][0];
  const wanted = last === "[" ? "]" : "}";
  if ((found !== "]" && found !== "}") || last === undefined || found === wanted) return null;
  return {
    start: stop,
    end: stop + 1,
    what: `"${found}" does not close the bracket "${last}"`,
    hint: `Write "${wanted}".`,
  };
}

/** `a: { b: 1 } }`: a bracket that closes nothing, behind a value in brackets or on a line of its own. */
function strayBracket({ text, offset, lines, at, reason }: Stop): YamlFault | null {
  if (!/bad indentation|end of the stream or a document separator/.test(reason)) return null;
  const line = lines[at]!;
  const own = /^\s*[}\]]/.exec(line.text);
  const behind = own ? null : closedTwice(line.text);
  if (!own && behind === null) return null;
  const isAtStop = own && /[}\]]/.test(text[offset] ?? "");
  return closesNothing(text, isAtStop ? offset : line.start + (behind ?? own![0].length - 1));
}

function closesNothing(text: string, start: number): YamlFault {
  return {
    start,
    end: start + 1,
    what: `the bracket "${text[start]}" closes nothing`,
    hint: `Remove it, or open it with "${text[start] === "}" ? "{" : "["}" where it belongs.`,
    kind: "stray-bracket",
  };
}

/** Where a line has a bracket after the one that ends its value; `null` where it has not. */
function closedTwice(line: string): number | null {
  const lead = /^\s*(?:- +)*(?!- )(?:[^\s"'#[\]{},][^:#]*: +|"[^"]*": +|'[^']*': +)?(?=[[{])/.exec(
    line,
  )?.[0];
  if (lead === undefined) return null;
  let depth = 0;
  const parts = /"(?:\\.|[^"\\])*"|(?<=[\s[{,:])'(?:''|[^'])*'|(?<=\s)#.*|[[\]{}]/g;
  parts.lastIndex = lead.length;
  for (let part = parts.exec(line); part; part = parts.exec(line)) {
    if (part[0] === "[" || part[0] === "{") depth++;
    else if (/^[\]}]/.test(part[0]) && depth-- === 0) return part.index;
  }
  return null;
}

/** A line that stands neither at the depth of those above it nor where something deeper may begin. */
function indentation({ lines, at, reason }: Stop): YamlFault | null {
  const isIndentation = /bad indentation|end of the stream or a document separator/.test(reason);
  const line = lines[at]!;
  const indent = indentOf(line);
  const above = lines.slice(0, at).findLast(hasContent);
  if (!isIndentation || !above) return null;
  const before = indentOf(above);
  const first = firstBesides(lines, at);
  if (first)
    return {
      start: first.start + indentOf(first),
      end: first.start + first.text.length,
      what: `this line has ${spaces(indentOf(first))} in front and those that go with it ${indent}`,
      hint: "Begin it in the same column as the lines that it belongs to.",
    };
  if (
    above.text.trimStart().startsWith("- ") &&
    !line.text.trimStart().startsWith("- ") &&
    indent === before
  )
    return wholeLine(
      line,
      "this line belongs neither to the list above it nor to a key",
      "Indent it below the item that it belongs to, or give the list a key and indent the list.",
      "nowhere",
    );
  if (indent === before)
    return {
      start: line.start + indent,
      end: line.start + line.text.length,
      what: "this line does not go with the one above it",
      hint: "Compare the two: a colon after each key, quotes and brackets in pairs.",
    };
  return {
    start: line.start + indent,
    end: line.start + line.text.length,
    what: `this line has ${spaces(indent)} in front and the one above it ${before}, which makes it no part of anything`,
    hint:
      indent > before
        ? "Begin it in the same column as the line above; where a key is to hold it, that key must have no value of its own."
        : "Begin it in the same column as the lines that it belongs to.",
    kind: "nowhere",
  };
}

/** The first line below a key, where it is indented otherwise than those that follow it there, of which one is given. */
function firstBesides(lines: readonly TextLine[], at: number): TextLine | null {
  const indent = indentOf(lines[at]!);
  const isBeside = (line: TextLine) => hasContent(line) && indentOf(line) <= indent;
  const others = lines.slice(at + 1).filter(isBeside);
  if (!others[0] || indentOf(others[0]) < indent) return null; // it is the last one: either may be meant
  const above = lines.slice(0, at).filter(hasContent);
  const opening = above.findLastIndex((line) => indentOf(line) < indent && /:\s*$/.test(line.text));
  const [key, first] = [above[opening], above[opening + 1]];
  const isOdd = (line: TextLine | undefined) => line && Math.abs(indentOf(line) - indent) === 1;
  return [key, first].find(isOdd) ?? null;
}

function spaces(count: number): string {
  return `${count === 0 ? "no" : count} space${count === 1 ? "" : "s"}`;
}
