/** Numbers that are drawn, the same for the same seed. */
export class Chance {
  constructor(private state: number) {}

  /** From 0 up to, and without, `limit`. */
  below(limit: number): number {
    // The generator of Numerical Recipes; its higher bits are the better ones.
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  of<T>(all: readonly T[]): T {
    return all[this.below(all.length)]!;
  }
}

/** What an edit writes; `null`: the file is removed. */
export interface Edit {
  readonly about: string;
  readonly files: ReadonlyMap<string, string | null>;
}

type Texts = Record<string, string | Uint8Array>;

const paragraphs = [
  "Some *new* words.",
  "See `Things`_, and what_ is not there.",
  "A `link <https://a.example/x>`_ and ``code``.",
  "A note [1]_ and another [#]_.\n\n.. [1] The note.\n.. [#] The other.",
  ".. _place:\n\nThe place_ itself.",
  "New section\n-----------\n\nIts text.",
  "Deep section\n~~~~~~~~~~~~\n\nIts text.",
  "- one\n- two\n\n  - three",
  "term\n  What it is.",
  "=====  =====\nkey    value\n=====  =====\na      b\n=====  =====",
  "=====  =====\nkey    value",
  "::\n\n  literal text",
  '.. code:: json\n\n   {"a": 1}',
  ".. note::\n   Take note.",
  ".. unknown:: directive",
  "Broken *markup here.",
  "%MAIN_VERSION% and %STATION_VERSION% and %MAIN_VERSIO%",
  "{{nothing_known}}",
  "{{apis}}",
  ".. include:: part.txt",
  "|sub| stands.\n\n.. |sub| replace:: a *text*",
  ".. contents:: Contents",
  ".. default-role:: emphasis\n\nA `role`.",
  "<b>html</b>",
  "# A heading\n\nIts text.",
  "## A deeper heading\n\n[link](/guides/identifiers/#berths) and [nowhere](/nowhere/)",
  '```json\n{"a": 2}\n```',
  "| a | b |\n|---|---|\n| 1 | 2 |",
  '{{% caution title="Careful" %}}\nWords.\n{{% /caution %}}',
  "{{% nothing %}}",
  "Markdown `code` and **bold** and [a link](https://a.example).",
  "Schritte über 学 \u{1F600}.",
];

/** The same in Markdown. */
const markdownParagraphs = [
  'Some *new* words, and "quoted" ones -- it\'s so...',
  "See [things](#things), [a reference][ref], [ref] and [what](#is-not-there).",
  "[ref]: https://c.example/x",
  "[ref]: https://c.example/x\nWords below it.",
  "A note[^1] and another[^n].\n\n[^n]: The other note.",
  "## New section\n\nIts text.",
  "### Things {#things}\n\nIts text.",
  "Words\n===",
  "- one\n- two\n\n  - three",
  "-   wide item\n\n  Words below it.",
  "+ another list",
  "1. one\n2. two",
  "- [ ] a task",
  "Term\n: What it is.",
  ": Another meaning.",
  "~ A third one.",
  "| a | b |\n|---|---|\n| `x` | 2 |",
  "| a | b |",
  '```json\n{"a": 2}\n```',
  "```",
  "    indented code",
  "> A quotation.",
  "> [!NOTE]\n> Take note.",
  "$$\na + b\n$$",
  "$$ words",
  "<div>\n\nWords in HTML.\n\n</div>",
  "<!-- a comment",
  "-->",
  '<b>html</b> and <a id="place"></a> a place',
  "{#place .special}",
  "{class=special}",
  "{id=place}",
  "+++",
  "---",
  "Broken **markup here.",
  "%WHO% and %WH% and {{nothing_known}}",
  '{{% caution title="Careful" %}}\nWords.\n{{% /caution %}}',
  '{{% text name="part.md" %}}',
  "{{% nothing %}}",
  "{{% /caution %}}",
  "**Errors:**",
  "- `CODE`: what it means.",
  "![a picture](nowhere.png)",
  "https://a.example/x and me@a.example",
  "Words at the end of a line  \nand\\\nbelow.",
  "Schritte über 学 \u{1F600}.",
  "\u00a0",
];

/** What is typed in the midst of a line. */
const words = {
  rst: ["edited", "*emphasis*", "``code``", "two words", "end.", "::", "|", "x_"],
  md: ["edited", "*emphasis*", "`code`", "two words", "end.", "[ref]", "**", "\"", "<!--", "```", "$x$", "[x](#place)", "{.special}", ":", "|", "\\", "&amp;", "https://a.example"],
}; // prettier-ignore

/** Lines that make another sense of YAML. */
const yamlLines = [
  "description: Other words.",
  "  description: Deeper words, with `code`.",
  "x-added: v1.1",
  "deprecated: true",
  "type: string",
  "  example: 12",
  "\tbroken: [",
  "broken: {",
  "# A comment",
  "required: [a, b]",
];

/** Edits of a project, one after the other. Now and then files become again what they were. */
export class Edits {
  readonly #now: Map<string, string | null>;
  readonly #first: ReadonlyMap<string, string>;

