// Other linters as a user would install them, built or found once: what `npm run bench peers` compares with.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { alternate } from "./measure.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Where programs are built; kept for the next run. */
const folder = process.env.BENCH_PEERS ?? join(tmpdir(), "plimsoll-peers");
/** A build that takes longer is given up. In milliseconds. */
const PATIENCE = 600_000;

/**
 * Each with its Go module, where it is one, and how it lints some files: offline, and with what it checks by default. `stops`: what it says where one file that
 * it cannot read ended its run, so that there is nothing to compare.
 */
const LINTERS = [
  { name: "kube-linter", module: "golang.stackrox.io/kube-linter/cmd/kube-linter@latest", args: (files) => ["lint", ...files] },
  {
    name: "kube-score",
    module: "github.com/zegl/kube-score/cmd/kube-score@latest",
    args: (files) => ["score", ...files],
    stops: /^Failed to score files/m,
  },
  {
    name: "kubeconform",
    module: "github.com/yannh/kubeconform/cmd/kubeconform@latest",
    // Its schemas come from the network: without them it only reads and decodes.
    args: (files) => ["-ignore-missing-schemas", "-schema-location", join(folder, "none/{{.ResourceKind}}.json"), ...files],
  },
  { name: "pluto", module: "github.com/fairwindsops/pluto/v5@latest", args: (_, where) => ["detect-files", "-d", where] },
  { name: "polaris", module: "github.com/fairwindsops/polaris@latest", args: (_, where) => ["audit", "--audit-path", where] },
  { name: "checkov", args: (_, where) => ["--framework", "kubernetes", "--quiet", "--skip-download", "-d", where] },
  { name: "kubescape", args: (_, where) => ["scan", "--keep-local", where] },
  { name: "trivy", args: (_, where) => ["config", "--skip-check-update", "--quiet", where] },
];

/** The linters, with the paths of those that are here. `BENCH_BUILD=kube-score,pluto` builds these and no others; `none` builds nothing. */
function linters() {
  mkdirSync(folder, { recursive: true });
  const wanted = process.env.BENCH_BUILD?.split(",");
  return LINTERS.map(({ name, module, ...one }) => {
    const path = found(name) ?? (module && (!wanted || wanted.includes(name)) ? built(name, module) : undefined);
    return { name, path, ...one };
  });
}

function found(name) {
  const places = [folder, ...(process.env.PATH ?? "").split(delimiter)].map((place) => join(place, name));
  return places.find((path) => existsSync(path));
}

function built(name, module) {
  const options = { env: { ...process.env, GOBIN: folder }, timeout: PATIENCE, stdio: "ignore" };
  spawnSync("nice", ["-n", "10", "go", "install", module], options);
  return found(name);
}

/** Runs a program and answers the CPU milliseconds of it and its children, by the shell's own `times`. */
function runProgram(path, args, cwd) {
  const times = join(folder, `times-${process.pid}`);
  const script = '"$0" "$@" >/dev/null 2>&1 </dev/null; times > "$TIMES"';
  spawnSync("bash", ["-c", script, path, ...args], { cwd, env: { ...process.env, TIMES: times } });
  const [, children = ""] = readFileSync(times, "utf8").trim().split("\n");
  rmSync(times);
  const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60_000 * minutes + 1000 * seconds,
    0,
  );
  return { cpu, rss: 0 };
}

/** Whether a run ends at a file that the program cannot read. */
function stopsAt(path, args, cwd, stops) {
  const { stderr } = spawnSync(path, args, { cwd, encoding: "utf8", stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1 << 28 });
  return stops.test(stderr);
}

/** Small files as teams write them, one object in each, which every linter can read: of what stands in the corpus, one file ends the run of some. */
export function writeSmallFiles(folder, count) {
  for (let i = 0; i < count; i++) {
    const [team, name] = [`team-${i % 50}`, `app-${i}`];
    const place = join(folder, team, `app-${i % 400}`);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `${name}.yaml`), SMALL[i % SMALL.length](name, team, i));
  }
  return folder;
}

const head = (apiVersion, kind, name, team) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: ${team}\n`;

const SMALL = [
  (name, team, i) => `${head("apps/v1", "Deployment", name, team)}  labels:
    app.kubernetes.io/name: ${name}
