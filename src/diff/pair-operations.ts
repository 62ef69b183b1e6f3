import type { JsonObject } from "../data/data.js";
import { textAt } from "./side.js";

/** An operation with the API that it belongs to. */
export interface Listed {
  readonly operation: JsonObject;
  readonly api: string;
  readonly key: string;
}

/**
 * Operations that are the same: of one API and key; else of one key; else, of those that are left, with the same
 * operationId, or the same path but for versions in it, or with all the same to say, if there is one of it on each side.
 */
export function pairListed(
  was: readonly Listed[],
  is: readonly Listed[],
): {
  readonly pairs: readonly (readonly [Listed, Listed])[];
  readonly removed: readonly Listed[];
  readonly added: readonly Listed[];
} {
  const pairs: (readonly [Listed, Listed])[] = [];
  let [left, right] = [[...was], [...is]];
  const ways: readonly [(listed: Listed) => string | null, boolean][] = [
    [({ api, key }) => `${api} ${key}`, false],
    [({ key }) => key, true],
    [({ api, key }) => `${api} ${withoutVersions(key)}`, true],
    [
      ({ api, operation }) =>
        textAt(operation, "operationId") ? `${api} ${textAt(operation, "operationId")}` : null,
      true,
    ],
    [({ api, operation }) => sayingOf(api, operation), true],
  ];
  for (const [way, isUnique] of ways) {
    if (left.length === 0 || right.length === 0) break;
    const found = grouped(right, way);
    const own = grouped(left, way);
    const taken = new Set<Listed>();
    left = left.filter((listed) => {
      const key = way(listed);
      const others = key === null ? undefined : found.get(key);
      if (!others || (isUnique && (others.length > 1 || own.get(key!)!.length > 1))) return true;
      const other = others.find((each) => !taken.has(each));
      if (!other) return true;
      taken.add(other);
      others.shift();
      pairs.push([listed, other]);
      return false;
    });
    right = right.filter((listed) => !taken.has(listed));
  }
  return { pairs, removed: left, added: right };
}

function grouped(
  all: readonly Listed[],
  way: (listed: Listed) => string | null,
): Map<string, Listed[]> {
  const groups = new Map<string, Listed[]>();
  for (const listed of all) {
    const key = way(listed);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(listed);
    else groups.set(key, [listed]);
  }
  return groups;
}

/** `/_matrix/client/r0/rooms` and `/_matrix/client/v3/rooms` are the same. */
function withoutVersions(key: string): string {
  return key.replace(
    /\/(?:v\d+(?:\.\d+)*(?:(?:alpha|beta)\d*)?|r\d+(?:\.\d+)*|unstable(?:\/[a-z]+(?:\.[\w-]+)+)?)(?=\/|$)/g,
    "/*",
  );
}

/** What an operation says of itself but for its path; `null` where that is too little to know it again. */
function sayingOf(api: string, operation: JsonObject): string | null {
  const description = textAt(operation, "description").trim();
  const summary = textAt(operation, "summary").trim();
  if (description.length < 40 && summary === "") return null;
  return [api, textAt(operation, "method"), summary, description].join("\n");
}

/** Method and path: whatever its parameters are called. */
export function keyOf(operation: JsonObject): string {
  const name = textAt(operation, "name"); // of a webhook
  const path = textAt(operation, "path").replace(/\{[^{}]*\}/g, "{}");
  return `${textAt(operation, "method")} ${path === "" ? name : path}`;
}

export function nameOf(operation: JsonObject): string {
  return `${textAt(operation, "method")} ${textAt(operation, "path")}`;
}

/** The words by which a text can speak of an operation: its path, and the parts of it that say something. */
export function pathWords(operation: JsonObject): readonly string[] {
  const path = textAt(operation, "path");
  const short = path.replace(/^.*?\/(?:v\d+|r\d+|unstable)(?=\/)/, "");
  const id = textAt(operation, "operationId");
  return [
    path,
    short,
    `${textAt(operation, "method")} ${path}`,
    `${textAt(operation, "method")} ${short}`,
    ...short.split("/").filter((part) => part !== "" && !part.startsWith("{")),
    id,
  ].filter((word) => word !== "");
}
