import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { tokenFor } from "../src/commands/proposals-fetch.js";
import { filesBelow, inProcess, scratch, specpress } from "./program.js";

const project = {
  "specpress.yaml": `name: Tiny
specification: spec
proposals:
  from: { github: acme/spec }
  file: spec/proposals.json
  label: proposal
  states:
    - { label: in-review, title: In Review }
    - { label: merged, title: Merged }
  author: "Author: {authors}"
  links: { Document: "Document: {links}" }
`,
  "spec/targets.yaml": "targets: { index: { files: [index.rst] } }\n",
  "spec/index.rst": "Tiny\n====\n\n{{proposals}}\n",
};

const issue = (number: number, labels: readonly string[], body = "", more: object = {}) => ({
  number,
  title: `Title ${number}`,
  html_url: `https://example.org/${number}`,
  state: "open",
  labels: ["proposal", ...labels].map((name) => ({ name })),
  user: { login: "ann" },
  created_at: "2020-01-31T10:00:00Z",
  updated_at: "2020-02-01T10:00:00Z",
  body,
  ...more,
});

const labels = ["proposal", "in-review", "merged"].map((name) => ({ name }));
const issues = [
  issue(
    3,
    ["merged", "in-review"],
    "Text\r\nauthor:  Bob *Bee*, [@cy](https://example.org/cy) and D\r\n",
    {
      state: "closed",
    },
  ),
  issue(12, ["in-review"], "Document: https://example.org/a.md, https://example.org/b.md."),
  issue(7, [], "", { title: "A *b* <c> {{d}} |e|" }),
];

type Answerer = (request: IncomingMessage, response: ServerResponse, url: URL) => void;

const json = (response: ServerResponse, value: unknown, headers: object = {}) => {
  response.writeHead(200, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(value));
};

/** Labels, and the issues in pages of two, each with an etag. */
const tracker: Answerer = (request, response, url) => {
  if (url.pathname.endsWith("/labels")) return json(response, labels);
  const page = Number(url.searchParams.get("page") ?? 1);
  const etag = `"${page}"`;
  if (request.headers["if-none-match"] === etag) return void response.writeHead(304).end();
  const next = new URL(url);
  next.searchParams.set("page", String(page + 1));
  const link = page * 2 < issues.length ? { link: `<${next.href}>; rel="next"` } : {};
  return json(response, issues.slice(page * 2 - 2, page * 2), { etag, ...link });
};