spec:
  replicas: ${1 + (i % 3)}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
    spec:
      containers:
        - name: app
          image: registry.example.com/${team}/${name}:1.${i % 20}.0
          ports:
            - containerPort: 8080
          env:
            - name: LOG_LEVEL
              value: info
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
`,
  (name, team, i) => `${head("v1", "Service", name, team)}spec:
  selector:
    app.kubernetes.io/name: app-${i - 1}
  ports:
    - port: 80
      targetPort: 8080
`,
  (name, team, i) => `${head("v1", "ConfigMap", name, team)}data:
  config.yaml: |
    listen: 0.0.0.0:8080
    level: info
  KEY: value-${i}
`,
  (name, team, i) => `${head("batch/v1", "CronJob", name, team)}spec:
  schedule: "*/${1 + (i % 50)} * * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - name: job
              image: busybox:latest
              command: ["sh", "-c", "echo ${name}"]
              securityContext:
                privileged: ${i % 8 === 3}
`,
];

/** A file of pods that nobody should run. */
function podsOf(count, file) {
  const pod = (i) => `apiVersion: v1
kind: Pod
metadata: { name: pod-${file}-${i}, namespace: default, labels: { app: pod-${i} } }
spec:
  hostNetwork: true
  containers:
    - name: main
      image: nginx:latest
      ports: [{ containerPort: 80 }]
      securityContext: { privileged: true }
    - name: side
      image: busybox
      env: [{ name: DB_PASSWORD, value: hunter2hunter2 }]
`;
  return Array.from({ length: count }, (_, i) => pod(i)).join("---\n");
}

/** Lints the same with ours, cold and warm, and with each of the others in turns, and prints what they cost against ours. `files` lists the YAML files of a folder. */
export function compareLinters({ cli, work, corpus, files, rounds, row, ratio }) {
  const all = linters();
  const pods = join(work, "pods");
  mkdirSync(pods);
  for (let i = 0; i < 9; i++) writeFileSync(join(pods, `${i}.yaml`), podsOf(504, i));
  const [thousand, tenThousand] = [1_000, 10_000].map((count) => writeSmallFiles(join(work, `small-${count}`), count));
  const small = files(thousand);
  const chart = join(corpus, "helm/GoogleCloudPlatform__microservices-demo");
  const repository = join(corpus, "kustomize/argoproj__argo-cd");
  for (const [name, where, paths] of [
    ["one file", small[0], small.slice(0, 1)],
    ["1,000 files", thousand, small],
    ["10,000 files", tenThousand, files(tenThousand)],
    ["4,536 pods in 9 files", pods, files(pods)],
    ["plain, 1,879 files", join(corpus, "plain"), files(join(corpus, "plain"))],
    ["a repository of kustomizations (others: its files)", repository, files(repository)],
    ["a chart (others: its templates as they stand)", chart, files(chart)],
  ]) {
    const present = all.filter(({ path, args, stops }) => path && !(stops && stopsAt(path, args(paths, where), work, stops)));
    const own =
      (...more) =>
      () =>
        runProgram(process.execPath, [cli, "lint", "--exit-zero", "--format", "compact", ...more, where], work);
    const cache = ["--cache-location", join(work, `peers-${name.replaceAll(/\W/g, "-")}`)];
    const [cold, warm, read, ...others] = alternate(
      [
        own("--no-cache"),
        own(...cache),
        () => runProgram(process.execPath, [join(here, "reader.mjs"), where], work),
        ...present.map(
          ({ path, args }) =>
            () =>
              runProgram(path, args(paths, where), work),
        ),
      ],
      rounds,
    );
    row(`${name}: cold; warm; only reading`, `${[cold, warm, read].map(({ cpu }) => `${Math.round(cpu)} ms`).join("; ")}`, "");
    for (const { name: peer, path } of all) {
      const other = path && others[present.findIndex((one) => one.name === peer)];
      row(
        `${name}: ${peer} against ours, cold`,
        other
          ? `${ratio(other.cpu, cold.cpu)} (${Math.round(other.cpu)} ms)`
          : path
            ? "stops at a file that it cannot read"
            : "not here",
        "≥ ×1",
      );
    }
  }
}
