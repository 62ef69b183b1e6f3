import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { authored } from "../../src/base/source.js";
import { checkExternalLinks } from "../../src/commands/external-links.js";
import { isPublicAddress } from "../../src/commands/public-address.js";
import { tryLinks, usualOptions } from "../../src/commands/try-links.js";
import { loadProject } from "../../src/load/load.js";
import { checkSite } from "../../src/pipeline.js";
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

/** Servers of this process may be asked, which in use they may not. */
const quick = {
  ...usualOptions,
  gap: 0,
  waits: [10, 10],
  timeout: 10_000,
  longestWait: 50,
  mayAsk: () => true,
};

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

/** What a check of a project's links reports, with a server of this process. */
async function checkLinks(
  folder: string,
  options = quick,
): Promise<(readonly [code: string, ...places: string[]])[]> {
  vi.stubEnv("XDG_CACHE_HOME", join(folder, ".cache"));
  onTestFinished(() => void vi.unstubAllEnvs());
  const { report, diagnostics } = collector();
  const project = loadProject({ root: folder }, report)!;
  const { links } = checkSite(project, report);
  await checkExternalLinks(links, project, "0", report, options);
  return diagnostics
    .filter(({ code }) => code.endsWith("-external-link"))
    .map(({ code, span, notes = [] }) => [
      code,
      ...[span!, ...notes.map((note) => note.span)].map((each) => authored(each).source.path),
    ]);
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
  expect(await checkLinks(folder)).toEqual([
    ["dead-external-link", "spec/index.rst", "api/status.yaml"],
    ["unclear-external-link", "spec/index.rst"],
  ]);
  expect(new Set(server.requests)).toEqual(
    new Set(["HEAD /200", "HEAD /404", "GET /404", "HEAD /403", "GET /403"]),
  );
  expect(readFileSync(join(folder, ".cache/specpress-answers/links.json"), "utf8")).toContain(
    "/200",
  );

  server.requests.length = 0;
  await checkLinks(folder);
  expect(server.requests.filter((each) => each.includes("200"))).toEqual([]);
  expect(server.requests).toContain("HEAD /404");
});

test("what a checkout brings as answers of the past is not believed, and no link in it written through", async () => {
  const server = await serve(byPath);
  const outside = scratch();
  const text = `Tiny\n====\n\n\`a <${server.url}/404>\`__\n`;
  const good = JSON.stringify({ [`${server.url}/404`]: Date.now() });
  const brought = { ".cache/specpress-answers/links.json": good, ".git/HEAD": "ref: x\n" };
  const folder = scratch({ ...tinyProject, "spec/index.rst": text, ...brought });
  chmodSync(join(folder, ".cache/specpress-answers"), 0o700);
  expect(await checkLinks(folder)).toEqual([["dead-external-link", "spec/index.rst"]]);
  const linked = scratch({ ...tinyProject, "spec/index.rst": text.replace("404", "200") });
  mkdirSync(join(linked, ".cache"));
  symlinkSync(outside, join(linked, ".cache/specpress-answers"));
  expect(await checkLinks(linked)).toEqual([]);
  expect(readdirSync(outside)).toEqual([]);
});

test("the command asks for nothing unless told to, and no address of the machine even then", async () => {
  const server = await serve(byPath);
  const folder = scratch({
    ...tinyProject,
    "spec/index.rst": `Tiny\n====\n\n\`a <${server.url}/200>\`__\n`,
  });
  const run = (args: readonly string[]) =>
    new Promise<string>((done) => {
      const env = { ...process.env, NO_COLOR: "1", XDG_CACHE_HOME: join(folder, ".cache") };
      const cli = resolve("dist/src/cli.js");
      execFile(process.execPath, [cli, "check", ...args], { cwd: folder, env }, (_error, out) =>
        done(out),
      );
    });
  expect(await run([])).not.toContain("external-link");
  expect(await run(["--external"])).toMatch(/unclear-external-link.*not on the public web/);
  expect(server.requests).toEqual([]);
});

test("each address is checked before it is asked: where a redirect leads, what a name stands for", async () => {
  const inner = await serve(byPath);
  const innerPort = Number(new URL(inner.url).port);
  const server = await serve((request, response) => {
    response.writeHead(302, { location: decodeURIComponent(request.url!.slice(1)) }).end();
  });
  const port = Number(new URL(server.url).port);
  const urls = [
    inner.url,
    `ftp://127.0.0.1:${innerPort}/`,
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    `http://localhost:${innerPort}/`,
    `http://2130706433:${innerPort}/`,
    `http://0x7f.1:${innerPort}/`,
    `http://0177.0.0.1:${innerPort}/`,
    `http://[::1]:${innerPort}/`,
    `http://[::ffff:127.0.0.1]:${innerPort}/`,
    "http://169.254.169.254/latest/meta-data/",
    `http://0.0.0.0:${innerPort}/`,
  ].map((target) => `${server.url}/${encodeURIComponent(target)}`);
  const mayAsk = (address: string, at: number) => at === port && address === "127.0.0.1";
  const verdicts = await tryLinks(urls, { ...quick, mayAsk });
  for (const [url, { state, answer }] of verdicts)
    expect([url, state, answer]).toEqual([url, "unclear", expect.stringMatching(/not tried$/)]);
  expect(inner.requests).toEqual([]);
  expect(verdicts.size).toBe(urls.length);
});

test.each([
  ["1.1.1.1", true],
  ["93.184.216.34", true],
  ["2606:4700::1111", true],
  ...(
    "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1 " +
    "198.18.0.1 224.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::127.0.0.1 fe80::1 fe80::1%eth0 " +
    "fc00::1 fd12:3456::1 ff02::1 64:ff9b::7f00:1 2001:db8::1 2002:7f00:1:: 2001::1 nonsense"
  )
    .split(" ")
    .map((address) => [address, false] as const),
] as const)("%s is an address of the public Internet: %s", (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

test("a redirect without an end, an endless body and endless headers end; so does the whole run", async () => {
  const server = await serve((request, response, count) => {
    if (request.url === "/loop") response.writeHead(302, { location: "/loop" }).end();
    else if (request.url === "/headers") response.writeHead(200, { a: "b".repeat(100_000) }).end();
    else if (request.url === "/body") {
      response.flushHeaders();
      const more = setInterval(() => response.write("more ".repeat(1000)), 5);
      response.on("close", () => clearInterval(more));
    } else if (count > 0) return; // never an answer
  });
  const url = (path: string) => server.url + path;
  const verdicts = await tryLinks(["/loop", "/headers", "/body"].map(url), quick);
  expect([...verdicts.values()].map(({ state }) => state).sort()).toEqual([
    "good",
    "unclear",
    "unclear",
  ]);
  const start = performance.now();
  const slow = await tryLinks(
    Array.from({ length: 20 }, (_each, index) => url(`/slow${index}`)),
    { ...quick, total: 300 },
  );
  expect(performance.now() - start).toBeLessThan(3000);
  expect([...slow.values()].map(({ state }) => state)).toEqual(
    Array.from({ length: 20 }, () => "unclear"),
  );
  expect([...slow.values()].at(-1)?.answer).toContain("not tried");
});
