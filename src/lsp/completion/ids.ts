import type { CompletionItem } from "vscode-languageserver-protocol";
import { scopeOf } from "../resolve.js";
import { itemFor, kinds, type Asked } from "./asked.js";

/** The ids that a text may lead to: of its own names, and of what its pages show of data. */
export function idItems(
  asked: Asked,
  typed: string,
  lead: string,
  file: string = asked.path,
): readonly CompletionItem[] {
  const { workspace } = asked;
  const titles = new Map<string, string>();
  for (const path of scopeOf(workspace, file))
    for (const { ids, title } of workspace.index(path)?.names ?? [])
      for (const id of ids) if (!titles.get(id)) titles.set(id, title);
  for (const { anchors } of workspace.pagesWith(file))
    for (const { id, title } of anchors) if (!titles.has(id)) titles.set(id, title);
  const wanted = typed.toLowerCase();
  const fitting = [...titles].filter(
    ([id, title]) =>
      wanted === "" || id.toLowerCase().includes(wanted) || title.toLowerCase().includes(wanted),
  );
  return fitting.map(([id, title]) =>
    itemFor(asked, typed, { label: `${lead}${id}`, kind: kinds.reference, detail: title }),
  );
}
