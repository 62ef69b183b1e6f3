import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import type { Pictures } from "../html/write.js";
import { authored, type Span } from "../base/source.js";
import { nearest } from "../base/text.js";
import type { PageTree, Project } from "../load/project.js";
import { fromRoot } from "./from-root.js";
import { faultOfPicture } from "./pictures.js";
import type { NodeOf } from "../rst/nodes.js";

/** Where the site keeps the project's images, each under its path in the project. */
const folder = "images";

const elsewhereRe = /^(?:[a-z][a-z0-9+.-]*:|\/|#|$)/i;

const pictureRe = /\.(?:svg|png|jpe?g|gif|webp|avif|bmp|ico)(?:[?#]|$)/i;

/** A path, and what follows it. */
const addressRe = /^([^?#]*)(.*)$/s;

export interface Images {
  /** Where the page finds an image. */
  readonly uriOf: (image: NodeOf<"image">) => string;
  readonly pictures: Pictures;
  /** The images found so far, by path below the output folder. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * The images of a page. A relative path is looked up beside the text that names it, then in the folder of the
 * specification, then from the address of the page, as other generators read it; the file goes along into the site. One that is not there, or is no picture, is reported.
 */
export function imagesOf(pagePath: string, project: Project, report: Report): Images {
  const files = new Map<string, Uint8Array>();
  const uriOf = ({ uri, span, file }: NodeOf<"image">): string => {
    const [, path = "", rest = ""] = file === undefined ? (addressRe.exec(uri) ?? []) : [];
    const shown = (found: string, bytes: Uint8Array): string => {
      const fault = faultOfPicture(found, bytes);
      if (fault !== null) {
        report("image-refused", span, [uri, fault]);
        return uri;
      }
      const place = posix.join(folder, found);
      files.set(place, bytes);
      return relativeUri(pagePath, place) + rest;
    };
    if (file === undefined && project.pages && /^\/(?!\/)/.test(uri)) {
      // An address from the root of the site: that of a file that goes into it as it is.
      const place = posix.normalize(decoded(path)).replace(/^\/+/, "");
      if (project.pages.files.has(place)) return relativeUri(pagePath, place) + rest;
      // Or a path from the root of the project, as texts have it that are read where their repository lies, or of the pages.
      for (const at of fromTheRoot(place, project)) {
        const bytes = project.readBytes(at);
        if (bytes instanceof Uint8Array) return shown(at, bytes);
      }
      report("missing-image", span, [
        uri,
        ...unpublished(place, project),
        ...nearestPlaces(place, project.pages),
      ]);
      return uri;
    }
    if (file === undefined && elsewhereRe.test(uri)) return uri;
    const ofRoot = file === undefined ? fromRoot(path) : null;
    if (ofRoot !== null) {
      report("missing-image", span, [uri, ...meantFromRoot(ofRoot, project)]);
      return uri;
    }
    const besideText = posix.dirname(authored(span).source.path);
    const ofPage = posix.join(posix.dirname(pagePath), decoded(path));
    const tries =
      file === undefined
        ? [
            posix.join(besideText, decoded(path)),
            posix.join(project.config.specification, decoded(path)),
            ...(project.pages ? [posix.join(project.config.pages?.folder ?? "", ofPage)] : []),
          ]
        : [file];
    let near: readonly string[] = [];
    for (const found of tries) {
      const bytes = project.readBytes(found);
      if (bytes instanceof Uint8Array) return shown(found, bytes);
      if (bytes.isForbidden && found === tries[0]) {
        report("image-refused", span, [uri, `it ${bytes.refused}`]);
        return uri;
      }
      near = near.length > 0 ? near : bytes.near;
    }
    if (file === undefined && project.pages?.files.has(ofPage))
      return relativeUri(pagePath, ofPage) + rest;
    report("missing-image", span, [uri, ...near]);
    return uri;
  };
  const linked = (href: string, span: Span): string | undefined => {
    if (!pictureRe.test(href) || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(href)) return undefined;
    const [, path = "", rest = ""] = addressRe.exec(href) ?? [];
    const besideText = path.startsWith("/") ? "" : posix.dirname(authored(span).source.path);
    const found = posix.join(besideText, decoded(path)).replace(/^\/+/, "");
    if (path.startsWith("/") && project.pages?.files.has(found)) return undefined;
    for (const at of path.startsWith("/") ? fromTheRoot(found, project) : [found]) {
      const bytes = project.readBytes(at);
      if (!(bytes instanceof Uint8Array) || faultOfPicture(at, bytes) !== null) continue;
      const place = posix.join(folder, at);
      files.set(place, bytes);
      return relativeUri(pagePath, place) + rest;
    }
    return undefined;
  };
  /** HTML of a page of a tree is written for its address, or for the text that it stands in. */
  const inHtml = (uri: string, span: Span): string => {
    const { pages } = project;
    if (!pages || elsewhereRe.test(uri.replace(/^\/(?!\/)/, ""))) return uri;
    const [, path = ""] = addressRe.exec(uri) ?? [];
    const place = posix.join(posix.dirname(pagePath), decoded(path));
    if (!uri.startsWith("/") && pages.files.has(place)) return uri;
    return uriOf({ type: "image", uri, span });
  };
  return { uriOf, pictures: { linked, inHtml }, files };
}

/** What to write for a path from the root of the project: the address of a file that is published, else the path itself. */
function meantFromRoot(path: string, { pages, readBytes }: Project): readonly string[] {
  for (const [place, file] of pages?.files ?? []) if (file === path) return [`/${place}`];
  return pages && readBytes(path) instanceof Uint8Array ? [`/${path}`] : [];
}

/** What an address from the root may be the path of: from the root of the project, or from that of its pages. */
function fromTheRoot(place: string, { pages, config }: Project): readonly string[] {
  const folder = pages ? config.pages?.folder : undefined;
  return folder === undefined || folder === "." ? [place] : [place, posix.join(folder, place)];
}

function nearestPlaces(place: string, { files }: PageTree): readonly string[] {
  return nearest(place, files.keys()).map((each) => `/${each}`);
}

/** Folders whose files other programs put into the site as they are. */
const usualStatic = ["static", "public", "assets"];

/** The file that an address would lead to if the settings named its folder: the first one there is. */
function unpublished(place: string, { readBytes }: Project): readonly string[] {
  return usualStatic
    .map((folder) => `${folder}/${place}`)
    .filter((path) => readBytes(path) instanceof Uint8Array)
    .slice(0, 1);
}

/** A path that may hold percent escapes; as it is where they are none. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function relativeUri(from: string, to: string): string {
  return posix.relative(posix.dirname(from), to).split("/").map(encodeURIComponent).join("/");
}
