import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rewriteFile } from "../../server/disk/rewrite.ts";
import { makeProject, type Project, useBundle } from "../support/bundle.ts";
import { ONLY, pod } from "../support/manifests.ts";

const bundle = useBundle();
const unquoted = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { n: 1 }\n";
const quoted = unquoted.replace("1 }", '"1" }');
const fix = (project: Project, name = ".") => project.run(["lint", ...ONLY, "--fix", name]);
const read = (project: Project, name: string) => readFileSync(project.path(name), "utf8");
const isRoot = process.getuid?.() === 0;

/** Runs a line of the shell; `plimsoll` is the command. */
function shell(project: Project, line: string) {
  const script = `plimsoll() { ${process.execPath} ${join(bundle.dist, "cli.js")} "$@"; }; ${line}`;
  return spawnSync("bash", ["-c", script], { cwd: project.root, encoding: "utf8" });
}

describe("--fix", () => {
  it("keeps a symbolic link, and writes to where it leads", () => {
    const project = makeProject(bundle, { "real/a.yaml": unquoted });
    symlinkSync("real/a.yaml", project.path("link.yaml"));
    expect(fix(project, "link.yaml").code).toBe(0);
    expect(lstatSync(project.path("link.yaml")).isSymbolicLink()).toBe(true);
    expect(read(project, "real/a.yaml")).toBe(quoted);
  });

  it("declines a link that leads out of the repository", () => {
    const project = makeProject(bundle, { "outside.yaml": unquoted, "repo/.git/HEAD": "" });
    symlinkSync("../outside.yaml", project.path("repo/link.yaml"));
    const { code, stderr } = fix(project, "repo/link.yaml");
    expect(stderr).toContain("repo/link.yaml is a link that leads out of the repository");
    expect([code, read(project, "outside.yaml")]).toEqual([2, unquoted]);
  });

  it("writes a file with two names in place", () => {
    const project = makeProject(bundle, { "a.yaml": unquoted });
    linkSync(project.path("a.yaml"), project.path("twin"));
    expect(fix(project).code).toBe(0);
    expect(read(project, "twin")).toBe(quoted);
  });

  it.skipIf(isRoot)(
    "refuses a file that is read-only (needs to be run by another user than root), fixes the others, and reports what stands there",
    () => {
      const project = makeProject(bundle, { "a.yaml": unquoted, "b.yaml": unquoted });
      chmodSync(project.path("a.yaml"), 0o444);
      const { code, stdout, stderr } = fix(project);
      expect(stderr).toContain("a.yaml is read-only, and was not fixed");
      expect(stdout).toContain("a.yaml");
      expect(stdout).not.toContain("b.yaml");
      expect([code, read(project, "a.yaml"), read(project, "b.yaml")]).toEqual([2, unquoted, quoted]);
    },
  );

  it.skipIf(!isRoot)("writes a file that only its mode makes read-only, and keeps the mode (needs to be run as root)", () => {
    const project = makeProject(bundle, { "a.yaml": unquoted });
    chmodSync(project.path("a.yaml"), 0o444);
    expect(fix(project).code).toBe(0);
    expect([statSync(project.path("a.yaml")).mode & 0o777, read(project, "a.yaml")]).toEqual([0o444, quoted]);
  });

  it.skipIf(!isRoot)("keeps the owner (needs to be run as root)", () => {
    const project = makeProject(bundle, { "a.yaml": unquoted });
    chownSync(project.path("a.yaml"), 4242, 4343);
    expect(fix(project).code).toBe(0);
    const { uid, gid } = statSync(project.path("a.yaml"));
    expect([uid, gid, read(project, "a.yaml")]).toEqual([4242, 4343, quoted]);
  });

  it("keeps the encoding", () => {
    // kubectl refuses a document with a byte that is no UTF-8, and nothing in it is fixed: it is the one behind.
    const latin1 = (text: string) => Buffer.from(`${text}---\n# ä\n`, "latin1");
    const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
    const project = makeProject(bundle, { "a.yaml": utf16(unquoted), "b.yaml": latin1(unquoted) });
    fix(project);
    expect(readFileSync(project.path("a.yaml"))).toEqual(utf16(quoted));
    expect(readFileSync(project.path("b.yaml"))).toEqual(latin1(quoted));
  });

  it("does not overwrite a change that was made since the file was read", () => {
    const project = makeProject(bundle, { "a.yaml": "new" });
    expect(rewriteFile(project.path("a.yaml"), "old", "fixed")).toMatch(/has changed/);
    expect(read(project, "a.yaml")).toBe("new");
    expect(readdirSync(project.root)).toEqual(["a.yaml"]);
  });
});

