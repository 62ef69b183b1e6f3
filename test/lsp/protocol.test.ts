import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type InitializeResult,
} from "vscode-languageserver-protocol/node";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { serveEditor } from "../../src/lsp/lsp.js";
import { scratch, tinyProject } from "../program.js";
import { Editor, marked } from "./editor.js";

const path = "spec/index.rst";
const start = { line: 0, character: 0 };

test("the program speaks over standard input and output, and ends when it is told to", async () => {
  const root = scratch(tinyProject);
  const server = spawn(process.execPath, [resolve("dist/src/cli.js"), "lsp", "--stdio"]);
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const found = new Promise((done) =>
    connection.onNotification("textDocument/publishDiagnostics", done),
  );
  const { serverInfo } = await connection.sendRequest<InitializeResult>("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(root).href,
    capabilities: {},
  });
  expect(serverInfo!.name).toBe("specpress");
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: {
      uri: pathToFileURL(join(root, path)).href,
      languageId: "restructuredtext",
      version: 7,
      text: "Tiny\n====\n\nnothing_\n",
    },
  });
  expect(await found).toMatchObject({ version: 7, diagnostics: [{ code: "unknown-target" }] });
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  const [code] = (await once(server, "exit")) as [number];
  expect(code).toBe(0);
});

test("a client that is gone without shutdown is the exit code 1", async () => {
  const editor = await Editor.start(tinyProject);
  await editor.connection.sendNotification("exit");
  expect(await editor.ended).toBe(1);
});

let root: string;
let editor: Editor;

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "specpress-lsp-")));
  editor = await Editor.start(
    {},
    {
      general: { positionEncodings: ["utf-8", "utf-16"] },
      workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
    },
    root,
  );
});

afterAll(async () => {
  expect(await editor.end()).toBe(0);
  rmSync(root, { recursive: true });
});

test("columns count what client and server agree upon", async () => {
  expect(editor.initialized.capabilities.positionEncoding).toBe("utf-8");
  for (const [file, text] of Object.entries(tinyProject)) await editor.write(file, text);
  await editor.open(path, `${tinyProject[path]}\nö 😀 nothing_\n`);
  const [found] = await editor.untilCodes(path, "unknown-target");
  // Two bytes, a space, four bytes, a space.
  expect(found!.range).toEqual({
    start: { line: 7, character: 8 },
    end: { line: 7, character: 16 },
  });
  const { text, position } = marked("ö 😀 {{st¦\n");
  await editor.change(path, text);
  const list = await editor.ask<{ items: { label: string; textEdit: { range: unknown } }[] }>(
    "completion",
    path,
    { ...position, character: Buffer.byteLength("ö 😀 {{st") },
  );
  const item = list.items.find(({ label }) => label === "status_m_http_api");
  expect(item!.textEdit.range).toEqual({
    start: { line: 0, character: 10 },
    end: { line: 0, character: 12 },
  });
});

test("changes of pieces of a text, with CRLF, a byte order mark and emoji", async () => {
  await editor.change(path, "\uFEFFTiny\r\n====\r\n\r\n😀 word, wird\r\n");
  await editor.edit(path, [
    // The second letter of the second word; then its last one.
    { range: { start: { line: 3, character: 12 }, end: { line: 3, character: 13 } }, text: "o" },
    { range: { start: { line: 3, character: 15 }, end: { line: 3, character: 15 } }, text: "_" },
  ]);
  const first = () => editor.diagnostics.get(path)?.[0];
  await editor.until(() => String(first()?.message).includes('"word"'));
  expect(first()).toMatchObject({
    range: { start: { line: 3, character: 11 }, end: { line: 3, character: 16 } },
  });
});

test("the server asks to be told of files that others change", () => {
  expect(editor.asked).toMatchObject([
    { params: { registrations: [{ method: "workspace/didChangeWatchedFiles" }] } },
  ]);
});

