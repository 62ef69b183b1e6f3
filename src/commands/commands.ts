import { changelogCommand } from "./changelog-command.js";
import type { CommandSpec } from "./command.js";
import { project, config, date, exportedTo, exportKeepGoing, quiet, strict } from "./options.js";

/** The commands, in the order of the help. The code of each is loaded only when it is called. */
export const commands: readonly CommandSpec[] = [
  {
    name: "init",
    summary: "begin a specification: a project that builds and checks, to be changed file by file",
    arguments: "[dir]",
    options: [
      {
        flags: "-f, --format <format>",
        summary: "what the texts are written in (default: markdown)",
        choices: ["markdown", "rst"],
      },
      {
        flags: "--from <file>",
        summary: "begin with this OpenAPI document, on a page of its own, in sections by its tags",
        many: true,
      },
      { flags: "--name <name>", summary: "of the specification (default: that of the folder)" },
      { flags: "-q, --quiet", summary: "do not list what is written" },
    ],
    examples: [
      "specpress init my-protocol",
      "specpress init --format rst --name 'My Protocol'",
      "specpress init spec --from openapi.yaml --from admin.yaml",
    ],
    run: async (given, io) => (await import("./init.js")).init(given, io),
  },
  {
    name: "build",
    summary: "build the site of a specification",
    options: [
      project,
      config,
      {
        flags: "-o, --out <dir>",
        summary: "folder of the site, replaced as a whole (default: dist/site of the project)",
      },
      {
        flags: "-t, --target <name>",
        summary: "build only this page and leave the others of the site as they are",
        many: true,
      },
      { flags: "-l, --label <name=value>", summary: "set a %LABEL%", many: true },
      {
        flags: "--release <api=version>",
        summary: "set the version label of an API, or VERSION alone that of all pages",
        many: true,
      },
      {
        flags: "--status <status>",
        summary: "what the version of the pages is, in place of pages.version.status",
        choices: ["unstable", "stable", "historical"],
      },
      { flags: "--git-version <text>", summary: "what {{git_version}} reads" },
      { flags: "--git-rev <text>", summary: "what {{git_rev}} reads" },
      { flags: "--keep-rst <dir>", summary: "also write each page's text as it is before HTML" },
      {
        flags: "--keep-going",
        summary: "replace the last site even where errors cost pages or parts of them",
      },
      strict,
      quiet,
      { flags: "--list-targets", summary: "print the pages and their files, build nothing" },
      {
        flags: "--list-variables",
        summary: "print the template variables, their sizes and uses, build nothing",
      },
    ],
    examples: [
      "specpress build",
      "specpress build --project ../my-spec --out public --strict",
      "specpress build --release client_server=r0.6.1 --target client_server",
      "specpress build --status historical --out public/v1.2",
    ],
    run: async (given, io) => (await import("./build.js")).build(given, io),
  },
  {
    name: "publish",
    summary: "put the built version beside others in a folder, with all that they share",
    options: [
      project,
      config,
      { flags: "--into <dir>", summary: "folder of all versions; what else is in it stays" },
      {
        flags: "--as <label>",
        summary:
          "the version, and the name of its folder (default: the version of --release, else pages.version.name)",
      },
      {
        flags: "--latest",
        summary: "make it the latest version, to which latest/ leads (the first stable one is)",
      },
      {
        flags: "--from-git <pattern>",
        summary:
          "build the tags that fit the pattern and are missing, each with its own files; the highest stable version is the latest",
      },
      {
        flags: "--release <api=version>",
        summary: "set the version label of an API; with --from-git {tag} is the tag",
        many: true,
      },
      { flags: "-l, --label <name=value>", summary: "set a %LABEL%", many: true },
      {
        flags: "--status <status>",
        summary: "what the version is (default: draft where its name says so, as v2.0-rc1 or main)",
        choices: ["stable", "draft"],
      },
      {
        flags: "--address <url>",
        summary: "where the folder is published, in place of publish.address",
      },
      {
        flags: "--keep-going",
        summary: "publish even where errors cost pages or parts of them",
      },
      strict,
      quiet,
    ],
    examples: [
      "specpress publish --into public --as v1.2 --latest",
      "specpress publish --into public --release client_server=r0.6.1",
      "specpress publish --into public --as main --status draft",
      "specpress publish --into public --from-git 'v*'",
    ],
    run: async (given, io) => (await import("./publish.js")).publish(given, io),
  },
  {
    name: "serve",
    summary: "show the site in a browser, always as the files are",
    options: [
      project,
      config,
      {
        flags: "--port <n>",
        summary: "where it listens (default: 8000, or the next that is free)",
      },
      {
        flags: "--host <address>",
        summary: "of which network (default: 127.0.0.1, this machine alone)",
      },
      { flags: "--open", summary: "open the browser" },
      {
        flags: "--release <api=version>",
        summary: "set the version label of an API, or VERSION alone that of all pages",
        many: true,
      },
      { flags: "--check", summary: "also report what check finds, after each build" },
    ],
    examples: ["specpress serve --open", "specpress serve --port 4000 --check"],
    run: async (given, io) => (await import("./serve.js")).serve(given, io),
  },
  {
    name: "lsp",
    summary: "report what check finds to an editor while one writes: a language server",
    options: [
      { flags: "--stdio", summary: "over standard input and output, which is the only way" },
    ],
    examples: ["specpress lsp"],
    run: async (given, io) => (await import("./lsp.js")).lsp(given, io),
  },
  {
    name: "check",
    summary: "check a specification: examples, schemas, links, names, news",
    arguments: "[files...]",
    options: [
      project,
      config,
      {
        flags: "-f, --format <format>",
        summary: "how the findings are reported",
        choices: ["text", "json", "github", "sarif", "junit", "unix"],
        default: "text",
      },
      {
        flags: "--severity <code=level>",
        summary: "severity of a finding: off, note, warning or error",
        many: true,
      },
      { flags: "--only <code>", summary: "report only these findings", many: true },
      { flags: "-w, --max-warnings <n>", summary: "fail where there are more warnings" },
      {
        flags: "--ids <file>",
        summary: "report ids that pages had when this record was written, and have no more",
      },
      {
        flags: "--ids-of <what>",
        summary: "what --ids --update writes: ids of titles, or all, those of properties too",
        choices: ["titles", "all"],
        default: "titles",
      },
      {
        flags: "--changed-since <rev>",
        summary: "report APIs that changed since then without news",
      },
      { flags: "--external", summary: "try links to other sites too" },
      {
        flags: "--baseline <file>",
        summary: "report only what this list of findings does not have",
      },
      { flags: "--update", summary: "write the baseline or the record of ids, report nothing" },
      {
        flags: "--fix",
        summary: "fix what is mechanical in the project's files, report the rest",
      },
      {
        flags: "--background",
        summary: "answer from, or leave, a process that has the project in memory for ten minutes",
      },
      { flags: "-q, --quiet", summary: "print findings only, and no line that counts them" },
      { flags: "--list", summary: "print all codes with their severity, check nothing" },
    ],
    examples: [
      "specpress check",
      "specpress check --max-warnings 0 api/client-server/login.yaml",
      "specpress check --severity unused-text=error --only unused-text",
      "git diff --name-only | specpress check --format unix -",
    ],
    run: async (given, io) => (await import("./check-command.js")).checkCommand(given, io),
  },
  changelogCommand,
  {
    name: "release",
    summary: "release a specification: changelogs, then its site",
    arguments: "[api=version...]",
    options: [
      project,
      config,
      date,
      {
        flags: "-o, --out <dir>",
        summary: "folder of the site, replaced as a whole (default: dist/site of the project)",
      },
      { flags: "-n, --dry-run", summary: "show the changes as a diff, make none" },
      {
        flags: "--force",
        summary: "release although the check finds errors or files are not committed",
      },
      { flags: "--undo", summary: "put back what a release changed that was interrupted" },
    ],
    examples: [
      "specpress release client_server=r0.7.0 server_server=r0.2.0 --dry-run",
      "specpress release v1.2  # of a project with one changelog for all",
    ],
    run: async (given, io) => (await import("./release.js")).releaseAll(given, io),
  },
  {
    name: "export",
    summary: "write a specification for programs: OpenAPI, JSON, JSON Schema",
    commands: [
      {
        name: "openapi",
        summary: "print or write one OpenAPI document for each API",
        arguments: "[api...]",
        options: [
          project,
          config,
          { flags: "-f, --format <format>", summary: "json or yaml", choices: ["json", "yaml"] },
          {
            flags: "--openapi <version>",
            summary: "version of OpenAPI (default: as written, the highest in each API)",
            choices: ["3.1", "3.0", "2.0"],
          },
          { flags: "--server <url>", summary: "server in place of those that the sources name" },
          exportedTo,
          exportKeepGoing,
          strict,
        ],
        examples: [
          "specpress export openapi client_server > client-server.json",
          "specpress export openapi --openapi 3.1 --format yaml --out openapi",
        ],
        run: async (given, io) => (await import("./export.js")).exportOpenApi(given, io),
      },
      {
        name: "json",
        summary: "print or write all that the specification says: spec.json",
        options: [project, config, exportedTo, exportKeepGoing, strict],
        examples: ["specpress export json > spec.json"],
        run: async (given, io) => (await import("./export.js")).exportJson(given, io),
      },
      {
        name: "events",
        summary: "write the events as JSON Schema: all in one document, and each in its own",
        options: [project, config, exportedTo, exportKeepGoing, strict],
        examples: [
          "specpress export events --out schemas",
          "specpress export events --out events.json  # the document with all of them",
        ],
        run: async (given, io) => (await import("./export.js")).exportEvents(given, io),
      },
    ],
  },
  {
    name: "review",
    summary: "write what a reviewer wants to see of a change: the site, its findings, what changed",
    options: [
      project,
      config,
      { flags: "-b, --base <rev>", summary: "the revision of git that the change is for" },
      {
        flags: "-o, --out <dir>",
        summary: "folder for site/, difference/ and comment.md (default: dist/review)",
      },
      { flags: "--url <url>", summary: "where that folder will be seen: the comment links there" },
      {
        flags: "--fail-on <what>",
        summary: "exit code 1 where there is a change of this kind",
        choices: ["breaking", "client", "server", "any"],
      },
    ],
    examples: [
      "specpress review --base main",
      "specpress review --base origin/main --fail-on breaking",
    ],
    run: async (given, io) => (await import("./review.js")).review(given, io),
  },
  {
    name: "proposals",
    summary: "proposals to change the specification, from an issue tracker",
    commands: [
      {
        name: "fetch",
        summary:
          "ask the tracker and write the file that pages show; GITHUB_TOKEN is used if it is set",
        options: [
          project,
          config,
          {
            flags: "--api <url>",
            summary: "ask here, in place of proposals.from.api and of github.com",
          },
          { flags: "-q, --quiet", summary: "print only what goes wrong" },
        ],
        examples: ["specpress proposals fetch"],
        run: async (given, io) => (await import("./proposals-fetch.js")).fetchProposals(given, io),
      },
    ],
  },
  {
    name: "config",
    summary: "print all settings with what they are, and where each comes from",
    arguments: "[settings...]",
    options: [
      project,
      config,
      {
        flags: "-f, --format <format>",
        summary: "yaml, or json with what each setting is for",
        choices: ["yaml", "json"],
        default: "yaml",
      },
    ],
    examples: ["specpress config", "specpress config show apis.client_server.openapi"],
    run: async (given, io) => (await import("./config.js")).config(given, io),
  },
  {
    name: "diff",
    summary: "say what changed between two versions, and whom it breaks",
    arguments: "[before] [after]",
    options: [
      project,
      config,
      {
        flags: "-f, --format <format>",
        summary: "how the changes are reported",
        choices: ["text", "md", "json", "html", "github"],
        default: "text",
      },
      {
        flags: "--fail-on <what>",
        summary: "exit code 1 where there is a change of this kind",
        choices: ["breaking", "client", "server", "any"],
      },
      { flags: "--breaking", summary: "report only what breaks a client or a server" },
      {
        flags: "--news",
        summary: "also report changes that no news speaks of, and news that speaks of none",
      },
      {
        flags: "--site <dir>",
        summary: "also write the pages that changed, with what came and went marked",
      },
      { flags: "--only <code>", summary: "report only these changes", many: true },
      { flags: "-q, --quiet", summary: "print changes only, and no line that counts them" },
      { flags: "--list", summary: "print the table of rules, compare nothing" },
    ],
    examples: [
      "specpress diff main  # with the folder as it is",
      "specpress diff v1.0 v1.1 --fail-on breaking",
      "specpress diff ../old ../new --format md > changes.md",
      "specpress diff old/spec.json new/spec.json --breaking",
    ],
    run: async (given, io) => (await import("./diff.js")).compare(given, io),
  },
  {
    name: "explain",
    summary: "say what a code wants, with a wrong and a right example",
    arguments: "<codes...>",
    options: [],
    examples: ["specpress explain dead-link"],
    run: async (given, io) => (await import("./explain.js")).explain(given, io),
  },
  {
    name: "rst",
    summary: "show what a file in reStructuredText or Markdown becomes",
    arguments: "<file>",
    options: [
      {
        flags: "--to <format>",
        summary: "what to print",
        choices: ["html", "pseudoxml"],
        default: "html",
      },
      { flags: "--transforms", summary: "pseudoxml: after the transforms instead of before" },
      strict,
    ],
    examples: [
      "specpress rst README.rst > readme.html",
      "specpress rst README.md > readme.html",
      "git show HEAD:notes.rst | specpress rst -",
      "specpress rst notes.rst --to pseudoxml --transforms",
    ],
    run: async (given, io) => (await import("./rst.js")).rst(given, io),
  },
  {
    name: "completion",
    summary: "print what a shell needs to complete commands and options",
    arguments: "<shell>",
    options: [],
    examples: [
      "specpress completion bash > ~/.local/share/bash-completion/completions/specpress",
      'specpress completion zsh > "${fpath[1]}/_specpress"',
      "specpress completion fish > ~/.config/fish/completions/specpress.fish",
    ],
    run: async (given, io) => (await import("./completion.js")).completion(given, io, commands),
  },
];
