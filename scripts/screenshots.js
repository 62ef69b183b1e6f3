/**
 * Takes the pictures of the README, of this repository's own specification in a Chromium that is installed:
 *
 *   npm run spec && node scripts/screenshots.js
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** Of pages of `dist/site`: the size of the window, and what is done before one is taken. */
const pictures = [
  {
    file: ".github/page.png",
    page: "client_server/unstable.html#get-matrix-client-r0-joined-rooms",
    width: 1120,
    height: 640,
    before: async (page) => {
      await page.waitForSelector('.contents [aria-current="true"] >> text=joined_rooms');
      await page.evaluate(() => document.querySelector(":target").scrollIntoView());
    },
  },
  {
    file: ".github/search.png",
    page: "client_server/unstable.html",
    width: 390,
    height: 760,
    before: async (page) => {
      await page.click(".search-open");
      await page.keyboard.type("room_id");
      await page.waitForSelector("[role=option]");
    },
  },
];

const chromiumPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);

if (!chromiumPath) throw new Error("There is no Chromium here.");
const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
try {
  for (const { file, page: path, width, height, before } of pictures) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: "light" });
    const [name = "", hash = ""] = path.split("#");
    await page.goto(`${pathToFileURL(resolve("dist/site", name)).href}#${hash}`);
    await before?.(page);
    await page.screenshot({ path: file, animations: "disabled" });
    await page.close();
  }
} finally {
  await browser.close();
}
