import { dirname } from "node:path";
import type { Readable, Writable } from "node:stream";
import type {
  CodeActionParams,
  CompletionParams,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DidSaveTextDocumentParams,
  DocumentSymbolParams,
  InitializeParams,
  InitializeResult,
  ReferenceParams,
  RenameParams,
  TextDocumentPositionParams,
  WorkspaceSymbolParams,
} from "vscode-languageserver-protocol";
import { nearestProject } from "../load/nearest-project.js";
import { actionKinds, actionsFor } from "./actions.js";
import { Checker } from "./checker.js";
import { completionAt, triggers } from "./completion/completion.js";
import { definitionAt } from "./definition.js";
import { diagnosticsByPath } from "./diagnostics.js";
import { Documents } from "./documents.js";
import type { Facts } from "./facts.js";
import { hoverAt } from "./hover.js";
import { areParamsOf } from "./params.js";
import { encodingOf, type Encoding } from "./positions.js";
import { prepareRename, referencesTo, rename } from "./references.js";
import { errors, Rpc, RpcError } from "./rpc.js";
import { symbolsIn, symbolsOf } from "./symbols.js";
import { pathOfUri, realPath, Workspace } from "./workspace.js";

/**
 * A language server: tells an editor what `check` finds in the files as they are being written, and answers what it asks
 * of a place. Checks run in a thread; answers are made here, from the text at hand and what the last check found.
 *
 * @see https://microsoft.github.io/language-server-protocol/specifications/lsp/3.18/specification/
 */

export interface ServerOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly version: string;
  /** Is told of faults of the program. */
  readonly fail: (error: unknown) => void;
  /** How long to wait for further changes before a check, in ms. */
  readonly pause?: number;
}

/** Serve until the client says `exit`, or is gone; the exit code. */
export function serveEditor(options: ServerOptions): Promise<number> {
  return new Promise((resolve) => new Server(options, resolve));
}

const usualPause = 150;

class Server {
  readonly #rpc: Rpc;
  readonly #options: ServerOptions;
  readonly #exit: (code: number) => void;
  readonly #checker: Checker;
  readonly #documents: Documents;
  /** Projects by their root. */
  readonly #workspaces = new Map<string, Workspace>();
  /** URIs that have findings, by project. */
  readonly #published = new Map<Workspace, ReadonlySet<string>>();
  readonly #timers = new Map<Workspace, NodeJS.Timeout>();
  #encoding: Encoding = "utf-16";
  #state: "new" | "ready" | "shut down" | "gone" = "new";
  #canRegister = false;
  #watchdog: NodeJS.Timeout | undefined;

  constructor(options: ServerOptions, exit: (code: number) => void) {
    this.#options = options;
    this.#exit = exit;
    this.#documents = new Documents(() => this.#encoding);
    this.#checker = new Checker(options.fail);
    this.#rpc = new Rpc(options.input, options.output, options.fail, () => this.#end());
    this.#listen();
  }

