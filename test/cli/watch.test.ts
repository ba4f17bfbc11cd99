import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { makeProject, useBundle } from "../support/bundle.ts";
import { pod } from "../support/manifests.ts";

// What a watching command shows after each change is what a fresh one would print then.
describe("plimsoll lint --watch", () => {
  const bundle = useBundle();
  let child: ChildProcessWithoutNullStreams;
  afterEach(() => child?.kill());

  const PRIVILEGED = pod("a");

  /** Starts watching; the function that is returned waits for the next run and gives what it printed. */
  function watching(root: string, ...args: readonly string[]): () => Promise<string> {
    child = spawn(process.execPath, [join(bundle.dist, "cli.js"), "lint", "--watch", "--format", "compact", ...args], {
      cwd: root,
    });
    let printed = "";
    let ready = 0;
    let seen = 0;
    child.stdout.on("data", (chunk) => {
      printed += chunk;
    });
    child.stderr.on("data", (chunk) => {
      printed += String(chunk).replaceAll(/\[\d\d:\d\d:\d\d\] /g, "");
      ready = printed.split("Watching for changes.").length - 1;
    });
    return async () => {
      while (ready <= seen) await setTimeout(20);
      seen = ready;
      return printed.split("Watching for changes. Press Ctrl+C to stop.\n")[seen - 1] ?? "";
    };
  }

  it("lints again what changes, appears and goes", async () => {
    const project = makeProject(bundle, { "plimsoll.yaml": "root: true\n", "a.yaml": pod("a", false) });
    const next = watching(project.root);
    const matches = async () => {
      const shown = await next();
      const { stdout, stderr } = project.run(["lint", "--format", "compact"]);
      expect(shown.replace(/^Linting…\n/, "")).toBe(stdout + stderr);
      return stdout;
    };
    expect(await matches()).not.toContain("privileged-container");
    project.write({ "a.yaml": PRIVILEGED });
    expect(await matches()).toContain("a.yaml:");
    project.write({ "below/b.yaml": pod("b") });
    expect(await matches()).toContain("below/b.yaml:");
    project.write({ "plimsoll.yaml": "root: true\nrules: { privileged-container: off }\n" });
    expect(await matches()).not.toContain("[privileged-container]");
    project.write({ ".plimsollignore": "below/\n", ".git/HEAD": "" });
    expect(await matches()).not.toContain("below/b.yaml");
    rmSync(project.path("a.yaml"));
    expect(await matches()).not.toContain("a.yaml:");
  });

  it("does not take its own reports for changes", async () => {
    const project = makeProject(bundle, { "plimsoll.yaml": "root: true\n", "a.yaml": pod("a", false) });
    const next = watching(project.root, "--format", "json=report.json", ".");
    await next();
    await setTimeout(500); // in which a report would be noticed
    project.write({ "a.yaml": PRIVILEGED });
    expect(await next()).toContain("[privileged-container]");
  });

  it("does not take for a change what the shell writes", async () => {
    const project = makeProject(bundle, { "plimsoll.yaml": "root: true\n", "a.yaml": PRIVILEGED, "out.txt": "" });
    const command = `exec "$0" "$@" >> out.txt 2>&1`;
    child = spawn("sh", ["-c", command, process.execPath, join(bundle.dist, "cli.js"), "lint", "--watch"], { cwd: project.root });
    const printed = () => readFileSync(project.path("out.txt"), "utf8");
    while (!printed().includes("Watching for changes.")) await setTimeout(20);
    await setTimeout(500);
    expect(printed().split("Linting")).toHaveLength(2);
  });

  it("goes on after a configuration that is half written", async () => {
    const project = makeProject(bundle, { "plimsoll.yaml": "root: true\n", "a.yaml": PRIVILEGED });
    const next = watching(project.root);
    await next();
    project.write({ "plimsoll.yaml": "root: true\nruls: {}\n" });
    expect(await next()).toMatch(/plimsoll\.yaml:2.*ruls/);
    project.write({ "plimsoll.yaml": "root: true\n" });
    expect(await next()).toContain("[privileged-container]");
  });

  it.each([
    [["-"], "standard input"],
    [["--fix", "."], "--watch only reports"],
  ])("refuses what makes no sense: %j", (args, message) => {
    const { code, stderr } = makeProject(bundle).run(["lint", "--watch", ...args]);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
