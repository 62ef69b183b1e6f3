import type { CompletionItem } from "vscode-languageserver-protocol";
import { ownPlaces, type Linked } from "../resolve.js";
import { itemFor, kinds, type Asked } from "./asked.js";

/** The ids that a text may lead to: names of texts, and what their pages show of data. */
export function idItems(
  asked: Asked,
  typed: string,
  lead: string,
  { texts, pages }: Linked = ownPlaces(asked.workspace, asked.path),
): readonly CompletionItem[] {
  const { workspace } = asked;
  const titles = new Map<string, string>();
  for (const path of texts)
    for (const { ids, title } of workspace.index(path)?.names ?? [])
      for (const id of ids) if (!titles.get(id)) titles.set(id, title);
  for (const { anchors } of pages)
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
