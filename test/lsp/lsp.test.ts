import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  FoldingRange,
  Location,
  Position,
  SelectionRange,
  WorkspaceEdit,
} from "vscode-languageserver";
import { rules } from "../../rules/index.ts";
import type { StatusResult } from "../../server/lsp/protocol/messages.ts";
import { SCHEMA_RULES } from "../../server/lsp/session/project-reader.ts";
import { useBundle } from "../support/bundle.ts";
import { EDITOR, type LspClient, rangeOf, type StartOptions, startClient, underlined, uriOf } from "../support/lsp-client.ts";

// Sessions with the bundled server over its standard streams, as any editor has them.
const bundle = useBundle();
const clients: LspClient[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) {
    const stack = client.logs.filter((message) => /^\s+at /m.test(message));
    expect(stack, "the server logged an exception").toEqual([]);
    expect(await client.stop()).toBe(0);
  }
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function start(options: StartOptions = {}): Promise<LspClient> {
  const client = await startClient(bundle.dist, options);
  clients.push(client);
  return client;
}

function workspace(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "plimsoll-lsp-"));
  folders.push(root);
  writeFiles(root, { ".git/HEAD": "", ...files });
  return root;
}

function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web # the front end
spec:
  containers:
    - name: app
      image: ghcr.io/acme/web:1.2.3
      securityContext:
        privileged: true
