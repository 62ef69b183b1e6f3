import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { execFileSync, spawn } from "node:child_process";
import { request, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Live } from "../../src/serve/live.js";
import { filesBelow, inProcess, scratch, tinyProject } from "../program.js";
import { served, until, type Served } from "./served.js";

const main = "/main/unstable.html";

async function shows(site: Served, path: string, words: string): Promise<void> {
  const { text } = await until(
    () => site.get(path),
    (got) => got.text.includes(words),
  );
  expect(text).toContain(words);
}

const text = (words: string) => `Main API\n========\n\n${words}\n\n{{status_m_http_api}}\n`;

test("pages are those of a build, but for a script", async () => {
  const site = await served();
  const out = join(scratch(), "site");
  await inProcess(["build", "--quiet", "--project", site.folder, "--out", out]);
  const built = filesBelow(out);
  for (const [path, content] of built) {
    if (path === ".specpress-site") continue;
    const { status, text: shown } = await site.get(`/${path}`);
    expect([path, status]).toEqual([path, 200]);
    const bare = shown.replace(/<script src="\/\.specpress\/client\.js"[^>]*><\/script>/, "");
    expect(bare).toBe(Buffer.from(content, "latin1").toString("utf8"));
    expect(bare === shown).toBe(!path.endsWith(".html"));
  }
  expect((await site.get("/")).text).toBe((await site.get("/index.html")).text);
  // Nothing was written.
  expect([...filesBelow(site.folder).keys()].sort()).toEqual(Object.keys(tinyProject).sort());
});

