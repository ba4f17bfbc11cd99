import { describe, expect, it, vi } from "vitest";
import type { ClientCapabilities, Connection } from "vscode-languageserver";
import type { PlacedFinding } from "../../server/lint/analysis/result.ts";
import { type DiagnosticContext, toDiagnostic, toWorkspaceEdit } from "../../server/lsp/protocol/convert.ts";
import { isJson, isTemplateLanguage, isYaml } from "../../server/lsp/protocol/languages.ts";
import { positionsByFile, positionsIn } from "../../server/lsp/protocol/positions.ts";
import { type Profile, profileOf } from "../../server/lsp/protocol/profile.ts";
import { Debouncer } from "../../server/lsp/session/debouncer.ts";
import { DEFAULT_PREFERENCES, preferenceSource, readPreferences } from "../../server/lsp/session/preferences.ts";
import { startProgress } from "../../server/lsp/session/progress.ts";

// What a client declares and sends, piece by piece.

const profile = (capabilities: ClientCapabilities, more: object = {}) =>
  profileOf({ processId: null, rootUri: null, capabilities, workspaceFolders: null, ...more });
const NOTHING = profile({});

describe("a profile", () => {
  it("of a client that declares nothing is one that can do nothing", () => {
    const { encoding, folders, ...abilities } = NOTHING;
    expect(encoding).toBe("utf-16");
    expect(folders).toEqual([]);
    expect(Object.entries(abilities).filter(([, can]) => can !== false)).toEqual([]);
  });

  it.each<readonly [keyof Profile, ClientCapabilities]>([
    ["pull", { textDocument: { diagnostic: {} } }],
    ["refreshDiagnostics", { workspace: { diagnostics: { refreshSupport: true } } }],
    ["configuration", { workspace: { configuration: true } }],
    ["registerConfiguration", { workspace: { didChangeConfiguration: { dynamicRegistration: true } } }],
    ["watch", { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } }],
    ["workspaceFolders", { workspace: { workspaceFolders: true } }],
    ["progress", { window: { workDoneProgress: true } }],
    ["showDocument", { window: { showDocument: { support: true } } }],
    ["relatedInformation", { textDocument: { publishDiagnostics: { relatedInformation: true } } }],
    ["codeDescription", { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } }],
    ["tags", { textDocument: { publishDiagnostics: { tagSupport: { valueSet: [1] } } } }],
    ["literalActions", { textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } }],
    ["resolveActions", { textDocument: { codeAction: { resolveSupport: { properties: ["edit"] }, dataSupport: true } } }],
    ["versionedEdits", { workspace: { workspaceEdit: { documentChanges: true } } }],
    ["hierarchicalSymbols", { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } }],
    ["prepareRename", { textDocument: { rename: { prepareSupport: true } } }],
    ["linkTooltips", { textDocument: { documentLink: { tooltipSupport: true } } }],
    ["markdown", { textDocument: { hover: { contentFormat: ["plaintext", "markdown"] } } }],
  ])("has %s, and nothing else, where the client declares it", (ability, capabilities) => {
    expect(profile(capabilities)).toEqual({ ...NOTHING, [ability]: true });
  });

  it("asks for diagnostics only where it can be told to ask again, or takes none that are sent", () => {
    const pull = (refreshSupport: boolean) =>
      profile({ workspace: { diagnostics: { refreshSupport } }, textDocument: { diagnostic: {}, publishDiagnostics: {} } }).pull;
    expect([pull(true), pull(false)]).toEqual([true, false]);
  });

  it("resolves nothing for a client that keeps no data of an action, or resolves other things", () => {
    const actions = (codeAction: object) => profile({ textDocument: { codeAction } }).resolveActions;
    expect(actions({ resolveSupport: { properties: ["edit"] } })).toBe(false);
    expect(actions({ resolveSupport: { properties: ["command"] }, dataSupport: true })).toBe(false);
    expect(actions({ dataSupport: true })).toBe(false);
  });

  it.each<readonly [readonly string[] | undefined, string]>([
    [undefined, "utf-16"],
    [["utf-32"], "utf-16"],
    [["utf-32", "utf-8", "utf-16"], "utf-8"],
    [["utf-16", "utf-8"], "utf-16"],
  ])("of encodings %j takes %s", (positionEncodings, expected) => {
    expect(profile({ general: positionEncodings ? { positionEncodings: [...positionEncodings] } : {} }).encoding).toBe(expected);
  });

  it("has the folders of the window, else its root", () => {
    const folders = [{ uri: "file:///a", name: "a" }];
    expect(profile({}, { workspaceFolders: folders, rootUri: "file:///b" }).folders).toEqual(["file:///a"]);
    expect(profile({}, { rootUri: "file:///b" }).folders).toEqual(["file:///b"]);
    expect(profile({}, { initializationOptions: { files: true } })).toEqual({ ...NOTHING, files: true });
    expect(profile({}, { initializationOptions: { suppress: true } })).toEqual({ ...NOTHING, suppress: true });
  });
});

