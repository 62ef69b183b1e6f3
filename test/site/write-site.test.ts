import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { addToSite, writeSite } from "../../src/site/write-site.js";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "site-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const write = (files: Readonly<Record<string, string>>, out = join(folder, "site")) => {
  const { report, diagnostics } = collector();
  const done = writeSite(new Map(Object.entries(files)), out, realpathSync(folder), report);
  return { done, codes: diagnostics.map(({ code }) => code) };
};
const read = (path: string) => readFileSync(join(folder, path), "utf8");
/** No process has this number: Linux ends at 2^22. */
const dead = 99_999_999;

test("a site takes the place of the last one as a whole", () => {
  expect(write({ "a.html": "one", "rooms/b.html": "old" })).toEqual({ done: true, codes: [] });
  expect(write({ "a.html": "two" }).done).toBe(true);
  expect(read("site/a.html")).toBe("two");
  expect(existsSync(join(folder, "site/rooms"))).toBe(false);
  expect(readdirSync(folder)).toEqual(["site"]);
});

test("the same site once more touches nothing", () => {
  write({ "a.html": "one" });
  const before = statSync(join(folder, "site")).ino;
  write({ "a.html": "one" });
  expect(statSync(join(folder, "site")).ino).toBe(before);
  write({ "a.html": "two" });
  expect(statSync(join(folder, "site")).ino).not.toBe(before);
});

test("a folder that we did not write is left alone, an empty one is taken", () => {
  mkdirSync(join(folder, "site"));
  writeFileSync(join(folder, "site/thesis.txt"), "ten years");
  expect(write({ "a.html": "one" })).toEqual({ done: false, codes: ["output-not-a-site"] });
  expect(readdirSync(join(folder, "site"))).toEqual(["thesis.txt"]);
  rmSync(join(folder, "site/thesis.txt"));
  expect(write({ "a.html": "one" }).done).toBe(true);
});

test("a file in place of the folder is left alone", () => {
  writeFileSync(join(folder, "site"), "a file");
  expect(write({ "a.html": "one" }).codes).toEqual(["output-not-a-site"]);
  expect(read("site")).toBe("a file");
});

test("nothing is written through a link: of the folder, on the way to it, or one that leads nowhere", () => {
  write({ "a.html": "one" }, join(folder, "real/site"));
  symlinkSync(join(folder, "real/site"), join(folder, "site"));
  symlinkSync(join(folder, "real"), join(folder, "way"));
  symlinkSync(join(folder, "none"), join(folder, "dead"));
  for (const out of ["site", "way/site", "way/new", "dead", "dead/site"])
    expect(write({ "a.html": "two" }, join(folder, out)), out).toEqual({
      done: false,
      codes: ["output-is-a-link"],
    });
  expect(read("real/site/a.html")).toBe("one");
  expect(readdirSync(folder).sort()).toEqual(["dead", "real", "site", "way"]);
});

test("a link outside the project is the user's own, unless it is the folder itself", () => {
  const elsewhere = mkdtempSync(join(tmpdir(), "site-"));
  mkdirSync(join(elsewhere, "real"));
  symlinkSync(join(elsewhere, "real"), join(elsewhere, "way"));
  expect(write({ "a.html": "one" }, join(elsewhere, "way/site")).done).toBe(true);
  expect(write({ "a.html": "one" }, join(elsewhere, "way")).codes).toEqual(["output-is-a-link"]);
  rmSync(elsewhere, { recursive: true });
});

test("what a killed build left behind is cleaned up", () => {
  write({ "a.html": "one" });
  mkdirSync(join(folder, `.site.specpress-new-${dead}`));
  mkdirSync(join(folder, `.site.specpress-old-${dead}`));
  write({ "a.html": "two" });
  expect(readdirSync(folder)).toEqual(["site"]);
});

test("a build killed between the two renames loses nothing: the last site comes back", () => {
  write({ "a.html": "one" }, join(folder, `.site.specpress-old-${dead}`));
  const last = statSync(join(folder, `.site.specpress-old-${dead}`)).ino;
  write({ "a.html": "one" });
  expect(statSync(join(folder, "site")).ino).toBe(last);
  expect(readdirSync(folder)).toEqual(["site"]);
});

test("what lies beside the folder under such a name, but is no site, does not take its place", () => {
  mkdirSync(join(folder, "other"));
  symlinkSync(join(folder, "other"), join(folder, `.site.specpress-old-${dead}`));
  write({ "a.html": "one" });
  expect(readdirSync(folder)).toEqual(["other", "site"]);
  expect(read("site/a.html")).toBe("one");
});

test("pages are added to the site that is there, whatever was a file or a folder before", () => {
  const add = (files: Readonly<Record<string, string>>) => {
    const { report, diagnostics } = collector();
    const out = join(folder, "site");
    return [
      addToSite(new Map(Object.entries(files)), out, realpathSync(folder), report),
      diagnostics,
    ];
  };
  write({ "a.html": "one", "b.html": "two", "c/d.html": "three" });
  expect(add({ "a.html": "new", "b.html/e.html": "four", c: "five" })).toEqual([true, []]);
  const files = ["a.html", "b.html/e.html", "c"].map((path) => read(`site/${path}`));
  expect(files).toEqual(["new", "four", "five"]);
  rmSync(join(folder, "site"), { recursive: true });
  expect(add({ "a.html": "first" })).toEqual([true, []]);
  mkdirSync(join(folder, "mine"));
  writeFileSync(join(folder, "mine/thesis.txt"), "ten years");
  const { report, diagnostics } = collector();
  expect(addToSite(new Map(), join(folder, "mine"), realpathSync(folder), report)).toBe(false);
  expect(diagnostics.map(({ code }) => code)).toEqual(["output-not-a-site"]);
});

test("a build that cannot be written leaves the last site and nothing beside it", () => {
  write({ "a.html": "one" });
  expect(() => write({ [`${"n".repeat(300)}.html`]: "two" })).toThrow("ENAMETOOLONG");
  expect(() => write({ a: "file", "a/b.html": "page" })).toThrow();
  expect(readdirSync(folder)).toEqual(["site"]);
  expect(read("site/a.html")).toBe("one");
});

test("the work of a build that is still running is not touched", () => {
  mkdirSync(join(folder, `.site.specpress-new-${process.ppid}`));
  write({ "a.html": "one" });
  expect(readdirSync(folder).sort()).toEqual([`.site.specpress-new-${process.ppid}`, "site"]);
});
