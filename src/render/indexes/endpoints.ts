import type { Operation, Tag } from "../../api/model.js";
import type { Context } from "../../rst/context.js";
import { normalizeName } from "../../rst/names.js";
import type { Block, Inline, Section } from "../../rst/nodes.js";
import type { Located } from "../../data/located.js";
import { paragraph, rubric, spanAt, text } from "../nodes.js";
import type { PageState, SitePlaces } from "../page.js";
import { wordOf } from "../wordings.js";
import type { IndexedApi, IndexView } from "./view.js";
import { endpoint, indexOf, indexTable, laterLink, marked, type IndexRow } from "./parts.js";

/** All operations and webhooks: by API where there are several, within it by tag where they have some. */
export function endpointIndex(view: IndexView, page: PageState, cx: Context): Block[] {
  const apis = view.apis.filter((api) => operationsOf(api).length > 0);
  if (apis.length === 0) return [];
  if (apis.length === 1) return apiBlocks(apis[0]!, view, page, cx);
  return apis.flatMap((api) => titled(api.title, api.at, apiBlocks(api, view, page, cx), cx));
}

interface Listed {
  readonly operation: Operation;
  readonly isWebhook: boolean;
}

function operationsOf({ documents }: IndexedApi): readonly Listed[] {
  return documents.flatMap(({ operations, webhooks }) => [
    ...operations.map((operation) => ({ operation, isWebhook: false })),
    ...webhooks.map((operation) => ({ operation, isWebhook: true })),
  ]);
}

/** Those of one tag together, in the order of the tags; an operation counts for its first one. */
function apiBlocks(api: IndexedApi, view: IndexView, page: PageState, cx: Context): Block[] {
  const tags = new Map(
    api.documents.flatMap(({ tags: each }) => each.map((tag) => [tag.name, tag] as const)),
  );
  const groups = new Map<string, Listed[]>([
    ["", []],
    ...[...tags.keys()].map((name) => [name, []] as [string, Listed[]]),
  ]);
  for (const each of operationsOf(api)) {
    const name = each.operation.tags[0] ?? "";
    const others = groups.get(name);
    if (others) others.push(each);
    else groups.set(name, [each]);
  }
  const used = [...groups].filter(([, members]) => members.length > 0);
  return used.flatMap(([name, members]) => {
    const table = tableOf(members, view, page);
    if (name === "" || used.length === 1) return table;
    const [{ operation }] = members as [Listed];
    return titled(tagTitle(tags.get(name), name), operation.at, table, cx);
  });
}

function tagTitle(tag: Tag | undefined, name: string): string {
  return tag?.summary ?? name;
}

function titled(title: string, at: Located, blocks: readonly Block[], cx: Context): Block[] {
  const span = spanAt(at);
  if (!cx.titles) return [rubric([text(title, span)], span), ...blocks];
  const section: Section = {
    type: "section",
    span,
    made: true,
    names: [normalizeName(title)],
    children: [{ type: "title", span, children: [text(title, span)] }, ...blocks],
  };
  cx.names.noteImplicit(section);
  return [section];
}

function tableOf(members: readonly Listed[], view: IndexView, page: PageState): Block[] {
  const { show } = view;
  const span = spanAt(members[0]!.operation.at);
  const said = (name: Parameters<typeof wordOf>[1]) => wordOf(show.wordings, name);
  const head = [said("index-endpoint"), said("index-summary"), said("authentication")];
  const rows = members.map((each) => rowOf(each, view));
  return indexOf([indexTable(head, rows, span, page)], span);
}

function rowOf({ operation, isWebhook }: Listed, view: IndexView): IndexRow {
  const { at, method, summary, pathItem, deprecated } = operation;
  const span = spanAt(at);
  const address = addressOf(operation, view);
  const link = laterLink(endpoint(method, address, span), span);
  const marks: Inline[] = deprecated
    ? [text(" ", span), marked("deprecated", wordOf(view.show.wordings, "index-deprecated"), span)]
    : [];
  const own = (summary ?? pathItem.summary ?? "").trim();
  return {
    link,
    place: placeOf(operation, view),
    row: {
      span,
      cells: [
        [paragraph([link, ...marks], span)],
        own === "" ? [] : [paragraph([text(view.labelled(own), span)], span)],
        authBlocks(operation, isWebhook, view),
      ],
    },
  };
}

export function addressOf({ basePath, path }: Operation, { labelled }: IndexView): string {
  return labelled(basePath + path);
}

/** Where an operation is shown. */
export function placeOf(
  operation: Operation,
  view: IndexView,
): (site: SitePlaces) => string | null {
  const { at, method } = operation;
  return ({ places }) =>
    places.operation(at.file.source.path, method, addressOf(operation, view))?.place ?? null;
}

/** What is said of authentication; nothing where nobody said anything, and of what the server sends. */
function authBlocks({ security, at }: Operation, isWebhook: boolean, { show }: IndexView): Block[] {
  if (security === null) return [];
  const needed = security.filter(({ schemes }) => schemes.length > 0);
  if (needed.length === 0 && isWebhook) return [];
  const word =
    needed.length === 0 ? "no" : needed.length < security.length ? "optional-auth" : "yes";
  const span = spanAt(at);
  return [paragraph([text(wordOf(show.wordings, word), span)], span)];
}

/** All operations of the documents that a specification indexes. */
export function allOperations(apis: readonly IndexedApi[]): readonly Operation[] {
  return apis.flatMap((api) => operationsOf(api).map(({ operation }) => operation));
}
