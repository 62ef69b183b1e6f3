import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, posix } from "node:path";

/** The declarations of types below a folder that those of the entries lead to; all others are removed: nobody can name them. */
export function keepDeclarations(folder, entries) {
  const kept = new Set();
  const open = [...entries];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (kept.has(path)) continue;
    kept.add(path);
    const text = readFileSync(join(folder, path), "utf8");
    for (const { groups } of text.matchAll(/(?:from|import\() ?"(?<to>\.[^"]+)\.js"/g))
      open.push(`${posix.join(posix.dirname(path), groups.to)}.d.ts`);
  }
  for (const path of readdirSync(folder, { recursive: true }).map((each) => posix.normalize(each)))
    if (path.endsWith(".d.ts") && !kept.has(path)) rmSync(join(folder, path));
  removeEmpty(folder);
}

function removeEmpty(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  if (existsSync(folder) && readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
