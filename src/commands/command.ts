/** What a command is, what it is given and where its results go. */

/** Where a command's results and messages go. */
export interface Io {
  /** Results. */
  readonly out: (text: string) => void;
  /** Results that are workflow commands for GitHub, passed on as they are; absent: as other results. */
  readonly commands?: (text: string) => void;
  /** Messages. */
  readonly err: (text: string) => void;
  /** Asks the person at the terminal; `null` where there is none. */
  readonly ask: Asker["ask"] | null;
  /** Whether messages go to a terminal, where a line may be written over. */
  readonly terminal: boolean;
  /** Whether messages are shown in colour; `outColor`: results. */
  readonly color: boolean;
  readonly outColor: boolean;
  /** Of the program. */
  readonly version: string;
}

/** Where a person answers. */
export interface Asker {
  readonly ask: (question: string) => Promise<string>;
  /** Lets go of the input, so that the program can end. */
  readonly close: () => void;
}

/** Wrong use of the command line: told in one sentence, exit code 2. */
export class UsageError extends Error {}

export interface OptionSpec {
  readonly flags: string;
  readonly summary: string;
  /** May be given several times; the values come as a list. */
  readonly many?: true;
  readonly choices?: readonly string[];
  readonly default?: string;
}

/** A command, or a name under which there are several. */
export type CommandSpec = CommandGroup | RunnableSpec;

export interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly RunnableSpec[];
}

export interface RunnableSpec {
  readonly name: string;
  readonly summary: string;
  /** As the help shows them: `<needed> [optional] [several...]`. */
  readonly arguments?: string;
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
  /** Runs it; the number is the exit code: 0 clean, 1 something is wrong with the specification. */
  readonly run: (given: Given, io: Io) => Promise<number>;
}

/** What stood on the command line: arguments in order, options by their long name in camel case. */
export interface Given {
  readonly arguments: readonly string[];
  readonly options: { readonly [name: string]: string | boolean | readonly string[] | undefined };
}
