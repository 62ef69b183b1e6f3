import { PassThrough } from "node:stream";
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { serveEditor } from "../../src/lsp/lsp.js";
import { scratch } from "../program.js";

/** An editor as a test drives it: speaks to the server over streams, and has some texts open. */
export class Editor {
  /** What was told last of each file, by its path. */
  readonly diagnostics = new Map<string, readonly Diagnostic[]>();
  readonly faults: unknown[] = [];
  /** Requests of the server. */
  readonly asked: { readonly method: string; readonly params: unknown }[] = [];
  initialized!: InitializeResult;
  readonly #texts = new Map<string, { version: number; text: string }>();
  #waiting: (() => void)[] = [];

  private constructor(
    readonly root: string,
    readonly connection: ProtocolConnection,
    readonly ended: Promise<number>,
  ) {
    connection.onNotification(
      "textDocument/publishDiagnostics",
      (params: PublishDiagnosticsParams) => {
        this.diagnostics.set(this.#path(params.uri), params.diagnostics);
        const waiting = this.#waiting;
        this.#waiting = [];
        for (const go of waiting) go();
      },
    );
    connection.onRequest("client/registerCapability", (params: unknown) => {
      this.asked.push({ method: "client/registerCapability", params });
      return null;
    });
  }

  /** An editor with a project of these files open. */
  static async start(
    files: Readonly<Record<string, string | Uint8Array>>,
    capabilities: ClientCapabilities = {},
    root: string = realpathSync(scratch(files)),
    folders?: readonly string[],
  ): Promise<Editor> {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const faults: unknown[] = [];
    const ended = serveEditor({
      input,
      output,
      version: "0",
      pause: 5,
      fail: (error) => faults.push(error),
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(output),
      new StreamMessageWriter(input),
    );
    connection.listen();
    const editor = new Editor(root, connection, ended);
    editor.faults.length = 0;
    Object.assign(editor, { faults });
    editor.initialized = await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(root).href,
      capabilities,
      ...(folders && {
        workspaceFolders: folders.map((path) => ({ uri: pathToFileURL(path).href, name: path })),
      }),
    });
    await connection.sendNotification("initialized", {});
    return editor;
  }

  uri(path: string): string {
    return pathToFileURL(join(this.root, path)).href;
  }

  #path(uri: string): string {
    const root = `${pathToFileURL(this.root).href}/`;
    return uri.startsWith(root) ? decodeURIComponent(uri.slice(root.length)) : uri;
  }

  isOpen(path: string): boolean {
    return this.#texts.has(path);
  }

  text(path: string): string {
    return this.#texts.get(path)!.text;
  }

  async open(path: string, text: string): Promise<void> {
    this.#texts.set(path, { version: 1, text });
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: this.uri(path), languageId: "plaintext", version: 1, text },
    });
  }

  /** Change the whole text of a file that is open. */
  async change(path: string, text: string): Promise<void> {
    const version = this.#texts.get(path)!.version + 1;
    this.#texts.set(path, { version, text });
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri(path), version },
      contentChanges: [{ text }],
    });
  }

  /** Change pieces of a file that is open; what it holds then, the server knows. */
  async edit(path: string, contentChanges: readonly object[]): Promise<void> {
    const version = ++this.#texts.get(path)!.version;
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri(path), version },
      contentChanges,
    });
  }

  async close(path: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didClose", {
      textDocument: { uri: this.uri(path) },
    });
  }

  /** Write a file on the disk, as another program does, and tell of it. */
  async write(path: string, text: string): Promise<void> {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
    await this.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: this.uri(path), type: 2 }],
    });
  }

  /** Wait until what was told is as wanted. */
  async until(isRight: () => boolean): Promise<void> {
    const end = performance.now() + 25_000;
    while (!isRight()) {
      if (performance.now() > end)
        throw new Error(`still: ${JSON.stringify([...this.diagnostics])} ${String(this.faults)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1000);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  codes(path: string): readonly string[] {
    return (this.diagnostics.get(path) ?? []).map(({ code }) => String(code));
  }

  /** Wait for findings of these codes in a file. */
  async untilCodes(path: string, ...codes: readonly string[]): Promise<readonly Diagnostic[]> {
    await this.until(() => JSON.stringify(this.codes(path)) === JSON.stringify(codes));
    return this.diagnostics.get(path) ?? [];
  }

  /** Ask something of a place, which a bar marks in what the text is to be. */
  ask<T>(method: string, path: string, position: Position, more: object = {}): Promise<T> {
    return this.connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri: this.uri(path) },
      position,
      ...more,
    });
  }

  async end(): Promise<number> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    return this.ended;
  }
}

/** A new folder with these files, for all tests of a file, which remove it. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "specpress-lsp-")));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A text without the bar that marks a place in it, and the place. */
export function marked(
  text: string,
  mark = "¦",
): { readonly text: string; readonly position: Position } {
  const at = text.indexOf(mark);
  if (at === -1) throw new Error(`no ${mark} in ${text}`);
  const before = text.slice(0, at);
  const line = before.split(/\r\n?|\n/).length - 1;
  const character = at - Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) - 1;
  return { text: before + text.slice(at + mark.length), position: { line, character } };
}

/** A text with the edits of an editor. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  const at = ({ line, character }: Position) => starts[line]! + character;
  let result = text;
  for (const { range, newText } of [...edits].sort((a, b) => at(b.range.start) - at(a.range.start)))
    result = result.slice(0, at(range.start)) + newText + result.slice(at(range.end));
  return result;
}

/** The edits of one file. */
export function editsFor(edit: WorkspaceEdit | null, uri: string): readonly TextEdit[] {
  return edit?.changes?.[uri] ?? [];
}
