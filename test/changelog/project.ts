import { tinyProject } from "../program.js";

/** A project with a changelog: one release and three fragments, one of them for no issue. */
export const newsProject = {
  ...tinyProject,
  "specpress.yaml": `${tinyProject["specpress.yaml"]}changelogs: changelogs\n`,
  "changelogs/main/pyproject.toml": `[tool.towncrier]
filename = "../main.rst"
directory = "newsfragments"
issue_format = "\`#{issue} <https://issues.example/{issue}>\`_"
title_format = "{version}"

[[tool.towncrier.type]]
directory = "new"
name = "New"
showcontent = true

[[tool.towncrier.type]]
directory = "fix"
name = "Fixes"
showcontent = true
`,
  "changelogs/main/newsfragments/7.fix": "Say *when* it was up.\n",
  "changelogs/main/newsfragments/12.new": "Add ``GET /status``.\n",
  "changelogs/main/newsfragments/+typo.fix": "Mend a typo.\n",
  "changelogs/main.rst": `r1.0
====

New
---

- Begin. (\`#1 <https://issues.example/1>\`_)

  - Within.
- Two :sup:\`2\`::

    code

r0.9
====

- Other:

  - By hand.
`,
} as const;

/** What a release of r1.1 puts on top. */
export const newEntry = `r1.1
====

New
---

- Add \`\`GET /status\`\`. (\`#12 <https://issues.example/12>\`_)


Fixes
-----

- Say *when* it was up. (\`#7 <https://issues.example/7>\`_)
- Mend a typo.
`;
