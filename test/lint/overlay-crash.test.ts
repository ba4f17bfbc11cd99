import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { presetSettings } from "../../server/lint/rule/settings.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";

const settings = presetSettings(rules, ["recommended"]);
const pod = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { hostNetwork: true, containers: [{ name: a, image: a:1 }] }\n`;

it("a build that ends in an error of ours names its kustomization, and the others stand", () => {
  const linter = new Linter(rules, {
    settingsFor: () => settings,
    scopeOf: () => "",
    read(name) {
      // What a build asks for that is no file of the linter.
      if (name.includes("outside.yaml")) throw new Error("cannot build that");
      return undefined;
    },
  });
  linter.update("file:///a/kustomization.yaml", "resources: [pod.yaml, ../outside.yaml]\n");
  linter.update("file:///a/pod.yaml", pod("a"));
  linter.update("file:///b/kustomization.yaml", "resources: [pod.yaml]\n");
  linter.update("file:///b/pod.yaml", pod("b"));
  linter.settle();
  const crashes = (uri: string) => linter.result(uri).crashes.map(({ rule, error }) => [rule, error.split("\n")[0]]);
  expect(crashes("file:///a/kustomization.yaml")).toEqual([[undefined, "Error: cannot build that"]]);
  expect(crashes("file:///b/kustomization.yaml")).toEqual([]);
  for (const folder of ["a", "b"])
    expect(linter.result(`file:///${folder}/pod.yaml`).findings.map(({ rule }) => rule)).toContain("host-network");
});
