import type { changelogCodes } from "../../base/codes/changelog.js";
import type { Samples } from "./sample.js";

const settings =
  '--- changelogs/main/pyproject.toml\n[tool.towncrier]\nfilename = "../main.rst"\ndirectory = "newsfragments"\n[[tool.towncrier.type]]\ndirectory = "feature"\nname = "Features"\nshowcontent = true\n';
const shown = "--- specification/text.rst\nOne\n===\n\n{{main_changelog}}\n";

/** Files. */
export const changelogSamples: Samples<keyof typeof changelogCodes> = {
  "stray-fragment": [
    "news fragments outside their folder",
    `${settings}--- changelogs/main/12.feature\nNews.`,
    `${settings}--- changelogs/main/newsfragments/12.feature\nNews.`,
  ],
  "unknown-changelog": [
    "changelogs that belong to no API",
    "--- changelogs/mian/newsfragments/12.feature\nNews.",
    "--- changelogs/main/newsfragments/12.feature\nNews.",
  ],
  "hidden-changelog-config": [
    "settings of a changelog in towncrier.toml and in pyproject.toml",
    `${settings}--- changelogs/main/towncrier.toml\n[tool.towncrier]\nfilename = "../main.rst"`,
    `${settings.replace("[tool.towncrier]\n", "[tool.other]\n").replace(/filename[^]*/, "")}--- changelogs/main/towncrier.toml\n[tool.towncrier]\nfilename = "../main.rst"`,
  ],
  "unknown-changelog-setting": [
    "settings of changelogs that towncrier does not have",
    `${settings.replace("directory", 'titel_format = "{version}"\ndirectory')}--- changelogs/main/newsfragments/12.feature\nNews.`,
    `${settings.replace("directory", 'title_format = "{version}"\ndirectory')}--- changelogs/main/newsfragments/12.feature\nNews.`,
  ],
  "fragment-issue-pattern": [
    "news fragments whose issue the settings do not allow",
    `${settings.replace("directory", 'issue_pattern = "[0-9]{3}"\ndirectory')}--- changelogs/main/newsfragments/12.feature\nNews.`,
    `${settings.replace("directory", 'issue_pattern = "[0-9]{3}"\ndirectory')}--- changelogs/main/newsfragments/123.feature\nNews.`,
  ],
  "hidden-orphan": [
    "news fragments without an issue of a type that shows only issues",
    `${settings.replace("true", "false")}--- changelogs/main/newsfragments/+a.feature\nNews.`,
    `${settings.replace("true", "false")}--- changelogs/main/newsfragments/12.feature\nNews.`,
  ],
  "unreadable-history": [
    "files of past entries in which no version is a title",
    `${settings}--- changelogs/main.rst\n**1.0**\n\n- News.`,
    `${settings}--- changelogs/main.rst\n1.0\n===\n\n- News.`,
  ],
  "no-changelog-config": [
    "changelogs without settings",
    `${shown}--- changelogs/main/newsfragments/12.feature\nNews.`,
    `${shown}${settings}--- changelogs/main/newsfragments/12.feature\nNews.`,
  ],
  "bad-changelog-config": [
    "settings of changelogs that cannot be used",
    `${shown}--- changelogs/main/pyproject.toml\n[tool.towncrier\n`,
    `${shown}${settings}`,
  ],
  "unknown-fragment": [
    "files among the news fragments that are none",
    `${shown}${settings}--- changelogs/main/newsfragments/12.festure\nNews.`,
    `${shown}${settings}--- changelogs/main/newsfragments/12.feature\nNews.`,
  ],
  "duplicate-fragment": [
    "news fragments that are there twice",
    `${shown}${settings}--- changelogs/main/newsfragments/12.feature\nNews.\n--- changelogs/main/newsfragments/12.feature.rst\nMore.`,
    `${shown}${settings}--- changelogs/main/newsfragments/12.feature\nNews.\n--- changelogs/main/newsfragments/12.feature.1\nMore.`,
  ],
  "fragment-issue": [
    "news fragments that are for no number",
    `${settings}--- changelogs/main/newsfragments/typo.feature\nNews.`,
    `${settings}--- changelogs/main/newsfragments/12.feature\nNews.`,
  ],
  "empty-fragment": [
    "news fragments that say nothing",
    `${settings}--- changelogs/main/newsfragments/12.feature\n`,
    `${settings}--- changelogs/main/newsfragments/12.feature\nNews.`,
  ],
  "fragment-full-stop": [
    "news fragments that do not end with a full stop",
    `${settings}--- changelogs/main/newsfragments/12.feature\nSay more`,
    `${settings}--- changelogs/main/newsfragments/12.feature\nSay more.`,
  ],
  "fragment-mark": [
    "news fragments that begin as items of a list",
    `${settings}--- changelogs/main/newsfragments/12.feature\n- Say more.`,
    `${settings}--- changelogs/main/newsfragments/12.feature\nSay more.`,
  ],
  "fragment-last-line": [
    "news fragments whose last line has no end",
    "News.",
    "News.\\n",
    "sketch",
  ],
  "interrupted-release": [
    "releases that were interrupted",
    "$ specpress release main=r1.1\n^C, or the machine went down",
    "$ specpress release --undo",
    "sketch",
  ],
  "no-changelog-section": [
    "versions that a changelog does not have",
    `${shown}${settings}--- changelogs/main.rst\nr1\n==\n\n- News.\n--- specpress.yaml\nname: Sample\nspecification: specification\napis: { main: { title: Main, openapi: api, suffix: m, version: V } }\nchangelogs: changelogs\nlabels: { V: r2 }`,
    `${shown}${settings}--- changelogs/main.rst\nr1\n==\n\n- News.\n--- specpress.yaml\nname: Sample\nspecification: specification\napis: { main: { title: Main, openapi: api, suffix: m, version: V } }\nchangelogs: changelogs\nlabels: { V: r1 }`,
  ],
  "bad-template": [
    "templates that cannot be printed",
    "--- specpress.yaml\nname: Sample\nspecification: specification\nevents: { schemas: schemas, examples: examples }\ntemplates: templates\n--- templates/event.hbs\n{{#if event}}\n--- specification/text.rst\nOne\n===\n\n{{m_sample_event}}",
    "--- specpress.yaml\nname: Sample\nspecification: specification\nevents: { schemas: schemas, examples: examples }\ntemplates: templates\n--- templates/event.hbs\nEvents\n--- specification/text.rst\nOne\n===\n\n{{m_sample_event}}",
  ],
  "no-template": [
    "templates that do not exist",
    "--- specpress.yaml\nname: Sample\nspecification: specification\nevents: { schemas: schemas, examples: examples, groups: { all: { match: '*', template: msgtpe } } }\n--- specification/text.rst\nOne\n===\n\n{{all}}",
    "--- specpress.yaml\nname: Sample\nspecification: specification\nevents: { schemas: schemas, examples: examples, groups: { all: { match: '*', template: msgtype } } }\n--- specification/text.rst\nOne\n===\n\n{{all}}",
  ],
};
