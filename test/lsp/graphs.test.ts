import { describe, expect, it } from "vitest";
import type { Connection, Position } from "vscode-languageserver";
import { rules } from "../../rules/index.ts";
import { graphsAt } from "../../server/lsp/feature/graphs.ts";
import { profileOf } from "../../server/lsp/protocol/profile.ts";
import { EditorSession } from "../../server/lsp/session/editor-session.ts";
import { DEFAULT_PREFERENCES } from "../../server/lsp/session/preferences.ts";

const URI = "file:///r/shop.yaml";
const TEXT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web } }
    spec: { serviceAccountName: robot, containers: [{ name: web, image: "web:1" }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: only-api, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: robots, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit }
subjects: [{ kind: ServiceAccount, name: robot, namespace: shop }, { kind: User, name: ada }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
`;

async function graphs(words: string) {
  const connection = { console: { warn: () => {}, info: () => {} }, sendDiagnostics: async () => {} } as unknown as Connection;
  const folders = [{ uri: "file:///r", name: "r" }];
  const profile = profileOf({ processId: null, rootUri: null, capabilities: {}, workspaceFolders: folders });
  const disk = {
    list: async () => [URI],
    read: async () => TEXT,
    isRepository: async () => false,
    now: { exists: () => undefined, read: () => undefined, repositoryOf: () => "", roleOf: () => undefined },
  };
  const preferences = { of: async () => DEFAULT_PREFERENCES, change: () => {} };
  const session = new EditorSession(connection, profile, disk, preferences, rules);
  await session.rescan();
  session.documents.open({ textDocument: { uri: URI, languageId: "yaml", version: 1, text: TEXT } });
  const before = TEXT.slice(0, TEXT.indexOf(words)).split("\n");
  const position: Position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return graphsAt({ uri: URI, position }, session);
}

describe("the graphs of the object at the cursor", () => {
  it.each([
    ["a workload", "name: web, namespace", ["Network of Deployment web", "Access of ServiceAccount robot"]],
    ["a binding", "name: robots", ["Access of ServiceAccount robot", "Access of User ada"]],
    ["what has none", "name: settings", []],
  ])("are those of %s", async (_, words, titles) => {
    expect((await graphs(words)).map(({ title }) => title)).toEqual(titles);
  });

  it("say by which policy and which binding", async () => {
    const [network, access] = await graphs("name: web, namespace");
    expect(network?.svg).toMatch(/^(?:<\?xml[^>]*>\s*)?<svg/);
    expect(network?.svg).toContain("only-api");
    expect(access?.svg).toContain("robots");
  });
});
