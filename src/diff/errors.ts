import type { JsonObject } from "../data/data.js";
import { factOf, type Subject } from "./facts.js";
import type { OperationsContext } from "./operations.js";
import { listAt, textAt, type Reader } from "./side.js";

/** Compares the codes of errors that operations of both versions answer with; what is new brings its own. */
export function compareErrors({ before, after, tell }: OperationsContext): void {
  const ids = (reader: Reader) =>
    new Map(
      listAt(reader.spec, "apis").flatMap((api) =>
        listAt(api, "operations").map(
          (each) => [textAt(each, "id"), { operation: each, api }] as const,
        ),
      ),
    );
  const [wasThere, isThere] = [ids(before), ids(after)];
  const [was, is] = [usesIn(before), usesIn(after)];
  const subject = (id: string): Subject => {
    const [one, other] = [wasThere.get(id), isThere.get(id)];
    const { operation, api } = (other ?? one)!;
    return {
      kind: "operation",
      name: `${textAt(operation, "method")} ${textAt(operation, "path")}`,
      id,
      group: textAt(api, "name"),
      before: one ? before.placeOf(one.operation) : null,
      after: other ? after.placeOf(other.operation) : null,
    };
  };
  const compare = (
    code: "error-code-added" | "error-code-removed",
    from: ReadonlyMap<string, Use>,
    to: ReadonlyMap<string, Use>,
  ) => {
    for (const [key, { error, operation }] of to)
      if (!from.has(key) && wasThere.has(operation) && isThere.has(operation))
        tell(
          factOf(code, subject(operation), {
            name: error,
            words: [error, textAt(wasThere.get(operation)!.operation, "path")],
          }),
        );
  };
  compare("error-code-added", was, is);
  compare("error-code-removed", is, was);
}

interface Use {
  readonly error: string;
  readonly operation: string;
}

function usesIn({ spec }: Reader): ReadonlyMap<string, Use> {
  return new Map(
    listAt(spec, "errors").flatMap((error: JsonObject) =>
      listAt(error, "responses").map((each) => {
        const use = { error: textAt(error, "code"), operation: textAt(each, "operation") };
        return [`${use.error} ${use.operation}`, use] as const;
      }),
    ),
  );
}