test("what is no question of the protocol is answered as such", async () => {
  await expect(editor.connection.sendRequest("nonsense")).rejects.toThrow("no method nonsense");
  await expect(editor.connection.sendRequest("initialize", { capabilities: {} })).rejects.toThrow(
    "already",
  );
  await editor.connection.sendNotification("$/cancelRequest");
  expect(await editor.ask("hover", "../nowhere.rst", start)).toBeNull();
});

test.each<[string, string, object]>([
  ["a place before the text", "hover", { position: { line: -1, character: 0 } }],
  ["a place of words", "definition", { position: { line: "0", character: "0" } }],
  ["no place", "completion", {}],
  ["a new name that is none", "rename", { position: start, newName: 5 }],
  ["no range", "codeAction", { context: {} }],
  ["a document that is none", "documentSymbol", { textDocument: { uri: 5 } }],
])("what has another shape is refused, without a fault: %s", async (_, method, params) => {
  const faults = editor.faults.length;
  const textDocument = { uri: editor.uri(path) };
  const asked = editor.connection.sendRequest(`textDocument/${method}`, {
    textDocument,
    ...params,
  });
  await expect(asked).rejects.toMatchObject({ code: -32602 });
  expect(editor.faults.length).toBe(faults);
});

test("a text that is none leaves the one that is open as it was", async () => {
  await editor.change(path, "Tiny\n====\n\n:nope:`x`\n");
  await editor.untilCodes(path, "unknown-role");
  const textDocument = { uri: editor.uri(path), version: 100 };
  for (const contentChanges of [5, [null], [{ text: 5 }], [{ range: {}, text: "" }]])
    await editor.connection.sendNotification("textDocument/didChange", {
      textDocument,
      contentChanges,
    });
  await editor.connection.sendNotification("textDocument/didOpen", { textDocument });
  const position = { line: 3, character: 3 };
  expect(await editor.ask("hover", path, position)).toMatchObject({
    contents: { value: expect.stringContaining("unknown-role") },
  });
  expect(editor.faults).toEqual([]);
});

test.each([
  ["other://host/a.rst"],
  ["file://host/share/a.rst"],
  ["untitled:Untitled-1"],
  ["file:///%00/a.rst"],
  ["file:///%2e%2e/%2fetc/passwd"],
  ["no address"],
  [""],
])("an address that is no file of a project is answered with nothing: %j", async (uri) => {
  const textDocument = { uri, languageId: "x", version: 1, text: "nothing_\n" };
  await editor.connection.sendNotification("textDocument/didOpen", { textDocument });
  for (const method of ["hover", "completion", "definition", "prepareRename", "documentSymbol"])
    expect(
      await editor.connection.sendRequest(`textDocument/${method}`, {
        textDocument,
        position: start,
      }),
    ).toBeNull();
  await editor.connection.sendNotification("textDocument/didClose", { textDocument });
  expect(editor.faults).toEqual([]);
});

/** What a server answers to bytes, and its exit code. */
async function answersTo(...bytes: readonly string[]) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const fail = (error: unknown) => {
    throw error;
  };
  const ended = serveEditor({ input, output, version: "0", fail });
  for (const each of bytes) input.write(each);
  input.end();
  const code = await ended;
  return { code, text: String(output.read() ?? "") };
}

test("where one message ends and the next one begins is known, or the server ends", async () => {
  const framed = (text: string) => `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  const asked = framed('{"jsonrpc":"2.0","id":7,"method":"nothing"}');
  for (const harmless of ["5", "null", "[]", "{x}", '{"id":{},"method":5}', "[".repeat(100_000)])
    expect((await answersTo(framed(harmless), asked)).text).toContain("no method nothing");
  for (const [broken, why] of [
    ["Length: 5\r\n\r\nnull", "without its length"],
    ["Content-Length: -5\r\n\r\nnull", "without its length"],
    ["Content-Length: 99999999999999999999\r\n\r\nnull", "may have"],
    ["x".repeat(10_000), "without an end"],
  ] as const) {
    const { code, text } = await answersTo(broken, asked);
    expect([code, text]).toEqual([1, expect.stringContaining(why)]);
    expect(text).not.toContain("no method nothing");
  }
});
