import { el, join, nothing, text, type Html } from "../../html/element.js";
import type { Project, ProjectConfig, Publication, VersionConfig } from "../../load/project.js";
import type { Page } from "../page.js";
import { folderAddress } from "../tree-links.js";
import { filled, wordsOf, type Words } from "../words.js";
import { plainAddress } from "./version.js";

/** What a page says of the version that it is of. */
export interface PageVersion {
  /** `v1.2`, `unstable version`; empty where nothing is said. */
  readonly name: string;
  /** Address of a `versions.json` of all versions; empty where there is none. */
  readonly list: string;
  /** The page that lists all versions; empty where there is none. */
  readonly listPage: string;
  /** For who reads another version than the current one; with the script that knows which that is. */
  readonly banner: Html;
  /** For its head: where the same page of the latest version is, and whether search engines may list it. */
  readonly head: Html;
  /** The tag of the script; empty where the page has none. */
  readonly script: Html;
}

/** Of a page below `root`, which leads to the folder of its own version: `../`. `lasting`: its path without the version. */
export function versionOf(
  page: Page,
  { config, publication }: Project,
  root: string,
  lasting: string,
): PageVersion {
  const version = versionOfConfig(config, publication);
  const words = wordsOf(config.words);
  const stays = bannerOf(page, version, words);
  if (!publication)
    return {
      name: labelOf(version, words),
      list: version?.list ?? "",
      listPage: "",
      banner: stays,
      head: nothing,
      script: nothing,
    };
  const script = scriptTag(page, publication, `${root}../`);
  return {
    name: publication.name,
    list: "",
    listPage: `${root}../versions.html`,
    banner: join(stays === "" ? [script] : [stays, script], "\n"),
    head: headOf(publication, lasting),
    script,
  };
}

function versionOfConfig(
  { pages }: ProjectConfig,
  publication: Publication | null,
): VersionConfig | undefined {
  if (pages?.version || !publication) return pages?.version;
  return { status: publication.status === "draft" ? "unstable" : "stable", name: publication.name };
}

function labelOf(version: VersionConfig | undefined, words: Words): string {
  if (!version) return "";
  const { name, status } = version;
  if (status === "unstable" || name === undefined) return words[`version-${status}`];
  return filled(words["version-named"], { version: name });
}

/** The script of the site adds the fragment to the address of the current release. */
function bannerOf({ path }: Page, version: VersionConfig | undefined, words: Words): Html {
  if (!version || version.status === "stable") return nothing;
  const said =
    version.status === "unstable"
      ? words["banner-unstable"]
      : version.name === undefined
        ? words["banner-old"]
        : filled(words["banner-old-version"], { version: version.name });
  const { current } = version;
  const address = current && `${current.replace(/\/+$/, "")}/${folderAddress(path)}`;
  const link = address
    ? join([
        text(" "),
        el("a", { class: "current-release", href: address }, text(words["banner-current"])),
      ])
    : nothing;
  return el("aside", { class: `version-banner ${version.status}` }, el("p", {}, text(said), link));
}

/** Where it stands the banner belongs: it is there before the text below is shown. */
function scriptTag({ name }: Page, publication: Publication, whole: string): Html {
  return el("script", {
    src: `${whole}versions.js`,
    "data-version": publication.name,
    "data-page": name,
  });
}

function headOf(publication: Publication, lasting: string): Html {
  const { address, status } = publication;
  const isHidden = status === "draft" && publication["search-engines"] === "latest";
  return join(
    [
      ...(address === null
        ? []
        : [el("link", { rel: "canonical", href: `${address}/latest/${plainAddress(lasting)}` })]),
      ...(isHidden ? [el("meta", { name: "robots", content: "noindex" })] : []),
    ],
    "\n",
  );
}

/** A page in a template that does not print the script: it stands in the head, and comes later. */
export function withScript(html: string, { script }: PageVersion): string {
  if (script === "" || html.includes(script)) return html;
  const late = script.replace("<script", "<script defer");
  const end = html.search(/<\/head>|<body\b/i);
  return end === -1 ? html + late : `${html.slice(0, end)}${late}\n${html.slice(end)}`;
}