`;

const has = (rule: string) => (diagnostics: readonly Diagnostic[]) => diagnostics.some(({ code }) => code === rule);
const lacks = (rule: string) => (diagnostics: readonly Diagnostic[]) => !has(rule)(diagnostics);
const any = () => true;
const offsetAt = (text: string, { line, character }: Position) =>
  text.split("\n").slice(0, line).join("\n").length + (line > 0 ? 1 : 0) + character;
const PRIVILEGED = "privileged-container";
const PREFERENCES = { preset: "recommended" };

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
  const capabilities = { ...EDITOR, textDocument: { ...EDITOR.textDocument, diagnostic: {} } };

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

describe("code actions", () => {
  it("fix one finding, and only the bytes that must change", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    client.open(uri, POD);
    await client.until(uri, has(PRIVILEGED));
    const actions = await client.actions(uri, rangeOf(POD, "true"));
    const fix = actions.find(({ title }) => title === "Run unprivileged") as CodeAction;
    expect(fix.kind).toBe("quickfix");
    expect(fix.diagnostics?.map(({ code }) => code)).toEqual([PRIVILEGED]);
    client.apply(fix.edit);
    expect(client.text(uri)).toBe(POD.replace("true", "false"));
    await client.until(uri, lacks(PRIVILEGED));
  });

  it("fix all findings of a rule in the file", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    const two = `${POD}---\n${POD}`;
    client.open(uri, two);
    await client.until(uri, has(PRIVILEGED));
    const [action] = (await client.actions(uri, rangeOf(two, "true"))).filter(({ title }) =>
      title.startsWith("Fix all findings of"),
    );
    client.apply(action?.edit);
    expect(client.text(uri)).toBe(two.replaceAll("privileged: true", "privileged: false"));
  });

  it("do not offer to fix all where but one can be fixed", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    const shared = `apiVersion: v1\nkind: Pod\nmetadata: { name: b }\nspec:\n  containers:
    - { name: a, image: a:1, securityContext: &sc { privileged: true } }\n    - { name: b, image: b:1, securityContext: *sc }\n`;
    const text = `${POD}---\n${shared}`;
    client.open(uri, text);
    const found = await client.until(uri, has(PRIVILEGED));
    expect(found.filter(({ code }) => code === PRIVILEGED)).toHaveLength(3);
    const titles = (await client.actions(uri, rangeOf(text, "true"))).map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith("Fix all"))).toEqual([]);
  });

  it("fix all findings of a rule when resolved, for clients that can", async () => {
    const codeAction = { ...EDITOR.textDocument?.codeAction, dataSupport: true, resolveSupport: { properties: ["edit"] } };
    const client = await start({ capabilities: { ...EDITOR, textDocument: { ...EDITOR.textDocument, codeAction } } });
    const uri = "untitled:Untitled-1";
    const two = `${POD}---\n${POD}`;
    client.open(uri, two);
    await client.until(uri, has(PRIVILEGED));
    const [action] = (await client.actions(uri, rangeOf(two, "true"))).filter(({ title }) =>
      title.startsWith("Fix all findings of"),
    );
    expect(action?.edit).toBeUndefined();
    client.apply((await client.request<CodeAction>("codeAction/resolve", action)).edit);
    expect(client.text(uri)).not.toContain("privileged: true");
  });

  it("on saving are those of the rules that the user has chosen; by hand, of all", async () => {
    const client = await start({ initializationOptions: { rulesOnSave: ["image-*"] } });
    const uri = "untitled:Untitled-1";
    client.open(uri, `apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: a, resourceVersion: "1"}\nspec: {}\n`);
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const fixed = async (triggerKind: 1 | 2) => {
      const context = { diagnostics: [], only: ["source.fixAll"], triggerKind };
      const params = { textDocument: { uri }, range, context };
      return JSON.stringify(await client.request<readonly CodeAction[]>("textDocument/codeAction", params));
    };
    expect(await fixed(1)).toContain("source.fixAll.plimsoll");
    expect(await fixed(2)).toBe("[]");
  });

  it("errors alone are shown where the user wants it quiet", async () => {
    const client = await start({ initializationOptions: { quiet: true } });
    const uri = "untitled:Untitled-1";
    client.open(uri, POD);
    const shown = await client.until(uri, has(PRIVILEGED));
    expect(shown.filter(({ severity }) => severity !== 1)).toEqual([]);
  });

  it("of source.fixAll.plimsoll are safe fixes only, and none when there is nothing to fix", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    const text = `apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: a, resourceVersion: "1"}\nspec: {}\n---\n${POD}`;
    client.open(uri, text);
    const everything = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const actions = await client.actions(uri, everything, ["source.fixAll"]);
    expect(actions.map(({ kind }) => kind)).toEqual(["source.fixAll.plimsoll"]);
    client.apply(actions[0]?.edit);
    expect(client.text(uri)).toContain("privileged: true"); // changing that changes behaviour
    expect(client.text(uri)).not.toBe(text);
    expect(await client.actions(uri, everything, ["source.fixAll.plimsoll"])).toEqual([]);
    expect(await client.actions(uri, everything, ["refactor"])).toEqual([]);
    expect((await client.actions(uri, everything, ["quickfix"])).every(({ kind }) => kind === "quickfix")).toBe(true);
  });

  it("suppress a finding in each form", async () => {
    const client = await start();
    const open = async (name: string) => {
      client.open(name, POD);
      await client.until(name, has(PRIVILEGED));
      return (await client.actions(name, rangeOf(POD, "true"))).filter(({ title }) => title.startsWith(`Suppress ${PRIVILEGED}`));
    };
    const titles = (await open("untitled:0")).map(({ title }) => title);
    expect(titles).toEqual([
      `Suppress ${PRIVILEGED} for this line`,
      `Suppress ${PRIVILEGED} for the container "app"`,
      `Suppress ${PRIVILEGED} for the Pod "web"`,
    ]);
    for (const [i, title] of titles.entries()) {
      const uri = `untitled:${i + 1}`;
      client.apply((await open(uri)).find((one) => one.title === title)?.edit);
      const left = await client.until(uri, lacks(PRIVILEGED));
      expect(
        left.map(({ code }) => code),
        title,
      ).not.toContain("unused-suppression");
      expect(client.text(uri), title).not.toContain("reason");
    }
  });

  it("ask what to cover and why, where the client can", async () => {
    const client = await start({ initializationOptions: { suppress: true } });
    const uri = "untitled:Untitled-1";
    client.open(uri, POD);
    await client.until(uri, has(PRIVILEGED));
    const actions = await client.actions(uri, rangeOf(POD, "true"));
    const action = actions.find(({ title }) => title === `Suppress ${PRIVILEGED}…`);
    expect(action?.command?.command).toBe("plimsoll.suppress");
    const place = action?.command?.arguments ?? [];
    const ask = <T>(command: string, ...more: readonly string[]) =>
      client.request<T>("workspace/executeCommand", { command, arguments: [...place, ...more] });
    const choices = await ask<readonly { readonly form: string }[]>("plimsoll.server.suppressions");
    expect(choices.map(({ form }) => form)).toEqual(["next-line", "container", "object", "file"]);
    for (const form of ["gone", ...choices.map(({ form }) => form)]) {
      const edit = await ask<CodeAction["edit"] | null>("plimsoll.server.suppress", form, "until the driver is replaced");
      if (form !== "file") continue;
      client.apply(edit ?? undefined);
      expect(client.text(uri)).toBe(`# plimsoll-disable-file ${PRIVILEGED} -- until the driver is replaced\n${POD}`);
    }
    await client.until(uri, lacks(PRIVILEGED));
    expect(await ask("plimsoll.server.suppressions")).toBeNull();
  });

  it("are five for one finding at most, and for any cursor on its line", async () => {
    const client = await start({ initializationOptions: { suppress: true } });
    const uri = "untitled:Untitled-1";
    const text = `${POD}---\n${POD.replace("web", "other")}`;
    client.open(uri, text);
    await client.until(uri, has(PRIVILEGED));
    const { start: found } = rangeOf(text, "true");
    const cursor = { start: { line: found.line, character: 0 }, end: { line: found.line, character: 0 } };
    const actions = await client.actions(uri, cursor);
    expect(actions.map(({ title }) => title)).toEqual([
      "Run unprivileged",
      "Run unprivileged without capabilities",
      `Fix all findings of ${PRIVILEGED} in this file`,
      `Suppress ${PRIVILEGED} for this line`,
      `Suppress ${PRIVILEGED}…`,
    ]);
    expect(actions.filter(({ isPreferred }) => isPreferred)).toEqual([]); // it changes what the container may do
    expect((await client.actions(uri, cursor, [""])).length).toBe(actions.length);
  });
});

