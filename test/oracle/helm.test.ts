import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { describeOracle } from "./client.ts";
import { type HelmTemplate, helm } from "./helm.ts";

const folder = mkdtempSync(join(tmpdir(), "plimsoll-helm-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a chart of these files and gives back its folder. */
function chart(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries({ "Chart.yaml": `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`, ...files })) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
  return join(folder, name);
}

describeOracle("helm", "the program helm", () => {
  it("renders with the values, the names and the version that it is given", () => {
    const path = chart("plain", {
      "values.yaml": "a: 1\nb: 2\n",
      "more.yaml": "b: 3\n",
      "templates/a.yaml":
        "kind: A\nv: {{ .Values.a }} {{ .Values.b }} {{ .Values.c }}\nr: {{ .Release.Name }} {{ .Release.Namespace }}\n",
      "templates/b.yaml": 'kind: B\nv: {{ .Capabilities.KubeVersion.Version }} {{ .Capabilities.APIVersions.Has "x/v1" }}\n',
    });
    const [plain, full] = helm([
      { chart: path },
      {
        chart: path,
        name: "web",
        namespace: "shop",
        values: [join(path, "more.yaml")],
        set: ["c=4"],
        kubeVersion: "1.28",
        apiVersions: ["x/v1"],
      },
    ]);
    const text = (a: string, b: string) =>
      `---\n# Source: plain/templates/a.yaml\n${a}\n---\n# Source: plain/templates/b.yaml\n${b}\n`;
    expect(plain).toEqual({ text: text("kind: A\nv: 1 2 \nr: release-name default", "kind: B\nv: v1.32.0 false") });
    expect(full).toEqual({ text: text("kind: A\nv: 1 3 4\nr: web shop", "kind: B\nv: v1.28.0 true") });
  });

  it("answers an error as helm words it, and what it logs", () => {
    const broken = chart("broken", { "templates/a.yaml": 'kind: A\nv: {{ required "set it" .Values.x }}\n' });
    const warned = chart("warned", { "values.yaml": "a:\n  b: 1\n", "templates/a.yaml": "kind: A\n" });
    const [error, warning] = helm([{ chart: broken }, { chart: warned, set: ["a.b.c=1"] }]);
    expect(error).toEqual({
      text: "",
      error: "execution error at (broken/templates/a.yaml:2:6): set it\n\nUse --debug flag to render out invalid YAML",
    });
    expect(warning).toMatchObject({
      log: ["coalesce.go:301: warning: destination for warned.a.b is a table. Ignoring non-table value (1)"],
    });
  });
});

// Cases that were run with the released program.
const cases = fileURLToPath(new URL("../../../shared/design/charts-cases", import.meta.url));
const present = existsSync(cases);
if (!present) process.stderr.write('skipped: "helm, compared with the released program" needs ../shared/design/charts-cases\n');
describe.skipIf(!present)("helm, compared with the released program", () => {
  describeOracle("helm", "on recorded cases", () => {
    it.each(present ? readdirSync(cases) : [])("case %s", (name) => {
      const command = readFileSync(join(cases, name, "cmd"), "utf8")
        .trim()
        .split("\n")
        .at(-1) as string;
      const expected = readFileSync(join(cases, name, "expected.txt"), "utf8");
      const [given] = helm([question(join(cases, name), command.split(" "))]);
      const { text, error } = given as { text: string; error?: string };
      const stdout = /\n# stdout\n([\s\S]*?)# stderr\n/.exec(expected)?.[1];
      expect(text).toBe(stdout);
      if (error !== undefined) expect(expected).toContain(`# stderr\nError: ${error}\n`);
      else expect(expected).toMatch(/^# exit 0\n/);
    });
  });
});

function question(at: string, [, , name, path, ...flags]: readonly string[]): HelmTemplate {
  const values = (flag: string) => flags.flatMap((word, i) => (flags[i - 1] === flag ? [word] : []));
  return {
    name: name as string,
    chart: join(at, path as string),
    kubeVersion: values("--kube-version").at(-1) as string,
    values: values("-f").map((file) => join(at, file)),
    set: values("--set"),
    apiVersions: values("-a"),
  };
}
