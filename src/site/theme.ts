import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { spanOf } from "../data/data.js";
import { isRefused } from "../files/files.js";
import type { Project, ThemeConfig } from "../load/project.js";
import { contrast, lighterUntil } from "./contrast.js";
import { faultOfPicture } from "./pictures.js";

/** What a project's `theme` comes to: the paths of its pictures below the output folder, and rules after those of style.css. */
export interface Theme {
  readonly logo?: string;
  readonly logoDark?: string;
  readonly favicon?: string;
  readonly card?: string;
  readonly css: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** The grounds of style.css, on which the accent is read. */
const grounds = { light: "#ffffff", dark: "#13171c" } as const;
/** Of text, by WCAG 2.2 (1.4.3, AA). */
const leastContrast = 4.5;

/** Read what `theme` names; what is missing or no picture is reported, and left out. */
export function themeOf(project: Project, report: Report): Theme {
  const { theme = {} } = project.config;
  const files = new Map<string, Uint8Array>();
  const spanAt = (key: string) =>
    spanOf({ source: project.configFile.source, pointer: `/theme/${key}` });
  const picture = (key: "logo" | "logo-dark" | "favicon" | "card"): string | undefined => {
    const path = theme[key];
    if (path === undefined) return undefined;
    const bytes = project.readBytes(posix.normalize(path));
    if (!(bytes instanceof Uint8Array)) {
      if (bytes.isForbidden) report("image-refused", spanAt(key), [path, `it ${bytes.refused}`]);
      else report("missing-image", spanAt(key), [path, ...bytes.near]);
      return undefined;
    }
    const fault = faultOfPicture(path, bytes);
    if (fault !== null) {
      report("image-refused", spanAt(key), [path, fault]);
      return undefined;
    }
    const place = posix.join("images", posix.normalize(path));
    files.set(place, bytes);
    return place;
  };
  const pictures = {
    logo: picture("logo"),
    logoDark: picture("logo-dark"),
    favicon: picture("favicon"),
    card: picture("card"),
  };
  const own = theme.style === undefined ? "" : styleOf(theme.style, project, report);
  return {
    ...Object.fromEntries(Object.entries(pictures).filter(([, path]) => path !== undefined)),
    css: [accentRule(theme, project, report), own].filter((part) => part !== "").join("\n"),
    files,
  };
}

function styleOf(path: string, project: Project, report: Report): string {
  const source = project.readText(posix.normalize(path));
  if (!isRefused(source)) return source.text;
  const span = spanOf({ source: project.configFile.source, pointer: "/theme/style" });
  report("missing-theme-file", span, [
    path,
    source.isForbidden ? source.refused : "is not there",
    ...source.near,
  ]);
  return "";
}

/** Both forms of the accent; a dark one that is not given is as light as text on a dark ground must be. */
function accentRule(theme: ThemeConfig, project: Project, report: Report): string {
  const { accent } = theme;
  if (accent === undefined) return "";
  const dark = theme["accent-dark"] ?? lighterUntil(accent, grounds.dark, leastContrast + 1.5);
  for (const [key, color, ground] of [
    ["accent", accent, grounds.light],
    ["accent-dark", dark, grounds.dark],
  ] as const) {
    const ratio = contrast(color, ground);
    if (ratio >= leastContrast) continue;
    const span = spanOf({ source: project.configFile.source, pointer: `/theme/${key}` });
    report("low-contrast", span, [`theme.${key}`, color, ratio.toFixed(1), ground]);
  }
  return `:root {\n  --accent: light-dark(${accent}, ${dark});\n}\n`;
}
