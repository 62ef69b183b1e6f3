import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";
import { collector, type Diagnostic } from "../../src/base/diagnostics.js";
import { authored, positionAt } from "../../src/base/source.js";
import { memoryFiles } from "../../src/files/memory.js";
import { loadProject, type LoadOptions } from "../../src/load/load.js";
import type { Project } from "../../src/load/project.js";

/** Files of a project by path. A text may mark one place with ⟦ and ⟧; `linkTo` makes a symbolic link. */
export type Files = Readonly<Record<string, string | Uint8Array | { readonly linkTo: string }>>;

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A temporary folder with these files. */
export function writeFiles(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), "specpress-"));
  folders.push(root);
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    if (typeof content === "string") writeFileSync(file, content.replace(/[⟦⟧]/g, ""));
    else if (content instanceof Uint8Array) writeFileSync(file, content);
    else symlinkSync(content.linkTo, file);
  }
  return root;
}

/** The least a project needs. */
export const minimal = {
  "specpress.yaml": "name: Tiny\nspecification: text\n",
  "text/targets.yaml": "targets:\n  guide:\n    files: [guide.rst]\n",
  "text/guide.rst": "Guide\n=====\n\nText.\n",
} as const satisfies Files;

export interface Loaded {
  readonly project: Project | null;
  readonly report: ReturnType<typeof collector>["report"];
  readonly diagnostics: readonly Diagnostic[];
}

/** Load a project that is in memory only; one with links is written to the disk. */
export function loadFiles(files: Files, options: Partial<LoadOptions> = {}): Loaded {
  const { report, diagnostics } = collector();
  const project = loadProject({ ...placeOf(files), ...options }, report);
  return { project, report, diagnostics };
}

function placeOf(files: Files): Pick<LoadOptions, "root" | "files"> {
  const contents = new Map<string, string | Uint8Array>();
  for (const [path, content] of Object.entries(files)) {
    if (typeof content === "object" && "linkTo" in content) return { root: writeFiles(files) };
    contents.set(path, typeof content === "string" ? content.replace(/[⟦⟧]/g, "") : content);
  }
  return { root: "/", files: memoryFiles(contents) };
}

/** `path:line:column code parts`, in the file the author edits. */
export function told(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, span, parts }) => {
    const at = span && authored(span);
    const position = at && positionAt(at.source, at.start);
    const place = at && position ? `${at.source.path}:${position.line}:${position.column}` : "-";
    return [place, code, ...parts].join(" ");
  });
}

/** Findings as `code: text at its place`, to be compared with what a test's input marks with ⟦ and ⟧. */
export function toldOf(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, span }) => {
    const at = span && authored(span);
    return `${code} ${at ? `${at.source.path}@${at.start}-${at.end}` : "-"}`;
  });
}

/** The marked places of files, as `toldOf` prints them. */
export function marked(code: string, files: Files): string[] {
  return Object.entries(files).flatMap(([path, content]) => {
    if (typeof content !== "string" || !content.includes("⟦")) return [];
    const start = content.indexOf("⟦");
    return [`${code} ${path}@${start}-${content.indexOf("⟧") - 1}`];
  });
}
