import { whyNoLabel } from "./label.js";
import type { Places, PublishedVersion } from "./version.js";

/** The files in which versions are written down, and read again. What was changed by hand is not taken for ours: `null`. */

/** Of a version: where its pages are and what they have. A script, since pages on a disk may read no other file. */
export const placesPath = "static/places.js";

/** Of all versions. */
export const versionsPath = "versions.json";

const call = "globalThis.specpressPlaces?.(";

export function printPlaces(name: string, places: Places): string {
  return `${call}${JSON.stringify(name)}, ${JSON.stringify(places)});\n`;
}

export function readPlaces(name: string, text: string): Places | null {
  const start = `${call}${JSON.stringify(name)}, `;
  if (!text.startsWith(start) || !text.endsWith(");\n")) return null;
  const value = parsed(text.slice(start.length, -3));
  return isPlaces(value) ? value : null;
}

/** Each in a line of its own, so that changes of the file are easy to see. */
export function printVersions(versions: readonly PublishedVersion[]): string {
  const lines = versions.map((version) => `  ${JSON.stringify(version)}`);
  return `[\n${lines.join(",\n")}\n]\n`;
}

export function readVersions(text: string): readonly PublishedVersion[] | null {
  const value = parsed(text);
  return Array.isArray(value) && value.every(isVersion) ? value : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Fields = { readonly [name: string]: unknown };

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isVersion(value: unknown): value is PublishedVersion {
  if (!isFields(value)) return false;
  const { name, status, date, latest } = value;
  return (
    typeof name === "string" &&
    whyNoLabel(name, []) === null &&
    (status === "stable" || status === "draft") &&
    (date === undefined || typeof date === "string") &&
    (latest === undefined || latest === true)
  );
}

function isPlaces(value: unknown): value is Places {
  if (!isFields(value) || typeof value["home"] !== "string") return false;
  const { pages } = value;
  return (
    Array.isArray(pages) &&
    pages.every(
      (page: unknown) =>
        isFields(page) &&
        ["name", "path", "lasting", "title"].every((key) => typeof page[key] === "string") &&
        Array.isArray(page["ids"]) &&
        page["ids"].every((id: unknown) => typeof id === "string"),
    )
  );
}
