import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver";
import { EDITOR, PULLING, rangeOf, underlined, uriOf } from "../support/lsp-client.ts";
import { any, has, lacks, POD, PRIVILEGED, useSessions, writeFiles } from "./sessions.ts";

// What is wrong in open documents and in the workspace, as any editor is told.
const { start, workspace, bundle } = useSessions();

describe("diagnostics", () => {
  it("come with exact range, rule, source and link when a document is opened", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    client.open(uri, POD);
    const diagnostic = (await client.until(uri, has(PRIVILEGED))).find(({ code }) => code === PRIVILEGED) as Diagnostic;
    expect(underlined(POD, diagnostic)).toBe("true");
    expect(diagnostic).toMatchObject({ source: "plimsoll", severity: 1 });
    expect(diagnostic.codeDescription?.href).toMatch(/^https:\/\/kubernetes\.io\//);
    expect(client.published.at(-1)).toMatchObject({ uri, version: 1 });
  });

  it.each(["file:///shop/web(1).yaml", "file:///shop/ops@web.yaml", "file:///shop/caf\u00e9.yaml", "file:///c%3A/shop/web.yaml"])(
    "come under the spelling of the client: %s",
    async (uri) => {
      const client = await start();
      client.open(uri, POD);
      await client.until(uri, has(PRIVILEGED));
      client.edit(uri, [{ range: rangeOf(POD, "true"), text: "false" }]);
      await client.until(uri, lacks(PRIVILEGED));
    },
  );

  it("are served to a client that declares nothing at all", async () => {
    const client = await start({ capabilities: {} });
    const uri = "untitled:Untitled-1";
    client.open(uri, POD);
    const [diagnostic] = await client.until(uri, has(PRIVILEGED));
    expect(diagnostic?.codeDescription).toBeUndefined();
    expect(client.initialized.capabilities.positionEncoding).toBe("utf-16");
  });

  it("follow the text: incremental edits, several in one change", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    client.open(uri, POD);
    await client.until(uri, has(PRIVILEGED));
    client.edit(uri, [
      { range: rangeOf(POD, "true"), text: "false" },
      { range: rangeOf(POD, "apiVersion"), text: "# moved down\napiVersion" },
    ]);
    await client.until(uri, lacks(PRIVILEGED));
    client.edit(uri, [{ range: rangeOf(client.text(uri), "false"), text: "true" }]);
    const diagnostics = await client.until(uri, has(PRIVILEGED));
    expect(diagnostics.filter(({ code }) => code === PRIVILEGED).map((one) => one.range.start.line)).toEqual([10]);
    expect(client.published.at(-1)?.version).toBe(3);
  });

  it("equal those of the command line", async () => {
    const root = workspace({
      "web.yaml": readFileSync("samples/shop/web.yaml", "utf8"),
      "access.yaml": readFileSync("samples/shop/access.yaml", "utf8"),
      "plimsoll.yaml": "root: true\nextends: [strict]\n",
    });
    const { spawnSync } = await import("node:child_process");
    const run = spawnSync(process.execPath, [join(bundle.dist, "cli.js"), "lint", "--format", "json", "."], {
      cwd: root,
      encoding: "utf8",
    });
    const { findings } = JSON.parse(run.stdout) as {
      findings: { rule: string; file: string; range: { start: { line: number; column: number } } }[];
    };
    const client = await start({ folders: [root] });
    await client.request("workspace/executeCommand", { command: "plimsoll.server.lintWorkspace" });
    const shown: string[] = [];
    for (const file of ["access.yaml", "web.yaml"])
      for (const { code, range } of await client.until(uriOf(join(root, file)), any))
        shown.push(`${file}:${range.start.line + 1}:${range.start.character + 1} ${code}`);
    const listed = findings.map(({ file, range: { start }, rule }) => `${file}:${start.line}:${start.column} ${rule}`);
    expect(listed.length).toBeGreaterThan(5);
    expect(shown.sort()).toEqual(listed.sort());
  });

  it("are a thousand at most, the gravest, and a line that says so", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    client.open(uri, `${POD}---\n`.repeat(600));
    const all = await client.until(uri, any);
    expect(all).toHaveLength(1001);
    expect(all[0]).toMatchObject({ code: "too-many-findings", severity: 3 });
    expect(all.filter(({ code }) => code === PRIVILEGED)).toHaveLength(600);
  });

  it("leave YAML alone that is not Kubernetes", async () => {
    const client = await start();
    client.open("untitled:ci", "on: [push]\njobs: {a: {steps: [run: x]}}\nprivileged: true\n");
    client.open("untitled:broken", "a: [1\nb: }\n");
    client.open("untitled:json", '{"name": "x", "version": 1}', "json");
    for (const uri of ["untitled:ci", "untitled:broken", "untitled:json"]) expect(await client.until(uri, any)).toEqual([]);
  });

  it("come for JSON manifests", async () => {
    const client = await start();
    const text = JSON.stringify({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "a" },
      spec: { containers: [{ name: "a", image: "a:1", securityContext: { privileged: true } }] },
    });
    client.open("untitled:pod.json", text, "json");
    await client.until("untitled:pod.json", has(PRIVILEGED));
  });

  it("count columns in UTF-8 bytes where the client prefers that", async () => {
    const client = await start({ capabilities: { ...EDITOR, general: { positionEncodings: ["utf-8", "utf-16"] } } });
    expect(client.initialized.capabilities.positionEncoding).toBe("utf-8");
    const uri = "untitled:Untitled-1";
    const text = POD.replace("privileged: true", '{ "größe 🚢": 1, privileged: true }').replace(
      "securityContext:\n        ",
      "securityContext: ",
    );
    client.open(uri, text);
    const [line] = text.split("\n").filter((one) => one.includes("🚢")) as [string];
    const bytes = Buffer.byteLength(line.slice(0, line.indexOf("true")));
    const found = (await client.until(uri, has(PRIVILEGED))).find(({ code }) => code === PRIVILEGED) as Diagnostic;
    expect(found.range.start.character).toBe(bytes);
    expect(found.range.end.character).toBe(bytes + 4);
    client.notify("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: found.range, text: "false" }],
    });
    await client.until(uri, lacks(PRIVILEGED));
  });

  it("go when an untitled document is closed", async () => {
    const client = await start();
    client.open("untitled:Untitled-1", POD);
    await client.until("untitled:Untitled-1", has(PRIVILEGED));
    client.close("untitled:Untitled-1");
    expect(await client.until("untitled:Untitled-1", lacks(PRIVILEGED))).toEqual([]);
  });

  it("wait for saving if the user wants that", async () => {
    const client = await start({ initializationOptions: { plimsoll: { run: "onSave" } } });
    const uri = "untitled:Untitled-1";
    client.open(uri, POD);
    await client.until(uri, has(PRIVILEGED));
    client.edit(uri, [{ range: rangeOf(POD, "true"), text: "false" }]);
    expect(await client.actions(uri, rangeOf(POD, "true"))).toEqual([]);
    expect(client.published.filter((one) => one.version === 2)).toEqual([]);
    client.notify("textDocument/didSave", { textDocument: { uri } });
    await client.until(uri, lacks(PRIVILEGED));
    expect(client.published.filter((one) => one.version === 2)).toHaveLength(1);
  });

  it("of the whole workspace, and gone with the file", async () => {
    const root = workspace({ "a.yaml": POD, "node_modules/b.yaml": POD, ".gitignore": "c.yaml\n", "c.yaml": POD });
    const client = await start({ folders: [root], initializationOptions: { workspaceDiagnostics: "workspace" } });
    const uri = uriOf(join(root, "a.yaml"));
    await client.until(uri, has(PRIVILEGED));
    expect(new Set(client.published.map((one) => one.uri))).toEqual(new Set([uri]));
    rmSync(join(root, "a.yaml"));
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri, type: 3 }] });
    expect(await client.until(uri, lacks(PRIVILEGED))).toEqual([]);
    const created = uriOf(join(root, "d.yaml"));
    writeFiles(root, { "d.yaml": POD });
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: created, type: 1 }] });
    await client.until(created, has(PRIVILEGED));
  });
});

