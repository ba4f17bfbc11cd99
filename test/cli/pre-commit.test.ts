import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeProject, useBundle } from "../support/bundle.ts";

const present = spawnSync("pre-commit", ["--version"]).status === 0;
if (!present) process.stderr.write("skipped: the hooks need pre-commit on the path (Debian: pre-commit)\n");

describe.skipIf(!present)(present ? "the pre-commit hooks" : "the pre-commit hooks (skipped: no pre-commit)", () => {
  const bundle = useBundle();

  it("have a valid manifest", () => {
    expect(() => execFileSync("pre-commit", ["validate-manifest", ".pre-commit-hooks.yaml"])).not.toThrow();
  });

  it("fail on a changed file with an error and pass on others", () => {
    const project = makeProject(bundle, {
      "bad.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { hostNetwork: true, containers: [{ name: a, image: a:1 }] }\n",
      "other.yaml": "a: 1\n",
      ".pre-commit-config.yaml": "repos: []\n",
    });
    mkdirSync(project.path("bin"));
    symlinkSync(join(bundle.dist, "cli.js"), project.path("bin/plimsoll"));
    project.git("init", "-q");
    project.git("add", ".");
    const run = (...files: readonly string[]) =>
      spawnSync("pre-commit", ["try-repo", process.cwd(), "plimsoll-system", "--files", ...files], {
        cwd: project.root,
        encoding: "utf8",
        env: { ...process.env, PATH: `${project.path("bin")}:${process.env.PATH}`, PRE_COMMIT_HOME: project.path("cache") },
      });
    const bad = run("bad.yaml");
    expect(bad.stdout).toContain("host-network");
    expect(bad.status).toBe(1);
    expect(run("other.yaml").stdout).toContain("Passed");
  });
});
