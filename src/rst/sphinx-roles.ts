/** What a role of Sphinx marks, so that it can be said how to write that here. */
type Kind = "place" | "page" | "code" | "keys" | "strong" | "emphasis" | "abbreviation" | "link";

/** The roles that Sphinx adds, by what they mark; those of its domains (`:py:func:`) mark code. */
const kinds: ReadonlyMap<string, Kind> = new Map(
  Object.entries({
    place: ["ref", "numref", "any", "eq", "keyword", "token"],
    page: ["doc", "download"],
    code: [
      "attr", "class", "command", "const", "data", "envvar", "exc", "file", "func", "header", "mailheader", "makevar", "meth",
      "mimetype", "mod", "newsgroup", "obj", "option", "program", "regexp", "samp", "type", "var",
    ],
    keys: ["kbd"],
    strong: ["guilabel", "menuselection"],
    emphasis: ["manpage"],
    abbreviation: ["abbr"],
    link: ["cve", "cwe"],
  } satisfies { readonly [K in Kind]: readonly string[] }).flatMap(([kind, names]) =>
    names.map((name): [string, Kind] => [name, kind as Kind]),
  ),
); // prettier-ignore

/** What Sphinx calls the languages whose names its roles mark. */
const domains: ReadonlySet<string> = new Set(["c", "cpp", "js", "math", "py", "rst", "std"]);

/** Whether it is the name of a role that Sphinx adds: `ref`, `py:func`. */
export function isSphinxRole(name: string): boolean {
  const [domain = "", ...rest] = name.split(":");
  return kinds.has(name) || (rest.length === 1 && domains.has(domain));
}

/** `Text <goal>`: what is shown, and where it leads. */
export function parted(text: string): { readonly shown: string; readonly goal: string } {
  const { shown, goal } = /^(?<shown>[^<]*[^<\s])\s*<(?<goal>[^<>]+)>$/.exec(text)?.groups ?? {};
  return shown === undefined ? { shown: text, goal: text } : { shown, goal: goal! };
}

/**
 * How to write here what a role of Sphinx says, in the author's words, then what it marks, shows and where it leads: the
 * parts of a message. `undefined` for a role that Sphinx does not have.
 */
export function insteadOfRole(name: string, text: string): readonly string[] | undefined {
  const kind = kinds.get(name) ?? (/^[a-z]+:[a-z]+$/.test(name) ? "code" : undefined);
  if (kind === undefined) return undefined;
  const { shown, goal } = parted(text.trim());
  return [advice(kind, shown, goal), kind, shown, goal];
}

function advice(kind: Kind, shown: string, goal: string): string {
  switch (kind) {
    case "place":
      return shown === goal ? `Write \`${goal}\`_.` : `Write \`${shown} <${goal}_>\`_.`;
    case "page":
      return `Write \`${shown} <${goal.replace(/^\//, "")}.html>\`_, with the address of the page.`;
    case "code":
      return `Write \`\`${shown.replace(/^[~!]/, "")}\`\`.`;
    case "keys":
      return `Write \`\`${shown}\`\`, or define the role: ".. role:: kbd".`;
    case "strong":
      return `Write **${shown}**.`;
    case "emphasis":
      return `Write *${shown}*.`;
    case "abbreviation":
      return `Write :abbreviation:\`${shown.replace(/\s*\(.*\)$/, "")}\`, and what it stands for beside it.`;
    case "link":
      return `Write \`${shown} <https://...>\`_.`;
  }
}
