import { request as askHttp, type IncomingMessage } from "node:http";
import { request as askHttps } from "node:https";
import { printable } from "../base/printable.js";

/** A tracker that does not give what was asked for: the end of a sentence. */
export class TrackerError extends Error {}

/** What a tracker said to a question. */
export interface TrackerAnswer {
  readonly status: number;
  readonly text: string;
  readonly etag: string | null;
  /** Where the list goes on, as it is written: it may be relative. */
  readonly next: string | null;
  /** Where the answer is to be had instead, as it is written. */
  readonly location: string | null;
  /** What a limit of requests says, in words; `null` where none is reached. */
  readonly limit: string | null;
}

export interface TrackerOptions {
  readonly userAgent: string;
  /** Sent as `Authorization: Bearer`. */
  readonly token: string | null;
  /** Milliseconds for an answer with all of its text. */
  readonly timeout: number;
  /** Milliseconds before a question is asked again that a server could not answer: one for each time. */
  readonly waits: readonly number[];
}

/** So long an answer may be, in bytes: a hundred issues with long texts come to a few million. */
const longest = 64 * 1024 * 1024;

/** Ask for JSON, again where the server has a fault or the connection breaks. `etag`: of the answer that is known. */
export async function askTracker(
  url: URL,
  etag: string | null,
  options: TrackerOptions,
): Promise<TrackerAnswer> {
  for (const wait of [...options.waits, null]) {
    try {
      const answer = await askOnce(url, etag, options);
      if (answer.status < 500 || wait === null) return answer;
    } catch (error) {
      if (wait === null || error instanceof TrackerError) throw told(error, url);
    }
    await new Promise((done) => setTimeout(done, wait ?? 0));
  }
  throw new Error("unreachable");
}

function told(error: unknown, { host }: URL): TrackerError {
  if (error instanceof TrackerError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const text = error instanceof Error ? error.message : String(error);
  return new TrackerError(`the connection to ${host} failed (${printable(code || text)})`);
}

function askOnce(
  url: URL,
  etag: string | null,
  { userAgent, token, timeout }: TrackerOptions,
): Promise<TrackerAnswer> {
  const ask = url.protocol === "https:" ? askHttps : askHttp;
  return new Promise((resolve, reject) => {
    const request = ask(
      url,
      {
        headers: {
          accept: "application/vnd.github+json",
          "user-agent": userAgent,
          "x-github-api-version": "2022-11-28",
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(etag === null ? {} : { "if-none-match": etag }),
        },
        signal: AbortSignal.timeout(timeout),
      },
      (response) => {
        const parts: Buffer[] = [];
        let length = 0;
        response.on("data", (part: Buffer) => {
          length += part.length;
          if (length > longest) response.destroy(new TrackerError("the answer is too long"));
          else parts.push(part);
        });
        response.on("error", reject);
        response.on("end", () => {
          if (!response.complete) reject(new TrackerError("the connection broke within an answer"));
          else
            try {
              resolve(answerOf(response, textOf(Buffer.concat(parts))));
            } catch (error) {
              reject(error as Error);
            }
        });
      },
    );
    request.on("error", reject);
    request.end();
  });
}

function answerOf({ statusCode = 0, headers }: IncomingMessage, text: string): TrackerAnswer {
  const link = String(headers["link"] ?? "");
  const header = (name: string) => {
    const value = headers[name];
    return typeof value === "string" ? value : null;
  };
  return {
    status: statusCode,
    text,
    etag: header("etag"),
    location: header("location"),
    next: nextIn(link),
    limit: limitOf(statusCode, header),
  };
}

/** Where the list goes on; where that cannot be read, the rest would pass for what there is not. */
function nextIn(link: string): string | null {
  const next = /<([^>]*)>;[^,]*\brel="?next\b/.exec(link)?.[1];
  if (next === undefined && /\brel="?next\b/.test(link))
    throw new TrackerError(`the tracker says where the list goes on as "${link.slice(0, 80)}"`);
  return next ?? null;
}

/** What is no UTF-8 is shown as such, and is no JSON. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return "(not UTF-8)";
  }
}

function limitOf(status: number, header: (name: string) => string | null): string | null {
  if (status !== 403 && status !== 429) return null;
  const seconds = header("retry-after");
  if (seconds !== null && isCount(seconds)) return `ask again in ${seconds} seconds`;
  if (header("x-ratelimit-remaining") !== "0") return status === 429 ? "ask again later" : null;
  const reset = header("x-ratelimit-reset");
  if (reset === null || !isCount(reset)) return "ask again later";
  const time = new Date(Number(reset) * 1000).toISOString();
  return `ask again after ${time.slice(0, 16).replace("T", " ")} UTC`;
}

/** Seconds of this millennium: of more there is no date. */
function isCount(text: string): boolean {
  return /^\d{1,11}$/.test(text);
}
