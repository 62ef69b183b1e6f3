import { join } from "node:path";
import { fileOf, type Finding } from "../check/check.js";

/** A finding as a browser shows it. */
export interface Problem {
  readonly severity: Finding["severity"];
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** `rooms.md:3:7` */
  readonly place?: string;
  /** Opens the file in an editor, where the browser runs on this machine. */
  readonly link?: string;
}

/** Nobody reads more of them beside a page; the terminal has them all. */
export const mostShown = 200;

const order: readonly Finding["severity"][] = ["error", "warning", "note"];

/** The findings that matter most, errors first; with addresses of an editor if there is a template for them. */
export function problemsOf(
  findings: readonly Finding[],
  root: string,
  editor: string | undefined,
): readonly Problem[] {
  return [...findings]
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
    .slice(0, mostShown)
    .map((finding): Problem => {
      const { severity, code, message, hint, place } = finding;
      const link = place && editorLink(finding, root, editor);
      return {
        severity,
        code,
        message,
        ...(hint === undefined ? {} : { hint }),
        ...(place ? { place: `${fileOf(finding)}:${place.line}:${place.column}` } : {}),
        ...(link ? { link } : {}),
      };
    });
}

function editorLink(finding: Finding, root: string, editor: string | undefined): string | null {
  const path = fileOf(finding);
  // What has no place in the project, such as our own templates, has a colon in its path.
  if (
    !editor ||
    editor === "none" ||
    !finding.place ||
    path === "" ||
    path.startsWith("specpress:")
  )
    return null;
  const absolute = join(root, path)
    .replaceAll("\\", "/")
    .replace(/^(?!\/)/, "/");
  const encoded = absolute.split("/").map(encodeURIComponent).join("/").replaceAll("%3A", ":");
  return editor
    .replaceAll("{path}", () => encoded)
    .replaceAll("{line}", String(finding.place.line))
    .replaceAll("{column}", String(finding.place.column));
}
