import { specpress } from "../program.js";

/** `path:line:column severity code` of each finding of a check. */
export function found(
  args: readonly string[],
  folder: string,
): { code: number | null; found: string[] } {
  const { code, out } = specpress(["check", ...args], folder);
  const lines: string[] = [];
  let file = "";
  for (const line of out.split("\n")) {
    const match = /^ {2}(\d+:\d+) (\w+)\[([\w-]+)\]/.exec(line);
    if (match) lines.push(`${file}:${match[1]} ${match[2]} ${match[3]}`);
    else if (/^\S/.test(line)) file = line;
  }
  return { code, found: lines };
}
