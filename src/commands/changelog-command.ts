import type { CommandSpec } from "./command.js";
import { project, config, date, quiet, strict } from "./options.js";

/** `changelog` and what is done with it. */
export const changelogCommand: CommandSpec = {
  name: "changelog",
  summary: "news fragments, drafts, releases and past versions",
  commands: [
    {
      name: "draft",
      summary: "print what a release would add",
      arguments: "[api...]",
      options: [
        project,
        config,
        date,
        { flags: "--version <version>", summary: "print it as the release of this version" },
        { flags: "--suggest", summary: "print a first sentence for each change without news" },
        {
          flags: "--since <rev>",
          summary:
            "--suggest: since this revision (default: the last tag, or else the last commit)",
        },
      ],
      examples: [
        "specpress changelog draft",
        "specpress changelog draft client_server",
        "specpress changelog draft --suggest --since main",
      ],
      run: async (given, io) => (await import("./changelog-draft.js")).draft(given, io),
    },
    {
      name: "release",
      summary: "put the news on top of an API's changelog and remove the fragments",
      arguments: "[api] [version]",
      options: [
        project,
        config,
        date,
        { flags: "--version <version>", summary: "the version, where it is not an argument" },
        { flags: "--keep", summary: "keep the fragments" },
        { flags: "-n, --dry-run", summary: "show the changes as a diff, make none" },
      ],
      examples: [
        "specpress changelog release client_server r0.7.0 --dry-run",
        "specpress changelog release client_server r0.7.0 --date 2020-06-30",
        "specpress changelog release --version v1.20  # one changelog for the whole project",
      ],
      run: async (given, io) => (await import("./changelog-release.js")).release(given, io),
    },
    {
      name: "check",
      summary: "check settings and fragments",
      options: [project, config, strict, quiet],
      examples: ["specpress changelog check --strict"],
      run: async (given, io) => (await import("./changelog-check.js")).check(given, io),
    },
    {
      name: "new",
      summary: "write a fragment; what is not given is asked for",
      arguments: "[api] [number] [type] [text...]",
      options: [
        project,
        config,
        { flags: "--section <name>", summary: "where the changelog has named sections" },
      ],
      examples: [
        "specpress changelog new client_server 2387 new 'Add ``GET /rooms``.'",
        'specpress changelog new client_server + clarification "Fix typos."  # for no issue',
        'specpress changelog new 2387 new "Add rooms."  # one changelog for the whole project',
      ],
      run: async (given, io) => (await import("./changelog-new.js")).newFragment(given, io),
    },
    {
      name: "show",
      summary: "print the section of a past version",
      arguments: "[api] [version]",
      options: [
        project,
        config,
        {
          flags: "-f, --format <format>",
          summary: "what to print",
          choices: ["rst", "md", "json", "html"],
        },
      ],
      examples: ["specpress changelog show client_server r0.6.1 --format md"],
      run: async (given, io) => (await import("./changelog-show.js")).show(given, io),
    },
    {
      name: "list",
      summary: "list APIs, their versions and pending fragments",
      options: [project, config],
      examples: ["specpress changelog list"],
      run: async (given, io) => (await import("./changelog-list.js")).list(given, io),
    },
  ],
};
