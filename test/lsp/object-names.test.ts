import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Location, WorkspaceEdit } from "vscode-languageserver";
import { rangeOf, uriOf } from "../support/lsp-client.ts";
import { useSessions } from "./sessions.ts";

// Definition, references and renaming of objects.
const { start, workspace } = useSessions();

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
    [
      "a volume",
      "      volumes: [{ name: data, emptyDir: {} }]\n      containers:\n        - name: web\n          volumeMounts:\n            - name: ",
      ["data"],
    ],
    [
      "a port of a probe",
      "      containers:\n        - name: web\n          ports: [{ name: http, containerPort: 80 }]\n          readinessProbe:\n            httpGet:\n              port: ",
      ["http"],
    ],
    [
      "labels in a selector",
      "      containers: []\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: api\nspec:\n  selector:\n    ",
      ["app: api", "tier: back"],
    ],
  ])("are completed: %s", async (_, typed, expected) => {
    const app = `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  template:\n    spec:\n${typed}`;
    const root = workspace({
      "app.yaml": app,
      "config.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { color: red, size: large }\n",
      "other.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: theirs, namespace: other }\n",
      "api.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata: { name: api, labels: { app: api, tier: back } }\nspec: { containers: [] }\n",
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
