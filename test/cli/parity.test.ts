import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Diagnostic, DocumentDiagnosticReport, WorkspaceDiagnosticReport } from "vscode-languageserver";
import { makeProject, type Project, useBundle } from "../support/bundle.ts";
import { share } from "../support/effort.ts";
import { EDITOR, startClient, uriOf } from "../support/lsp-client.ts";
import { hostPath, pod } from "../support/manifests.ts";

// The command line and the editor give the same findings for the same text and configuration: of files that nobody opened, and of open ones.
const bundle = useBundle();

const SERVICE =
  "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  selector: { app: web }\n  ports: [{ port: 80 }]\n";

const CONFIGURED = {
  "plimsoll.yaml": `root: true
extends: [strict]
kubernetesVersion: "1.29"
rules:
  hostpath-volume: error
  image-latest-tag: off
overrides:
  - files: ["jobs/**"]
    rules: { privileged-container: warning }
  - kinds: [Service]
    rules: { service-selects-nothing: off }
ignore: ["vendor/**"]
suppressions:
  requireReason: true
  reportUnused: warning
  entries:
    - { rules: [privileged-container], kind: Pod, name: "agent-*", reason: "node agent" }
    - { rules: [host-network], kind: Pod, name: none, reason: "gone", expires: 2020-01-01 }
`,
  "a.yaml": pod("a", true, hostPath),
  "agent.yaml": pod("agent-1"),
  "jobs/b.yaml": pod("b"),
  "jobs/plimsoll.yaml": "rules: { missing-liveness-probe: error }\n",
  "vendor/c.yaml": pod("c"),
  "service.yaml": SERVICE,
  "comment.yaml": `# plimsoll-disable-file hostpath-volume -- logs\n${pod("d", true, hostPath).replace(" }\n  volumes", " } # plimsoll-disable-line privileged-container\n  volumes")}`,
  "unused.yaml": `# plimsoll-disable-file host-pid, no-such-rule\n${pod("e", false)}`,
};

const CHART = {
  "web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "web/values.yaml": "image: web\nprivileged: true\n",
  "web/templates/_helpers.tpl": '{{- define "web.name" }}web{{ end }}\n',
  "web/templates/deployment.yaml": `apiVersion: extensions/v1beta1
kind: Deployment
metadata:
  name: {{ include "web.name" . }}
  {{- with .Values.labels }}
  labels: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  template:
    spec:
      hostNetwork: true
      containers:
        - name: web
          image: "{{ .Values.image }}:latest"
          securityContext:
            privileged: {{ .Values.privileged }}
            allowPrivilegeEscalation: true
`,
};

const KUSTOMIZATION = {
  "base/kustomization.yaml": "resources: [web.yaml, missing.yaml]\n",
  "base/web.yaml": pod("web", true, hostPath),
  "overlays/test/kustomization.yaml": `bases: [../../base]
namePrefix: test-
patchesStrategicMerge: [patch.yaml]
configMapGenerator:
  - name: settings
    literals: [a=b]
`,
  "overlays/test/patch.yaml": `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  hostPID: true
  containers:
    - name: app
      securityContext: { privileged: false }
`,
  "overlays/live/kustomization.yaml": "resources: [../../base]\npatches:\n  - path: patch.yaml\n",
  "overlays/live/patch.yaml": "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { hostIPC: true }\n",
};

const removed = "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: größe-🚢 }\nspec: { rules: [] }\n";

const ENCODINGS = {
  "crlf.yaml": `${pod("a", true, hostPath)}---\n${SERVICE}`.replaceAll("\n", "\r\n"),
  "bom.yaml": `\uFEFF${removed}`,
  "bom-crlf.yaml": `\uFEFF# größe 🚢\n${removed}---\n${pod("b")}`.replaceAll("\n", "\r\n"),
  "mixed.yaml": `{ "größe 🚢": 1, ${JSON.stringify({ apiVersion: "v1", kind: "Pod", spec: { hostPID: true } }).slice(1)}\r\n---\n${pod("c")}`,
  "pod.json": JSON.stringify(
    { apiVersion: "v1", kind: "Pod", metadata: { name: "d" }, spec: { hostNetwork: true } },
    undefined,
    2,
  ),
  "broken.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: x\nspec:\n  a: [1\n",
  "empty.yaml": "",
};

