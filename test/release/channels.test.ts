import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { pod } from "../support/manifests.ts";

// Every way in which Plimsoll is installed, from the tree of a release tag, with the real programs.
const work = mkdtempSync(join(tmpdir(), "plimsoll-release-"));
const tree = join(work, "tree");
const bare = join(work, "plimsoll.git");
const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const BAD = "spec: { hostNetwork: true, containers: [{ name: a, image: a:1 }] }";

beforeAll(() => {
  execFileSync(process.execPath, ["tools/release/tree.mjs", tree], { stdio: "ignore" });
  git(tree, "init", "-q");
  git(tree, "add", ".");
  git(tree, "commit", "-q", "-m", "release");
  git(tree, "tag", `v${version}`);
  git(work, "clone", "-q", "--bare", tree, bare);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("the tree of a tag", () => {
  it("holds all that is published, and what git and GitHub install from", () => {
    const { files } = JSON.parse(readFileSync(join(tree, "package.json"), "utf8")) as { files: readonly string[] };
    for (const name of [...files, "dist/action.js", "action.yml", ".pre-commit-hooks.yaml"])
      expect(existsSync(join(tree, name)), name).toBe(true);
  });

  it("needs no build and no other package", () => {
    const manifest = JSON.parse(readFileSync(join(tree, "package.json"), "utf8"));
    expect(manifest).not.toHaveProperty("scripts");
    expect(manifest).not.toHaveProperty("devDependencies");
  });

  it("names every bundled package with its licence, and lists it beside the release", () => {
    const { components } = JSON.parse(readFileSync(`${tree}.cdx.json`, "utf8")) as {
      components: readonly { name: string; version: string }[];
    };
    const notices = readFileSync(join(tree, "dist/NOTICES.txt"), "utf8");
    expect(components.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["yaml", "minimatch", "ignore", "vscode-languageserver", "vscode-languageclient"]),
    );
    for (const { name, version: of } of components) expect(notices).toContain(`${name} ${of} (`);
  });
});

describe("npm", () => {
  it("installs the packed tree globally, and the command works in an empty folder", () => {
    const tarball = execFileSync("npm", ["pack", "--silent", "--pack-destination", work], { cwd: tree, encoding: "utf8" }).trim();
    const prefix = join(work, "global");
    execFileSync("npm", ["install", "--global", "--offline", "--prefix", prefix, join(work, tarball)], { stdio: "ignore" });
    const empty = mkdtempSync(join(work, "empty-"));
    const run = (...args: readonly string[]) =>
      spawnSync(join(prefix, "bin/plimsoll"), args, { cwd: empty, encoding: "utf8", input: pod("a") });
    expect(run("--version").stdout.trim()).toBe(version);
    expect(run("lint", "-").stdout).toContain("privileged-container");
    const npx = spawnSync("npx", ["--offline", "--yes", `--package=${join(work, tarball)}`, "plimsoll", "--version"], {
      cwd: empty,
      encoding: "utf8",
    });
    expect(npx.stdout.trim(), npx.stderr).toBe(version);
  });
});

describe("the GitHub Action", () => {
  it("runs from the tree", () => {
    const { runs } = parse(readFileSync(join(tree, "action.yml"), "utf8")) as { runs: { main: string } };
    const repository = project({
      "k8s/app.yaml": `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n${BAD}\n`,
      output: "",
      summary: "",
    });
    const env = {
      ...process.env,
      INPUT_PATHS: "k8s",
      "INPUT_SARIF-FILE": "plimsoll.sarif",
      GITHUB_OUTPUT: join(repository, "output"),
      GITHUB_STEP_SUMMARY: join(repository, "summary"),
      GITHUB_WORKSPACE: repository,
    };
    const { status, stdout } = spawnSync(process.execPath, [join(tree, runs.main)], { cwd: repository, env, encoding: "utf8" });
    expect(stdout).toMatch(/^::error file=k8s\/app\.yaml,line=4,/m);
    expect(readFileSync(join(repository, "output"), "utf8")).toContain("exit-code=1\n");
    expect(readFileSync(join(repository, "summary"), "utf8")).toContain("## Plimsoll: failed");
    expect(JSON.parse(readFileSync(join(repository, "plimsoll.sarif"), "utf8")).runs[0].results.length).toBeGreaterThan(0);
    expect(status).toBe(1);
  });
});

describe("the extension", () => {
  it("is packed from the tree, with the licences of what is in it", () => {
    const file = join(work, "plimsoll.vsix");
    const args = [
      "package",
      "--readme-path",
      "client/README.md",
      "--no-dependencies",
      "--allow-missing-repository",
      "--baseContentUrl",
      "https://git.example.org/plimsoll/blob/v1/client",
      "--baseImagesUrl",
      "https://git.example.org/plimsoll/raw/v1/client",
      "--out",
      file,
    ];
    execFileSync(resolve("node_modules/.bin/vsce"), [...args, "--allow-package-secrets", "github", "slack"], {
      cwd: tree,
      stdio: "ignore",
    });
    const archive = readFileSync(file, "latin1"); // names stand in it as they are
    for (const name of [
      "extension/dist/client.js",
      "extension/dist/server.js",
      "extension/dist/NOTICES.txt",
      "extension/readme.md",
      "extension/package.json",
    ])
      expect(archive.includes(name), name).toBe(true);
    // What the page names by relative paths lies in the tag.
    const page = readFileSync(join(tree, "client/README.md"), "utf8");
    const pictures = [...page.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path]) => path as string);
    expect(pictures.length).toBeGreaterThan(0);
    for (const path of pictures) expect(existsSync(join(tree, "client", path)), path).toBe(true);
  });
});

