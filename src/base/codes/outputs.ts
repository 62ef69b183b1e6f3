import type { Entry } from "./entry.js";

/** What can be wrong with: what is written for programs. */
export const outputCodes = {
  "export-loses": {
    severity: "warning",
    text: (what, version) => `${version} cannot say ${what}: the exported file lacks it.`,
    hint: () => "Export a newer version, such as with --openapi 3.1, which can.",
  },
  "no-viewer": {
    severity: "error",
    text: (name, least, found) =>
      `The viewer of APIs is made of the package ${name}, ${least} or a later one of that number, which is not installed${found === "" ? "" : ` (${found} is)`}: the site has no viewer.`,
    hint: (name) => `Install it beside specpress: npm install ${name}`,
  },
  "nothing-to-export": {
    severity: "warning",
    text: (kind, key) => `"${kind}" writes no file: the settings have no "${key}".`,
    hint: (kind, key) => `Describe them under "${key}", or leave "${kind}" out.`,
  },
  "operation-twice": {
    severity: "warning",
    text: (name) =>
      `"${name}" is described twice in this API; an exported file has the first one only.`,
    hint: () => "Describe it once, with all that may be sent.",
  },
} satisfies Record<string, Entry>;
