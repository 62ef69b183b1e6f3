import { verbatim, verbatimLabel } from "../base/verbatim.js";
import type { Project } from "../load/project.js";
import type { Recorder } from "./recorder.js";
import { simpleTable } from "./rst-table.js";
import type { TableView } from "./tables.js";

/** The table of all APIs: name, linked to its page, version, purpose. */
export function apisView(project: Project, recorder: Recorder): TableView {
  const rows = project.apis.map(({ name, config }) => {
    const version = project.labels.get(config.version) ?? `%${config.version}%`;
    const page = `${name.split("@")[0]}/${version}.html`;
    const tell = (key: "title" | "purpose") =>
      recorder.tellFrom(config[key], project.configFile.source, "apis", name, key);
    return [
      `\`${verbatim(tell("title"))} <${verbatim(page)}>\`_`,
      verbatimLabel(version),
      tell("purpose"),
    ];
  });
  return { title: "", rows: simpleTable(["API", "Version", "Description"], rows) };
}
