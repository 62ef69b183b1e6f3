import { isArray, isObject } from "../../data/data.js";
import type { Located } from "../../data/located.js";
import { below } from "../document-reader.js";
import type { ApiDocument, Server } from "../model.js";
import { valueAt } from "../references.js";
import { operationsOf, type Rule, type RuleContext } from "../rule.js";
import { variablesIn } from "../servers.js";

/** The variables of servers are defined and used; their defaults are among their values. */
export const servers: Rule = {
  codes: [
    "server-variable-undefined",
    "server-variable-unused",
    "server-variable-default",
    "server-variable-unlisted",
  ],
  check(documents, cx) {
    for (const document of documents) {
      // The addresses of OpenAPI 2 have no variables, which is said of its fields.
      if (document.version === "2.0") continue;
      const isStrict = !document.version.startsWith("3.0");
      for (const server of serversOf(document)) checkServer(server, isStrict, cx);
    }
  },
};

function serversOf(document: ApiDocument): ReadonlySet<Server> {
  const all = new Set(document.servers);
  for (const { operation } of operationsOf([document])) {
    for (const server of operation.servers) all.add(server);
    for (const { links } of operation.responses)
      for (const { server } of links) if (server) all.add(server);
  }
  return all;
}

/** `isStrict`: the default must be among the values of a variable; in OpenAPI 3.0 it should. */
function checkServer({ at, url, variables }: Server, isStrict: boolean, cx: RuleContext): void {
  const used = new Set(variablesIn(url));
  const defined = variables.map(({ name }) => name);
  for (const name of used)
    if (!isDefined(at, name))
      cx.report(
        "server-variable-undefined",
        below(at, "url"),
        [name, url, ...cx.near(name, defined)],
        { detail: name },
      );
  for (const { at: place, name, default: value, enum: values } of variables) {
    if (!used.has(name)) cx.report("server-variable-unused", place, [name, url], { of: "key" });
    const written = valueAt(below(place, "enum"));
    const isReadable = isArray(written) && written.length === values?.length;
    if (!values || !isReadable || values.length === 0 || values.includes(value)) continue;
    const code = isStrict ? "server-variable-default" : "server-variable-unlisted";
    cx.report(code, below(place, "default"), [value, name, ...cx.near(value, values)]);
  }
}

/** Whether there is a variable, perhaps one that cannot be read, which is reported with the structure. */
function isDefined(server: Located, name: string): boolean {
  const variables = valueAt(below(server, "variables"));
  return isObject(variables) ? Object.hasOwn(variables, name) : variables !== undefined;
}