async function serve(answer: Answerer) {
  const asked: { url: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url!, authorization: request.headers.authorization });
    answer(request, response, new URL(request.url!, `http://${request.headers.host}`));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return { api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** Nobody waits before a tracker is asked again. */
async function fetchFrom(folder: string, api: string, cache = scratch()) {
  vi.stubEnv("XDG_CACHE_HOME", cache);
  vi.stubEnv("GITHUB_TOKEN", "secret");
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const hurry = setInterval(() => vi.advanceTimersByTime(10_000), 5);
  try {
    const args = ["proposals", "fetch", "--project", folder, ...(api === "" ? [] : ["--api", api])];
    const { code, err } = await inProcess(args);
    return { code, err };
  } finally {
    clearInterval(hurry);
    vi.useRealTimers();
    vi.unstubAllEnvs();
  }
}

test("All proposals are fetched, in their order, and shown by state", async () => {
  const folder = scratch(project);
  const { api, asked } = await serve(tracker);
  const cache = scratch();
  expect(await fetchFrom(folder, api, cache)).toEqual({
    code: 0,
    err: expect.stringMatching(/Without the label of a state: #7\.\n3 proposals\n$/),
  });
  const file = join(folder, "spec/proposals.json");
  const text = readFileSync(file, "utf8");
  const { proposals } = JSON.parse(text) as { proposals: { number: number; authors: string[] }[] };
  expect(proposals.map(({ number, authors }) => [number, ...authors])).toEqual([
    [3, "Bob *Bee*", "@cy", "D"],
    [7, "@ann"],
    [12, "@ann"],
  ]);
  expect(asked.map(({ authorization }) => authorization)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);

  expect((await fetchFrom(folder, api, cache)).err).toContain("3 proposals, as before");
  expect(readFileSync(file, "utf8")).toBe(text);

  expect(specpress(["build", "--strict", "--project", folder]).code).toBe(0);
  const page = readFileSync(join(folder, "dist/site/index.html"), "utf8");
  const main = page
    .slice(page.indexOf("<main"))
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
  expect(main).toMatch(
    /In Review .* 12 Title 12 @ann 2020-01-31 2020-02-01 open 1 , 2 Merged .* 3 Title 3/,
  );
  expect(main).toContain("Without a state");
  expect(main).toContain("A *b* &lt;c&gt; {{d}} |e|");
  expect(page).toContain('href="https://example.org/b.md"');
});

const broken: Readonly<Record<string, readonly [Answerer, string]>> = {
  "has a fault": [(_, response) => void response.writeHead(500).end("no"), "with 500"],
  "limits requests": [
    (_, response) =>
      void response
        .writeHead(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1900000000" })
        .end("{}"),
    "ask again after 2030-03-17",
  ],
  "limits requests until a time that there is not": [
    (_, response) =>
      void response
        .writeHead(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1e300" })
        .end("{}"),
    "ask again later",
  ],
  "lets wait for a time before": [
    (_, response) => void response.writeHead(429, { "retry-after": "-5" }).end("{}"),
    "ask again later",
  ],
  "gives very many entries": [
    (_, response) =>
      json(
        response,
        Array.from({ length: 200_000 }, () => 0),
      ),
    'no label "proposal"',
  ],
  "answers with a page": [
    (_, response) => void response.writeHead(200).end("<!doctype html><p>Sorry"),
    "no JSON",
  ],
  "breaks the connection": [
    (_, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write('[{"name"');
      setTimeout(() => response.destroy(), 20);
    },
    "connection",
  ],
  "gives half an issue": [
    (request, response, url) =>
      url.pathname.endsWith("/labels")
        ? tracker(request, response, url)
        : json(response, [{ number: 1, labels: [{ name: "proposal" }] }]),
    'has no "html_url"',
  ],
  "gives an issue without its labels": [
    (request, response, url) =>
      url.pathname.endsWith("/labels")
        ? tracker(request, response, url)
        : json(response, [issues[0], { ...issues[1], labels: undefined }]),
    'issue 2 has no "labels"',
  ],
  "gives a day that there is not": [
    (request, response, url) =>
      url.pathname.endsWith("/labels")
        ? tracker(request, response, url)
        : json(response, [{ ...issues[0], created_at: "2021-02-30T10:00:00Z" }]),
    '"created_at" is no date',
  ],
  "knows the label by another name": [
    (_, response) => json(response, [{ name: "proposals" }, { name: "in-review" }]),
    'no label "proposal", but "proposals"',
  ],
  "moved to another host": [
    (_, response) => void response.writeHead(301, { location: "//example.org/repos" }).end(),
    "another host, example.org",
  ],
  "leads round in a circle": [
    (request, response) => void response.writeHead(302, { location: request.url! }).end(),
    "leads on more than 5 times",
  ],
  "leads on to no address": [
    (request, response, url) =>
      url.pathname.endsWith("/labels")
        ? tracker(request, response, url)
        : json(response, issues, { link: '<http://[>; rel="next"' }),
    'leads on to "http://["',
  ],
  "says where its list goes on in no way that is known": [
    (request, response, url) =>
      url.pathname.endsWith("/labels")
        ? tracker(request, response, url)
        : json(response, issues, { link: ";;<<>>; rel=next" }),
    "where the list goes on",
  ],
  "writes something else than UTF-8": [
    (request, response, url) => {
      if (url.pathname.endsWith("/labels")) return tracker(request, response, url);
      const more = { title: "caf\u00e9" };
      response.writeHead(200).end(Buffer.from(JSON.stringify([issue(1, [], "", more)]), "latin1"));
    },
    "no JSON",
  ],
  "leads on to another host": [
    (request, response, url) =>
      url.pathname.endsWith("/labels")
        ? tracker(request, response, url)
        : json(response, issues, { link: '<https://example.org/>; rel="next"' }),
    "another host, example.org",
  ],
};

test.each(Object.entries(broken))(
  "A tracker that %s leaves the good file",
  async (_, [answer, why]) => {
    const folder = scratch({ ...project, "spec/proposals.json": '{"proposals": []}' });
    const { api } = await serve(answer);
    const { code, err } = await fetchFrom(folder, api);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(why) });
    expect(err).toContain("spec/proposals.json was left as it is");
    expect(readFileSync(join(folder, "spec/proposals.json"), "utf8")).toBe('{"proposals": []}');
  },
);

test("A file may be the tracker, and before it is read the page says nothing false", () => {
  const folder = scratch({ ...project, "issues.json": JSON.stringify(issues) });
  const settings = join(folder, "specpress.yaml");
  writeFileSync(
    settings,
    readFileSync(settings, "utf8").replace("github: acme/spec", "file: issues.json"),
  );
  const before = specpress(["build", "--project", folder]);
  expect(before.err).toContain(
    'warning[no-proposals]: There are no proposals to show: "spec/proposals.json" does not exist.',
  );
  expect(specpress(["proposals", "fetch", "--project", folder]).code).toBe(0);
  expect(existsSync(join(folder, "spec/proposals.json"))).toBe(true);
  expect(specpress(["check", "--max-warnings", "0", "--project", folder]).out).toBe(
    "nothing found\n",
  );
});

test.each([
  ["the settings", "specpress.yaml"],
  ["the issues themselves", "issues.json"],
  ["data of the project", "api/a.yaml"],
])("A list that would replace %s is not written", (_, place) => {
  const folder = scratch({ ...project, "issues.json": "[1]", "api/a.yaml": "a: 1\n" });
  const settings = project["specpress.yaml"]
    .replace("github: acme/spec", "file: issues.json")
    .replace("spec/proposals.json", place);
  writeFileSync(join(folder, "specpress.yaml"), settings);
  const before = filesBelow(folder);
  expect(specpress(["proposals", "fetch", "--project", folder])).toEqual({
    code: 2,
    out: "",
    err: `specpress: proposals.file: "${place}" is there and holds no list of proposals; name another file, or remove it\n`,
  });
  expect(filesBelow(folder)).toEqual(before);
});

test("A list that cannot be written leaves the old one, or nothing, and one line", () => {
  const many = Array.from({ length: 300 }, (_, index) => issue(index + 1, ["merged"]));
  const folder = scratch({ ...project, "issues.json": JSON.stringify(many) });
  const fetch = (before: string) =>
    spawnSync(
      "sh",
      [
        "-c",
        `${before}; exec "$0" "$@"`,
        process.execPath,
        resolve("dist/src/cli.js"),
        "proposals",
        "fetch",
        "--project",
        folder,
      ],
      { encoding: "utf8", env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: "1" } },
    );
  const full = 'ulimit -f 20; trap "" XFSZ';
  const settings = project["specpress.yaml"].replace("github: acme/spec", "file: issues.json");
  for (const [file, old] of [
    ["new/below/proposals.json", null],
    ["spec/proposals.json", '{"proposals": []}'],
  ] as const) {
    writeFileSync(join(folder, "specpress.yaml"), settings.replace("spec/proposals.json", file));
    if (old !== null) writeFileSync(join(folder, file), old);
    const before = readdirSync(folder, { recursive: true });
    const { status, stderr } = fetch(full);
    expect([status, stderr]).toEqual([
      2,
      `specpress: ${join(folder, file)} cannot be written: it is larger than is allowed here. Nothing was written\n`,
    ]);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
    if (old !== null) expect(readFileSync(join(folder, file), "utf8")).toBe(old);
  }
  // Killed before each step there is the old list or the new one, and the next run works.
  for (let step = 1; step < 20; step++) {
    writeFileSync(join(folder, "spec/proposals.json"), '{"proposals": []}');
    const kill = `export KILL_AT=${step} NODE_OPTIONS='--import ${resolve("test/kill-at.js")}'`;
    const { status } = fetch(kill);
    const text = readFileSync(join(folder, "spec/proposals.json"), "utf8");
    expect(text === '{"proposals": []}').toBe(status !== 0);
    expect(fetch(":").status).toBe(0);
    expect(readdirSync(join(folder, "spec")).sort()).toEqual([
      "index.rst",
      "proposals.json",
      "targets.yaml",
    ]);
    if (status === 0) return expect(step).toBeGreaterThan(2);
  }
  throw new Error("it is killed at every step");
});

test("A list that cannot be read, or that a link leads to outside, is one finding", () => {
  const folder = scratch(project);
  symlinkSync("/etc/hostname", join(folder, "spec/proposals.json"));
  const { out } = specpress(["check", "--project", folder]);
  expect(out.match(/(?:error|warning)\[[\w-]+\]/g)).toHaveLength(1);
});

test("An entry of the file that is no proposal is reported at its place", () => {
  const folder = scratch({ ...project, "spec/proposals.json": '{"proposals": [\n{"number": 1}]}' });
  expect(specpress(["build", "--project", folder]).err).toContain(
    'spec/proposals.json:2:1: error[proposals-file]: A proposal is not shown: the proposal 1 has no "title".',
  );
});

test("A list that goes on at a relative address, and a repository that was renamed, are followed", async () => {
  const folder = scratch(project);
  const { api } = await serve((request, response, url) => {
    if (!url.pathname.startsWith("/repositories/7")) {
      const name = url.pathname.split("/").at(-1)!;
      return void response
        .writeHead(301, { location: `/repositories/7/${name}${url.search}` })
        .end();
    }
    if (url.pathname.endsWith("/labels")) return tracker(request, response, url);
    const isFirst = !url.searchParams.has("page");
    const link = isFirst ? { link: `<${url.pathname}?page=2>; rel="next"` } : {};
    json(response, isFirst ? issues.slice(0, 2) : issues.slice(2), link);
  });
  expect(await fetchFrom(folder, api)).toMatchObject({ code: 0 });
  const text = readFileSync(join(folder, "spec/proposals.json"), "utf8");
  expect(text.match(/"number": \d+/g)).toEqual(['"number": 3', '"number": 7', '"number": 12']);
});

test("Proposals after a full last page are found though that page is as it was", async () => {
  const folder = scratch(project);
  const cache = scratch();
  const all = Array.from({ length: 100 }, (_, index) => issue(index + 1, ["merged"]));
  const tell: Answerer = (request, response, url) => {
    if (url.pathname.endsWith("/labels")) return json(response, labels);
    const page = Number(url.searchParams.get("page") ?? 1);
    if (request.headers["if-none-match"] === '"same"') return void response.writeHead(304).end();
    const link = page * 100 < all.length ? { link: `<${url.href}&page=2>; rel="next"` } : {};
    json(response, all.slice(page * 100 - 100, page * 100), { etag: '"same"', ...link });
  };
  const { api } = await serve(tell);
  expect((await fetchFrom(folder, api, cache)).err).toContain("100 proposals");
  all.push(issue(101, ["merged"]));
  expect((await fetchFrom(folder, api, cache)).err).toContain("101 proposals");
});

test("A setting that cannot be used is told, and no tracker is asked in its place", async () => {
  const { api, asked } = await serve(tracker);
  const folder = scratch({
    ...project,
    "specpress.yaml": project["specpress.yaml"].replace(
      "acme/spec }",
      `acme/spec, api: "${api}" }`,
    ),
  });
  const { code, err } = await fetchFrom(folder, api);
  expect(err).toContain('"proposals.from.api" cannot be');
  expect([code, asked]).toEqual([1, []]);
});

const tokens: readonly (readonly [api: string, env: Readonly<Record<string, string>>, string])[] = [
  ["https://api.github.com", {}, "Bearer usual"],
  ["https://api.github.com", { SPECPRESS_TOKEN: "own" }, "Bearer own"],
  ["http://api.github.com", {}, "none"],
  ["https://api.github.com:8443", {}, "none"],
  ["https://api.github.com@example.org", {}, "none"],
  ["https://example.org", {}, "none"],
  ["https://example.org", { SPECPRESS_TOKEN: "own" }, "none"],
  ["https://example.org", { SPECPRESS_TOKEN_HOST: "example.org" }, "none"],
  [
    "https://example.org",
    { SPECPRESS_TOKEN: "own", SPECPRESS_TOKEN_HOST: "Example.org" },
    "Bearer own",
  ],
  ["http://example.org", { SPECPRESS_TOKEN: "own", SPECPRESS_TOKEN_HOST: "example.org" }, "none"],
  [
    "https://api.github.com",
    { SPECPRESS_TOKEN: "own", SPECPRESS_TOKEN_HOST: "example.org" },
    "Bearer usual",
  ],
];

test.each(tokens)("%s with %j gets the token: %s", (api, env, expected) => {
  const names = ["SPECPRESS_TOKEN", "SPECPRESS_TOKEN_HOST"];
  for (const name of names) vi.stubEnv(name, env[name]);
  vi.stubEnv("GITHUB_TOKEN", "usual");
  onTestFinished(() => void vi.unstubAllEnvs());
  const token = tokenFor(api);
  expect(token === null ? "none" : `Bearer ${token}`).toBe(expected);
});
