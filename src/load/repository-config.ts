import type { Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import { isObject, joinPointer, spanOf, type DataFile, type Json } from "../data/data.js";

/** Where the files of a project lie on the web, as patterns of addresses; `null` for what there is no address of. */
export interface RepositoryConfig {
  /** Where a file is edited. */
  readonly edit: string | null;
  /** Where a line of a file is seen. */
  readonly source: string | null;
  /** Where a problem is reported. */
  readonly report: string | null;
  readonly branch: string;
  /** The project's folder in the repository; "" for all of it. */
  readonly path: string;
}

type Patterns = Pick<RepositoryConfig, "edit" | "source" | "report">;

const none: Patterns = { edit: null, source: null, report: null };

/** What stands for something in a pattern. */
const names: readonly string[] = ["file", "line", "rev", "branch", "title"];

/** The setting `repository`: an address that is known, or an object. What cannot be an address is reported and left out. */
export function repositoryOf(
  given: unknown,
  file: DataFile,
  report: Report,
): RepositoryConfig | undefined {
  if (given === undefined) return undefined;
  const tell = (pointer: string, value: Json, fault: string, ...near: string[]) => {
    const name = `"${pointer.slice(1).replaceAll("/", ".")}"`;
    report("config-bad-value", spanOf({ source: file.source, pointer }), [
      name,
      JSON.stringify(value).slice(0, 200),
      fault,
      ...near,
    ]);
  };
  const written = given as Json;
  if (typeof written !== "string" && !isObject(written)) {
    tell("/repository", written, "it must be an address, or an object");
    return undefined;
  }
  const settings = (typeof written === "string" ? { url: written } : written) as {
    readonly [name: string]: string | undefined;
  };
  const { url, branch = "main", path = "" } = settings;
  const at = typeof written === "string" ? "/repository" : "/repository/url";
  const own = (["edit", "source", "report"] as const).flatMap((name) => {
    const pattern = settings[name];
    if (pattern === undefined) return [];
    const pointer = joinPointer("/repository", name);
    const [fault, ...near] = faultOf(pattern, name !== "report");
    if (fault !== undefined) tell(pointer, pattern, fault, ...near);
    return fault === undefined ? [[name, pattern] as const] : [];
  });
  const usual = url === undefined ? none : usualPatterns(url);
  if (url !== undefined && typeof usual === "string") tell(at, url, usual);
  const patterns = typeof usual === "string" ? none : usual;
  return { ...patterns, ...Object.fromEntries(own), branch, path: path.replace(/^\/|\/$/g, "") };
}

/** What is wrong with a pattern, and what was meant. */
function faultOf(pattern: string, needsFile: boolean): readonly string[] {
  for (const [, name = ""] of pattern.matchAll(/\{([^{}]*)\}/g))
    if (!names.includes(name))
      return [
        `there is no {${name}}, only ${names.map((each) => `{${each}}`).join(", ")}`,
        ...nearest(name, names).map((each) => `{${each}}`),
      ];
  if (!isAddress(pattern)) return [notAddress];
  return needsFile && !pattern.includes("{file}") ? ["it lacks {file}"] : [];
}

const notAddress = "it must be an address that begins with https:// or http:// and a host";

/** Whether it is an address of the web whose host stands fast and which holds no name or password. */
function isAddress(pattern: string): boolean {
  // oxlint-disable-next-line no-control-regex -- these may not be in addresses
  if (!/^https?:\/\/[^/?#{}\\]+(?:[/?#]|$)/i.test(pattern) || /[\0-\x20\x7f"<>\\]/.test(pattern))
    return false;
  const address = pattern.replace(/\{\w+\}/g, "x");
  if (!URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username === "" && password === "";
}

/** The addresses that the usual hosts have for the files and issues of a repository; or what is wrong with its own. */
function usualPatterns(url: string): Patterns | string {
  if (!isAddress(url) || url.includes("{")) return notAddress;
  const { host, pathname } = new URL(url);
  const base = url.replace(/[?#].*$/, "").replace(/(?:\.git)?\/*$/, "");
  if (!/^\/[^/]+\/[^/]+/.test(pathname)) return "it must be the address of a repository";
  const isHost = (name: string) => host === `${name}.com` || host.split(".")[0] === name;
  if (isHost("github"))
    return {
      edit: `${base}/edit/{branch}/{file}#L{line}`,
      source: `${base}/blob/{branch}/{file}#L{line}`,
      report: `${base}/issues/new?title={title}&body={file}:{line}`,
    };
  if (isHost("gitlab"))
    return {
      edit: `${base}/-/edit/{branch}/{file}#L{line}`,
      source: `${base}/-/blob/{branch}/{file}#L{line}`,
      report: `${base}/-/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={file}:{line}`,
    };
  return "only addresses of GitHub and GitLab are known; write patterns: edit, source, report";
}
