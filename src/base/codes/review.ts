import type { Entry } from "./entry.js";
import { oneOf } from "./words.js";

/** What can be wrong with: what a project says about findings, permalinks, news, links to other sites. */
export const reviewCodes = {
  "unknown-code": {
    severity: "error",
    text: (code) => `There is no finding with the code "${code}".`,
    hint: (_code, ...near) =>
      oneOf("Did you mean", near) ?? "specpress check --list shows all codes.",
  },
  "acceptance-malformed": {
    severity: "error",
    text: () => "This comment does not say what it accepts, and why.",
    hint: () => "Write: specpress: accept CODE because REASON",
  },
  "findings-left-out": {
    severity: "warning",
    text: (count, code) =>
      `${count} more findings of "${code}" in this file are left out: there are too many.`,
    hint: () => "Fix those that are shown; the others are shown then.",
  },
  "unused-acceptance": {
    severity: "warning",
    text: (code, file = "") =>
      file === ""
        ? `Nothing with the code "${code}" is found here that would have to be accepted.`
        : `Nothing with the code "${code}" is accepted by this: there is no file "${file}".`,
    hint: (_code, file = "", ...near) =>
      file === ""
        ? "Remove it, or move it right above what it is meant for."
        : (oneOf("Did you mean", near) ?? "Remove it, or correct the path."),
  },
  "id-gone": {
    severity: "error",
    text: (target, id) =>
      `The page "${target}" has lost the id "${id}", so links to it lead nowhere.`,
    hint: (target, id, ...near) =>
      `Map it to its successor${near[0] === undefined ? "" : `, perhaps "${near[0]}",`} in specpress.yaml: moved: { ${target}: { ${id}: ${near[0] ?? "NEW-ID"} } }`,
  },
  "id-moved": {
    severity: "error",
    text: (target, id, lasting) =>
      `On the page "${target}" the id "${id}" is another section's now, so links to it lead there; it was the one of "${lasting}".`,
    hint: (_target, id, lasting) =>
      `Write an id of its own behind the new heading of these words, {#NEW-ID}, or link to "${lasting}" where "${id}" was meant.`,
  },
  "page-gone": {
    severity: "error",
    text: (target) => `There is no target "${target}" any more, so links to its page lead nowhere.`,
    hint: (_target, ...near) => oneOf("Did you mean", near),
  },
  "moved-unknown-target": {
    severity: "error",
    text: (target) => `There is no target "${target}" whose ids could have moved.`,
    hint: (_target, ...near) => oneOf("Did you mean", near),
  },
  "moved-unknown-id": {
    severity: "error",
    text: (id, target) =>
      `The page "${target}" has no id "${id}" to which another could have moved.`,
    hint: (_id, _target, ...near) => oneOf("Did you mean", near),
  },
  "moved-still-there": {
    severity: "warning",
    text: (id, target) => `The id "${id}" is still on the page "${target}"; it has not moved.`,
    hint: () => "Remove this entry.",
  },
  "news-missing": {
    severity: "error",
    text: (api, since) =>
      `The ${api === "" ? "specification" : `API "${api}"`} has changed since ${since} without a news fragment.`,
    hint: (_api, _since, folder, named) =>
      `Add one to ${folder}/: ${["specpress changelog new", named].filter(Boolean).join(" ")} asks for what it needs.`,
  },
  "dead-external-link": {
    severity: "error",
    text: (url, answer) => `The address "${url}" leads nowhere: ${answer}.`,
    hint: () => "Look for where it has gone.",
  },
  "unclear-external-link": {
    severity: "warning",
    text: (url, answer) => `Whether the address "${url}" leads anywhere cannot be told: ${answer}.`,
    hint: () => "If it does in a browser, add it to external: { allow: [...] } in specpress.yaml.",
  },
} satisfies Record<string, Entry>;