  constructor(
    files: Texts,
    private readonly chance: Chance,
  ) {
    this.#first = new Map(
      Object.entries(files).flatMap(([path, text]) =>
        typeof text === "string" ? [[path, text] as const] : [],
      ),
    );
    this.#now = new Map(this.#first);
  }

  next(): Edit {
    const edit = this.#draw();
    for (const [path, text] of edit.files) this.#now.set(path, text);
    return edit;
  }

  #draw(): Edit {
    const { chance } = this;
    const kind = chance.below(20);
    if (kind < 5) return this.#mend(chance.below(3) === 0);
    const other = [...this.#now].filter(([path, text]) => text !== this.#first.get(path));
    // Most edits are of projects that are mostly right.
    if (other.length > 4) return this.#mend(true);
    if (kind < 13) return this.#text();
    if (kind < 16) return this.#data();
    if (kind < 17) return this.#setting();
    if (kind < 18) return this.#whole();
    return this.#several();
  }

  /** A file, or all, as at first. */
  #mend(isAll: boolean): Edit {
    const other = [...this.#now].filter(([path, text]) => text !== (this.#first.get(path) ?? null));
    if (other.length === 0) return this.#text();
    const some = isAll ? other : [this.chance.of(other)];
    return {
      about: `${some.map(([path]) => path).join(", ")} as at first`,
      files: new Map(some.map(([path]) => [path, this.#first.get(path) ?? null])),
    };
  }

  #pick(ending: RegExp): string {
    const paths = [...this.#now].flatMap(([path, text]) =>
      text !== null && ending.test(path) ? [path] : [],
    );
    return this.chance.of(paths);
  }

  #text(): Edit {
    const path = this.#pick(/\.(?:rst|md|txt)$/);
    const texts =
      path.endsWith(".md") && this.chance.below(8) > 0 ? markdownParagraphs : paragraphs;
    return this.#inLines(path, texts, true);
  }

  #data(): Edit {
    const data = /schema|api\/|data\/|examples|newsfragments/;
    if (![...this.#now.keys()].some((path) => data.test(path))) return this.#text();
    if (this.chance.below(2) === 0) return this.#described(data);
    return this.#inLines(this.#pick(data), yamlLines, false);
  }

  /** Words of a description, or of what stands below it. */
  #described(data: RegExp): Edit {
    const { chance } = this;
    const path = this.#pick(data);
    const lines = this.#now.get(path)!.split("\n");
    const places = lines.flatMap((line, index) => (line.includes("description:") ? [index] : []));
    if (places.length === 0) return this.#text();
    const at = Math.min(chance.of(places) + chance.below(2), lines.length - 1);
    const parts = lines[at]!.split(" ");
    const isTaken = chance.below(4) === 0;
    const word = chance.of(words[chance.below(2) === 0 ? "rst" : "md"]);
    parts.splice(1 + chance.below(parts.length), isTaken ? 1 : 0, ...(isTaken ? [] : [word]));
    const text = lines.with(at, parts.join(" ")).join("\n");
    return { about: `${path}:${at + 1} with other words`, files: new Map([[path, text]]) };
  }

  #setting(): Edit {
    const { chance } = this;
    const path = chance.of(["specpress.yaml", this.#pick(/targets\.yaml$|specpress\.yaml$/)]);
    const text = this.#now.get(path) ?? "";
    const value = chance.of(["unstable", "r0.1", "r0.2", "v1"]);
    if (chance.below(2) === 0)
      return only(
        path,
        text.replace(/^( *(?:\w+_VERSION|name|lang):).*$/m, `$1 ${value}`),
        `a setting is ${value}`,
      );
    return this.#inLines(path, [...yamlLines, "search: false", "lang: de", "look: current"], false);
  }

  /** A file is new, or gone. */
  #whole(): Edit {
    const { chance } = this;
    const path = this.#pick(/./);
    if (chance.below(3) === 0) return only(path, null, "is removed");
    const other = path.replace(/(?=\.\w+$|$)/, `-${chance.below(3)}`);
    return only(other, this.#now.get(path) ?? "", `is a copy of ${path}`);
  }

  #several(): Edit {
    const edits = [this.#text(), this.#data(), this.#text()];
    return {
      about: edits.map(({ about }) => about).join("; "),
      files: new Map(edits.flatMap(({ files }) => [...files])),
    };
  }

  #inLines(path: string, texts: readonly string[], isProse: boolean): Edit {
    const { chance } = this;
    const lines = (this.#now.get(path) ?? "").split("\n");
    const at = chance.below(lines.length);
    const line = lines[at]!;
    const text = chance.of(texts);
    switch (chance.below(isProse ? 12 : 5)) {
      case 0:
        lines.splice(at, 1);
        return only(path, lines.join("\n"), `line ${at + 1} is gone: ${line}`);
      case 1:
        lines.splice(at, 0, line);
        return only(path, lines.join("\n"), `line ${at + 1} is there twice: ${line}`);
      case 2: {
        lines[at] = line.replace(/[a-z]{3,}/, (word) => `${word}s`);
        return only(path, lines.join("\n"), `a word of line ${at + 1}: ${lines[at]}`);
      }
      case 3: {
        lines[at] = `${/^\s*/.exec(line)![0]}${text.trim()}`;
        return only(path, lines.join("\n"), `line ${at + 1} is ${JSON.stringify(text)}`);
      }
      case 5:
      case 6:
      case 7:
        lines[at] = this.#typed(line, path);
        return only(path, lines.join("\n"), `words in line ${at + 1}: ${lines[at]}`);
      case 8: {
        // In two places at once, as who replaces a word everywhere.
        const other = chance.below(lines.length);
        for (const each of [at, other]) lines[each] = this.#typed(lines[each]!, path);
        return only(path, lines.join("\n"), `words in lines ${at + 1} and ${other + 1}`);
      }
      case 9: {
        // A line more here, and one less there.
        const other = chance.below(lines.length);
        const [gone] = lines.splice(other, 1);
        lines.splice(at, 0, chance.of([gone!, "More words."]));
        return only(path, lines.join("\n"), `line ${other + 1} is at ${at + 1}: ${gone}`);
      }
      case 10: {
        lines[at] = chance.of([
          `  ${line}`,
          line.trimStart(),
          `${line}\r`,
          `${line}  `,
          `\t${line}`,
        ]);
        return only(
          path,
          lines.join("\n"),
          `spaces in line ${at + 1}: ${JSON.stringify(lines[at])}`,
        );
      }
      default: {
        const added = isProse ? ["", ...text.split("\n"), ""] : [text];
        lines.splice(at, 0, ...added);
        return only(path, lines.join("\n"), `before line ${at + 1}: ${JSON.stringify(text)}`);
      }
    }
  }

  /** As one types: a word more in a line that has some, or one less. */
  #typed(line: string, path: string): string {
    const { chance } = this;
    if (chance.below(6) === 0) return line.replace(/(?<=[a-z] )[a-z]+ /, "");
    const word = chance.of(path.endsWith(".md") ? words.md : words.rst);
    const where = chance.below(8) === 0 ? /^/ : /(?<=[a-z] )(?=[a-z])/;
    const typed = line.replace(where, `${word} `);
    return typed === line ? `${line} ${word}`.trimEnd() : typed;
  }
}

function only(path: string, text: string | null, about: string): Edit {
  return { about: `${path}: ${about}`, files: new Map([[path, text]]) };
}
