import type { ServerResponse } from "node:http";
import type { PagePatch } from "./versions.js";

/** A browser that shows a page and is told of changes. */
export interface Listener {
  /** Path of the page that it shows. */
  readonly path: string;
  /** Whether it runs on this machine. */
  readonly isLocal: boolean;
}

/** More windows than anybody has open. */
const mostListeners = 200;

/** In bytes: a browser that has so much left to read is not reading. It is told all of it when it asks again. */
const mostUnread = 4 * 1024 * 1024;

/** What a browser is to know. */
export interface Message {
  /** Of its page; absent: there is none. */
  readonly version: string | undefined;
  /** How the page became what it is. */
  readonly patch: () => PagePatch | null;
}

/** Sends each browser what concerns it, as server-sent events. */
export class Live {
  readonly #listeners = new Map<
    ServerResponse,
    { readonly listener: Listener; last: string; version: string | undefined }
  >();

  /** `messageFor`: what a browser is to know now. It is sent where it is other than what was sent last. */
  constructor(private readonly messageFor: (listener: Listener) => Message) {}

  get isFull(): boolean {
    return this.#listeners.size >= mostListeners;
  }

  /** Answer a browser that asks to be told. */
  add(response: ServerResponse, listener: Listener): void {
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
    response.write("retry: 700\n\n");
    this.#listeners.set(response, { listener, last: "", version: undefined });
    response.on("close", () => this.#listeners.delete(response));
    this.#tell(response);
  }

  /** Tell all of them, or those that are wanted. */
  tell(isWanted: (listener: Listener) => boolean = () => true): void {
    for (const [response, { listener }] of this.#listeners)
      if (isWanted(listener)) this.#tell(response);
  }

  /** Files that pages may show, such as pictures, are other than they were. */
  tellOfFiles(paths: readonly string[]): void {
    if (paths.length === 0) return;
    for (const response of this.#listeners.keys()) send(response, "files", JSON.stringify(paths));
  }

  close(): void {
    for (const response of this.#listeners.keys()) response.end();
  }

  #tell(response: ServerResponse): void {
    const entry = this.#listeners.get(response)!;
    const { patch, ...state } = this.messageFor(entry.listener);
    const message = JSON.stringify(state);
    if (message === entry.last) return;
    const isOther = entry.version !== undefined && state.version !== entry.version;
    const change = isOther ? patch() : null;
    const whole =
      change?.from === entry.version ? JSON.stringify({ ...state, patch: change }) : message;
    entry.last = message;
    entry.version = state.version;
    send(response, "state", whole);
  }
}

function send(response: ServerResponse, event: string, data: string): void {
  if (response.writableLength > mostUnread) response.destroy();
  else {
    response.write(`event: ${event}\ndata: ${data}\n\n`);
    // Node would send it when the work at hand is done, which may go on for long.
    response.socket?.uncork();
  }
}