test("files have their types, are not kept by browsers, and only GET and HEAD are answered", async () => {
  const site = await served();
  const style = await site.get("/static/style.css");
  expect(style.headers).toMatchObject({
    "content-type": "text/css; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  const head = await site.get("/static/style.css", { method: "HEAD" });
  expect([head.status, head.text, head.headers["content-length"]]).toEqual([
    200,
    "",
    style.headers["content-length"],
  ]);
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
    expect([method, (await site.get("/", { method })).status]).toEqual([method, 405]);
  expect((await site.get("/nothing.html")).status).toBe(404);
  expect((await site.get("/main")).status).toBe(404);
});

test("no path leaves the site", async () => {
  const site = await served({ ...tinyProject, "secret.txt": "secret" });
  symlinkSync("/etc", join(site.folder, "spec/etc"));
  const paths = [
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/static/..%2f..%2fsecret.txt",
    "/..%5csecret.txt",
    "/secret.txt",
    "/spec/etc/passwd",
    "/etc/passwd",
    "//etc/passwd",
    "/%00",
    "/%",
    "/.specpress/../secret.txt",
    "/.specpress/serve.ts",
    "/specpress.yaml",
    "http://127.0.0.1/secret.txt",
    "*",
  ];
  for (const path of paths) {
    const got = await site.get(path);
    expect([path, got.status >= 400, got.text.includes("secret\n")]).toEqual([path, true, false]);
  }
});

test("only pages of its own, under names of its own, are answered", async () => {
  const site = await served();
  const status = async (headers: Record<string, string>) =>
    (await site.get("/", { headers })).status;
  const host = `127.0.0.1:${site.port}`;
  expect(await status({ host: "evil.example" })).toBe(403);
  expect(await status({ host: "127.0.0.1.evil.example" })).toBe(403);
  expect(await status({ host: `localhost:${site.port}` })).toBe(200);
  expect(await status({ host: `[::1]:${site.port}` })).toBe(200);
  expect(await status({ host, origin: "http://evil.example" })).toBe(403);
  expect(await status({ host, origin: `http://${host}` })).toBe(200);
  expect(await status({ host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" })).toBe(
    403,
  );
  // A link on another page may lead here.
  expect(await status({ host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" })).toBe(
    200,
  );
  // But not to what keeps pages current, of which there is so much only.
  for (const path of ["/.specpress/events?page=", "/%2especpress/events?page="]) {
    const headers = { host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect((await site.get(path, { headers })).status).toBe(403);
  }
  expect(await status({ host, padding: "x".repeat(100_000) })).toBe(431);
});

test("a broken request costs nobody else anything", async () => {
  const site = await served();
  for (const words of ["GET\r\n\r\n", "\0\x01\x02\r\n\r\n", `GET /${"a".repeat(200_000)}`]) {
    const socket = connect(site.port, "127.0.0.1");
    socket.on("error", () => {});
    socket.resume();
    socket.end(words);
    await new Promise((done) => socket.on("close", done));
  }
  expect((await site.get("/")).status).toBe(200);
});

test("a browser that does not read what it is told is told all of it when it asks again", () => {
  let version = 0;
  const live = new Live(() => ({ version: String(version++), patch: () => null }));
  const browser = (unread: number) => {
    const done: string[] = [];
    const response = {
      writableLength: unread,
      writeHead: () => {},
      write: () => done.push("told"),
      on: () => {},
      destroy: () => done.push("gone"),
    };
    live.add(response as unknown as ServerResponse, { path: "", isLocal: true });
    return done;
  };
  const [reading, sleeping] = [browser(0), browser(5_000_000)];
  live.tell();
  expect(reading).toEqual(["told", "told", "told"]);
  expect(sleeping).toEqual(["told", "gone", "gone"]);
});

test("changes come right however they are made", async () => {
  const site = await served();
  const at = (path: string) => join(site.folder, path);
  site.write({ "spec/main.rst": text("Written in place.") });
  await shows(site, main, "Written in place.");

  site.write({ "spec/.main.rst.swp": text("Saved by renaming.") });
  renameSync(at("spec/.main.rst.swp"), at("spec/main.rst"));
  await shows(site, main, "Saved by renaming.");

  renameSync(at("spec/main.rst"), at("spec/main.rst~"));
  site.write({ "spec/main.rst": text("Saved beside a copy.") });
  await shows(site, main, "Saved beside a copy.");

  appendFileSync(at("spec/main.rst"), "\nAppended.\n");
  await shows(site, main, "Appended.");

  site.write({
    "spec/targets.yaml": tinyProject["spec/targets.yaml"].replace(
      "[main.rst]",
      "[main.rst, more.rst]",
    ),
  });
  site.write({ "spec/more.rst": "More\n----\n\nA new file.\n" });
  await shows(site, main, "A new file.");

  // A folder goes away, another one takes its place, and that one is watched.
  cpSync(at("spec"), at("other"), { recursive: true });
  writeFileSync(at("other/more.rst"), "More\n----\n\nOf another folder.\n");
  renameSync(at("spec"), at("gone"));
  renameSync(at("other"), at("spec"));
  await shows(site, main, "Of another folder.");
  await until(
    () => site.states.at(-1)!.built.held,
    (held) => held === undefined,
  );
  site.write({ "spec/more.rst": "More\n----\n\nWritten there.\n" });
  await shows(site, main, "Written there.");
  expect(site.states.at(-1)!.findings.map(({ code }) => code)).toEqual(["unread-file"]); // main.rst~
});

test("files that are named come right when they are there, and what includes or prints them follows", async () => {
  const site = await served({
    ...tinyProject,
    "specpress.yaml": `${tinyProject["specpress.yaml"]}templates: own\n`,
    "own/http-api.hbs": "Printed once.\n",
    "spec/main.rst": text(".. include:: ../parts/words.txt"),
    "parts/words.txt": "Included words.\n",
  });
  await shows(site, main, "Included words.");
  await shows(site, main, "Printed once.");

  // A template of the project's own.
  site.write({ "own/http-api.hbs": "Printed twice.\n" });
  await shows(site, main, "Printed twice.");
  rmSync(join(site.folder, "own/http-api.hbs"));
  await shows(site, main, "Says whether the server is up.");

  // A file outside the folders that are listed.
  site.write({ "parts/words.txt": "Other words.\n" });
  await shows(site, main, "Other words.");
  rmSync(join(site.folder, "parts/words.txt"));
  await until(
    () => site.states.at(-1)!.findings,
    (findings) => findings.length > 0,
  );
  expect(site.states.at(-1)!.findings.map(({ code }) => code)).toContain("file-unreadable");
  site.write({ "parts/words.txt": "Words again.\n" });
  await shows(site, main, "Words again.");

  // A variable whose file comes later.
  site.write({ "spec/main.rst": text("{{later_m_http_api}}") });
  await until(
    () => site.states.at(-1)!.findings,
    (findings) => findings.some(({ code }) => code === "undefined-variable"),
  );
  expect((await site.get(main)).status).toBe(200);
  site.write({
    "api/later.yaml": tinyProject["api/status.yaml"]
      .replaceAll("/status", "/later")
      .replace("getStatus", "getLater")
      .replace("Says whether the server is up.", "Comes later."),
  });
  await shows(site, main, "Comes later.");
  await until(
    () => site.states.at(-1)!.findings,
    (findings) => findings.length === 0,
  );
  expect(site.states.at(-1)!.findings.map(({ message }) => message)).toEqual([]);
});

test("a file that is written in parts comes right in the end", async () => {
  const site = await served();
  const path = join(site.folder, "api/status.yaml");
  const whole = tinyProject["api/status.yaml"].replace("Says whether", "Tells whether");
  for (const part of [0, whole.indexOf("title") + 3, whole.length - 5]) {
    writeFileSync(path, whole.slice(0, part));
    await new Promise((done) => setTimeout(done, 40));
    // What was good stays.
    expect((await site.get(main)).text).toMatch(/(?:Says|Tells) whether the server is up\./);
  }
  writeFileSync(path, whole);
  await shows(site, main, "Tells whether the server is up.");
  await until(
    () => site.states.at(-1)!.built,
    ({ held }) => held === undefined,
  );
  expect(site.states.at(-1)!.findings).toEqual([]);
});

test("ten files at once are one build, files that nothing reads are none", async () => {
  const site = await served();
  const count = site.states.length;
  site.write(
    Object.fromEntries(
      Array.from({ length: 10 }, (_, n) => [
        `api/n${n}.yaml`,
        tinyProject["api/status.yaml"]
          .replaceAll("/status", `/n${n}`)
          .replace("getStatus", `n${n}`),
      ]),
    ),
  );
  await until(
    () => site.states.length,
    (now) => now > count,
  );
  await new Promise((done) => setTimeout(done, 100));
  expect(site.states.length).toBe(count + 1);
  site.write({ "notes.log": "1" });
  for (let n = 0; n < 20; n++) appendFileSync(join(site.folder, "notes.log"), "more\n");
  await new Promise((done) => setTimeout(done, 100));
  // The name is new in a folder that was listed.
  expect(site.states.length).toBeLessThanOrEqual(count + 2);
});

test("an error takes no page away, and is gone with its cause", async () => {
  const site = await served();
  const mistakes: readonly (readonly [path: string, content: string])[] = [
    ["specpress.yaml", "name: [\n"],
    ["specpress.yaml", ""],
    ["spec/targets.yaml", "targets: {\n"],
    [
      "spec/targets.yaml",
      "targets:\n  index: { files: [index.rst] }\n  main: { files: [gone.rst] }\n",
    ],
    ["api/status.yaml", "swagger: '2.0'\npaths: {{\n"],
    ["api/status.yaml", ""],
  ];
  for (const [path, content] of mistakes) {
    const before = readFileSync(join(site.folder, path), "utf8");
    site.write({ [path]: content });
    const { built } = await until(
      () => site.states.at(-1)!,
      (state) => state.findings.some(({ severity }) => severity === "error"),
    );
    expect([path, content, built.held === undefined]).toEqual([path, content, false]);
    const page = await site.get(main);
    expect([path, content, page.status]).toEqual([path, content, 200]);
    expect(page.text).toContain("Says whether the server is up.");
    // All else goes on.
    site.write({
      "spec/index.rst": `Tiny\n====\n\nMeanwhile ${path} ${content.length}.\n\n{{apis}}\n`,
    });
    await shows(site, "/", `Meanwhile ${path} ${content.length}.`);
    site.write({ [path]: before });
    const mended = await until(
      () => site.states.at(-1)!,
      ({ findings }) => findings.length === 0,
    );
    expect(mended.findings.map(({ message }) => message)).toEqual([]);
    expect(mended.built.held).toBeUndefined();
  }
  for (const path of ["api/status.yaml", "spec/main.rst", "spec/targets.yaml", "specpress.yaml"]) {
    rmSync(join(site.folder, path));
    const { findings } = await until(
      () => site.states.at(-1)!,
      ({ built }) => built.held !== undefined,
    );
    expect([path, findings.length > 0]).toEqual([path, true]);
    expect((await site.get(main)).text).toContain("Says whether the server is up.");
    site.write({ [path]: tinyProject[path as keyof typeof tinyProject] });
    await until(
      () => site.states.at(-1)!.built,
      ({ held }) => held === undefined,
    );
  }
});

test("while one error stays, a second one takes nothing away either", async () => {
  const site = await served();
  const settings = readFileSync(join(site.folder, "specpress.yaml"), "utf8");
  const state = () => site.states.at(-1)!;
  const says =
    (words: string) =>
    ({ findings }: ReturnType<typeof state>) =>
      findings.some(({ message }) => message.includes(words));
  site.write({ "specpress.yaml": `${settings}nmae: Typo\n` });
  await until(state, says("nmae"));
  const names = ["status", "state", "condition"];
  for (const [index, name] of names.slice(1).entries()) {
    const former = names[index]!;
    renameSync(join(site.folder, `api/${former}.yaml`), join(site.folder, `api/${name}.yaml`));
    await until(state, says(`"${former}_m_http_api"`));
    expect((await site.get(main)).text).toContain("Says whether the server is up.");
    if (name === names.at(-1)) break;
    site.write({ "spec/main.rst": text("Edited.").replace("status", name) });
    await shows(site, main, "Edited.");
    expect((await site.get(main)).text).toContain("Says whether the server is up.");
  }
});

test("a browser gets a page before it is told what is wrong besides, and none that an error takes away", async () => {
  const site = await served();
  const told = await listening(site, "main/unstable.html");
  await until(told, (states) => states.length > 0);
  const { version: first } = told()[0]!;

  // A slip is no matter of the page: it is looked for when this is shown.
  site.write({ "spec/main.rst": text("Other [words](https://example.com).") });
  const [, shown, settled, ...more] = await until(told, (states) => states.length > 2);
  expect(shown!.version).not.toBe(first);
  expect(shown!.problems).toEqual([]);
  expect(settled).toMatchObject({
    version: shown!.version,
    problems: [{ code: "markdown-link", place: "spec/main.rst:4:7" }],
  });
  expect(more).toEqual([]);

  const [api] = Object.keys(tinyProject).filter((path) => path.startsWith("api/"));
  site.write({ [api!]: "swagger: '2.0'\npaths: [" });
  const states = await until(told, (all) => all.at(-1)?.held !== undefined);
  expect(new Set(states.slice(1).map(({ version }) => version)).size).toBe(1);
});

/** What the events of a page tell, from its opening. */
async function listening(site: Served, page: string): Promise<() => readonly Told[]> {
  const states: Told[] = [];
  const sent = request({ port: site.port, path: `/.specpress/events?page=${page}` }, (answer) => {
    let text = "";
    answer.setEncoding("utf8");
    answer.on("data", (part: string) => {
      text += part;
      for (let end: number; (end = text.indexOf("\n\n")) !== -1; text = text.slice(end + 2)) {
        const data = /^event: state\ndata: (.*)/.exec(text.slice(0, end))?.[1];
        if (data) states.push(JSON.parse(data) as Told);
      }
    });
  });
  sent.on("error", () => {});
  sent.end();
  onTestFinished(() => void sent.destroy());
  return () => states;
}

interface Told {
  readonly version: string;
  readonly held?: string;
  readonly problems: readonly { readonly code: string; readonly place?: string }[];
}

test("a mistake in a text is shown where it is", async () => {
  const site = await served();
  site.write({ "spec/main.rst": text("See ``open.\n\n.. nothing::\n\nThe rest.") });
  await shows(site, main, "The rest.");
  const { findings } = site.states.at(-1)!;
  expect(findings.map(({ code }) => code)).toContain("unknown-directive");
});

test("what is wrong from the start is shown, and the first page that is right comes by itself", async () => {
  const site = await served({ ...tinyProject, "specpress.yaml": "name: [" });
  const list = await site.get("/");
  expect(list.status).toBe(200);
  expect(list.text).toContain("There is no page yet.");
  site.write({ "specpress.yaml": tinyProject["specpress.yaml"] });
  await shows(site, "/", "See the");
});

test("the pages are listed while there is no index", async () => {
  const targets = tinyProject["spec/targets.yaml"].replace(/ {2}index: .*\n/, "");
  const site = await served({ ...tinyProject, "spec/targets.yaml": targets });
  const { text: list } = await site.get("/");
  expect(list).toContain('<a href="/main/unstable.html">Main API unstable – Tiny</a>');
  expect(list).toContain('<a href="/spec.json">');
});

test("files for programs are served", async () => {
  const site = await served();
  const got = await site.get("/openapi/main.json");
  expect(got.headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(JSON.parse(got.text)).toMatchObject({ paths: { "/status": {} } });
  expect(JSON.parse((await site.get("/spec.json")).text)).toBeTypeOf("object");
  site.write({
    "api/status.yaml": tinyProject["api/status.yaml"].replace("getStatus", "readStatus"),
  });
  await until(
    () => site.get("/openapi/main.json"),
    (next) => next.text.includes("readStatus"),
  );
  expect((await site.get("/openapi/main.json")).text).toContain("readStatus");
});

test("another branch is checked out", async () => {
  const site = await served();
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
      cwd: site.folder,
    });
  git("init", "-q", "-b", "one");
  git("add", ".");
  git("commit", "-qm", "one");
  git("switch", "-qc", "two");
  mkdirSync(join(site.folder, "spec/parts"));
  site.write({
    "spec/parts/more.rst": "More\n----\n\nOn branch two.\n",
    "spec/targets.yaml": tinyProject["spec/targets.yaml"].replace(
      "[main.rst]",
      "[main.rst, parts/more.rst]",
    ),
    "spec/index.rst": "Tiny\n====\n\nIndex of two, {{git_version}}.\n\n{{apis}}\n",
  });
  git("add", ".");
  git("commit", "-qm", "two");
  await shows(site, main, "On branch two.");
  git("switch", "-q", "one");
  await until(
    () => site.get(main),
    (got) => !got.text.includes("On branch two."),
  );
  expect((await site.get(main)).text).not.toContain("On branch two.");
  git("switch", "-q", "two");
  await shows(site, main, "On branch two.");
  await shows(site, "/", "Index of two, two,");
  expect(site.states.at(-1)!.findings.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("in a log each finding of a build and its check is told once", async () => {
  const status = tinyProject["api/status.yaml"].replace("example: noon", "example: 3");
  const main = `${tinyProject["spec/main.rst"]}\nSee nowhere_.\n`;
  const folder = scratch({ ...tinyProject, "api/status.yaml": status, "spec/main.rst": main });
  const args = [resolve("dist/src/cli.js"), "serve", "--check", "--port", "0"];
  const server = spawn(process.execPath, args, { cwd: folder });
  onTestFinished(() => void server.kill());
  let log = "";
  server.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
  const told = () => [...log.matchAll(/\[[a-z-]+\]|, checking|built/g)].map(([each]) => each);
  const ofOneBuild = ["[unknown-target]", "built", ", checking", "[example-wrong-type]", "built"];
  await until(told, ({ length }) => length >= ofOneBuild.length);
  // All is looked at once more a second after a build.
  await new Promise((done) => setTimeout(done, 2500));
  expect(told()).toEqual(ofOneBuild);
  writeFileSync(join(folder, "spec/main.rst"), `${main}\nMore.\n`);
  await until(told, ({ length }) => length >= 2 * ofOneBuild.length);
  expect(told()).toEqual([...ofOneBuild, ...ofOneBuild]);
});

test("a check behind the builds finds what they do not", async () => {
  const site = await served(tinyProject, { check: true });
  const status = tinyProject["api/status.yaml"].replace("example: noon", "example: 3");
  site.write({ "api/status.yaml": status });
  const { findings, built, checked } = await until(
    () => site.states.at(-1)!,
    (state) => !state.isChecking && state.checked.length > 0,
  );
  expect(findings.map(({ code }) => code)).toEqual(["example-wrong-type"]);
  expect(built.findings).toEqual([]);
  expect(checked[0]!.shown).toContain("api/status.yaml:12:");
  site.write({ "api/status.yaml": tinyProject["api/status.yaml"] });
  await until(
    () => site.states.at(-1)!,
    (state) => state.findings.length === 0,
  );
  expect(site.states.at(-1)!.findings).toEqual([]);
});
