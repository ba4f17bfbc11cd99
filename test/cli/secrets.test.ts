import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FORMATS } from "../../server/report/format/formats.ts";
import { makeProject, type Project, useBundle } from "../support/bundle.ts";
import { leaksIn, PLACES, planted, SECRETS } from "../support/secret-places.ts";

const bundle = useBundle();
const [SECRET] = SECRETS;

/** A secret in each kind of place, and on the ways that a value takes through charts and kustomizations. */
const FILES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.values(PLACES).map((template, i) => [`p${i}.yaml`, template])),
  "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
  "chart/values.yaml": 'db:\n  password: "§"\n  colour: blue\n  token: §\nreplicas: "§"\n',
  "chart/templates/secret.yaml":
    "apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Values.db.token }}\nstringData:\n  password: {{ .Values.db.password | quote }}\ndata:\n  b: {{ .Values.db.password }}\n",
  "chart/templates/deployment.yaml":
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: {{ .Values.replicas }}\n  template:\n    spec:\n      containers:\n        - name: web\n          image: "web:{{ .Values.db.token }}"\n          args: ["--password={{ .Values.db.password }}"]\n          env: [{ name: DB_PASSWORD, value: {{ .Values.db.password | quote }} }]\n',
  "failing/Chart.yaml": "apiVersion: v2\nname: failing\nversion: 1.0.0\n",
  "failing/values.yaml": 'password: "§"\n',
  "failing/templates/a.yaml": '{{ fail (printf "no good: %s" .Values.password) }}\n',
  "failing/templates/b.yaml":
    "{{ .Values.password | toDate }}{{ .Values.password.x }}{{ index .Values.password 99 }}{{ include .Values.password . }}\n",
  "broken/Chart.yaml": "apiVersion: v2\nname: broken\nversion: 1.0.0\n",
  "broken/values.yaml": 'password: "§"\n',
  "broken/templates/a.yaml": "apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData: { a: [{{ .Values.password }} }\n",
  "access.yaml": `apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: shop, labels: { token: "§" } }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: r, namespace: shop, labels: { password: "§" } }
rules: [{ apiGroups: [""], resources: [secrets], verbs: [get], resourceNames: ["§"] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: b, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: r }
subjects: [{ kind: ServiceAccount, name: web }, { kind: User, name: "password=§" }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web, password: "§" } }
    spec: { serviceAccountName: web, containers: [{ name: web, image: "web:1", env: [{ name: TOKEN, value: "§" }] }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: n, namespace: shop }
spec: { podSelector: { matchLabels: { password: "§" } }, ingress: [{ from: [{ podSelector: { matchLabels: { token: "§" } } }] }] }
`,
  "k/kustomization.yaml":
    'resources: [a.yaml]\nsecretGenerator:\n  - name: s\n    literals: ["password=§", "§"]\n    files: [missing-file]\nconfigMapGenerator: [{ name: c, literals: ["token=§"] }]\npatches:\n  - patch: "- op: add\\n  path: /stringData/§\\n  value: §"\n',
  "k/a.yaml": 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData: { password: "§" }\n',
};

function project(): Project {
  return makeProject(bundle, Object.fromEntries(Object.entries(FILES).map(([path, text]) => [path, planted(text, SECRET)])));
}

/** Everything below a folder that was not there before. */
function written(folder: string, before: ReadonlySet<string>): string {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => !before.has(path));
  return paths
    .map((path) => `${folder}/${path}`)
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, "latin1"))
    .join("\n");
}

describe("no piece of a secret is in what the program says or keeps", () => {
  const here = project();
  const before = new Set(readdirSync(here.root, { recursive: true, encoding: "utf8" }));
  const said = (...args: readonly string[]) => {
    const { stdout, stderr } = here.run(["lint", "--preset", "all", "--exit-zero", ...args]);
    return `${stdout}\n${stderr}`;
  };

  it.each(Object.keys(FORMATS))("format %s", (format) => {
    expect(leaksIn(said("--format", format, "--statistics", "--report-unchecked"), SECRET)).toEqual([]);
  });

  it("the cache, the baseline, the list of suppressions, and all that lies beside them", () => {
    said("--cache-location", "kept/cache");
    said("--cache-location", "kept/cache");
    const made = here.run(["baseline", "create", "--preset", "all", "."]);
    const listed = here.run(["suppressions", "list"]);
    expect(listed.stdout).toContain("1 suppression");
    expect(here.run(["lint", "--facts-out", "kept/facts"]).code).toBeLessThan(2);
    const config = here.run(["config", "print", "p0.yaml"]);
    expect(written(here.root, before)).toContain("fingerprint");
    expect(leaksIn(written(here.root, before), SECRET)).toEqual([]);
    for (const { stdout, stderr } of [made, listed, config]) expect(leaksIn(stdout + stderr, SECRET)).toEqual([]);
  });

  it("the Action's annotations, summary, outputs and SARIF file", () => {
    const [summary, output] = ["summary.md", "output.txt"].map((name) => join(here.root, name)) as [string, string];
    for (const path of [summary, output]) writeFileSync(path, "");
    const env = { ...process.env, GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output, GITHUB_WORKSPACE: here.root };
    const inputs = {
      INPUT_PATHS: ".",
      INPUT_ARGS: "--preset=all\n--no-baseline",
      "INPUT_SARIF-FILE": "out.sarif",
      "INPUT_FAIL-ON": "error",
      INPUT_ANNOTATIONS: "true",
    };
    const ran = spawnSync(process.execPath, [join(bundle.dist, "action.js")], {
      cwd: here.root,
      env: { ...env, ...inputs },
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    expect(ran.stdout).toContain("::error file=");
    expect(readFileSync(summary, "utf8")).toContain("## Plimsoll");
    const files = [summary, output, join(here.root, "out.sarif")].map((path) => readFileSync(path, "utf8"));
    expect(leaksIn([ran.stdout, ran.stderr, ...files].join("\n"), SECRET)).toEqual([]);
  });

  it.each([
    ["explain-access", "shop/web"],
    ["explain-access", "shop/web", "--format", "json"],
    ["explain-access", "shop/web", "--format", "svg"],
    ["who-can", "get", "secrets", "--namespace", "shop", "--name", SECRET],
    ["explain-network", "shop/shop"],
    ["explain-network", "shop/shop", "--format", "json"],
    ["explain-network", "shop/shop", "--format", "svg"],
    ["rules"],
  ])("verb %s %s", (...args) => {
    const { code, stdout, stderr } = here.run([...args]);
    expect(stderr).not.toContain("There is no");
    expect(code).toBeLessThan(3);
    const asked = args.includes("--name") ? stdout.replaceAll(SECRET, "") : stdout; // it is the question
    expect(leaksIn(asked + stderr, SECRET)).toEqual([]);
  });

  it.each(["failing", "broken"])("what keeps a chart from being rendered: %s", (chart) => {
    const { code, stderr } = here.run(["render", chart, "--set", `other.password=${SECRET}`]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("Error: ")]);
    expect(leaksIn(stderr, SECRET)).toEqual([]);
  });

  it("keys of a file outside of the repository to which `extends` leads", () => {
    const other = makeProject(bundle, {
      "outside.yaml": `${SECRET}: ${SECRET}\nrules: { ${SECRET}: x }\n`,
      "repo/.git/HEAD": "",
      "repo/a.yaml": "a: b\n",
      "repo/plimsoll.yaml": "extends: [../outside.yaml]\n",
    });
    const { code, stdout, stderr } = other.run(["lint", "repo"]);
    expect(code).toBe(2);
    expect(leaksIn(stdout + stderr, SECRET)).toEqual([]);
  });
});
