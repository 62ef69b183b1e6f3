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
