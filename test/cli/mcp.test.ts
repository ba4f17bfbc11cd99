import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { version } from "../../server/report/version.ts";
import { makeProject, useBundle } from "../support/bundle.ts";

// The protocol's own client talks to the command as it is published.

const PRIVILEGED =
  "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: a:1\n      securityContext: { privileged: true }\n";
const ACCESS = `apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: shop }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: web-admin }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: web, namespace: shop }]
`;

describe("plimsoll mcp", () => {
  const bundle = useBundle();
  const project = makeProject(bundle, {
    "pod.yaml": PRIVILEGED,
    "access.yaml": ACCESS,
    "plimsoll.yaml": "root: true\n",
    "strict/plimsoll.yaml": "rules: { privileged-container: info }\n",
  });
  const client = new Client({ name: "test", version: "1" });
  beforeAll(async () => {
    const command = { command: process.execPath, args: [join(bundle.dist, "cli.js"), "mcp"], cwd: project.root };
    await client.connect(new StdioClientTransport({ ...command, stderr: "inherit" }));
  });
  afterAll(() => client.close());

  async function call(name: string, input: object): Promise<{ readonly text: string; readonly failed: boolean }> {
    const { content, isError } = await client.callTool({ name, arguments: { ...input } });
    const [first] = content as readonly { readonly text: string }[];
    return { text: first?.text ?? "", failed: isError === true };
  }

  async function findings(name: string, input: object): Promise<readonly { readonly [key: string]: unknown }[]> {
    const { text, failed } = await call(name, input);
    expect(failed, text).toBe(false);
    return JSON.parse(text).findings;
  }

  it("says who it is and what it can do", async () => {
    expect(client.getServerVersion()).toEqual({ name: "plimsoll", version });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["lint_text", "lint_paths", "fix_text", "explain_rule", "explain_access"]);
    for (const { description, annotations } of tools) {
      expect(description).toMatch(/^[A-Z].*\.$/);
      expect(annotations).toEqual({ readOnlyHint: true, openWorldHint: false });
    }
  });

  it("lints a text by the configuration of the place that it is for", async () => {
    const found = await findings("lint_text", { text: PRIVILEGED });
    expect(found[0]).toMatchObject({ rule: "privileged-container", severity: "error", file: "<stdin>", line: 8, column: 38 });
    const milder = await findings("lint_text", { text: PRIVILEGED, filename: "strict/pod.yaml" });
    expect(milder.find(({ rule }) => rule === "privileged-container")).toMatchObject({
      severity: "info",
      file: "strict/pod.yaml",
    });
  });

  it("lints files as the command does, the gravest findings first", async () => {
    const found = await findings("lint_paths", { paths: ["pod.yaml"] });
    const listed = JSON.parse(project.run(["lint", "--format", "json", "pod.yaml"]).stdout).findings;
    expect(found.map(({ rule, line }) => `${rule} ${line}`).sort()).toEqual(
      listed.map((one: { rule: string; range: { start: { line: number } } }) => `${one.rule} ${one.range.start.line}`).sort(),
    );
    expect(found[0]).toMatchObject({ severity: "error" });
    expect(found.at(-1)).not.toMatchObject({ severity: "error" });
  });

  it("fixes a text, and no file", async () => {
    const { text } = await call("fix_text", { text: PRIVILEGED, filename: "pod.yaml", suggestions: true });
    expect(text).toContain("privileged: false");
    expect(text).toContain("kind: Pod\n");
    expect(readFileSync(project.path("pod.yaml"), "utf8")).toBe(PRIVILEGED);
    const safe = await call("fix_text", { text: "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { on: no }\n" });
    expect(safe.text).toMatch(/"no"|'no'/);
  });

  it("explains rules, fields and access", async () => {
    expect((await call("explain_rule", { rule: "privileged-container" })).text).toMatch(/^# /);
    expect((await call("explain_rule", { rule: "deployment.spec.strategy" })).text).toContain("RollingUpdate");
    expect((await call("explain_access", { subject: "shop/web" })).text).toContain("cluster-admin");
  });

  it.each([
    ["no_such_tool", {}, "There is no tool"],
    ["lint_text", {}, '"text" must be a string.'],
    ["lint_text", { text: "a: 1\n", preset: "--fix" }, "--preset does not know"],
    ["lint_paths", { paths: ["missing.yaml"] }, "missing.yaml"],
    ["lint_paths", { paths: "pod.yaml" }, '"paths" must be a list of strings.'],
    ["lint_paths", { paths: ["-"] }, "lint_text"],
    ["explain_rule", { rule: "privileged-containr" }, "privileged-container"],
    ["explain_access", { subject: "shop/nobody" }, "nobody"],
  ])("answers a call that it cannot serve with what to do: %s %o", async (name, input, message) => {
    const { text, failed } = await call(name, input);
    expect(text).toContain(message);
    expect(text).not.toContain("    at ");
    expect(failed).toBe(true);
  });
});