const preCommit = spawnSync("pre-commit", ["--version"]).status === 0;
if (!preCommit) process.stderr.write("skipped: the hooks need pre-commit on the path (Debian: pre-commit)\n");

describe.skipIf(!preCommit)(preCommit ? "pre-commit" : "pre-commit (skipped: no pre-commit)", () => {
  /** Runs one hook over a repository as a user does; the hook is installed from the tag with `language: node`. */
  const hook = (id: string, files: Readonly<Record<string, string>>, more = "") => {
    const repository = project({
      ...files,
      ".pre-commit-config.yaml": `repos:\n  - repo: file://${bare}\n    rev: v${version}\n    hooks:\n      - id: ${id}\n${more}`,
    });
    git(repository, "init", "-q");
    git(repository, "add", ".");
    const env = { ...process.env, PRE_COMMIT_HOME: join(work, "pre-commit"), npm_config_offline: "true" };
    const { status, stdout, stderr } = spawnSync("pre-commit", ["run", "--all-files", "--verbose"], {
      cwd: repository,
      env,
      encoding: "utf8",
    });
    return { status, output: stdout + stderr, repository };
  };
  const bad = `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n${BAD}\n`;

  it("plimsoll: fails on an error and passes on a file without one", () => {
    const failed = hook("plimsoll", { "bad.yaml": bad });
    expect(failed.output).toContain("host-network");
    expect(failed.status).toBe(1);
    expect(hook("plimsoll", { "other.yaml": "a: 1\n" }).status).toBe(0);
  });

  it("plimsoll-fix: writes the safe fixes", () => {
    const text =
      "apiVersion: v1\nkind: Pod\nmetadata: { name: a, resourceVersion: '1' }\nspec: { containers: [{ name: a, image: a:1 }] }\n";
    const { repository, output } = hook("plimsoll-fix", { "a.yaml": text });
    expect(readFileSync(join(repository, "a.yaml"), "utf8"), output).not.toContain("resourceVersion");
  });

  it("plimsoll-all: lints the whole repository, with options of the user", () => {
    const { status, output } = hook(
      "plimsoll-all",
      { "bad.yaml": bad },
      "        args: [--only, host-network, --fail-on, never]\n",
    );
    expect(output).toContain("host-network");
    expect(status).toBe(0);
  });

  it("takes no name of a file for an option", () => {
    const config = "rules: { host-network: off }\n";
    const withDefaults = hook("plimsoll", { "bad.yaml": bad, "--config=evil.yaml": config, "evil.yaml": config });
    expect(withDefaults.output).toContain("host-network");
    expect(withDefaults.status).toBe(1);
    const withOwn = hook(
      "plimsoll",
      { "bad.yaml": bad, "--config=evil.yaml": config, "evil.yaml": config },
      "        args: [--quiet]\n",
    );
    expect(withOwn.output).toContain('Put "--" before the names of files');
    expect(withOwn.status).toBe(1);
  });
});

function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(work, "project-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function git(cwd: string, ...args: readonly string[]): void {
  execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.org", ...args], { cwd, stdio: "ignore" });
}
