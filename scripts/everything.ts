import { readFileSync } from "node:fs";

/** A document that uses every field of OpenAPI `3.0`, `3.1` or `3.2`: lines may say since when they are, or in which alone. */
export function everything(version: string): string {
  return readFileSync("test/openapi/everything.txt", "utf8")
    .replace("VERSION", `${version}.0`)
    .split("\n")
    .filter((line) => {
      const { only, since } =
        / # (?:only (?<only>3\.\d)|(?<since>3\.\d))$/.exec(line)?.groups ?? {};
      return only === undefined ? since === undefined || since <= version : only === version;
    })
    .join("\n");
}