describe("--format X=FILE", () => {
  const project = makeProject(bundle, { "a.yaml": pod("a"), victim: "mine" });

  it("writes into standard output and error, process substitutions and pipes, and they stay what they are", () => {
    const only = ONLY.join(" ");
    const compact = project.run(["lint", ...ONLY, "--format", "compact"]).stdout;
    expect(shell(project, `plimsoll lint ${only} --format compact=/dev/stdout`).stdout).toBe(compact);
    expect(shell(project, `plimsoll lint ${only} --format compact=/dev/stderr`).stderr).toBe(compact);
    expect(shell(project, `echo first > out; plimsoll lint ${only} --format compact=/dev/stdout >> out; cat out`).stdout).toBe(
      `first\n${compact}`,
    );
    expect(shell(project, `plimsoll lint ${only} --format compact=>(cat >&2) ; sleep 0.3`).stderr).toBe(compact);
    expect(
      shell(project, `mkfifo p; cat p & plimsoll lint ${only} --format compact=p; wait; test -p p && echo pipe`).stdout,
    ).toBe(`${compact}pipe\n`);
    expect(shell(project, `plimsoll lint ${only} --format compact=/dev/null; test -c /dev/null && echo device`).stdout).toBe(
      "device\n",
    );
  });

  it.each<readonly [string, string, () => void]>([
    ["a link that somebody committed", "report", () => symlinkSync("victim", project.path("report"))],
    ["a link to a device", "report", () => symlinkSync("/dev/null", project.path("report"))],
    ["a directory", "report", () => mkdirSync(project.path("report"))],
  ])("refuses %s", (_, name, make) => {
    rmSync(project.path(name), { recursive: true, force: true });
    make();
    const { code, stderr } = project.run(["lint", ...ONLY, "--format", `json=${name}`]);
    expect([code, read(project, "victim")]).toEqual([2, "mine"]);
    expect(stderr).toMatch(/report cannot be written: it is a /);
  });

  it("refuses a folder of the repository that leads out of it", () => {
    const linked = makeProject(bundle, { "elsewhere/x": "", "repo/.git/HEAD": "", "repo/a.yaml": pod("a") });
    symlinkSync("../elsewhere", linked.path("repo/out"));
    const { code, stderr } = linked.run(["lint", ...ONLY, "repo", "--format", "json=repo/out/report.json"]);
    expect(stderr).toContain("leads out of the repository");
    expect([code, readdirSync(linked.path("elsewhere"))]).toEqual([2, ["x"]]);
  });

  it("a baseline is not written through a link either", () => {
    symlinkSync("victim", project.path("plimsoll-baseline.json"));
    expect(project.run(["baseline", "create"]).code).toBe(2);
    expect(read(project, "victim")).toBe("mine");
    rmSync(project.path("plimsoll-baseline.json"));
  });
});

describe("standard error", () => {
  it("is escaped as standard output is", () => {
    const project = makeProject(bundle, { "a.yaml": pod("a") });
    const name = "x\n::error::forged\u001b[31m.yaml";
    writeFileSync(project.path(name), Buffer.of(0x61, 0, 0x62));
    const { stderr } = project.run(["lint", ...ONLY, "--config", "nope\n::error::too"]);
    const other = project.run(["lint", ...ONLY]);
    for (const text of [stderr, other.stderr]) {
      expect(text).not.toMatch(/^::/m);
      expect(text).not.toMatch(/[^\P{Cc}\n]/u);
    }
    expect(other.stderr).toContain("holds NUL bytes");
  });
});

describe("a run that is interrupted", () => {
  it("leaves no temporary files", { timeout: 120_000 }, async () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`${i}.yaml`, unquoted]));
    const project = makeProject(bundle, files);
    const child = spawn(process.execPath, [join(bundle.dist, "cli.js"), "lint", ...ONLY, "--fix", "."], { cwd: project.root });
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on("exit", (_, signal) => resolve(signal)));
    const looking = setInterval(() => {
      if (readdirSync(project.root).some((name) => name.endsWith(".tmp")) || read(project, "0.yaml") === quoted)
        child.kill("SIGINT");
    }, 1);
    await ended;
    clearInterval(looking);
    expect(readdirSync(project.root).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    for (const name of Object.keys(files)) expect([unquoted, quoted]).toContain(read(project, name));
    expect(execFileSync("ls", [project.root], { encoding: "utf8" })).not.toContain("tmp");
  });
});
