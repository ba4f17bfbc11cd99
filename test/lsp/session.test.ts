import { describe, expect, it } from "vitest";
import { type Connection, FileChangeType, type PublishDiagnosticsParams } from "vscode-languageserver";
import { rules } from "../../rules/index.ts";
import { statusOf } from "../../server/lsp/feature/status.ts";
import { profileOf } from "../../server/lsp/protocol/profile.ts";
import { EditorSession } from "../../server/lsp/session/editor-session.ts";
import { Events } from "../../server/lsp/session/events.ts";
import { DEFAULT_PREFERENCES } from "../../server/lsp/session/preferences.ts";
import { Publisher } from "../../server/lsp/session/publisher.ts";

// A session without a process around it, so that a test decides what happens in between.

const SERVICE =
  "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  selector: { app: web, of: shop }\n  ports: [{ port: 80 }]\n";
const workload = (app: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${app}, labels: { app: ${app}, of: shop } }\nspec: { containers: [{ name: a, image: "a:1" }] }\n`;
const ROOT = "file:///r/";
const NO_TEXT = "\0";
const SELECTS_NOTHING = "service-selects-nothing";

interface Host {
  readonly session: EditorSession;
  readonly events: Events;
  readonly texts: Map<string, string>;
  /** What was asked of the file system while somebody waited for the answer. */
  readonly asked: string[];
  /** The codes that the client was shown last of a file. */
  shown(path: string): readonly unknown[];
  /** What the client was told last of a file. */
  told(path: string): readonly string[];
  /** Reading this file waits until the function that is returned is called. */
  hold(path: string): () => void;
  open(path: string): void;
  type(path: string, text: string): Promise<void>;
  watched(...changes: readonly (readonly [path: string, type: FileChangeType])[]): void;
}

/** `isListed`: whether a file is linted; the others are only there. */
function host(files: Readonly<Record<string, string>>, isListed = (_: string) => true): Host {
  const texts = new Map(Object.entries(files).map(([path, text]) => [ROOT + path, text]));
  const sent = new Map<string, PublishDiagnosticsParams>();
  const held = new Map<string, Promise<void>>();
  const asked: string[] = [];
  const connection = {
    console: { warn: () => {}, info: () => {}, error: (message: string) => expect.unreachable(message) },
    sendDiagnostics: async (params: PublishDiagnosticsParams) => void sent.set(params.uri, params),
  } as unknown as Connection;
  const profile = profileOf({
    processId: null,
    rootUri: null,
    capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    workspaceFolders: [{ uri: ROOT.slice(0, -1), name: "r" }],
  });
  const diskFiles = {
    list: async (folder: string, all = false) =>
      [...texts.keys()].filter((uri) => uri.startsWith(folder) && (all || isListed(uri))).sort(),
    read: async (uri: string) => {
      await held.get(uri);
      return texts.get(uri) === NO_TEXT ? undefined : texts.get(uri);
    },
    // A file with this text is one that is there and no text.
    refusal: (uri: string) => (texts.get(uri) === NO_TEXT ? "is not a text in UTF-8" : undefined),
    isRepository: async () => false,
    now: {
      exists: (uri: string, name: string) => {
        asked.push(name);
        const { href } = new URL(name, uri);
        return [...texts.keys()].some((one) => one === href || one.startsWith(`${href}/`));
      },
      read: (name: string) => {
        asked.push(name);
        return texts.get(name);
      },
      repositoryOf: () => "",
      roleOf: () => undefined,
    },
  };
  const preferences = { of: async () => DEFAULT_PREFERENCES, change: () => {} };
  const session = new EditorSession(connection, profile, diskFiles, preferences, rules);
  const events = new Events(session, connection);
  return {
    session,
    events,
    texts,
    asked,
    shown: (path) => sent.get(ROOT + path)?.diagnostics.map(({ code }) => code) ?? [],
    told: (path) => sent.get(ROOT + path)?.diagnostics.map(({ message }) => String(message)) ?? [],
    hold(path) {
      let release = () => {};
      held.set(
        ROOT + path,
        new Promise((resolve) => {
          release = resolve;
        }),
      );
      return () => release();
    },
    open(path) {
      const text = texts.get(ROOT + path) ?? "";
      session.documents.open({ textDocument: { uri: ROOT + path, languageId: "yaml", version: 1, text } });
      events.opened(ROOT + path);
    },
    async type(path, text) {
      const version = (session.documents.get(ROOT + path)?.version ?? 0) + 1;
      session.documents.change({ textDocument: { uri: ROOT + path, version }, contentChanges: [{ text }] });
      await session.lint(ROOT + path);
    },
    watched(...changes) {
      events.watched({ changes: changes.map(([path, type]) => ({ uri: ROOT + path, type })) });
    },
  };
}

describe("what is wrong in the configuration, with nothing of it open,", () => {
  const LEADS_BACK = "leads back to this file";
  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    ["a preset that is not there", { "plimsoll.yaml": "extends: [strikt]" }, "plimsoll.yaml", 'did you mean "strict"'],
    ["a file that is not there", { "plimsoll.yaml": "extends: [gone.yaml]" }, "plimsoll.yaml", '"gone.yaml" cannot be read'],
    ["a cycle", { "plimsoll.yaml": "extends: [a.yaml]", "a.yaml": "extends: [plimsoll.yaml]" }, "plimsoll.yaml", LEADS_BACK],
    ["a cycle below", { "plimsoll.yaml": "extends: [a.yaml]", "a.yaml": "extends: [a.yaml]" }, "a.yaml", LEADS_BACK],
    ["no text", { "plimsoll.yaml": NO_TEXT }, "plimsoll.yaml", "This file is not a text in UTF-8; what it says does not hold."],
    ["a folder of schemas", { "plimsoll.yaml": "schemas: [crds]" }, "plimsoll.yaml", 'no YAML or JSON file in the folder "crds"'],
    ["a broken baseline", { "plimsoll-baseline.json": "{" }, "plimsoll-baseline.json", "never closed"],
    ["a baseline of another kind", { "plimsoll-baseline.json": "[]" }, "plimsoll-baseline.json", 'written by "plimsoll baseline'],
  ])("is shown where it stands, by the status, and hides no finding: %s", async (_, files, path, message) => {
    const { session, told, shown, open } = host({ "web.yaml": workload("web"), ...files }, (uri) => uri.endsWith("web.yaml"));
    await session.rescan();
    open("web.yaml");
    await expect.poll(() => shown("web.yaml")).toContain("missing-memory-limit");
    expect(told(path)).toEqual([expect.stringContaining(message)]);
    const { problems } = await statusOf(`${ROOT}web.yaml`, session);
    expect(problems).toEqual([{ message: expect.stringContaining(message), uri: ROOT + path, line: 0 }]);
  });
});

describe("a session", () => {
  it("shows what is not finished after a pause in typing, or on saving", async () => {
    const { session, events, shown, open } = host({ "pod.yaml": workload("web") });
    await session.rescan();
    open("pod.yaml");
    const uri = `${ROOT}pod.yaml`;
    let version = 1;
    const key = async (text: string) => {
      const contentChanges = [{ range: { start: { line: 4, character: 0 }, end: { line: 4, character: 0 } }, text }];
      session.documents.change({ textDocument: { uri, version: ++version }, contentChanges });
      events.changed(uri, contentChanges);
      await session.lint(uri);
    };
    await key('x: "');
    expect(shown("pod.yaml")).not.toContain("invalid-yaml");
    await expect.poll(() => shown("pod.yaml"), { timeout: 60_000 }).toContain("invalid-yaml");
    await key("a"); // the same line, as wrong as before
    expect(shown("pod.yaml")).toContain("invalid-yaml");
    await key("kind: Pod\n");
    const before = shown("pod.yaml").length;
    events.saved(uri);
    await expect.poll(() => shown("pod.yaml").length, { timeout: 60_000 }).toBeGreaterThan(before);
  });

  it("keeps the editor's text of a file that is opened while it is read again", async () => {
    const { session, texts, hold, open, type } = host({ "web.yaml": workload("web") });
    await session.rescan();
    const release = hold("web.yaml");
    const read = session.reread([`${ROOT}web.yaml`]);
    open("web.yaml");
    await type("web.yaml", workload("typed"));
    texts.set(`${ROOT}web.yaml`, workload("written"));
    release();
    await read;
    expect(session.linter.text(`${ROOT}web.yaml`)).toBe(workload("typed"));
  });

  it("takes no change of a document that nobody has opened", async () => {
    const { session, type } = host({ "web.yaml": workload("web") });
    await session.rescan();
    await type("web.yaml", workload("typed"));
    expect(session.documents.uris()).toEqual([]);
    expect(session.linter.text(`${ROOT}web.yaml`)).toBe(workload("web"));
  });

  it("finds nothing in an open file that is only begun", async () => {
    const { session, open } = host({ "kustomization.yaml": "resources: [below]\n", "below/kustomization.yaml": "# new\n" });
    await session.rescan();
    const rules = () => session.shown(session.linter.result(`${ROOT}below/kustomization.yaml`)).map(({ rule }) => rule);
    expect(rules()).toEqual(["broken-kustomization"]);
    open("below/kustomization.yaml");
    await expect.poll(() => session.documents.uris(), { timeout: 60_000 }).toHaveLength(1);
    expect(rules()).toEqual([]);
  });

  it("sends what has changed although somebody asks for something else meanwhile", async () => {
    const { session, texts, shown, hold, open, watched } = host({
      "service.yaml": SERVICE,
      "web.yaml": workload("web"),
      "slow.yaml": workload("slow"),
    });
    await session.rescan();
    open("service.yaml");
    await expect.poll(() => session.documents.uris(), { timeout: 60_000 }).toHaveLength(1);
    expect(shown("service.yaml")).not.toContain(SELECTS_NOTHING);
    const release = hold("slow.yaml");
    texts.set(`${ROOT}web.yaml`, workload("other"));
    watched(["web.yaml", FileChangeType.Changed], ["slow.yaml", FileChangeType.Changed]);
    for (let i = 0; i < 20; i++) {
      await statusOf(`${ROOT}service.yaml`, session);
      await new Promise((resolve) => setTimeout(resolve));
    }
    release();
    await expect.poll(() => shown("service.yaml"), { timeout: 60_000 }).toContain(SELECTS_NOTHING);
  });

  it("asks the file system for nothing at a keystroke, and again when files come or go", async () => {
    const { session, texts, asked, shown, open, type, watched } = host({
      "base/kustomization.yaml": "resources: [web.yaml, gone.yaml, folder]\n",
      "base/web.yaml": workload("web"),
      "over/kustomization.yaml": "resources: [../base, ../nowhere]\nconfigMapGenerator: [{ name: a, files: [a.txt] }]\n",
    });
    await session.rescan();
    open("base/kustomization.yaml");
    open("base/web.yaml");
    await expect.poll(() => shown("base/kustomization.yaml"), { timeout: 60_000 }).toContain("missing-kustomize-resource");
    asked.length = 0;
    for (const app of ["w", "we", "web"]) await type("base/web.yaml", workload(app));
    expect(asked).toEqual([]);
    texts.set(`${ROOT}base/gone.yaml`, workload("gone"));
    texts.set(`${ROOT}base/folder`, "");
    watched(["base/gone.yaml", FileChangeType.Created], ["base/folder", FileChangeType.Created]);
    await expect.poll(() => shown("base/kustomization.yaml"), { timeout: 60_000 }).not.toContain("missing-kustomize-resource");
  });

  it("reads a file that it does not lint anew when that has changed", async () => {
    const files = {
      "over/kustomization.yaml": "resources: [../.hidden/base]\npatches: [{ path: patch.yaml }]\n",
      "over/patch.yaml": workload("web"),
      ".hidden/base/kustomization.yaml": "resources: [web.yaml]\n",
      ".hidden/base/web.yaml": workload("web"),
    };
    const { session, texts, shown, open, watched } = host(files, (uri) => !uri.includes("hidden"));
    await session.rescan();
    open("over/kustomization.yaml");
    await expect.poll(() => session.linter.has(`${ROOT}over/kustomization.yaml`), { timeout: 60_000 }).toBe(true);
    expect(shown("over/kustomization.yaml")).toEqual([]);
    texts.set(`${ROOT}.hidden/base/web.yaml`, workload("other"));
    watched([".hidden/base/web.yaml", FileChangeType.Changed]);
    await expect.poll(() => shown("over/kustomization.yaml"), { timeout: 60_000 }).toContain("broken-kustomization");
  });
});

describe("a publisher", () => {
  it("sends nothing about a text that is not the latest", async () => {
    const sent: unknown[] = [];
    const document = { version: 1 };
    const session = {
      linter: { settle: () => ["file:///a.yaml"], uris: () => [] },
      documents: { get: () => document, uris: () => [] },
      profile: { pull: false },
      visible: () => true,
      clientUri: (uri: string) => uri,
      diagnostics: async () => {
        document.version++; // the user goes on typing
        return [];
      },
    };
    const connection = { sendDiagnostics: async (params: unknown) => void sent.push(params) };
    const publisher = new Publisher(connection as never, session as never);
    publisher.publish();
    await new Promise((resolve) => setTimeout(resolve));
    expect(sent).toEqual([]);
    session.diagnostics = async () => [];
    publisher.publish();
    await new Promise((resolve) => setTimeout(resolve));
    expect(sent).toEqual([{ uri: "file:///a.yaml", diagnostics: [], version: 2 }]);
    publisher.publish();
    await new Promise((resolve) => setTimeout(resolve));
    expect(sent).toHaveLength(1); // nothing is new
    document.version++;
    publisher.publish();
    await new Promise((resolve) => setTimeout(resolve));
    expect(sent[1]).toEqual({ uri: "file:///a.yaml", diagnostics: [], version: 3 });
  });

  it("knows custom resources by the schemas that the configuration names, and follows them", async () => {
    const schema = (field: string) =>
      JSON.stringify({ type: "object", properties: { spec: { type: "object", properties: { [field]: { type: "integer" } } } } });
    const files = {
      "plimsoll.yaml": "schemas: [vendor/schemas]\n",
      "vendor/schemas/example.com/widget_v1.json": schema("size"),
      "w.yaml": "apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w }\nspec: { sze: 1 }\n",
    };
    const { session, texts, shown, open, watched } = host(files, (uri) => !uri.includes("/vendor/"));
    open("w.yaml");
    await session.rescan();
    await expect.poll(() => shown("w.yaml"), { timeout: 60_000 }).toEqual(["unknown-field"]);
    texts.set(`${ROOT}vendor/schemas/example.com/widget_v1.json`, schema("sze"));
    watched(["vendor/schemas/example.com/widget_v1.json", FileChangeType.Changed]);
    await expect.poll(() => shown("w.yaml"), { timeout: 60_000 }).toEqual([]);
  });
});
