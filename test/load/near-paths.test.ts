import { expect, test } from "vitest";
import { buildSite } from "../../src/pipeline.js";
import { allowSuggestions } from "../../src/base/text.js";
import { loadFiles, told } from "./tiny-project.js";

test("a path that leads nowhere is answered by whole paths, as whoever wrote it would name what is meant", () => {
  allowSuggestions();
  const { project, report, diagnostics } = loadFiles({
    "specpress.yaml":
      "name: Things\nspecification: text\nlabels: { V: unstable }\napis: { a: { title: A, openapi: api/main, suffix: a, version: V }, b: { title: B, openapi: api/mian/v1, suffix: b, version: V } }\n",
    "text/targets.yaml": "targets: { page: { files: [page.rst] } }\n",
    "text/page.rst": "Page\n====\n\n.. include:: parts/wrods.rst\n\n{{things_a_http_api}}\n",
    "text/parts/words.rst": "Words.\n",
    "api/main/v1/x.yaml": "{}\n",
    "api/main/definitions/thing.yaml": "type: object\nproperties: { a: { type: string } }\n",
    "api/main/things.yaml":
      "swagger: '2.0'\ninfo: { title: A, version: '1' }\npaths: { /x: { get: { description: X., responses: { 200: { description: Done., schema: { $ref: definitions/thign.yaml } } } } } }\n",
  });
  if (project) buildSite(project, report);
  const found = told(diagnostics).join("\n");
  expect(found).toMatch(/config-path api\/mian\/v1 folder does not exist api\/main\/v1$/m);
  expect(found).toMatch(
    /ref-not-found definitions\/thign\.yaml does not exist definitions\/thing\.yaml$/m,
  );
  expect(found).toMatch(
    /file-unreadable include parts\/wrods\.rst does not exist parts\/words\.rst$/m,
  );
});

test("a file in place of its folder is answered by the folder", () => {
  const { diagnostics } = loadFiles({
    "specpress.yaml":
      "name: Things\nspecification: text\nlabels: { V: unstable }\napis: { a: { title: A, openapi: api/main/x.yaml, suffix: a, version: V } }\n",
    "text/targets.yaml": "targets: { page: { files: [page.rst] } }\n",
    "text/page.rst": "Page\n====\n",
    "api/main/x.yaml": "{}\n",
  });
  expect(told(diagnostics)[0]).toMatch(
    /config-path api\/main\/x\.yaml folder is no folder api\/main$/,
  );
});
