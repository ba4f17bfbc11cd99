import { describe, expect, it } from "vitest";
import type { Connection, Hover, Location, MarkupContent, Position, TextEdit } from "vscode-languageserver";
import { rules } from "../../rules/index.ts";
import * as helm from "../../server/helm/helm.ts";
import { chartCompletions } from "../../server/lsp/chart/completion.ts";
import { chartHover } from "../../server/lsp/chart/hover.ts";
import { definitions, prepareRename, references, rename } from "../../server/lsp/chart/names.ts";
import { renderedTemplate } from "../../server/lsp/chart/rendered-template.ts";
import { codeActions } from "../../server/lsp/feature/actions.ts";
import { statusOf } from "../../server/lsp/feature/status.ts";
import { profileOf } from "../../server/lsp/protocol/profile.ts";
import { EditorSession } from "../../server/lsp/session/editor-session.ts";
import { DEFAULT_PREFERENCES } from "../../server/lsp/session/preferences.ts";
import type { DocumentSnapshot } from "../../server/lsp/session/session.ts";

const ROOT = "file:///r/";
const FILES: Readonly<Record<string, string>> = {
  "Chart.yaml": "apiVersion: v2\nname: shop\nversion: 0.1.0\n",
  "values.yaml": "image:\n  tag: '1.2'\n  name: web\nlist:\n  - name: a\n",
  "values-prod.yaml": "image: { tag: '2.0' }\n",
  "templates/_helpers.tpl": '{{ define "shop.image" }}{{ .Values.image.name }}:{{ .Values.image.tag }}{{ end }}',
  "templates/pod.yaml":
    'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: {{ include "shop.image" . }}\n      securityContext: { privileged: true }\n      tty: {{ eq .Values.image.tag "x" }}\n{{- with .Values.image }}\n# {{ .tag }}\n{{- end }}\n',
};

async function start(files = FILES, preferences = DEFAULT_PREFERENCES, isScanned = true): Promise<EditorSession> {
  const texts = new Map(Object.entries(files).map(([path, text]) => [ROOT + path, text]));
  const connection = {
    console: { warn: () => {}, info: () => {}, error: (message: string) => expect.unreachable(message) },
    sendDiagnostics: async () => {},
  } as unknown as Connection;
  const capabilities = { textDocument: { hover: { contentFormat: ["markdown" as const] } } };
  const profile = profileOf({
    processId: null,
    rootUri: null,
    capabilities,
    workspaceFolders: [{ uri: "file:///r", name: "r" }],
  });
  const inFolder = new Map(Object.entries(files).map(([path, text]) => [path, { path, text }]));
  const disk = {
    list: async () => [...texts.keys()].filter((uri) => /ya?ml$/.test(uri)),
    read: async (uri: string) => texts.get(uri),
    isRepository: async () => false,
    now: {
      exists: (uri: string, name: string) => (isScanned ? undefined : texts.has(new URL(name, uri).href)),
      read: (name: string) => texts.get(name),
      repositoryOf: () => "",
      roleOf: () => undefined,
      charts: { helm, files: () => inFolder, find: () => () => undefined },
    },
  };
  const session = new EditorSession(connection, profile, disk, { of: async () => preferences, change: () => {} }, rules);
  if (isScanned) await session.rescan();
  for (const [uri, text] of texts)
    if (isScanned || uri.endsWith("/pod.yaml"))
      session.documents.open({ textDocument: { uri, languageId: uri.endsWith("tpl") ? "helm" : "yaml", version: 1, text } });
  return session;
}

