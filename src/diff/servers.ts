import type { ChangeCode } from "../base/change-rules.js";
import { keysOf, type JsonObject } from "../data/data.js";
import type { Given } from "./facts.js";
import { listAt, objectAt, stringsAt, textAt } from "./side.js";

type Tell = (code: ChangeCode, given: Given) => void;

/** Where an operation is asked. */
export function compareServers(before: JsonObject, after: JsonObject, tell: Tell): void {
  const byUrl = (operation: JsonObject) =>
    new Map(listAt(operation, "servers").map((each) => [plainUrl(textAt(each, "url")), each]));
  const [was, is] = [byUrl(before), byUrl(after)];
  const told = (server: JsonObject) => ({ name: textAt(server, "url") });
  for (const [url, server] of was) if (!is.has(url)) tell("server-removed", told(server));
  for (const [url, server] of is) {
    const known = was.get(url);
    if (known) compareVariables(known, server, tell);
    else tell("server-added", told(server));
  }
}

/** Whether an operation is asked below all servers that it had, be another one the first now, which its path is told with. */
export function isAskedAsBefore(before: JsonObject, after: JsonObject): boolean {
  const urls = new Set(listAt(after, "servers").map((each) => plainUrl(textAt(each, "url"))));
  const had = listAt(before, "servers").map((each) => plainUrl(textAt(each, "url")));
  return had.every((url) => urls.has(url)) && pathBelow(before) === pathBelow(after);
}

/** The path of an operation below its servers, whatever its parameters are called. */
function pathBelow(operation: JsonObject): string {
  const [first] = listAt(operation, "servers");
  const base = first ? plainUrl(textAt(first, "url")).replace(/^[a-z]+:\/\/[^/]*/i, "") : "";
  const path = textAt(operation, "path");
  const below = path.startsWith(`${base}/`) ? path.slice(base.length) : path;
  return below.replace(/\{[^{}]*\}/g, "{}");
}

/** The address that is asked: paths begin with a slash, so that one at the end adds none, and names of hosts have no case. */
function plainUrl(url: string): string {
  const [, origin = "", rest = url] = /^(https?:\/\/[^/{}]*)(.*)$/i.exec(url) ?? [];
  const host = origin.toLowerCase().replace(/^(?:(http:.*):80|(https:.*):443)$/, "$1$2");
  return `${host}${rest.replace(/\/+$/, "")}`;
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