describe("reading aids", () => {
  it("hover explains findings and rule ids", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    const text = `# plimsoll-disable-file host-network -- reason\n${POD}`;
    client.open(uri, text);
    const hover = (words: string) =>
      client.request<{ contents: { value: string } } | null>("textDocument/hover", {
        textDocument: { uri },
        position: rangeOf(text, words).start,
      });
    expect((await hover("true"))?.contents.value).toMatch(/privileged-container/);
    expect((await hover("host-network"))?.contents.value).toMatch(/host-network/);
    expect(await hover("Pod")).toBeNull();
  });

  it("hover explains a field of the API at its key, where no schema validator does", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    client.open(uri, POD);
    const request = { textDocument: { uri }, position: rangeOf(POD, "containers").start };
    const hover = await client.request<{ contents: { value: string } } | null>("textDocument/hover", request);
    expect(hover?.contents.value).toMatch(/Pod\.spec\.containers.*list of Container.*required/s);
  });

  it("knows the custom resources of the workspace: hover, completion, kinds", async () => {
    const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Widget, plural: widgets}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                size: {type: integer, default: 3, description: How many there are.}
                colour: {type: string, enum: [red, green]}
`;
    const text = "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\nspec:\n  size: 1\n  colour: red\n";
    const root = workspace({ "crd.yaml": crd, "w.yaml": text });
    const client = await start({ folders: [root], initializationOptions: { schemaValidation: "on" } });
    const uri = uriOf(join(root, "w.yaml"));
    client.open(uri, text);
    const request = { textDocument: { uri }, position: rangeOf(text, "size").start };
    const hover = await client.request<{ contents: { value: string } } | null>("textDocument/hover", request);
    expect(hover?.contents.value).toBe("**Widget.spec.size** · integer · default 3\n\nHow many there are.");
    const complete = async (typed: string) => {
      client.close(uri);
      client.open(uri, typed);
      const lines = typed.split("\n");
      const position = { line: lines.length - 1, character: (lines.at(-1) as string).length };
      return client.request<readonly CompletionItem[]>("textDocument/completion", { textDocument: { uri }, position });
    };
    const head = text.slice(0, text.indexOf("  size"));
    expect(await complete(`${head}  si`)).toContainEqual(
      expect.objectContaining({ label: "size", detail: "integer, default 3", documentation: "How many there are." }),
    );
    expect((await complete(`${head}  colour: `)).map(({ label }) => label)).toEqual(["red", "green"]);
    expect(await complete("kind: Wid")).toContainEqual(expect.objectContaining({ label: "Widget", detail: "example.com/v1" }));
  });

  it("strikes through no id of a rule about what is deprecated", async () => {
    const client = await start();
    const text = "# plimsoll-disable-file \n";
    const uri = "untitled:Untitled-1";
    client.open(uri, text);
    const params = { textDocument: { uri }, position: { line: 0, character: 24 } };
    const items = await client.request<readonly CompletionItem[]>("textDocument/completion", params);
    expect(items.map(({ label }) => label)).toContain("deprecated-api-version");
    expect(items.filter(({ tags, deprecated }) => tags || deprecated)).toEqual([]);
  });

  it("completes fields and values of the API where the user wants it", async () => {
    const client = await start({ initializationOptions: { schemaValidation: "on" } });
    const uri = "untitled:Untitled-1";
    const complete = async (text: string) => {
      client.open(uri, text);
      const lines = text.split("\n");
      const position = { line: lines.length - 1, character: (lines.at(-1) as string).length };
      const items = await client.request<readonly { label: string }[] | null>("textDocument/completion", {
        textDocument: { uri },
        position,
      });
      client.close(uri);
      return (items ?? []).map(({ label }) => label);
    };
    const head = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n";
    expect(await complete(`${head}  replicas: 1\n  re`)).toEqual(
      expect.arrayContaining(["selector", "template", "revisionHistoryLimit"]),
    );
    expect(await complete(`${head}  replicas: 1\n  re`)).not.toContain("replicas");
    expect(await complete(`${head}  strategy:\n    type: `)).toEqual(["Recreate", "RollingUpdate"]);
    expect(await complete("apiVersion: apps/v1\nkind: ")).toContain("StatefulSet");
    expect(await complete("kind: CronJob\napiVersion: ")).toEqual(["batch/v1"]);
  });

  it("completes a kind together with its apiVersion", async () => {
    const client = await start({ initializationOptions: { schemaValidation: "on" } });
    const uri = "untitled:Untitled-1";
    const chosen = async (text: string) => {
      client.open(uri, text);
      const lines = text.split("\n");
      const position = { line: lines.length - 1, character: (lines.at(-1) as string).length };
      const items = await client.request<readonly CompletionItem[]>("textDocument/completion", {
        textDocument: { uri },
        position,
      });
      client.close(uri);
      return items.find(({ label }) => label === "CronJob")?.additionalTextEdits;
    };
    const line = (at: number, from: number, to: number) => ({
      start: { line: at, character: from },
      end: { line: at, character: to },
    });
    expect(await chosen("apiVersion: v1\nkind: Cro")).toEqual([{ range: line(0, 12, 14), newText: "batch/v1" }]);
    expect(await chosen("# one\nkind: Cro")).toEqual([{ range: line(1, 0, 0), newText: "apiVersion: batch/v1\n" }]);
    expect(await chosen("apiVersion: batch/v1\nkind: Cro")).toBeUndefined();
  });

  it("switches rules that there are with schemaValidation", () => {
    const ids = new Set(rules.map(({ id }) => id));
    expect(SCHEMA_RULES.filter((id) => !ids.has(id))).toEqual([]);
  });

  it("symbols list objects with their containers", async () => {
    const client = await start();
    client.open("untitled:Untitled-1", `${POD}---\n${POD}`);
    const symbols = await client.request<DocumentSymbol[]>("textDocument/documentSymbol", {
      textDocument: { uri: "untitled:Untitled-1" },
    });
    expect(symbols.map(({ name, children }) => [name, children?.map((child) => child.name)])).toEqual([
      ["Pod web", ["app"]],
      ["Pod web", ["app"]],
    ]);
  });

  it("fold and select by the structure", async () => {
    const client = await start();
    const uri = "untitled:Untitled-1";
    const text = "# one\n# two\nspec:\n  containers:\n    - name: a\n      image: b\n\n---\nkind: Pod\nspec: {}\n";
    client.open(uri, text);
    const folds = await client.request<FoldingRange[]>("textDocument/foldingRange", { textDocument: { uri } });
    expect(folds.map(({ startLine, endLine, kind }) => [startLine, endLine, kind]).sort()).toEqual([
      [0, 5, undefined],
      [2, 5, undefined],
      [3, 5, undefined],
      [4, 5, undefined],
      [7, 9, undefined],
    ]);
    const at = { textDocument: { uri }, positions: [rangeOf(text, "a\n      image").start] };
    const [selection] = await client.request<SelectionRange[]>("textDocument/selectionRange", at);
    const widths: string[] = [];
    for (let one: SelectionRange | undefined = selection; one; one = one.parent)
      widths.push(text.slice(offsetAt(text, one.range.start), offsetAt(text, one.range.end)));
    expect(widths.slice(0, 3)).toEqual(["a", "name: a", "name: a\n      image: b"]);
    expect(widths.at(-1)).toBe(text);
    for (const [i, width] of widths.entries()) expect(widths[i + 1] ?? text).toContain(width);
  });

  it("links lead from a kustomization to its files", async () => {
    const text =
      "resources:\n  - a.yaml\n  - base\n  - gone.yaml\n  - https://example.com/x.yaml\nconfigMapGenerator: [{ name: a, files: [k=b.txt] }]\nopenapi: { path: schema.json }\n";
    const root = workspace({
      "kustomization.yaml": text,
      "a.yaml": POD,
      "b.txt": "",
      "schema.json": "{}",
      "base/kustomization.yaml": "resources: []\n",
    });
    const client = await start({ folders: [root] });
    const uri = uriOf(join(root, "kustomization.yaml"));
    client.open(uri, text);
    const links = await client.request<{ target: string }[]>("textDocument/documentLink", { textDocument: { uri } });
    expect(links.map(({ target }) => target)).toEqual([
      uriOf(join(root, "a.yaml")),
      uriOf(join(root, "base/kustomization.yaml")),
      uriOf(join(root, "schema.json")),
      uriOf(join(root, "b.txt")),
    ]);
  });

  it("completion offers rule ids in suppressions, the one below first", async () => {
    const client = await start();
    const text = POD.replace("        privileged", "        # plimsoll-disable-next-line \n        privileged");
    client.open("untitled:Untitled-1", text);
    const { end } = rangeOf(text, "disable-next-line ");
    const items = await client.request<{ label: string; sortText: string }[]>("textDocument/completion", {
      textDocument: { uri: "untitled:Untitled-1" },
      position: end,
    });
    expect(items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1))[0]?.label).toBe(PRIVILEGED);
    const elsewhere = await client.request("textDocument/completion", {
      textDocument: { uri: "untitled:Untitled-1" },
      position: rangeOf(text, "kind: ").end,
    });
    expect(elsewhere).toEqual([]);
  });
});

describe("names of objects", () => {
  const APP = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    spec:
      serviceAccountName: "settings"
      containers:
        - name: settings
          envFrom:
            - configMapRef: { name: settings } # which
      volumes:
        - { name: settings, configMap: { name: 'settings' } }
`;
  const CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings # of the shop\n";
  const OTHER = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: other }\n";

  async function open() {
    const root = workspace({ "app.yaml": APP, "config.yaml": CONFIG, "other.yaml": OTHER });
    const client = await start({ folders: [root] });
    await client.request("workspace/executeCommand", { command: "plimsoll.server.lintWorkspace" });
    const uri = uriOf(join(root, "app.yaml"));
    client.open(uri, APP);
    const at = { textDocument: { uri }, position: rangeOf(APP, "settings }").start };
    return { client, uri, config: uriOf(join(root, "config.yaml")), at };
  }

  it("lead to the definition and to all references, of the same kind and namespace", async () => {
    const { client, uri, config, at } = await open();
    const found = await client.request<Location[]>("textDocument/definition", at);
    expect(found).toEqual([{ uri: config, range: rangeOf(CONFIG, "settings") }]);
    const context = { includeDeclaration: true };
    const all = await client.request<Location[]>("textDocument/references", { ...at, context });
    expect(all.map((one) => [one.uri, one.range.start.line])).toEqual([
      [uri, 10],
      [uri, 12],
      [config, 3],
    ]);
    expect(await client.request<unknown[]>("textDocument/documentHighlight", at)).toHaveLength(2);
    const nowhere = { ...at, position: { line: 1, character: 2 } };
    expect(await client.request("textDocument/definition", nowhere)).toBeNull();
  });

  it("are keys and ports too, and entries of kustomizations", async () => {
    const map = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata:\n  color: green\n";
    const web =
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: a, env: [{ name: A, valueFrom: { configMapKeyRef: { name: web, key: color } } }] }] } } }\n";
    const kustomization =
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [web.yaml, map.yaml]\nreplicas:\n  - { name: web, count: 2 }\npatches:\n  - { target: { kind: Deployment, name: web }, patch: '[]' }\n";
    const root = workspace({ "map.yaml": map, "web.yaml": web, "kustomization.yaml": kustomization });
    const client = await start({ folders: [root] });
    await client.request("workspace/executeCommand", { command: "plimsoll.server.lintWorkspace" });
    const [mapUri, webUri, kustomizationUri] = ["map.yaml", "web.yaml", "kustomization.yaml"].map((name) =>
      uriOf(join(root, name)),
    ) as [string, string, string];
    client.open(mapUri, map);
    client.open(webUri, web);
    client.open(kustomizationUri, kustomization);
    const key = { textDocument: { uri: webUri }, position: rangeOf(web, "color }").start };
    expect(await client.request("textDocument/definition", key)).toEqual([{ uri: mapUri, range: rangeOf(map, "color") }]);
    client.apply(await client.request<WorkspaceEdit>("textDocument/rename", { ...key, newName: "size" }));
    expect(client.text(mapUri)).toContain("  size: green");
    expect(client.text(webUri)).toContain("key: size }");
    const deployment = { textDocument: { uri: kustomizationUri }, position: rangeOf(kustomization, "web, count").start };
    client.apply(await client.request<WorkspaceEdit>("textDocument/rename", { ...deployment, newName: "shop" }));
    expect(client.text(kustomizationUri)).toBe(
      kustomization.replace("{ name: web,", "{ name: shop,").replace("name: web }", "name: shop }"),
    );
    expect(client.text(webUri)).toContain("metadata: { name: shop }");
    expect(client.text(webUri)).toContain("configMapKeyRef: { name: web");
    const hover = await client.request<{ contents: { value: string } }>("textDocument/hover", {
      textDocument: { uri: mapUri },
      position: rangeOf(map, "web").start,
    });
    expect(hover.contents.value).toContain("Used: Deployment");
    const symbols = await client.request<{ name: string }[]>("workspace/symbol", { query: "cmweb" });
    expect(symbols.map(({ name }) => name)).toEqual(["ConfigMap web"]);
  });

  it.each([
    ["an object", "      volumes:\n        - configMap:\n            name: ", ["settings"]],
    [
      "a key",
      "      containers:\n        - envFrom: []\n          env:\n            - valueFrom:\n                configMapKeyRef:\n                  name: settings\n                  key: ",
      ["color", "size"],
    ],
    ["an account", "      serviceAccountName: ", ["robot"]],
  ])("are completed: %s", async (_, typed, expected) => {
    const app = `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  template:\n    spec:\n${typed}`;
    const root = workspace({
      "app.yaml": app,
      "config.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { color: red, size: large }\n",
      "other.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: theirs, namespace: other }\n",
      "account.yaml": "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: robot, namespace: shop }\n",
    });
    const client = await start({ folders: [root] });
    await client.request("workspace/executeCommand", { command: "plimsoll.server.lintWorkspace" });
    const uri = uriOf(join(root, "app.yaml"));
    client.open(uri, app);
    const lines = app.split("\n");
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    const items = await client.request<{ label: string }[]>("textDocument/completion", { textDocument: { uri }, position });
    expect(items.map(({ label }) => label)).toEqual(expected);
  });

  it("are renamed everywhere, in the quotes that they have, or not at all", async () => {
    const { client, uri, config, at } = await open();
    client.open(config, CONFIG);
    expect(await client.request("textDocument/prepareRename", at)).toMatchObject({ placeholder: "settings" });
    await expect(client.request("textDocument/rename", { ...at, newName: "Not a name" })).rejects.toThrow(/lower-case/);
    client.apply(await client.request<WorkspaceEdit>("textDocument/rename", { ...at, newName: "options" }));
    const renamed = APP.replace("{ name: settings } #", "{ name: options } #").replace("'settings'", "'options'");
    expect(client.text(uri)).toBe(renamed);
    expect(client.text(config)).toBe(CONFIG.replace("settings", "options"));
  });
});

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
