import { chmodSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeProject, useBundle } from "../support/bundle.ts";
import { ONLY, pod } from "../support/manifests.ts";

const bundle = useBundle();

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

describe("adoption", () => {
  it("a suppression of the configuration that has expired hides nothing and is named", () => {
    const config = (expires: string) =>
      `suppressions:\n  entries:\n    - { rules: [privileged-container], reason: debts, expires: ${expires} }\n`;
    const project = makeProject(bundle, { "a.yaml": pod("a"), "plimsoll.yaml": config("2020-01-01") });
    const expired = project.run(["lint", "--only", "privileged-container", "a.yaml"]);
    expect(expired.code).toBe(1);
    expect(expired.stderr).toContain("plimsoll.yaml:3: The suppression of privileged-container expired on 2020-01-01");
    project.write({ "plimsoll.yaml": config("2999-01-01") });
    expect(project.run(["lint", "--only", "privileged-container", "a.yaml"])).toMatchObject({ code: 0, stderr: "" });
  });

  it("findings about a rendered chart are shown in its templates", () => {
    const template = pod("a").replace(/name: a\b/, "name: {{ .Release.Name }}");
    const project = makeProject(bundle, {
      "shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 0.1.0\n",
      "shop/templates/pod.yaml": template,
    });
    const rendered = `---\n# Source: shop/templates/pod.yaml\n${pod("a")}`;
    const { stdout } = project.run(["lint", "--only", "privileged-container", "--format", "compact", "-"], rendered);
    const line = template.split("\n").findIndex((one) => one.includes("privileged")) + 1;
    expect(stdout).toContain(`shop/templates/pod.yaml:${line}:`);
    const elsewhere = rendered.replace("shop/templates", "other/templates");
    expect(project.run(["lint", "--only", "privileged-container", "--format", "compact", "-"], elsewhere).stdout).toContain(
      "<stdin>:",
    );
  });

  it("what a template says about itself holds for what is rendered from it", () => {
    const marked = (...names: readonly string[]) =>
      names
        .map((name) => pod("a").replace(/name: a\b/, `name: ${name}`))
        .join("---\n")
        .replace(/^( *)securityContext:/m, MARKED);
    const MARKED = `$1{{/* plimsoll-disable-next-line ${ONLY[1]} -- its job */}}\n$1securityContext:`;
    const project = makeProject(bundle, {
      "shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 0.1.0\n",
      "shop/templates/one.yaml": marked("{{ .Release.Name }}"),
      "shop/templates/two.yaml": marked("{{ .Values.a }}", "{{ .Values.b }}"),
    });
    const run = (template: string) => {
      const rendered = `---\n# Source: shop/templates/${template}\n${pod("a")}`;
      return JSON.parse(project.run(["lint", ...ONLY, "--format", "json", "-"], rendered).stdout);
    };
    const one = run("one.yaml");
    expect(one.findings).toEqual([]);
    expect(one.suppressed).toMatchObject([{ file: "shop/templates/one.yaml", by: { kind: "comment", reason: "its job" } }]);
    // It may be about the other one of the two.
    expect(run("two.yaml")).toMatchObject({ findings: [{ file: "shop/templates/two.yaml" }], suppressed: [] });
    project.write({ "plimsoll.yaml": `suppressions: { forbid: [${ONLY[1]}] }\n` });
    expect(run("one.yaml")).toMatchObject({ findings: [{ file: "shop/templates/one.yaml" }], suppressed: [] });
  });

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
    expect(readFileSync(project.path("plimsoll.yaml"), "utf8")).not.toContain("$schema"); // there is none here
    project.write({ "npm/node_modules/plimsoll/rules/config.schema.json": "{}" });
    expect(project.run(["config", "init", "npm"]).code).toBe(0);
    expect(readFileSync(project.path("npm/plimsoll.yaml"), "utf8")).toMatch(/^# yaml-language-server: \$schema=node_modules/);
    expect(project.run(["config", "init"]).stderr).toContain("is there already");
    expect(project.run(["config", "validate"])).toMatchObject({ code: 0, stdout: "plimsoll.yaml: no problems.\n" });
    project.write({ "plimsoll.yaml": "rules: { privileged-container: warning }\n" });
    expect(project.run(["config", "print", "x.yaml"]).stdout).toContain("\n  privileged-container: warning # plimsoll.yaml:1\n");
    expect(project.run(["config", "print", "--preset", "strict"]).stdout).toContain("  - strict # command line\n");
  });
});
