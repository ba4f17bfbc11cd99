import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readArgs } from "../../server/cli/option/args.ts";
import { lintOptions } from "../../server/cli/option/lint-options.ts";
import { VERBS } from "../../server/cli/verb/verbs.table.ts";
import { makeProject, useBundle } from "../support/bundle.ts";
import { hostPath, ONLY, pod } from "../support/manifests.ts";

const bundle = useBundle();

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
    ["a field to explain", ["explain", "deploymnet.spec"], 'no kind "deploymnet"; did you mean "Deployment"?'],
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
  it.each(["lint", "rules", "explain", "config", "baseline", "suppressions", "render", "lsp", "completion"])(
    "%s --help",
    (verb) => {
      const { code, stdout, stderr } = base.run([verb, "--help"]);
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toContain(`plimsoll ${verb}`);
      for (const line of stdout.split("\n")) expect(line.length).toBeLessThan(120);
    },
  );

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
    expect(base.run(["explain", "privileged-container"]).stdout).toBe(readFileSync("rules/docs/privileged-container.md", "utf8"));
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
        'warning.yaml:11:7: warning: Volume "logs" mounts /var/log from the node. [hostpath-volume]\n',
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

  it("has links where the terminal shows them", () => {
    const links = (tty: boolean, env: Readonly<Record<string, string>>) => {
      const stream = { write: () => undefined, isTTY: tty };
      return lintOptions(readArgs([], VERBS.lint.options), { cwd: "/", env, stdout: stream, stderr: stream }).hyperlinks;
    };
    expect(links(true, { TERM: "xterm-kitty" })).toBe(true);
    expect(links(true, { TERM_PROGRAM: "vscode" })).toBe(true);
    expect(links(true, { VTE_VERSION: "7600" })).toBe(true);
    expect(links(true, { TERM: "xterm" })).toBe(false);
    expect(links(false, { TERM: "xterm-kitty" })).toBe(false);
    expect(links(true, { TERM: "xterm-kitty", CI: "true" })).toBe(false);
    expect(links(true, { TERM: "xterm-kitty", NO_COLOR: "1" })).toBe(false);
    expect(links(true, { TERM: "xterm-kitty", FORCE_HYPERLINK: "0" })).toBe(false);
    const { stdout } = base.run(["lint", "error.yaml", "--color", "always"], "", { FORCE_HYPERLINK: "1" });
    expect(stdout).toContain("\u001b\\privileged-container\u001b]8;;\u001b\\");
  });

  it("counts by rule", () =>
    expect(base.run(["lint", ...ONLY, "error.yaml", "--statistics"]).stdout).toContain("  1  privileged-container\n"));

  it.each(["json", "text", "compact"])("survives a reader that goes away, with the same exit code: %s", (format) => {
    const many = makeProject(bundle, Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`${i}.yaml`, pod(`p${i}`)])));
    const command = `{ "${process.execPath}" "${bundle.dist}/cli.js" lint . --format ${format}; echo $? >&2; } | head -c 10`;
    const { stdout, stderr } = spawnSync("sh", ["-c", command], { cwd: many.root, encoding: "utf8" });
    expect([stdout.length, stderr]).toEqual([10, "1\n"]);
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

describe("a file with the name of an option", () => {
  const project = makeProject(bundle, { "error.yaml": pod("a"), "--quiet": "", "-": "" });

  it("is refused where it would be read as one", () => {
    const { code, stderr } = project.run(["lint", "--quiet", "error.yaml"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('Put "--" before the names of files')]);
  });

  it("is a file behind --", () => expect(project.run(["lint", ...ONLY, "--", "--quiet", "error.yaml"]).code).toBe(1));
  it("does not stand for standard input", () => expect(project.run(["lint", ...ONLY, "-"], pod("b")).code).toBe(1));
});
