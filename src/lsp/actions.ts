import type {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  Range,
  RenameFile,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { acceptanceEdit, editsOf, type Edit, type Finding } from "../check/check.js";
import { posix } from "node:path";
import { locate } from "../base/show-diagnostic.js";
import type { Source } from "../base/source.js";
import type { Found } from "./checker.js";
import { diagnosticOf } from "./diagnostics.js";
import type { Workspace } from "./workspace.js";

/** The kinds of actions that there are. */
export const actionKinds: readonly CodeActionKind[] = ["quickfix", "source.fixAll"];

/** What can be done about the findings in a range: what `--fix` does, and to accept one in its place. */
export function actionsFor(
  workspace: Workspace,
  path: string,
  range: Range,
  only: readonly CodeActionKind[] | undefined,
): CodeAction[] {
  const source = workspace.source(path);
  // The places of findings are those of the text that was checked.
  if (!source || !workspace.isAsChecked(path)) return [];
  const isWanted = (kind: CodeActionKind) =>
    !only || only.some((each) => kind === each || kind.startsWith(`${each}.`));
  const ofFile = workspace.found.filter(({ place }) => place?.path === path);
  const positions = workspace.positions(source);
  const [from, to] = [positions.offset(range.start), positions.offset(range.end)];
  const here = ofFile.filter(({ place }) => place!.start <= to && from <= place!.end);
  const actions: CodeAction[] = [];
  if (isWanted("quickfix")) {
    for (const found of here) actions.push(...fixesOf(workspace, source, found));
    for (const found of here) actions.push(...acceptance(workspace, source, found));
  }
  const all = edits(source, ofFile);
  if (all.length > 0 && (isWanted("source.fixAll") || (here.length > 0 && isWanted("quickfix"))))
    actions.push({
      title: `Fix all that specpress can in ${posix.basename(path)}`,
      kind: isWanted("source.fixAll") ? "source.fixAll" : "quickfix",
      edit: editOf(workspace, source, all),
    });
  return actions;
}

function fixesOf(workspace: Workspace, source: Source, found: Found): CodeAction[] {
  const diagnostics: Diagnostic[] = [diagnosticOf(workspace, found)];
  const own = edits(source, [found]);
  const fix: CodeAction[] =
    own.length === 0
      ? []
      : [
          {
            title: `Fix: ${found.message}`,
            kind: "quickfix",
            isPreferred: true,
            diagnostics,
            edit: editOf(workspace, source, own),
          },
        ];
  return [...fix, ...otherTypes(workspace, source.path, found, diagnostics)];
}

/** A fragment whose name has no type that there is: other names for its file. */
function otherTypes(
  workspace: Workspace,
  path: string,
  { code }: Found,
  diagnostics: Diagnostic[],
): CodeAction[] {
  if (code !== "unknown-fragment") return [];
  const folder = posix.dirname(path);
  const news = workspace.facts?.news.find(({ folders }) => folders.includes(folder));
  const [issue = "", , ...rest] = posix.basename(path).split(".");
  return (news?.types ?? []).map((type) => {
    const name = [issue, type, ...rest].join(".");
    const change: RenameFile = {
      kind: "rename",
      oldUri: workspace.uriOf(path),
      newUri: workspace.uriOf(posix.join(folder, name)),
    };
    return {
      title: `Rename to ${name}`,
      kind: "quickfix",
      diagnostics,
      edit: { documentChanges: [change] },
    };
  });
}

function acceptance(workspace: Workspace, source: Source, found: Found): CodeAction[] {
  const { code, place, pointer } = found;
  if (!place || code === "unused-acceptance" || code === "acceptance-malformed") return [];
  const file = workspace.isData(source.path) ? workspace.data(source.path) : null;
  const edit = acceptanceEdit(code, { source, start: place.start, end: place.end }, pointer, file);
  if (!edit) return [];
  return [
    {
      title: `Accept ${code} here`,
      kind: "quickfix",
      diagnostics: [diagnosticOf(workspace, found)],
      edit: editOf(workspace, source, [edit]),
    },
  ];
}

/** The edits of several findings of one text, as `--fix` makes them. */
function edits(source: Source, founds: readonly Found[]): readonly Edit[] {
  const findings = founds.map(({ code, parts, place, pointer }) => ({
    code,
    parts,
    pointer,
    place: place && locate({ source, start: place.start, end: place.end }),
  })) satisfies readonly Pick<Finding, "code" | "parts" | "place" | "pointer">[];
  return editsOf(findings).get(source.path) ?? [];
}

function editOf(workspace: Workspace, source: Source, changes: readonly Edit[]): WorkspaceEdit {
  const end = workspace.lineEnd(source.path);
  const textEdits: TextEdit[] = changes.map(({ start, end: stop, text }) => ({
    range: workspace.range({ source, start, end: stop }),
    newText: end === "\n" ? text : text.replaceAll("\n", end),
  }));
  return { changes: { [workspace.uriOf(source.path)]: textEdits } };
}