describe("positions", () => {
  const text = "aä€𝔄b\nsecond\ud800x\n";
  it.each<readonly [number, number, number]>([
    [0, 0, 0],
    [1, 1, 1],
    [2, 2, 3],
    [3, 3, 6],
    [5, 5, 10],
    [6, 6, 11],
  ])("offset %i is column %i, and %i in bytes", (offset, units, bytes) => {
    const [wide, narrow] = [positionsIn(text, "utf-16"), positionsIn(text, "utf-8")];
    expect(wide.at(offset)).toEqual({ line: 0, character: units });
    expect(narrow.at(offset)).toEqual({ line: 0, character: bytes });
    expect(wide.offset({ line: 0, character: units })).toBe(offset);
    expect(narrow.offset({ line: 0, character: bytes })).toBe(offset);
  });
  it("inside a character are at its beginning, and behind a line at its end", () => {
    const narrow = positionsIn(text, "utf-8");
    expect(narrow.offset({ line: 0, character: 8 })).toBe(3);
    expect(narrow.offset({ line: 0, character: 99 })).toBe(6);
    expect(positionsIn(text, "utf-16").offset({ line: 0, character: 99 })).toBe(6);
    expect(narrow.at(text.indexOf("x"))).toEqual({ line: 1, character: 9 });
  });
  it("of a file follow its text", () => {
    for (const encoding of ["utf-16", "utf-8"] as const) {
      const known = positionsByFile(encoding);
      let now = "a\nb\nc\n";
      for (const next of [now, "a\nbb\nc\n", "x\na\nbb\nc\n", "", "c", now]) {
        const positions = known.in("file:///a", next);
        for (let i = 0; i <= next.length; i++) expect(positions.at(i)).toEqual(positionsIn(next, encoding).at(i));
        expect(known.in("file:///a", next)).toBe(positions);
        now = next;
      }
      known.forget();
      expect(known.in("file:///a", now).at(0)).toEqual({ line: 0, character: 0 });
    }
  });
});