describe("pulled diagnostics", () => {
  const capabilities = PULLING;

  it("are answered, not sent, and not repeated", async () => {
    const client = await start({ capabilities });
    const uri = "untitled:Untitled-1";
    client.open(uri, POD);
    const first = await client.request<{ kind: string; items: Diagnostic[]; resultId: string }>("textDocument/diagnostic", {
      textDocument: { uri },
    });
    expect(first.kind).toBe("full");
    expect(first.items.map(({ code }) => code)).toContain(PRIVILEGED);
    const second = await client.request("textDocument/diagnostic", { textDocument: { uri }, previousResultId: first.resultId });
    expect(second).toEqual({ kind: "unchanged", resultId: first.resultId });
    client.edit(uri, [{ range: rangeOf(POD, "true"), text: "false" }]);
    const third = await client.request<{ items: Diagnostic[] }>("textDocument/diagnostic", {
      textDocument: { uri },
      previousResultId: first.resultId,
    });
    expect(third.items.map(({ code }) => code)).not.toContain(PRIVILEGED);
    expect(client.published).toEqual([]);
  });

  it("are sent all the same to a client that cannot be told to ask again", async () => {
    const asks = { ...EDITOR, textDocument: { ...EDITOR.textDocument, diagnostic: {} } };
    const client = await start({ capabilities: asks });
    const uri = "untitled:Untitled-1";
    client.open(uri, POD);
    await client.until(uri, has(PRIVILEGED));
  });

  it("of the workspace", async () => {
    const root = workspace({ "a.yaml": POD });
    const client = await start({ folders: [root], capabilities });
    await client.request("workspace/executeCommand", { command: "plimsoll.server.lintWorkspace" });
    const report = await client.request<{ items: { uri: string; items: Diagnostic[] }[] }>("workspace/diagnostic", {
      previousResultIds: [],
    });
    expect(report.items.map(({ uri }) => uri)).toEqual([uriOf(join(root, "a.yaml"))]);
  });
});
