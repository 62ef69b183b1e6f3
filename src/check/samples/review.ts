import type { reviewCodes } from "../../base/codes/review.js";
import type { Samples } from "./sample.js";

const project = (more: string) => `name: Sample\nspecification: specification\n${more}`;

/** `specpress.yaml`, if not said otherwise. */
export const reviewSamples: Samples<keyof typeof reviewCodes> = {
  "unknown-code": [
    "codes that no finding has",
    project("severities: { dead-lnik: warning }"),
    project("severities: { dead-link: warning }"),
  ],
  "acceptance-malformed": [
    "comments that accept something without saying what and why",
    "One\n===\n\n.. specpress: accept dead-link\n\nSee `this <#this>`_.",
    "One\n===\n\n.. specpress: accept dead-link because another program writes it\n\nSee `this <#this>`_.",
    "text",
  ],
  "findings-left-out": [
    "more findings of one code in one file than anybody reads",
    "[a, 1, 2, 3, 4, 5, ...]",
    "[a, b]",
    "sketch",
  ],
  "unused-acceptance": [
    "acceptances that match nothing any more",
    "One\n===\n\n.. specpress: accept dead-link because another program writes it\n\nSee `one <#one>`_.",
    "One\n===\n\n.. specpress: accept dead-link because another program writes it\n\nSee `this <#this>`_.",
    "text",
  ],
  "id-gone": [
    "with --ids: ids that a page has lost",
    "main#an-id-that-the-page-had",
    "moved: { main: { an-id-that-the-page-had: the-id-it-has-now } }",
    "sketch",
  ],
  "id-moved": [
    "with --ids: ids with numbers that are those of other sections now",
    "# One\n\n## New\n\n### Rules\n\n## Old\n\n### Rules",
    "# One\n\n## New\n\n### Rules {#new-rules}\n\n## Old\n\n### Rules",
    "sketch",
  ],
  "page-gone": [
    "with --ids: pages that are gone",
    "main#one\n\n# ... and targets.yaml has no target main",
    "targets:\n  main: { files: [text.rst] }",
    "sketch",
  ],
  "moved-unknown-target": [
    "moved ids of pages that do not exist",
    project("moved: { mian: { old: one } }"),
    project("moved: { main: { old: one } }"),
  ],
  "moved-unknown-id": [
    "moved ids whose successor does not exist",
    project("moved: { main: { old: oen } }"),
    project("moved: { main: { old: one } }"),
  ],
  "moved-still-there": [
    "moved ids that have not moved",
    project("moved: { main: { one: one } }"),
    project("moved: { main: { old: one } }"),
  ],
  "news-missing": [
    "with --changed-since: APIs that changed without a news fragment",
    "$ git diff --name-only main\napi/sample.yaml",
    "$ git diff --name-only main\napi/sample.yaml\nchangelogs/main/newsfragments/12.feature",
    "sketch",
  ],
  "dead-external-link": [
    "with --external: addresses that lead nowhere",
    "`This <https://example.org/gone>`__",
    "`This <https://example.org/there>`__",
    "sketch",
  ],
  "unclear-external-link": [
    "with --external: addresses that do not answer to programs",
    "`This <https://example.org/closed>`__",
    'external: { allow: ["https://example.org/closed"] }',
    "sketch",
  ],
};
