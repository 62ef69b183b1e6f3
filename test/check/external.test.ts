import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { tryLinks, usualOptions } from "../../src/commands/try-links.js";
import { scratch, tinyProject } from "../program.js";

interface Server {
  readonly url: string;
  /** `METHOD path` of each request. */
  readonly requests: string[];
}

async function serve(
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
): Promise<Server> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const count = requests.filter((each) => each.endsWith(` ${request.url}`)).length;
    answer(request, response, count);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  server.unref();
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** Answers with the status that the path names. */
const byPath = (request: IncomingMessage, response: ServerResponse) => {
  response.statusCode = Number(/\d{3}/.exec(request.url ?? "")?.[0] ?? 200);
  if (response.statusCode === 302) response.setHeader("location", "/200");
  response.end("text");
};

const quick = { ...usualOptions, gap: 0, waits: [10, 10], timeout: 10_000, longestWait: 50 };

const states = async (server: Server, paths: readonly string[]) => {
  const verdicts = await tryLinks(
    paths.map((path) => server.url + path),
    quick,
  );
  return paths.map((path) => verdicts.get(server.url + path)?.state);
};

test("what answers is good, what is gone is dead, what is closed or in trouble is unclear", async () => {
  const server = await serve(byPath);
  expect(
    await states(server, ["/200", "/302", "/404", "/410", "/401", "/403", "/500", "/429"]),
  ).toEqual(["good", "good", "dead", "dead", "unclear", "unclear", "unclear", "unclear"]);
});

test("a server that does not answer to HEAD is asked by GET", async () => {
  const server = await serve((request, response) => {
    response.statusCode = request.method === "HEAD" ? 405 : 200;
    response.end("text");
  });
  expect(await states(server, ["/a"])).toEqual(["good"]);
  expect(server.requests).toEqual(["HEAD /a", "GET /a"]);
});

test("what fails for a moment is tried again, as late as the server says", async () => {
  const times: number[] = [];
  const server = await serve((_request, response, count) => {
    times.push(performance.now());
    response.statusCode = count < 3 ? 503 : 200;
    response.setHeader("retry-after", "60"); // more than anyone waits
    response.end();
  });
  expect(await states(server, ["/busy"])).toEqual(["good"]);
  expect(server.requests).toEqual(["HEAD /busy", "HEAD /busy", "HEAD /busy"]);
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(45);
});

test("no answer in time, nobody there, no address", async () => {
  const server = await serve(() => {});
  const [slow, closed, none] = [`${server.url}/slow`, "http://127.0.0.1:1/", "http://"];
  const verdicts = await tryLinks([slow, closed, none], { ...quick, timeout: 200 });
  expect(verdicts.get(slow)).toEqual({ state: "unclear", answer: "no answer in time" });
  expect(verdicts.get(closed)?.state).toBe("unclear");
  expect(verdicts.get(none)).toEqual({ state: "dead", answer: "it is no valid address" });
});

test("one host gets few requests at a time, apart from each other, each address once", async () => {
  let running = 0;
  let most = 0;
  const times: number[] = [];
  const server = await serve((_request, response) => {
    times.push(performance.now());
    most = Math.max(most, ++running);
    setTimeout(() => {
      running--;
      response.end();
    }, 20);
  });
  const urls = [..."abcdefab"].map((name) => `${server.url}/${name}`);
  await tryLinks(urls, { ...quick, gap: 15, atOncePerHost: 2 });
  expect(server.requests).toHaveLength(6);
  expect(most).toBeLessThanOrEqual(2);
  expect(times.at(-1)! - times[0]!).toBeGreaterThan(60);
});

/** The program, beside a server of this process. */
function run(folder: string, args: readonly string[]): Promise<{ code: number; out: string }> {
  const env = { ...process.env, NO_COLOR: "1", XDG_CACHE_HOME: join(folder, ".cache") };
  return new Promise((done) => {
    execFile(
      process.execPath,
      [resolve("dist/src/cli.js"), "check", "--format", "json", ...args],
      { cwd: folder, env },
      (error, out) => done({ code: error ? Number(error.code) : 0, out }),
    );
  });
}

test("dead links are reported once with all their places; good ones are not tried again, allowed ones never", async () => {
  const server = await serve(byPath);
  const at = (path: string) => `\`${path} <${server.url}${path}>\`__`;
  const folder = scratch({
    ...tinyProject,
    "specpress.yaml": `${tinyProject["specpress.yaml"]}external: { allow: ["${server.url}/closed/*"] }\n`,
    "spec/index.rst": `Tiny\n====\n\n${["/200#a", "/200#b", "/404", "/closed/404", "/403"].map(at).join(", ")},\n\`e <http://a.example/>\`__\n`,
    "api/status.yaml": tinyProject["api/status.yaml"].replace(
      "The server is up.",
      `"See \`it <${server.url}/404>\`__."`,
    ),
  });
  expect((await run(folder, [])).code).toBe(0);
  expect(server.requests).toEqual([]);

  const { code, out } = await run(folder, ["--external"]);
  expect(code).toBe(1);
  const { findings } = JSON.parse(out) as {
    findings: { code: string; file: string; notes?: { file: string }[] }[];
  };
  expect(
    findings.map((each) => [each.code, each.file, each.notes?.map(({ file }) => file)]),
  ).toEqual([
    ["dead-external-link", "spec/index.rst", ["api/status.yaml"]],
    ["unclear-external-link", "spec/index.rst", undefined],
  ]);
  expect(new Set(server.requests)).toEqual(
    new Set(["HEAD /200", "HEAD /404", "GET /404", "HEAD /403", "GET /403"]),
  );
  expect(readFileSync(join(folder, ".cache/specpress/links.json"), "utf8")).toContain("/200");

  server.requests.length = 0;
  await run(folder, ["--external"]);
  expect(server.requests.filter((each) => each.includes("200"))).toEqual([]);
  expect(server.requests).toContain("HEAD /404");
});
