import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { useBundle } from "../support/bundle.ts";

const bundle = useBundle();
const folder = mkdtempSync(join(tmpdir(), "plimsoll-action-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(
  join(folder, "pod.yaml"),
  "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers: [{ name: a, image: a:1, securityContext: { privileged: true } }]\n",
);

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly main: string };
}
const { inputs, runs }: ActionFile = parse(readFileSync("action.yml", "utf8"));

/** Runs the action as GitHub's runner does: inputs with their defaults as variables, outputs and summary as files. */
function run(given: Readonly<Record<string, string>>) {
  const variables = Object.entries(inputs).map(([name, { default: value }]) => [
    `INPUT_${name.toUpperCase()}`,
    given[name] ?? value ?? "",
  ]);
  const output = join(folder, "output");
  const summary = join(folder, "summary");
  writeFileSync(output, "");
  writeFileSync(summary, "before\n");
  const env = { ...process.env, ...Object.fromEntries(variables), GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(bundle.dist, "action.js")], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr, output: readFileSync(output, "utf8"), summary: readFileSync(summary, "utf8") };
}

describe("the GitHub Action", () => {
  it("runs the bundle", () => expect(runs.main).toBe("dist/action.js"));

  it("annotates, sums up, hands out counts and a SARIF file, and fails", () => {
    const { status, stdout, output, summary } = run({ args: "--only=privileged-container", "sarif-file": "out.sarif" });
    expect(stdout).toMatch(/^::error file=pod\.yaml,line=5,/);
    expect(output).toBe(`exit-code=1\nsarif-file=${join(folder, "out.sarif")}\nfindings=1\nerrors=1\n`);
    expect(summary).toMatch(/^before\n## Plimsoll: failed\n/);
    expect(JSON.parse(readFileSync(join(folder, "out.sarif"), "utf8")).runs[0].results).toHaveLength(1);
    expect(status).toBe(1);
  });

  it("passes inputs on", () => {
    const { status, stdout } = run({
      args: "--only=privileged-container",
      paths: "pod.yaml",
      annotations: "false",
      "fail-on": "never",
    });
    expect(stdout).toContain("privileged-container");
    expect(stdout).not.toContain("::error");
    expect(status).toBe(0);
  });

  it("says what is wrong", () => {
    const { status, stderr, output } = run({ paths: "nope.yaml" });
    expect(stderr).toContain('no file or directory "nope.yaml"');
    expect(output).toContain("exit-code=2\n");
    expect(status).toBe(2);
  });
});
