/** What decides on colours: the command line, the environment and the stream that is written to. */
export interface ColorChoice {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
}

/**
 * Whether text is shown in colour: what the command line says, then `NO_COLOR` and `FORCE_COLOR`, then whether it goes to
 * a terminal that can. @see https://no-color.org: an empty `NO_COLOR` says nothing
 */
export function showsColor({ args, env, isTerminal }: ColorChoice): boolean {
  const options = args.slice(0, args.includes("--") ? args.indexOf("--") : undefined);
  const asked = options.findLast((word) => word === "--color" || word === "--no-color");
  if (asked) return asked === "--color";
  if (env["NO_COLOR"]) return false;
  const forced = env["FORCE_COLOR"];
  if (forced) return forced !== "0" && forced !== "false";
  return isTerminal && !isDumb(env);
}

/** A terminal that shows text and nothing else. */
export function isDumb(env: ColorChoice["env"]): boolean {
  return env["TERM"] === "dumb";
}
