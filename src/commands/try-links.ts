/** How addresses are tried. Times are in milliseconds. */
export interface TryOptions {
  /** Requests at a time, in all and to one host. */
  readonly atOnce: number;
  readonly atOncePerHost: number;
  /** Between the beginnings of two requests to one host. */
  readonly gap: number;
  readonly timeout: number;
  /** What is waited before each further try. */
  readonly waits: readonly number[];
  /** Of a server that says when to come back. */
  readonly longestWait: number;
  readonly userAgent: string;
}

export const usualOptions: TryOptions = {
  atOnce: 16,
  atOncePerHost: 2,
  gap: 100,
  timeout: 10_000,
  waits: [500, 2000],
  longestWait: 10_000,
  userAgent: "specpress (checks links)",
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
  await Promise.all(
    [...byHost.values()].map((queue) => tryHost(queue.reverse(), free, options, verdicts)),
  );
  return verdicts;
}

/** All addresses of one host; `queue` is emptied from its end. */
async function tryHost(
  queue: string[],
  free: Gate,
  options: TryOptions,
  verdicts: Map<string, Verdict>,
): Promise<void> {
  let next = 0;
  /** Waits for this host's turn: requests to it begin at least `gap` apart. */
  const turn = async () => {
    const now = performance.now();
    const start = Math.max(now, next);
    next = start + options.gap;
    if (start > now) await sleep(start - now);
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
  options: TryOptions,
): Promise<Verdict> {
  let answer: Answer = { status: 0, text: "", retryAfter: null };
  for (let attempt = 0; attempt <= options.waits.length; attempt++) {
    if (attempt > 0) await sleep(waitBefore(attempt, answer, options));
    for (const method of ["HEAD", "GET"] as const) {
      await turn();
      answer = await free(() => ask(url, method, options));
      if (answer.status < 400 && answer.status > 0) return { state: "good", answer: answer.text };
      if (isBusy(answer)) break; // asking in another way would only add to it
    }
    if (!isPassing(answer)) break;
  }
  return { state: isGone(answer) ? "dead" : "unclear", answer: answer.text };
}

interface Answer {
  /** 0: none came. */
  readonly status: number;
  readonly text: string;
  /** Seconds, as the server says. */
  readonly retryAfter: number | null;
}

async function ask(url: string, method: "HEAD" | "GET", options: TryOptions): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method,
      redirect: "follow",
      signal: AbortSignal.timeout(options.timeout),
      headers: { "user-agent": options.userAgent, accept: "*/*" },
    });
    await response.body?.cancel();
    const { status, statusText, headers } = response;
    const seconds = Number(headers.get("retry-after") ?? "none");
    return {
      status,
      text: `${status}${statusText ? ` ${statusText}` : ""}`,
      retryAfter: Number.isFinite(seconds) ? seconds : null,
    };
  } catch (error) {
    return { status: 0, text: reasonOf(error), retryAfter: null };
  }
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "no answer in time";
  const { cause } = error;
  if (cause instanceof Error)
    return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
  return error.message;
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

function sleep(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time));
}
