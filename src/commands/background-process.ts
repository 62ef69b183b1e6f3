/**
 * The process behind `check --background`: it stays until nothing was asked for a while, and answers checks in its folder one
 * after the other, each by looking at all files again. Where it fails it says nothing, and who asked does the work.
 */
import { rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { identityOfFolder, type BackgroundAnswer, type BackgroundRequest } from "./background.js";
import { check } from "./check.js";
import { CheckMemory } from "./check-memory.js";

/** How long it waits for the next question, in ms. */
const stays = 10 * 60_000;

/** A process that has grown beyond this, in bytes, gives way to a new one. */
const mostMemory = 700_000_000;

/** The longest question, in characters. */
const longestQuestion = 1_000_000;

/** Listen at a socket, and do a first check, after which the project is known. Ends when nothing is asked any more. */
export function run([, socket = "", first = ""]: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const answerer = new Answerer(socket, () => resolve(0));
    answerer.listen(() => void answerer.answer(first));
  });
}

class Answerer {
  readonly #server: Server;
  readonly #folder = identityOfFolder();
  readonly #rest: NodeJS.Timeout;
  /** By the words that say which project it is. */
  readonly #memories = new Map<string, CheckMemory>();
  #last: Promise<unknown> = Promise.resolve();

  /** `ended` is told when there is nothing to listen to any more. */
  constructor(
    private readonly socket: string,
    private readonly ended: () => void,
  ) {
    this.#server = createServer({ allowHalfOpen: true }, (asking) => this.#read(asking));
    this.#rest = setTimeout(() => this.#close(), stays);
  }

  listen(then: () => void): void {
    process.umask(0o077);
    this.#server.once("error", () => {
      // Another process is there, or was and did not end well.
      const other = connect(this.socket, () => {
        other.destroy();
        this.#close();
      });
      other.on("error", () => {
        rmSync(this.socket, { force: true });
        this.#server.once("error", () => this.#close());
        this.#server.listen(this.socket, then);
      });
    });
    this.#server.listen(this.socket, then);
  }

  #close(): void {
    clearTimeout(this.#rest);
    this.#server.close(this.ended);
    if (!this.#server.listening) this.ended();
  }

  #read(asking: Socket): void {
    let question = "";
    asking.setEncoding("utf8");
    asking.on("error", () => asking.destroy());
    asking.on("data", (part) => {
      question += part;
      if (question.length > longestQuestion) asking.destroy();
    });
    asking.on("end", () => {
      this.#last = this.#last.then(async () => asking.end(await this.answer(question)));
    });
  }

  /** The answer to a question, as both stand on the socket; empty where there is none, which ends this process. */
  async answer(question: string): Promise<string> {
    this.#rest.refresh();
    const answer = await this.#checked(question);
    if (!answer || process.memoryUsage.rss() > mostMemory) this.#close();
    return answer ? JSON.stringify(answer) : "";
  }

  async #checked(question: string): Promise<BackgroundAnswer | null> {
    const printed: (readonly ["out" | "err" | "commands", string])[] = [];
    const to = (name: "out" | "err" | "commands") => (text: string) =>
      void printed.push([name, text]);
    const [out, err, commands] = [to("out"), to("err"), to("commands")];
    try {
      const asked = JSON.parse(question) as BackgroundRequest; // of this program, else it fails
      const { folder, given, color, outColor, version } = asked;
      const io = { out, err, commands, ask: null, terminal: false, color, outColor, version };
      if (folder !== this.#folder || identityOfFolder() !== folder) return null;
      const { project, config } = given.options;
      const place = JSON.stringify([project, config]);
      const memory = this.#memories.get(place) ?? new CheckMemory();
      this.#memories.set(place, memory);
      return { exitCode: await check(given, io, memory), printed };
    } catch {
      return null; // who asks meets the same, and can tell it
    }
  }
}
