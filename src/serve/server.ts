import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { hostname } from "node:os";
import { join } from "node:path";
import { packageFolder } from "../load/load.js";
import type { Built } from "./builder.js";
import { contentType } from "./content-types.js";
import type { Live } from "./live.js";
import { answerTo, ownFolder } from "./pages.js";
import { readRequest } from "./request.js";

export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  /** Whether the next port will do where this one is taken. */
  readonly mayMove: boolean;
  readonly built: () => Built;
  readonly live: Live;
  /** Is told of a fault of the program. */
  readonly fail: (error: unknown) => void;
}

/** A browser keeps nothing: the next answer may be another one. Pages of other sites get nothing of it. */
const headers = {
  "cache-control": "no-store",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
} as const;

const mostTries = 20;

/** Begin to answer; the port that is taken in the end. */
export async function startServer(
  options: ServerOptions,
): Promise<{ server: Server; port: number }> {
  const names = new Set([hostname().toLowerCase(), options.host.toLowerCase()]);
  const server = createServer((request, response) => {
    try {
      answer(request, response, options, names);
    } catch (error) {
      options.fail(error);
      if (!response.headersSent)
        send(response, 500, "text/plain; charset=utf-8", "The terminal says why.\n", false);
    }
  });
  for (let tries = 1; ; tries++) {
    const port = options.port === 0 ? 0 : options.port + tries - 1;
    try {
      await listen(server, port, options.host);
      const address = server.address();
      return { server, port: typeof address === "object" && address ? address.port : port };
    } catch (error) {
      const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
      if (!isTaken || !options.mayMove || tries === mostTries || port >= 65_535) throw error;
    }
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { built, live }: ServerOptions,
  names: ReadonlySet<string>,
): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const asked = readRequest(request, names);
  if ("status" in asked) {
    if (asked.status === 405) response.setHeader("allow", "GET, HEAD");
    send(response, asked.status, "text/plain; charset=utf-8", `${asked.text}\n`, false);
    return;
  }
  const { path, query, isHead } = asked;
  if (path.startsWith(`${ownFolder}/`)) {
    answerOwn(path.slice(ownFolder.length + 1), query, isHead, request, response, live);
    return;
  }
  const found = answerTo(path, built());
  if (found.status === 302) response.setHeader("location", found.path);
  send(response, found.status, contentType(found.path), found.content, isHead);
}

/** The files of the server itself: its script, and what it tells pages. */
function answerOwn(
  name: string,
  query: URLSearchParams,
  isHead: boolean,
  request: IncomingMessage,
  response: ServerResponse,
  live: Live,
): void {
  if (name === "client.js" || name === "client.css")
    send(response, 200, contentType(name), ownFile(name), isHead);
  else if (name === "events" && !isHead && !live.isFull)
    live.add(response, {
      path: query.get("page") ?? "",
      isLocal: isLoopback(request.socket.remoteAddress ?? ""),
    });
  else send(response, 404, "text/plain; charset=utf-8", "There is no such file.\n", isHead);
}

function isLoopback(address: string): boolean {
  return address === "::1" || /^(?:::ffff:)?127\./.test(address);
}

function ownFile(name: string): Buffer {
  return readFileSync(join(packageFolder(), "src/serve", name));
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  content: string | Uint8Array,
  isHead: boolean,
): void {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  response.writeHead(status, { "content-type": type, "content-length": bytes.length });
  response.end(isHead ? undefined : bytes);
}
