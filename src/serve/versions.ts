import { randomBytes } from "node:crypto";
import { patchOf, type Patch } from "./patch.js";

export type PageKind = "page" | "list" | "missing";

/** Of so many pages the versions are remembered. */
const mostPages = 10_000;

/** What became of a page from one version to another. */
export interface PagePatch extends Patch {
  readonly from: string;
}

interface Version {
  readonly text: string;
  readonly version: string;
  /** From the version before; `undefined` as long as nobody has asked. */
  patch?: PagePatch | null;
  former?: { readonly text: string; readonly version: string } | undefined;
}

/** Tells the versions of pages apart: a page that is as it was has the version that it had. */
export class Versions {
  /** Those of a server that ran before are none of this one's. */
  readonly #start = randomBytes(6).toString("base64url");
  readonly #last = new Map<string, Version>();
  #count = 0;

  of(path: string, kind: PageKind, text: string): string {
    return this.#version(path, kind, text).version;
  }

  /** How a page became what it is; `null` where that is no matter of short sections. */
  patchOf(path: string, text: string): PagePatch | null {
    const last = this.#version(path, "page", text);
    if (last.patch === undefined) {
      const { former } = last;
      const patch = former && patchOf(former.text, text);
      last.patch = patch ? { ...patch, from: former.version } : null;
      last.former = undefined;
    }
    return last.patch;
  }

  #version(path: string, kind: PageKind, text: string): Version {
    const key = `${kind} ${path}`;
    const last = this.#last.get(key);
    if (last?.text === text) return last;
    // Anybody may ask for pages that are not there.
    if (this.#last.size >= mostPages) this.#last.clear();
    const version = `${this.#start}-${++this.#count}`;
    const former = last && { text: last.text, version: last.version };
    const next: Version = { text, version, former };
    this.#last.set(key, next);
    return next;
  }
}
