import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { fixText } from "../../server/lint/fix/fix.ts";
import { lintText, presetSettings } from "../support/linting.ts";

// Fixes that are each right by themselves, made together: none answers for what another one takes away, or adds what another one adds.

const settings = presetSettings(rules, ["all"]);
const findingsIn = (text: string) => lintText(rules, text, settings).findings;

const pod = (...lines: readonly string[]) =>
  ["apiVersion: v1", "kind: Pod", "metadata:", "  name: web", "spec:", ...lines, ""].join("\n");
const container = ["  containers:", "    - name: web", "      image: web:1.2", "      ports:", "        - containerPort: 80"];

it.each([
  ["the node's network, and DNS for it", pod("  hostNetwork: true", ...container), /host(Network|Net)|dnsPolicy/, "host-network"],
  [
    "with the default policy",
    pod("  hostNetwork: true", "  dnsPolicy: ClusterFirst", ...container),
    /WithHostNet|hostNetwork/,
    "host-network",
  ],
  ["the same probe twice", pod(...container), /livenessProbe/, "identical-probes"],
])("%s", (_, text, gone, rule) => {
  const fixed = fixText(text, findingsIn, "suggestion");
  expect(fixed.applied).toBeGreaterThan(0);
  expect(fixed.conflicts).toEqual([]);
  expect(fixed.text).not.toMatch(gone);
  expect(findingsIn(fixed.text).map((finding) => finding.rule)).not.toContain(rule);
});
