#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
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

let asking: Asker | undefined;

const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  ask: isatty(0) && isatty(2) ? askPerson : null,
  terminal: process.stderr.isTTY === true && !process.env["CI"],
  color: showsColor(process.stderr),
  outColor: showsColor(process.stdout),
  version: packageVersion(),
};

/** Questions go where messages go. */
async function askPerson(question: string): Promise<string> {
  const { asker } = await import("./commands/ask.js");
  asking ??= asker(process.stdin, io.err);
  return asking.ask(question);
}

function showsColor({ isTTY }: NodeJS.WriteStream): boolean {
  return (
    process.env["NO_COLOR"] === undefined && (isTTY === true || Boolean(process.env["FORCE_COLOR"]))
  );
}

// A build is over before most of V8's optimizing pays: it may begin later than in a program that stays.
setFlagsFromString("--interrupt-budget=300000");

// A reader such as `head` that closes the pipe early is not a fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = wrongUse;
  if (error instanceof UsageError) io.err(`specpress: ${error.message}\n`);
  else if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : wrongUse;
  else
    io.err(
      `specpress: this is a fault of the program, not of your specification:\n${faultOf(error)}\n`,
    );
} finally {
  asking?.close();
}

async function main(argv: readonly string[]): Promise<number> {
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
