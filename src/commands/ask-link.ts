import { lookup as lookUp } from "node:dns";
import { request as askHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { request as askHttps } from "node:https";
import { isIP } from "node:net";
import { isPublicAddress, isWebPort } from "./public-address.js";

/** What a server says to one question. */
export interface Answer {
  /** 0: none came. */
  readonly status: number;
  readonly text: string;
  /** Seconds, as the server says. */
  readonly retryAfter: number | null;
  /** Nothing was sent, since the address is not one of the public web. */
  readonly isRefused?: true;
}

export interface AskOptions {
  readonly userAgent: string;
  /** Milliseconds for one question, with all that it is led on to. */
  readonly timeout: number;
  /** Which IP addresses may be asked, at which ports. */
  readonly mayAsk: (address: string, port: number) => boolean;
}

/** Those that everyone can ask: what a project links to is no way into the network it is checked in. */
export const publicWeb: AskOptions["mayAsk"] = (address, port) =>
  isPublicAddress(address) && isWebPort(port);

const mostRedirects = 10;

/** How long the headers of an answer may be, in bytes. Of its body nothing is read. */
const maxHeaderSize = 32_768;

/** That an address may not be asked. The message is the end of a sentence. */
class RefusedAddress extends Error {}

/**
 * Ask an address, and those that the answers lead on to. Each is checked before anything is sent to it: it must be http or
 * https, and all IP addresses of its name must be ones that may be asked. The connection goes to an address that was
 * checked, whatever the name stands for a moment later.
 */
export async function askLink(
  url: string,
  method: "HEAD" | "GET",
  options: AskOptions,
  stop: AbortSignal,
): Promise<Answer> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(options.timeout)]);
  try {
    let at = new URL(url);
    for (let count = 0; count <= mostRedirects; count++) {
      const response = await askOnce(at, method, options, signal);
      const next = ledOnTo(response, at);
      if (next === null) return answerOf(response);
      at = next;
    }
    return noAnswer(`it leads on more than ${mostRedirects} times`);
  } catch (error) {
    if (error instanceof RefusedAddress) return { ...noAnswer(error.message), isRefused: true };
    return noAnswer(signal.aborted ? "no answer in time" : reasonOf(error));
  }
}

function noAnswer(text: string): Answer {
  return { status: 0, text, retryAfter: null };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}

/** The head of one answer. */
function askOnce(
  url: URL,
  method: "HEAD" | "GET",
  { userAgent, mayAsk }: AskOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const ask = url.protocol === "https:" ? askHttps : url.protocol === "http:" ? askHttp : null;
  if (!ask) throw new RefusedAddress(`"${url.href}" is no address of the web, so it was not tried`);
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  const check = (address: string) => {
    if (!mayAsk(address, port))
      throw new RefusedAddress(
        `"${url.host}" is not on the public web (${address}, port ${port}), so it was not tried`,
      );
  };
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host)) check(host); // the name of a host is checked when it is looked up
  return new Promise((resolve, reject) => {
    const request = ask(
      {
        method,
        host,
        port,
        path: url.pathname + url.search,
        headers: { host: url.host, "user-agent": userAgent, accept: "*/*" },
        agent: false, // no connection is used again: each one is checked
        lookup: checkedLookup(check),
        maxHeaderSize,
        signal,
      },
      (response) => {
        response.destroy();
        resolve(response);
      },
    );
    request.on("error", reject);
    request.end();
  });
}

/** Looks up a host, and passes its IP addresses on if all of them may be asked. */
function checkedLookup(check: (address: string) => void): NonNullable<RequestOptions["lookup"]> {
  return (host, options, done) => {
    lookUp(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, []);
      try {
        for (const { address } of addresses) check(address);
      } catch (refused) {
        return done(refused as RefusedAddress, []);
      }
      const [first] = addresses;
      return options.all || !first
        ? done(null, addresses)
        : done(null, first.address, first.family);
    });
  };
}

/** Where an answer leads on to; `null` for one that is the end. */
function ledOnTo({ statusCode = 0, headers }: IncomingMessage, from: URL): URL | null {
  const { location } = headers;
  const isRedirect = [301, 302, 303, 307, 308].includes(statusCode) && location !== undefined;
  return isRedirect && URL.canParse(location, from.href) ? new URL(location, from) : null;
}

function answerOf({ statusCode = 0, statusMessage, headers }: IncomingMessage): Answer {
  const seconds = Number(headers["retry-after"] ?? "none");
  return {
    status: statusCode,
    text: `${statusCode}${statusMessage ? ` ${statusMessage}` : ""}`,
    retryAfter: Number.isFinite(seconds) ? seconds : null,
  };
}
