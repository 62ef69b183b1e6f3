import { verbatim, verbatimLines } from "../base/verbatim.js";
import type { Project } from "../load/project.js";
import type { ApiDocument, BodyExample, Endpoint, Response, TypeTable } from "../model/model.js";
import { requestText } from "./http-request.js";
import { jsonText } from "../data/json-text.js";
import type { Recorder } from "./recorder.js";
import { type TableRow, simpleTable } from "./rst-table.js";
import { type TableView, headOf, rowsOf, tableView } from "./tables.js";

/** The endpoints of a file as they are shown: those whose path contains one of `first` lead, in that order. */
export function orderEndpoints(
  document: ApiDocument,
  first: readonly string[],
): readonly Endpoint[] {
  const ordered = new Set<Endpoint>();
  for (const part of first)
    for (const endpoint of document.endpoints)
      if (endpoint.path.includes(part)) ordered.add(endpoint);
  return [...new Set([...ordered, ...document.endpoints])];
}

/** What the template `http-api` prints. */
export function endpointView(endpoint: Endpoint, project: Project, recorder: Recorder): object {
  const name = `\`\`${verbatim(`${endpoint.method} ${endpoint.path}`)}\`\``;
  const table = (each: TypeTable) => tableView(each, "Parameter", recorder);
  return {
    title: recorder.heading(endpoint.deprecated ? `Deprecated: ${name}` : name, endpoint.at),
    warning: endpoint.deprecated ? deprecation(project, recorder) : "",
    description: recorder.tell(endpoint.description),
    rateLimited: endpoint.rateLimited,
    requiresAuth: endpoint.auth !== "none",
    optionalAuth: endpoint.auth === "optional",
    shows: {
      rateLimited: project.config.show["rate-limited"] !== false,
      requiresAuth: project.config.show["requires-auth"],
    },
    requestTables: [...parameterTable(endpoint, recorder), ...endpoint.bodyTables.map(table)],
    responseHeaders: headerTable(endpoint, recorder),
    responseTables: endpoint.responseTables.map(table),
    request: verbatimLines(requestText(endpoint)),
    severalResponses: endpoint.responses.length > 1,
    responses: endpoint.responses.map((response) => responseView(response, recorder)),
  };
}

function deprecation({ config, configFile }: Project, recorder: Recorder): string {
  const text = config.notices["deprecated"] ?? "";
  return recorder.tellFrom(text, configFile.source, "notices", "deprecated");
}

/** One table for all places a parameter can be in, each under a row of its own. */
function parameterTable({ parameters }: Endpoint, recorder: Recorder): readonly TableView[] {
  if (parameters.length === 0) return [];
  const rows = parameters.flatMap(({ location, rows: own }): readonly TableRow[] => [
    { spanning: `*${verbatim(`${location} parameters`)}*` },
    ...rowsOf(own, recorder),
  ]);
  return [{ title: "", rows: simpleTable(headOf("Parameter", recorder), rows) }];
}

function headerTable({ responseHeaders }: Endpoint, recorder: Recorder): readonly TableView[] {
  if (responseHeaders.length === 0) return [];
  return [
    {
      title: "",
      rows: simpleTable(headOf("Parameter", recorder), rowsOf(responseHeaders, recorder)),
    },
  ];
}

function responseView({ status, description, example }: Response, recorder: Recorder): object {
  return {
    status: verbatim(status),
    description: recorder.tell(description),
    example: exampleText(example),
    language: example && "isOther" in example ? "text" : "json",
  };
}

function exampleText(example: BodyExample | null): string {
  if (!example) return "";
  return "text" in example ? verbatimLines(example.text) : jsonText(example.json, { indent: 2 });
}
