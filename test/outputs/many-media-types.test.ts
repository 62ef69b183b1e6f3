import { expect, test } from "vitest";
import { at, exported, project } from "./project.js";

test("where the bodies of a file have too many media types, OpenAPI 3 has the first of each from there on, as pages do", () => {
  const types = Array.from({ length: 1_100 }, (_, index) => `a/t${index}`);
  const paths = Array.from(
    { length: 100 },
    (_, index) =>
      `  /o${index}: { get: { operationId: o${index}, responses: { 200: { description: It., schema: { type: string } } } } }\n`,
  );
  const folder = project({
    "api/rooms.yaml": `swagger: "2.0"\ninfo: { title: A, version: "1" }\nproduces: [${types.join(", ")}]\npaths:\n${paths.join("")}`,
  });
  const { run, value } = exported(folder, "openapi", "--openapi", "3.1", "--keep-going");
  expect(run.err.match(/too-many-media-types/g)).toHaveLength(1);
  const typesOf = (path: string) =>
    Object.keys(at(value, "paths", path, "get", "responses", "200", "content") as object);
  expect(typesOf("/o0")).toEqual(types);
  expect(typesOf("/o99")).toEqual(["a/t0"]);
});
