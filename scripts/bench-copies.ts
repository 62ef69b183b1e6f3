import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type Listed = string | Readonly<Record<string, string>>;

/** What `targets.yaml` says. */
export interface Targets {
  readonly targets: Readonly<Record<string, { readonly files: readonly Listed[] }>>;
  readonly groups?: Readonly<Record<string, readonly Listed[]>>;
}

/** What `targets.yaml` lists in the place of a text: its copy, which is written. */
export function copyOf(
  listed: Listed,
  copy: number,
  folder: string,
  change: (text: string) => string,
): Listed {
  if (typeof listed !== "string")
    return Object.fromEntries(
      Object.entries(listed).map(([depth, file]) => [
        depth,
        copyOf(file, copy, folder, change) as string,
      ]),
    );
  if (listed.startsWith("group:")) return `${listed}_copy${copy}`;
  const name = listed.replace(/(\.rst)?$/, `_copy${copy}$1`);
  writeFileSync(join(folder, name), change(readFileSync(join(folder, listed), "utf8")));
  return name;
}
