import { isPrerelease } from "../../changelog/changelog.js";

/** A draft may change; what is stable is the latest version, or an old one. */
export type PublishedStatus = "stable" | "draft";

/** What a version is as far as its name says: `v2.0-rc1`, `main` and `draft-3` are drafts. */
export function statusOfName(name: string): PublishedStatus {
  const isDraft = !/\d/.test(name) || isPrerelease(name) || draftWords.test(name);
  return isDraft ? "draft" : "stable";
}

const draftWords = /(?:^|[^a-z])(?:draft|unstable|nightly|snapshot|preview|dev|next)(?![a-z])/i;
