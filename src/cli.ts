import { fstatSync, readFileSync } from "node:fs";
import { isatty } from "node:tty";
import { Command, CommanderError, Option } from "commander";
import { printable, withoutCommands } from "./base/printable.js";
import { isDumb, showsColor } from "./color.js";
import { systemErrorText } from "./base/system-error.js";
import { commands } from "./commands/commands.js";
import {
  UsageError,
  type Asker,
  type CommandSpec,
  type Given,
  type Io,
  type OptionSpec,
  type RunnableSpec,
} from "./commands/command.js";

/** Exit codes: 0 clean, 1 something is wrong with the specification, 2 wrong use or a fault of the program. */
const wrongUse = 2;

/** Run a command line; the exit code. `io`: where results and messages go, if not to who called the process. */
export async function run(args: readonly string[], io?: Io): Promise<number> {
  if (io) return tell(args, io);
  // A reader such as `head` that closes the pipe early is not a fault.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") return;
      const text = systemErrorText(error);
      if (text === null) throw error;
      process.once("exit", () => (process.exitCode = wrongUse));
      if (stream === process.stdout)
        process.stderr.write(`specpress: cannot print the result: ${text}\n`);
    });
  const person = new Person();
  try {
    return await tell(args, processIo(person, args));
  } finally {
    person.close();
  }
}

async function tell(args: readonly string[], io: Io): Promise<number> {
  try {
    return await main(args, io);
  } catch (error) {
    if (error instanceof UsageError) io.err(`specpress: ${printable(error.message)}\n`);
    else if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUse;
    else io.err(`specpress: ${systemErrorText(error) ?? programFault(error)}\n`);
    return wrongUse;
  }
}

function processIo(person: Person, args: readonly string[]): Io {
  const { env, stdout, stderr } = process;
  const isColored = ({ isTTY }: NodeJS.WriteStream) =>
    showsColor({ args, env, isTerminal: isTTY === true });
  const out = (text: string) => void stdout.write(text);
  const err = (text: string) => void stderr.write(text);
  // These services take commands from what a step prints, but not from what it writes to a file.
  const services = ["GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"];
  const isLog = services.some((name) => Boolean(env[name]));
  return {
    out: isLog && !isFile(1) ? withoutCommands(out) : out,
    commands: out,
    err: isLog && !isFile(2) ? withoutCommands(err) : err,
    ask: isatty(0) && isatty(2) ? (question) => person.ask(question) : null,
    terminal: stderr.isTTY === true && !isDumb(env) && !env["CI"],
    color: isColored(stderr),
    outColor: isColored(stdout),
    version: packageVersion(),
  };
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false; // closed
  }
}

/** Who sits at the terminal. Questions go where messages go. */
class Person {
  #asker: Asker | undefined;

  async ask(question: string): Promise<string> {
    const { asker } = await import("./commands/ask.js");
    this.#asker ??= asker(process.stdin, (text) => void process.stderr.write(text));
    return this.#asker.ask(question);
  }

  close(): void {
    this.#asker?.close();
  }
}

async function main(argv: readonly string[], io: Io): Promise<number> {
  let exitCode = 0;
  const program = new Command("specpress")
    .description("Turns a protocol specification's sources into its published site.")
    .version(io.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print the help of a command")
    .enablePositionalOptions()
    .exitOverride();
  speakThrough(io, program, "specpress");
  const run = async (spec: RunnableSpec, given: Given) => {
    exitCode = await spec.run(given, io);
  };
  for (const spec of commands) addCommand(program, "specpress", spec, io, run);
  if (argv.length === 0) {
    program.outputHelp({ error: true });
    return wrongUse;
  }
  await program.parseAsync(knownWords(argv, commands), { from: "user" });
  return exitCode;
}

/** The command line up to a word that is no command: what follows it, such as `--help`, belongs to nothing. */
function knownWords(argv: readonly string[], known: readonly CommandSpec[]): readonly string[] {
  const [word, ...rest] = argv;
  if (word === undefined || word.startsWith("-") || word === "help") return argv;
  const spec = known.find(({ name }) => name === word);
  if (!spec) return [word];
  return "commands" in spec ? [word, ...knownWords(rest, spec.commands)] : argv;
}

/** Wrong use is told as everything else is, with the command whose help has the answer. */
function speakThrough(io: Io, command: Command, path: string): void {
  command.configureOutput({
    writeOut: io.out,
    writeErr: io.err,
    outputError: (text) => {
      const [message = "", near] = text.trim().split("\n");
      const sentence = message
        .replace(/^error: /, "")
        .replaceAll("'", '"')
        .replace(/\.$/, "");
      const guess = near ? `; d${near.slice(2, -1)}` : "";
      io.err(`specpress: ${sentence}${guess}\n  ${path} --help shows what there is\n`);
    },
  });
}

type Runner = (spec: RunnableSpec, given: Given) => Promise<void>;

function addCommand(parent: Command, above: string, spec: CommandSpec, io: Io, run: Runner): void {
  const path = `${above} ${spec.name}`;
  const command = parent.command(spec.name).description(spec.summary).exitOverride();
  command.helpOption("-h, --help", "print help");
  speakThrough(io, command, path);
  if ("commands" in spec) {
    for (const each of spec.commands) addCommand(command, path, each, io, run);
    return;
  }
  if (spec.arguments) command.arguments(spec.arguments);
  for (const option of spec.options) command.addOption(optionOf(option));
  command.option("--color, --no-color", "with or without colours, whatever the terminal is");
  command.addHelpText(
    "after",
    `\nExamples:\n${spec.examples.map((line) => `  $ ${line}\n`).join("")}`,
  );
  command.allowExcessArguments(false);
  command.action(() => run(spec, givenTo(command, spec)));
}

function optionOf(spec: OptionSpec): Option {
  const option = new Option(spec.flags, spec.summary);
  if (spec.choices) option.choices(spec.choices);
  if (spec.default !== undefined) option.default(spec.default);
  if (spec.many)
    option.argParser((value: string, before: readonly string[] = []) => [...before, value]);
  return option;
}

function givenTo(command: Command, spec: RunnableSpec): Given {
  return { arguments: spec.arguments ? command.args : [], options: command.opts() };
}

function packageVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(text) as { version: string }; // our own file
  return version;
}

function programFault(error: unknown): string {
  return `this is a fault of the program, not of your specification:\n${stackOf(error)}`;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
