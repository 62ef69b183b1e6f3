import { isArray, isObject } from "../../data/data.js";
import type { Located } from "../../data/located.js";
import { below } from "../document-reader.js";
import type { Server } from "../model.js";
import { valueAt } from "../references.js";
import { operationsOf, type Rule, type RuleContext } from "../rule.js";
import { variablesIn } from "../servers.js";

/** The variables of servers are defined and used; their defaults are among their values. */
export const servers: Rule = {
  codes: ["server-variable-undefined", "server-variable-unused", "server-variable-default"],
  check(documents, cx) {
    // The addresses of OpenAPI 2 have no variables, which is said of its fields.
    const later = documents.filter(({ version }) => version !== "2.0");
    const all = new Set(later.flatMap((document) => document.servers));
    for (const { operation } of operationsOf(later)) {
      for (const server of operation.servers) all.add(server);
      for (const { links } of operation.responses)
        for (const { server } of links) if (server) all.add(server);
    }
    for (const server of all) checkServer(server, cx);
  },
};

function checkServer({ at, url, variables }: Server, cx: RuleContext): void {
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
    if (values && isReadable && values.length > 0 && !values.includes(value))
      cx.report("server-variable-default", below(place, "default"), [
        value,
        name,
        ...cx.near(value, values),
      ]);
  }
}

/** Whether there is a variable, perhaps one that cannot be read, which is reported with the structure. */
function isDefined(server: Located, name: string): boolean {
  const variables = valueAt(below(server, "variables"));
  return isObject(variables) ? Object.hasOwn(variables, name) : variables !== undefined;
}
