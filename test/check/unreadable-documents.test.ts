import { expect, test } from "vitest";
import { settle } from "../../src/check/check.js";
import { checkSite } from "../../src/pipeline.js";
import { loadFiles, minimal, told } from "../load/tiny-project.js";

test("what is found elsewhere is the same where a document of OpenAPI 3 cannot be read, or does not say what it is", () => {
  const document = (path: string, id: string) =>
    `openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths:\n  ${path}:\n    get:\n      operationId: ${id}\n      responses:\n        "200":\n          description: Well.\n          content: { application/json: { schema: { $ref: definitions/a.yaml } } }\n`;
  const one = document("/one", "getOne");
  const foundIn = (documents: Readonly<Record<string, string>>) => {
    const { project, report, diagnostics } = loadFiles({
      ...minimal,
      "specpress.yaml": `${minimal["specpress.yaml"]}labels: { V: v1 }\napis: { a: { title: A, openapi: api, suffix: a, version: V } }\n`,
      "text/guide.rst": `Guide\n=====\n\n${Object.keys(documents)
        .map((name) => `{{${name}_a_http_api}}\n`)
        .join("\n")}`,
      "api/definitions/a.yaml":
        "title: A\ntype: object\ndescription: What a reader has of the API\nproperties:\n  b: { $ref: '#/components/schemas/B', description: The b }\ncomponents:\n  schemas: { B: { type: [string, 'null'], description: no more, examples: [a] } }\n",
      ...Object.fromEntries(
        Object.entries(documents).map(([name, text]) => [`api/${name}.yaml`, text]),
      ),
    });
    checkSite(project!, report);
    return told(settle(diagnostics, project!).diagnostics).map((each) =>
      each.split(" ").slice(0, 2).join(" "),
    );
  };
  expect(foundIn({ one })).toEqual([]);
  expect(foundIn({ one, two: document("/two", "getTwo") })).toEqual([]);
  const broken = document("/two", "getTwo").replace("    get:", "    get: [");
  expect(foundIn({ one, two: broken })).toEqual([expect.stringContaining("api/two.yaml")]);
  expect(foundIn({ two: broken })).toEqual([expect.stringContaining("api/two.yaml")]);
  const nameless = document("/two", "getTwo").replace("openapi: 3.1.0\n", "");
  const others = (each: string) => !each.startsWith("api/two.yaml");
  expect(foundIn({ one, two: nameless }).filter(others)).toEqual([]);
});
