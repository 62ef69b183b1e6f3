import { variablesIn } from "../api/api.js";
import type { Operation, Server } from "../api/model.js";
import { outObject, outOf, type Out, type OutObject } from "./tree.js";
import type { Texts } from "./texts.js";

/** A server in two parts: who answers, and the path before those of the operations. */
export interface SplitServer {
  /** As written, without the path: `https://{host}`, or "". */
  readonly origin: string;
  /** With the defaults of its variables: `/_matrix/client/v3`, or "". */
  readonly path: string;
  readonly server: Server;
}

/** Splits a server. A variable belongs to the path where its default begins with a slash. */
export function split(server: Server, texts: Texts): SplitServer {
  const url = texts.plain(server.url.trim());
  const defaults = new Map(server.variables.map((each) => [each.name, each.default]));
  let at = /^(?:[a-z][\w+.-]*:|\{[^{}]*\}:)?\/\//i.exec(url)?.[0].length ?? 0;
  const start = at;
  while (start > 0 && at < url.length && url[at] !== "/") {
    const variable = /^\{(?<name>[^{}]*)\}/.exec(url.slice(at));
    if (variable && defaults.get(variable.groups!["name"]!)?.startsWith("/")) break;
    at += variable?.[0].length ?? 1;
  }
  const origin = url.slice(0, at);
  const path = texts.plain(server.basePath);
  return { origin, path, server };
}

/** A server as it is written; `url`: in place of its own. */
export function serverOf(
  { name, description, variables, extensions, url: own }: Server,
  texts: Texts,
  url: string = texts.plain(own),
): OutObject {
  const used = new Set(variablesIn(url));
  const kept = variables.filter((each) => used.has(each.name));
  return outObject({
    url: url === "" ? "/" : url,
    name: name === null ? undefined : texts.plain(name),
    description: description ? texts.markdown(description.text, description.at) : undefined,
    variables:
      kept.length === 0
        ? undefined
        : outObject(
            kept.map((each) => [
              each.name,
              outObject({
                enum: each.enum ? each.enum.map(texts.plain) : undefined,
                default: texts.plain(each.default),
                description: each.description
                  ? texts.markdown(each.description.text, each.description.at)
                  : undefined,
                ...extensionsOf(each.extensions, texts),
              }),
            ]),
          ),
    ...extensionsOf(extensions, texts),
  });
}

function extensionsOf(extensions: Server["extensions"], { plain }: Texts): Record<string, Out> {
  return Object.fromEntries(
    [...extensions].map(([key, value]) => [key, outOf(value, plain, extensions, key)]),
  );
}

/** The path before that of an operation, from the first of its servers. */
export function basePathOf({ servers }: Pick<Operation, "servers">, texts: Texts): string {
  const [first] = servers;
  return first ? texts.plain(first.basePath) : "";
}
