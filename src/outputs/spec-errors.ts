import { errorCodesOf } from "../api/api.js";
import type { Spec } from "../spec.js";
import type { Texts } from "./texts.js";
import { outObject, type OutObject } from "./tree.js";

/** Where a code of an error is written. */
interface Use {
  readonly operation: string;
  readonly status: string;
  /** Of the response. */
  readonly permalink: string | undefined;
}

/**
 * All codes of errors, in the order of their letters, with the operations that answer with them: the values that
 * properties of these names have in the examples of responses, and those that their schemas allow.
 */
export function errorsOf(
  { apis }: Spec,
  names: readonly string[],
  texts: Pick<Texts, "plain" | "partAddress">,
): readonly OutObject[] {
  const { plain } = texts;
  const wanted = new Set(names);
  const uses = new Map<string, Use[]>();
  for (const { api, documents } of apis)
    for (const { document } of documents)
      for (const operation of document.operations) {
        const id = `${api.name} ${operation.method} ${plain(operation.basePath + operation.path)}`;
        for (const response of operation.responses)
          for (const code of errorCodesOf(response, wanted))
            addUse(uses, plain(code), {
              operation: id,
              status: response.status,
              permalink: texts.partAddress(response.at),
            });
      }
  return [...uses]
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([code, found]) =>
      outObject({
        code,
        responses: found.map((use) => outObject({ ...use })),
      }),
    );
}

function addUse(uses: Map<string, Use[]>, code: string, use: Use): void {
  const known = uses.get(code) ?? [];
  uses.set(code, known);
  const isKnown = known.some(
    ({ operation, status }) => operation === use.operation && status === use.status,
  );
  if (!isKnown) known.push(use);
}
