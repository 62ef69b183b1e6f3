import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

/** Where Chromium is, if it is installed; tests that need it are skipped without, and say so. */
export const chromiumPath = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find(existsSync);

let started: Promise<Browser> | undefined;

/**
 * The browser of this worker, which all its files of tests share and which ends with it: to start one takes longer than most
 * of what they try. Each closes the pages that it opens. Throws where there is none.
 */
export function sharedBrowser(): Promise<Browser> {
  started ??= chromium.launch({ executablePath: chromiumPath!, args: ["--no-sandbox"] });
  return started;
}
