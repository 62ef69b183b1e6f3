import { isCollection, isPair, isScalar, parseDocument, visit, type Node } from "yaml";

/** What a value of a data file may be instead: other types, words that objects inherit, and texts that are no names. */
export const payloads: readonly string[] = [
  "null",
  "true",
  "5",
  "-1.5",
  ".inf",
  "[]",
  "{}",
  "[null]",
  "[[], {}]",
  "{ toString: 1 }",
  "{ toJSON: 1, then: 2 }",
  "{ length: -1 }",
  "{ valueOf: {}, constructor: {}, __proto__: 3 }",
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  '"\\uD800"',
  '"\\uDC00 \\0 \\u2028 \\uFFFE"',
  `"${"n".repeat(300)}"`,
  `"${"a/".repeat(200)}"`,
  '""',
  '"."',
  '".."',
  '"/"',
  '"\\n"',
  '" "',
  '"%"',
  '"{{"',
  '"*"',
  '"("',
  '"\\\\"',
  '"#"',
  '"group:"',
  '"..\\n\\n.."',
];

interface Place {
  readonly start: number;
  readonly end: number;
  readonly isKey: boolean;
}

/** Where the values and keys of a YAML text stand. */
function places(text: string): Place[] {
  const found: Place[] = [];
  const note = (node: Node | null | undefined, isKey: boolean) => {
    const range = node?.range;
    if (range) found.push({ start: range[0], end: range[1], isKey });
  };
  visit(parseDocument(text, { uniqueKeys: false }), {
    Node(key, node, path) {
      if (!isScalar(node) && !(isCollection(node) && node.flow)) return;
      const above = path.at(-1);
      note(node, isPair(above) && key === "key");
    },
  });
  return found;
}

export interface Retyped {
  readonly what: string;
  readonly path: string;
  readonly text: string;
}

/** Each way to put one other value, or key, into one file. */
export function* retyped(files: Readonly<Record<string, string>>): Generator<Retyped> {
  for (const [path, text] of Object.entries(files)) {
    const found = path.endsWith(".toml") ? tomlPlaces(text) : isData(path) ? places(text) : [];
    for (const { start, end, isKey } of found)
      for (const payload of path.endsWith(".toml") ? tomlPayloads : payloads) {
        if (isKey && /^[[{]/.test(payload)) continue;
        const line = text.slice(0, start).split("\n").length;
        yield {
          what: `${path}:${line}: ${text.slice(start, end)} → ${payload.slice(0, 40)}`,
          path,
          text: text.slice(0, start) + payload + text.slice(end),
        };
      }
  }
}

function isData(path: string): boolean {
  return /\.(?:ya?ml|json)$|^events\//.test(path);
}

const tomlPayloads: readonly string[] = [
  "5",
  "1.5",
  "inf",
  "true",
  "1979-05-27",
  "[]",
  "{}",
  "[{}]",
  "[5, []]",
  '{ toString = 1, "__proto__" = 2 }',
  '"constructor"',
  '"__proto__"',
  '"{constructor}"',
  '"{{"',
  '"("',
  '"[x](y) |z"',
  `"${"n".repeat(300)}"`,
  '""',
  '"."',
  '".."',
  '"/"',
  '"../../.."',
  '"\\n"',
  '" "',
  '"\\\\"',
  '"="',
  '"=="',
];

function tomlPlaces(text: string): Place[] {
  return [...text.matchAll(/(?<== ).+$/gm)].map(({ 0: value, index }) => ({
    start: index,
    end: index + value.length,
    isKey: false,
  }));
}
