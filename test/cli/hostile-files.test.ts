import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeProject, type Project, useBundle } from "../support/bundle.ts";
import { FULL } from "../support/effort.ts";
import { ONLY, pod } from "../support/manifests.ts";

const bundle = useBundle();
const pipe = (project: Project, name: string) => execFileSync("mkfifo", [project.path(name)]);

describe("what is no regular file answers with a message, and the other results stand", () => {
  it.each([".gitignore", ".plimsollignore", "kustomization.yaml", "b.yaml"])("%s as a pipe", (name) => {
    const project = makeProject(bundle, { "a.yaml": pod("a") });
    pipe(project, name);
    const { code, stdout, stderr } = project.run(["lint", ...ONLY, "--format", "compact"]);
    expect(stdout).toContain("a.yaml:8:38");
    expect(stderr).toContain(name);
    expect(code).toBe(2);
  });

  it.each([".gitignore", ".plimsollignore"])("%s as a link to a device", (name) => {
    const project = makeProject(bundle, { "a.yaml": pod("a") });
    symlinkSync("/dev/zero", project.path(name));
    const { code, stdout, stderr } = project.run(["lint", ...ONLY, "--format", "compact"]);
    expect(stdout).toContain("a.yaml:8:38");
    expect(stderr).toContain(`${name} is a device`);
    expect(code).toBe(2);
  });

  it.each(["plimsoll.yaml", ".plimsoll.yml", "plimsoll-baseline.json"])("%s, without which nothing can be said", (name) => {
    const project = makeProject(bundle, { "a.yaml": pod("a") });
    symlinkSync("/dev/zero", project.path(name));
    const { code, stdout, stderr } = project.run(["lint"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/is a device, not a file/);
  });

  it("what generators, charts and reports need", () => {
    const project = makeProject(bundle, {
      ".git/HEAD": "",
      "kustomization.yaml": "resources: [a.yaml]\nconfigMapGenerator: [{ name: c, files: [x] }]\n",
      "k/kustomization.yaml": "resources: [b.yaml]\nconfigMapGenerator: [{ name: e, envs: [env] }]\n",
      "k/b.yaml": pod("b", false),
      "a.yaml": pod("a"),
      "c/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n",
      "c/templates/a.yaml": pod("a"),
      "d/Chart.yaml": "apiVersion: v2\nname: d\nversion: 1.0.0\n",
      "d/templates/a.yaml": pod("a"),
    });
    const links = { x: "/dev/zero", "c/.helmignore": "/dev/zero", "d/values.yaml": "values.yaml", "out.json": "out.json" };
    for (const [path, target] of Object.entries(links)) symlinkSync(target, project.path(path));
    pipe(project, "k/env");
    const { code, stdout, stderr } = project.run(["lint", ...ONLY, "--format", "compact"]);
    for (const file of ["a.yaml", "c/templates/a.yaml", "d/templates/a.yaml"]) expect(stdout).toContain(`${file}:8:38`);
    const elsewhere = "is a symbolic link that leads elsewhere, and was not followed.";
    for (const line of [
      `x ${elsewhere}`,
      "k/env is a pipe, not a file.",
      `c/.helmignore ${elsewhere}`,
      `d/values.yaml ${elsewhere}`,
    ])
      expect(stderr).toContain(`plimsoll: ${line}\n`);
    expect(code).toBe(2);
    const rendered = project.run(["render", "d"]);
    expect([rendered.code, rendered.stdout]).toEqual([2, ""]);
    expect(rendered.stderr).toContain("d/values.yaml is a symbolic link that leads to itself. The chart is not rendered");
    expect(project.run(["lint", "c", "--set-file", "a=k/env"]).stderr).toContain('The file "k/env" of --set-file is a pipe');
    for (const args of [
      ["--format", "json=out.json"],
      ["--facts-out", "out.json"],
    ])
      expect(project.run(["lint", "a.yaml", ...args]).stderr).toMatch(/out\.json cannot be written: it is a symbolic link/);
  });

  it.runIf(FULL)("a report into a pipe that nobody reads (which waits for two seconds)", () => {
    const project = makeProject(bundle, { "a.yaml": pod("a") });
    pipe(project, "p");
    const { code, stderr } = project.run(["lint", "--format", "json=p", "a.yaml"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("p cannot be written: it is a pipe from which nobody reads.\n")]);
  });

  it.each([
    ["plimsoll.yaml", ["config", "validate"]],
    ["plimsoll-baseline.json", ["lint"]],
    ["plimsoll-baseline.json", ["baseline", "update"]],
  ])("%s as a link to nowhere, for %j", (name, args) => {
    const project = makeProject(bundle, { "a.yaml": pod("a", false) });
    symlinkSync("nowhere", project.path(name));
    const { code, stderr } = project.run(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${name} is a symbolic link that leads nowhere.\n`)]);
  });
});

it("values that the user names through a pipe, or a link out of the repository, count for every rendering", () => {
  const project = makeProject(bundle, {
    "values.yaml": "wide: true\n",
    "repo/.git/HEAD": "",
    "repo/c/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n",
    "repo/c/templates/a.yaml": pod("a").replace("true", "{{ .Values.wide }}"),
  });
  symlinkSync("../values.yaml", project.path("repo/link.yaml"));
  pipe(project, "pipe");
  const lint = (values: string) => {
    execFileSync("sh", ["-c", `echo 'wide: true' > '${project.path("pipe")}' &`], { stdio: "ignore" });
    return project.run(["lint", ...ONLY, "--format", "compact", "repo/c", "--values", values]);
  };
  for (const values of ["pipe", "repo/link.yaml"]) {
    const { stdout, stderr } = lint(values);
    expect([values, stdout, stderr]).toEqual([values, expect.stringContaining(":1:7: error: "), ""]);
  }
});

describe("one file never ends a run", () => {
  it.each<readonly [string, Readonly<Record<string, string>>]>([
    [
      "a note that names a directory",
      { "b.yaml": `# Source: shop/templates\n${pod("b")}`, "shop/Chart.yaml": "name: shop\n", "shop/templates/x": "" },
    ],
    [
      "a key without a value above an action",
      { "b.yaml": "kind: Pod\napiVersion: v1\nmetadata:\n  labels: ?\n{{ x }}\n    a: b\n" },
    ],
    ["a kustomization that is no mapping", { "k/kustomization.yaml": "- a\n- [b\n", "k/b.yaml": pod("b") }],
    ["absolute and endless paths", { "k/kustomization.yaml": `resources: [/etc, ${"../".repeat(500)}x, "\\ud800"]\n` }],
  ])("%s", (_, files) => {
    const project = makeProject(bundle, { "a.yaml": pod("a"), ...files });
    mkdirSync(project.path("empty"));
    const { code, stdout, stderr } = project.run(["lint", "--preset", "all", "--format", "json"]);
    const found = JSON.parse(stdout).findings.filter((one: { file: string; rule: string }) => one.file === "a.yaml");
    expect(found.map((one: { rule: string }) => one.rule)).toContain("privileged-container");
    expect(stderr).not.toContain("internal error");
    expect(code).toBe(1);
  });
});

describe("what lies outside of the repository", () => {
  const secret = "root-of-all-keys: hunter2";
  const project = makeProject(bundle, { "outside.yaml": `${secret}\n`, "repo/.git/HEAD": "", "repo/a.yaml": pod("a") });
  const lint = () => {
    const outcome = project.run(["lint", "repo"]);
    return `${outcome.code} ${outcome.stdout}${outcome.stderr}`;
  };

  it.each<readonly [string, () => void]>([
    ["is not quoted where extends leads there", () => project.write({ "repo/plimsoll.yaml": "extends: [../outside.yaml]\n" })],
    ["nor where a link does", () => symlinkSync("../outside.yaml", project.path("repo/.plimsoll.yaml"))],
    ["nor of a baseline", () => symlinkSync("../outside.yaml", project.path("repo/plimsoll-baseline.json"))],
  ])("%s", (_, make) => {
    make();
    const inside = project.run(["lint", "--config", "outside.yaml", "repo"]);
    expect(inside.stderr).toContain("root-of-all-keys"); // who names a file may see it
    const outcome = execFileSync(process.execPath, ["-e", RUN, `${bundle.dist}/cli.js`], {
      cwd: project.path("repo"),
      encoding: "utf8",
    });
    expect(outcome).toContain("lies outside of the repository");
    expect(outcome).not.toMatch(/root-of|hunter2/);
    execFileSync("rm", ["-f", ...OWN.map((name) => project.path(`repo/${name}`))]);
    expect(lint()).toMatch(/^1 /);
  });
});

const OWN = ["plimsoll.yaml", ".plimsoll.yaml", "plimsoll-baseline.json"];

/** Runs the command in the working directory and prints all that it says. */
const RUN =
  'const { spawnSync } = require("child_process"); const o = spawnSync(process.execPath, [process.argv[1], "lint"], { encoding: "utf8" }); console.log(o.stdout + o.stderr)';
