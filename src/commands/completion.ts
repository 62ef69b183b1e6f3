import { UsageError, type CommandSpec, type Given, type Io, type OptionSpec } from "./command.js";

/** `specpress completion bash|zsh|fish`: a script for a shell, made of the table of commands. */
export async function completion(
  given: Given,
  io: Io,
  commands: readonly CommandSpec[],
): Promise<number> {
  const [shell = ""] = given.arguments;
  if (!Object.hasOwn(shells, shell))
    throw new UsageError(`there is no completion for "${shell}"; there is for ${names.join(", ")}`);
  io.out(shells[shell as keyof typeof shells](all(commands)));
  return 0;
}

/** A command with the words that lead to it. */
interface Path {
  readonly words: readonly string[];
  readonly summary: string;
  /** What may follow: names of commands. */
  readonly below: readonly { readonly name: string; readonly summary: string }[];
  readonly options: readonly Flag[];
  /** Values of its argument, where these are words. */
  readonly values: readonly string[];
}

interface Flag {
  /** `--out`, and `-o` where there is one. */
  readonly names: readonly string[];
  readonly summary: string;
  readonly takes: "nothing" | "a value" | "a path";
  readonly choices: readonly string[];
}

const everywhere: readonly OptionSpec[] = [
  { flags: "--color", summary: "with colours" },
  { flags: "--no-color", summary: "without colours" },
  { flags: "-h, --help", summary: "print help" },
];

function all(commands: readonly CommandSpec[]): readonly Path[] {
  const paths: Path[] = [];
  const add = (words: readonly string[], spec: CommandSpec) => {
    const options = "options" in spec ? spec.options : [];
    const below = "commands" in spec ? spec.commands : [];
    paths.push({
      words,
      summary: spec.summary,
      below: below.map(({ name, summary }) => ({ name, summary })),
      options: [...options, ...everywhere].map(flagOf),
      values: spec.name === "completion" ? names : [],
    });
    for (const each of below) add([...words, each.name], each);
  };
  const top = commands.map(({ name, summary }) => ({ name, summary }));
  const options = [
    { flags: "-V, --version", summary: "print the version" },
    { flags: "-h, --help", summary: "print help" },
  ].map(flagOf);
  paths.push({ words: [], summary: "", below: top, options, values: [] });
  for (const spec of commands) add([spec.name], spec);
  return paths;
}

function flagOf({ flags, summary, choices = [] }: OptionSpec): Flag {
  const value = /<([^<>]+)>/.exec(flags)?.[1];
  return {
    names: flags.match(/(?<![\w-])--?[\w-]+/g) ?? [],
    summary,
    takes:
      value === undefined ? "nothing" : /^(?:dir|file|path)$/.test(value) ? "a path" : "a value",
    choices,
  };
}

const shells = { bash, zsh, fish };
const names = Object.keys(shells);

/** The commands are found by their words; what follows an option that takes a path is one. */
function bash(paths: readonly Path[]): string {
  const branches = paths.map(({ words, below, options, values }) => {
    const known = [...below.map(({ name }) => name), ...values, ...options.flatMap((o) => o.names)];
    return `    ${quoted(words.join(" "))}) known=${quoted(known.join(" "))} ;;\n`;
  });
  const given = paths.flatMap(({ words, options }) =>
    options
      .filter(({ takes }) => takes !== "nothing")
      .map(({ names: flags, choices, takes }) => {
        const cases = flags.map((flag) => quoted([...words, flag].join(" "))).join("|");
        const reply =
          choices.length > 0
            ? `COMPREPLY=($(compgen -W ${quoted(choices.join(" "))} -- "$word"))`
            : takes === "a path"
              ? "compopt -o default; COMPREPLY=()"
              : "COMPREPLY=()";
        return `    ${cases}) ${reply}; return ;;\n`;
      }),
  );
  const leading = paths.filter(({ words }) => words.length > 0).map(({ words }) => words.join(" "));
  return `# Completion of specpress for bash.
_specpress() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} path="" each known=""
  # To bash --name=value is three words.
  if [ "$word" = = ]; then word=""; elif [ "$before" = = ]; then before=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$each" in
    ${leading.map(quoted).join("|")}) path="\${path:+$path }$each" ;;
    esac
  done
  case "\${path:+$path }$before" in
${given.join("")}  esac
  case "$path" in
${branches.join("")}  esac
  COMPREPLY=($(compgen -W "$known" -- "$word"))
  if [ "\${#COMPREPLY[@]}" = 0 ]; then compopt -o default; fi
}
complete -F _specpress specpress
`;
}

