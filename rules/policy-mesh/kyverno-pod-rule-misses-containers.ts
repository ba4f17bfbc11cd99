// Kyverno's own Pod Security policies address `=(ephemeralContainers)` and `=(initContainers)` beside `containers`.
import { defineRule, type Field, plainOf, set, suggestion } from "../../server/api.ts";
import { mentions, RULE_POLICIES, rulesOf, withoutAnchor } from "./_kyverno.ts";

export default defineRule({
  id: "kyverno-pod-rule-misses-containers",
  family: "policy-mesh",
  severity: "warning",
  tier: "recommended",
  title: "Kyverno policy looks at app containers only",
  why: "Init containers and ephemeral containers run with the same rights in the same pod. Whoever wants to get round the policy puts the forbidden image or security context into one of them.",
  ignoreWhen:
    "Another policy covers the other containers. Only patterns about images, security contexts and mounts are reported, since probes, ports and resources are for app containers; a policy that names either of the other lists anywhere is not.",
  how: "Add the two lists in conditional anchors, or let `foreach` go through `request.object.spec.[ephemeralContainers, initContainers, containers][]`.",
  references: ["https://kyverno.io/docs/policy-types/cluster-policy/validate/"],
  fix: "suggestion",
  kinds: RULE_POLICIES,
  resource(policy, { report }) {
    const gaps = rulesOf(policy).flatMap((rule) => gapsOf(rule.at("validate")));
    if (gaps.length === 0 || mentions(policy.at("spec", "rules"), OTHER_LISTS)) return;
    for (const { at, fix } of gaps)
      report(at, `Policy "${policy.name}" ignores init and ephemeral containers.`, {
        fixes: fix ? [fix] : [],
      });
  },
});

const OTHER_LISTS = /\b(?:init|ephemeral)Containers\b/;
const MATTERS = /\b(?:image|securityContext|volumeMounts)\b/;
const ALL_CONTAINERS = "request.object.spec.[ephemeralContainers, initContainers, containers][]";

function gapsOf(validate: Field) {
  const patterns = [validate.at("pattern"), ...validate.at("anyPattern").items()].flatMap((pattern) => podSpecs(pattern, 0));
  return [...patterns.flatMap(gapInPattern), ...validate.at("foreach").items().flatMap(gapInLoop)];
}

/** The pod spec in a pattern: `spec`, or the template's of a controller. */
function podSpecs(pattern: Field, depth: number): readonly Field[] {
  const below = (field: Field, name: string) =>
    field.entries().flatMap(([key, value]) => (withoutAnchor(key) === name ? [value] : []));
  const specs = below(pattern, "spec");
  if (depth === 2) return specs; // a CronJob's is the deepest
  const templates = specs.flatMap((spec) => [...below(spec, "template"), ...below(spec, "jobTemplate")]);
  return [...specs, ...templates.flatMap((template) => podSpecs(template, depth + 1))];
}

function gapInPattern(spec: Field) {
  const found = spec.entries().find(([key]) => withoutAnchor(key) === "containers");
  if (!found || spec.open || !mentions(found[1], MATTERS)) return [];
  const pattern = plainOf(found[1]);
  const fix =
    pattern === undefined
      ? undefined
      : suggestion(
          "Ask the same of the other containers",
          set(spec.at("=(initContainers)"), pattern),
          set(spec.at("=(ephemeralContainers)"), pattern),
        );
  return [{ at: found[1].key, fix }];
}

function gapInLoop(loop: Field) {
  const list = loop.at("list");
  if (!/^request\.object\.spec\.containers(?:\[\])?$/.test(list.string ?? "") || !mentions(loop, MATTERS)) return [];
  return [{ at: list, fix: suggestion("Check all containers", set(list, ALL_CONTAINERS)) }];
}
