import { readFileSync } from "node:fs";
import { isatty } from "node:tty";
import { Command, CommanderError, Option } from "commander";
import {
  commands,
  UsageError,
  type Asker,
  type CommandSpec,
  type Given,
  type Io,
  type OptionSpec,
  type RunnableSpec,
} from "./commands/commands.js";

/** Exit codes: 0 clean, 1 something is wrong with the specification, 2 wrong use or a fault of the program. */
const wrongUse = 2;

/** Run a command line; the exit code. `io`: where results and messages go, if not to who called the process. */
export async function run(args: readonly string[], io?: Io): Promise<number> {
  if (io) return tell(args, io);
  // A reader such as `head` that closes the pipe early is not a fault.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const person = new Person();
  try {
    return await tell(args, processIo(person));
  } finally {
    person.close();
  }
}

async function tell(args: readonly string[], io: Io): Promise<number> {
  try {
    return await main(args, io);
  } catch (error) {
    if (error instanceof UsageError) io.err(`specpress: ${error.message}\n`);
    else if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUse;
    else
      io.err(
        `specpress: this is a fault of the program, not of your specification:\n${faultOf(error)}\n`,
      );
    return wrongUse;
  }
}

function processIo(person: Person): Io {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    ask: isatty(0) && isatty(2) ? (question) => person.ask(question) : null,
    terminal: process.stderr.isTTY === true && !process.env["CI"],
    color: showsColor(process.stderr),
    outColor: showsColor(process.stdout),
    version: packageVersion(),
  };
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

function showsColor({ isTTY }: NodeJS.WriteStream): boolean {
  return (
    process.env["NO_COLOR"] === undefined && (isTTY === true || Boolean(process.env["FORCE_COLOR"]))
  );
}

async function main(argv: readonly string[], io: Io): Promise<number> {
  let exitCode = 0;
  const program = new Command("specpress")
    .description("Turns a protocol specification's sources into its published site.")
    .version(io.version, "-V, --version")
    .helpOption("-h, --help", "print help")
    .exitOverride()
    .showHelpAfterError("(specpress --help lists the commands and options)");
  const run = async (spec: RunnableSpec, given: Given) => {
    exitCode = await spec.run(given, io);
  };
  for (const spec of commands) addCommand(program, spec, run);
  if (argv.length === 0) {
    program.outputHelp({ error: true });
    return wrongUse;
  }
  await program.parseAsync(argv, { from: "user" });
  return exitCode;
}

type Runner = (spec: RunnableSpec, given: Given) => Promise<void>;

function addCommand(parent: Command, spec: CommandSpec, run: Runner): void {
  const command = parent.command(spec.name).description(spec.summary).exitOverride();
  if ("commands" in spec) {
    for (const each of spec.commands) addCommand(command, each, run);
    return;
  }
  if (spec.arguments) command.arguments(spec.arguments);
  for (const option of spec.options) command.addOption(optionOf(option));
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

function faultOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
