import { askLink, publicWeb, type Answer, type AskOptions } from "./ask-link.js";

/** How addresses are tried. Times are in milliseconds. */
export interface TryOptions extends AskOptions {
  /** Requests at a time, in all and to one host. */
  readonly atOnce: number;
  readonly atOncePerHost: number;
  /** Between the beginnings of two requests to one host. */
  readonly gap: number;
  /** For one address, with all tries. */
  readonly perLink: number;
  /** For all addresses; those that are left then are not tried. */
  readonly total: number;
  /** What is waited before each further try. */
  readonly waits: readonly number[];
  /** Of a server that says when to come back. */
  readonly longestWait: number;
}

export const usualOptions: TryOptions = {
  atOnce: 16,
  atOncePerHost: 2,
  gap: 100,
  timeout: 10_000,
  perLink: 20_000,
  total: 300_000,
  waits: [500, 2000],
  longestWait: 10_000,
  userAgent: "specpress (checks links)",
  mayAsk: publicWeb,
};

/** `dead`: it will not come back by itself. `unclear`: it may be there for a reader. */
export interface Verdict {
  readonly state: "good" | "dead" | "unclear";
  /** What came back, as the end of a sentence: "404 Not Found". */
  readonly answer: string;
}

/** Try addresses, many at a time but few at one host, each once: by HEAD, and by GET where HEAD does not do. */
export async function tryLinks(
  urls: Iterable<string>,
  options: TryOptions = usualOptions,
): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  const byHost = new Map<string, string[]>();
  for (const url of new Set(urls)) {
    const host = URL.canParse(url) ? new URL(url).host : "";
    if (host === "") verdicts.set(url, { state: "dead", answer: "it is no valid address" });
    else byHost.set(host, [...(byHost.get(host) ?? []), url]);
  }
  const free = gate(options.atOnce);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), options.total);
  try {
    await Promise.all(
      [...byHost.values()].map((queue) =>
        tryHost(queue.reverse(), free, { ...options, stop: stop.signal }, verdicts),
      ),
    );
  } finally {
    clearTimeout(timer);
  }
  return verdicts;
}

/** The options of a run that may be stopped. */
interface Run extends TryOptions {
  readonly stop: AbortSignal;
}

/** All addresses of one host; `queue` is emptied from its end. */
async function tryHost(
  queue: string[],
  free: Gate,
  options: Run,
  verdicts: Map<string, Verdict>,
): Promise<void> {
  let next = 0;
  /** Waits for this host's turn: requests to it begin at least `gap` apart. */
  const turn = async () => {
    const now = performance.now();
    const start = Math.max(now, next);
    next = start + options.gap;
    if (start > now) await sleep(start - now, options.stop);
  };
  const work = async () => {
    for (let url = queue.pop(); url !== undefined; url = queue.pop())
      verdicts.set(url, await tryLink(url, turn, free, options));
  };
  await Promise.all(Array.from({ length: options.atOncePerHost }, work));
}

async function tryLink(
  url: string,
  turn: () => Promise<void>,
  free: Gate,
  options: Run,
): Promise<Verdict> {
  const { stop, perLink } = options;
  const end = performance.now() + perLink;
  let answer: Answer = { status: 0, text: notTried(options), retryAfter: null };
  for (let attempt = 0; attempt <= options.waits.length; attempt++) {
    if (attempt > 0) await sleep(waitBefore(attempt, answer, options), stop);
    for (const method of ["HEAD", "GET"] as const) {
      await turn();
      if (stop.aborted || performance.now() > end) return { state: "unclear", answer: answer.text };
      answer = await free(() => askLink(url, method, options, stop));
      if (answer.isRefused) return { state: "unclear", answer: answer.text };
      if (answer.status < 400 && answer.status > 0) return { state: "good", answer: answer.text };
      if (isBusy(answer)) break; // asking in another way would only add to it
    }
    if (!isPassing(answer)) break;
  }
  return { state: isGone(answer) ? "dead" : "unclear", answer: answer.text };
}

function notTried({ total }: TryOptions): string {
  return `the check of all links took longer than ${total / 1000} s, so this one was not tried`;
}

function isBusy({ status }: Answer): boolean {
  return status === 429 || status === 503;
}

/** What may be over in a moment. */
function isPassing({ status }: Answer): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

/** Neither in trouble, nor only closed to programs or to those who are not logged in. */
function isGone({ status, text }: Answer): boolean {
  if (status === 0) return text === "ENOTFOUND";
  return (
    status >= 400 && status < 500 && ![401, 403, 405, 406, 407, 408, 429, 451].includes(status)
  );
}

function waitBefore(attempt: number, { retryAfter }: Answer, options: TryOptions): number {
  const wait = options.waits[attempt - 1] ?? 0;
  return retryAfter === null
    ? wait
    : Math.min(options.longestWait, Math.max(wait, retryAfter * 1000));
}

/** Runs work as soon as fewer than so many others are under way. */
type Gate = <T>(work: () => Promise<T>) => Promise<T>;

function gate(most: number): Gate {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

/** Waits so long, or until the run is stopped. */
function sleep(time: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, stop.aborted ? 0 : time);
    stop.addEventListener("abort", done);
  });
}
