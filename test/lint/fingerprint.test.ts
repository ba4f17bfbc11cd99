import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { analyzeText } from "../../server/lint/analysis/analyze.ts";
import { fingerprint, hash } from "../../server/lint/rule/fingerprint.ts";
import { defineRule } from "../../server/lint/rule/rule.ts";
import { lintText, presetSettings } from "../support/linting.ts";

const settings = presetSettings(rules, ["all"]);

/** The fingerprints of a pod's findings about these containers, sorted. */
function ofContainers(...containers: readonly string[]): readonly string[] {
  const items = containers.map((one) => `  - ${one}\n`).join("");
  const text = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n${items}`;
  const findings = analyzeText(rules, text, settings).flatMap((analysis) => analysis.findings);
  return findings.flatMap((one) => (one.path.includes("containers") ? one.fingerprint : [])).sort();
}

describe("fingerprints", () => {
  const a = "{name: a, image: a:1, ports: [{name: x, containerPort: 70000}, {containerPort: 80}, {containerPort: 80}]}";
  const b = "{name: b, image: b, env: [{name: PASSWORD, value: hunter2}], volumeMounts: [{mountPath: /x}, {mountPath: /y}]}";
  const id = { apiVersion: "apps/v1", kind: "Deployment", namespace: null, name: "web" };

  it("are sixteen hexadecimal digits, the same on every platform", () => {
    expect(hash("plimsoll")).toBe("2b7e52986c6dc82d");
    expect(fingerprint("some-rule", id, ["spec", "replicas"])).toBe("e9f78db7111a1f5a");
    for (const one of ofContainers(a, b)) expect(one).toMatch(/^[0-9a-f]{16}$/);
  });

  it("do not depend on the order of what has a name, nor on what was found before", () => {
    expect(ofContainers(a, b).length).toBeGreaterThan(10);
    expect(ofContainers(b, a)).toEqual(ofContainers(a, b));
    const alone = new Set([...ofContainers(a), ...ofContainers(b)]);
    expect(ofContainers(a, b).every((one) => alone.has(one))).toBe(true);
  });

  it.each([
    ["name", "{name: a}", "{name: b}"],
    ["mountPath", "{mountPath: /a}", "{mountPath: /b}"],
    ["containerPort", "{containerPort: 1}", "{containerPort: 2}"],
    ["port", "{port: 1}", "{port: 2}"],
    ["key", "{key: a}", "{key: b}"],
    ["the value itself", "a", "b"],
  ])("follow an item by %s", (_, one, other) => {
    const each = defineRule({
      ...{ id: "each", family: "x", title: "x", why: "x", severity: "warning", tier: "recommended" },
      resource(resource, { report }) {
        for (const item of resource.at("list").items()) report(item, "here");
      },
    });
    const of = (...items: readonly string[]) =>
      lintText([each], `apiVersion: v1\nkind: X\nmetadata: {name: x}\nlist: [${items.join(", ")}]\n`).findings.map(
        (finding) => finding.fingerprint,
      );
    expect(of(other, one)).toEqual(of(one, other).toReversed());
    expect(new Set(of(one, other)).size).toBe(2);
  });

  it("depend on rule, object and path, and not on the version of the API", () => {
    const path = ["spec", "replicas"];
    const one = fingerprint("some-rule", id, path);
    expect(fingerprint("some-rule", { ...id, apiVersion: "apps/v1beta1" }, path)).toBe(one);
    const others = [
      fingerprint("other-rule", id, path),
      fingerprint("some-rule", { ...id, apiVersion: "v1" }, path),
      fingerprint("some-rule", { ...id, kind: "StatefulSet" }, path),
      fingerprint("some-rule", { ...id, namespace: "x" }, path),
      fingerprint("some-rule", { ...id, name: "x" }, path),
      fingerprint("some-rule", undefined, path),
      fingerprint("some-rule", id, ["specreplicas"]),
      fingerprint("some-rule", id, ["spec"]),
      fingerprint("some-rule", id, ["spec", "replicas", 0]),
      fingerprint("some-rule", id, ["spec", "replicas", 1]),
    ];
    expect(new Set([one, ...others]).size).toBe(others.length + 1);
  });
});
