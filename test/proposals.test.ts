import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { scratch, specpress } from "./program.js";

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

/** In a process of its own, since the server answers in this one. */
function fetchFrom(folder: string, api: string, cache = scratch()) {
  const env = {
    ...process.env,
    XDG_CACHE_HOME: cache,
    SPECPRESS_RETRY_MS: "1",
    GITHUB_TOKEN: "secret",
  };
  const args = [
    resolve("dist/src/cli.js"),
    "proposals",
    "fetch",
    "--project",
    folder,
    "--api",
    api,
  ];
  const child = spawn(process.execPath, args, { env });
  let err = "";
  child.stderr.on("data", (text) => (err += text));
  return new Promise<{ code: number | null; err: string }>((done) =>
    child.on("close", (code) => done({ code, err })),
  );
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
  "knows the label by another name": [
    (_, response) => json(response, [{ name: "proposals" }, { name: "in-review" }]),
    'no label "proposal", but "proposals"',
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

test("An entry of the file that is no proposal is reported at its place", () => {
  const folder = scratch({ ...project, "spec/proposals.json": '{"proposals": [\n{"number": 1}]}' });
  expect(specpress(["build", "--project", folder]).err).toContain(
    'spec/proposals.json:2:1: error[proposals-file]: A proposal is not shown: the proposal 1 has no "title".',
  );
});
