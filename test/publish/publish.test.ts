import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { filesBelow, inProcess, killSteps, scratch, tinyProject, type Run } from "../program.js";

// The command is loaded when it is called, which may take longer than a test.
beforeAll(async () => {
  await import("../../src/commands/publish.js");
}, 120_000);

/** A project with a page that only its first version has. */
function project(more: Readonly<Record<string, string>> = {}): string {
  return scratch({ ...tinyProject, ...more });
}

const withAddress = (lines = "") =>
  `${tinyProject["specpress.yaml"]}publish:\n  address: https://example.org/spec/\n${lines}`;

function publish(root: string, ...args: string[]): Promise<Run> {
  return inProcess(["publish", "--project", root, "--into", join(root, "public"), ...args]);
}

const at = (root: string) => (path: string) => readFileSync(join(root, "public", path), "utf8");

/** The page of the API, which only some versions have, goes. */
function withoutApiPage(root: string): void {
  writeFileSync(
    join(root, "spec/targets.yaml"),
    "targets:\n  index: { files: [index.rst] }\n  new: { files: [new.rst] }\n",
  );
  writeFileSync(join(root, "spec/index.rst"), "Tiny\n====\n\nText.\n");
  writeFileSync(join(root, "spec/new.rst"), "New\n===\n\nText.\n");
}

test("what is said of versions is in the words of the project, on old pages as well", async () => {
  const words = {
    "not-found": "Nicht gefunden",
    "not-found-versions": "Hier ist nichts. Fassungen von {site}:",
    "version-named": "Fassung {version}",
    versions: "Fassungen",
    "versions-latest": "neueste",
    "versions-of": "Fassungen von {site}",
    "versions-read-latest": "Zur neuesten Fassung, {version}.",
  };
  const root = project();
  const read = at(root);
  expect((await publish(root, "--as", "v1.0")).code).toBe(0);
  const settings = `${withAddress()}lang: de\nwords: ${JSON.stringify(words)}\n`;
  writeFileSync(join(root, "specpress.yaml"), settings);
  expect((await publish(root, "--as", "v1.1", "--latest")).code).toBe(0);
  expect(read("versions.html")).toMatch(
    /<html lang="de">[^]*<h1>Fassungen von Tiny<\/h1>[^]*v1\.1<\/a> \(neueste\)/,
  );
  expect(read("404.html")).toContain("<h1>Nicht gefunden</h1>");
  expect(read("404.html")).toContain("Hier ist nichts. Fassungen von Tiny:");
  const [, data = ""] = /^globalThis\.specpressVersions = (.*);$/m.exec(read("versions.js")) ?? [];
  const said = JSON.parse(data).words;
  expect(said).toMatchObject({ versions: "Fassungen", "versions-latest": "neueste" });
  // Every word that the script asks for is there.
  for (const [, name] of read("versions.js").matchAll(/ word\("([\w-]+)"/g))
    expect(Object.keys(said)).toContain(`versions-${name}`);
});

test("versions lie beside each other, and old pages stay as they are to the byte", async () => {
  const root = project({ "specpress.yaml": withAddress() });
  const read = at(root);
  expect(await publish(root, "--release", "main=v1.0")).toMatchObject({ code: 0 });
  const first = filesBelow(join(root, "public/v1.0"));
  expect((await publish(root, "--release", "main=v1.1", "--latest")).out).toContain(
    "v1.1 is published",
  );
  withoutApiPage(root);
  // A maintenance release of an older version does not become the latest.
  expect((await publish(root, "--as", "v1.0.1")).out).toContain("the latest is v1.1");
  expect((await publish(root, "--as", "main")).code).toBe(0);
  expect(filesBelow(join(root, "public/v1.0"))).toEqual(first);
  expect(JSON.parse(read("versions.json"))).toEqual([
    { name: "main", status: "draft" },
    { name: "v1.1", status: "stable", latest: true },
    { name: "v1.0.1", status: "stable" },
    { name: "v1.0", status: "stable" },
  ]);
  for (const page of ["v1.0/index.html", "v1.0/main/v1.0.html", "main/new.html"])
    expect(read(page)).toMatch(
      /<script src="(?:\.\.\/)+versions\.js" data-version="[^"]+" data-page="\w+"><\/script>/,
    );
  expect(read("versions.js")).toContain('["main","main/v1.0.html","Main API",[3]]');
  // Without scripts a list of all versions is what there is.
  expect(read("v1.0/index.html")).toContain(
    '<a class="version-name" href="../versions.html">v1.0</a>',
  );
  expect(read("versions.html")).toContain('<a href="v1.1/index.html">v1.1</a> (latest)');
  // Once more: nothing changes, not even the folder.
  const { ino } = statSync(join(root, "public"));
  const all = filesBelow(join(root, "public"));
  expect((await publish(root, "--as", "main")).out).toContain("main is as it was");
  expect(filesBelow(join(root, "public"))).toEqual(all);
  expect(statSync(join(root, "public")).ino).toBe(ino);
}, 120_000);

