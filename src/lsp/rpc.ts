import type { Readable, Writable } from "node:stream";

/**
 * JSON-RPC 2.0 as the Language Server Protocol frames it: messages of JSON behind a header with their length in bytes.
 *
 * @see https://microsoft.github.io/language-server-protocol/specifications/lsp/3.18/specification/#baseProtocol
 */

/** Whether who asked still waits for the answer. */
export interface Asking {
  readonly isCancelled: boolean;
}

export type Answer = (params: unknown, asking: Asking) => unknown;
export type Listener = (params: unknown) => void;

/** A fault that the other side is told by its number. */
export class RpcError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export const errors = {
  parse: -32700,
  invalidRequest: -32600,
  unknownMethod: -32601,
  invalidParams: -32602,
  internal: -32603,
  notInitialized: -32002,
  requestFailed: -32803,
  cancelled: -32800,
} as const;

interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** The messages of two streams: answers requests, passes on notifications, and asks the other side. */
export class Rpc {
  readonly #answers = new Map<string, Answer>();
  readonly #listeners = new Map<string, Listener>();
  /** Requests of the other side that are not answered yet. */
  readonly #open = new Map<number | string, { isCancelled: boolean }>();
  /** Our own. */
  readonly #asked = new Map<number | string, (message: Message) => void>();
  readonly #output: Writable;
  readonly #failed: (error: unknown) => void;
  #asks = 0;

  /** `failed` is told of faults of the program, `ended` when nothing more will come. */
  constructor(
    input: Readable,
    output: Writable,
    failed: (error: unknown) => void,
    ended: () => void,
  ) {
    this.#output = output;
    this.#failed = failed;
    const frames = new Frames((text) => this.#take(text));
    input.on("data", (chunk: Buffer) => {
      const fault = frames.add(chunk);
      if (fault === null) return;
      // Where the next message begins, nobody knows.
      input.removeAllListeners("data");
      this.#send({ id: null, error: { code: errors.parse, message: fault } });
      ended();
    });
    input.on("end", ended);
    input.on("close", ended);
    input.on("error", ended);
    output.on("error", ended);
  }

  onRequest(method: string, answer: Answer): void {
    this.#answers.set(method, answer);
  }

  onNotification(method: string, listener: Listener): void {
    this.#listeners.set(method, listener);
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  /** Ask the other side; `null` where it refuses. */
  ask(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#asks;
    this.#send({ id, method, params });
    return new Promise((resolve) => this.#asked.set(id, ({ result }) => resolve(result ?? null)));
  }

  #send(message: Message): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    if (!this.#output.writable) return;
    this.#output.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#output.write(body);
  }

  #take(text: string): void {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      this.#send({ id: null, error: { code: errors.parse, message: "This is no JSON." } });
      return;
    }
    if (typeof message !== "object" || message === null) {
      const error = { code: errors.invalidRequest, message: "This is no message." };
      this.#send({ id: null, error });
      return;
    }
    const { id, method, params } = message as Message;
    if (method === undefined) this.#settle(message);
    else if (id === undefined || id === null) this.#hear(method, params);
    else void this.#answer(id, method, params);
  }

  #settle(message: Message): void {
    const { id } = message;
    if (id === undefined || id === null) return;
    this.#asked.get(id)?.(message);
    this.#asked.delete(id);
  }

  #hear(method: string, params: unknown): void {
    if (method === "$/cancelRequest") {
      const open = this.#open.get((params as { id: number | string } | undefined)?.id ?? "");
      if (open) open.isCancelled = true;
      return;
    }
    try {
      this.#listeners.get(method)?.(params);
    } catch (error) {
      this.#failed(error);
    }
  }

  async #answer(id: number | string, method: string, params: unknown): Promise<void> {
    const answer = this.#answers.get(method);
    if (!answer) {
      const error = { code: errors.unknownMethod, message: `There is no method ${method}.` };
      this.#send({ id, error });
      return;
    }
    const asking = { isCancelled: false };
    this.#open.set(id, asking);
    // Messages that came with this one are read first: it may be cancelled by one of them, or speak of a text that has changed.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      if (asking.isCancelled) throw new RpcError(errors.cancelled, "The request was cancelled.");
      const result = await answer(params, asking);
      this.#send({ id, result: result ?? null });
    } catch (error) {
      if (!(error instanceof RpcError)) this.#failed(error);
      const code = error instanceof RpcError ? error.code : errors.internal;
      const message = error instanceof Error ? error.message : String(error);
      this.#send({ id, error: { code, message } });
    } finally {
      this.#open.delete(id);
    }
  }
}

/** Longest message that is taken, in bytes: nobody writes a specification of this size. */
const longest = 256 * 1024 * 1024;
const longestHeader = 8192;

/** Cuts a stream of bytes into messages. */
class Frames {
  #chunks: Buffer[] = [];
  #size = 0;
  /** Length of the message at hand, once its header is there. */
  #wanted: number | null = null;

  constructor(private readonly take: (text: string) => void) {}

  /** Take the messages that are whole with these bytes; why they are none, if they are not. */
  add(chunk: Buffer): string | null {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    for (;;) {
      this.#wanted ??= this.#header();
      if (this.#wanted === null)
        return this.#size > longestHeader ? "A message has a header without an end." : null;
      if (Number.isNaN(this.#wanted)) return "A message has a header without its length.";
      if (this.#wanted > longest) return `A message may have ${longest} bytes.`;
      if (this.#size < this.#wanted) return null;
      this.#message(this.#wanted);
    }
  }

  /** The length that the header at hand says; `null` where it is not whole yet. */
  #header(): number | null {
    const bytes = this.#joined();
    const end = bytes.indexOf("\r\n\r\n");
    if (end === -1) return null;
    const header = bytes.toString("latin1", 0, end);
    this.#keep(bytes.subarray(end + 4));
    return Number(/^content-length:[ \t]*(\d+)[ \t]*$/im.exec(header)?.[1] ?? NaN);
  }

  #message(length: number): void {
    const bytes = this.#joined();
    this.#keep(bytes.subarray(length));
    this.#wanted = null;
    this.take(bytes.toString("utf8", 0, length));
  }

  #joined(): Buffer {
    if (this.#chunks.length === 1) return this.#chunks[0]!;
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [bytes];
    return bytes;
  }

  #keep(bytes: Buffer): void {
    this.#chunks = bytes.length === 0 ? [] : [bytes];
    this.#size = bytes.length;
  }
}
