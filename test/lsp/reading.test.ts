import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CompletionItem, DocumentSymbol, FoldingRange, SelectionRange } from "vscode-languageserver";
import { rules } from "../../rules/index.ts";
import { SCHEMA_RULES } from "../../server/lsp/session/project-reader.ts";
import { rangeOf, uriOf } from "../support/lsp-client.ts";
import { offsetAt, POD, PRIVILEGED, useSessions } from "./sessions.ts";

// Hover, completion, symbols, folding, selection and links.
const { start, workspace } = useSessions();

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