test("latest/ leads to the pages of the latest version, and to those that it has no more", async () => {
  const root = project({ "specpress.yaml": withAddress() });
  const read = at(root);
  await publish(root, "--release", "main=v1.0");
  expect(read("latest/main.html")).toContain('href="../v1.0/main/v1.0.html"');
  await publish(root, "--release", "main=v1.1", "--latest");
  const leads = (page: string) =>
    /<noscript><meta http-equiv="refresh" content="0; url=([^"]+)"><\/noscript>/.exec(
      read(page),
    )![1];
  expect(leads("index.html")).toBe("v1.1/index.html");
  expect(leads("latest/index.html")).toBe("../v1.1/index.html");
  for (const page of ["latest/main.html", "latest/main/v1.1.html", "latest/main/v1.0.html"])
    expect(leads(page)).toMatch(/^(?:\.\.\/)+v1\.1\/main\/v1\.1\.html$/);
  expect(read("_redirects").split("\n")).toEqual([
    "/spec/ /spec/v1.1/index.html 302",
    "/spec/latest/main.html /spec/v1.1/main/v1.1.html 302",
    "/spec/latest/main/v1.0.html /spec/v1.1/main/v1.1.html 302",
    "/spec/latest/* /spec/v1.1/:splat 302",
    "",
  ]);
  withoutApiPage(root);
  await publish(root, "--as", "v2.0", "--latest");
  expect(leads("latest/new.html")).toBe("../v2.0/new.html");
  expect(leads("latest/main.html")).toBe("../v1.1/main/v1.1.html");
  expect(read("latest/new.html")).toContain('<script src="../versions.js"></script>');
});

