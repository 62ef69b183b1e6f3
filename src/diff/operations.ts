import type { ChangeCode } from "../base/change-rules.js";
import type { JsonObject } from "../data/data.js";
import { factOf, type Fact, type Given, type Subject } from "./facts.js";
import { OperationComparison, type OperationsContext } from "./operation.js";
import { keyOf, nameOf, pairListed, pathWords, type Listed } from "./pair-operations.js";
import { isAskedAsBefore } from "./servers.js";
import { listAt, textAt } from "./side.js";

export type { OperationsContext } from "./operation.js";

/** Compares all APIs: those of a name, or else of a title; the last one of each side are the same one too. */
export function compareApis(cx: OperationsContext): void {
  const [was, is] = [listAt(cx.before.spec, "apis"), listAt(cx.after.spec, "apis")];
  const pairs = pairApis(was, is);
  const paired = new Map(pairs);
  const taken = new Set(paired.values());
  const names = new Map<JsonObject, string>();
  for (const [one, other] of pairs) {
    names.set(one, textAt(other, "name"));
    const [old, name] = [textAt(one, "name"), textAt(other, "name")];
    if (old !== name)
      cx.tell(
        factOf("api-renamed", apiSubject(name), {
          valueBefore: old,
          valueAfter: name,
          words: [old, name],
        }),
      );
  }
  for (const api of was) if (!paired.has(api)) cx.tell(ofApi("api-removed", api));
  for (const api of is) if (!taken.has(api)) cx.tell(ofApi("api-added", api));
  const list = (apis: readonly JsonObject[], key: string) =>
    apis.flatMap((api) => {
      const name = names.get(api) ?? textAt(api, "name");
      return listAt(api, key).map((operation) => ({ operation, api: name, key: keyOf(operation) }));
    });
  for (const key of ["operations", "webhooks"])
    compareOperations(list(was, key), list(is, key), cx, key === "webhooks");
}

function ofApi(code: ChangeCode, api: JsonObject): Fact {
  const name = textAt(api, "name");
  const title = textAt(api, "title") || name;
  return factOf(code, apiSubject(name), { name: title, words: [name, title] });
}

function apiSubject(name: string): Subject {
  return { kind: "api", name, id: `api ${name}`, group: name, before: null, after: null };
}

function pairApis(
  was: readonly JsonObject[],
  is: readonly JsonObject[],
): readonly (readonly [JsonObject, JsonObject])[] {
  const pairs: (readonly [JsonObject, JsonObject])[] = [];
  let [left, right] = [[...was], [...is]];
  for (const key of ["name", "title"]) {
    const byKey = new Map(right.map((api) => [textAt(api, key), api]));
    left = left.filter((api) => {
      const other = byKey.get(textAt(api, key));
      if (!other) return true;
      byKey.delete(textAt(api, key));
      pairs.push([api, other]);
      return false;
    });
    right = [...byKey.values()];
  }
  const [one, other] = [left[0], right[0]];
  if (left.length === 1 && right.length === 1 && one && other && shares(one, other))
    pairs.push([one, other]);
  return pairs;
}

/** Whether two APIs have operations of the same method and path. */
function shares(one: JsonObject, other: JsonObject): boolean {
  const keys = new Set(listAt(one, "operations").map(keyOf));
  return listAt(other, "operations").some((operation) => keys.has(keyOf(operation)));
}

function compareOperations(
  was: readonly Listed[],
  is: readonly Listed[],
  cx: OperationsContext,
  isWebhook: boolean,
): void {
  const { pairs, removed, added } = pairListed(was, is);
  const tell = (
    code: ChangeCode,
    listed: readonly [Listed | undefined, Listed | undefined],
    given: Given = {},
  ) => {
    const subject = subjectOf(listed, cx, isWebhook);
    cx.tell(factOf(code, subject, { name: subject.name, ...given }));
  };
  for (const [one, other] of pairs) {
    const [old, name] = [nameOf(one.operation), nameOf(other.operation)];
    const subject = subjectOf([one, other], cx, isWebhook);
    if (one.key !== other.key && !isAskedAsBefore(one.operation, other.operation))
      cx.tell(
        factOf("operation-renamed", subject, {
          valueBefore: old,
          valueAfter: name,
          words: [...pathWords(one.operation), ...pathWords(other.operation)],
        }),
      );
    new OperationComparison(one.operation, other.operation, subject, cx).compare();
  }
  for (const listed of removed) {
    const covering = isWebhook ? undefined : added.find((other) => covers(other, listed));
    if (covering) {
      const valueAfter = nameOf(covering.operation);
      tell("operation-covered", [listed, undefined], {
        valueAfter,
        words: pathWords(listed.operation),
      });
      continue;
    }
    tell(isWebhook ? "webhook-removed" : "operation-removed", [listed, undefined], {
      words: pathWords(listed.operation),
    });
  }
  for (const listed of added)
    tell(isWebhook ? "webhook-added" : "operation-added", [undefined, listed], {
      words: pathWords(listed.operation),
    });
}

/** Whether requests to one operation are those of another too, whose path has a parameter where it has a word. */
function covers(one: Listed, other: Listed): boolean {
  const method = (listed: Listed) => textAt(listed.operation, "method");
  if (one.api !== other.api || method(one) !== method(other)) return false;
  const [parts, words] = [one, other].map((listed) => textAt(listed.operation, "path").split("/"));
  const isParameter = (part = "") => /^\{[^{}]*\}$/.test(part);
  return (
    parts!.length === words!.length &&
    words!.every(
      (word, at) => isParameter(parts![at]) || (!isParameter(word) && word === parts![at]),
    )
  );
}

function subjectOf(
  [one, other]: readonly [Listed | undefined, Listed | undefined],
  { before, after }: OperationsContext,
  isSentByServer: boolean,
): Subject {
  const { operation, api, key } = (other ?? one)!;
  const sender = isSentByServer ? "webhook " : "";
  return {
    kind: "operation",
    name: `${sender}${nameOf(operation)}`,
    id: `${api} ${sender}${key}`,
    group: api,
    before: one ? before.placeOf(one.operation) : null,
    after: other ? after.placeOf(other.operation) : null,
    isSentByServer,
  };
}
