import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Connection, InitializeParams } from "vscode-languageserver";
import { serve } from "../../server/lsp/server.ts";
import { noFiles } from "../../server/lsp/session/files.ts";
import { has, lacks, POD, PRIVILEGED, useSessions } from "./sessions.ts";

// What comes over the wire from a client that is broken, in a hurry, or gone.
const { start, bundle } = useSessions();
const processes: ChildProcess[] = [];

afterEach(() => {
  for (const process of processes.splice(0)) process.kill("SIGKILL");
});

const URI = "untitled:Untitled-1";

function message(content: unknown): string {
  const body = JSON.stringify({ jsonrpc: "2.0", ...(content as object) });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** A server without a client around it; `said` is all that it has written. */
function bareServer(): {
  readonly server: ChildProcess;
  send(text: string): void;
  said(): string;
  gone(): Promise<number | null>;
} {
  const server = spawn(process.execPath, [join(bundle.dist, "server.js"), "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  processes.push(server);
  let said = "";
  server.stdout?.on("data", (data) => {
    said += data;
  });
  const gone = new Promise<number | null>((resolve) => server.on("exit", resolve));
  return { server, send: (text) => void server.stdin?.write(text), said: () => said, gone: () => gone };
}

const initialize = (processId: number | null) =>
  message({ id: 1, method: "initialize", params: { processId, rootUri: null, capabilities: {} } });

/** Broken JSON, no request, a request before the first, methods that nobody has, parameters of another kind, an answer that nobody waits for. */
const GARBAGE = [
  "Content-Length: 5\r\n\r\n{bad}",
  message([1, 2]),
  message({ id: 7, method: "textDocument/hover", params: {} }),
  message({ id: 8, method: "no/such", params: null }),
  message({ method: "no/such/thing" }),
  message({ method: "textDocument/didOpen", params: "x" }),
  message({ id: 99, result: {} }),
];

describe("a server", () => {
  it("lives on after messages that are none, before the first and behind it", async () => {
    const { send, said } = bareServer();
    for (const one of GARBAGE) send(one);
    send(initialize(null));
    await expect.poll(said, { timeout: 60_000 }).toContain('"serverInfo"');
    send(message({ method: "initialized", params: {} }));
    for (const one of GARBAGE) send(one);
    const textDocument = { uri: URI, languageId: "yaml", version: 1, text: POD };
    send(message({ method: "textDocument/didOpen", params: { textDocument } }));
    await expect.poll(said, { timeout: 60_000 }).toContain(PRIVILEGED);
  });

  it("ends when the process is gone that started it, and when nobody writes any more", async () => {
    const parent = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    processes.push(parent);
    const orphan = bareServer();
    orphan.send(initialize(parent.pid ?? null));
    await expect.poll(orphan.said, { timeout: 60_000 }).toContain('"serverInfo"');
    const alone = bareServer();
    alone.send(initialize(process.pid));
    await expect.poll(alone.said, { timeout: 60_000 }).toContain('"serverInfo"');
    parent.kill("SIGKILL");
    alone.server.stdin?.end();
    await orphan.gone();
    await alone.gone();
  });
});

describe("a session", () => {
  it("answers every request that is given up, and those behind it", async () => {
    const client = await start();
    client.open(URI, POD);
    await client.until(URI, has(PRIVILEGED));
    const params = { textDocument: { uri: URI }, position: { line: 9, character: 24 } };
    const given = Array.from({ length: 20 }, (_, i) => {
      const answer = client.request("textDocument/hover", params).catch((error: { readonly code: number }) => error.code);
      // The numbers of the client's requests: what it gives up may be answered already.
      client.notify("$/cancelRequest", { id: i });
      return answer;
    });
    for (const answer of await Promise.all(given))
      expect(answer === null || typeof answer === "object" || answer === -32800, String(answer)).toBe(true);
    expect(await client.request("textDocument/hover", params)).not.toBeNull();
  });

  it("shows what the last text says, in whatever order versions come", async () => {
    const client = await start();
    client.open(URI, POD);
    await client.until(URI, has(PRIVILEGED));
    const change = (version: number | null, text: string) =>
      client.notify("textDocument/didChange", { textDocument: { uri: URI, version }, contentChanges: [{ text }] });
    change(9, POD.replace("true", "false"));
    change(3, POD.replace("true", "false # older"));
    await client.until(URI, lacks(PRIVILEGED));
    change(2, POD);
    await client.until(URI, has(PRIVILEGED));
    change(null, POD.replace("true", "false"));
    await client.until(URI, lacks(PRIVILEGED));
    client.notify("textDocument/didOpen", { textDocument: { uri: URI, languageId: "yaml", version: 1, text: POD } }); // once more
    await client.until(URI, has(PRIVILEGED));
    client.close(URI);
    expect(await client.until(URI, lacks(PRIVILEGED))).toEqual([]);
  });

  it("takes a change of a range that is nowhere for one at the end", async () => {
    const client = await start();
    client.open(URI, POD);
    await client.until(URI, has(PRIVILEGED));
    const far = { line: 1e9, character: 1e9 };
    client.notify("textDocument/didChange", {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [
        { range: { start: far, end: far }, text: "---\nkind: Pod\napiVersion: v1\nmetadata: {name: b}\nspec: {hostPID: true}\n" },
      ],
    });
    await client.until(URI, has("host-pid"));
  });
});

describe("an answer", () => {
  type Handler = (params: unknown, token?: { readonly isCancellationRequested: boolean }) => Promise<unknown>;

  /** A server whose requests are asked by hand. */
  function served(): { readonly ask: (method: string) => Handler; readonly errors: string[] } {
    const handlers = new Map<string, Handler>();
    const errors: string[] = [];
    const log = () => undefined;
    const given: Readonly<Record<string, unknown>> = {
      console: { info: log, warn: log, error: (text: string) => errors.push(text) },
      languages: { diagnostics: { on: log, onWorkspace: log } },
      listen: log,
      sendDiagnostics: async () => undefined,
    };
    const take = (name: string) => (handler: Handler) => handlers.set(name, handler);
    const connection = new Proxy({}, { get: (_, name: string) => given[name] ?? take(name) }) as Connection;
    serve(connection, noFiles);
    return { ask: (method) => handlers.get(method) as Handler, errors };
  }

  const client: InitializeParams = { processId: null, rootUri: null, capabilities: {} };
  const hover = { textDocument: { uri: URI }, position: { line: 9, character: 24 } };

  it("is null before the client has introduced itself, where it gave up before, and where the feature fails", async () => {
    const { ask, errors } = served();
    expect(await ask("onHover")(hover)).toBeNull();
    await ask("onInitialize")(client);
    await ask("onDidOpenTextDocument")({ textDocument: { uri: URI, languageId: "yaml", version: 1, text: POD } });
    expect(await ask("onHover")(hover, { isCancellationRequested: false })).toMatchObject({ contents: expect.anything() });
    expect(await ask("onHover")(hover, { isCancellationRequested: true })).toBeNull();
    expect(errors).toEqual([]);
    expect(await ask("onHover")({})).toBeNull();
    expect(errors).toHaveLength(1);
  });
});