  #listen(): void {
    const rpc = this.#rpc;
    rpc.onRequest("initialize", (params) => this.#initialize(params as InitializeParams));
    rpc.onRequest("shutdown", () => void (this.#state = "shut down"));
    rpc.onNotification("exit", () => this.#end());
    rpc.onNotification("initialized", () => this.#initialized());
    this.#on<DidOpenTextDocumentParams>("textDocument/didOpen", ({ textDocument }) => {
      this.#documents.open(textDocument);
      this.#changed(textDocument.uri);
    });
    this.#on<DidChangeTextDocumentParams>("textDocument/didChange", (params) => {
      const { uri, version } = params.textDocument;
      if (this.#documents.change(uri, version, params.contentChanges)) this.#changed(uri);
    });
    this.#on<DidCloseTextDocumentParams>("textDocument/didClose", ({ textDocument: { uri } }) => {
      this.#documents.close(uri);
      const at = this.#at(uri);
      if (!at) return;
      at.workspace.close(at.path);
      this.#checkSoon(at.workspace);
    });
    this.#on<DidSaveTextDocumentParams>("textDocument/didSave", ({ textDocument: { uri } }) => {
      const at = this.#at(uri);
      if (at) this.#refresh(at.workspace);
    });
    this.#on<DidChangeWatchedFilesParams>("workspace/didChangeWatchedFiles", ({ changes }) => {
      for (const { uri } of changes) this.#find(uri);
      for (const workspace of this.#workspaces.values())
        if (changes.some(({ uri }) => workspace.pathOf(uri) !== null)) this.#refresh(workspace);
    });
    this.#on<DidChangeWorkspaceFoldersParams>(
      "workspace/didChangeWorkspaceFolders",
      ({ event }) => {
        for (const { uri } of event.added) this.#addRoot(uri);
        for (const { uri } of event.removed) this.#removeRoot(uri);
      },
    );
    this.#answer<TextDocumentPositionParams & CompletionParams>("completion", completionAt);
    this.#answer<TextDocumentPositionParams>("definition", definitionAt);
    this.#answer<TextDocumentPositionParams>("hover", hoverAt);
    this.#answer<ReferenceParams>("references", (workspace, path, offset, { context }) =>
      referencesTo(workspace, path, offset, context.includeDeclaration),
    );
    this.#answer<TextDocumentPositionParams>("prepareRename", prepareRename);
    this.#answer<RenameParams>("rename", (workspace, path, offset, { newName }) =>
      rename(workspace, path, offset, newName),
    );
    this.#answerOf<DocumentSymbolParams>("documentSymbol", symbolsOf);
    this.#answerWhenReady<WorkspaceSymbolParams>("workspace/symbol", ({ query }) =>
      [...this.#workspaces.values()].flatMap((workspace) => symbolsIn(workspace, query)),
    );
    this.#answerOf<CodeActionParams>("codeAction", (workspace, path, { range, context }) =>
      actionsFor(workspace, path, range, context.only),
    );
  }

  #on<P>(method: string, listener: (params: P) => void): void {
    this.#rpc.onNotification(method, (params) => {
      if (this.#state === "ready" && areParamsOf(method, params)) listener(params as P);
    });
  }

  /** What is asked once the server is ready. */
  #answerWhenReady<P>(method: string, answer: (params: P) => unknown): void {
    this.#rpc.onRequest(method, (given) => {
      if (this.#state === "new")
        throw new RpcError(errors.notInitialized, "The server is not initialized.");
      if (this.#state !== "ready")
        throw new RpcError(errors.invalidRequest, "The server is shut down.");
      expectParams(method, given);
      return answer(given as P);
    });
  }

  /** What is asked of a file; `null` is answered of those of no project. */
  #answerOf<P extends { readonly textDocument: { readonly uri: string } }>(
    method: string,
    answer: (workspace: Workspace, path: string, params: P) => unknown,
  ): void {
    this.#answerWhenReady<P>(`textDocument/${method}`, (params) => {
      const at = this.#at(params.textDocument.uri);
      return at ? answer(at.workspace, at.path, params) : null;
    });
  }

  /** What is asked of a place. */
  #answer<P extends TextDocumentPositionParams>(
    method: string,
    answer: (workspace: Workspace, path: string, offset: number, params: P) => unknown,
  ): void {
    this.#answerOf<P>(method, (workspace, path, params) => {
      const source = workspace.source(path);
      if (!source) return null;
      const offset = workspace.positions(source).offset(params.position);
      return answer(workspace, path, offset, params);
    });
  }

  #initialize(params: InitializeParams): InitializeResult {
    if (this.#state !== "new")
      throw new RpcError(errors.invalidRequest, "The server is initialized already.");
    expectParams("initialize", params);
    const { capabilities, processId, workspaceFolders } = params;
    this.#encoding = encodingOf(capabilities.general?.positionEncodings);
    this.#canRegister = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    this.#state = "ready";
    if (typeof processId === "number") this.#watch(processId);
    const folders = workspaceFolders?.map(({ uri }) => uri) ?? [];
    const roots = folders.length > 0 ? folders : params.rootUri ? [params.rootUri] : [];
    for (const uri of roots) this.#addRoot(uri);
    return {
      serverInfo: { name: "specpress", version: this.#options.version },
      capabilities: {
        positionEncoding: this.#encoding,
        textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
        completionProvider: { triggerCharacters: triggers },
        definitionProvider: true,
        hoverProvider: true,
        referencesProvider: true,
        renameProvider: { prepareProvider: true },
        documentSymbolProvider: true,
        workspaceSymbolProvider: true,
        codeActionProvider: { codeActionKinds: [...actionKinds] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  /** Ask to be told of files that other programs change. */
  #initialized(): void {
    if (!this.#canRegister) return;
    const registerOptions = { watchers: [{ globPattern: "**/*" }] };
    const method = "workspace/didChangeWatchedFiles";
    const registrations = [{ id: "files", method, registerOptions }];
    void this.#rpc.ask("client/registerCapability", { registrations });
  }

  /** A client that is gone without a word does not leave its server behind. */
  #watch(processId: number): void {
    this.#watchdog = setInterval(() => {
      try {
        process.kill(processId, 0); // asks whether it is there
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ESRCH") this.#end();
      }
    }, 5000);
    this.#watchdog.unref();
  }

  #end(): void {
    if (this.#state === "gone") return;
    const isClean = this.#state === "shut down";
    this.#state = "gone";
    clearInterval(this.#watchdog);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    void this.#checker.close().then(() => this.#exit(isClean ? 0 : 1));
  }

  #addRoot(uri: string): void {
    const path = pathOfUri(uri);
    const root = path === null ? null : nearestProject(realPath(path));
    if (root !== null) this.#workspaceAt(root);
  }

  #removeRoot(uri: string): void {
    const path = pathOfUri(uri);
    const root = path === null ? null : nearestProject(realPath(path));
    const workspace = root === null ? undefined : this.#workspaces.get(root);
    if (!workspace) return;
    this.#workspaces.delete(workspace.root);
    clearTimeout(this.#timers.get(workspace));
    this.#checker.forget(workspace.root);
    workspace.found = [];
    this.#publish(workspace);
  }

  #workspaceAt(root: string): Workspace {
    const known = this.#workspaces.get(root);
    if (known) return known;
    const workspace = new Workspace(root, this.#encoding);
    this.#workspaces.set(root, workspace);
    for (const document of this.#documents.all()) {
      const path = workspace.pathOf(document.uri);
      if (path !== null && this.#find(document.uri) === workspace) workspace.open(path, document);
    }
    this.#checkSoon(workspace);
    return workspace;
  }

  /** The project that a file belongs to; `null` where it belongs to none. */
  #find(uri: string): Workspace | null {
    const path = pathOfUri(uri);
    if (path === null) return null;
    const root = nearestProject(dirname(realPath(path)));
    return root === null ? null : this.#workspaceAt(root);
  }

  #at(uri: string): { readonly workspace: Workspace; readonly path: string } | null {
    const workspace = this.#find(uri);
    const path = workspace?.pathOf(uri) ?? null;
    return workspace && path !== null ? { workspace, path } : null;
  }

  #changed(uri: string): void {
    const at = this.#at(uri);
    const document = this.#documents.get(uri);
    if (!at || !document) return;
    at.workspace.open(at.path, document);
    this.#checkSoon(at.workspace);
  }

  #refresh(workspace: Workspace): void {
    workspace.refresh("all");
    this.#checkSoon(workspace);
  }

  #checkSoon(workspace: Workspace): void {
    clearTimeout(this.#timers.get(workspace));
    const timer = setTimeout(() => this.#check(workspace), this.#options.pause ?? usualPause);
    this.#timers.set(workspace, timer);
  }

  #check(workspace: Workspace): void {
    this.#timers.delete(workspace);
    this.#checker.check(
      workspace.root,
      () => workspace.contentsToCheck(),
      ({ findings, facts }) => {
        if (!this.#workspaces.has(workspace.root)) return;
        workspace.found = findings ?? [];
        if (facts !== undefined) workspace.facts = JSON.parse(facts) as Facts; // our own
        this.#publish(workspace);
        if (facts !== undefined) this.#warm(workspace);
      },
    );
  }

  /** Read the texts that answers need before they are needed, one at a time: questions come first. */
  #warm(workspace: Workspace): void {
    const { facts } = workspace;
    const paths = [...(facts?.texts ?? []), ...(facts?.data ?? [])];
    const next = () => {
      const path = paths.pop();
      if (path === undefined || this.#state !== "ready" || workspace.facts !== facts) return;
      if (workspace.index(path) === null) workspace.source(path);
      setImmediate(next);
    };
    setImmediate(next);
  }

  /** Tell the client of all findings of a project, and of files that have none any more. */
  #publish(workspace: Workspace): void {
    const before = this.#published.get(workspace) ?? new Set<string>();
    const now = new Set<string>();
    for (const [path, diagnostics] of diagnosticsByPath(workspace)) {
      const uri = workspace.uriOf(path);
      now.add(uri);
      const version = workspace.checkedVersion(path);
      this.#rpc.notify("textDocument/publishDiagnostics", {
        uri,
        ...(version === undefined ? {} : { version }),
        diagnostics,
      });
    }
    for (const uri of before)
      if (!now.has(uri))
        this.#rpc.notify("textDocument/publishDiagnostics", { uri, diagnostics: [] });
    this.#published.set(workspace, now);
  }
}

function expectParams(method: string, params: unknown): void {
  if (!areParamsOf(method, params))
    throw new RpcError(errors.invalidParams, `These are no parameters of ${method}.`);
}