function zsh(paths: readonly Path[]): string {
  const described = (name: string, summary: string) =>
    quoted(`${name.replaceAll(":", "\\:")}:${summary}`);
  const argument = ({ takes, choices }: Flag) => {
    if (takes === "nothing") return "";
    return choices.length > 0
      ? `:value:(${choices.join(" ")})`
      : takes === "a path"
        ? ":path:_files"
        : ":value:";
  };
  const optionOf = (flag: Flag) => {
    const summary = flag.summary.replace(/[[\]:\\]/g, "\\$&");
    // After the name of a long option with an equals sign its value may follow in the same word.
    const written = (name: string) =>
      flag.takes !== "nothing" && name.startsWith("--") ? `${name}=` : name;
    return flag.names
      .map((name) => quoted(`*${written(name)}[${summary}]${argument(flag)}`))
      .join(" ");
  };
  const branches = paths.map(({ words, below, options, values }) => {
    const names_ = below.map(({ name, summary }) => described(name, summary)).join(" ");
    const rest =
      below.length > 0
        ? `local -a known=(${names_}); _describe command known; `
        : values.length > 0
          ? `local -a known=(${values.map(quoted).join(" ")}); _describe value known; `
          : "";
    const last = below.length > 0 || values.length > 0 ? "" : " '*:file:_files'";
    return `  ${quoted(words.join(" "))}) ${rest}_arguments ${options.map(optionOf).join(" ")}${last} ;;\n`;
  });
  const leading = paths.filter(({ words }) => words.length > 0).map(({ words }) => words.join(" "));
  return `#compdef specpress
# Completion of specpress for zsh.
_specpress() {
  local path_="" each
  for each in "\${(@)words[2,CURRENT-1]}"; do
    case "\${path_:+$path_ }$each" in
    ${leading.map(quoted).join("|")}) path_="\${path_:+$path_ }$each" ;;
    esac
  done
  case "$path_" in
${branches.join("")}  esac
}
compdef _specpress specpress 2>/dev/null || true
[ "\${funcstack[1]}" = _specpress ] && _specpress "$@"
`;
}

function fish(paths: readonly Path[]): string {
  const lines = paths.flatMap(({ words, below, options, values }) => {
    const condition = `-n ${quoted(`__specpress_at ${words.join(" ")}`.trim())}`;
    return [
      ...below.map(
        ({ name, summary }) =>
          `complete -c specpress ${condition} -f -a ${name} -d ${quoted(summary)}`,
      ),
      ...(values.length > 0
        ? [`complete -c specpress ${condition} -f -a ${quoted(values.join(" "))}`]
        : []),
      ...options.map(({ names: flags, summary, takes, choices }) => {
        const names_ = flags.map((flag) =>
          flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
        );
        const value =
          takes === "nothing"
            ? ""
            : choices.length > 0
              ? ` -x -a ${quoted(choices.join(" "))}`
              : takes === "a path"
                ? " -r -F"
                : " -x";
        return `complete -c specpress ${condition} ${names_.join(" ")}${value} -d ${quoted(summary)}`;
      }),
    ];
  });
  const leading = paths.filter(({ words }) => words.length > 0).map(({ words }) => words.join(" "));
  return `# Completion of specpress for fish.
function __specpress_at
    set -l path
    for each in (commandline -opc)[2..-1]
        switch (string join -- ' ' $path $each)
            case ${leading.map(quoted).join(" ")}
                set path $path $each
        end
    end
    test "$path" = "$argv"
end
${lines.join("\n")}
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
