import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { makeProject, useBundle } from "../support/bundle.ts";

const bundle = useBundle();

/** A tar archive of these files. */
function tar(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([path, text]) => {
    const header = Buffer.alloc(512);
    header.write(path, 0);
    header.write(text.length.toString(8).padStart(11, "0"), 124);
    header.write("0", 156);
    return [header, Buffer.from(text), Buffer.alloc((512 - (text.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const chart = {
  "web/Chart.yaml":
    "apiVersion: v2\nname: web\nversion: 0.1.0\ndependencies:\n- {name: beside, version: 0.x}\n- {name: packed, version: 0.x}\n- {name: far, version: 0.x, repository: file://../elsewhere/far}\n",
  "web/values.yaml": "name: web\n",
  "web/prod.yaml": "name: prod\n",
  "web/templates/a.yaml":
    "kind: A\nname: {{ .Values.name }}\nrelease: {{ .Release.Name }}/{{ .Release.Namespace }}\nkube: {{ .Capabilities.KubeVersion }}\nset: {{ .Values.x | quote }}\n",
  "beside/Chart.yaml": "apiVersion: v2\nname: beside\nversion: 0.1.0\n",
  "beside/templates/b.yaml": "kind: B\n",
  "elsewhere/far/Chart.yaml": "apiVersion: v2\nname: far\nversion: 0.1.0\n",
  "elsewhere/far/templates/f.yaml": "kind: F\n",
  "web/charts/packed-0.1.0.tgz": gzipSync(
    tar({ "packed/Chart.yaml": "apiVersion: v2\nname: packed\nversion: 0.1.0\n", "packed/templates/p.yaml": "kind: P\n" }),
  ),
};

describe("render", () => {
  const project = makeProject(bundle, chart);

  it("prints what the chart and those that it needs render to", () => {
    const { code, stdout, stderr } = project.run(["render", "web"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(
      "---\n# Source: web/templates/a.yaml\nkind: A\nname: web\nrelease: release-name/default\nkube: v1.32.0\nset:\n" +
        "---\n# Source: web/charts/beside/templates/b.yaml\nkind: B\n" +
        "---\n# Source: web/charts/far/templates/f.yaml\nkind: F\n" +
        "---\n# Source: web/charts/packed/templates/p.yaml\nkind: P\n",
    );
  });

  it("takes values, names and versions", () => {
    const flags = [
      "--values",
      "web/prod.yaml",
      "--set",
      "x=1",
      "--release-name",
      "r",
      "--namespace",
      "n",
      "--kube-version",
      "1.30",
    ];
    const { stdout } = project.run(["render", "web", ...flags]);
    expect(stdout).toContain('name: prod\nrelease: r/n\nkube: v1.30.0\nset: "1"\n');
  });

  it.each([
    [["render"], "takes one chart"],
    [["render", "nowhere"], 'There is no folder "nowhere"'],
    [["render", "elsewhere"], "has no Chart.yaml"],
    [["render", "web", "--values", "none.yaml"], 'The values file "none.yaml" cannot be read'],
    [["render", "web", "--kube-version", "new"], '--kube-version takes a version such as 1.32 or v1.32.0, not "new"'],
  ])("refuses %j", (args, message) => {
    const { code, stdout, stderr } = project.run(args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });

  it("sets values as JSON, and from files", () => {
    project.write({ "text.txt": "a text" });
    const one = project.run(["render", "web", "--set-json", 'name={"a":[1, null]},x="y"']);
    expect(one.stdout).toContain("name: map[a:[1 <nil>]]\n");
    expect(one.stdout).toContain('set: "y"\n');
    expect(project.run(["render", "web", "--set-file", "x=text.txt"]).stdout).toContain('set: "a text"\n');
  });

  it.each([
    [["--set", "x"], 'Error: failed parsing --set data: key "x" has no value\n'],
    [["--set-json", "f=nope"], "Error: failed parsing --set-json data f=nope\n"],
    [["--set-file", "f=none.txt"], "Error: failed parsing --set-file data: open none.txt: no such file or directory\n"],
  ])("says what helm says of %j", (args, message) => {
    const { code, stdout, stderr } = project.run(["render", "web", ...args]);
    expect([code, stdout, stderr]).toEqual([1, "", message]);
  });

  it("prints what comes from some files alone", () => {
    const only = (...args: string[]) => project.run(["render", "web", "--show-only", ...args]);
    expect(only("charts/*/templates/[ab].yaml").stdout).toBe("---\n# Source: web/charts/beside/templates/b.yaml\nkind: B\n");
    const { code, stderr } = only("templates/none.yaml");
    expect([code, stderr]).toEqual([1, "Error: could not find template templates/none.yaml in chart\n"]);
  });

  it("says where a template is wrong", () => {
    project.write({ "web/templates/bad.yaml": "a: 1\nb: {{ .Values.none.x }}\n" });
    const { code, stderr } = project.run(["render", "web"]);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'Error: template: web/templates/bad.yaml:2:13: executing "web/templates/bad.yaml" at <.Values.none.x>: nil pointer evaluating interface {}.x\n',
    );
  });

  it("what a chart says in an error is no command to a terminal or a job", () => {
    const failing = '{{ fail "no\\n::error::\\x1b[31mgood" }}\n';
    project.write({ "web/templates/bad.yaml": failing });
    const { stderr } = project.run(["render", "web"]);
    expect(stderr).toContain("error::\ufffd[31mgood");
    expect(stderr).not.toMatch(/^::/m);
    expect(stderr).not.toContain("\x1b");
  });
});
