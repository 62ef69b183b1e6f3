import type { projectCodes } from "../../base/codes/project.js";
import type { Samples } from "./sample.js";

const styles = 'title_styles: ["=", "-", "~"]\n';
const targets = (entry: string) => `targets:\n  main: { files: ${entry} }\n`;
const project = (more: string) => `name: Sample\nspecification: specification\n${more}`;
const proposals = (entry: string) =>
  `--- specpress.yaml\n${project("proposals: { from: { github: a/b }, file: proposals.json, label: proposal, states: [{ label: open }] }")}\n--- proposals.json\n{"proposals": [${entry}]}\n--- specification/text.rst\nOne\n===\n\n{{proposals}}\n`;

/** `targets.yaml`, if not said otherwise. */
export const projectSamples: Samples<keyof typeof projectCodes> = {
  "title-skips-level": [
    "titles more than one level below the one before",
    "One\n===\n\nThree\n~~~~~\n\nText.",
    "One\n===\n\nTwo\n---\n\nText.",
    "text",
  ],
  "title-above-first": [
    "titles above the first one of their file",
    "One\n---\n\nText.\n\nAbove\n=====\n\nText.",
    "One\n===\n\nText.\n\nBelow\n-----\n\nText.",
    "text",
  ],
  "title-too-deep": [
    "titles too deep for the place where their file is included",
    `--- specification/targets.yaml\n${targets("[text.rst, { 9: deep.rst }]")}${styles}--- specification/deep.rst\nDeep\n====\n\nText.\n`,
    `--- specification/targets.yaml\n${targets("[text.rst, { 1: deep.rst }]")}${styles}--- specification/deep.rst\nDeep\n====\n\nText.\n`,
    "files",
  ],
  "relative-title-out-of-range": [
    "titles of templates that lead above or below all levels",
    "One\n===\n\nAbove\n>>>>>\n\nText.",
    "One\n===\n\nBelow\n<<<<<\n\nText.",
    "text",
  ],
  "unknown-title-style": [
    "titles underlined in a style that the project does not have",
    "One\n===\n\nTwo\n***\n\nText.",
    "One\n===\n\nTwo\n---\n\nText.",
    "text",
  ],
  "repeated-too-much": [
    "files, variables and labels that are shown too often",
    "targets: { main: { files: [long.rst, long.rst, long.rst, ...] } }",
    "targets: { main: { files: [long.rst] } }",
    "sketch",
  ],
  "sections-too-much": [
    "endpoints and events that print too much, such as one large schema each",
    "{{large_cs_http_api}}",
    "{{small_cs_http_api}}",
    "sketch",
  ],
  "too-many-targets": [
    "more targets than a site can list",
    "targets: { one: ..., two: ..., three: ..., ... }",
    "targets: { one: { files: [one.rst, two.rst, three.rst] } }",
    "sketch",
  ],
  "undefined-variable": [
    "template variables that do not exist",
    "One\n===\n\n{{git_verson}}",
    "One\n===\n\n{{git_version}}",
    "text",
  ],
  "variable-not-alone": [
    "template variables that stand for blocks, with other text on their line",
    "One\n===\n\nThe interfaces: {{apis}}",
    "One\n===\n\nThe interfaces:\n\n{{apis}}",
    "text",
  ],
  "undefined-path-label": [
    "labels in the paths of pages and operations that are not in specpress.yaml",
    `--- specification/targets.yaml\ntargets:\n  main: { files: [text.rst], version_label: "%VERSON%" }\n`,
    `--- specification/targets.yaml\ntargets:\n  main: { files: [text.rst], version_label: "%VERSION%" }\n`,
    "files",
  ],
  "undefined-label": [
    "labels that are not in specpress.yaml",
    "One\n===\n\nThis is %VERSON%.",
    "One\n===\n\nThis is %VERSION%.",
    "text",
  ],
  "target-path-unsafe": [
    "targets whose page would have no usable path",
    'targets:\n  main: { files: [text.rst], version_label: "../1" }',
    'targets:\n  main: { files: [text.rst], version_label: "r1" }',
  ],
  "project-file-missing": [
    "folders without specpress.yaml",
    "$ specpress check --project elsewhere",
    "$ specpress check --project my-spec",
    "sketch",
  ],
  "config-unknown-key": [
    "settings that do not exist",
    project("labls: { A: b }"),
    project("labels: { A: b }"),
    "project",
  ],
  "config-missing-key": [
    "settings that are missing",
    "specification: specification",
    "name: Sample\nspecification: specification",
    "project",
  ],
  "config-wrong-type": [
    "settings of the wrong type",
    project("labels: [A, b]"),
    project("labels: { A: b }"),
    "project",
  ],
  "config-bad-value": [
    "settings with a value that they cannot have",
    'name: ""\nspecification: specification',
    "name: Sample\nspecification: specification",
    "project",
  ],
  "config-path": [
    "files and folders of the settings that do not exist",
    project("changelogs: changelgs"),
    project("changelogs: changelogs"),
    "project",
  ],
  "no-proposals": [
    "a list of proposals that was not fetched yet",
    project(
      "proposals: { from: { github: a/b }, file: specification/proposals.json, label: proposal, states: [{ label: open }] }",
    ),
    project("tables: {}"),
    "project",
  ],
  "proposals-file": [
    "proposals that lack what is shown of them",
    proposals('{"number": 1}'),
    proposals(
      '{"number": 1, "title": "One", "url": "https://example.org/1", "created": "2020-01-31", "updated": "2020-02-01"}',
    ),
    "files",
  ],
  "formats-file": [
    "formats without an address",
    `--- specpress.yaml\n${project("formats: formats.yaml")}\n--- formats.yaml\ndate: { title: Date }\n`,
    `--- specpress.yaml\n${project("formats: formats.yaml")}\n--- formats.yaml\ndate: { title: Date, url: "https://example.org/date" }\n`,
    "files",
  ],
  "config-unknown-label": [
    "APIs whose version is in no label",
    project(
      "apis:\n  main: { title: Main, openapi: api, suffix: m, version: VERSION }\nlabels: {}",
    ),
    project(
      "apis:\n  main: { title: Main, openapi: api, suffix: m, version: VERSION }\nlabels: { VERSION: unstable }",
    ),
    "project",
  ],
  "openapi-version": [
    "API files in other versions of OpenAPI",
    '--- api/sample.yaml\nopenapi: 4.0.0\ninfo: { title: Sample, version: "1" }\npaths: {}',
    '--- api/sample.yaml\nswagger: "2.0"\ninfo: { title: Sample, version: "1" }\npaths: {}',
    "files",
  ],
  "openapi-other-version": [
    "API files that name one version of OpenAPI and are written in another",
    '--- api/sample.yaml\nswagger: "2.0"\ninfo: { title: Sample, version: "1" }\nservers: [{ url: https://example.org }]\npaths: {}',
    '--- api/sample.yaml\nswagger: "2.0"\ninfo: { title: Sample, version: "1" }\nhost: example.org\npaths: {}',
    "files",
  ],
  "unknown-label": [
    "labels of the command line that the project does not have",
    "$ specpress build --label VERSON=r1",
    "$ specpress build --label VERSION=r1",
    "sketch",
  ],
  "unknown-api": [
    "APIs of the command line that the project does not have",
    "$ specpress build --release mian=r1",
    "$ specpress build --release main=r1",
    "sketch",
  ],
  "unknown-group": [
    "groups of files that do not exist",
    `${targets("[text.rst, group:parts]")}groups: { part: [] }`,
    `${targets("[text.rst, group:parts]")}groups: { parts: [] }`,
  ],
  "group-in-itself": [
    "groups that hold themselves",
    `${targets("[text.rst, group:parts]")}groups: { parts: [group:parts] }`,
    `${targets("[group:parts]")}groups: { parts: [text.rst] }`,
  ],
  "not-a-list-of-files": [
    "lists of files that are no lists",
    targets("text.rst"),
    targets("[text.rst]"),
  ],
  "target-not-a-map": [
    "targets that are no map",
    "targets:\n  main: [text.rst]",
    targets("[text.rst]"),
  ],
  "version-label-not-text": [
    "version labels that are no text",
    "targets:\n  main: { files: [text.rst], version_label: [r1] }",
    "targets:\n  main: { files: [text.rst], version_label: r1 }",
  ],
  "version-label-is-name": [
    "pages that are called like a label, not by its value",
    `--- specification/targets.yaml\ntargets:\n  main: { files: [text.rst], version_label: VERSION }\n`,
    `--- specification/targets.yaml\ntargets:\n  main: { files: [text.rst], version_label: "%VERSION%" }\n`,
    "files",
  ],
  "bad-target-entry": [
    "entries of a list of files that are none",
    targets("[text.rst, 3]"),
    targets("[text.rst]"),
  ],
  "bad-depth": [
    "depths that are no whole number",
    targets("[{ deep: text.rst }]"),
    targets("[{ 0: text.rst }]"),
  ],
  "bad-depth-content": [
    "depths that hold neither a path nor a group",
    targets("[{ 0: [text.rst] }]"),
    targets("[{ 0: text.rst }]"),
  ],
  "target-too-large": [
    "targets with too many files",
    "groups: { a: [group:b, group:b, ...], b: [group:c, group:c, ...], ... }",
    "groups: { a: [group:b], b: [one.rst, two.rst] }",
    "sketch",
  ],
  "target-file-missing": [
    "text files of targets that do not exist",
    targets("[txt.rst]"),
    targets("[text.rst]"),
  ],
  "target-file-refused": [
    "text files of targets that are hidden or lie outside the project",
    targets("[../.env]"),
    targets("[text.rst]"),
  ],
  "unreadable-file": [
    "files and folders of the project that cannot be read",
    "$ chmod 000 specification/text.rst",
    "$ chmod 644 specification/text.rst",
    "sketch",
  ],
  "link-refused": [
    "links in the project's folders that lead out of it or to what is hidden",
    "$ ln -s ../.env specification/text.rst",
    "$ ln -s ../common/text.rst specification/text.rst",
    "sketch",
  ],
  "bad-title-styles": [
    "title styles that are no list of different punctuation",
    `${targets("[text.rst]")}title_styles: ["=", "="]`,
    `${targets("[text.rst]")}title_styles: ["=", "-"]`,
  ],
  "bad-relative-style": [
    "relative title styles that are no punctuation",
    `${targets("[text.rst]")}relative_title_styles: { subtitle: under }`,
    `${targets("[text.rst]")}relative_title_styles: { subtitle: "<" }`,
  ],
  "unused-file": [
    "schemas, APIs and examples that no page shows",
    "--- specification/text.rst\nOne\n===\n\nText.\n--- api/definitions/sample.yaml\ntype: string",
    "--- specification/text.rst\nOne\n===\n\n{{definition_m_sample}}\n\n{{m_sample_event}}\n\n{{sample_m_http_api}}\n--- api/definitions/sample.yaml\ntype: object\ntitle: Sample\nproperties:\n  a: { type: string }",
    "files",
  ],
  "example-without-event": [
    "examples whose name is nearly that of an event",
    "--- examples/m.smaple\n{ type: m.sample, content: { name: Ada } }",
    "--- examples/m.sample\n{ type: m.sample, content: { name: Ada } }",
    "files",
  ],
  "setting-without-match": [
    "settings that name events, files, paths or notices that there are not",
    project("notices: { unstabel: This is a draft. }"),
    project("notices: { unstable: This is a draft. }"),
    "project",
  ],
  "api-without-page": [
    "APIs in the table of all APIs that no target makes a page of",
    "--- specification/targets.yaml\ntargets:\n  index: { files: [text.rst] }\n--- specification/text.rst\nOne\n===\n\n{{apis}}\n",
    "--- specification/targets.yaml\ntargets:\n  main: { files: [text.rst] }\n--- specification/text.rst\nOne\n===\n\n{{apis}}\n",
    "files",
  ],
  "unread-file": [
    "files that nothing reads",
    "--- api/v2/sample.yaml\npaths: {}\n",
    '--- api/v2/sample.yaml\npaths: {}\n--- specpress.yaml\nname: Sample\nspecification: specification\nignore: ["api/v2/**"]\napis:\n  main: { title: Main, openapi: api, suffix: m, version: VERSION }\nlabels: { VERSION: unstable }\n',
    "files",
  ],
  "unused-template": [
    "templates that neither replace one of specpress nor are included",
    "--- specpress.yaml\nname: Sample\nspecification: specification\ntemplates: mine\n--- mine/tabel.hbs\n{{title}}\n",
    "--- specpress.yaml\nname: Sample\nspecification: specification\ntemplates: mine\n--- mine/table.hbs\n{{title}}\n",
    "files",
  ],
  "template-not-in-look": [
    "templates of operations that the look of the project does not use",
    "--- specpress.yaml\nname: Sample\nspecification: specification\ntemplates: mine\nlook: current\n--- mine/http-api.hbs\n{{title}}\n",
    '--- specpress.yaml\nname: Sample\nspecification: specification\ntemplates: mine\nlook: "2020"\n--- mine/http-api.hbs\n{{title}}\n',
    "files",
  ],
  "same-name": [
    "two files for one event or example",
    "--- schemas/m.sample.yaml\ntype: object\nproperties:\n  type: { type: string, enum: [m.sample] }\n",
    "--- schemas/m.other.yaml\ntype: object\nproperties:\n  type: { type: string, enum: [m.other] }\n",
    "files",
  ],
  "same-variable": [
    "two files for one template variable",
    "--- api/log-in.yaml\npaths: {}\n--- api/log_in.yaml\npaths: {}\n",
    "--- api/log-in.yaml\npaths: {}\n--- api/log-out.yaml\npaths: {}\n",
    "files",
  ],
  "file-not-rst": [
    "files of a target that are neither reStructuredText nor Markdown",
    "--- specification/targets.yaml\ntargets:\n  main: { files: [text.adoc] }\n--- specification/text.adoc\n= One\n",
    "--- specification/targets.yaml\ntargets:\n  main: { files: [text.rst] }\n",
    "files",
  ],
  "unused-variable": [
    "variables of specpress.yaml that no page shows",
    project(
      "events:\n  schemas: schemas\n  examples: examples\n  groups: { all_events: { match: '*' } }",
    ),
    project("events: { schemas: schemas, examples: examples }"),
    "project",
  ],
  "empty-text": [
    "texts of pages that are empty",
    "--- specification/text.rst\n\n",
    "--- specification/text.rst\nOne\n===",
    "files",
  ],
  "text-repeated": [
    "texts that appear twice in a list of files",
    "targets:\n  main: { files: [text.rst, text.rst] }",
    "targets:\n  main: { files: [text.rst] }",
    "targets",
  ],
  "unused-text": [
    "texts that are in no target",
    "--- specification/more.rst\nMore\n====",
    `--- specification/more.rst\nMore\n====\n--- specification/targets.yaml\n${targets("[text.rst, more.rst]")}`,
    "files",
  ],
};
