import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { chromiumPath, sharedBrowser } from "../chromium.js";
import { writeFiles } from "../load/tiny-project.js";
import { inProcess, scratch, tinyProject } from "../program.js";

if (chromiumPath === undefined) console.warn("skipped: there is no Chromium");

test.skipIf(chromiumPath === undefined)(
  "keys lead from change to change, on from the one that the list led to",
  async () => {
    const [before, after] = [writeFiles(tinyProject), writeFiles(tinyProject)];
    const parts = ["One", "Two", "Three"].map((title) => `${title}\n-----\n\nOld ${title}.\n`);
    for (const [folder, word] of [
      [before, "Old"],
      [after, "New"],
    ] as const) {
      const page = join(folder, "spec/main.rst");
      const text = parts.join("\n").replaceAll("Old", word);
      writeFileSync(page, `${readFileSync(page, "utf8")}\n${text}`);
    }
    const out = join(scratch(), "changes");
    expect((await inProcess(["diff", before, after, "--site", out])).code).toBe(0);
    const page = await (await sharedBrowser()).newPage();
    await page.goto(pathToFileURL(join(out, "index.html")).href);
    await page.getByRole("link", { name: "Two", exact: true }).click();
    await page.waitForURL(/#change-2$/);
    // Nothing is shown, nor can be focused, before the place is where it will stay.
    await page.waitForFunction(() => document.documentElement.dataset["led"] !== "");
    const focused = () => page.evaluate(() => document.activeElement!.id);
    const all: string[] = [];
    for (const key of ["n", "n", "p", "p", "p"]) {
      await page.keyboard.press(key);
      all.push(await focused());
    }
    expect(all).toEqual(["change-3", "change-1", "change-3", "change-2", "change-1"]);
    await page.close();
  },
);
