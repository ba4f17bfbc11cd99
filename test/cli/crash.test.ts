import { resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { makeProject } from "../support/bundle.ts";
import { pod } from "../support/manifests.ts";

/** A bundle of its own. */
const bundle = { dist: makeProject({ dist: "" }).root };

/** One rule more, which fails. */
const withBrokenRule: Plugin = {
  name: "broken rule",
  setup(build) {
    build.onLoad({ filter: /[/\\]rules[/\\]index\.ts$/ }, () => ({
      loader: "ts",
      resolveDir: resolve("rules"),
      contents: `
        import privileged from "./pod-security/privileged-container.ts";
        const broken = { id: "broken-rule", family: "schema", severity: "error", tier: "recommended", title: "Broken", why: "-", options: {},
          resource({ root }) { throw new Error("cannot read " + (/value: (\\w+)/.exec(root.tree.text)?.[1] ?? "that")); } };
        const among = { ...broken, id: "broken-among", resource: undefined, workspace(object) { if (object.name === "b") throw new Error("cannot find that"); } };
        export const rules = [privileged, broken, among];`,
    }));
  },
};

describe("a rule that fails", () => {
  beforeAll(async () => {
    await build({
      entryPoints: ["server/cli/node.ts"],
      outfile: `${bundle.dist}/cli.js`,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      logLevel: "error",
      plugins: [withBrokenRule],
    });
  });

  it.each(["1", "2"])("is named in one line, the other results stand, and the exit code is 2 (%s threads)", (jobs) => {
    const project = makeProject(bundle, {
      "a.yaml": pod("a"),
      "b.yaml": pod("b", false, "      env: [{ name: TOKEN, value: Zq7Kd9Xw2Pf4 }]\n"),
    });
    const { code, stdout, stderr } = project.runProcess(["lint", "--format", "compact", "--jobs", jobs]);
    expect(stdout).toBe('a.yaml:8:38: error: Container "app" runs privileged. [privileged-container]\n');
    expect(stderr.trimEnd().split("\n")).toEqual(
      [
        ["broken-rule", "a.yaml", "cannot read that"],
        ["broken-rule", "b.yaml", "cannot read ***"], // what it quotes of the manifest may be a secret
        ["broken-among", "b.yaml", "cannot find that"],
      ].map(
        ([rule, file, error]) =>
          `plimsoll: ${file}: the rule ${rule} failed: Error: ${error}. The other results stand; please report it.`,
      ),
    );
    expect(code).toBe(2);
  });
});