describe("a diagnostic", () => {
  const source = "kind: Pod\n";
  const finding: PlacedFinding = {
    ...{ uri: "file:///a", rule: "r", severity: "info", message: "m", span: { start: 6, end: 9 }, slice: 0, path: [], fixes: [] },
    ...{ resource: undefined, container: undefined, fingerprint: "", tag: "deprecated" },
    related: [
      { message: "here", span: { start: 0, end: 4 } },
      { message: "there", span: { start: 0, end: 1 }, uri: "file:///b" },
    ],
  };
  const context = (own: Partial<Profile>, url: string | null = "https://example.org/r"): DiagnosticContext => ({
    profile: { ...NOTHING, ...own },
    positions: () => positionsIn(source, "utf-16"),
    clientUri: (uri) => `client:${uri}`,
    ruleUrl: () => url,
  });
  const range = (start: number, end: number) => ({ start: { line: 0, character: start }, end: { line: 0, character: end } });
  const plain = { range: range(6, 9), severity: 3, source: "plimsoll", code: "r", message: "m" };

  it("has what the client can show, and no more", () => {
    expect(toDiagnostic(finding, context({}))).toEqual(plain);
    expect(toDiagnostic(finding, context({ tags: true }))).toEqual({ ...plain, tags: [2] });
    expect(toDiagnostic({ ...finding, tag: "unnecessary" }, context({ tags: true }))).toEqual({ ...plain, tags: [1] });
    expect(toDiagnostic(finding, context({ codeDescription: true }))).toEqual({
      ...plain,
      codeDescription: { href: "https://example.org/r" },
    });
    expect(toDiagnostic(finding, context({ codeDescription: true }, null))).toEqual(plain);
    expect(toDiagnostic(finding, context({ relatedInformation: true }))).toEqual({
      ...plain,
      relatedInformation: [
        { message: "here", location: { uri: "client:file:///a", range: range(0, 4) } },
        { message: "there", location: { uri: "client:file:///b", range: range(0, 1) } },
      ],
    });
    const { tag: _, ...untagged } = finding;
    expect(toDiagnostic({ ...untagged, related: [] }, context({ tags: true, relatedInformation: true }))).toEqual(plain);
  });

  it.each([
    ["error", 1],
    ["warning", 2],
  ] as const)("that is an %s", (severity, number) =>
    expect(toDiagnostic({ ...finding, severity }, context({})).severity).toBe(number),
  );

  it("is mended with the version of its document, where the client checks it", () => {
    const edit = { range: range(0, 1), newText: "x" };
    expect(toWorkspaceEdit("u", 3, [edit], { ...NOTHING, versionedEdits: true })).toEqual({
      documentChanges: [{ textDocument: { uri: "u", version: 3 }, edits: [edit] }],
    });
    expect(toWorkspaceEdit("u", 3, [edit], NOTHING)).toEqual({ changes: { u: [edit] } });
  });
});

describe("languages", () => {
  it.each<readonly [string, string | undefined, boolean, boolean]>([
    ["file:///a.yaml", undefined, true, false],
    ["file:///a.yml", "plaintext", true, false],
    ["file:///a.YAML", undefined, true, false],
    ["file:///_h.tpl", undefined, true, false],
    ["file:///a.yaml.bak", undefined, false, false],
    ["untitled:1", "yaml", true, false],
    ["untitled:1", "helm", true, false],
    ["untitled:1", undefined, false, false],
    ["file:///a.json", undefined, false, true],
    ["file:///a.json5", undefined, false, false],
    ["untitled:1", "jsonc", false, true],
  ])("%s as %s: YAML %s, JSON %s", (uri, language, yaml, json) => {
    expect(isYaml(uri, language)).toBe(yaml);
    expect(isJson(uri, language)).toBe(json);
  });
  it("of templates", () => {
    expect(["helm", "gotmpl", "yaml", undefined].map(isTemplateLanguage)).toEqual([true, true, false, false]);
  });
});

