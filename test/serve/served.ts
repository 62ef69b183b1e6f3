import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { serve, type State } from "../../src/serve/serve.js";
import type { LoadOptions } from "../../src/load/load.js";
import { scratch, tinyProject } from "../program.js";

/** A project that is served from a folder of its own until the test is over. */
export interface Served {
  readonly folder: string;
  readonly port: number;
  /** States that were shown, the newest last. */
  readonly states: readonly State[];
  readonly get: (path: string, options?: Asking) => Promise<Got>;
  readonly write: (files: Readonly<Record<string, string | Uint8Array>>) => void;
}

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function served(
  files: Readonly<Record<string, string | Uint8Array>> = tinyProject,
  { check = false, ...options }: Partial<LoadOptions> & { readonly check?: boolean } = {},
): Promise<Served> {
  const folder = scratch(files);
  const states: State[] = [];
  const serving = await serve({
    load: { root: folder, ...options },
    host: "127.0.0.1",
    port: 0,
    mayMove: false,
    check,
    color: false,
    show: (state) => states.push(state),
    fail: (error) => {
      throw error;
    },
  });
  onTestFinished(() => serving.close());
  return {
    folder,
    port: serving.port,
    states,
    get: (path, asking) => get(serving.port, path, asking),
    write: (contents) => {
      for (const [path, content] of Object.entries(contents)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
    },
  };
}

/** The path goes as it is written. */
export function get(port: number, path: string, asking: Asking = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, agent: false, ...asking }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => (text += part));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
      );
    });
    sent.on("error", reject);
    sent.end();
  });
}

/** What something comes to be; the last value where it does not. */
export async function until<T>(
  ask: () => T | Promise<T>,
  isThere: (value: T) => boolean,
  ms = 10_000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await ask();
    if (isThere(value) || Date.now() > end) return value;
    await new Promise((done) => setTimeout(done, 10));
  }
}
