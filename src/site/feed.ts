import type { ChangelogManuscript } from "../assemble/assemble.js";
import { recordsOf } from "../changelog/changelog.js";
import { el, join, text, type Html } from "../html/element.js";
import type { Project } from "../load/project.js";
import { addressOf } from "./head.js";
import { feedPath } from "./twins.js";

/** Of a version whose title has no date: an entry must have one. */
const noDate = "1970-01-01";

/**
 * The Atom feed of a changelog: an entry for each version that is released, the latest first.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4287
 */
export function changelogFeed(
  { api, title, versions, manuscript }: ChangelogManuscript,
  project: Project,
): string {
  const { name, lang = "en" } = project.config;
  const { path } = manuscript;
  const page = addressOf(path, project);
  const feed = addressOf(feedPath(path), project);
  const idOf = (version: string) =>
    page
      ? `${page}${version && "#"}${version}`
      : `urn:specpress:${[name, api, version].map(encodeURIComponent).join(":")}`;
  const released = versions.filter(({ version }) => version.version !== "unstable");
  const dates = released.map(({ version }) => dayOf(version.date));
  const entries = released.map(({ version }, index) =>
    el(
      "entry",
      {},
      el("title", {}, text(`${title} ${version.version}`)),
      el("id", {}, text(idOf(version.id))),
      link("alternate", `${page ?? path.split("/").at(-1)!}#${version.id}`),
      el("updated", {}, text(`${dates[index]}T00:00:00Z`)),
      el("content", { type: "text" }, text(changesOf(recordsOf(api, version)))),
    ),
  );
  const latest = [...dates].sort().at(-1) ?? noDate;
  const body = [
    el("title", {}, text(`${title} changelog`)),
    el("id", {}, text(idOf(""))),
    ...(feed ? [link("self", feed)] : []),
    link("alternate", page ?? path.split("/").at(-1)!),
    el("updated", {}, text(`${latest}T00:00:00Z`)),
    el("author", {}, el("name", {}, text(name))),
    ...entries,
  ];
  const root = el(
    "feed",
    { xmlns: "http://www.w3.org/2005/Atom", "xml:lang": lang },
    join(body, "\n"),
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n${root}\n`;
}

/** `el` knows `link` as an element without an end, which XML must have. */
function link(rel: string, href: string): Html {
  return el("link", { rel, href }).replace(/>$/, "/>") as Html;
}

function dayOf(date: string | undefined): string {
  return /\d{4}-\d{2}-\d{2}/.exec(date ?? "")?.[0] ?? noDate;
}

function changesOf(records: ReturnType<typeof recordsOf>): string {
  return records
    .map(
      ({ heading, text: said }) => `- ${heading ? `${heading}: ` : ""}${said.replace(/\s+/g, " ")}`,
    )
    .join("\n")
    .replace(/(?![\t\n])\p{Cc}/gu, ""); // XML has no place for them
}
