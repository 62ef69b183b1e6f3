import { expect, test } from "vitest";
import { scratch, specpress, tinyProject } from "../program.js";
import { found } from "./found.js";

const main = tinyProject["spec/main.rst"];
const api = tinyProject["api/status.yaml"];
const config = tinyProject["specpress.yaml"];

/** What a check of the tiny project finds with other files in it. */
const foundWith = (files: Readonly<Record<string, string>>, args: readonly string[] = []) =>
  found(args, scratch({ ...tinyProject, ...files })).found;

test("a comment in a text accepts what is found in the block below it", () => {
  expect(
    foundWith({
      "spec/main.rst": `${main}
.. specpress: accept dead-link because
   another program writes that place

- One.

- See \`gone <#gone>\`_.

And \`gone <#gone>\`_ again.
`,
    }),
  ).toEqual(["spec/main.rst:16:5 error dead-link"]);
});

test("a comment above a section accepts what is found in its title", () => {
  expect(
    foundWith({
      "spec/main.rst": `${main}
.. specpress: accept dead-link because titles are written elsewhere
.. A comment of another kind.

About \`gone <#gone>\`_
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

See \`gone <#gone>\`_.
`,
    }),
  ).toEqual(["spec/main.rst:15:5 error dead-link"]);
});

const untitled = (before: string, behind = "") =>
  api.replace(
    "schema: {",
    `schema:
            type: object
            properties:
              ${before}
              inner: ${behind}
                type: object
                properties: { a: { type: string } }
              more: {`,
  );

test("a comment in a data file accepts what is found on its line or the one below", () => {
  const place = "api/status.yaml:16:15 warning untitled-object";
  const other = place.replace("16", "19");
  expect(foundWith({ "api/status.yaml": untitled("# Nothing.") })).toEqual([place, other]);
  const comment = "# specpress: accept untitled-object because it is shown nowhere else";
  expect(foundWith({ "api/status.yaml": untitled(comment) })).toEqual([other]);
  expect(foundWith({ "api/status.yaml": untitled("# Nothing.", comment) })).toEqual([other]);
});

test("a comment accepts what is found anywhere in the text that begins below it", () => {
  const text = (comment: string) =>
    api.replace(
      "description: The server is up.",
      `${comment}\n          description: |\n            The server.\n\n            It is \`up <#gone>\`_.`,
    );
  expect(foundWith({ "api/status.yaml": text("# Nothing.") })).toEqual([
    "api/status.yaml:15:19 error dead-link",
  ]);
  expect(
    foundWith({ "api/status.yaml": text("# specpress: accept dead-link because it is made up") }),
  ).toEqual([]);
});

test("specpress.yaml accepts by file, and by pointer in data files; a build honours it", () => {
  const files = {
    "spec/index.rst": "Tiny\n====\n\n`a <#a>`_\n",
    "api/status.yaml": untitled("# Nothing."),
    "specpress.yaml": `${config}accept:
  - { code: dead-link, file: spec/index.rst, because: Another program writes that place. }
  - code: untitled-object
    file: api/status.yaml
    pointer: /paths/~1status/get/responses/200/schema/properties/inner
    because: It is shown nowhere else.
`,
  };
  expect(foundWith(files)).toEqual(["api/status.yaml:19:15 warning untitled-object"]);
  const folder = scratch({ ...tinyProject, ...files });
  expect(specpress(["check"], folder).out).toMatch(/\n1 warning in 1 file; 2 accepted\n$/);
  const { code, err } = specpress(["build", "--quiet"], folder);
  expect([code, err.match(/^\S+(?=: \w+\[)/gm)]).toEqual([0, ["api/status.yaml:19:15"]]);
});

test("an acceptance that matches nothing is reported by a check, one that cannot be read always", () => {
  const files = {
    "spec/main.rst": `${main}
.. specpress: accept dead-link because it was dead once

Fine.

.. specpress: accept dead-link

Fine.

.. specpress: accept dead-lnik because of a slip

Fine.
`,
    "specpress.yaml": `# specpress: accept unused-text because there was one
${config}accept: [{ code: untitled-object, file: api/none.yaml, because: It was there once. }, { code: nonsense, file: x, because: y }]
`,
  };
  expect(foundWith(files)).toEqual([
    "spec/main.rst:9:4 warning unused-acceptance",
    "spec/main.rst:13:4 error acceptance-malformed",
    "spec/main.rst:17:4 error unknown-code",
    "specpress.yaml:1:1 warning unused-acceptance",
    "specpress.yaml:7:10 warning unused-acceptance",
    "specpress.yaml:7:95 error unknown-code",
  ]);
  const { err } = specpress(["build", "--quiet"], scratch({ ...tinyProject, ...files }));
  expect(err.match(/\[[\w-]+\]/g)).toEqual([
    "[acceptance-malformed]",
    "[unknown-code]",
    "[unknown-code]",
  ]);
});

test("what only shows how to accept something accepts nothing", () => {
  expect(
    foundWith({
      "spec/main.rst": `${main}
.. code-block:: rst

   .. specpress: accept dead-link because I say so

   See below.

Comments read ".. specpress: accept CODE".
`,
      "api/status.yaml": api.replace(
        "The server is up.",
        "|\n            Ask::\n\n              # specpress: accept dead-link because I say so",
      ),
    }),
  ).toEqual([]);
});

test(
  "many acceptances and findings take their time in proportion",
  { timeout: 20_000, tags: ["slow"] },
  () => {
    const count = 3000;
    const rows =
      "- a: 1\n- # specpress: accept yaml-word because they are read by us alone\n  a: yes\n";
    const folder = scratch({
      ...tinyProject,
      "specpress.yaml": `${config}apis: { a: { title: A, openapi: api, suffix: a, version: V } }\nlabels: { V: unstable }\n`,
      "api/a.yaml": `swagger: "2.0"\ninfo: { title: A, version: "1" }\npaths: {}\nx-rows:\n${rows.repeat(count)}`,
      "spec/index.rst": `Tiny\n====\n\n${".. specpress: accept dead-link because of it\n".repeat(count)}\n\`a <#a>\`__\n`,
    });
    const { out } = specpress(["check", "--only", "dead-link", "--only", "yaml-word"], folder);
    expect(out).toBe(`nothing found; ${count + 1} accepted\n`);
  },
);

test("an entry of the settings accepts what is found in all files of a pattern", () => {
  const files = (file: string) => ({
    "specpress.yaml": `${config}accept:\n  - { code: dead-link, file: "${file}", because: elsewhere }\n`,
    "spec/main.rst": `${main}\nSee \`gone <#gone>\`_.\n`,
  });
  for (const file of ["spec/*.rst", "**/main.rst", "spec", "./spec/main.rst"])
    expect(foundWith(files(file)), file).toEqual([]);
  expect(foundWith(files("spec/*/*.rst"))).toEqual([
    "spec/main.rst:9:5 error dead-link",
    expect.stringMatching(/^specpress\.yaml:\d+:5 warning unused-acceptance$/),
  ]);
});

test("an entry of the settings for a file that is not there says so, with the one that was meant", () => {
  const files = {
    "specpress.yaml": `${config}accept:\n  - { code: id-gone, file: spec/mian.rst, because: b }\n`,
  };
  const { out } = specpress(["check"], scratch({ ...tinyProject, ...files }));
  expect(out).toContain('is accepted by this: there is no file "spec/mian.rst".');
  expect(out).toContain('Did you mean "spec/main.rst"?');
});
