import { load } from "js-yaml";
import { expect, test } from "vitest";
import { positionAt } from "../../src/base/source.js";
import { spanAt } from "../../src/data/located.js";
import { everything } from "../../scripts/everything.js";
import { open } from "../api/tiny-api.js";
import { specpress } from "../program.js";
import { project } from "./project.js";

/** What a document says and its export in another version does not is reported where it is written, or says the same otherwise. */

/** Said otherwise: what leads to something, and what is the default, or the same word of the other version. */
const otherwise: readonly RegExp[] = [
  /^\/(?:openapi|\$self)$/,
  /\/\$ref$/,
  /\/mapping\//,
  /^\/servers\/0\/url$/, // host, basePath and schemes
  /^\/security\//, // of schemes that were reported
  /\/get\/parameters\/0\/(?:style|explode)$/, // collectionFormat
  /\/get\/parameters\/3\/style$/, // as usual in headers
  /X-Left\/style$/, // as usual in headers
  /\/encoding\/file\/style$/, // of a field that is no list
  /\/securitySchemes\/(?:bearer|old)\/type$/, // an apiKey, basic
  /\/flows\/[^/]*\/(?:tokenUrl|authorizationUrl)$/, // of several flows
];

type Leaf = readonly [pointer: string, value: string];

function leaves(value: unknown, pointer = ""): readonly Leaf[] {
  if (typeof value !== "object" || value === null) return [[pointer, String(value)]];
  return Object.entries(value).flatMap(([key, each]) =>
    leaves(each, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
  );
}

test.each([
  ["3.0", "2.0"],
  ["3.0", "3.0"],
  ["3.0", "3.1"],
  ["3.1", "2.0"],
  ["3.1", "3.0"],
  ["3.1", "3.1"],
  ["3.2", "2.0"],
  ["3.2", "3.1"],
  ["3.2", "3.2"],
] as const)("what OpenAPI %s says is in its export in %s, or reported", (from, to) => {
  const text = everything(from);
  const folder = project({ "api/all.yaml": text });
  const run = specpress(["export", "openapi", ...(to === "3.2" ? [] : ["--openapi", to])], folder);
  const { file } = open(text);
  const told = new Set(
    [...run.err.matchAll(/^api\/all\.yaml:(\d+):/gm)].map(([, line]) => Number(line)),
  );
  const has = new Set(leaves(load(run.out)).map(([, value]) => value));
  const isTold = (pointer: string) => {
    const parts = pointer.split("/").slice(1);
    return parts.some((_, at) => {
      const { source, start } = spanAt(
        { file, pointer: `/${parts.slice(0, at + 1).join("/")}` },
        "key",
      );
      return at > 0 && told.has(positionAt(source, start).line);
    });
  };
  const lost = leaves(load(text)).filter(
    ([pointer, value]) =>
      !has.has(value) && !otherwise.some((each) => each.test(pointer)) && !isTold(pointer),
  );
  expect(lost).toEqual([]);
});
