import type { OptionSpec } from "./command.js";

/** Options that several commands have. */

export const project: OptionSpec = {
  flags: "-p, --project <dir>",
  summary:
    "folder of specpress.yaml (default: this one, or the nearest above it that has one); paths in messages begin there",
};
export const config: OptionSpec = {
  flags: "--config <file>",
  summary:
    "take the settings from this file instead of specpress.yaml; paths in it are the project's",
};
export const date: OptionSpec = {
  flags: "--date <date>",
  summary: "of the release (default: today)",
};
export const exportedTo: OptionSpec = {
  flags: "-o, --out <path>",
  summary: "a folder, or a file for one document (default: standard output)",
};
export const exportKeepGoing: OptionSpec = {
  flags: "--keep-going",
  summary: "write even where errors cost pages or parts of them",
};
export const quiet: OptionSpec = { flags: "-q, --quiet", summary: "print diagnostics only" };
export const strict: OptionSpec = { flags: "--strict", summary: "warnings count as errors" };
