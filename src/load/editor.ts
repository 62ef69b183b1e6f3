import type { Report } from "../base/diagnostics.js";
import { spanOf, type DataFile } from "../data/data.js";
import type { ProjectConfig } from "./project.js";

/** Addresses that editors open a file by, by what the setting calls them. `{path}` is absolute and begins with a slash. */
const editors: ReadonlyMap<string, string> = new Map([
  ["vscode", "vscode://file{path}:{line}:{column}"],
  ["vscode-insiders", "vscode-insiders://file{path}:{line}:{column}"],
  ["vscodium", "vscodium://file{path}:{line}:{column}"],
  ["cursor", "cursor://file{path}:{line}:{column}"],
  ["windsurf", "windsurf://file{path}:{line}:{column}"],
  ["zed", "zed://file{path}:{line}:{column}"],
  ["idea", "idea://open?file={path}&line={line}&column={column}"],
  ["webstorm", "webstorm://open?file={path}&line={line}&column={column}"],
  ["pycharm", "pycharm://open?file={path}&line={line}&column={column}"],
  ["sublime", "subl://open?url=file://{path}&line={line}&column={column}"],
  ["textmate", "txmt://open?url=file://{path}&line={line}&column={column}"],
  ["macvim", "mvim://open?url=file://{path}&line={line}&column={column}"],
  ["emacs", "emacs://open?url=file://{path}&line={line}&column={column}"],
  ["none", "none"],
]);

const usual = editors.get("vscode")!;

/** The only schemes an address may have: the settings may be a stranger's, and a script is an address too. */
const schemes = new Set([
  ...[...editors.values()].flatMap((address) => /^[a-z-]+(?=:\/\/)/.exec(address)?.[0] ?? []),
  "atom",
  "jetbrains",
  "nova",
  "nvim",
  "vim",
]);

/** The address that a finding leads to, of an editor's name or as it is given; one that is no editor's is reported. */
export function editorOf(
  given: unknown,
  file: DataFile,
  report: Report,
): Pick<ProjectConfig, "editor"> {
  if (typeof given !== "string") return { editor: usual };
  const known = editors.get(given);
  if (known !== undefined) return { editor: known };
  const scheme = /^([a-z][a-z+.-]*):\/\/[^\s"'<>]*\{path\}[^\s"'<>]*$/.exec(given)?.[1];
  if (scheme !== undefined && schemes.has(scheme)) return { editor: given };
  const names = [...editors.keys()].join(", ");
  report("config-bad-value", spanOf({ source: file.source, pointer: "/editor" }), [
    "editor",
    given.slice(0, 60),
    `it must be one of ${names}, or an address of an editor with {path}`,
  ]);
  return { editor: usual };
}
