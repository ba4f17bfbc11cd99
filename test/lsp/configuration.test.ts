import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver";
import type { StatusResult } from "../../server/lsp/protocol/messages.ts";
import { EDITOR, rangeOf, underlined, uriOf } from "../support/lsp-client.ts";
import { any, has, lacks, POD, PREFERENCES, PRIVILEGED, useSessions, writeFiles } from "./sessions.ts";

// Configuration files and settings of an editor.
const { start, workspace } = useSessions();

describe("configuration", () => {
  it("is found above each file: folders of one window differ, and editor settings do not beat a file", async () => {
    const off = workspace({ "plimsoll.yaml": `rules: { ${PRIVILEGED}: off }\n`, "k8s/pod.yaml": POD });
    const on = workspace({ "pod.yaml": POD });
    const client = await start({
      folders: [off, on],
      capabilities: { ...EDITOR, workspace: { ...EDITOR.workspace, configuration: true } },
      configuration: () => ({ ...PREFERENCES, rules: { [PRIVILEGED]: "info" } }),
    });
    const [first, second] = [uriOf(join(off, "k8s/pod.yaml")), uriOf(join(on, "pod.yaml"))];
    client.open(first, POD);
    client.open(second, POD);
    expect((await client.until(second, has(PRIVILEGED))).find(({ code }) => code === PRIVILEGED)?.severity).toBe(3);
    expect(await client.until(first, any)).toSatisfy(lacks(PRIVILEGED));
  });

  it("takes effect when its file changes", async () => {
    const root = workspace({ "pod.yaml": POD });
    const client = await start({ folders: [root] });
    const uri = uriOf(join(root, "pod.yaml"));
    client.open(uri, POD);
    await client.until(uri, has(PRIVILEGED));
    writeFiles(root, { "plimsoll.yaml": `rules: { ${PRIVILEGED}: off }\n` });
    const config = uriOf(join(root, "plimsoll.yaml"));
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: config, type: 1 }] });
    await client.until(uri, lacks(PRIVILEGED));
    rmSync(join(root, "plimsoll.yaml"));
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: config, type: 3 }] });
    await client.until(uri, has(PRIVILEGED));
    writeFiles(root, { "plimsoll.yaml": 'ignore: ["pod.yaml"]\n' });
    client.notify("textDocument/didSave", { textDocument: { uri: config } }); // for clients that do not watch
    expect(await client.until(uri, lacks(PRIVILEGED))).toEqual([]);
  });

  it("comes with a notification too, wrapped or not", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    client.open(uri, POD);
    await client.until(uri, has(PRIVILEGED));
    client.notify("workspace/didChangeConfiguration", { settings: { plimsoll: { rules: { [PRIVILEGED]: "off" } } } });
    await client.until(uri, lacks(PRIVILEGED));
    client.notify("workspace/didChangeConfiguration", { settings: { rules: {} } });
    await client.until(uri, has(PRIVILEGED));
    client.notify("workspace/didChangeConfiguration", { settings: { enable: false } });
    expect(await client.until(uri, lacks(PRIVILEGED))).toEqual([]);
  });

  it("is checked in its own file, with what was meant", async () => {
    const root = workspace({});
    const client = await start({ folders: [root] });
    const uri = uriOf(join(root, "plimsoll.yaml"));
    const text = "rules:\n  privileged-contaner: error\n";
    client.open(uri, text);
    const [problem] = await client.until(uri, (all) => all.length > 0);
    expect(underlined(text, problem as Diagnostic)).toBe("privileged-contaner");
    const [action] = await client.actions(uri, rangeOf(text, "privileged-contaner"));
    client.apply(action?.edit);
    expect(client.text(uri)).toBe(text.replace("contaner", "container"));
    expect(await client.until(uri, (all) => all.length === 0)).toEqual([]);
  });

  it("is reported where it is wrong, open or not, and by the status", async () => {
    const root = workspace({
      "plimsoll.yaml": "extends: [recommended, base.yaml, gone.yaml]\n",
      "base.yaml": "rules: { privileged-contaner: off }\n",
      "pod.yaml": POD,
    });
    const client = await start({ folders: [root], initializationOptions: { preset: "strikt", run: 3 } });
    const [pod, config, base] = ["pod.yaml", "plimsoll.yaml", "base.yaml"].map((name) => uriOf(join(root, name))) as [
      string,
      string,
      string,
    ];
    client.open(pod, POD);
    await client.until(pod, has(PRIVILEGED));
    expect((await client.until(config, any)).map(({ message }) => message)).toEqual([expect.stringContaining("gone.yaml")]);
    expect((await client.until(base, any)).map(({ message }) => message)).toEqual([
      expect.stringContaining("privileged-contaner"),
    ]);
    const status = () => client.request<StatusResult>("plimsoll/status", { uri: pod });
    const { problems } = await status();
    expect(problems.map(({ uri, line }) => [uri, line])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [base, 0],
      [config, 0],
    ]);
    expect(problems[0]?.message).toContain("plimsoll.run");
    expect(problems[1]?.message).toContain('"strikt"');
    expect(client.logs.join("\n")).toContain(`${config}:1: "gone.yaml" cannot be read`);
    expect(client.logs.join("\n")).toContain("privileged-contaner");
    writeFiles(root, { "plimsoll.yaml": "extends: [recommended]\n" });
    client.notify("workspace/didChangeConfiguration", { settings: { plimsoll: { preset: "strict" } } });
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: config, type: 2 }] });
    expect(await client.until(config, (all) => all.length === 0)).toEqual([]);
    expect(await client.until(base, (all) => all.length === 0)).toEqual([]);
    expect((await status()).problems).toEqual([]);
  });

  it.each([
    ["off", { initializationOptions: { enable: false } }, "pod.yaml"],
    ["too-large", { initializationOptions: { maxFileSize: 20 } }, "pod.yaml"],
    ["ignored", { initializationOptions: { exclude: ["pod.yaml"] } }, "pod.yaml"],
    ["no-manifest", {}, "package.json"],
  ])("says why a document is not checked: %s", async (reason, options, name) => {
    const root = workspace({ "pod.yaml": POD, "package.json": "{}" });
    const client = await start({ folders: [root], ...options });
    const uri = uriOf(join(root, name));
    client.open(uri, name === "pod.yaml" ? POD : "{}", name === "pod.yaml" ? "yaml" : "json");
    expect(await client.request<StatusResult>("plimsoll/status", { uri })).toMatchObject({ notAdmitted: reason });
  });

  it("hides what the baseline holds", async () => {
    const root = workspace({ "pod.yaml": POD });
    const client = await start({ folders: [root] });
    const uri = uriOf(join(root, "pod.yaml"));
    const baseline = await client.request<string>("workspace/executeCommand", {
      command: "plimsoll.server.baseline",
      arguments: [uriOf(root)],
    });
    writeFiles(root, { "plimsoll-baseline.json": baseline });
    client.open(uri, POD);
    await client.until(uri, has(PRIVILEGED));
    client.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf(join(root, "plimsoll-baseline.json")), type: 1 }],
    });
    expect(await client.until(uri, lacks(PRIVILEGED))).toEqual([]);
  });
});
