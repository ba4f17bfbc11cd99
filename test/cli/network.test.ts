import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeProject, useBundle } from "../support/bundle.ts";
import { pod } from "../support/manifests.ts";

// Nothing goes over the network: no bundle can, and the command and the server work where there is none.
const bundle = useBundle();

/** Modules of Node and functions of browsers that open connections. */
const CALLS = /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection)\s*\(/;
const MODULES = ["http", "https", "http2", "dgram", "dns", "tls", "undici", "inspector"];

/** vscode-jsonrpc can talk over pipes and sockets of the machine itself; nothing else uses `net`. */
const PIPES = ["protocol.js"];

describe("bundles", () => {
  it("open no connection", () => {
    const names = readdirSync(bundle.dist).filter((name) => name.endsWith(".js"));
    expect(names).toEqual(
      expect.arrayContaining(["action.js", "cli.js", "client.js", "client.web.js", "protocol.js", "server.js", "server.web.js"]),
    );
    const found = names.flatMap((name) => {
      const text = readFileSync(join(bundle.dist, name), "utf8");
      const required = [...text.matchAll(/(?:\brequire|\bimport)\(["'](?:node:)?([\w/]+)["']\)/g)].map(
        ([, module]) => module as string,
      );
      const modules = [...new Set(required)].filter(
        (module) => MODULES.includes(module) || (module === "net" && !PIPES.includes(name)),
      );
      return [
        ...modules.map((module) => `${name} requires ${module}`),
        ...(CALLS.exec(text) ?? []).map((call) => `${name} calls ${call}`),
      ];
    });
    expect(found).toEqual([]);
  });

  it("name no service that gathers data", () => {
    for (const name of readdirSync(bundle.dist))
      expect(readFileSync(join(bundle.dist, name), "utf8"), name).not.toMatch(
        /applicationinsights|sentry\.io|google-analytics|segment\.io|posthog/i,
      );
  });
});

/** A network namespace of its own has no interface but a loopback that is down. */
const isolated = spawnSync("unshare", ["-rn", "true"]).status === 0;
if (!isolated) process.stderr.write('skipped: "without a network" needs `unshare -rn` (Linux, user namespaces)\n');

describe.skipIf(!isolated)(isolated ? "without a network" : "without a network (skipped: no `unshare -rn`)", () => {
  const project = makeProject(bundle, {
    "a.yaml": pod("a"),
    "kustomization.yaml": "resources: [a.yaml, https://example.org/x]\n",
  });
  const run = (script: string, args: readonly string[], input = "") =>
    spawnSync("unshare", ["-rn", process.execPath, join(bundle.dist, script), ...args], {
      cwd: project.root,
      input,
      encoding: "utf8",
    });

  it("there is none", () => {
    const code = `require("node:net").connect(53, "192.0.2.1").on("error", ({ code }) => process.stdout.write(code))`;
    expect(spawnSync("unshare", ["-rn", process.execPath, "-e", code], { encoding: "utf8" }).stdout).toBe("ENETUNREACH");
  });

  it("the command lints and explains", () => {
    const { status, stdout, stderr } = run("cli.js", ["lint", "--format", "compact", "."]);
    expect([status, stderr]).toEqual([1, ""]);
    expect(stdout).toContain("[privileged-container]");
    expect(run("cli.js", ["explain", "privileged-container"]).status).toBe(0);
  });

  it("the language server answers", async () => {
    const uri = "untitled:Untitled-1";
    const server = spawn("unshare", ["-rn", process.execPath, join(bundle.dist, "server.js"), "--stdio"]);
    const exited = new Promise((resolve) => server.on("exit", resolve));
    const send = (...messages: readonly object[]) => server.stdin.write(messages.map(framed).join(""));
    let answer = "";
    const answered = new Promise<void>((resolve) => {
      server.stdout.on("data", (chunk) => {
        answer += chunk;
        if (answer.includes('"id":2')) resolve();
      });
    });
    send(
      {
        id: 1,
        method: "initialize",
        params: { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } },
      },
      { method: "initialized", params: {} },
      { method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text: pod("a") } } },
      { id: 2, method: "textDocument/diagnostic", params: { textDocument: { uri } } },
    );
    await answered;
    send({ id: 3, method: "shutdown" }, { method: "exit" });
    expect(await exited).toBe(0);
    expect(answer).toContain('"code":"privileged-container"');
  });
});

/** A message as it goes over a stream. */
function framed(message: object): string {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
