import type { ChangeCode } from "../base/change-rules.js";
import { keysOf, type JsonObject } from "../data/data.js";
import type { Given } from "./facts.js";
import { listAt, objectAt, stringsAt, textAt } from "./side.js";

type Tell = (code: ChangeCode, given: Given) => void;

/** Where an operation is asked. */
export function compareServers(before: JsonObject, after: JsonObject, tell: Tell): void {
  const byUrl = (operation: JsonObject) =>
    new Map(listAt(operation, "servers").map((each) => [textAt(each, "url"), each]));
  const [was, is] = [byUrl(before), byUrl(after)];
  for (const name of was.keys()) if (!is.has(name)) tell("server-removed", { name });
  for (const [name, server] of is) {
    const known = was.get(name);
    if (known) compareVariables(known, server, tell);
    else tell("server-added", { name });
  }
}

function compareVariables(before: JsonObject, after: JsonObject, tell: Tell): void {
  const [old, now] = [objectAt(before, "variables"), objectAt(after, "variables")];
  for (const name of keysOf(old)) {
    if (!keysOf(now).includes(name)) continue;
    const [one, other] = [objectAt(old, name), objectAt(now, name)];
    const [valueBefore, valueAfter] = [textAt(one, "default"), textAt(other, "default")];
    if (valueBefore !== valueAfter)
      tell("server-default-changed", { name, valueBefore, valueAfter });
    const [was, is] = [stringsAt(one, "enum"), stringsAt(other, "enum")];
    // One without a list may be anything.
    if (is.length > 0)
      for (const value of was)
        if (!is.includes(value)) tell("server-value-removed", { name, valueBefore: value });
    if (was.length > 0)
      for (const value of is)
        if (!was.includes(value)) tell("server-value-added", { name, valueAfter: value });
  }
}
