/** What a client sends, as far as the server uses it: what has another shape is refused before anything is done with it. */

type Guard = (value: unknown) => boolean;

const isString: Guard = (value) => typeof value === "string";
const isBoolean: Guard = (value) => typeof value === "boolean";
const isCount: Guard = (value) => Number.isInteger(value) && (value as number) >= 0;
const isInteger: Guard = (value) => Number.isInteger(value);
const orNothing =
  (guard: Guard): Guard =>
  (value) =>
    value === undefined || value === null || guard(value);
const listOf =
  (guard: Guard): Guard =>
  (value) =>
    Array.isArray(value) && value.every(guard);
const withFields =
  (fields: Readonly<Record<string, Guard>>): Guard =>
  (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.entries(fields).every(([name, guard]) =>
      guard((value as Record<string, unknown>)[name]),
    );

const position = withFields({ line: isCount, character: isCount });
const range = withFields({ start: position, end: position });
const named = withFields({ uri: isString });
const ofDocument = { textDocument: named };
const atPlace = { ...ofDocument, position };
const anything = withFields({});

const shapes: ReadonlyMap<string, Guard> = new Map([
  [
    "initialize",
    withFields({
      capabilities: withFields({
        general: orNothing(withFields({ positionEncodings: orNothing(listOf(isString)) })),
        workspace: orNothing(withFields({ didChangeWatchedFiles: orNothing(anything) })),
      }),
      workspaceFolders: orNothing(listOf(named)),
      rootUri: orNothing(isString),
    }),
  ],
  [
    "textDocument/didOpen",
    withFields({
      textDocument: withFields({ uri: isString, version: isInteger, text: isString }),
    }),
  ],
  [
    "textDocument/didChange",
    withFields({
      textDocument: withFields({ uri: isString, version: orNothing(isInteger) }),
      contentChanges: listOf(withFields({ text: isString, range: orNothing(range) })),
    }),
  ],
  ["workspace/didChangeWatchedFiles", withFields({ changes: listOf(named) })],
  [
    "workspace/didChangeWorkspaceFolders",
    withFields({ event: withFields({ added: listOf(named), removed: listOf(named) }) }),
  ],
  ["workspace/symbol", withFields({ query: isString })],
  ["textDocument/completion", withFields(atPlace)],
  ["textDocument/definition", withFields(atPlace)],
  ["textDocument/hover", withFields(atPlace)],
  ["textDocument/prepareRename", withFields(atPlace)],
  [
    "textDocument/references",
    withFields({ ...atPlace, context: withFields({ includeDeclaration: isBoolean }) }),
  ],
  ["textDocument/rename", withFields({ ...atPlace, newName: isString })],
  [
    "textDocument/codeAction",
    withFields({
      ...ofDocument,
      range,
      context: withFields({ only: orNothing(listOf(isString)) }),
    }),
  ],
]);

/** Whether the parameters of a method are what the protocol says; those of methods without a row name a document. */
export function areParamsOf(method: string, params: unknown): boolean {
  return (shapes.get(method) ?? withFields(ofDocument))(params);
}
