import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeProject, useBundle } from "./bundle.ts";

const bundle = useBundle("cli");

/** A pod with an error (line 8, column 21) and, with a host path, a warning. */
const pod = (name: string, privileged = true, more = "") => `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
  containers:
    - name: app
      image: app:1
      securityContext: { privileged: ${privileged} }
${more}`;
const hostPath = "  volumes:\n    - name: logs\n      hostPath: { path: /var/log }\n";
/** Rules come and go; the tests look at these. */
const ONLY = ["--only", "privileged-container,hostpath-volume,service-selects-nothing,non-string-value"];

const base = makeProject(bundle, {
  "error.yaml": pod("a"),
  "warning.yaml": pod("b", false, hostPath),
  "clean.yaml": pod("c", false),
  "values.yaml": "replicas: 1\n",
  "empty/readme.md": "",
  "bad-config.yaml": "rules:\n  privileged-contaner: error\n",
  "nul.yaml": new Uint8Array([97, 0, 98]),
  "latin.yaml": new Uint8Array([97, 58, 32, 0xe4]),
});

describe("exit codes", () => {
  it.each<readonly [string, readonly string[], number]>([
    ["nothing found", ["clean.yaml"], 0],
    ["an error", ["error.yaml"], 1],
    ["a warning below the threshold", ["warning.yaml"], 0],
    ["a warning at the threshold", ["warning.yaml", "--fail-on", "warning"], 1],
    ["errors that fail nothing", ["error.yaml", "--fail-on", "never"], 0],
    ["as many warnings as allowed", ["warning.yaml", "--max-warnings", "1"], 0],
    ["more warnings than allowed", ["warning.yaml", "--max-warnings", "0"], 1],
    ["--quiet hides warnings and still counts them", ["warning.yaml", "--quiet", "--max-warnings", "0"], 1],
    ["--exit-zero", ["error.yaml", "--exit-zero"], 0],
    ["a severity that is set", ["error.yaml", "--rule", "privileged-container=info"], 0],
    ["a path that is not there", ["nope.yaml"], 2],
    ["... even with --exit-zero", ["nope.yaml", "--exit-zero"], 2],
    ["a directory without manifests", ["empty"], 2],
    ["... if that is allowed", ["empty", "--no-error-on-unmatched-pattern"], 0],
    ["a glob without matches", ["*.nope"], 2],
    ["a configuration with an unknown rule", ["clean.yaml", "--config", "bad-config.yaml"], 2],
    ["an unknown option", ["--fixx", "clean.yaml"], 2],
    ["a binary file that is named", ["nul.yaml"], 2],
    ["a file that is not UTF-8 and is named", ["latin.yaml"], 2],
    ["files without any object", ["values.yaml", "--error-on-no-resources"], 2],
    ["files without any object are no error", ["values.yaml"], 0],
  ])("%s", (_, args, code) => expect(base.run(["lint", ...ONLY, ...args]).code).toBe(code));

  it("no arguments: help, and no success", () => {
    const { code, stdout, stderr } = base.run([]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("Usage:");
  });
});

describe("what is wrong is said on standard error, with advice", () => {
  it.each<readonly [string, readonly string[], string]>([
    ["a verb", ["lnt"], 'did you mean "lint"?'],
    ["a path", ["nope.yaml"], 'no file or directory "nope.yaml"'],
    ["an option", ["lint", "--kuberntes-version", "1.30"], 'did you mean "--kubernetes-version"?'],
    ["an option without its value", ["lint", "--format"], "--format=NAME[=FILE]"],
    ["an option that swallows another", ["lint", "--config", "--fix"], "--config=FILE"],
    ["a switch with a value", ["lint", "--fix=yes"], 'leave out "=yes"'],
    ["a choice", ["lint", "--fail-on", "eror"], 'did you mean "error"?'],
    ["a format", ["lint", "--format", "jsn"], 'did you mean "json"?'],
    ["two formats for one output", ["lint", "--format", "json", "--format", "sarif"], "--format sarif=FILE"],
    ["a number", ["lint", "--max-warnings", "many"], 'whole number of at least 0, not "many"'],
    ["a shard", ["lint", "--shard", "3/2"], "from 1 to N"],
    ["a rule", ["lint", "--only", "privileged"], "privileged"],
    ["a version", ["lint", "--kubernetes-version", "latest"], "--kubernetes-version"],
    ["a diff of nothing", ["lint", "--diff"], "--fix"],
    ["a baseline", ["lint", "--baseline", "nope.json"], "plimsoll baseline create"],
    ["a rule to explain", ["explain", "privileged-contaner"], 'did you mean "privileged-container"?'],
    ["a shell", ["completion", "tcsh"], "bash, zsh or fish"],
    ["the place in a configuration", ["lint", "--config", "bad-config.yaml", "clean.yaml"], "bad-config.yaml:2:3: "],
    ["a NUL byte", ["lint", "nul.yaml"], "nul.yaml is not a text in UTF-8"],
  ])("%s", (_, args, advice) => {
    const { code, stdout, stderr } = base.run(args);
    expect(stderr).toContain(advice);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
    if (args[1] !== "nul.yaml") expect(stdout).toBe("");
  });
});

describe("help", () => {
  it.each(["lint", "rules", "explain", "config", "baseline", "suppressions", "lsp", "completion"])("%s --help", (verb) => {
    const { code, stdout, stderr } = base.run([verb, "--help"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(`plimsoll ${verb}`);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThan(120);
  });

  it("names the version", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(base.run(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it.each(["bash", "zsh", "fish"])("completion %s", (shell) => {
    const { code, stdout } = base.run(["completion", shell]);
    expect(code).toBe(0);
    expect(stdout).toContain("kubernetes-version");
  });

  it("explains a rule by its id, and by the name it has elsewhere", () => {
    expect(base.run(["explain", "privileged-container"]).stdout).toContain("# privileged-container");
    expect(base.run(["explain", "CKV_K8S_16"]).stdout).toContain("# privileged-container");
  });

  it("lists rules for programs", () => {
    const list = JSON.parse(base.run(["rules", "--format", "json"]).stdout);
    expect(list.find((rule: { id: string }) => rule.id === "privileged-container")).toMatchObject({
      family: "pod-security",
      severity: "error",
    });
  });
});

describe("output", () => {
  it("goes to standard output, sorted by path, and nothing else does", () => {
    const { code, stdout, stderr } = base.run([
      "lint",
      ...ONLY,
      "warning.yaml",
      "values.yaml",
      "error.yaml",
      "--format",
      "compact",
    ]);
    expect(stdout).toBe(
      'error.yaml:8:38: error: Container "app" runs privileged. [privileged-container]\n' +
        'warning.yaml:11:7: warning: Volume "logs" is /var/log of the node: what is there is shared with the node. [hostpath-volume]\n',
    );
    expect([code, stderr]).toEqual([1, ""]);
  });

  it("goes into files beside it, and their folders are made", () => {
    const { stdout } = base.run(["lint", ...ONLY, "error.yaml", "--format", "json=out/a/report.json", "--format", "compact"]);
    expect(stdout.split("\n")).toHaveLength(2);
    expect(JSON.parse(readFileSync(base.path("out/a/report.json"), "utf8")).summary.error).toBe(1);
  });

  it("is JSON even where nothing is found, and what is not checked is counted and listed", () => {
    const report = JSON.parse(base.run(["lint", "values.yaml", "--format", "json"]).stdout);
    expect(report.summary).toMatchObject({ files: 1, resources: 0, unchecked: 1 });
    expect(report.unchecked).toEqual([{ file: "values.yaml", reason: "not-kubernetes" }]);
    expect(base.run(["lint", "values.yaml", "--report-unchecked"]).stdout).toContain("values.yaml:1  not-kubernetes");
  });

  it("has colours when they are asked for", () => {
    const colors = (args: readonly string[], env = {}) =>
      base.run(["lint", "error.yaml", ...args], "", env).stdout.includes("\u001b[");
    expect(colors([])).toBe(false);
    expect(colors(["--color", "always"])).toBe(true);
    expect(colors([], { FORCE_COLOR: "1" })).toBe(true);
    expect(colors([], { FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false);
    expect(colors(["--color", "never"], { FORCE_COLOR: "1" })).toBe(false);
  });

  it("counts by rule", () =>
    expect(base.run(["lint", ...ONLY, "error.yaml", "--statistics"]).stdout).toContain("  1  privileged-container\n"));

  it("survives a reader that goes away", () => {
    const many = makeProject(bundle, Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`${i}.yaml`, pod(`p${i}`)])));
    const command = `"${process.execPath}" "${bundle.dist}/cli.js" lint . --format json | head -c 10`;
    const { stdout, stderr } = spawnSync("sh", ["-c", command], { cwd: many.root, encoding: "utf8" });
    expect([stdout.length, stderr]).toEqual([10, ""]);
  });
});

describe("standard input", () => {
  it("is linted under a name of its own", () => {
    expect(base.run(["lint", ...ONLY, "-", "--format", "compact"], pod("x")).stdout).toMatch(/^<stdin>:8:38: error/);
  });

  it("takes its name and configuration from --stdin-filename", () => {
    const project = makeProject(bundle, { "app/plimsoll.yaml": "rules: { privileged-container: warning }\n" });
    const { code, stdout } = project.run(
      ["lint", ...ONLY, "-", "--stdin-filename", "app/x.yaml", "--format", "compact"],
      pod("x"),
    );
    expect(stdout).toMatch(/^app\/x\.yaml:8:38: warning/);
    expect(code).toBe(0);
  });

  it("is printed when it is fixed, and the report goes beside it", () => {
    const text = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  n: 1 # one\n";
    const { code, stdout, stderr } = base.run(["lint", ...ONLY, "--fix", "-"], text);
    expect(stdout).toBe(text.replace("1 #", '"1" #'));
    expect(stderr).toContain("Fixed 1 finding");
    expect(code).toBe(0);
  });
});

describe("which files", () => {
  const project = makeProject(bundle, {
    "a.yaml": pod("a"),
    "b.YML": pod("b"),
    "c.json":
      '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"c"},"spec":{"containers":[{"name":"a","securityContext":{"privileged":true}}]}}',
    "d.txt": pod("d"),
    ".hidden/e.yaml": pod("e"),
    "node_modules/m/f.yaml": pod("f"),
    ".git/g.yaml": pod("g"),
    ".gitignore": "/build\n*.gen.yaml\n!keep.gen.yaml\n",
    "build/h.yaml": pod("h"),
    "x.gen.yaml": pod("i"),
    "keep.gen.yaml": pod("j"),
    "sub/.gitignore": "!x.gen.yaml\nlocal.yaml\n",
    "sub/x.gen.yaml": pod("k"),
    "sub/local.yaml": pod("l"),
    "sub/.plimsollignore": "mine.yaml\n",
    "sub/mine.yaml": pod("m"),
    "plimsoll.yaml": 'ignore: ["vendor/**"]\n',
    "vendor/n.yaml": pod("n"),
  });
  const files = (...args: readonly string[]) => {
    const { stdout } = project.run(["lint", ...ONLY, "--format", "compact", ...args]);
    return stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => line.replace(/:.*/, ""));
  };

  it("honours ignore files at every depth, and the configuration", () => {
    expect(files(".")).toEqual([".hidden/e.yaml", "a.yaml", "b.YML", "c.json", "keep.gen.yaml", "sub/x.gen.yaml"]);
  });
  it("from a folder below, those above count too", () => expect(files("sub")).toEqual(["sub/x.gen.yaml"]));
  it("--no-ignore leaves the configuration's own", () => {
    expect(files("sub", "vendor", "--no-ignore", "--no-error-on-unmatched-pattern")).toEqual([
      "sub/local.yaml",
      "sub/mine.yaml",
      "sub/x.gen.yaml",
    ]);
  });
  it("a named file counts, whatever it is called and whoever ignores it", () => {
    expect(files("d.txt", "x.gen.yaml", "build/h.yaml", "vendor/n.yaml")).toEqual([
      "build/h.yaml",
      "d.txt",
      "vendor/n.yaml",
      "x.gen.yaml",
    ]);
  });
  it("except with --force-exclude", () => {
    expect(
      files("a.yaml", "x.gen.yaml", "build/h.yaml", "vendor/n.yaml", "--force-exclude", "--no-error-on-unmatched-pattern"),
    ).toEqual(["a.yaml"]);
  });
  it("--ignore-pattern", () =>
    expect(files(".", "--ignore-pattern", "sub/", "--ignore-pattern", "*.json")).toEqual([
      ".hidden/e.yaml",
      "a.yaml",
      "b.YML",
      "keep.gen.yaml",
    ]));
  it("globs", () => {
    expect(files("*.yaml")).toEqual(["a.yaml", "keep.gen.yaml"]);
    expect(files("**/x.*")).toEqual(["sub/x.gen.yaml"]);
    expect(files("su?")).toEqual(["sub/x.gen.yaml"]);
    expect(files(`${project.root}/{a,b}.*`)).toEqual(["a.yaml", "b.YML"]);
  });
  it("each file once", () => expect(files("a.yaml", ".", "a.*")).toHaveLength(6));

  it("symbolic links are not followed, and those that lead out are counted", () => {
    const linked = makeProject(bundle, { "in/a.yaml": pod("a") });
    symlinkSync(linked.path("in"), linked.path("in/loop"));
    symlinkSync(base.path("error.yaml"), linked.path("in/out.yaml"));
    symlinkSync(linked.path("in/a.yaml"), linked.path("in/twin.yaml"));
    const { stdout, stderr } = linked.run(["lint", ...ONLY, "in", "--format", "json"]);
    expect(JSON.parse(stdout).findings).toHaveLength(1);
    expect(JSON.parse(stdout).unchecked).toEqual([{ file: "in/out.yaml", reason: "symlink" }]);
    expect(stderr).toContain("in/out.yaml is a symbolic link");
  });

  it("a file that is too large is named and counted", () => {
    const large = makeProject(bundle, { "a.yaml": pod("a"), "b.yaml": new Uint8Array(8 * 1024 * 1024 + 1).fill(35) });
    const { code, stdout, stderr } = large.run(["lint", ...ONLY, ".", "--format", "json"]);
    expect(JSON.parse(stdout).unchecked).toEqual([{ file: "b.yaml", reason: "too-large" }]);
    expect(stderr).toContain("b.yaml is larger than 8 MB");
    expect(code).toBe(1);
  });
});

describe("files that are no complete manifests", () => {
  const deployment =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: w }\nspec: { template: { spec: { containers: [{ name: a, image: a:1 }] } } }\n";
  const project = makeProject(bundle, {
    "chart/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n",
    "chart/values.yaml": "apiVersion: v1\nkind: Pod\n",
    "chart/templates/pod.yaml": pod("{{ .Release.Name }}"),
    "chart/templates/plain.yaml": pod("p", true, "  volumes:\n    {{- toYaml .Values.volumes | nindent 4 }}\n"),
    "base/kustomization.yaml": "resources: [deployment.yaml]\n",
    "base/deployment.yaml": deployment,
    "overlay/kustomization.yaml": "resources: [../base]\npatches: [{ path: patch.yaml }]\n",
    "overlay/patch.yaml": deployment,
  });
  const report = (...args: readonly string[]) => JSON.parse(project.run(["lint", "--format", "json", ...args]).stdout);
  const places = (...args: readonly string[]) =>
    report(...args).findings.map(
      ({ file, range }: { file: string; range: { start: { line: number } } }) => `${file}:${range.start.line}`,
    );

  it("templates are checked as far as they say something, and counted; values are left alone", () => {
    expect(places(...ONLY, "chart")).toEqual(["chart/templates/plain.yaml:8", "chart/templates/pod.yaml:8"]);
    expect(report(...ONLY, "chart").unchecked).toEqual([
      { file: "chart/Chart.yaml", reason: "not-kubernetes" },
      { file: "chart/templates/plain.yaml", reason: "template" },
      { file: "chart/templates/pod.yaml", reason: "template" },
      { file: "chart/values.yaml", reason: "not-kubernetes" },
    ]);
  });

  it("nothing is missing in a patch, also when it is linted by itself", () => {
    const only = ["--only", "run-as-non-root"];
    expect(places(...only, "base", "overlay")).toEqual([expect.stringMatching(/^base\/deployment.yaml:/)]);
    expect(places(...only, "overlay/patch.yaml")).toEqual([]);
    expect(places(...only, "base", "overlay", "--jobs", "2")).toHaveLength(1);
  });
});

describe("fixes", () => {
  const text = "\ufeffapiVersion: v1\r\nkind: ConfigMap\r\nmetadata: { name: a }\r\ndata:\r\n  n: 1 # one\r\n  t: yes";
  const project = makeProject(bundle, { "a.yaml": text, "b.yaml": pod("b", false), "c.yaml": pod("c") });

  it("--diff shows them and changes nothing", () => {
    const { code, stdout } = project.run(["lint", ...ONLY, "--fix", "--diff", "."]);
    expect(stdout).toBe(
      "--- a/a.yaml\n+++ b/a.yaml\n@@ -2,5 +2,5 @@\n kind: ConfigMap\r\n metadata: { name: a }\r\n data:\r\n" +
        '-  n: 1 # one\r\n-  t: yes\n\\ No newline at end of file\n+  n: "1" # one\r\n+  t: "yes"\n\\ No newline at end of file\n',
    );
    expect(code).toBe(1);
    expect(readFileSync(project.path("a.yaml"), "utf8")).toBe(text);
  });

  it("keep byte order mark, line ends, comments and mode; other files are not touched", () => {
    chmodSync(project.path("a.yaml"), 0o640);
    const before = statSync(project.path("b.yaml"));
    expect(project.run(["lint", ...ONLY, "--fix", "."]).code).toBe(1); // c.yaml has only a suggestion
    expect(readFileSync(project.path("a.yaml"), "utf8")).toBe(text.replace("1 #", '"1" #').replace("yes", '"yes"'));
    expect(statSync(project.path("a.yaml")).mode & 0o777).toBe(0o640);
    const after = statSync(project.path("b.yaml"));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it("a second time change nothing", () => {
    expect(project.run(["lint", ...ONLY, "--fix", "--diff", "."])).toMatchObject({ code: 0, stdout: "" });
  });

  it("suggestions are applied when they are asked for", () => {
    expect(project.run(["lint", ...ONLY, "--fix-suggestions", "c.yaml"]).code).toBe(0);
    expect(readFileSync(project.path("c.yaml"), "utf8")).toBe(pod("c", false));
  });
});

describe("several files together", () => {
  const service = "apiVersion: v1\nkind: Service\nmetadata: { name: s, namespace: n }\nspec: { selector: { app: wrong } }\n";
  const workload =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: w, namespace: n }\nspec: { selector: { matchLabels: { app: s } }, template: { metadata: { labels: { app: s } }, spec: { containers: [{ name: a, image: a:1 }] } } }\n";
  const project = makeProject(bundle, { "svc/s.yaml": service, "apps/w.yaml": workload, "z.yaml": pod("z") });
  project.git("init", "-q");
  const found = (...args: readonly string[]) =>
    project
      .run(["lint", ...ONLY, "--format", "compact", ...args])
      .stdout.split("\n")
      .filter(Boolean);

  it("see each other", () => expect(found(".")).toHaveLength(2));
  it("context is seen and not reported", () => {
    const withContext = found("svc", "--context", "auto");
    expect(withContext).toEqual(found("svc", "apps"));
    expect(withContext).toHaveLength(1);
    expect(found("svc", "--context", "apps")).toEqual(withContext);
  });
  it("shards together are the whole, whoever sees what", () => {
    const parts = [1, 2, 3].flatMap((i) => found(".", "--shard", `${i}/3`));
    expect(parts.sort()).toEqual([...found(".")].sort());
  });
});

describe("speed-ups change nothing", () => {
  const project = makeProject(
    bundle,
    Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`d${i % 7}/${i}.yaml`, pod(`p${i}`, i % 3 === 0, i % 2 ? hostPath : "")]),
    ),
  );
  const lint = (...args: readonly string[]) => project.run(["lint", ".", "--preset", "all", "--format", "json", ...args]);

  it("threads", () => expect(lint("--jobs", "3")).toEqual(lint("--jobs", "1")));
  it("a cache, cold, warm and damaged", () => {
    const plain = lint();
    expect(lint("--cache")).toEqual(plain);
    expect(lint("--cache")).toEqual(plain);
    project.write({ "d0/0.yaml": pod("changed") });
    expect(lint("--cache")).toEqual(lint());
    project.write({ ".plimsoll-cache": "{" });
    expect(lint("--cache")).toEqual(lint());
    const off = lint("--rule", "privileged-container=off");
    expect(off.stdout).not.toContain('"privileged-container"');
    expect(lint("--cache", "--rule", "privileged-container=off")).toEqual(off);
  });
});

describe("adoption", () => {
  it("--since reports changed and new lines only", () => {
    const project = makeProject(bundle, { "a.yaml": pod("a"), "ä b.yaml": pod("b", false) });
    project.git("init", "-q");
    project.git("add", ".");
    project.git("commit", "-qm", "one");
    const lint = () => project.run(["lint", ...ONLY, ".", "--since", "HEAD", "--format", "compact"]);
    expect(lint()).toMatchObject({ code: 0, stdout: "" });
    project.write({ "ä b.yaml": pod("b"), "new.yaml": pod("n") });
    expect(lint().stdout.match(/^.*?:\d+/gm)).toEqual(["new.yaml:8", "ä b.yaml:8"]);
    expect(project.run(["lint", ".", "--since", "nope"]).stderr).toContain('git cannot compare with "nope"');
    expect(project.run(["lint", ".", "--since", "--output=x"]).code).toBe(2);
  });

  it("a baseline hides what was there, and only that", () => {
    const project = makeProject(bundle, { "a.yaml": pod("a"), "plimsoll.yaml": "root: true\n" });
    const lint = () => project.run(["lint", ...ONLY, ".", "--format", "json"]);
    expect(project.run(["baseline", "create", ".", ...ONLY]).code).toBe(0);
    expect(JSON.parse(lint().stdout).summary).toMatchObject({ error: 0, baselined: 1 });
    project.write({ "a.yaml": `# moved\n\n${pod("a")}`, "b.yaml": pod("b") });
    expect(lint().code).toBe(1);
    expect(JSON.parse(lint().stdout).summary).toMatchObject({ error: 1, baselined: 1 });
    expect(project.run(["lint", ...ONLY, ".", "--no-baseline"]).stdout).toContain("2 errors");
    project.write({ "a.yaml": pod("a", false) });
    expect(project.run(["baseline", "prune", ".", ...ONLY]).stdout).toContain("0 findings");
    expect(project.run(["baseline", "update", ".", ...ONLY]).stdout).toContain("1 finding");
    expect(project.run(["baseline", "create", ".", ...ONLY]).stderr).toContain("is there already");
  });

  it("suppressions are listed with what became of them", () => {
    const marked = pod("a").replace(
      "      securityContext",
      "      # plimsoll-disable-next-line privileged-container -- CNI\n      securityContext",
    );
    const project = makeProject(bundle, {
      "a.yaml": marked.replace("metadata", "# plimsoll-disable-next-line host-pid\nmetadata"),
      "plimsoll.yaml": "suppressions:\n  entries:\n    - { rules: [host-network], reason: old, expires: 2020-01-01 }\n",
    });
    expect(project.run(["suppressions", "list"]).stdout).toBe(
      "plimsoll.yaml:3:1: configuration until 2020-01-01: host-network (expired): old\n".replace(":3:1", ":3") +
        "a.yaml:3:1: comment: host-pid (unused)\n" +
        "a.yaml:9:7: comment: privileged-container (used): CNI\n" +
        "3 suppressions, 2 not in use\n",
    );
  });

  it("a configuration is written, printed and checked", () => {
    const project = makeProject(bundle);
    expect(project.run(["config", "validate"]).stdout).toContain("no configuration file");
    expect(project.run(["config", "init"]).code).toBe(0);
    expect(project.run(["config", "init"]).stderr).toContain("is there already");
    expect(project.run(["config", "validate"])).toMatchObject({ code: 0, stdout: "plimsoll.yaml: no problems.\n" });
    project.write({ "plimsoll.yaml": "rules: { privileged-container: warning }\n" });
    expect(project.run(["config", "print", "x.yaml"]).stdout).toContain("\n  privileged-container: warning # plimsoll.yaml:1\n");
    expect(project.run(["config", "print", "--preset", "strict"]).stdout).toContain("  - strict # command line\n");
  });
});