describe("preferences", () => {
  it.each<readonly [unknown, Partial<typeof DEFAULT_PREFERENCES>]>([
    [undefined, {}],
    [null, {}],
    [[], {}],
    ["text", {}],
    [{ run: "onSave" }, { run: "onSave" }],
    [{ plimsoll: { run: "onSave" } }, { run: "onSave" }],
    [{ plimsoll: null, run: "onSave" }, { run: "onSave" }],
    [{ run: "", preset: null, enable: undefined }, {}],
    [{ kubernetesVersion: 1.3 }, { kubernetesVersion: "1.3" }],
    [
      { enable: false, quiet: true, exclude: ["a"] },
      { enable: false, quiet: true, exclude: ["a"] },
    ],
    [{ enable: "no" }, { problems: ['plimsoll.enable must be true or false, not "no".'] }],
    [{ maxFileSize: 0 }, { problems: ["plimsoll.maxFileSize must be a number of characters above 0, not 0."] }],
    [{ timeBudget: 0 }, { timeBudget: 0 }],
    [{ timeBudget: -1 }, { problems: ["plimsoll.timeBudget must be a number of milliseconds, or 0, not -1."] }],
    [{ exclude: ["a", 1] }, { problems: ['plimsoll.exclude must be a list of patterns, not ["a",1].'] }],
    [
      { presett: "strict", trace: "off" },
      { problems: ['There is no setting plimsoll.presett; did you mean "plimsoll.preset"?'] },
    ],
    [{ rules: [] }, { problems: ["plimsoll.rules must be a mapping of rule ids, not []."] }],
  ])("%j", (json, expected) => expect(readPreferences(json)).toEqual({ ...DEFAULT_PREFERENCES, ...expected }));

  it("are asked for once each, forgotten when they change, and pushed where the client gives none", async () => {
    const asked: unknown[] = [];
    const warned: string[] = [];
    let answer: () => Promise<unknown> = async () => ({ run: "onSave" });
    const connection = {
      console: { warn: (text: string) => warned.push(text) },
      workspace: {
        getConfiguration(scope: unknown) {
          asked.push(scope);
          return answer();
        },
      },
    } as unknown as Connection;
    const source = preferenceSource(connection, { ...NOTHING, configuration: true }, { quiet: true });
    expect((await source.of("file:///a/")).run).toBe("onSave");
    await source.of("file:///a/");
    await source.of(undefined);
    expect(asked).toEqual([{ section: "plimsoll", scopeUri: "file:///a" }, { section: "plimsoll" }]);

    answer = async () => ({});
    source.change({ run: "onSave", enable: 1 });
    expect((await source.of("file:///a/")).run).toBe("onSave");
    expect(warned).toEqual(["plimsoll.enable must be true or false, not 1."]);
    source.change({});
    expect((await source.of("file:///a/")).run).toBe("onSave"); // what carries nothing changes nothing
    answer = () => Promise.reject(new Error("refused"));
    source.change(undefined);
    expect((await source.of("file:///a/")).run).toBe("onSave");
    expect(warned).toContain("The client gives no configuration: Error: refused");

    const pushed = preferenceSource(connection, NOTHING, { quiet: true });
    const before = asked.length;
    expect((await pushed.of("file:///a/")).quiet).toBe(true);
    expect(asked.length).toBe(before);
  });
});

it("work that waits gives way to newer work of its key, and to nothing else", () => {
  vi.useFakeTimers();
  try {
    const done: string[] = [];
    const waiting = new Debouncer();
    const start = (key: string, delay: number, name: string) => waiting.start(key, delay, () => done.push(name));
    start("a", 10, "a1");
    start("b", 10, "b1");
    start("a", 20, "a2");
    vi.advanceTimersByTime(15);
    expect(done).toEqual(["b1"]);
    vi.advanceTimersByTime(15);
    expect(done).toEqual(["b1", "a2"]);
    start("a", 10, "a3");
    waiting.cancel("a");
    waiting.cancel("never");
    vi.advanceTimersByTime(50);
    expect(done).toEqual(["b1", "a2"]);
  } finally {
    vi.useRealTimers();
  }
});

it("progress begins where work takes a second, says what is counted, and ends", async () => {
  vi.useFakeTimers();
  try {
    const said: unknown[] = [];
    const reporter = {
      begin: (...all: readonly unknown[]) => said.push(all),
      report: (...all: readonly unknown[]) => said.push(all),
      done: () => said.push("done"),
    };
    const connection = { window: { createWorkDoneProgress: async () => reporter } } as unknown as Connection;
    const progress = startProgress(connection, { ...NOTHING, progress: true });
    progress.report(1, 4, "files");
    await vi.advanceTimersByTimeAsync(1000);
    progress.report(2, 4, "files");
    progress.report(1, 2, "charts");
    progress.end();
    const short = startProgress(connection, { ...NOTHING, progress: true });
    short.end();
    await vi.advanceTimersByTimeAsync(2000);
    expect(said).toEqual([["Plimsoll", 0, "reading the workspace"], [25, "2 of 4 files"], [75, "1 of 2 charts"], "done"]);
  } finally {
    vi.useRealTimers();
  }
});