const projects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "the shop": filesBelow("samples/shop"),
  "the samples of rules": {
    ...Object.fromEntries(share(Object.entries(filesBelow("samples/rules")), 15, 1)),
    "plimsoll.yaml": "root: true\nextends: [all]\n",
  },
  "a project with configuration and suppressions": CONFIGURED,
  "a chart": { ...CHART, "plimsoll.yaml": "root: true\nextends: [all]\n" },
  "a kustomization": { ...KUSTOMIZATION, "plimsoll.yaml": "root: true\nextends: [all]\n" },
  "line endings, byte order marks and JSON": { ...ENCODINGS, "plimsoll.yaml": "root: true\nextends: [all]\n" },
};

for (const [name, files] of Object.entries(projects)) {
  const project = makeProject(bundle, { ".git/HEAD": "", ...files });
  it(name, { timeout: 240_000 }, async () => {
    const listed = fromCommand(project);
    expect(listed.length).toBeGreaterThan(5);
    const client = await startClient(bundle.dist, {
      folders: [project.root],
      capabilities: { ...EDITOR, textDocument: { ...EDITOR.textDocument, diagnostic: {} } },
      initializationOptions: { workspaceDiagnostics: "workspace" },
    });
    await client.request("workspace/executeCommand", { command: "plimsoll.server.lintWorkspace" });
    const { items } = await client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] });
    const shown = items.flatMap((item) => (item.kind === "full" ? item.items.map((one) => line(project, item.uri, one)) : []));
    expect(shown.sort()).toEqual(listed);

    // What is wrong with a configuration, the command says beside its findings.
    const names = Object.keys(files).filter((file) => /\.(ya?ml|json)$/.test(file) && !file.endsWith("plimsoll.yaml"));
    // An editor shows no byte order mark.
    for (const file of names)
      client.open(uriOf(project.path(file)), (files[file] as string).replace(/^\uFEFF/, ""), languageOf(file));
    const opened: string[] = [];
    for (const file of names) {
      const uri = uriOf(project.path(file));
      const report = await client.request<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri } });
      if (report.kind === "full") opened.push(...report.items.map((one) => line(project, uri, one)));
    }
    expect(opened.sort()).toEqual(listed);
    expect(await client.stop()).toBe(0);
  });
}

function filesBelow(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const samples = names.filter((name) => name.endsWith(".yaml") && !name.endsWith(".fixed.yaml"));
  return Object.fromEntries(samples.map((name) => [name, readFileSync(`${folder}/${name}`, "utf8")]));
}

function languageOf(file: string): string {
  return file.endsWith(".json") ? "json" : "yaml";
}

interface Position {
  readonly line: number;
  readonly column: number;
}

interface JsonFinding {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

/** The findings of the command, a line for each, sorted. */
function fromCommand(project: Project): readonly string[] {
  const { stdout } = project.run(["lint", "--format", "json", "."]);
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly JsonFinding[] };
  return findings
    .map(({ file, range: { start, end }, severity, rule, message }) => {
      return `${file}:${start.line}:${start.column}-${end.line}:${end.column} ${severity} ${rule}: ${message}`;
    })
    .sort();
}

/** The same line of what an editor shows. */
function line({ root }: Project, uri: string, { range: { start, end }, severity, code, message }: Diagnostic): string {
  const file = uri.replace(`${uriOf(root)}/`, "");
  const place = `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
  return `${file}:${place} ${["", "error", "warning", "info"][severity ?? 0]} ${code}: ${message}`;
}
