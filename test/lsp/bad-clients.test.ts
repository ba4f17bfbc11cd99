import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver";
import { EDITOR, uriOf } from "../support/lsp-client.ts";
import { has, POD, PRIVILEGED, useSessions } from "./sessions.ts";

// Clients that break their word.
const { start, workspace } = useSessions();

describe("bad clients", () => {
  it.each([true, false])("that refuse everything they said they could are served (pull: %s)", async (pull) => {
    const root = workspace({ "pod.yaml": POD });
    const dynamicRegistration = true;
    const client = await start({
      folders: [root],
      refuses: true,
      initializationOptions: { files: true },
      capabilities: {
        ...EDITOR,
        window: { showDocument: { support: true } },
        workspace: {
          ...EDITOR.workspace,
          configuration: true,
          didChangeConfiguration: { dynamicRegistration },
          didChangeWatchedFiles: { dynamicRegistration },
          diagnostics: { refreshSupport: true },
        },
        textDocument: { ...EDITOR.textDocument, ...(pull ? { diagnostic: {} } : {}) },
      },
    });
    const uri = uriOf(join(root, "pod.yaml"));
    client.open(uri, POD);
    client.open("untitled:Untitled-1", POD);
    await client.request("workspace/executeCommand", { command: "plimsoll.server.lintWorkspace" });
    await client.request("workspace/executeCommand", { command: "plimsoll.server.openRule", arguments: [PRIVILEGED] });
    if (pull) {
      const report = await client.request<{ items: Diagnostic[] }>("textDocument/diagnostic", { textDocument: { uri } });
      expect(report.items.map(({ code }) => code)).toContain(PRIVILEGED);
    } else await client.until(uri, has(PRIVILEGED));
  });

  it("get a rule's page, with the examples of a sample that they send along", async () => {
    const client = await start();
    const page = (...args: readonly unknown[]) =>
      client.request("workspace/executeCommand", {
        command: "plimsoll.server.rulePage",
        arguments: ["privileged-container", ...args],
      });
    const sample = readFileSync("samples/rules/pod-security/privileged-container.yaml", "utf8");
    expect(await page(sample)).toBe(readFileSync("rules/docs/privileged-container.md", "utf8"));
    const bare = await page();
    expect(bare).toContain("## Why");
    expect(bare).not.toContain("## Bad");
    expect(await page("no: sample")).toBe(bare);
  });

  it("that send nonsense get null, and the server stays alive", async () => {
    const client = await start();
    const textDocument = { uri: "untitled:never-opened" };
    const position = { line: 1e6, character: -1 };
    expect(await client.request("textDocument/hover", { textDocument, position })).toBeNull();
    expect(await client.actions(textDocument.uri, { start: position, end: position })).toEqual([]);
    expect(await client.request("workspace/executeCommand", { command: "no.such" })).toBeNull();
    expect(
      await client.request("workspace/executeCommand", { command: "plimsoll.server.rulePage", arguments: [{ a: 1 }] }),
    ).toBeNull();
    client.notify("textDocument/didChange", { textDocument: { ...textDocument, version: 2 }, contentChanges: [{ text: "x" }] });
    client.notify("textDocument/didClose", { textDocument });
    client.notify("workspace/didChangeConfiguration", { settings: { plimsoll: { run: 3, rules: [] } } });
    client.notify("workspace/didChangeWorkspaceFolders", {});
    client.notify("workspace/didChangeWorkspaceFolders", { event: { added: [] } });
    client.open("untitled:Untitled-1", POD);
    await client.until("untitled:Untitled-1", has(PRIVILEGED));
    expect(client.logs.filter((line) => line.includes("TypeError"))).toEqual([]);
  });
});