test("canonical links, sitemap, robots and banners", async () => {
  const root = project({ "specpress.yaml": withAddress() });
  const read = at(root);
  await publish(root, "--release", "main=v1.0");
  await publish(root, "--as", "next", "--release", "main=v1.1-rc1");
  for (const page of ["v1.0/main/v1.0.html", "next/main/v1.1-rc1.html"])
    expect(read(page)).toContain(
      '<link rel="canonical" href="https://example.org/spec/latest/main.html">',
    );
  expect(read("robots.txt")).toBe(
    "User-agent: *\nAllow: /\n\nSitemap: https://example.org/spec/sitemap.xml\n",
  );
  // What pages name as canonical, each once.
  const sitemap = read("sitemap.xml");
  expect(sitemap).toContain("<loc>https://example.org/spec/latest/main.html</loc>");
  expect(sitemap).not.toMatch(/\/(?:next|v1\.0)\//);
  expect(sitemap.match(/main\.html/g)).toHaveLength(1);
  expect(read("404.html")).toContain('href="/spec/v1.0/index.html"');
  expect(read("next/index.html")).toContain('<aside class="version-banner unstable">');
  expect(read("v1.0/index.html")).not.toContain("<aside");
  writeFileSync(join(root, "specpress.yaml"), withAddress("  search-engines: latest\n"));
  await publish(root, "--as", "next", "--release", "main=v1.1-rc1");
  // What may not be read says nothing: pages that are not to be listed say so themselves.
  expect(read("robots.txt")).not.toContain("Disallow");
  expect(read("sitemap.xml")).not.toContain("next");
  expect(read("next/index.html")).toContain('<meta name="robots" content="noindex">');
  expect(read("v1.0/index.html")).not.toContain("noindex");
});

test("latest/, which pages name as canonical, is there while all versions are drafts", async () => {
  const root = project({ "specpress.yaml": withAddress() });
  const read = at(root);
  await publish(root, "--release", "main=v1.0-rc1");
  const canonical = "https://example.org/spec/latest/main.html";
  expect(read("v1.0-rc1/main/v1.0-rc1.html")).toContain(`rel="canonical" href="${canonical}"`);
  expect(read("latest/main.html")).toContain('href="../v1.0-rc1/main/v1.0-rc1.html"');
  expect(read("sitemap.xml")).toContain(`<loc>${canonical}</loc>`);
  expect(read("_redirects")).toContain("/spec/latest/* /spec/v1.0-rc1/:splat 302");
  // It is no latest version for all that.
  expect(read("versions.json")).not.toContain("latest");
  expect(read("versions.html")).toContain("(draft)");
  await publish(root, "--release", "main=v1.0");
  expect(read("latest/main.html")).toContain('href="../v1.0/main/v1.0.html"');
  writeFileSync(join(root, "specpress.yaml"), withAddress("  search-engines: latest\n"));
  rmSync(join(root, "public/v1.0"), { recursive: true });
  await publish(root, "--release", "main=v1.0-rc1");
  expect(read("sitemap.xml")).not.toContain("<loc>");
});

test("the version of a release is in title, heading and header of its page", async () => {
  const root = project();
  await publish(root, "--release", "main=r0.6.1");
  const page = at(root)("r0.6.1/main/r0.6.1.html");
  expect(page).toContain("<title>Main API r0.6.1 – Tiny</title>");
  expect(page).toContain('<h1>Main API<span> <span class="page-version">r0.6.1</span></span>');
  expect(page).toContain('<a class="version-name" href="../../versions.html">r0.6.1</a>');
});

test("a tree of pages is published alike", async () => {
  const root = scratch({
    "specpress.yaml": `name: Lamps\naddress: https://lamps.example.org\npages:\n  folder: content\n  version: { status: unstable, name: v1.0, current: "https://lamps.example.org/old", list: /old.json }\n`,
    "content/_index.md": "---\ntitle: Lamps\n---\nSee [rooms](rooms/).\n",
    "content/rooms.md": "---\ntitle: Rooms\n---\n## Light\n\nText.\n",
  });
  const read = at(root);
  expect(await publish(root)).toMatchObject({ code: 0 });
  await publish(root, "--as", "v1.1", "--latest");
  const page = read("v1.0/rooms/index.html");
  expect(page).toContain("<title>Rooms | Lamps v1.0</title>");
  expect(page).toContain('href="https://lamps.example.org/latest/rooms/"');
  expect(page).toContain('<a class="version-name" href="../../versions.html">v1.0</a>');
  expect(page).not.toMatch(/version-banner|old\.json|example\.org\/old/);
  expect(existsSync(join(root, "public/v1.0/robots.txt"))).toBe(false);
  expect(existsSync(join(root, "public/v1.0/404.html"))).toBe(false);
  expect(read("sitemap.xml")).toContain("<loc>https://lamps.example.org/latest/rooms/</loc>");
});

test("a template of the project's own without a place for versions has the picker all the same", async () => {
  const root = project({
    "specpress.yaml": `${tinyProject["specpress.yaml"]}templates: templates\n`,
    "templates/page.hbs":
      "<!doctype html><html><head><title>{{title}}</title></head><body>{{{body}}}</body></html>\n",
  });
  await publish(root, "--as", "v1");
  expect(at(root)("v1/index.html")).toContain(
    '<script defer src="../versions.js" data-version="v1" data-page="index"></script>\n</head>',
  );
});

test("a template of a tree that was written for an earlier version prints what it did", async () => {
  const old =
    "{{#if tree}}{{{tree.breadcrumbs}}}{{{tree.banner}}}<b>{{tree.version}}{{tree.versions}}</b>{{/if}}";
  const root = scratch({
    "specpress.yaml": "name: Lamps\npages: content\ntemplates: templates\n",
    "templates/page.hbs": `<!doctype html>\n<html lang="en"><head><title>{{title}}</title></head><body>${old}<main>{{{body}}}</main></body></html>\n`,
    "content/_index.md": "---\ntitle: Lamps\n---\nText.\n",
    "content/rooms.md": "---\ntitle: Rooms\n---\nText.\n",
  });
  expect(await publish(root, "--as", "next")).toMatchObject({ code: 0 });
  const page = at(root)("next/rooms/index.html");
  expect(page).toContain('<ol><li><a href="../index.html">Lamps</a></li>');
  expect(page).toContain('<aside class="version-banner unstable">');
  expect(page).toContain("<b>next</b>");
});

test("labels that are no names of folders, or would be one with another, are refused with the reason", async () => {
  const root = project();
  await publish(root, "--as", "v1.0");
  const before = filesBelow(root);
  const refused: readonly (readonly [label: string, why: string])[] = [
    ["../x", "has a slash"],
    ["a\\b", "has a slash"],
    ["/etc", "has a slash"],
    ["..", "begins with a dot"],
    [".git", "begins with a dot"],
    ["v1.", "ends with a dot"],
    ["git~1", 'has the character "~"'],
    ["v1 beta", 'has the character " "'],
    ["v1\u202e", "has the character"],
    ["<b>", 'has the character "<"'],
    ["c:", 'has the character ":"'],
    ["-x", "does not begin with a letter or a digit"],
    ["con", "is the name of a device"],
    ["NUL.txt", "is the name of a device"],
    ["latest", "lies beside the versions"],
    ["Versions.json", "lies beside the versions"],
    ["V1.0", 'is "v1.0" in other letters'],
    ["v".repeat(300), "is longer than"],
    ["", "is empty"],
  ];
  for (const [label, why] of refused) {
    const { code, err } = await publish(root, `--as=${label}`);
    expect([label, code, err]).toEqual([label, 2, expect.stringContaining(why)]);
  }
  const { code, err } = await publish(root);
  expect([code, err]).toEqual([2, expect.stringContaining("publish needs --as LABEL")]);
  expect(filesBelow(root)).toEqual(before);
});

test("folders of others, links, and what was changed by hand are refused, and left as they are", async () => {
  const root = project();
  const into = (folder: string) =>
    inProcess(["publish", "--project", root, "--as", "v1", "--into", folder]);
  const refusals = async (folder: string) => {
    const { code, err } = await into(folder);
    expect(code).toBe(2);
    return err;
  };
  expect(await refusals(join(root, "spec"))).toContain('did not write ("index.rst")');
  expect(await refusals(join(root, "specpress.yaml"))).toContain("is no folder");
  await inProcess(["build", "--project", root]);
  expect(await refusals(join(root, "dist/site"))).toContain("is the site of a build");
  const elsewhere = scratch();
  symlinkSync(elsewhere, join(root, "link"));
  expect(await refusals(join(root, "link"))).toContain("is a link");
  expect(await refusals(join(root, "link/public"))).toContain("behind the link");
  expect(readdirSync(elsewhere)).toEqual([]);
  const folder = join(root, "public");
  mkdirSync(folder);
  writeFileSync(join(folder, "CNAME"), "example.org\n");
  expect((await into(folder)).code).toBe(0);
  // A build does not replace it.
  expect((await inProcess(["build", "--project", root, "--out", folder])).code).toBe(2);
  mkdirSync(join(folder, "notes"));
  writeFileSync(join(folder, "notes/mine.txt"), "mine");
  symlinkSync("v1", join(folder, "stable"));
  const through = await inProcess([
    "publish",
    "--project",
    root,
    "--into",
    folder,
    "--as",
    "stable",
    "--status",
    "stable",
  ]);
  expect([through.code, through.err]).toEqual([2, expect.stringContaining("is a link")]);
  const notes = await inProcess(["publish", "--project", root, "--into", folder, "--as", "notes"]);
  expect([notes.code, notes.err]).toEqual([2, expect.stringContaining("is not a version")]);
  await inProcess(["publish", "--project", root, "--into", folder, "--as", "v2"]);
  expect(readFileSync(join(folder, "notes/mine.txt"), "utf8")).toBe("mine");
  expect(readFileSync(join(folder, "CNAME"), "utf8")).toBe("example.org\n");
  expect(readFileSync(join(folder, "stable/index.html"), "utf8")).toContain("Tiny");
  writeFileSync(join(folder, "versions.json"), '[{"name":"../../x","status":"stable"}]');
  expect(await refusals(folder)).toContain("is not as specpress wrote it");
  // Nothing is left beside it.
  expect(readdirSync(root).filter((name) => name.includes(".specpress-"))).toEqual([]);
});

test("a version that was removed by hand is gone from all that the others share", async () => {
  const root = project();
  await publish(root, "--as", "v1");
  await publish(root, "--as", "v2", "--latest");
  rmSync(join(root, "public/v2"), { recursive: true });
  await publish(root, "--as", "v3");
  const names = JSON.parse(at(root)("versions.json")) as { readonly name: string }[];
  expect(names.map(({ name }) => name)).toEqual(["v3", "v1"]);
  expect(at(root)("latest/index.html")).toContain("../v3/index.html");
  // The latest one: the highest of the others takes its place.
  rmSync(join(root, "public/v3"), { recursive: true });
  expect((await publish(root, "--as", "main")).out).toContain("the latest is v1.");
  expect(at(root)("latest/index.html")).toContain("../v1/index.html");
});

test("a version with errors that cost a page leaves the folder as it is", async () => {
  const root = project();
  await publish(root, "--as", "v1");
  const before = filesBelow(join(root, "public"));
  writeFileSync(join(root, "spec/main.rst"), "Main API\n========\n\n.. nonsense::\n\n{{none}}\n");
  const { code, err } = await publish(root, "--as", "v2");
  expect([code, err]).toEqual([1, expect.stringContaining("nothing was published, since")]);
  expect(filesBelow(join(root, "public"))).toEqual(before);
  expect((await publish(root, "--as", "v2", "--keep-going")).code).toBe(1);
  expect(existsSync(join(root, "public/v2/index.html"))).toBe(true);
});

test("while another process publishes into the folder, nobody else does", async () => {
  const root = project();
  const lockOf = (pid: number | undefined) => join(root, `.public.specpress-lock-${pid}-a1b2c3`);
  const locks = () => readdirSync(root).filter((name) => name.includes("specpress-"));
  writeFileSync(lockOf(process.ppid), "");
  const { code, err } = await publish(root, "--as", "v1");
  expect([code, err]).toEqual([2, expect.stringContaining(`process ${process.ppid} publishes`)]);
  expect(err).toContain(lockOf(process.ppid));
  expect(existsSync(join(root, "public"))).toBe(false);
  rmSync(lockOf(process.ppid));
  // That of a process that was killed is none.
  writeFileSync(lockOf(99999999), "");
  expect((await publish(root, "--as", "v1")).code).toBe(0);
  expect(locks()).toEqual([]);
  // Who is done soon is waited for.
  const other = spawn(process.execPath, [
    "-e",
    `setTimeout(() => require("fs").rmSync(${JSON.stringify(lockOf(0))}.replace("-0-", "-" + process.pid + "-")), 300)`,
  ]);
  writeFileSync(lockOf(other.pid), "");
  expect((await publish(root, "--as", "v2")).code).toBe(0);
  await new Promise((done) => (other.exitCode === null ? other.once("exit", done) : done(null)));
  expect(locks()).toEqual([]);
});

test("of several that publish at a time, all are published and the highest is the latest", async () => {
  const root = project();
  await publish(root, "--as", "v1.0");
  const names = ["v1.10", "v1.9", "v1.2"];
  const codes = await Promise.all(
    names.map((name) => {
      const args = ["publish", "--project", root, "--into", join(root, "public"), "--as", name];
      const latest = name === "v1.10" ? ["--latest"] : [];
      const child = spawn(process.execPath, [resolve("dist/src/cli.js"), ...args, ...latest]);
      return new Promise((done) => child.once("exit", done));
    }),
  );
  expect(codes).toEqual([0, 0, 0]);
  const published = JSON.parse(at(root)("versions.json")) as readonly object[];
  expect(published).toEqual([
    { name: "v1.10", status: "stable", latest: true },
    { name: "v1.9", status: "stable" },
    { name: "v1.2", status: "stable" },
    { name: "v1.0", status: "stable" },
  ]);
  for (const name of names) expect(at(root)(`${name}/index.html`)).toContain("Tiny");
  expect(readdirSync(root).filter((name) => name.includes("specpress-"))).toEqual([]);
}, 60_000);

test("a version that others overtook while it was built does not become the latest again", async () => {
  const root = project();
  const load = inProcess;
  await publish(root, "--as", "v1");
  // Both begin when v1 is the latest.
  const [first, second] = await Promise.all([
    publish(root, "--as", "v2", "--latest"),
    load(["publish", "--project", root, "--into", join(root, "public"), "--as", "v1"]),
  ]);
  expect([first.code, second.code]).toEqual([0, 0]);
  const names = JSON.parse(at(root)("versions.json")) as readonly object[];
  expect(names).toEqual([
    { name: "v2", status: "stable", latest: true },
    { name: "v1", status: "stable" },
  ]);
});

test("addresses with characters that mean something to hosts are written so that they mean themselves", async () => {
  const root = project({
    "specpress.yaml": withAddress(),
    "spec/targets.yaml": tinyProject["spec/targets.yaml"].replace(
      "  index: { files: [index.rst] }",
      '  index: { files: [index.rst] }\n  "a*b :c": { files: [odd.rst] }',
    ),
    "spec/odd.rst": "Odd\n===\n\nText.\n",
  });
  await publish(root, "--as", "v1");
  withoutApiPage(root);
  writeFileSync(join(root, "spec/new.rst"), "New\n===\n\nText.\n");
  await publish(root, "--as", "v2", "--latest");
  const lines = at(root)("_redirects").trim().split("\n");
  for (const line of lines) expect(line).toMatch(/^\S+ \S+ 302$/);
  expect(lines.filter((line) => /\*/.test(line))).toEqual(["/spec/latest/* /spec/v2/:splat 302"]);
});

test("versions that were on their way out when a process was killed come back", async () => {
  const root = project();
  await publish(root, "--as", "v1");
  const before = filesBelow(join(root, "public"));
  renameSync(join(root, "public"), join(root, ".public.specpress-old-99999999-a"));
  mkdirSync(join(root, ".public.specpress-new-99999999-b/v2"), { recursive: true });
  expect((await publish(root, "--as", "v1")).out).toContain("v1 is as it was");
  expect(filesBelow(join(root, "public"))).toEqual(before);
  expect(readdirSync(root).filter((name) => name.includes(".specpress-"))).toEqual([]);
});

test("who is killed at any step leaves the old versions or the new ones", async () => {
  const root = project();
  await publish(root, "--as", "v1");
  const old = filesBelow(join(root, "public"));
  await publish(root, "--as", "v2", "--latest");
  const made = filesBelow(join(root, "public"));
  let last = 0;
  for (const step of killSteps(4, 31)) {
    rmSync(join(root, "public/v2"), { recursive: true, force: true });
    await publish(root, "--as", "v1", "--latest");
    expect(filesBelow(join(root, "public"))).toEqual(old);
    const args = [
      "publish",
      "--project",
      root,
      "--into",
      join(root, "public"),
      "--as",
      "v2",
      "--latest",
    ];
    const { signal } = spawnSync(
      process.execPath,
      ["--import", resolve("test/kill-at.js"), resolve("dist/src/cli.js"), ...args],
      { env: { ...process.env, KILL_AT: String(step) }, encoding: "utf8" },
    );
    // Who comes next finds one of both.
    await publish(root, "--as", "v1");
    const found = filesBelow(join(root, "public"));
    expect([old, made]).toContainEqual(found);
    expect(readdirSync(root).filter((name) => name.includes(".specpress-"))).toEqual([]);
    last = step;
    if (signal === null) break;
  }
  expect(last).toBeGreaterThan(20);
}, 600_000);
