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
    const all = new Set(documents.flatMap((document) => document.servers));
    for (const { operation } of operationsOf(documents)) {
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
    if (values && values.length > 0 && !values.includes(value))
      cx.report("server-variable-default", below(place, "default"), [
        value,
        name,
        ...cx.near(value, values),
      ]);
  }
}

/** Whether there is a variable, perhaps one that cannot be read, which is reported with the structure. */
function isDefined(server: Located, name: string): boolean {
  return valueAt(below(server, "variables", name)) !== undefined;
}
