import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inProcess, scratch, tinyProject } from "../program.js";

/** What programs read of versions that are published beside each other. */
test("feeds, lists and cards name addresses at which there is something", async () => {
  const settings = `${tinyProject["specpress.yaml"]}changelogs: news
site: { feeds: true, llms: true, markdown: true }
publish: { address: "https://example.org/spec" }
`;
  const root = scratch({
    ...tinyProject,
    "specpress.yaml": settings,
    "news/main/pyproject.toml": '[tool.towncrier]\nfilename = "../main.rst"\n',
    "news/main/newsfragments/.keep": "",
    "news/main.rst": "1.0 (2026-02-03)\n================\n\n- `Here <../index.html>`_.\n",
  });
  const folder = join(root, "public");
  const publish = (...args: string[]) =>
    inProcess(["publish", "--project", root, "--into", folder, "--keep-going", ...args]);
  const read = (path: string) => readFileSync(join(folder, path), "utf8");
  await publish("--as", "v1.0");
  writeFileSync(join(root, "news/main.rst"), "1.0 (2026-02-03)\n================\n\n- Other.\n");
  await publish("--as", "v1.1");
  await publish("--as", "main");

  const feed = read("latest/changelog/main.atom");
  expect(feed).toBe(read("v1.0/changelog/main.atom"));
  const place = "https://example.org/spec/latest/changelog/main";
  expect(feed).toContain(`<link rel="self" href="${place}.atom"/>`);
  expect(feed).toContain(`<id>${place}.html#1-0</id>`);
  expect(feed).toContain('href="https://example.org/spec/v1.0/index.html"');
  expect(read("llms.txt")).toBe(read("v1.0/llms.txt"));
  const named = [...read("llms.txt").matchAll(/\(https:\/\/example\.org\/spec\/([^)]*)\)/g)];
  expect(named.length).toBeGreaterThan(1);
  for (const [, path] of named) expect(existsSync(join(folder, path!))).toBe(true);
  for (const version of ["v1.0", "main"]) {
    const page = read(`${version}/index.html`);
    expect(page).toContain('<meta property="og:url" content="https://example.org/spec/latest/">');
    expect(page.match(/rel="canonical"/g)).toHaveLength(1);
  }

  await publish("--as", "v1.1", "--latest");
  expect(read("latest/changelog/main.atom")).toBe(read("v1.1/changelog/main.atom"));
  expect((await publish("--as", "v1.1")).out).toContain("v1.1 is as it was");
});
