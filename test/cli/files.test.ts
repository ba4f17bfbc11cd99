import { chmodSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeProject, useBundle } from "../support/bundle.ts";
import { hostPath, ONLY, pod } from "../support/manifests.ts";

const bundle = useBundle();

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
    const linked = makeProject(bundle, { "in/a.yaml": pod("a"), "elsewhere.yaml": pod("e") });
    symlinkSync(linked.path("in"), linked.path("in/loop"));
    symlinkSync(linked.path("elsewhere.yaml"), linked.path("in/out.yaml"));
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

  it("templates are judged as they render, or as far as they say something, and counted; values are left alone", () => {
    const aside = ["chart/Chart.yaml", "chart/values.yaml"].map((file) => ({ file, reason: "not-kubernetes" }));
    const templates = ["chart/templates/plain.yaml", "chart/templates/pod.yaml"];
    const unrendered = templates.map((file) => ({ file, reason: "template" }));
    for (const [args, unchecked] of [
      [[], aside],
      [["--no-helm"], [aside[0], ...unrendered, aside[1]]],
    ] as const) {
      expect(places(...ONLY, ...args, "chart")).toEqual(templates.map((file) => `${file}:8`));
      expect(report(...ONLY, ...args, "chart").unchecked).toEqual(unchecked);
    }
  });

  it("nothing is missing in a patch, also when it is linted by itself", () => {
    const only = ["--only", "run-as-non-root"];
    expect(places(...only, "base", "overlay")).toEqual([expect.stringMatching(/^base\/deployment.yaml:/)]);
    expect(places(...only, "overlay/patch.yaml")).toEqual([]);
    expect(places(...only, "base", "overlay", "--jobs", "2")).toHaveLength(1);
  });
});

describe("several files together", () => {
  const service = "apiVersion: v1\nkind: Service\nmetadata: { name: s, namespace: n }\nspec: { selector: { app: wrong } }\n";
  const workload =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: w, namespace: n }\nspec: { selector: { matchLabels: { app: s } }, template: { metadata: { labels: { app: s } }, spec: { containers: [{ name: a, image: a:1 }] } } }\n";
  const files = { "n/svc/s.yaml": service, "n/apps/w.yaml": workload, "z.yaml": pod("z"), "plimsoll.yaml": "scopes: [n]\n" };
  const project = makeProject(bundle, files);
  project.git("init", "-q");
  const found = (...args: readonly string[]) =>
    project
      .run(["lint", ...ONLY, "--format", "compact", ...args])
      .stdout.split("\n")
      .filter(Boolean);

  it("see each other", () => expect(found(".")).toHaveLength(2));
  it("context is seen and not reported", () => {
    const withContext = found("n/svc", "--context", "auto");
    expect(withContext).toEqual(found("n/svc", "n/apps"));
    expect(withContext).toHaveLength(1);
    expect(found("n/svc", "--context", "n/apps")).toEqual(withContext);
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
  const cacheFile = () => {
    const folder = project.path(".cache-home/plimsoll");
    return join(folder, readdirSync(folder)[0] ?? "");
  };

  it("threads", () => expect(lint("--jobs", "3")).toEqual(lint("--jobs", "1")));
  it("a cache, cold, warm and damaged", () => {
    const plain = lint();
    expect(lint("--cache")).toEqual(plain);
    expect(lint("--cache")).toEqual(plain);
    writeFileSync(cacheFile(), "{");
    expect(lint("--cache")).toEqual(plain);
    const off = lint("--rule", "privileged-container=off");
    expect(off.stdout).not.toContain('"privileged-container"');
    expect(lint("--cache", "--rule", "privileged-container=off")).toEqual(off);
  });

  it("a run of which nothing has changed is printed again", () => {
    const before = lint("--cache");
    const { ino } = statSync(cacheFile());
    expect(lint("--cache")).toEqual(before);
    expect(statSync(cacheFile()).ino).toBe(ino); // nothing was worked out that would have to be kept
    lint("--cache", "--rule", "host-network=off");
    expect(statSync(cacheFile()).ino).not.toBe(ino);
  });

  it("the cache is the user's own, and nobody can read a manifest in it", () => {
    lint("--cache");
    expect(statSync(cacheFile()).mode & 0o777).toBe(0o600);
    const cache = readFileSync(cacheFile(), "utf8");
    expect(cache).not.toMatch(/privileged|containers|metadata/);
    expect(cache.replace(/[^\w+/]/g, "")).not.toContain(Buffer.from("privileged-container").toString("base64").slice(0, 20));
  });

  it("a cache that others could have written is not believed", () => {
    lint("--cache");
    chmodSync(cacheFile(), 0o666);
    const { ino } = statSync(cacheFile());
    lint("--cache");
    expect(statSync(cacheFile()).ino).not.toBe(ino);
    expect(statSync(cacheFile()).mode & 0o777).toBe(0o600);
  });

  it.each<readonly [string, () => void]>([
    ["through a link", () => symlinkSync("victim", project.path("cache"))],
    ["on a device", () => symlinkSync("/dev/null", project.path("cache"))],
  ])("a cache is not written %s", (_, make) => {
    project.write({ victim: "mine" });
    rmSync(project.path("cache"), { force: true });
    make();
    const plain = lint();
    const { code, stdout, stderr } = lint("--cache-location", "cache");
    expect([code, stdout]).toEqual([plain.code, plain.stdout]);
    expect(stderr).toContain("The cache is not kept");
    expect(readFileSync(project.path("victim"), "utf8")).toBe("mine");
  });

  it.each<readonly [what: string, files: Readonly<Record<string, string>>]>([
    ["a file", { "d0/0.yaml": pod("changed") }],
    ["a new file", { "d0/new.yaml": pod("new") }],
    ["the configuration", { "plimsoll.yaml": "rules: { privileged-container: off }\n" }],
    ["a configuration further down", { "d1/plimsoll.yaml": "rules: { host-network: off }\n" }],
    ["an ignore file", { ".plimsollignore": "d2\n" }],
    ["a kustomization", { "d3/kustomization.yaml": "resources: [3.yaml, absent.yaml]\n" }],
    ["a file that it names", { "d3/absent.yaml": "" }],
    ["a chart around files", { "d4/Chart.yaml": "name: d4\n" }],
    ["the baseline", { "plimsoll-baseline.json": "[]" }],
  ])("what a run depends on: %s", (_, files) => {
    lint("--cache");
    project.write(files);
    const fresh = lint();
    expect(lint("--cache")).toEqual(fresh);
    expect(lint("--cache")).toEqual(fresh);
  });
});
