import { expect, it } from "vitest";
import type { Connection } from "vscode-languageserver";
import { rules } from "../../rules/index.ts";
import { linkedFile } from "../../server/lsp/feature/links.ts";
import { codeLenses } from "../../server/lsp/navigation/code-lens.ts";
import { nameHover } from "../../server/lsp/navigation/name-hover.ts";
import { profileOf } from "../../server/lsp/protocol/profile.ts";
import { EditorSession } from "../../server/lsp/session/editor-session.ts";
import { DEFAULT_PREFERENCES } from "../../server/lsp/session/preferences.ts";

const WEB =
  "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  template:\n    metadata: { labels: { app: web } }\n    spec: { serviceAccountName: robot, containers: [] }\n";
const FILES: Readonly<Record<string, string>> = {
  "file:///r/web.yaml": WEB,
  "file:///r/service.yaml": "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web } }\n",
  "file:///r/budget.yaml":
    "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { selector: { matchLabels: { app: web } } }\n",
  "file:///r/scaler.yaml":
    "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }\n",
  "file:///r/account.yaml": "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: robot }\n",
  "file:///r/kustomization.yaml": "resources: [web.yaml, service.yaml, budget.yaml, scaler.yaml, account.yaml]\n",
};
const URI = "file:///r/web.yaml";

async function start(codeLens: boolean, options = {}): Promise<EditorSession> {
  const connection = { console: { warn: () => {}, info: () => {} }, sendDiagnostics: async () => {} } as unknown as Connection;
  const folders = [{ uri: "file:///r", name: "r" }];
  const init = { processId: null, rootUri: null, capabilities: {}, workspaceFolders: folders, initializationOptions: options };
  const disk = {
    list: async () => Object.keys(FILES),
    read: async (uri: string) => FILES[uri],
    isRepository: async () => false,
    now: { exists: () => undefined, read: () => undefined, repositoryOf: () => "", roleOf: () => undefined },
  };
  const preferences = { of: async () => ({ ...DEFAULT_PREFERENCES, codeLens }), change: () => {} };
  const session = new EditorSession(connection, profileOf(init), disk, preferences, rules);
  await session.rescan();
  for (const [uri, text] of Object.entries(FILES))
    session.documents.open({ textDocument: { uri, languageId: "yaml", version: 1, text } });
  return session;
}

it("a lens counts what selects and what uses an object, where somebody wants it", async () => {
  const session = await start(true, { showReferences: true });
  const lenses = await codeLenses(URI, session);
  expect(lenses.map(({ command }) => command?.title)).toEqual(["selected by 2", "used by 1"]);
  const [, , locations] = lenses[0]?.command?.arguments ?? [];
  expect(locations).toMatchObject([{ uri: "file:///r/service.yaml" }, { uri: "file:///r/budget.yaml" }]);
  expect(await codeLenses(URI, await start(false))).toEqual([]);
});

it("a lens is a plain text where the client cannot show a list", async () => {
  const [first] = await codeLenses(URI, await start(true));
  expect(first?.command).toEqual({ title: "selected by 2", command: "" });
});

it("hover says what an object refers to, and what uses and selects it", async () => {
  const hover = await nameHover(URI, { line: 2, character: 18 }, await start(false));
  expect(hover?.markdown.split("\n\n")).toEqual([
    "**Deployment `web`**",
    'Defined: Deployment "web", web.yaml:3',
    'Used: HorizontalPodAutoscaler "web", scaler.yaml:4',
    'Refers to: ServiceAccount "robot"',
    'Selected by: PodDisruptionBudget "web", Service "web"',
  ]);
});

it("an entry of a kustomization leads to its file", async () => {
  const found = await linkedFile("file:///r/kustomization.yaml", { line: 0, character: 14 }, await start(false));
  expect(found).toMatchObject([{ uri: "file:///r/web.yaml" }]);
});
