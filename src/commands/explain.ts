import { resolve } from "node:path";
import { isChangeCode } from "../base/change-rules.js";
import { nearest } from "../base/text.js";
import { explain as explainCode, explanations } from "../check/explain.js";
import { severitiesOf } from "../check/check.js";
import { languagesOf, loadSeverities } from "../load/load.js";
import { nearestProject } from "../load/nearest-project.js";
import { UsageError, type Given, type Io } from "./command.js";

/** `specpress explain`: what a code wants, with a wrong and a right sample, and how severe the project at hand makes it. */
export async function explain(given: Given, io: Io): Promise<number> {
  const all = explanations();
  const root = nearestProject(resolve("."));
  const languages = languagesOf(root);
  const settings = root === null ? new Map() : severitiesOf(loadSeverities({ root }));
  const texts = given.arguments.map((name) => {
    const found = all.find(({ code }) => code === name);
    if (found) return explainCode(found, settings, languages);
    if (isChangeCode(name))
      throw new UsageError(
        `"${name}" is a change, no finding; specpress diff --list says whom it breaks.`,
      );
    const near = nearest(
      name,
      all.map(({ code }) => code),
    );
    const advice =
      near.length > 0 ? `did you mean ${near.join(" or ")}?` : "specpress check --list shows them.";
    throw new UsageError(`there is no code "${name}"; ${advice}`);
  });
  io.out(texts.join("\n"));
  return 0;
}