/** The position behind the first character of words in a file. */
function positionOf(path: string, words: string, files = FILES): Position {
  const before = (files[path] as string).slice(0, (files[path] as string).indexOf(words) + 1).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

const shown = (hover: Hover | null) =>
  hover && "value" in Object(hover.contents) ? (hover.contents as MarkupContent).value : "";
const at = (path: string, words: string) => [ROOT + path, positionOf(path, words)] as const;
const where = (list: readonly Location[] | null) =>
  list?.map(({ uri, range: { start } }) => `${uri.slice(ROOT.length)}:${start.line + 1}:${start.character + 1}`);

it("a value is found before the workspace has been read", async () => {
  const session = await start(FILES, DEFAULT_PREFERENCES, false);
  expect(where(await definitions(...at("templates/pod.yaml", "tag }}\n{{- end"), session))).toEqual([
    "values.yaml:2:3",
    "values-prod.yaml:1:10",
  ]);
  expect(shown(await chartHover(...at("templates/pod.yaml", "include"), session))).toContain("web:1.2");
});

describe("values and named templates of charts in the editor", async () => {
  const session = await start();

  it("a value leads to all files that set it", async () => {
    expect(where(await definitions(...at("templates/_helpers.tpl", "tag }}"), session))).toEqual([
      "values.yaml:2:3",
      "values-prod.yaml:1:10",
    ]);
    expect(where(await definitions(...at("templates/pod.yaml", "tag }}\n{{- end"), session))).toEqual([
      "values.yaml:2:3",
      "values-prod.yaml:1:10",
    ]);
  });

  it("a call leads to its template, and back", async () => {
    expect(where(await definitions(...at("templates/pod.yaml", "shop.image"), session))).toEqual(["templates/_helpers.tpl:1:12"]);
    expect(where(await references(...at("templates/_helpers.tpl", "shop.image"), false, session))).toEqual([
      "templates/pod.yaml:7:26",
    ]);
  });

  it("a key of the values leads to what reads it", async () => {
    expect(where(await references(...at("values.yaml", "tag"), false, session))?.sort()).toEqual([
      "templates/_helpers.tpl:1:68",
      "templates/pod.yaml:11:7",
      "templates/pod.yaml:9:32",
    ]);
  });

  it("a key is renamed everywhere", async () => {
    expect(await prepareRename(...at("values.yaml", "tag"), session)).toEqual({
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } },
      placeholder: "tag",
    });
    const edit = await rename(...at("values.yaml", "tag"), "version", session);
    const count = (edits: readonly TextEdit[]) => edits.filter(({ newText }) => newText === "version").length;
    expect(
      Object.entries(edit?.changes ?? {})
        .map(([uri, edits]) => [uri.slice(ROOT.length), count(edits)])
        .sort(),
    ).toEqual([
      ["templates/_helpers.tpl", 1],
      ["templates/pod.yaml", 2],
      ["values-prod.yaml", 1],
      ["values.yaml", 1],
    ]);
    await expect(rename(...at("values.yaml", "tag"), "a-b", session)).rejects.toThrow("letters, digits and underscores");
    await expect(rename(...at("values.yaml", "tag"), "name", session)).rejects.toThrow(
      'There is a "name" already, in values.yaml.',
    );
  });

  it("a named template is renamed where it is defined and called", async () => {
    const edit = await rename(...at("templates/pod.yaml", "shop.image"), "shop.picture", session);
    expect(
      Object.keys(edit?.changes ?? {})
        .map((uri) => uri.slice(ROOT.length))
        .sort(),
    ).toEqual(["templates/_helpers.tpl", "templates/pod.yaml"]);
  });

  it("an action shows what it renders to, with each set of values", async () => {
    const hover = await chartHover(...at("templates/pod.yaml", "include"), session);
    expect(shown(hover)).toBe(
      "Renders to\n\nWith values.yaml:\n\n```yaml\nweb:1.2\n```\n\nWith values-prod.yaml:\n\n```yaml\nweb:2.0\n```",
    );
  });

  it("a key shows its value", async () => {
    const hover = await chartHover(...at("templates/pod.yaml", ".Values.image }}"), session);
    expect(hover).toBeNull(); // the delimiter of the key
    const key = await chartHover(...at("templates/pod.yaml", "image }}"), session);
    expect(shown(key)).toContain("`.Values.image`");
  });

  it("the rendered text, with what is found in it", async () => {
    const result = await renderedTemplate({ uri: `${ROOT}templates/pod.yaml`, set: "values-prod.yaml" }, session);
    expect(result?.text).toContain("# Source: shop/templates/pod.yaml\napiVersion: v1\n");
    expect(result?.text).toContain("image: web:2.0\n");
    expect(result?.sets).toEqual(["values-prod.yaml"]);
    const found = result?.diagnostics.find(({ code }) => code === "privileged-container");
    expect(result?.text.split("\n")[found?.range.start.line ?? 0]).toContain("privileged: true");
  });
});

describe("completion in actions", async () => {
  const complete = async (typed: string) => {
    const files = { ...FILES, "templates/new.yaml": typed };
    const session = await start(files);
    const lines = typed.split("\n");
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    const uri = `${ROOT}templates/new.yaml`;
    return (await chartCompletions(uri, position, session.snapshot(uri) as DocumentSnapshot, session))?.map(({ label }) => label);
  };

  it.each<readonly [string, readonly string[]]>([
    ["a: {{ .Values.", ["image", "list"]],
    ["a: {{ .Values.image.t", ["tag", "name"]],
    ['a: {{ include "sh', ["shop.image"]],
    ['a: {{ "b', []],
  ])("%s", async (typed, expected) => expect(await complete(typed)).toEqual(expected));

  it("functions", async () => expect(await complete("a: {{ .Values.image.tag | quo")).toContain("quote"));
  it("nothing outside of actions", async () => expect(await complete("a: b {{ 1 }} c")).toBeUndefined());
});

describe("charts beside another server for Helm", async () => {
  const session = await start(FILES, { ...DEFAULT_PREFERENCES, helmFeatures: "off" });

  it("have findings only", async () => {
    expect(await definitions(...at("templates/_helpers.tpl", "tag }}"), session)).toBeNull();
    expect(await chartHover(...at("templates/_helpers.tpl", "tag }}"), session)).toBeNull();
    await session.settled(`${ROOT}templates/pod.yaml`);
    expect(session.linter.result(`${ROOT}templates/pod.yaml`).findings.map(({ rule }) => rule)).toContain("privileged-container");
  });
});

it("a finding in a file of values can be suppressed there, and the status says what the file is part of", async () => {
  const template =
    "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: {{ .Values.image }}\n";
  const session = await start({
    "Chart.yaml": FILES["Chart.yaml"] as string,
    "values.yaml": "image: web:latest\n",
    "templates/pod.yaml": template,
  });
  const textDocument = { uri: `${ROOT}values.yaml` };
  const here = { line: 0, character: 0 };
  const menu = await codeActions({ textDocument, range: { start: here, end: here }, context: { diagnostics: [] } }, session);
  const suppressions = menu.filter(({ title }) => title.startsWith("Suppress"));
  expect(suppressions.map(({ title }) => title)).toEqual(["Suppress image-latest-tag for this line"]);
  expect(JSON.stringify(suppressions[0]?.edit)).toContain("# plimsoll-disable-next-line image-latest-tag");
  expect(await statusOf(textDocument.uri, session)).toMatchObject({ resources: 0, chart: true });
  expect(await statusOf("untitled:a.yaml", session)).not.toHaveProperty("chart");
});
