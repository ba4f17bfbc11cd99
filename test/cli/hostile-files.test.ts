import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeProject, type Project, useBundle } from "../support/bundle.ts";
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

  it("what a generator names", () => {
    const project = makeProject(bundle, {
      "kustomization.yaml": "resources: [a.yaml]\nconfigMapGenerator: [{ name: c, files: [x] }]\n",
      "a.yaml": pod("a"),
    });
    symlinkSync("/dev/zero", project.path("x"));
    const { stdout } = project.run(["lint", ...ONLY, "--format", "compact"]);
    expect(stdout).toContain("a.yaml:8:38");
  });
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
    execFileSync("rm", ["-f", project.path("repo/plimsoll.yaml"), project.path("repo/.plimsoll.yaml")]);
    expect(lint()).toMatch(/^1 /);
  });
});

/** Runs the command in the working directory and prints all that it says. */
const RUN =
  'const { spawnSync } = require("child_process"); const o = spawnSync(process.execPath, [process.argv[1], "lint"], { encoding: "utf8" }); console.log(o.stdout + o.stderr)';
