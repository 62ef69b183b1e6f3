import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { ownFolder } from "./pages.js";

/** What is asked for: a path of the site, decoded and without its first slash, or why nothing is given. */
export type Asked =
  | { readonly path: string; readonly query: URLSearchParams; readonly isHead: boolean }
  | { readonly status: 400 | 403 | 405; readonly text: string };

/**
 * A request, if it is one for this server. A page of another site may lead its visitors here, under a name of its own that
 * it has led to this machine, or under ours: so the name must be ours, and who asks must be a page of ours or nobody.
 */
export function readRequest(
  { method = "", url = "", headers }: IncomingMessage,
  names: ReadonlySet<string>,
): Asked {
  const host = headers.host ?? "";
  if (!isOurs(host, names))
    return {
      status: 403,
      text: `This server is not called "${host}"; start it with --host ${host.replace(/:\d*$/, "") || "NAME"} if it is.`,
    };
  const { origin } = headers;
  const site = headers["sec-fetch-site"];
  const isNavigation = headers["sec-fetch-mode"] === "navigate";
  if (origin !== undefined && origin !== `http://${host}`)
    return { status: 403, text: "Pages of other sites are not answered." };
  const isOther = site !== undefined && !["same-origin", "none"].includes(String(site));
  if (isOther && !isNavigation)
    return { status: 403, text: "Pages of other sites are not answered." };
  if (method !== "GET" && method !== "HEAD")
    return { status: 405, text: "Only GET and HEAD are answered." };
  const [raw = "", ...query] = url.split("?");
  const path = pathOf(raw);
  if (path === null) return { status: 400, text: "That is no path of this site." };
  // A link may lead to a page, not to what keeps it current: there is room for so many browsers only.
  if (isOther && path.startsWith(`${ownFolder}/`))
    return { status: 403, text: "Pages of other sites are not answered." };
  return { path, query: new URLSearchParams(query.join("?")), isHead: method === "HEAD" };
}

/** An address of numbers is nobody's name; a name must be one that leads here by itself, or that the server was given. */
function isOurs(host: string, names: ReadonlySet<string>): boolean {
  const name = host.replace(/:\d{1,5}$/, "").toLowerCase();
  if (name.startsWith("[")) return name.endsWith("]") && isIP(name.slice(1, -1)) === 6;
  return isIP(name) === 4 || name === "localhost" || names.has(name);
}

/** The path of an address, below the site; `null` where a part of it leads out of a folder or no file is called so. */
function pathOf(raw: string): string | null {
  if (!raw.startsWith("/") || /%2f|%5c|%00/i.test(raw)) return null;
  let path: string;
  try {
    path = decodeURIComponent(raw.slice(1));
  } catch {
    return null;
  }
  if (path.includes("\\") || path.includes("\0")) return null;
  return path.split("/").some((part) => part === ".." || part === ".") ? null : path;
}
